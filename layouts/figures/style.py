"""The palette and the one slim layout that every figure shares.

A named plotly template makes a figure nine times heavier and fifteen times slower to build, so
figures are plain dicts. The colours repeat assets/10-tokens.css, which a test checks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

INK = "#1d2433"
WATCH = "#8a5a00"
OK = "#0b6b3a"
PROBLEM = "#a8201a"
MUTED = "#4b5567"
LINE = "#d5dae3"
ACCENT = "#00625f"
PAPER = "#ffffff"
WASH = "#f5f7fa"
ACCENT_WASH = "#e8f3f2"
# Paul Tol's "muted" set ("Colour schemes", SRON/EPS/TN/09-002), X10 grey.
CLUSTER_COLOURS: dict[str, str] = {
    "X1": "#332288",
    "X2": "#88ccee",
    "X3": "#44aa99",
    "X4": "#117733",
    "X5": "#999933",
    "X6": "#ddcc77",
    "X7": "#cc6677",
    "X8": "#882255",
    "X9": "#aa4499",
    "X10": "#bbbbbb",
}
# Verdicts of SEN2, pale and deep: brown and teal, plum and indigo are told apart in every kind of
# colour blindness, and every cell has a sign as well.
SIMILAR = "#f5f7fa"
BETTER = ("#cfe6e4", "#00625f")
WORSE = ("#f6e3c0", "#8a5a00")
HIGHER = ("#d9def4", "#2f3e8f")
LOWER = ("#ecd9ec", "#7b3f7d")
OTHERS = "#7a8599"
FAMILY = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"

CONFIG: dict[str, Any] = {"displayModeBar": False, "responsive": True}


def layout(*, height: int, **properties: Any) -> dict[str, Any]:
    """Return a plotly layout with no title, no legend and the shared type and lines."""
    return {
        "height": height,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 36, "pad": 4},
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "font": {"family": FAMILY, "size": 14, "color": INK},
        "showlegend": False,
        "hoverlabel": {"bgcolor": PAPER, "bordercolor": LINE, "font": {"color": INK}},
        "bargap": 0.35,
        **properties,
    }


def axis(**properties: Any) -> dict[str, Any]:
    """Return an axis with quiet lines that cannot be dragged by accident."""
    return {
        "automargin": True,
        "fixedrange": True,
        "gridcolor": LINE,
        "linecolor": LINE,
        "tickfont": {"color": MUTED, "size": 13},
        "zeroline": False,
        **properties,
    }


def cluster_marker(*clusters: str) -> dict[str, Any]:
    """Return the fill of bars that stand for clusters, edged in ink for the light colours' sake."""
    colours = [CLUSTER_COLOURS.get(cluster, MUTED) for cluster in clusters]
    fill: Any = colours[0] if len(colours) == 1 else colours
    return {"color": fill, "line": {"color": INK, "width": 1}}


def names_axis(names: Sequence[str]) -> dict[str, Any]:
    """Return an upright axis that lists names from the top down."""
    return axis(
        autorange="reversed",
        showgrid=False,
        ticks="",
        type="category",
        categoryorder="array",
        categoryarray=list(names),
        tickfont={"color": INK, "size": 13},
    )
