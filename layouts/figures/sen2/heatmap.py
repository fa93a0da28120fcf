"""Authorities by indicators or years: a colour and a sign in each cell, hatched where unsound."""

from __future__ import annotations

import math
from functools import lru_cache
from textwrap import wrap
from typing import Any

import numpy as np

from analytics.sen2.heatmap import Matrix
from layouts.figures import style
from layouts.figures.sen2.names import shortened
from layouts.figures.sen2.verdicts import TEN, hatching, ink, levels, scale, short, sign

ROW = 22
COLUMN = 46
HEAD_OF_YEARS, HEAD_OF_INDICATORS = 32, 170
SIDE = 190
# How far the slanted name of the last column leans out to the right.
LEANS = 96
# Beyond this many cells there is no room for words in each, and a page would grow heavy.
MOST_WITH_WORDS = 1_600
LONGEST_LABEL = 24


def min_width(matrix: Matrix) -> int:
    """Return the width in pixels below which the columns cannot be read."""
    return SIDE + COLUMN * len(matrix.columns) + (0 if matrix.by == "years" else LEANS)


def draw_heatmap(matrix: Matrix, *, own: str = "") -> dict[str, Any]:
    """Draw a matrix in its order; the own authority is named in bold with an arrow.

    Each cell has its value and sign where there is room, else only what is unusual has a sign.
    """
    years = matrix.by == "years"
    head = HEAD_OF_YEARS if years else HEAD_OF_INDICATORS
    return {
        "data": _cells(matrix),
        "layout": style.layout(
            height=ROW * len(matrix.codes) + head + 16,
            margin={"l": SIDE, "r": 8 if years else LEANS, "t": head, "b": 8, "pad": 0},
            plot_bgcolor=style.LINE,
            xaxis=_ticks(
                matrix.labels if years else [_wrapped(label) for label in matrix.labels],
                side="top",
                tickangle=0 if years else -60,
            ),
            yaxis=_ticks(
                [_named(c, n, own) for c, n in zip(matrix.codes, matrix.names, strict=True)],
                range=[len(matrix.codes) - 0.5, -0.5],
                automargin=False,
            ),
        ),
    }


# The same whichever authority is the own one.
@lru_cache(maxsize=8)
def _cells(matrix: Matrix) -> list[dict[str, Any]]:
    full = matrix.value.size <= MOST_WITH_WORDS
    heat = {
        "type": "heatmap",
        "z": levels(matrix.verdict, matrix.unusual),
        "customdata": [
            [_number(value, full=full) for value in row] for row in matrix.value.tolist()
        ],
        "xgap": 1,
        "ygap": 1,
        **scale(),
        "hovertemplate": "%{y}, %{x}: %{customdata}<extra></extra>",
    }
    marked = np.argwhere(matrix.mark != "").tolist()
    return [heat, hatching(marked), *_words(matrix, full=full)]


def _number(value: float, *, full: bool) -> float | int | None:
    """Return a figure for the hover; where cells are many, without decimals from ten."""
    if math.isnan(value):
        return None
    return round(value, 1) if full or value < TEN else round(value)


def _wrapped(label: str) -> str:
    return "<br>".join(wrap(label, LONGEST_LABEL))


def _named(code: str, name: str, own: str) -> str:
    return f"<b>▸ {shortened(name)}</b>" if code == own else shortened(name)


def _ticks(labels: Any, **properties: Any) -> dict[str, Any]:
    return style.axis(
        **{
            "showgrid": False,
            "ticks": "",
            "tickvals": list(range(len(labels))),
            "ticktext": list(labels),
            "range": [-0.5, len(labels) - 0.5],
            "tickfont": {"color": style.INK, "size": 12},
            **properties,
        }
    )


def _words(matrix: Matrix, *, full: bool) -> list[dict[str, Any]]:
    """Return the words of the cells, one trace for each colour of ink."""
    said: dict[str, tuple[list[int], list[int], list[str]]] = {}
    told = np.ones(matrix.value.shape, dtype=bool)
    if not full:
        told = (matrix.unusual != 0) | (matrix.mark != "")
    rows, columns = np.nonzero(told)
    arrays = (matrix.value, matrix.verdict, matrix.unusual, matrix.mark)
    cells = zip(
        rows.tolist(), columns.tolist(), *(one[told].tolist() for one in arrays), strict=True
    )
    for row, column, value, verdict, unusual, mark in cells:
        signed = sign(verdict, unusual, mark)
        text = " ".join(filter(None, [short(value) if full else "", signed]))
        if text:
            x, y, words = said.setdefault(ink(verdict, unusual), ([], [], []))
            x.append(column)
            y.append(row)
            words.append(text)
    return [
        {
            "type": "scatter",
            "mode": "text",
            "x": x,
            "y": y,
            "text": words,
            "textfont": {"size": 11, "color": colour},
            "hoverinfo": "skip",
        }
        for colour, (x, y, words) in said.items()
    ]
