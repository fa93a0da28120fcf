"""Workbooks: what spreadsheets keep is read as words, and what is none or too much is refused."""

from __future__ import annotations

import datetime
import io
import zipfile

import openpyxl
import pytest
import xlsxwriter

from data import workbooks
from data.workbooks import (
    BOOK,
    DAMAGED,
    LARGEST_INSIDE,
    NO_BOOK,
    OLD,
    TOO_LARGE_INSIDE,
    UnreadableBook,
    read_book,
)

SHEET = "xl/worksheets/sheet1.xml"


def book(*rows: tuple[object, ...], **sheets: str) -> bytes:
    """Return a workbook with rows in its first sheet, and other sheets by their state."""
    made = openpyxl.Workbook()
    made.active.title = "Results"
    for row in rows:
        made.active.append(row)
    for name, state in sheets.items():
        made.create_sheet(name).sheet_state = state
    return saved(made)


def saved(made: openpyxl.Workbook) -> bytes:
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def repacked(content: bytes, **parts: bytes) -> bytes:
    """Return a workbook with some of its parts replaced; a name's `__` stands for `/`."""
    held, named = io.BytesIO(), {name.replace("__", "/"): part for name, part in parts.items()}
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in {*old.namelist(), *named}:
            new.writestr(name, named[name] if name in named else old.read(name))
    return held.getvalue()


def sheet_xml(rows: str) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'.encode()


def refusal(content: bytes) -> str:
    with pytest.raises(UnreadableBook) as refused:
        read_book(content, filled=10)
    return str(refused.value)


def rows_of(content: bytes, *, filled: int = 10) -> tuple[tuple[str, ...], ...]:
    return read_book(content, filled=filled)[0].rows


def test_values_read_as_a_person_sees_them() -> None:
    day = datetime.datetime(2026, 5, 3)  # noqa: DTZ001 - a cell has no zone
    content = book(
        ("EX1", -2, 0.1 + 0.2, 0.75, 3.0),
        (True, day.date(), day, day.replace(hour=9), datetime.time(9, 30), None),
        (),
        ("", " Zoë’s café ", " "),
    )
    assert rows_of(content) == (
        ("EX1", "-2", "0.3", "0.75", "3"),
        ("TRUE", "2026-05-03", "2026-05-03", "2026-05-03 09:00:00", "09:30:00"),
        (),
        ("", " Zoë’s café "),
    )


def test_a_formula_reads_as_the_value_kept_and_without_one_stays_a_formula() -> None:
    held = io.BytesIO()
    with xlsxwriter.Workbook(held) as made:
        sheet = made.add_worksheet()
        sheet.write_formula(0, 0, "=1+1", None, 2)
        sheet.write_formula(0, 1, "=NA()", None, "#N/A")
        sheet.write_string(0, 2, "=1+1")
    assert rows_of(held.getvalue()) == (("2", "#N/A", "=1+1"),)
    # A program that works nothing out keeps no value.
    assert rows_of(book(("=1+1", 5))) == (("=", "5"),)


def test_each_sheet_tells_its_name_and_whether_it_is_hidden() -> None:
    found = read_book(book(("a",), Old="hidden", Deep="veryHidden", Notes="visible"), filled=10)
    assert [(one.name, one.is_hidden, one.is_filled) for one in found] == [
        ("Results", False, True),
        ("Old", True, False),
        ("Deep", True, False),
        ("Notes", False, False),
    ]


def test_no_more_filled_rows_are_read_than_asked_for() -> None:
    content = book(*[(number,) if number % 2 else (" ",) for number in range(20)])
    assert rows_of(content, filled=3) == ((), ("1",), (), ("3",), (), ("5",))


def test_what_a_file_says_of_its_own_size_is_not_believed() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>3</v></c></row>'
    lies = sheet_xml(rows).replace(b"<sheetData>", b'<dimension ref="A1:A1"/><sheetData>')
    assert rows_of(repacked(book(("a",)), **{SHEET.replace("/", "__"): lies})) == (("1", "", "3"),)


def test_a_sheet_of_empty_rows_without_end_is_refused() -> None:
    far = sheet_xml('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    said = refusal(repacked(book(("a",)), **{SHEET.replace("/", "__"): far}))
    assert said.startswith("The sheet “Results” has more than 50,000 rows, most of them empty")


def test_a_bomb_is_refused_before_it_unpacks(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = repacked(book(("a",)), **{SHEET.replace("/", "__"): b" " * (LARGEST_INSIDE + 1)})
    assert len(bomb) < LARGEST_INSIDE / 100
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_, **__: pytest.fail("It was unpacked."))
    assert refusal(bomb) == TOO_LARGE_INSIDE


@pytest.mark.parametrize(("limit", "most"), [("MOST_PARTS", 5), ("MOST_SHEETS", 1)])
def test_too_many_parts_or_sheets_are_refused(
    monkeypatch: pytest.MonkeyPatch, limit: str, most: int
) -> None:
    content = book(("a",), Second="visible")
    assert len(read_book(content, filled=1)) == 2
    monkeypatch.setattr(workbooks, limit, most)
    assert refusal(content) == TOO_LARGE_INSIDE


def zipped(**parts: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        for name, part in parts.items():
            made.writestr(name, part)
    return held.getvalue()


ENTITIES = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    + sheet_xml('<row r="1"><c r="A1" t="str"><v>&b;</v></c></row>')
)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLD, id="of the old kind"),
        pytest.param(b"PK\x03\x04 cut off", DAMAGED, id="cut off"),
        pytest.param(zipped(**{"word/document.xml": b""}), NO_BOOK, id="a Word file"),
        pytest.param(zipped(**{BOOK: b"<x/>"}), DAMAGED, id="nothing but a name"),
        pytest.param(
            repacked(book(("a",)), **{SHEET.replace("/", "__"): ENTITIES}),
            DAMAGED,
            id="entities",
        ),
    ],
)
def test_what_is_no_honest_workbook_is_refused_in_one_sentence(
    content: bytes, sentence: str
) -> None:
    assert refusal(content) == sentence
