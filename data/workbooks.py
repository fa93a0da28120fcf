"""Excel workbooks (.xlsx) as rows of words, read within limits and without running anything."""

from __future__ import annotations

import datetime
import io
import itertools
import operator
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

# 5,000 rows of the template unpack to some 5 MB, a thousandth of what a bomb would.
LARGEST_INSIDE = 24 * 1024 * 1024
MOST_PARTS = 500
MOST_SHEETS = 40
# Rows that only have a border or a colour are rows of the file too.
MOST_ROWS = 50_000
# A row of many more would be told as wrong, and one can have 16,384.
MOST_COLUMNS = 256
OLD_START = b"\xd0\xcf\x11\xe0"
BOOK = "xl/workbook.xml"
SHEETS = "xl/worksheets/"
FORMULA = "="
VALUE = operator.attrgetter("value")
FORMULAS = re.compile(rb"<(?:\w+:)?f[\s>/]")
OLD = (
    "This is a workbook of the old kind (.xls), or one with a password. Open it, choose Save as, "
    "then “Excel Workbook (.xlsx)” without a password, and send that file."
)
NO_BOOK = (
    "This is a zip or another program's file, not an Excel workbook. Save it from the spreadsheet "
    "as .xlsx or CSV, and send that file."
)
DAMAGED = (
    "This workbook is damaged or was cut off on its way. Open it in the spreadsheet, save it "
    "again as .xlsx, and send that file."
)
TOO_LARGE_INSIDE = (
    "This workbook unpacks to far more than a file of results holds, so it was not read. Copy the "
    "filled rows into a new template, or send them in parts."
)
TOO_LONG = (
    "The sheet “{sheet}” has more than {rows:,} rows, most of them empty, so it was not read. Copy "
    "the filled rows into a new template and send that file."
)


class UnreadableBook(ValueError):
    """Refuse a workbook; its text says why, and what to do."""


@dataclass(frozen=True)
class BookSheet:
    """Hold one sheet: its name, whether it is hidden, and its rows as words, empty ones too."""

    name: str
    is_hidden: bool
    rows: tuple[tuple[str, ...], ...]

    @property
    def is_filled(self) -> bool:
        """Tell whether anything stands in it."""
        return any(cell.strip() for row in self.rows for cell in row)


def read_book(content: bytes, *, filled: int) -> tuple[BookSheet, ...]:
    """Return the sheets of a workbook, of each no more filled rows than asked for.

    A date reads as 2026-05-03, a formula as the value that the spreadsheet kept of it; one that
    was never worked out stays a formula. Raises UnreadableBook.
    """
    has_formulas = _check(content)
    try:
        values = _opened(content, worked_out=True)
        formulas = _opened(content, worked_out=False) if has_formulas else [None] * len(values)
        return tuple(
            BookSheet(
                sheet.title,
                sheet.sheet_state != "visible",
                tuple(_filled(_rows(sheet, written), sheet.title, most=filled)),
            )
            for sheet, written in zip(values, formulas, strict=True)
        )
    except UnreadableBook:
        raise
    # The library lets through whatever an odd file makes it do.
    except Exception:
        raise UnreadableBook(DAMAGED) from None


def _opened(content: bytes, *, worked_out: bool) -> list[Any]:
    # Only who sends a workbook waits for its reader.
    import openpyxl  # noqa: PLC0415

    book = openpyxl.load_workbook(
        io.BytesIO(content), read_only=True, data_only=worked_out, keep_links=False
    )
    for sheet in book.worksheets:
        # What a file says of its own size may be wrong.
        sheet.reset_dimensions()
    return list(book.worksheets)


def _check(content: bytes) -> bool:
    """Refuse what is no workbook, or would unpack to too much; tell whether it has formulas."""
    if content.startswith(OLD_START):
        raise UnreadableBook(OLD)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            return _checked(book)
    except UnreadableBook:
        raise
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        ValueError,
        NotImplementedError,
        RuntimeError,
    ):
        raise UnreadableBook(DAMAGED) from None


def _checked(book: zipfile.ZipFile) -> bool:
    members = book.infolist()
    if BOOK not in book.namelist():
        raise UnreadableBook(NO_BOOK)
    sheets = [member for member in members if member.filename.startswith(SHEETS)]
    size = sum(member.file_size for member in members)
    if size > LARGEST_INSIDE or len(members) > MOST_PARTS or len(sheets) > MOST_SHEETS:
        raise UnreadableBook(TOO_LARGE_INSIDE)
    return any(FORMULAS.search(book.read(member)) for member in sheets)


def _rows(values: Any, formulas: Any) -> Iterator[tuple[str, ...]]:
    """Yield the words of each row; `formulas` is the sheet as written, None where it has none."""
    found = values.iter_rows(max_col=MOST_COLUMNS)
    written = formulas.iter_rows(max_col=MOST_COLUMNS) if formulas else itertools.repeat(())
    for row, also in zip(found, written, strict=False):
        # Most rows of a long sheet hold nothing, and a sheet may be 256 cells wide.
        if {*map(VALUE, also or row)} <= {None}:
            yield ()
            continue
        words = [
            _words(cell.value, is_formula=bool(also) and also[place].data_type == "f")
            for place, cell in enumerate(row)
        ]
        while words and not words[-1].strip():
            words.pop()
        yield tuple(words)


def _filled(rows: Iterator[tuple[str, ...]], name: str, *, most: int) -> Iterator[tuple[str, ...]]:
    """Yield rows up to so many filled ones; raises UnreadableBook where too many are empty."""
    left = most
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS:
            raise UnreadableBook(TOO_LONG.format(sheet=name, rows=MOST_ROWS))
        yield row
        left -= bool(row)
        if not left:
            return


def _words(value: object, *, is_formula: bool) -> str:
    if value is None:
        return FORMULA if is_formula else ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        # As a spreadsheet shows it: 0.1 + 0.2 is 0.3.
        return f"{value:.12g}"
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return str(value)
