"""A drawing of shares of people with their intervals, group by group, beside everybody's share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from layouts.figures import style

ROW = 34
FOOT = 52
# Room at the right for the words beside the longest interval.
RIGHT = 1.3
TICKS = (0, 20, 40, 60, 80, 100)


@dataclass(frozen=True)
class Share:
    """Hold one group: its words, its share with the ends of its interval, and what is printed."""

    words: str
    share: float
    low: float
    high: float
    printed: str


def draw_shares(groups: Sequence[Share], *, everybody: float, axis: str) -> dict[str, Any]:
    """Draw the share of each group, 0 to 1, in their order, and everybody's as a line."""
    names = [group.words for group in groups]
    return {
        "data": [
            {
                "type": "scatter",
                "mode": "markers",
                "y": names,
                "x": [_percent(group.share) for group in groups],
                "error_x": {
                    "type": "data",
                    "symmetric": False,
                    "array": [_percent(group.high - group.share) for group in groups],
                    "arrayminus": [_percent(group.share - group.low) for group in groups],
                    "color": style.ACCENT,
                    "thickness": 2,
                    "width": 5,
                },
                "marker": {"color": style.ACCENT, "size": 10},
                "customdata": [group.printed for group in groups],
                "hovertemplate": "%{y}: %{customdata}<extra></extra>",
            },
            _printed(groups, names),
        ],
        "layout": style.layout(
            height=ROW * len(names) + FOOT,
            shapes=[_line(_percent(everybody))],
            xaxis=style.axis(
                range=[0, 100 * RIGHT],
                tickvals=list(TICKS),
                ticktext=[f"{tick}%" for tick in TICKS],
                title={"text": axis, "font": {"size": 13, "color": style.MUTED}},
            ),
            yaxis=style.names_axis(names),
        ),
    }


def _printed(groups: Sequence[Share], names: Sequence[str]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "text",
        "y": list(names),
        "x": [_percent(group.high) + 1 for group in groups],
        "text": [group.printed for group in groups],
        "textposition": "middle right",
        "textfont": {"color": style.INK, "size": 12},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _line(share: float) -> dict[str, Any]:
    return {
        "type": "line",
        "x0": share,
        "x1": share,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "layer": "below",
        "line": {"color": style.MUTED, "width": 2, "dash": "dot"},
    }


def _percent(share: float) -> float:
    return round(100 * share, 1)
