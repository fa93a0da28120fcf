"""How a verdict looks: a colour, and a sign for who cannot tell colours apart."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from layouts.figures import style

NOTHING, ALIKE = 0, 1
TEN = 9.95
STROKES, STROKE = (-0.3, 0, 0.3), 14
SIGNS: dict[str, str] = {
    "better": "✓",
    "worse": "✗",
    "higher": "▲",
    "lower": "▼",
    "similar": "",
    "not comparable": "",
}
COLOURS: dict[str, tuple[str, str]] = {
    "better": style.BETTER,
    "worse": style.WORSE,
    "higher": style.HIGHER,
    "lower": style.LOWER,
}
MARKS: dict[str, str] = {"none": "–", "flagged": "?", "few": "…", "broken": "‖", "": ""}
# The scale of a heatmap: nothing, similar, then each verdict pale and deep.
FILLS = (style.PAPER, style.SIMILAR, *(colour for pair in COLOURS.values() for colour in pair))
KEY = (
    "✓ better, ✗ worse, ▲ higher, ▼ lower: beyond chance. Deep colour and a double sign: more "
    "than authorities usually differ. Hatched: – no figure, ? suspect, … too few to tell, "
    "‖ the series breaks."
)


def level(verdict: str, unusual: int) -> int:
    """Return the place of a verdict on the scale of colours."""
    if verdict not in COLOURS:
        return ALIKE if verdict == "similar" else NOTHING
    return 2 + 2 * list(COLOURS).index(verdict) + (1 if unusual else 0)


def levels(verdicts: np.ndarray, unusual: np.ndarray) -> list[list[int]]:
    """Return the places of a matrix of verdicts on the scale of colours."""
    rows = zip(verdicts.tolist(), unusual.tolist(), strict=True)
    return [[level(v, u) for v, u in zip(*row, strict=True)] for row in rows]


def fill(verdict: str, unusual: int) -> str:
    """Return the colour of a verdict."""
    return FILLS[level(verdict, unusual)]


def ink(verdict: str, unusual: int) -> str:
    """Return the colour of words on a verdict's colour."""
    return style.PAPER if verdict in COLOURS and unusual else style.INK


def sign(verdict: str, unusual: int, mark: str = "") -> str:
    """Return the sign of a cell: its mark if it has one, else the verdict's, double if unusual."""
    signed = SIGNS[verdict] * (2 if unusual else 1)
    return " ".join(filter(None, [signed, MARKS[mark]])) if mark in ("", "broken") else MARKS[mark]


def hatching(cells: list[list[int]]) -> dict[str, Any]:
    """Draw three strokes over each cell, given by row and column: heatmaps know no patterns."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [column + stroke for _, column in cells for stroke in STROKES],
        "y": [row for row, _ in cells for _ in STROKES],
        "marker": {
            "symbol": "line-ne-open",
            "size": STROKE,
            "color": style.OTHERS,
            "line": {"width": 1, "color": style.OTHERS},
        },
        "opacity": 0.6,
        "hoverinfo": "skip",
    }


def short(value: float) -> str:
    """Return a figure as it fits a cell: one decimal below ten, none from there."""
    if math.isnan(value):
        return ""
    return f"{value:.1f}" if value < TEN else f"{value:.0f}"


def scale() -> dict[str, Any]:
    """Return the properties of a heatmap whose z is `levels`: a step of colour for each level."""
    steps = len(FILLS)
    stops = [[at / steps, fill] for n, fill in enumerate(FILLS) for at in (n, n + 1)]
    return {"zmin": -0.5, "zmax": steps - 0.5, "colorscale": stops, "showscale": False}
