"""A workbook holds the table cell by cell, and no cell of it is a formula."""

from __future__ import annotations

import io
import zipfile
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pandas as pd

from layouts.spreadsheet import MAIN, workbook


def cells(content: bytes) -> list[list[Any]]:
    """Read the sheet again, by the standard's names and nothing of the writer."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert file.testzip() is None
        for name in file.namelist():
            ElementTree.fromstring(file.read(name))
        sheet = ElementTree.fromstring(file.read("xl/worksheets/sheet1.xml"))
    return [[_value(cell) for cell in row] for row in sheet.iter(f"{{{MAIN}}}row")]


def _value(cell: ElementTree.Element) -> Any:
    text = "".join(cell.itertext())
    if cell.get("t") == "inlineStr":
        return text
    if cell.get("t") == "b":
        return text == "1"
    return float(text) if text else None


def test_a_table_is_written_cell_by_cell() -> None:
    frame = pd.DataFrame(
        {
            "name": ["A & B <b>", "line\nbreak\x07", None],
            "share": [0.1 + 0.2, np.nan, np.inf],
            "count": pd.array([1, None, 638_745], dtype="Int64"),
            "flagged": [True, False, True],
        }
    )
    assert cells(workbook(frame)) == [
        ["name", "share", "count", "flagged"],
        ["A & B <b>", 0.1 + 0.2, 1, True],
        ["line\nbreak", None, None, False],
        [None, None, 638_745, True],
    ]


def test_nothing_in_a_workbook_is_a_formula() -> None:
    content = workbook(pd.DataFrame({"=1+1": ["=cmd()", "@x"]}))
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert b"<f>" not in file.read("xl/worksheets/sheet1.xml")


def test_the_same_table_gives_the_same_bytes() -> None:
    frame = pd.DataFrame({"a": [1, 2]})
    assert workbook(frame) == workbook(frame)


def test_an_empty_table_is_a_row_of_names() -> None:
    assert cells(workbook(pd.DataFrame(columns=["a", "b"]))) == [["a", "b"]]
