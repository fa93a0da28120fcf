"""Text files: their encoding, and paragraphs put together again from wrapped lines."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import itemgetter

from data.documents.headings import END, heads_advice, is_heading, is_prose
from data.documents.passages import (
    BULLET,
    LINE_END,
    Builder,
    clean,
    is_field,
    kind_of,
)
from data.schemas.documents import TEXT_LENGTH
from data.schemas.reading import Extracted

TEXT = "text/plain"
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SAMPLE = 64 * 1024
# What is longer has no more than so much read of it, spaces and all.
LONGEST_READ = 2 * TEXT_LENGTH
# A share of control characters above this is no text, whatever it decodes to.
MOST_CONTROL = 0.002
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
# Beyond the narrowest, a break is of the writer's making; beyond the widest, no program wraps.
NARROWEST, WIDEST = 45, 130
# A line as long as this that stops in mid-sentence was broken by a program.
LONG_LINE = 60
# With more long lines than this the file was not wrapped; a link may be long in one that was.
MOST_WHOLE = 0.1
ROW = re.compile(r"\S(?:\t+| {3,}| ?\| ?)\S")
CELLS = re.compile(r"\t+| {3,}|\s*\|\s*")
RULE = re.compile(r"[-=_*~#.\s|+]{3,}")
HYPHEN = re.compile(r"(?<=[a-z])[-\u2010]$")
# After these a hyphen belongs to the word; elsewhere it only broke it.
PREFIX = re.compile(
    r"anti|co|cross|e|ex|full|half|high|ill|long|low|mid|multi|non|one|part|post|pre|re|self|semi|"
    r"short|six|sub|ten|three|two|up|well|year|.*-.*"
)


def decode(data: bytes) -> str | None:
    """Return the text that bytes hold, None if they hold no text."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _text(data, encoding)
    if b"\0" in data[:SAMPLE]:
        wide = _wide(data[:SAMPLE])
        return _text(data, wide) if wide else None
    return _text(data, "utf-8") or _text(data, "cp1252")


def _wide(sample: bytes) -> str:
    """Return which half of each pair of bytes is mostly empty, as in UTF-16 of European words."""
    halves = {"utf-16-be": sample[::2].count(0), "utf-16-le": sample[1::2].count(0)}
    encoding, empty = max(halves.items(), key=itemgetter(1))
    return encoding if empty > len(sample) / 4 else ""


def _text(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    sample = text[:SAMPLE]
    control = len(CONTROL.findall(sample))
    return text if control <= MOST_CONTROL * len(sample) else None


def read_text(text: str) -> Extracted:
    """Return the passages of a text that is at hand, such as one that was typed."""
    builder = Builder(TEXT)
    add_text(text, builder)
    return builder.finish()


def add_text(text: str, builder: Builder, page: int | None = None) -> None:
    """Add the passages of a text whose lines may be wrapped."""
    lines = [line.rstrip() for line in LINE_END.split(text[:LONGEST_READ])]
    width = _width(lines)
    for block in _blocks(lines):
        _add_block(block, builder, width, page)
    if len(text) > LONGEST_READ:
        builder.cut()


def _width(lines: Sequence[str]) -> int:
    """Return where lines were wrapped, 0 if they were not."""
    pairs = pairwise(lines)
    inner = [len(line) for line, after in pairs if line and after.strip()]
    prose = [len(line) for line in lines if len(line) >= NARROWEST]
    whole = sum(length > WIDEST for length in prose)
    if not inner or whole > MOST_WHOLE * len(prose):
        return 0
    widest = max(length for length in [*inner, 0] if length <= WIDEST)
    return widest if widest >= NARROWEST else 0


def _blocks(lines: Sequence[str]) -> Iterator[list[str]]:
    """Yield runs of lines between empty ones; lines drawn with signs count as empty."""
    block: list[str] = []
    for line in lines:
        if line.strip() and not RULE.fullmatch(line):
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _add_block(block: Sequence[str], builder: Builder, width: int, page: int | None) -> None:
    alone, advice = len(block) == 1, False
    kind, pieces = "", [""]
    for number, line in enumerate(block):
        if number and _continues(block[number - 1], line, kind, width):
            pieces.append(line.strip())
            continue
        _flush(kind, joined(pieces), builder, page)
        last = number == len(block) - 1 or (advice and _is_item(block, number))
        kind, pieces = _kind(line, alone=alone, last=last), [line.strip()]
        advice |= kind == "heading" and heads_advice(clean(line))
    _flush(kind, joined(pieces), builder, page)


def _is_item(block: Sequence[str], number: int) -> bool:
    """Tell whether a line below what heads recommendations is one of a list, and heads no prose."""
    before, after = clean(block[number - 1]), clean(block[number + 1])
    return not is_prose(after) or not (is_prose(before) or heads_advice(before))


def _flush(kind: str, words: str, builder: Builder, page: int | None) -> None:
    cells = CELLS.split(words) if kind == "row" else []
    if cells and all(is_field(clean(cell)) for cell in cells):
        for cell in cells:
            builder.add("field", cell, page)
    elif cells:
        builder.add_row([[cell] for cell in cells], page)
    else:
        builder.add(kind, words, page)


def _kind(line: str, *, alone: bool, last: bool) -> str:
    words = clean(line)
    numbered = alone and words[:1].isdigit() and is_heading(BULLET.sub("", words, count=1))
    if numbered or (BULLET.match(words) and heads_advice(words) and not last):
        return "heading"
    if BULLET.match(words):
        return "bullet"
    if _is_row(line.strip()):
        return "row"
    return "heading" if (alone or not last) and is_heading(words) else kind_of(words)


def _is_row(line: str) -> bool:
    if len(line) > 2 * WIDEST or not ROW.search(line):
        return False
    first, *others = CELLS.split(line)
    return not (len(others) == 1 and first.endswith(":"))


def _continues(before: str, line: str, kind: str, width: int) -> bool:
    """Tell whether a line goes on with the one before: its first word did not fit there."""
    words = line.strip()
    if kind in ("heading", "row") or BULLET.match(words) or _is_row(words):
        return False
    first = words.split()[0]
    if is_field(clean(words)):
        return False
    lower = first[0].islower() and not END.search(before)
    if not width or len(before) > WIDEST or len(line) > width + len(first):
        return lower and len(before) >= LONG_LINE
    return lower or len(before) + 1 + len(first) > width


def joined(pieces: Sequence[str]) -> str:
    """Return lines as one; a hyphen that only broke a word is taken out."""
    whole: list[str] = []
    for piece in pieces:
        before = whole[-1] if whole else ""
        if not HYPHEN.search(before) or not piece[:1].islower():
            whole.append(piece)
            continue
        last = before[:-1].rpartition(" ")[2].lower()
        whole[-1] = f"{before if PREFIX.fullmatch(last) else before[:-1]}{piece}"
    return " ".join(whole)


def add_plain(data: bytes, builder: Builder) -> None:
    """Read a text file, which sniffing has found to be one."""
    add_text(decode(data) or "", builder)
