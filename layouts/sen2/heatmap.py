"""The heatmap: authorities by indicators or by years, coloured by what a difference means."""

from __future__ import annotations

from typing import Any

from dash import html

from analytics.sen2 import heatmap
from analytics.sen2.heatmap import Matrix
from layouts.components.chart import chart
from layouts.components.element import Element
from layouts.components.table import Head, data_table
from layouts.figures.sen2.heatmap import draw_heatmap, min_width
from layouts.sen2.address import Chosen
from layouts.sen2.files import under_chart

MOST_ROWS = 25
HOW = (
    "Colour follows the verdict, not the rank: teal is better and brown is worse than the "
    "comparator where one end is better; where neither is, the two other tones are higher and "
    "lower. Pale cells differ by no more than chance. Darker cells are also unusual: further from "
    "England than authorities usually are. Hatched cells have no figure, a suspect one or come "
    "first after a break in the series. Sorted by “which are alike”, authorities with similar "
    "figures stand next to one another (Ward's method on standardised figures)."
)


def body(
    matrix: Matrix, chosen: Chosen, *, whom: str, title: str, beside: tuple[str, ...]
) -> list[Any]:
    """Return the heatmap with its sentence; its table is of the authority and those `beside`."""
    if not matrix.codes or not matrix.columns:
        return [html.P("There are no figures for this choice.", className="empty")]
    words = heatmap.reading(matrix, whom)
    shown = heatmap.part(matrix, (chosen.authority, *beside) if chosen.authority else matrix.codes)
    return [
        html.P(words, className="lead", role="status"),
        html.Section(
            [
                html.H2(title),
                chart(
                    draw_heatmap(matrix, own=chosen.authority),
                    reading=words,
                    table=heatmap_table(shown, everybody=len(shown.codes) == len(matrix.codes)),
                    key=KEY,
                    how_to_read=HOW,
                    files=under_chart("heatmap", chosen.query()),
                    min_width=min_width(matrix),
                ),
            ]
        ),
    ]


KEY = "▲ better, ▼ worse, ↑ higher, ↓ lower, blank: no more than chance, hatched: do not compare."


def heatmap_table(matrix: Matrix, *, everybody: bool) -> Element:
    """Return a heatmap as a table of words, no more rows than a reader takes in."""
    frame = heatmap.table(matrix)
    heads = [Head("Authority"), *map(Head, matrix.labels)]
    rows = [list(row) for row in frame.head(MOST_ROWS).itertuples(index=False)]
    whole = everybody and len(frame) <= MOST_ROWS
    caption = "The heatmap in words" + ("" if whole else "; the download has all authorities")
    return data_table(caption, heads, rows, quiet_caption=whole)
