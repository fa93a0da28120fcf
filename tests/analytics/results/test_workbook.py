"""Which sheet of a workbook is read, and what is told of the others."""

from __future__ import annotations

import pytest

from analytics.results.sheet import EMPTY, NO_HEADINGS, Unreadable, read_sheet
from analytics.results.workbook import text_of_book
from data.workbooks import BookSheet

ROWS = (("Pupil", "Line", "Score", "Evidence"), ("P1", "E-1", "1", 'Says "so", and\nmore'))


def sheet(name: str = "Results", rows=ROWS, *, hidden: bool = False) -> BookSheet:
    return BookSheet(name, hidden, rows)


def test_the_text_is_that_of_the_sheet_with_rows_where_they_were() -> None:
    text, told = text_of_book([sheet(rows=((), ROWS[0], (), ROWS[1]))])
    found = read_sheet(text)
    assert told == "sheet “Results”"
    assert [(row.number, row.cells) for row in found.rows] == [(4, ROWS[1])]


def test_the_first_sheet_in_view_with_headings_is_read_and_the_others_told() -> None:
    sheets = [
        sheet("Guide", (("How to fill it in",),)),
        sheet("Old", hidden=True),
        sheet("Year 7"),
        sheet("Year 8"),
        sheet("Sheet3", ()),
    ]
    assert text_of_book(sheets)[1] == (
        "sheet “Year 7”; not read: “Guide”, hidden “Old” and “Year 8”"
    )


@pytest.mark.parametrize(
    ("sheets", "words"),
    [
        ([], EMPTY),
        ([sheet(rows=((), (" ",)))], EMPTY),
        ([sheet(rows=(("Name", "Marks"),))], NO_HEADINGS),
        ([sheet("Notes", (("x",),)), sheet("Old", hidden=True)], "only in a hidden sheet, “Old”"),
    ],
)
def test_a_workbook_without_a_sheet_to_read_is_refused(sheets, words: str) -> None:
    with pytest.raises(Unreadable, match=words.replace("(", r"\(").replace(".", r"\.")):
        text_of_book(sheets)
