"""PDF: words in the order they were set, lines put together into paragraphs, page by page."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from typing import Any

from data.documents.headings import JOIN
from data.documents.pages import Line, add_pages
from data.documents.passages import Builder, clean
from data.documents.refusals import DAMAGED, PROTECTED, Refused
from data.schemas.documents import TEXT_LENGTH

KIND = "PDF"
PROPERTIES = {"Author": "author", "Title": "title", "Subject": "subject", "CreationDate": "created"}
MOST_PAGES = 1_000
# A page with fewer letters is a picture with a page number on it.
FEWEST_LETTERS = 10
SCAN = (
    "This PDF is a scan: it holds pictures of pages and no words, so it could not be read. Ask "
    "the sender for the document itself, or read it by eye."
)
SOME_SCANNED = "{pages} of this PDF {verb} pictures without words and could not be read."
# What a form of Adobe's own kind shows to every other program.
WAITING = "If this message is not eventually replaced"
ADOBE = (
    "This PDF is a form that only Adobe Reader shows. Ask the sender to open it there, print it as "
    "a PDF and send that."
)
MANY = "This PDF has {count:,} pages; only the first {most:,} were read."
ENCRYPTED = 4

# In heights of a letter: more than this between two words stands between a table's cells.
CELL_GAP = 1.2
LONGEST_FONT = 128
# A line set to both margins may have such gaps between most of its words; a row has no such words.
SPREAD, FEWEST_SMALL = 0.6, 2
SMALL = frozenset(("a", "an", "and", "as", "at", "by", "for", "in", "is", "of", "on", "the", "to"))
BREAK = re.compile(r"(\r\n|\n|\r)")
WORD = re.compile(r"\S+")
BOLD = re.compile(rb"bold|black|heavy", re.IGNORECASE)

Box = tuple[float, float, float, float]


def add_pdf(data: bytes, builder: Builder) -> None:
    """Read a PDF; raises Refused."""
    # Only who reads such a file waits for its reader.
    import pypdfium2 as pdfium  # noqa: PLC0415

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == ENCRYPTED or "assword" in str(error):
            raise Refused(PROTECTED.format(kind=KIND)) from None
        raise Refused(DAMAGED) from None
    builder.pages = len(document)
    # What was typed into a form is not among a page's words until it is made part of the page.
    if document.get_formtype():
        document.init_forms()
    for name, value in document.get_metadata_dict(skip_empty=True).items():
        if name in PROPERTIES:
            builder.note(PROPERTIES[name], value)
    pages = list(_pages(document, builder))
    if not any(page is not None for page in pages):
        raise Refused(DAMAGED)
    read = [page or [] for page in pages]
    _doubt(read, builder)
    add_pages(read, builder)


def _pages(document: Any, builder: Builder) -> Iterator[list[Line] | None]:
    """Yield the lines of each page, None for one that cannot be opened."""
    import pypdfium2 as pdfium  # noqa: PLC0415

    if len(document) > MOST_PAGES:
        builder.doubt(MANY.format(count=len(document), most=MOST_PAGES))
    length = 0
    for number in range(min(len(document), MOST_PAGES)):
        try:
            page = _page(document, number)
            text_page = page.get_textpage()
        except pdfium.PdfiumError:
            yield None
            continue
        found = list(_lines(text_page, number + 1))
        yield found
        text_page.close()
        page.close()
        length += sum(len(line.text) for line in found)
        if length > TEXT_LENGTH:
            builder.cut()
            return


def _page(document: Any, number: int) -> Any:
    page = document[number]
    if document.formenv is None:
        return page
    page.flatten()
    page.close()
    return document[number]


def _doubt(pages: Sequence[Sequence[Line]], builder: Builder) -> None:
    """Say which pages hold no words."""
    letters = [sum(map(str.isalpha, "".join(line.text for line in page))) for page in pages]
    bare = [number for number, count in enumerate(letters, 1) if count < FEWEST_LETTERS]
    if any(WAITING in line.text for page in pages[:1] for line in page):
        builder.doubt(ADOBE)
    if len(bare) == len(pages):
        builder.doubt(SCAN)
    elif bare:
        named = "Page " + str(bare[0]) if len(bare) == 1 else "Pages " + _listed(bare)
        builder.doubt(SOME_SCANNED.format(pages=named, verb="is" if len(bare) == 1 else "are"))


def _listed(numbers: Sequence[int]) -> str:
    shown = [str(number) for number in numbers[:9]]
    if len(numbers) > len(shown):
        return ", ".join(shown) + " and others"
    return ", ".join(shown[:-1]) + " and " + shown[-1]


def _lines(page: Any, number: int) -> Iterator[Line]:
    """Yield the lines of a page as its program broke them."""
    place = 0
    for part in BREAK.split(page.get_text_range(errors="replace")):
        words = [(found.group(), place + found.start()) for found in WORD.finditer(part)]
        if words and any(clean(word) for word, _ in words):
            yield _line(page, words, number)
        place += len(part)


def _line(page: Any, words: Sequence[tuple[str, int]], number: int) -> Line:
    """Measure a line by the boxes of the letters at the ends of its words."""
    first = _box(page, words[0][1])
    last = _box(page, words[-1][1] + len(words[-1][0]) - 1)
    height = max(first[3] - first[1], 1.0)
    pieces, cells, right = [words[0][0]], 0, _box(page, words[0][1] + len(words[0][0]) - 1)[2]
    for word, place in words[1:]:
        apart = _box(page, place)[0] - right > CELL_GAP * height
        # "Name:" and, at the next tab stop, the name.
        if apart and (cells or not pieces[-1].endswith(":")):
            pieces.append(JOIN.strip())
            cells += 1
        pieces.append(word)
        right = _box(page, place + len(word) - 1)[2]
    pieces, is_row = _as_row(pieces, cells)
    size, bold = _font(page, words[0][1])
    return Line(
        text=clean(" ".join(pieces)),
        page=number,
        left=first[0],
        right=last[2],
        bottom=first[1],
        height=height,
        size=size,
        bold=bold,
        is_row=is_row,
    )


def _as_row(pieces: list[str], cells: int) -> tuple[list[str], bool]:
    """Return the words of a line and whether it is a row: prose set to both margins is none."""
    words = [piece for piece in pieces if piece != JOIN.strip()]
    small = sum(word.lower() in SMALL for word in words)
    if cells >= SPREAD * (len(words) - 1) and small >= FEWEST_SMALL:
        return words, False
    return pieces, cells > 0


def _box(page: Any, place: int) -> Box:
    """Return left, bottom, right and top of the letter at a place of the text."""
    from pypdfium2 import raw  # noqa: PLC0415

    index = raw.FPDFText_GetCharIndexFromTextIndex(page, place)
    if index < 0:
        return (0.0, 0.0, 0.0, 0.0)
    left, bottom, right, top = page.get_charbox(index, loose=True)
    return (left, bottom, right, top)


def _font(page: Any, place: int) -> tuple[float, bool]:
    """Return the size of the letter at a place of the text, and whether it is bold."""
    from pypdfium2 import raw  # noqa: PLC0415

    index = max(0, raw.FPDFText_GetCharIndexFromTextIndex(page, place))
    name = ctypes.create_string_buffer(LONGEST_FONT)
    raw.FPDFText_GetFontInfo(page, index, name, LONGEST_FONT, None)
    _, bottom, _, top = _box(page, place)
    # The size that a program states may be scaled afterwards, so the box is measured too.
    size = raw.FPDFText_GetFontSize(page, index)
    scaled = size if size > 2 else top - bottom
    return max(scaled, 1.0), bool(BOLD.search(name.value))
