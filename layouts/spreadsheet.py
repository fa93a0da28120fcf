"""A table as an Excel workbook of one sheet; every text stays a text, never a formula or a link."""

from __future__ import annotations

import datetime
import io
from typing import Any

import numpy as np
import pandas as pd

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHEET = "Table"
WIDEST = 60
# The file holds a date; a fixed one gives the same table the same bytes.
MOMENT = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def workbook(frame: pd.DataFrame) -> bytes:
    """Return a table as the bytes of an .xlsx file: bold names of columns, which stay in view."""
    import xlsxwriter  # noqa: PLC0415 - only downloads need it

    held = io.BytesIO()
    with xlsxwriter.Workbook(held, OPTIONS) as book:
        book.set_properties({"created": MOMENT})
        sheet = book.add_worksheet(SHEET)
        bold = book.add_format({"bold": True})
        for place, name in enumerate(frame.columns):
            sheet.write_string(0, place, _legal(str(name)), bold)
        for number, row in enumerate(frame.to_numpy(dtype=object).tolist(), start=1):
            for place, value in enumerate(row):
                _write(sheet, number, place, value)
        sheet.freeze_panes(1, 0)
        sheet.autofit(WIDEST * 7)
    return held.getvalue()


def _write(sheet: Any, row: int, place: int, value: Any) -> None:
    if value is None or value is pd.NA or (isinstance(value, float) and not np.isfinite(value)):
        return
    if isinstance(value, bool | np.bool_):
        sheet.write_boolean(row, place, bool(value))
    elif isinstance(value, int | float | np.number):
        sheet.write_number(row, place, value)
    else:
        sheet.write_string(row, place, _legal(str(value)))


def _legal(text: str) -> str:
    # XML 1.0 has no place for other control characters.
    return "".join(letter for letter in text if letter >= " " or letter in "\t\n")
