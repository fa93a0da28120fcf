"""One CSV file of a release: every rule of reading it, and every reason to refuse it."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.schemas.sen2 import BLANK, ENGLAND, SYMBOLS
from data.sen2.cells import FileCells, Refused, Unknown, read_csv
from data.sen2.mapping import mappings
from data.sen2.symbols import parsed
from tests.data.sen2.releases import (
    NORTH,
    Files,
    Row,
    release_2022,
    release_2025,
    requests,
    rows_of,
    table,
)

REQUESTS = "requests.csv"
Change = Callable[[list[Row]], None]


@pytest.fixture(scope="module")
def files() -> Files:
    return release_2025()


@pytest.fixture
def rows(files: Files) -> list[Row]:
    """Give the rows of requests.csv: England, two regions, six authorities in each of 3 years."""
    return [dict(row) for row in files[REQUESTS]]


def read(rows: list[Row], name: str = REQUESTS) -> FileCells:
    return read_csv(table(rows), name=name)


def frame(found: FileCells) -> pd.DataFrame:
    return found.cells.to_pandas().astype({"symbol": str})


def cell(found: FileCells, measure: str, **keys: object) -> tuple[float, str]:
    """Return the value and symbol of the one cell that is meant."""
    every = frame(found)
    rows = every[(every["measure"] == measure) & (every["split"] == "")]
    for name, wanted in {"dimension": "all", **keys}.items():
        rows = rows[rows[name] == wanted]
    (value,), (symbol,) = rows["value"], rows["symbol"]
    return float(value), symbol


def test_every_figure_becomes_a_cell(rows: list[Row]) -> None:
    found = read(rows)
    assert found.problems == ()
    assert (found.map.release, found.map.name, found.release) == ("2025", REQUESTS, "2025")
    assert len(found.cells) == len(rows) * len(mappings()["2025"][REQUESTS].columns)
    for code in ("Z01", "Z06"):
        assert cell(found, "requests", code=code, year=2024) == (requests(code, 2024), "")
    totals = [requests(code, 2024) for code in ("Z01", "Z02", "Z03")]
    assert cell(found, "requests", code=NORTH, year=2024)[0] == sum(totals)


def test_areas_are_named_by_year(rows: list[Row]) -> None:
    areas = read(rows).areas.set_index(["code", "year"])
    assert len(areas) == 9 * 3
    assert areas.loc[(ENGLAND, 2022), ["level", "name"]].tolist() == ["National", "England"]
    assert areas.loc[(NORTH, 2022), ["level", "name"]].tolist() == ["Regional", "Invented North"]
    local = areas.loc[("Z04", 2023), ["level", "name", "region_name"]].tolist()
    assert local == ["Local authority", "Dunmouth", "Invented South"]


@pytest.mark.parametrize(
    ("name", "period", "year"),
    [
        ("caseload.csv", "202425", 2025),
        ("personal_budgets.csv", "202223", 2023),
        ("newplans.csv", "2024", 2024),
    ],
)
def test_a_school_year_is_its_january(files: Files, name: str, period: str, year: int) -> None:
    found = read(rows_of(files, name, period=period), name)
    assert frame(found)["year"].unique().tolist() == [year]


def test_the_turn_of_a_century_is_a_school_year(files: Files) -> None:
    rows = [row | {"time_period": "209900"} for row in rows_of(files, "caseload.csv", code="Z01")]
    first = rows[:1]
    assert frame(read(first, "caseload.csv"))["year"].unique().tolist() == [2100]


def test_budgets_of_2022_are_counted_in_the_january_after() -> None:
    rows = rows_of(release_2022(), "sen2_mi.csv", period="2021", code="Z01")
    found = read(rows, "sen2_mi.csv")
    assert cell(found, "personal_budgets", code="Z01", year=2022)[0] > 0
    assert cell(found, "requests", code="Z01", year=2021)[0] > 0
    assert found.release == "2022"


def test_a_column_and_a_row_of_the_same_figure_have_the_same_key(files: Files) -> None:
    columns = frame(read(rows_of(files, "caseload.csv", code="Z01"), "caseload.csv"))
    wanted = ["placement", "special", "", ""]
    same = columns[(columns[["dimension", "category", "split", "part"]] == wanted).all(axis=1)]
    assert sorted(same["measure"].unique()) == ["plans", "plans_pct"]
    rows = rows_of(release_2022(), "sen2_estab_caseload.csv", code="Z01", label="Special school")
    split = frame(read(rows, "sen2_estab_caseload.csv"))
    assert set(split["category"]) == {"special"}
    assert set(split["split"]) == {""}


def test_a_file_with_later_years_is_of_a_later_release(rows: list[Row]) -> None:
    for row in rows:
        row["time_period"] = str(int(row["time_period"]) + 1)
    assert read(rows).release == "2026"


# Symbols and numbers.


@pytest.mark.parametrize("symbol", [one for one in SYMBOLS if one != BLANK])
def test_a_known_symbol_stays_a_symbol(rows: list[Row], symbol: str) -> None:
    rows[3]["requests_received_in_year"] = f" {symbol} "
    found = read(rows)
    value, printed = cell(found, "requests", code="Z01", year=2022)
    assert math.isnan(value)
    assert printed == symbol
    assert found.problems == ()


def test_an_empty_cell_is_a_symbol_and_never_0(rows: list[Row]) -> None:
    rows[3]["requests_received_in_year"] = ""
    value, printed = cell(read(rows), "requests", code="Z01", year=2022)
    assert math.isnan(value)
    assert printed == BLANK


def test_an_unknown_symbol_is_kept_and_told(rows: list[Row]) -> None:
    for row in rows[3:5]:
        row["requests_received_in_year"] = "?"
    found = read(rows)
    assert cell(found, "requests", code="Z01", year=2022)[1] == "?"
    assert found.problems == ("requests.csv: 2 cells say '?', which is no known symbol.",)


def test_many_strange_texts_are_not_told_one_by_one(rows: list[Row]) -> None:
    for place, row in enumerate(rows):
        row["remark"] = f"word {place}"
    found = read(rows)
    assert len(found.problems) == 1 + 10 + 1
    more = len(rows) - 10
    assert found.problems[-1] == f"requests.csv: {more} other texts are no known symbols either."


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0), ("1,071", 1071), ("1,234,567.5", 1234567.5), (" 12 ", 12), ("46.4", 46.4),
        ("46.4%", 46.4), ("-3", -3), ("1e+05", 100_000), ("5.", 5), ("007", 7),
    ],
)  # fmt: skip
def test_what_is_a_number(text: str, number: float) -> None:
    values, symbols = parsed(pd.Series([text]))
    assert (values[0], symbols[0].as_py()) == (number, "")


@pytest.mark.parametrize(
    "text",
    [
        "1_000", "nan", "inf", "-inf", "1,2", "12,34", "1.2.3", "٣", "³", "0x10", "1e999", "9e99,9",
        "- ", "–5", "1 000", "%", "+5",
    ],
)  # fmt: skip
def test_what_is_no_number(text: str) -> None:
    values, symbols = parsed(pd.Series([text]))
    assert math.isnan(values[0])
    assert symbols[0].as_py() == text.strip()


@given(st.lists(st.text(max_size=6) | st.integers(0, 9_999_999).map("{:,}".format), min_size=1))
def test_each_text_is_a_number_or_a_symbol_and_not_both(texts: list[str]) -> None:
    values, symbols = parsed(pd.Series(texts, dtype=object))
    for text, value, symbol in zip(texts, values, symbols.to_pylist(), strict=True):
        assert np.isnan(value) == (symbol != "")
        if symbol:
            assert symbol == (text.strip() or BLANK)
        else:
            assert value == float(text.strip().rstrip("%").replace(",", ""))


# Columns and labels.


def test_an_unknown_column_is_kept_and_told(rows: list[Row]) -> None:
    for row in rows:
        row["requests_from_the_moon"] = "4"
    found = read(rows)
    assert cell(found, "requests_from_the_moon", code="Z02", year=2023) == (4, "")
    told = "requests.csv: the column requests_from_the_moon is not in the mapping of 2025."
    assert found.problems == (told,)


@pytest.mark.parametrize("column", ["plans", "requests", "need_asd"])
def test_an_unknown_column_takes_nobodys_place(rows: list[Row], column: str) -> None:
    for row in rows:
        row[column] = "4"
    found = read(rows)
    assert cell(found, f"{column} (not in the mapping)", code="Z02", year=2023) == (4, "")
    assert cell(read(rows), "requests", code="Z02", year=2023)[0] == requests("Z02", 2023)
    assert len(found.problems) == 1


def test_a_missing_column_is_told(rows: list[Row]) -> None:
    for row in rows:
        del row["requests_rya"]
    told = "requests.csv: the column requests_rya of the mapping of 2025 is missing."
    assert read(rows).problems == (told,)


def test_an_unknown_label_is_kept_and_told(rows: list[Row]) -> None:
    more = [row | {"breakdown_topic": "Star sign", "breakdown": "Leo"} for row in rows]
    found = read(rows + more)
    assert cell(found, "requests", code="Z01", year=2024, dimension="Star sign", category="Leo")[0]
    (told,) = found.problems
    assert told.startswith(f"requests.csv: the label Star sign: Leo ({len(more)} rows) is not in")


def test_letter_case_of_columns_does_not_matter(rows: list[Row]) -> None:
    shouted = [{f" {name.upper()}": text for name, text in row.items()} for row in rows]
    assert frame(read(shouted)).equals(frame(read(rows)))
    assert read(shouted).problems == ()


def test_a_column_that_stands_twice_alike_is_used_once(rows: list[Row]) -> None:
    doubled = [row | {"REQUESTS_rya": row["requests_rya"]} for row in rows]
    found = read(doubled)
    assert frame(found).equals(frame(read(rows)))
    told = "requests.csv: the column requests_rya stands twice, alike; one is used."
    assert found.problems == (told,)


@pytest.mark.parametrize("column", ["requests_rya", "time_identifier", "old_la_code", "breakdown"])
def test_a_column_that_stands_twice_and_differs_is_refused(rows: list[Row], column: str) -> None:
    doubled = [row | {column.upper(): row[column] + "1"} for row in rows]
    with pytest.raises(Refused, match=f"The column {column} stands twice and differs"):
        read(doubled)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("ends", [b"\n", b"\r\n"])
def test_marks_of_bytes_and_of_lines_do_not_matter(
    rows: list[Row], encoding: str, ends: bytes
) -> None:
    content = table(rows, encoding=encoding).replace(b"\r\n", ends)
    assert frame(read_csv(content, name=REQUESTS)).equals(frame(read(rows)))


# What is refused, by file, row and reason. Rows are those of the file: the headings are row 1.


def planted(column: str, text: str, *, at: int = 5) -> Change:
    def change(rows: list[Row]) -> None:
        rows[at][column] = text

    return change


@pytest.mark.parametrize(
    ("change", "row", "reason"),
    [
        (planted("geographic_level", "Ward"), 7, "'Ward' is no level of area known here."),
        (planted("old_la_code", "94"), 7, "'94' is no code of an area."),
        (planted("old_la_code", ""), 7, "'' is no code of an area."),
        (planted("old_la_code", "x"), 7, "'x' is no code of an area."),
        (planted("region_code", "E10000091", at=1), 3, "'E10000091' is no code of an area."),
        (planted("time_period", "202324"), 7, "The time period '202324' is no calendar year."),
        (planted("time_period", "20x4"), 7, "The time period '20x4' is no calendar year."),
        (
            planted("time_identifier", "Academic year"),
            7,
            "It mixes kinds of year: Calendar year and Academic year.",
        ),
        (lambda rows: rows.append(rows[3]), 29, "stands in an earlier row already."),
    ],
)
def test_a_broken_row_is_refused(rows: list[Row], change: Change, row: int, reason: str) -> None:
    change(rows)
    with pytest.raises(Refused) as refusal:
        read(rows)
    assert (refusal.value.file, refusal.value.row) == (REQUESTS, row)
    assert refusal.value.reason.endswith(reason)
    assert (
        str(refusal.value)
        == f"requests.csv, row {row}: {refusal.value.reason} Nothing was changed."
    )


@pytest.mark.parametrize("period", ["202426", "202424", "2024", "2024-25", "202500", "199920"])
def test_a_period_that_is_no_school_year_is_refused(files: Files, period: str) -> None:
    rows = [dict(row) for row in files["caseload.csv"]]
    rows[8]["time_period"] = period
    with pytest.raises(Refused, match=rf"row 10: The time period '{period}' is no academic year"):
        read(rows, "caseload.csv")


def test_a_row_with_too_few_cells_is_refused(rows: list[Row]) -> None:
    lines = table(rows).split(b"\r\n")
    lines[4] = lines[4].rsplit(b",", 2)[0]
    with pytest.raises(Refused) as refusal:
        read_csv(b"\r\n".join(lines), name=REQUESTS)
    assert refusal.value.row == 5
    assert "cannot be read as a table" in refusal.value.reason


def test_a_file_without_rows_is_refused(rows: list[Row]) -> None:
    with pytest.raises(Refused, match="It has no rows"):
        read_csv(table(rows).split(b"\n", 1)[0] + b"\n", name=REQUESTS)


@pytest.mark.parametrize("content", [b"", b"\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(content: bytes) -> None:
    with pytest.raises(Refused, match="It has no line of headings"):
        read_csv(content, name=REQUESTS)


def test_text_that_is_not_utf_8_is_refused(rows: list[Row]) -> None:
    with pytest.raises(Unknown, match="It is not text in UTF-8"):
        read_csv(table(rows, encoding="utf-16"), name=REQUESTS)
    rows[5]["la_name"] = "Rhône"
    with pytest.raises(Refused, match="cannot be read as a table"):
        read_csv(table(rows, encoding="cp1252"), name=REQUESTS)


def test_a_file_of_another_publication_is_unknown(rows: list[Row]) -> None:
    other = [{"time_period": "2024", "schools": "3"}]
    with pytest.raises(Unknown, match="It has no column time_identifier"):
        read_csv(table(other), name="schools.csv")
    same_areas = [dict(list(row.items())[:12]) | {"absence": "3"} for row in rows]
    with pytest.raises(Unknown, match="Its columns are not those of any file"):
        read_csv(table(same_areas), name="absence.csv")
    with pytest.raises(Unknown, match="cannot be read as a table"):
        read_csv(b"time_period\rtime_identifier\r2024\r", name="old.csv")


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_and_nothing_else(content: bytes) -> None:
    with pytest.raises(Refused):
        read_csv(content, name="any.csv")


@given(data=st.data())
def test_a_damaged_file_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(table(RELEASE[REQUESTS][:9]))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = read_csv(bytes(content), name=REQUESTS)
    except Refused:
        return
    assert set(found.cells.column_names) >= {"code", "year", "value", "symbol"}


RELEASE = release_2025()
