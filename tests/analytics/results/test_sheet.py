from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.results.columns import HEADINGS
from analytics.results.sheet import (
    EMPTY,
    MOST_COLUMNS,
    MOST_ROWS,
    NO_HEADINGS,
    NO_ROWS,
    SEPARATORS,
    TOO_MANY,
    TOO_WIDE,
    Unreadable,
    plain,
    read_sheet,
)
from tests.analytics.results.sheets import written

ROW = {"pupil_id": "P1", "line_id": "E-talk", "attainment": "-1", "evidence": "Asks, now and then"}


def refusal(text: str) -> str:
    with pytest.raises(Unreadable) as refused:
        read_sheet(text)
    return str(refused.value)


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize("before", ["", "\ufeff", "sep={}\r\n", '"sep={}"\n'])
def test_any_separator_is_found_by_the_headings(separator: str, before: str):
    text = before.format(separator) + written([ROW], separator=separator)
    sheet = read_sheet(text)
    (row,) = sheet.rows
    assert {name: sheet.cell(row, name) for name in ROW} == ROW
    assert (row.number, sheet.unknown, sheet.beyond(row)) == (2, (), False)


def test_rows_are_numbered_as_a_spreadsheet_shows_them_with_empty_ones_and_quoted_lines():
    rows = [{**ROW, "evidence": "first\r\nsecond\nthird"}, {}, {**ROW, "evidence": "fourth"}]
    sheet = read_sheet(written(rows))
    assert [row.number for row in sheet.rows] == [2, 4]
    assert sheet.cell(sheet.rows[0], "evidence") == "first\r\nsecond\nthird"


def test_headings_are_known_by_other_words_and_case_and_the_rest_is_told():
    sheet = read_sheet("PUPIL_ID;line id;Teacher;Score;What is wrong;\r\nP1;E-1;Ms Ito;0;x;\r\n")
    assert sheet.places == {"pupil_id": 0, "line_id": 1, "attainment": 3}
    assert sheet.unknown == ("Teacher",)
    assert sheet.cell(sheet.rows[0], "evidence") == ""


def test_a_short_row_is_filled_up_and_a_long_one_is_noticed():
    sheet = read_sheet("Pupil,Line,Score\nP1,E-1\nP1,E-1,0,more\nP1,E-1,0,,\n")
    assert sheet.cell(sheet.rows[0], "attainment") == ""
    assert [sheet.beyond(row) for row in sheet.rows] == [False, True, False]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", EMPTY),
        ("\ufeff \r\n", EMPTY),
        ("sep=;\n", EMPTY),
        ("hello\nworld\n", NO_HEADINGS),
        ("Pupil,Line,Score\n", NO_ROWS),
        ("Pupil,Line,Score\n,,\n\n", NO_ROWS),
        (",".join(["Pupil"] + ["x"] * MOST_COLUMNS) + "\n", TOO_WIDE),
    ],
)
def test_a_file_that_cannot_be_read_says_why(text: str, words: str):
    assert refusal(text) == words


def test_missing_and_repeated_columns_are_named():
    assert f"“{HEADINGS['line_id']}”" in refusal("Pupil,Score\nP1,0\n")
    assert HEADINGS["given_hours"] in refusal("Pupil,Line\nP1,E-1\n")
    assert "Two columns" in refusal("Pupil,Line,Score,Attainment\nP1,E-1,0,0\n")


def test_an_open_quotation_mark_is_told_with_its_row():
    assert "near row 3" in refusal('Pupil,Line,Score\nP1,E-1,0\nP1,"E-1,0\nP1,E-2,0\n')
    assert "near row 1" in refusal('Pupil,"Line,Score\n')


def test_more_rows_than_the_limit_are_refused_before_the_rest_is_read(
    monkeypatch: pytest.MonkeyPatch,
):
    given = 0
    real = csv.reader

    def counting(*args, **options):
        nonlocal given
        for cells in real(*args, **options):
            given += 1
            yield cells

    monkeypatch.setattr("analytics.results.sheet.csv.reader", counting)
    assert refusal("Pupil,Line,Score\n" + "P1,E-1,0\n" * 100_000) == TOO_MANY
    # The first row is read once for each separator too.
    assert given == 1 + MOST_ROWS + 1 + len(SEPARATORS)


def test_the_most_rows_are_read():
    assert len(read_sheet("Pupil,Line,Score\n" + "P1,E-1,0\n" * MOST_ROWS).rows) == MOST_ROWS


def test_the_sign_that_makes_a_formula_harmless_is_taken_off_again():
    assert [plain(cell) for cell in ("'-1", " '=A1", "'tis", "'", "-1")] == [
        "-1", "=A1", "'tis", "'", "-1",
    ]  # fmt: skip


CELLS = st.text(
    st.characters(codec="utf-8", exclude_characters="\0'\ufeff", exclude_categories=["Cs"]),
    max_size=12,
)


@given(
    st.lists(st.fixed_dictionaries(dict.fromkeys(HEADINGS, CELLS)), min_size=1, max_size=4),
    st.sampled_from(SEPARATORS),
)
def test_what_was_written_is_read_again(rows: list[dict[str, str]], separator: str):
    filled = [row for row in rows if any(cell.strip() for cell in row.values())]
    text = written(rows, separator=separator)
    if not filled:
        assert refusal(text) == NO_ROWS
        return
    sheet = read_sheet(text)
    read = [{name: sheet.cell(row, name) for name in HEADINGS} for row in sheet.rows]
    assert read == [{name: cell.strip() for name, cell in row.items()} for row in filled]
    # The slow way: the reader of the standard library, told the separator.
    slow = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    numbers = [n for n, cells in enumerate(slow, start=1) if any(c.strip() for c in cells)]
    assert [row.number for row in sheet.rows] == numbers[1:]
