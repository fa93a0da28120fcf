"""How many pupils go from which cluster to which, as a grid of numbers."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analytics import suppression
from layouts.figures import style

ROW_HEIGHT = 34


def draw_crossing(crossing: pd.DataFrame) -> dict[str, Any]:
    """Draw counts of pupils by cluster now (rows) and then (columns); a missing one is a c."""
    counts = [[None if pd.isna(n) else int(n) for n in row] for row in crossing.to_numpy()]
    return {
        "data": [
            {
                "type": "heatmap",
                "x": [str(name) for name in crossing.columns],
                "y": [str(name) for name in crossing.index],
                "z": _shades(counts),
                "text": [[_words(n) for n in row] for row in counts],
                "texttemplate": "%{text}",
                "colorscale": [[0, style.PAPER], [0.5, style.WASH], [1, style.ACCENT_WASH]],
                "zmin": 0,
                "zmax": 2,
                "showscale": False,
                "xgap": 2,
                "ygap": 2,
                "hovertemplate": "%{y} now, %{x} then: %{text}<extra></extra>",
            }
        ],
        "layout": style.layout(
            height=ROW_HEIGHT * len(crossing) + 60,
            xaxis=style.axis(side="top", showgrid=False, ticks="", type="category"),
            yaxis=style.axis(autorange="reversed", showgrid=False, ticks="", type="category"),
        ),
    }


def _shades(counts: list[list[int | None]]) -> list[list[int]]:
    """Return 2 for those who stay, 1 for those who would move, 0 for nobody."""
    return [
        [0 if count == 0 else 2 if row == column else 1 for column, count in enumerate(line)]
        for row, line in enumerate(counts)
    ]


def _words(count: int | None) -> str:
    return "" if count == 0 else suppression.shown(count)
