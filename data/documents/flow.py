"""The flow of a word processor's document: paragraphs, tables in tables, boxes, notes, in order."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from data.documents.headings import JOIN
from data.documents.passages import Builder


@dataclass
class Paragraph:
    """Gather one paragraph: its words, what it is, and what is to follow it."""

    kind: str = "paragraph"
    pieces: list[str] = field(default_factory=list)
    after: list[tuple[str, str] | Row] = field(default_factory=list)
    bold: bool = True
    """False once a word of it was not bold."""

    @property
    def words(self) -> str:
        """Return the words so far."""
        return "".join(self.pieces)


@dataclass(frozen=True)
class Row:
    """Hold a row of a table: the paragraphs of each cell."""

    cells: tuple[tuple[str, ...], ...]


# A paragraph's kind and words, or a row.
Item = tuple[str, str] | Row


class Flow(ABC):
    """Turn the elements of a format into passages; a format says which elements mean what.

    Whatever opens a space of its own, a cell, a text box or a note, gets a list that is handed on
    when the space is closed.
    """

    def __init__(self, builder: Builder, kind: str = "paragraph") -> None:
        self._builder = builder
        self._kind = kind
        self._spaces: list[list[Item]] = []
        self._paragraphs: list[Paragraph] = []
        self._rows: list[list[tuple[str, ...]]] = []
        self._skipping = 0
        self.notes: dict[tuple[str, str], list[Item]] = {}

    # What a format declares: tag to method, and the elements that are left out whole.
    openers: ClassVar[Mapping[str, Callable[..., None]]]
    closers: ClassVar[Mapping[str, Callable[..., None]]]
    skipped: ClassVar[frozenset[str]]

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin an element."""
        if self._skipping or tag in self.skipped:
            self._skipping += 1
        elif opener := self.openers.get(tag):
            opener(self, attributes)

    def end(self, tag: str) -> None:
        """End an element."""
        if self._skipping:
            self._skipping -= 1
        elif closer := self.closers.get(tag):
            closer(self)

    def data(self, words: str) -> None:
        """Take words; which of them count is the format's to say."""
        if not self._skipping:
            self.say(words)

    def say(self, words: str) -> None:
        """Add words to the present paragraph, if there is one."""
        if self._paragraphs:
            self._paragraphs[-1].pieces.append(words)

    def open_paragraph(self, _attributes: Mapping[str, str]) -> None:
        """Begin a paragraph, perhaps within another, as in a text box."""
        self._paragraphs.append(Paragraph(self._kind))

    def close_paragraph(self) -> None:
        """Give the paragraph, then what was anchored in it."""
        paragraph = self._paragraphs.pop()
        self.give((self.settled(paragraph), paragraph.words))
        for item in paragraph.after:
            self.give(item)

    @abstractmethod
    def settled(self, paragraph: Paragraph) -> str:
        """Return the kind of a whole paragraph."""

    def open_space(self, _attributes: Mapping[str, str]) -> None:
        """Begin a cell, box or note."""
        self._spaces.append([])

    def close_box(self) -> None:
        """Let a text box follow the paragraph that it is anchored in."""
        self.follow(self._spaces.pop())

    def follow(self, items: Sequence[Item]) -> None:
        """Have items come after the present paragraph, or now if there is none."""
        if self._paragraphs:
            self._paragraphs[-1].after.extend(items)
            return
        for item in items:
            self.give(item)

    def open_row(self, _attributes: Mapping[str, str]) -> None:
        """Begin a row of a table."""
        self._rows.append([])

    def close_row(self) -> None:
        """Give a row, whole."""
        self.give(Row(tuple(self._rows.pop())))

    def close_cell(self) -> None:
        """Add a cell to its row; a table within it becomes lines of the cell."""
        items = self._spaces.pop()
        if self._rows:
            lines = [line for item in items for line in as_words(item).split("\n")]
            self._rows[-1].append(tuple(lines))

    def give(self, item: Item) -> None:
        """Hand on a paragraph or row to the space it stands in, else to the document."""
        if self._spaces:
            self._spaces[-1].append(item)
        elif isinstance(item, Row):
            self._builder.add_row(item.cells)
        else:
            self._builder.add(*item)


def as_words(item: Item) -> str:
    """Return an item as words, a line for each of its lines."""
    if isinstance(item, Row):
        return JOIN.join(" ".join(cell) for cell in item.cells)
    return item[1]
