"""OpenDocument text, .odt: body, tables, text boxes, notes, comments, headers and footers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from data.documents.flow import Flow, Paragraph
from data.documents.passages import Builder, clean, kind_of
from data.documents.refusals import DAMAGED, PROTECTED, Refused
from data.documents.zipped import Package, Words

KIND = "OpenDocument file"
MANIFEST = "META-INF/manifest.xml"
CONTENT, STYLES, META = "content.xml", "styles.xml", "meta.xml"
PROPERTIES = {
    "initial-creator": "author",
    "creator": "author",
    "title": "title",
    "subject": "subject",
    "creation-date": "created",
}
MOST_SPACES = 100


def add_opendocument(data: bytes, builder: Builder) -> None:
    """Read an .odt; raises Refused."""
    package = Package(data, KIND)
    manifest = Words({})
    package.read(MANIFEST, manifest)
    if any(tag == "encryption-data" for tag, _ in manifest.attributes):
        raise Refused(PROTECTED.format(kind=KIND))
    meta = Words(PROPERTIES)
    package.read(META, meta)
    for name, value in meta.found.items():
        builder.note(name, value)
    package.read(STYLES, MarginFlow(builder, "header", within="header"))
    if not package.read(CONTENT, OpenFlow(builder)):
        raise Refused(DAMAGED)
    package.read(STYLES, MarginFlow(builder, "header", within="footer"))


class OpenFlow(Flow):
    """Read the text content of OpenDocument 1.3, part 3, chapters 5, 6 and 9."""

    def __init__(self, builder: Builder, kind: str = "paragraph") -> None:
        super().__init__(builder, kind)
        self._lists = 0

    def settled(self, paragraph: Paragraph) -> str:
        """Return the kind by the words, where the format does not say it."""
        if paragraph.kind != "paragraph":
            return paragraph.kind
        return "bullet" if self._lists else kind_of(clean(paragraph.words))

    def open_heading(self, attributes: Mapping[str, str]) -> None:
        """Begin a heading."""
        self.open_paragraph(attributes)
        self._paragraphs[-1].kind = "heading"

    def open_list(self, _attributes: Mapping[str, str]) -> None:
        """Begin an item of a list."""
        self._lists += 1

    def close_list(self) -> None:
        """End an item of a list."""
        self._lists -= 1

    def see_spaces(self, attributes: Mapping[str, str]) -> None:
        """Take spaces in a row, which the format counts."""
        count = attributes.get("c", "1")
        self.say(" " * min(int(count), MOST_SPACES) if count.isdecimal() else " ")

    def see_tab(self, _attributes: Mapping[str, str]) -> None:
        """Take a tab."""
        self.say("\t")

    def see_break(self, _attributes: Mapping[str, str]) -> None:
        """Take a line's end."""
        self.say("\n")

    # Deleted words; the number of a note; who wrote a comment and when; what does not show.
    skipped = frozenset(
        [
            "tracked-changes",
            "note-citation",
            "creator",
            "date",
            "hidden-text",
            "hidden-paragraph",
            "forms",
            "desc",
            "title",
        ]
    )
    openers: ClassVar[Mapping[str, Callable[..., None]]] = {
        "p": Flow.open_paragraph,
        "h": open_heading,
        "list-item": open_list,
        "s": see_spaces,
        "tab": see_tab,
        "line-break": see_break,
        "text-box": Flow.open_space,
        "note-body": Flow.open_space,
        "annotation": Flow.open_space,
        "table-row": Flow.open_row,
        "table-cell": Flow.open_space,
    }
    closers: ClassVar[Mapping[str, Callable[..., None]]] = {
        "p": Flow.close_paragraph,
        "h": Flow.close_paragraph,
        "list-item": close_list,
        "text-box": Flow.close_box,
        "note-body": Flow.close_box,
        "annotation": Flow.close_box,
        "table-row": Flow.close_row,
        "table-cell": Flow.close_cell,
    }


class MarginFlow(OpenFlow):
    """Read the headers or the footers, which stand among the styles of pages."""

    def __init__(self, builder: Builder, kind: str, *, within: str) -> None:
        super().__init__(builder, kind)
        self._margin = within
        self._inside = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin an element; only those within a margin count."""
        if tag == self._margin or self._inside:
            self._inside += 1
            super().start(tag, attributes)

    def end(self, tag: str) -> None:
        """End an element."""
        if self._inside:
            self._inside -= 1
            super().end(tag)
