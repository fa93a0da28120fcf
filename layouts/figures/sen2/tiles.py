"""England as equal squares: each with a name, its figure and sign, darker where it is higher."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analytics.sen2.tiles import WIDTH, places
from analytics.sen2.words import shown
from data.schemas.tiles import TILES
from layouts.figures import style
from layouts.figures.sen2.names import in_tile
from layouts.figures.sen2.verdicts import hatching, short, sign

ROW = 46
# Narrower, and eight letters do not fit a square.
MIN_WIDTH = 58 * WIDTH
AMOUNTS = [[0.0, style.PAPER], [1.0, style.ACCENT]]
# The scale goes on beyond the highest figure, so that ink is read on every square (4.5 to 1).
DARKEST = 0.62
REASONS = {"absent": "none", "symbol": "none", "flagged": "flagged", "too few": "few"}


@dataclass(frozen=True, eq=False)
class Drawn:
    """Hold a map on which no authority is the own one, and where each lies."""

    figure: dict[str, Any]
    spots: dict[str, tuple[int, int]]

    def around(self, code: str) -> dict[str, Any]:
        """Return the figure with a thick edge around an authority, if it is on the map."""
        layout = self.figure["layout"]
        edge = [_edge(self.spots[code], width=4, color=style.INK)] if code in self.spots else []
        return {**self.figure, "layout": {**layout, "shapes": [*layout["shapes"], *edge]}}


def draw_tiles(
    rows: pd.DataFrame, indicator: str, *, regions: Mapping[str, str] | None = None
) -> Drawn:
    """Draw the rows of `comparison.table` for one figure.

    `regions` says in which region authorities lie that the map does not know.
    """
    # An authority that is no more has no square.
    rows = rows[rows["code"].isin(list(TILES)) | (rows["reason"] != "absent")]
    spots = places(tuple(rows["code"]), dict(regions or {}))
    marks = [REASONS.get(reason, "") for reason in rows["reason"]]
    deepest = max((y for _, y in spots.values()), default=0)
    least, most = _span(rows["own"])
    heat = {
        "type": "heatmap",
        "z": _grid(rows, spots, deepest),
        "zmin": least,
        "zmax": least + (most - least) / DARKEST,
        "colorscale": AMOUNTS,
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "hoverinfo": "skip",
    }
    unsound = [one for one, mark in zip(rows["code"], marks, strict=True) if mark]
    figure = {
        "data": [
            heat,
            hatching([[spots[one][1], spots[one][0]] for one in unsound]),
            _words(rows, spots, marks, indicator),
        ],
        "layout": style.layout(
            height=ROW * (deepest + 1) + 16,
            margin={"l": 4, "r": 4, "t": 8, "b": 8, "pad": 0},
            xaxis=_hidden(range=[-0.6, WIDTH - 0.4]),
            yaxis=_hidden(range=[deepest + 0.6, -0.6]),
            shapes=[_edge(spot, width=1, color=style.LINE) for spot in spots.values()],
        ),
    }
    return Drawn(figure, spots)


def _span(own: pd.Series) -> tuple[float, float]:
    known = own.dropna()
    if known.empty:
        return 0.0, 1.0
    return float(known.min()), float(max(known.max(), known.min() + 1e-9))


def _grid(
    rows: pd.DataFrame, spots: dict[str, tuple[int, int]], deepest: int
) -> list[list[float | None]]:
    grid: list[list[float | None]] = [[None] * WIDTH for _ in range(deepest + 1)]
    for code, own in zip(rows["code"], rows["own"], strict=True):
        x, y = spots[code]
        grid[y][x] = None if pd.isna(own) else round(float(own), 2)
    return grid


def _words(
    rows: pd.DataFrame, spots: dict[str, tuple[int, int]], marks: list[str], indicator: str
) -> dict[str, Any]:
    signs = (
        sign(verdict, int(unusual), mark)
        for verdict, unusual, mark in zip(rows["verdict"], rows["unusual"], marks, strict=True)
    )
    told = zip(rows["name"], rows["own"], signs, strict=True)
    return {
        "type": "scatter",
        "mode": "text",
        "x": [spots[code][0] for code in rows["code"]],
        "y": [spots[code][1] for code in rows["code"]],
        "text": [
            f"{in_tile(name)}<br>{' '.join(filter(None, [short(own), signed]))}"
            for name, own, signed in told
        ],
        "customdata": [
            f"{name}: {shown(own, indicator)}"
            for name, own in zip(rows["name"], rows["own"], strict=True)
        ],
        "textfont": {"size": 11, "color": style.INK},
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _edge(spot: tuple[int, int], *, width: int, color: str) -> dict[str, Any]:
    x, y = spot
    return {
        "type": "rect",
        "x0": x - 0.5,
        "x1": x + 0.5,
        "y0": y - 0.5,
        "y1": y + 0.5,
        "line": {"color": color, "width": width},
    }


def _hidden(**properties: Any) -> dict[str, Any]:
    return style.axis(visible=False, automargin=False, **properties)
