"""A workbook holds the table cell by cell, and no cell of it is a formula."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import numpy as np
import openpyxl
import pandas as pd

from layouts.spreadsheet import workbook


def cells(content: bytes) -> list[list[Any]]:
    """Read the sheet again with another library than the one that wrote it."""
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_a_table_is_written_cell_by_cell() -> None:
    frame = pd.DataFrame(
        {
            "name": ["A & B <b>", "line\nbreak\x07", None],
            "share": [0.625, np.nan, np.inf],
            "count": pd.array([1, None, 638_745], dtype="Int64"),
            "flagged": [True, False, True],
        }
    )
    assert cells(workbook(frame)) == [
        ["name", "share", "count", "flagged"],
        ["A & B <b>", 0.625, 1, True],
        ["line\nbreak", None, None, False],
        [None, None, 638_745, True],
    ]


def test_nothing_in_a_workbook_is_a_formula_or_a_link() -> None:
    content = workbook(pd.DataFrame({"=1+1": ["=cmd()", "https://example.org", "0123"]}))
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        sheet = file.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert b"hyperlink" not in sheet
    assert cells(content)[3] == ["0123"]


def test_the_same_table_gives_the_same_bytes() -> None:
    frame = pd.DataFrame({"a": [1, 2]})
    assert workbook(frame) == workbook(frame)


def test_an_empty_table_is_a_row_of_names() -> None:
    assert cells(workbook(pd.DataFrame(columns=["a", "b"]))) == [["a", "b"]]
