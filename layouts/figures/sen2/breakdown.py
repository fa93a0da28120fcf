"""An area's plans divided one way: bars with number and percent, England as a tick."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

import pandas as pd

from layouts.figures import style
from layouts.figures.sen2.marks import title

ROW = 27
LINE_OF_LABEL = 13
FOOT = 44
LONGEST_LABEL = 26
ROOM = 1.75


def draw_breakdown(rows: pd.DataFrame, name: str) -> dict[str, Any]:
    """Draw the rows of `breakdown`; a suspect part is hatched, a missing one says so."""
    labels = ["<br>".join(wrap(label, LONGEST_LABEL)) for label in rows["label"]]
    lines = sum(label.count("<br>") for label in labels)
    percent = [_number(value) for value in rows["percent"]]
    known = rows[["percent", "england_percent", "high"]].max().max()
    most = float(known) if not pd.isna(known) else 1.0
    places = list(range(len(rows)))
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": places,
        "x": percent,
        "marker": {
            "color": style.ACCENT,
            "pattern": {"shape": ["/" if one else "" for one in rows["flagged"]]},
        },
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": _reach(rows["high"] - rows["percent"]),
            "arrayminus": _reach(rows["percent"] - rows["low"]),
            "color": style.INK,
            "thickness": 1.2,
            "width": 3,
        },
        "customdata": list(rows["label"]),
        "hovertemplate": f"{name}, %{{customdata}}: %{{x}}%<extra></extra>",
    }
    return {
        "data": [bars, _england(rows, places), _words(rows, places, most)],
        "layout": style.layout(
            height=ROW * len(rows) + LINE_OF_LABEL * lines + FOOT,
            xaxis=style.axis(
                range=[0, most * ROOM], ticksuffix="%", nticks=5, title=title("Share of plans")
            ),
            yaxis=style.axis(
                range=[len(rows) - 0.4, -0.6],
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


def _reach(gaps: pd.Series) -> list[float]:
    return [0 if pd.isna(gap) else round(float(gap), 2) for gap in gaps]


def _england(rows: pd.DataFrame, places: list[int]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "y": places,
        "x": [_number(value) for value in rows["england_percent"]],
        "marker": {
            "symbol": "line-ns-open",
            "size": 18,
            "color": style.WATCH,
            "line": {"width": 3, "color": style.WATCH},
        },
        "customdata": list(rows["label"]),
        "cliponaxis": False,
        "hovertemplate": "England, %{customdata}: %{x}%<extra></extra>",
    }


def _words(rows: pd.DataFrame, places: list[int], most: float) -> dict[str, Any]:
    ends = rows[["percent", "england_percent", "high"]].max(axis=1).fillna(0)
    return {
        "type": "scatter",
        "mode": "text",
        "y": places,
        "x": [round(float(end) + most * 0.02, 2) for end in ends],
        "text": [_said(row) for row in rows.to_dict("records")],
        "textposition": "middle right",
        "textfont": {"color": style.INK, "size": 12},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _said(row: dict[Any, Any]) -> str:
    if pd.isna(row["n"]):
        return f"no figure ({row['symbol']})" if row["symbol"] else "no figure"
    share = "" if pd.isna(row["percent"]) else f", {row['percent']:.1f}%"
    return f"{row['n']:,.0f}{share}{' ?' if row['flagged'] else ''}"
