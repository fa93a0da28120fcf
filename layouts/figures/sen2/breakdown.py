"""An area's plans divided one way: bars with number and percent, England as a tick."""

from __future__ import annotations

import math
from textwrap import wrap
from typing import Any

import pandas as pd

from analytics.sen2.records import records
from layouts.figures import style
from layouts.figures.sen2.marks import title

ROW = 27
LINE_OF_LABEL = 13
FOOT = 44
LONGEST_LABEL = 26
ROOM = 1.75
Part = dict[Any, Any]


def draw_breakdown(rows: pd.DataFrame, name: str) -> dict[str, Any]:
    """Draw the rows of `breakdown`; a suspect part is hatched, a missing one says so."""
    parts = records(rows)
    labels = ["<br>".join(wrap(part["label"], LONGEST_LABEL)) for part in parts]
    lines = sum(label.count("<br>") for label in labels)
    most = max(map(_end, parts), default=0.0) or 1.0
    places = list(range(len(parts)))
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": places,
        "x": [_number(part["percent"]) for part in parts],
        "marker": {
            "color": style.ACCENT,
            "pattern": {"shape": ["/" if part["flagged"] else "" for part in parts]},
        },
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [_reach(part["high"] - part["percent"]) for part in parts],
            "arrayminus": [_reach(part["percent"] - part["low"]) for part in parts],
            "color": style.INK,
            "thickness": 1.2,
            "width": 3,
        },
        "customdata": [part["label"] for part in parts],
        "hovertemplate": f"{name}, %{{customdata}}: %{{x}}%<extra></extra>",
    }
    return {
        "data": [bars, _england(parts, places), _words(parts, places, most)],
        "layout": style.layout(
            height=ROW * len(parts) + LINE_OF_LABEL * lines + FOOT,
            xaxis=style.axis(
                range=[0, most * ROOM], ticksuffix="%", nticks=5, title=title("Share of plans")
            ),
            yaxis=style.axis(
                range=[len(parts) - 0.4, -0.6],
                showgrid=False,
                ticks="",
                tickvals=places,
                ticktext=labels,
                tickfont={"color": style.INK, "size": 12},
            ),
        ),
    }


def _number(value: Any) -> float | None:
    return None if pd.isna(value) else round(float(value), 2)


def _reach(gap: float) -> float:
    return 0 if math.isnan(gap) else round(gap, 2)


def _end(part: Part) -> float:
    """Return the furthest that is drawn of a part."""
    ends = (part[name] for name in ("percent", "england_percent", "high"))
    return max((end for end in ends if not math.isnan(end)), default=0.0)


def _england(parts: list[Part], places: list[int]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "y": places,
        "x": [_number(part["england_percent"]) for part in parts],
        "marker": {
            "symbol": "line-ns-open",
            "size": 18,
            "color": style.WATCH,
            "line": {"width": 3, "color": style.WATCH},
        },
        "customdata": [part["label"] for part in parts],
        "cliponaxis": False,
        "hovertemplate": "England, %{customdata}: %{x}%<extra></extra>",
    }


def _words(parts: list[Part], places: list[int], most: float) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "text",
        "y": places,
        "x": [round(_end(part) + most * 0.02, 2) for part in parts],
        "text": [_said(part) for part in parts],
        "textposition": "middle right",
        "textfont": {"color": style.INK, "size": 12},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _said(row: Part) -> str:
    if pd.isna(row["n"]):
        return f"no figure ({row['symbol']})" if row["symbol"] else "no figure"
    share = "" if pd.isna(row["percent"]) else f", {row['percent']:.1f}%"
    return f"{row['n']:,.0f}{share}{' ?' if row['flagged'] else ''}"
