"""Lines of printed pages put together again: paragraphs, headings, rows; repeated margins once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from data.documents.headings import END, JOIN, LONGEST_HEADING, is_heading
from data.documents.passages import BULLET, Builder, is_field, kind_of
from data.documents.plain import joined

# In heights of a line: from one to the next within a paragraph, at most this much more than usual.
PARAGRAPH_GAP = 1.3
# A letter larger than the text's by this much is a heading's.
LARGER = 1.12
# A line that ends so far before the longest, in parts of its length, ends its paragraph.
SHORT_BY = 0.15
INDENT = 1.0
# A line at a page's edge that stands on so many pages is its header or footer.
REPEATED = 3
EDGE = 2
DIGITS = re.compile(r"\d+")
PAGE_NUMBER = re.compile(r"(?:page\s+)?\W*\d{1,4}\W*(?:(?:of|/)\s*\d{1,4})?", re.IGNORECASE)


@dataclass(frozen=True)
class Line:
    """Hold a line of a page, its cells joined, and where it stands in points."""

    text: str
    page: int
    left: float
    right: float
    bottom: float
    height: float
    size: float
    bold: bool = False
    is_row: bool = False


@dataclass(frozen=True)
class Measures:
    """Hold what is usual in a document: the size of letters, the steps between lines, the width."""

    size: float
    step: float
    right: float
    left: float


def add_pages(pages: Sequence[Sequence[Line]], builder: Builder) -> None:
    """Add the passages of pages."""
    lines = list(_without_margins(pages, builder))
    if not lines:
        return
    usual = _usual(lines)
    run: list[Line] = []
    for line in lines:
        if run and not _continues(run[-1], line, run[0], usual):
            _add(run, builder, usual)
            run = []
        run.append(line)
    _add(run, builder, usual)


def _without_margins(pages: Sequence[Sequence[Line]], builder: Builder) -> Iterator[Line]:
    """Yield the lines but for page numbers, and headers and footers, which are added once."""
    edges = [_edges(page) for page in pages]
    met = Counter(_pattern(line) for edge in edges for line in edge)
    added: set[str] = set()
    for page, edge in zip(pages, edges, strict=True):
        for line in page:
            pattern = _pattern(line)
            if line not in edge or not (
                PAGE_NUMBER.fullmatch(line.text) or met[pattern] >= REPEATED
            ):
                yield line
            elif pattern not in added and not PAGE_NUMBER.fullmatch(line.text):
                added.add(pattern)
                builder.add("header", line.text, line.page)


def _edges(page: Sequence[Line]) -> frozenset[Line]:
    by_height = sorted(page, key=lambda line: line.bottom)
    return frozenset([*by_height[:EDGE], *by_height[-EDGE:]])


def _pattern(line: Line) -> str:
    return DIGITS.sub("#", line.text)


def _usual(lines: Sequence[Line]) -> Measures:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    size = sizes.most_common(1)[0][0]
    text = [line for line in lines if abs(line.size - size) <= 0.5] or lines
    steps = [a.bottom - b.bottom for a, b in pairwise(text) if a.page == b.page]
    small = [step for step in steps if 0 < step < 3 * max(size, 1)]
    return Measures(
        size=size,
        step=median(small) if small else 1.2 * size,
        right=max(line.right for line in text),
        left=min(line.left for line in text),
    )


def _continues(before: Line, line: Line, first: Line, usual: Measures) -> bool:
    """Tell whether a line goes on with the paragraph that the one before is of."""
    if before.is_row or line.is_row or BULLET.match(line.text) or is_field(line.text):
        return False
    if abs(before.size - line.size) > 1 or before.bold != line.bold:
        # A word in bold at a line's start is not another paragraph.
        return line.text[:1].islower() and abs(before.size - line.size) <= 1
    lower = line.text[:1].islower() and not END.search(before.text)
    if before.page != line.page:
        return lower
    step = before.bottom - line.bottom
    if not 0 < step <= PARAGRAPH_GAP * max(usual.step, line.size):
        return False
    width = max(usual.right - usual.left, 1.0)
    full = before.right >= usual.right - SHORT_BY * width
    indented = line.left > max(before.left, first.left) + INDENT * line.height
    return lower or (full and not (indented and not BULLET.match(first.text)))


def _add(run: Sequence[Line], builder: Builder, usual: Measures) -> None:
    page = run[0].page
    if run[0].is_row:
        builder.add_row([[cell] for cell in run[0].text.split(JOIN)], page)
        return
    words = joined([line.text for line in run])
    builder.add(_kind(words, run, usual), words, page)


def _kind(words: str, run: Sequence[Line], usual: Measures) -> str:
    larger = all(line.size >= LARGER * usual.size for line in run)
    if larger and len(words) <= LONGEST_HEADING and not words.endswith("."):
        return "heading"
    bold = all(line.bold for line in run)
    if len(run) == 1 and is_heading(words) and (bold or words.isupper() or words.endswith(":")):
        return "heading"
    return kind_of(words)
