"""Authorities by their size, within the limits of chance and of what is usual between them."""

from __future__ import annotations

import math
from collections.abc import Collection
from functools import lru_cache
from textwrap import wrap
from typing import Any

import pandas as pd

from analytics.sen2.funnel import Funnel, sizes_are
from analytics.sen2.words import shown
from data.schemas.indicators import INDICATORS
from layouts.figures import style
from layouts.figures.sen2.marks import BESIDE, OWN, marker, role, title, unit_title
from layouts.figures.sen2.names import shortened

HEIGHT = 500
LONGEST_TITLE = 40
# Chance dotted and thin, what is usual solid and dashed: told apart without colour.
LINES: dict[str, dict[str, Any]] = {
    "chance_{}_95": {"color": style.OTHERS, "width": 1, "dash": "dot"},
    "usual_{}_95": {"color": style.WATCH, "width": 1.5},
    "usual_{}_998": {"color": style.WATCH, "width": 1.5, "dash": "dash"},
}


def draw_funnel(found: Funnel, *, code: str = "", beside: Collection[str] = ()) -> dict[str, Any]:
    """Draw the points over the limits; the own authority and those `beside` are named."""
    indicator, ticks = INDICATORS[found.indicator], _ticks(found)
    return {
        "data": [*_limits(found), *_points(found, code, beside)],
        "layout": style.layout(
            height=HEIGHT,
            margin={"l": 8, "r": 8, "t": 24, "b": 72, "pad": 4},
            xaxis=style.axis(
                type="log",
                range=_sizes(found),
                showgrid=False,
                title=title("<br>".join(wrap(sizes_are(found.indicator), LONGEST_TITLE))),
                tickvals=ticks,
                ticktext=[f"{tick:,}" for tick in ticks],
            ),
            yaxis=style.axis(
                range=_span(found), title=title(unit_title(indicator)), nticks=6, tickformat=","
            ),
            shapes=[_target(found.target)],
            annotations=[_called(found)],
        ),
    }


# The same whichever authority is the own one.
@lru_cache(maxsize=16)
def _limits(found: Funnel) -> list[dict[str, Any]]:
    return [
        _limit(found.limits, name.format(end), line)
        for name, line in LINES.items()
        for end in ("low", "high")
    ]


def _limit(limits: pd.DataFrame, name: str, line: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [round(size, 1) for size in limits["denominator"]],
        "y": [round(edge, 2) for edge in limits[name]],
        "line": line,
        "hoverinfo": "skip",
    }


def _points(found: Funnel, code: str, beside: Collection[str]) -> list[dict[str, Any]]:
    """Return the rest, then those to compare with, then the own: the last lies on top."""
    every = [(role(row["code"], own=code, beside=beside), row) for row in found.told]
    every.sort(key=lambda one: {OWN: 2, BESIDE: 1}.get(one[0], 0))
    ordered, rows = [one for one, _ in every], [row for _, row in every]
    sizes = [int(row["denominator"]) for row in rows]
    named = [shortened(row["name"]) if one in (OWN, BESIDE) else "" for one, row in every]
    return [
        {
            "type": "scatter",
            "mode": "markers+text",
            "x": sizes,
            "y": [round(row["own"], 2) for row in rows],
            "marker": marker(ordered),
            "text": named,
            # To the side on which there is room.
            "textposition": [f"middle {'left' if far else 'right'}" for far in _are_far(sizes)],
            "textfont": {"size": 12, "color": style.INK},
            "customdata": [row["name"] for row in rows],
            "cliponaxis": False,
            "hovertemplate": "%{customdata}: %{y}, of %{x:,}<extra></extra>",
        }
    ]


def _are_far(sizes: list[int]) -> list[bool]:
    """Return which sizes stand in the right half of an axis in powers of ten."""
    middle = math.sqrt(min(sizes, default=1) * max(sizes, default=1))
    return [size > middle for size in sizes]


def _sizes(found: Funnel) -> list[float]:
    """Return the range across in powers of ten."""
    sizes = [row["denominator"] for row in found.told]
    if not sizes:
        return [0, 1]
    low, high = math.log10(min(sizes)), math.log10(max(sizes))
    return [low - 0.08, high + 0.08]


def _ticks(found: Funnel) -> list[int]:
    """Return 1, 2 and 5 of each power of ten across; plotly would write their first digit alone."""
    low, high = (10**end for end in _sizes(found))
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    ticks = (round(step * 10**power) for power in powers for step in (1, 2, 5) if power >= 0)
    return [tick for tick in ticks if low <= tick <= high]


def _span(found: Funnel) -> list[float]:
    """Return the range upwards: of the figures, with a little of the limits beyond them."""
    values = [row["own"] for row in found.told]
    if not values:
        return [0, 1]
    low, high = min(values), max(values)
    room = max((high - low) * 0.08, 0.5)
    return [max(low - room, 0) if low > room else -room / 4, high + room]


def _target(target: float) -> dict[str, Any]:
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": target,
        "y1": target,
        "line": {"color": style.INK, "width": 1.5},
        "layer": "below",
    }


def _called(found: Funnel) -> dict[str, Any]:
    return {
        "xref": "paper",
        "x": 1,
        "y": found.target,
        "xanchor": "right",
        "yanchor": "bottom",
        "text": f"England {shown(found.target, found.indicator)}",
        "showarrow": False,
        "font": {"size": 12, "color": style.INK},
        "bgcolor": style.PAPER,
    }
