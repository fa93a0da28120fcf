"""Paragraphs, runs and tables of WordprocessingML, written straight into a document's tree.

python-docx finds a cell by walking its table, so that a table takes the square of its size; here an
element is written once. Words stand in `w:t` alone, where Word takes nothing for a field.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from lxml import etree

from layouts.plans.paper.blocks import Block, Grid, Heading, Item
from layouts.plans.paper.cleaning import pieces

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{NAMESPACE}}}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# After writing from right to left a bracket or digit would join it (Unicode Annex 9, rule N1).
LEFT_TO_RIGHT = "\N{LEFT-TO-RIGHT MARK}"
# A mark never stands alone on the next line.
UNBROKEN = "\N{NO-BREAK SPACE}"
BREAKS = re.compile(r"([\n\t])")
# Lines and rows stay on one page; those that would leave half of one empty need not.
LONGEST_WHOLE, LONGEST_ROW = 1_500, 600
# A4 less margins of 2 cm, in twentieths of a point.
TEXT_WIDTH = 9_638
# A fiftieth of a per cent, so that a table fits the margins of any template.
WHOLE = 5_000

STYLE_OF = {
    "lead": "PlanLead",
    "standing": "PlanStanding",
    "text": "PlanText",
    "need": "PlanNumbered",
    "detail": "PlanDetail",
    "strength": "PlanStrength",
    "obtain": "PlanToObtain",
    "source": "PlanSource",
    "note": "PlanNote",
    "cell": "PlanCell",
    "gap": "PlanGap",
}
HEAD_CELL, LABEL, MARK, TABLE = "PlanColumn", "PlanNumber", "PlanMark", "PlanTable"
# Styles whose label stands before a tab, so that the words line up under one another.
HANGING = ("need",)


def add(parent: Any, name: str, /, **values: str | int) -> Any:
    """Add an element of WordprocessingML and return it."""
    found = etree.SubElement(parent, W + name)
    for key, value in values.items():
        found.set(W + key, str(value))
    return found


def write_blocks(parent: Any, blocks: Sequence[Block]) -> None:
    """Write headings, paragraphs and tables; what belongs together stays on its page."""
    for block, following in pairwise((*blocks, None)):
        if isinstance(block, Heading):
            _heading(parent, block)
        elif isinstance(block, Grid):
            _table(parent, block)
        elif block is not None:
            write_item(parent, block, with_next=_belong(block, following))


def _belong(block: Item, following: Block | None) -> bool:
    """Tell whether two paragraphs stay on one page: a line and its source, a need and its words."""
    style = following.style if isinstance(following, Item) else ""
    return style == "source" or (block.style == "need" and style == "detail")


def _heading(parent: Any, heading: Heading) -> None:
    properties = add(add(parent, "p"), "pPr")
    add(properties, "pStyle", val=f"Heading{heading.level}")
    if heading.new_page:
        add(properties, "pageBreakBefore")
    write_text(properties.getparent(), heading.text)


def write_item(parent: Any, item: Item, *, with_next: bool = False) -> None:
    """Write a paragraph: its label, its words, and the marks of its sources."""
    place = add(parent, "p")
    properties = add(place, "pPr")
    add(properties, "pStyle", val=STYLE_OF[item.style])
    if with_next:
        add(properties, "keepNext")
    if len(item.text) > LONGEST_WHOLE:
        add(properties, "keepLines", val=0)
    if item.label:
        gap = "\t" if item.style in HANGING else " "
        write_text(place, item.label + gap, style=LABEL)
    write_text(place, item.text)
    if item.after:
        turned = LEFT_TO_RIGHT if any(right for _, right in pieces(item.text)) else ""
        write_text(place, f"{turned}{UNBROKEN}{item.after}", style=MARK)


def write_text(paragraph: Any, text: str, *, style: str = "") -> None:
    """Write words as runs: one for each direction of writing, with line ends and tabs."""
    for piece, right_to_left in pieces(text):
        run = add(paragraph, "r")
        if style or right_to_left:
            properties = add(run, "rPr")
            if style:
                add(properties, "rStyle", val=style)
            if right_to_left:
                add(properties, "rtl")
        _words(run, piece)


def _words(run: Any, piece: str) -> None:
    for part in BREAKS.split(piece):
        if part == "\n":
            add(run, "br")
        elif part == "\t":
            add(run, "tab")
        elif part:
            words = add(run, "t")
            words.text = part
            words.set(SPACE, "preserve")


def write_field(paragraph: Any, instruction: str) -> None:
    """Write a field of our own: PAGE or NUMPAGES."""
    for kind in ("begin", "separate", "end"):
        add(add(paragraph, "r"), "fldChar", fldCharType=kind)
        if kind == "begin":
            place = add(add(paragraph, "r"), "instrText")
            place.text, _ = f" {instruction} ", place.set(SPACE, "preserve")
        if kind == "separate":
            add(add(paragraph, "r"), "t").text = "1"


def _table(parent: Any, grid: Grid) -> None:
    table = add(parent, "tbl")
    widths = [TEXT_WIDTH * share // 100 for share in grid.widths]
    properties = add(table, "tblPr")
    add(properties, "tblStyle", val=TABLE)
    add(properties, "tblW", w=WHOLE, type="pct")
    add(properties, "tblLayout", type="fixed")
    add(properties, "tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0)
    add(properties, "tblCaption", val=grid.name)
    add(properties, "tblDescription", val=f"Columns: {', '.join(grid.heads)}.")
    columns = add(table, "tblGrid")
    for width in widths:
        add(columns, "gridCol", w=width)
    _head(table, grid.heads, grid.widths)
    for cells in grid.rows:
        _row(table, cells, grid.widths)


def _head(table: Any, heads: Iterable[str], widths: tuple[int, ...]) -> None:
    row = add(table, "tr")
    properties = add(row, "trPr")
    add(properties, "cantSplit")
    add(properties, "tblHeader")
    for text, width in zip(heads, widths, strict=True):
        paragraph = add(_cell(row, width), "p")
        add(add(paragraph, "pPr"), "pStyle", val=HEAD_CELL)
        write_text(paragraph, text)


def _row(table: Any, cells: tuple[tuple[Item, ...], ...], widths: tuple[int, ...]) -> None:
    row = add(table, "tr")
    if sum(len(item.text) for some in cells for item in some) <= LONGEST_ROW:
        add(add(row, "trPr"), "cantSplit")
    for items, width in zip(cells, widths, strict=True):
        place = _cell(row, width)
        for item in items:
            write_item(place, item)


def _cell(row: Any, width: int) -> Any:
    place = add(row, "tc")
    add(add(place, "tcPr"), "tcW", w=WHOLE * width // 100, type="pct")
    return place
