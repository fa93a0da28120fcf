"""A data table that reads as a list of facts on a narrow screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from layouts.components.element import Element, element


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
    wide: bool = False,
) -> Element:
    """Return a table with a caption; the first cell of each row is the row's header.

    A `wide` one has more columns than a screen, so the keyboard can move it sideways.
    """
    frame = {"tabIndex": "0", "role": "region", "aria-label": caption} if wide else {}
    caption_class = "visually-hidden" if quiet_caption else "table__caption"
    return element(
        "Div",
        element(
            "Table",
            [
                element("Caption", caption, className=caption_class),
                element("Thead", element("Tr", [_head(head) for head in heads])),
                element("Tbody", [_row(heads, cells) for cells in rows]),
            ],
            className="table",
        ),
        className="table-frame wide" if wide else "table-frame",
        **frame,
    )


def _head(head: Head) -> Element:
    return element("Th", head.words, scope="col", className="number" if head.numeric else "")


def _row(heads: Sequence[Head], cells: Sequence[Any]) -> Element:
    first, *rest = cells
    css = "number" if heads[0].numeric else ""
    label = {"data-label": heads[0].words}
    header = element("Th", _whole(first), scope="row", className=css, **label)
    return element(
        "Tr", [header, *(_cell(head, cell) for head, cell in zip(heads[1:], rest, strict=True))]
    )


def _cell(head: Head, cell: Any) -> Element:
    css = "number" if head.numeric else ""
    return element("Td", _whole(cell), className=css, **{"data-label": head.words})


def _whole(cell: Any) -> Any:
    # On a narrow screen a cell is a grid of its label and one element.
    return element("Div", cell) if isinstance(cell, list) else cell
