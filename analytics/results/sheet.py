"""A file of results as rows of cells: CSV with any separator, bounded in rows, nothing guessed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from analytics.results.columns import (
    HEADINGS,
    NEEDED,
    ONE_OF,
    column_of,
    is_read_over,
)

# A special school of 250 pupils, 20 lines each; more comes in several files.
MOST_ROWS = 5_000
MOST_COLUMNS = 40
LARGEST_FILE = 2 * 1024 * 1024
SEPARATORS = (",", ";", "\t", "|")
# Excel's own mark of the separator; it shows no row for it.
MARK = "sep="
# What `as_file` puts in front of a text that a spreadsheet would take for a formula.
INERT = "'"
LIVE = ("=", "+", "-", "@")
TOO_MANY = (
    f"The file has more than {MOST_ROWS:,} filled rows, so it was not read. Send it in parts, such "
    "as one file for each year group."
)
EMPTY = "The file is empty. Download the template, fill it in and send it again."
NO_ROWS = "The file has headings and no rows under them. Fill in rows of the template."
NO_HEADINGS = (
    "The first row does not have the headings of the template. Download the template, fill it in "
    "and keep its first row as it is."
)
TOO_WIDE = f"The file has more than {MOST_COLUMNS} columns. Send the columns of the template only."


class Unreadable(ValueError):
    """Refuse a file; its text says why, and what to do."""


@dataclass(frozen=True)
class Row:
    """Hold one row: its number as a spreadsheet shows it, and its cells in order."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """Hold a file: its headings as written, which column is which, and its rows."""

    headings: tuple[str, ...]
    places: Mapping[str, int]
    """Place of each known column, by its name."""
    rows: tuple[Row, ...]

    @property
    def unknown(self) -> tuple[str, ...]:
        """Return the headings that name nothing known."""
        return tuple(
            words for words in self.headings if not column_of(words) and not is_read_over(words)
        )

    def cell(self, row: Row, column: str) -> str:
        """Return what stands in a column, without outer spaces; empty where nothing does."""
        place = self.places.get(column, len(row.cells))
        return plain(row.cells[place]) if place < len(row.cells) else ""

    def beyond(self, row: Row) -> bool:
        """Tell whether a row has values to the right of the last heading."""
        return any(cell.strip() for cell in row.cells[len(self.headings) :])


def plain(cell: str) -> str:
    """Return a cell without outer spaces, and without the sign that made a formula harmless."""
    words = cell.strip()
    return words[1:] if words.startswith(INERT) and words[1:].startswith(LIVE) else words


def read_sheet(text: str) -> Sheet:
    """Return the rows of a CSV file; raises Unreadable where it is none, or has too many rows."""
    body = _without_mark(text)
    if not body.strip():
        raise Unreadable(EMPTY)
    separator = _separator(body)
    records = _records(body, separator)
    _, headings = next(records)
    places = _places(headings)
    return Sheet(headings, places, _rows(records))


def _without_mark(text: str) -> str:
    body = text.lstrip("\ufeff")
    first, _, rest = body.partition("\n")
    return rest if first.strip().strip('"').lower().startswith(MARK) else body


def _separator(body: str) -> str:
    """Return the separator by which the first row has most of the headings."""
    found = {separator: _named(body, separator) for separator in SEPARATORS}
    best = max(SEPARATORS, key=lambda separator: found[separator])
    if found[best] == 0:
        raise Unreadable(NO_HEADINGS)
    return best


def _named(body: str, separator: str) -> int:
    _, cells = next(_records(body, separator))
    return sum(bool(column_of(cell)) for cell in cells)


def _records(body: str, separator: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield each record that has words in it with its number; a quoted one may span lines."""
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if any(cell.strip() for cell in cells):
                yield number, tuple(cells)
    except csv.Error:
        raise Unreadable(
            f'A quotation mark (") near row {number + 1} is never closed, so the rows after it '
            "cannot be told apart. Save the file again from the spreadsheet as CSV."
        ) from None


def _places(headings: Sequence[str]) -> dict[str, int]:
    """Return where each known column stands; raises Unreadable where one is missing or twice."""
    if len(headings) > MOST_COLUMNS:
        raise Unreadable(TOO_WIDE)
    places: dict[str, int] = {}
    for place, heading in enumerate(headings):
        name = column_of(heading)
        if name in places:
            raise Unreadable(f"Two columns are headed “{HEADINGS[name]}”. Leave one of them out.")
        if name:
            places[name] = place
    missing = [HEADINGS[name] for name in NEEDED if name not in places]
    if not missing and not any(name in places for name in ONE_OF):
        missing = [" or ".join(f"{HEADINGS[name]}" for name in ONE_OF)]
    if missing:
        raise Unreadable(
            f"The file has no column headed “{'” nor “'.join(missing)}”. Keep the first row of the "
            "template as it is."
        )
    return places


def _rows(records: Iterator[tuple[int, tuple[str, ...]]]) -> tuple[Row, ...]:
    rows: list[Row] = []
    for number, cells in records:
        if len(rows) == MOST_ROWS:
            raise Unreadable(TOO_MANY)
        rows.append(Row(number, cells))
    if not rows:
        raise Unreadable(NO_ROWS)
    return tuple(rows)
