"""A workbook of results as the text of a CSV file, and what of the workbook that leaves out."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Protocol

from analytics.answers import listed
from analytics.results.columns import column_of
from analytics.results.sheet import EMPTY, NO_HEADINGS, Unreadable

ONLY_HIDDEN = (
    "The headings of the template are only in a hidden sheet, “{sheet}”. Show that sheet in the "
    "spreadsheet, look at its rows, save the workbook and send it again."
)


class Page(Protocol):
    """Hold one sheet of a workbook."""

    @property
    def name(self) -> str: ...

    @property
    def is_hidden(self) -> bool: ...

    @property
    def is_filled(self) -> bool: ...

    @property
    def rows(self) -> Sequence[Sequence[str]]: ...


def text_of_book(sheets: Iterable[Page]) -> tuple[str, str]:
    """Return the first sheet in view with headings of the template as CSV, and what is told of it.

    What is told names the sheet, and every other one that is filled. Raises Unreadable where no
    sheet in view has such headings.
    """
    filled = [sheet for sheet in sheets if sheet.is_filled]
    if not filled:
        raise Unreadable(EMPTY)
    headed = [sheet for sheet in filled if _has_headings(sheet)]
    chosen = next((sheet for sheet in headed if not sheet.is_hidden), None)
    if chosen is None:
        hidden = ONLY_HIDDEN.format(sheet=headed[0].name) if headed else NO_HEADINGS
        raise Unreadable(hidden)
    others = [sheet for sheet in filled if sheet is not chosen]
    return _csv(chosen.rows), _told(chosen, others)


def _has_headings(sheet: Page) -> bool:
    first = next(row for row in sheet.rows if any(cell.strip() for cell in row))
    return any(map(column_of, first))


def _csv(rows: Iterable[Sequence[str]]) -> str:
    held = io.StringIO(newline="")
    csv.writer(held).writerows(rows)
    return held.getvalue()


def _told(chosen: Page, others: Sequence[Page]) -> str:
    if not others:
        return f"sheet “{chosen.name}”"
    names = listed(tuple(f"{'hidden ' if one.is_hidden else ''}“{one.name}”" for one in others))
    return f"sheet “{chosen.name}”; not read: {names}"
