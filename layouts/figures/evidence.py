"""Means and differences of attainment as marks with their 95% intervals."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from textwrap import wrap
from typing import Any

from analytics.efficacy.estimates import Estimate
from analytics.efficacy.matching import Comparison
from analytics.efficacy.showing import Shown
from layouts.figures import style

ROW = 37
FOOT = 56
LABEL = 24  # characters, as in the charts of clusters
MOST = 2.0
LEAST = 0.5
APART = 0.17
RAW, MATCHED = "As they stand", "Pupils who began alike"


def draw_means(rows: Sequence[Shown]) -> dict[str, Any]:
    """Draw the mean attainment of each row with its interval; a withheld one says c."""
    marks = [row.attainment for row in rows]
    places = list(range(len(rows)))
    trace = _marks("Mean attainment", marks, places, colour=style.ACCENT, symbol="circle")
    return {
        "data": [trace, *_withheld(marks, places)],
        "layout": _layout(
            [row.label for row in rows], _reach(marks), "Mean attainment, 0 as hoped"
        ),
    }


def draw_differences(found: Sequence[Comparison], labels: Sequence[str]) -> dict[str, Any]:
    """Draw two marks for each package: the raw difference, and that of pupils who began alike."""
    raw, matched = [one.raw for one in found], [one.matched for one in found]
    places = list(range(len(found)))
    return {
        "data": [
            _marks(
                RAW, raw, [n - APART for n in places], colour=style.OTHERS, symbol="circle-open"
            ),
            _marks(MATCHED, matched, [n + APART for n in places], colour=style.ACCENT),
        ],
        "layout": _layout(list(labels), _reach([*raw, *matched]), "Difference in steps"),
    }


def _marks(
    name: str,
    estimates: Sequence[Estimate | None],
    places: Sequence[float],
    *,
    colour: str,
    symbol: str = "circle",
) -> dict[str, Any]:
    known = [
        (one, place) for one, place in zip(estimates, places, strict=True) if one and one.pupils
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [one.value for one, _ in known],
        "y": [place for _, place in known],
        "marker": {
            "color": colour,
            "symbol": symbol,
            "size": 10,
            "line": {"width": 2, "color": colour},
        },
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [one.high - one.value if one.is_bounded else 0 for one, _ in known],
            "arrayminus": [one.value - one.low if one.is_bounded else 0 for one, _ in known],
            "color": colour,
            "thickness": 2,
            "width": 4,
        },
        "hovertemplate": f"{name}: %{{x:.2f}}<extra></extra>",
    }


def _withheld(
    estimates: Sequence[Estimate | None], places: Sequence[float]
) -> list[dict[str, Any]]:
    hidden = [place for one, place in zip(estimates, places, strict=True) if one is None]
    if not hidden:
        return []
    return [
        {
            "type": "scatter",
            "mode": "text",
            "x": [0] * len(hidden),
            "y": hidden,
            "text": ["c"] * len(hidden),
            "textposition": "middle right",
            "textfont": {"color": style.INK, "size": 13},
            "hoverinfo": "skip",
        }
    ]


def _reach(estimates: Sequence[Estimate | None]) -> float:
    """Return the half step past every mark and interval, 0.5 at least and 2 at most."""
    ends = [
        abs(end)
        for one in estimates
        if one and one.pupils
        for end in (one.value, *((one.low, one.high) if one.is_bounded else ()))
    ]
    return min(max(ceil(max(ends, default=LEAST) * 2) / 2, LEAST), MOST)


def _layout(labels: Sequence[str], reach: float, title: str) -> dict[str, Any]:
    ticks = [n * reach / 2 for n in range(-2, 3)] if reach % 1 == 0 else [-reach, 0, reach]
    return style.layout(
        height=ROW * len(labels) + FOOT,
        xaxis=style.axis(
            range=[-reach * 1.05, reach * 1.05],
            tickvals=ticks,
            ticktext=[f"{tick:+g}".replace("-", "−") if tick else "0" for tick in ticks],
            zeroline=True,
            zerolinecolor=style.INK,
            zerolinewidth=1.5,
            tickangle=0,
            title={"text": title, "font": {"size": 13, "color": style.MUTED}},
        ),
        yaxis=style.axis(
            range=[len(labels) - 0.5, -0.5],
            tickvals=list(range(len(labels))),
            ticktext=[
                "<br>".join(wrap(label, LABEL, max_lines=2, placeholder="…")) for label in labels
            ],
            showgrid=False,
            ticks="",
        ),
    )
