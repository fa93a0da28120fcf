"""Web pages, .html: what shows of them; scripts, styles and hidden parts are left out."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from data.documents.passages import Builder, clean, kind_of
from data.documents.plain import add_text, decode

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "ul",
    ]
)
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
LEFT_OUT = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "iframe",
        "object",
        "svg",
        "math",
        "canvas",
        "select",
        "datalist",
        "title",
    ]
)
HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|mso-hide\s*:\s*all",
    re.IGNORECASE,
)
# Tags that are never closed, so that nothing can be within them.
ALONE = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    ]
)
CELLS = frozenset(["td", "th"])
TABLES = frozenset(["table", "tr", *CELLS])

# Unclosed ones would be looked for over and over.
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
DEEPEST_TABLES = 50

Cell = list[str]


def add_web(data: bytes, builder: Builder) -> None:
    """Read an .html."""
    add_markup(decode(data) or "", builder)


def add_markup(markup: str, builder: Builder) -> None:
    """Add the passages of a web page's source, such as the body of an e-mail."""
    page = _Page(builder)
    page.feed(COMMENT.sub("", markup))
    page.close()
    page.finish()


class _Page(HTMLParser):
    """Gather the words of a page, block by block."""

    def __init__(self, builder: Builder) -> None:
        super().__init__(convert_charrefs=True)
        self._builder = builder
        self._words: list[str] = []
        self._kind = ""
        # The element that hides what is within it, and how many of its name are open.
        self._hidden, self._depth = "", 0
        self._quoted = self._preformatted = 0
        # The present row of each open table, one within the other.
        self._rows: list[list[Cell]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._hidden:
            self._depth += tag == self._hidden
        elif tag not in ALONE and (tag in LEFT_OUT or _is_hidden(dict(attrs))):
            self._hidden, self._depth = tag, 1
        elif tag == "br":
            self._words.append("\n")
        elif tag in TABLES:
            self._flush()
            self._open_table(tag)
        elif tag in BLOCKS or tag in HEADINGS:
            self._flush()
            self._open_block(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._hidden:
            self._depth -= tag == self._hidden
            self._hidden = self._hidden if self._depth else ""
        elif tag in TABLES:
            self._flush()
            self._close_table(tag)
        elif tag in BLOCKS or tag in HEADINGS:
            self._flush()
            self._quoted = max(0, self._quoted - (tag == "blockquote"))
            self._preformatted = max(0, self._preformatted - (tag == "pre"))

    def handle_data(self, data: str) -> None:
        if self._hidden == "title":
            self._builder.note("title", data)
        elif not self._hidden:
            self._words.append(data if self._preformatted else data.replace("\n", " "))

    def finish(self) -> None:
        """Add what was not closed at the end."""
        self._flush()
        while self._rows:
            self._close_table("table")

    def _open_block(self, tag: str) -> None:
        self._quoted += tag == "blockquote"
        self._preformatted += tag == "pre"
        if tag in HEADINGS or tag == "li":
            self._kind = "heading" if tag in HEADINGS else "bullet"

    def _open_table(self, tag: str) -> None:
        if tag == "table":
            if len(self._rows) < DEEPEST_TABLES:
                self._rows.append([])
        elif tag == "tr":
            self._end_row()
        elif self._rows:
            self._rows[-1].append([])

    def _close_table(self, tag: str) -> None:
        if tag in ("table", "tr"):
            self._end_row()
        if tag == "table" and self._rows:
            self._rows.pop()

    def _end_row(self) -> None:
        row = self._rows[-1] if self._rows else []
        if not row:
            return
        self._rows[-1] = []
        # A table within a cell, as mail programs lay pages out with, joins that cell.
        outer = next((each for each in reversed(self._rows) if each), None)
        if outer:
            outer[-1].extend(words for cell in row for words in cell)
        else:
            self._builder.add_row(row)

    def _flush(self) -> None:
        """Add what was gathered of a block."""
        text, kind = "".join(self._words), self._kind
        self._words, self._kind = [], ""
        row = next((each for each in reversed(self._rows) if each), None)
        if not text.strip():
            self._kind = kind
        elif row:
            row[-1].extend(text.splitlines())
        elif self._preformatted:
            add_text(text, self._builder)
        else:
            for line in text.splitlines():
                self._builder.add(self._kind_of(kind, line), line)

    def _kind_of(self, kind: str, line: str) -> str:
        return "quoted" if self._quoted else kind or kind_of(clean(line))


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    return "hidden" in attributes or bool(HIDDEN.search(attributes.get("style") or ""))
