"""What a plan on paper is made of: headings, paragraphs and tables, in order."""

from __future__ import annotations

from dataclasses import dataclass

STYLES = (
    "lead",
    "text",
    "need",
    "detail",
    "strength",
    "standing",
    "obtain",
    "source",
    "note",
    "cell",
    "gap",
)


@dataclass(frozen=True)
class Heading:
    """Hold a heading; level 1 is a section of the plan."""

    level: int
    text: str
    new_page: bool = False


@dataclass(frozen=True)
class Item:
    """Hold one paragraph: a label such as B1, the words of a person, and marks such as [1]."""

    style: str
    text: str
    label: str = ""
    after: str = ""


Cell = tuple[Item, ...]


@dataclass(frozen=True)
class Grid:
    """Hold a table: what it shows, names of its columns, its rows, and widths in per cent."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]


Block = Heading | Item | Grid


@dataclass(frozen=True)
class Paper:
    """Hold a plan as it is to be printed, and what stands at the head of each page."""

    title: str
    reference: str
    authority: str
    standing: str
    date: str
    """In words."""
    dated: str
    """The same as 2026-05-03, or as it was written."""
    blocks: tuple[Block, ...]
    invented: bool = False
    family: bool = False


def cell(text: str, **others: str) -> Cell:
    """Return a cell of one paragraph."""
    return (Item("cell", text, **others),)
