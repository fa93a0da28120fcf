"""Word's .docx: body, tables, text boxes, notes, comments, headers and footers, in order."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from typing import ClassVar

from data.documents.flow import Flow, Item, Paragraph
from data.documents.headings import is_heading
from data.documents.passages import Builder, clean, kind_of
from data.documents.refusals import DAMAGED, MACROS, Refused
from data.documents.zipped import Package, Words

KIND = "Word file"
ROOT_LINKS = "_rels/.rels"
TYPES = "[Content_Types].xml"
CORE = "docProps/core.xml"
PROPERTIES = {"creator": "author", "title": "title", "created": "created", "subject": "subject"}
OFF = frozenset({"0", "false", "off", "none"})
NOTES = ("footnotes", "endnotes", "comments")
NO_WORDS = (
    "The file holds pictures and no words, as a scan does. Ask the sender for the document itself."
)
EMBEDDED = (
    "Files are embedded in this document and were not read. Ask for each as a file of its own."
)
STYLES = {
    "heading": "heading",
    "title": "heading",
    "subtitle": "heading",
    "list bullet": "bullet",
    "list number": "bullet",
}


def add_word(data: bytes, builder: Builder) -> None:
    """Read a .docx; raises Refused."""
    package = Package(data, KIND)
    _refuse_macros(package)
    main = _main_part(package)
    links = _links(package, main)
    styles = _styles(package, links)
    _note_properties(package, builder)
    notes: dict[tuple[str, str], list[Item]] = {}
    for kind in NOTES:
        for name in links.get(kind, []):
            notes |= _flow(package, name, builder, styles).notes
    for name in links.get("header", []):
        _flow(package, name, builder, styles, kind="header")
    _flow(package, main, builder, styles, notes=notes)
    for name in links.get("footer", []):
        _flow(package, name, builder, styles, kind="header")
    _doubt(package, builder)


def _refuse_macros(package: Package) -> None:
    types = Words({})
    package.read(TYPES, types)
    kinds = [attributes.get("ContentType", "") for _, attributes in types.attributes]
    programs = any(name.lower().endswith("vbaproject.bin") for name in package.names)
    if programs or any("macroenabled" in kind.lower() for kind in kinds):
        raise Refused(MACROS)


def _main_part(package: Package) -> str:
    links = _links_in(package, ROOT_LINKS, "")
    main = next(iter(links.get("officeDocument", [])), "")
    if main not in package.names:
        raise Refused(DAMAGED)
    return main


def _links(package: Package, part: str) -> dict[str, list[str]]:
    folder, name = posixpath.split(part)
    return _links_in(package, f"{folder}/_rels/{name}.rels", folder)


def _links_in(package: Package, name: str, folder: str) -> dict[str, list[str]]:
    """Return the parts that a part is linked with, by the last word of the link's type."""
    words = Words({})
    package.read(name, words)
    links: dict[str, list[str]] = {}
    for tag, attributes in words.attributes:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.join("/" + folder, attributes.get("Target", ""))
            kind = attributes.get("Type", "").rpartition("/")[2]
            links.setdefault(kind, []).append(posixpath.normpath(target).lstrip("/"))
    return links


def _styles(package: Package, links: Mapping[str, list[str]]) -> dict[str, str]:
    """Return the kinds of passages that styles stand for.

    Their names are English in every language's Word.
    """
    found: dict[str, str] = {}
    style = ""
    for name in links.get("styles", []):
        words = Words({})
        package.read(name, words)
        for tag, attributes in words.attributes:
            value = attributes.get("val", "").lower()
            if tag == "style":
                style = attributes.get("styleId", "")
            elif tag == "name":
                found.update((style, STYLES[start]) for start in STYLES if value.startswith(start))
            elif tag == "outlineLvl" and value != "9":
                found[style] = "heading"
    return found


def _note_properties(package: Package, builder: Builder) -> None:
    words = Words(PROPERTIES)
    package.read(CORE, words)
    for name, value in words.found.items():
        builder.note(name, value)


def _flow(
    package: Package,
    name: str,
    builder: Builder,
    styles: Mapping[str, str],
    *,
    kind: str = "paragraph",
    notes: dict[tuple[str, str], list[Item]] | None = None,
) -> WordFlow:
    flow = WordFlow(builder, kind, styles=styles, notes=notes)
    package.read(name, flow)
    return flow


def _doubt(package: Package, builder: Builder) -> None:
    if builder.is_empty and any(name.startswith("word/media/") for name in package.names):
        builder.doubt(NO_WORDS)
    if any(name.startswith("word/embeddings/") for name in package.names):
        builder.doubt(EMBEDDED)


class WordFlow(Flow):
    """Read WordprocessingML: ISO/IEC 29500-1, chapter 17."""

    def __init__(
        self,
        builder: Builder,
        kind: str,
        *,
        styles: Mapping[str, str],
        notes: dict[tuple[str, str], list[Item]] | None,
    ) -> None:
        super().__init__(builder, kind)
        self._styles = styles
        self._asked = notes or {}
        self._in_words = False
        self._in_run = False
        self._bold = False
        self._hidden = False
        self._note = ("", "")

    def say(self, words: str) -> None:
        """Take words of runs only, unless they are hidden."""
        if self._in_words and not self._hidden and self._paragraphs:
            paragraph = self._paragraphs[-1]
            paragraph.bold &= self._bold or not words.strip()
            paragraph.pieces.append(words)

    def settled(self, paragraph: Paragraph) -> str:
        """Return the kind: a short line all in bold is meant as a heading."""
        words = clean(paragraph.words)
        if paragraph.kind != "paragraph":
            return paragraph.kind
        return "heading" if paragraph.bold and is_heading(words) else kind_of(words)

    def open_run(self, _attributes: Mapping[str, str]) -> None:
        """Begin words of one look."""
        self._in_run, self._bold, self._hidden = True, False, False

    def close_run(self) -> None:
        """End words of one look."""
        self._in_run = self._hidden = False

    def open_words(self, _attributes: Mapping[str, str]) -> None:
        """Begin words."""
        self._in_words = True

    def close_words(self) -> None:
        """End words."""
        self._in_words = False

    def see_bold(self, attributes: Mapping[str, str]) -> None:
        """Note that a run is bold."""
        self._bold |= self._in_run and attributes.get("val") not in OFF

    def see_hidden(self, attributes: Mapping[str, str]) -> None:
        """Note that a run does not show."""
        self._hidden |= self._in_run and attributes.get("val") not in OFF

    def see_style(self, attributes: Mapping[str, str]) -> None:
        """Note the style of a paragraph."""
        kind = self._styles.get(attributes.get("val", ""))
        if kind:
            self._mark(kind)

    def see_level(self, attributes: Mapping[str, str]) -> None:
        """Note that a paragraph has a level in the outline."""
        if attributes.get("val") != "9":
            self._mark("heading")

    def see_list(self, attributes: Mapping[str, str]) -> None:
        """Note that a paragraph is of a list; list 0 takes it out of one."""
        if attributes.get("val") != "0":
            self._mark("bullet")

    def _mark(self, kind: str) -> None:
        # Headings may be numbered, and headers hold neither.
        if self._paragraphs and self._paragraphs[-1].kind == "paragraph":
            self._paragraphs[-1].kind = kind

    def see_space(self, _attributes: Mapping[str, str]) -> None:
        """Take a tab."""
        self._say_sign("\t")

    def see_break(self, _attributes: Mapping[str, str]) -> None:
        """Take a line's end."""
        self._say_sign("\n")

    def see_hyphen(self, _attributes: Mapping[str, str]) -> None:
        """Take a hyphen that may not break."""
        self._say_sign("-")

    def _say_sign(self, sign: str) -> None:
        # Tab stops of a paragraph have the same name as tabs, and stand outside of runs.
        if self._in_run and self._paragraphs and not self._hidden:
            self._paragraphs[-1].pieces.append(sign)

    def _reference(self, kind: str, attributes: Mapping[str, str]) -> None:
        self.follow(self._asked.pop((kind, attributes.get("id", "")), []))

    def see_footnote(self, attributes: Mapping[str, str]) -> None:
        """Have a footnote follow the paragraph that refers to it."""
        self._reference("footnote", attributes)

    def see_endnote(self, attributes: Mapping[str, str]) -> None:
        """Have an endnote follow the paragraph that refers to it."""
        self._reference("endnote", attributes)

    def see_comment(self, attributes: Mapping[str, str]) -> None:
        """Have a comment follow the paragraph that it is on."""
        self._reference("comment", attributes)

    def _open_note(self, kind: str, attributes: Mapping[str, str]) -> None:
        self._note = (kind, attributes.get("id", ""))
        self.open_space(attributes)

    def open_footnote(self, attributes: Mapping[str, str]) -> None:
        """Begin a footnote."""
        self._open_note("footnote", attributes)

    def open_endnote(self, attributes: Mapping[str, str]) -> None:
        """Begin an endnote."""
        self._open_note("endnote", attributes)

    def open_comment(self, attributes: Mapping[str, str]) -> None:
        """Begin a comment."""
        self._open_note("comment", attributes)

    def close_note(self) -> None:
        """Keep a note until it is referred to."""
        self.notes[self._note] = self._spaces.pop()

    # Deleted and moved words; the second copy of a text box for old programs; former formats.
    skipped = frozenset(
        ["del", "moveFrom", "Fallback", "delText", "instrText", "rPrChange", "pPrChange"]
    )
    openers: ClassVar[Mapping[str, Callable[..., None]]] = {
        "p": Flow.open_paragraph,
        "r": open_run,
        "t": open_words,
        "b": see_bold,
        "vanish": see_hidden,
        "pStyle": see_style,
        "outlineLvl": see_level,
        "numId": see_list,
        "tab": see_space,
        "br": see_break,
        "cr": see_break,
        "noBreakHyphen": see_hyphen,
        "txbxContent": Flow.open_space,
        "tr": Flow.open_row,
        "tc": Flow.open_space,
        "footnote": open_footnote,
        "endnote": open_endnote,
        "comment": open_comment,
        "footnoteReference": see_footnote,
        "endnoteReference": see_endnote,
        "commentReference": see_comment,
    }
    closers: ClassVar[Mapping[str, Callable[..., None]]] = {
        "p": Flow.close_paragraph,
        "r": close_run,
        "t": close_words,
        "txbxContent": Flow.close_box,
        "tr": Flow.close_row,
        "tc": Flow.close_cell,
        "footnote": close_note,
        "endnote": close_note,
        "comment": close_note,
    }
