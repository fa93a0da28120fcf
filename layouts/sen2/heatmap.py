"""The heatmap: authorities by indicators or by years, coloured by what a difference means."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from dash import html

from analytics.sen2 import heatmap
from analytics.sen2.heatmap import Matrix
from layouts.components.chart import chart
from layouts.components.element import Element
from layouts.components.section import section
from layouts.components.table import Head, data_table
from layouts.figures.sen2.heatmap import draw_heatmap, min_width
from layouts.figures.sen2.verdicts import KEY
from layouts.sen2.address import Chosen
from layouts.sen2.files import under_chart

MOST_ROWS = 25
HOW = (
    "Colour follows the verdict, not the rank: one pair of colours is better and worse than the "
    "comparator where one end is better; where neither is, another pair is higher and lower. Pale "
    "cells differ by no more than authorities usually do, dark ones by more. Hatched cells have no "
    "figure, a suspect one, too few to tell, or come first after a break in the series. Sorted by "
    "“which are alike”, authorities with similar figures stand next to one another (Ward's method "
    "on standardised figures)."
)


def body(
    matrix: Matrix, chosen: Chosen, *, whom: str, title: str, name: str, beside: tuple[str, ...]
) -> list[Any]:
    """Return the heatmap of the authority `name` with those `beside`, and that of everybody."""
    if not matrix.codes or not matrix.columns:
        return [html.P("There are no figures for this choice.", className="empty")]
    near = heatmap.part(matrix, (chosen.authority, *beside))
    few = _heatmap(near, chosen, whom=whom) if near.codes else None
    heading = f"{name} and those it is compared with" if beside else name
    return [
        *([section(f"{heading}: {title}", few)] if few else []),
        section(f"Every authority: {title}", _heatmap(matrix, chosen, whom=whom)),
    ]


def _heatmap(matrix: Matrix, chosen: Chosen, *, whom: str) -> Any:
    return chart(
        draw_heatmap(matrix, own=chosen.authority),
        reading=heatmap.reading(matrix, whom),
        table=heatmap_table(matrix),
        key=KEY,
        how_to_read=HOW,
        files=under_chart("heatmap", chosen.query()),
        min_width=min_width(matrix),
    )


# The same for every authority that is looked at, as the picture is but for the names.
@lru_cache(maxsize=8)
def heatmap_table(matrix: Matrix) -> Element:
    """Return a heatmap as a table of words, no more rows than a reader takes in."""
    heads = [Head("Authority"), *map(Head, matrix.labels)]
    cells = heatmap.words(matrix, most=MOST_ROWS)
    rows = [[name, *row] for name, row in zip(matrix.names, cells, strict=False)]
    every = len(matrix.names)
    whole = every <= MOST_ROWS
    caption = "The heatmap in words" + ("" if whole else f"; all {every} are in the download")
    return data_table(caption, heads, rows, quiet_caption=whole, wide=True)
