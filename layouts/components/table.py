"""A data table that reads as a list of facts on a narrow screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash import html


@dataclass(frozen=True)
class Head:
    """Describe one column of a table: its words, and whether it holds numbers."""

    words: str
    numeric: bool = False


def data_table(
    caption: str,
    heads: Sequence[Head],
    rows: Sequence[Sequence[Any]],
    *,
    quiet_caption: bool = True,
) -> html.Div:
    """Return a table with a caption; the first cell of each row is the row's header."""
    caption_class = "visually-hidden" if quiet_caption else "table__caption"
    return html.Div(
        html.Table(
            [
                html.Caption(caption, className=caption_class),
                html.Thead(html.Tr([_head(head) for head in heads])),
                html.Tbody([_row(heads, cells) for cells in rows]),
            ],
            className="table",
        ),
        className="table-frame",
    )


def _head(head: Head) -> html.Th:
    return html.Th(head.words, scope="col", className="number" if head.numeric else "")


def _row(heads: Sequence[Head], cells: Sequence[Any]) -> html.Tr:
    first, *rest = cells
    header = html.Th(html.Div(first), scope="row", **{"data-label": heads[0].words})
    return html.Tr(
        [header, *(_cell(head, cell) for head, cell in zip(heads[1:], rest, strict=True))]
    )


def _cell(head: Head, cell: Any) -> html.Td:
    content = html.Div(cell) if isinstance(cell, list) else cell
    return html.Td(
        content, className="number" if head.numeric else "", **{"data-label": head.words}
    )
