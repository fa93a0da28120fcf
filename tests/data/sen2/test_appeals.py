"""The table of appeals, which is laid out for people."""

from __future__ import annotations

import math
from functools import cache

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.schemas.sen2 import ENGLAND
from data.sen2.appeals import is_appeals, plain_name, read_appeals
from data.sen2.areas import names_of
from data.sen2.cells import FileCells, Refused
from tests.data.sen2.releases import (
    APPEALS,
    AUTHORITIES,
    appeal_lines,
    appeals,
    appeals_table,
)

NAMES = {code: name for code, (name, _) in AUTHORITIES.items()}
FIRST = 5  # The place of the first authority among the lines.


@cache
def read(*, change: tuple[tuple[int, int, str], ...] = ()) -> FileCells:
    lines = appeal_lines()
    for line, place, text in change:
        lines[line][place] = text
    return read_appeals(appeals_table(lines), name=APPEALS, names=NAMES)


def frame(found: FileCells) -> pd.DataFrame:
    return found.cells.to_pandas().set_index(["code", "year", "measure"])[["value", "symbol"]]


def test_counts_and_rates_of_each_area_and_year_are_read() -> None:
    found = read()
    assert is_appeals(appeals_table(appeal_lines()))
    assert found.problems == ()
    figures = frame(found)["value"]
    assert len(figures) == 7 * 3 * 3
    for code in AUTHORITIES:
        registered, decisions = appeals([code], 2024)
        assert figures[code, 2024, "appeals"] == registered
        assert figures[code, 2024, "appealable_decisions"] == decisions
        rate = round(100 * registered / decisions, 1)
        assert figures[code, 2024, "appeal_rate_pct"] == pytest.approx(rate)
    assert figures[ENGLAND, 2022, "appeals"] == appeals(list(AUTHORITIES), 2022)[0]
    assert found.release == "2025"


def test_names_are_read_without_the_numbers_of_their_notes() -> None:
    areas = read().areas.drop_duplicates("code").set_index("code")["name"]
    assert areas.to_dict() == {ENGLAND: "England", **NAMES}


@pytest.mark.parametrize("symbol", ["..", "-", "~", "x"])
def test_symbols_stay_symbols(symbol: str) -> None:
    found = frame(read(change=((FIRST, 2, f" {symbol} "),)))
    assert found.loc[("Z01", 2022, "appeals"), "symbol"] == symbol
    assert math.isnan(found.loc[("Z01", 2022, "appeals"), "value"])


def test_where_nothing_is_printed_there_was_no_authority() -> None:
    found = frame(read(change=((FIRST, 2, "  "),)))
    assert ("Z01", 2022, "appeals") not in found.index
    assert ("Z01", 2023, "appeals") in found.index


def test_swapped_numbers_are_put_right_by_the_names_and_told() -> None:
    found = read(change=((FIRST, 1, "Z02"), (FIRST + 1, 1, "Z01")))
    assert frame(found).equals(frame(read()))
    assert found.problems == (
        f"{APPEALS}, row 6: Alderham has the number Z02 of Birchester; it is taken as Z01.",
        f"{APPEALS}, row 7: Birchester has the number Z01 of Alderham; it is taken as Z02.",
    )


def test_a_number_of_nobody_gives_way_to_the_name() -> None:
    found = read(change=((FIRST, 1, "999"),))
    assert frame(found).equals(frame(read()))
    assert found.problems[0].endswith("has the number 999 of nobody known; it is taken as Z01.")


def test_a_name_of_nobody_gives_way_to_the_number() -> None:
    found = read(change=((FIRST, 0, "Alderham-on-Sea"),))
    assert frame(found).equals(frame(read()))
    told = "Alderham-on-Sea is the name of no authority; its number Z01 is believed."
    assert found.problems == (f"{APPEALS}, row 6: {told}",)


def test_an_authority_that_no_other_file_has_is_kept_and_told() -> None:
    found = read(change=((FIRST, 0, "Newtown7"), (FIRST, 1, "Z77")))
    assert found.problems == (f"{APPEALS}, row 6: Newtown, Z77, is in no other file.",)
    areas = found.areas.set_index("code")
    assert areas.loc["Z77", "name"].unique() == ["Newtown"]


def test_figures_without_number_or_known_name_are_told() -> None:
    found = read(change=((FIRST, 0, "Anywhere"), (FIRST, 1, "")))
    assert "Z01" not in set(found.cells["code"].to_pylist())
    told = "Anywhere is no authority known here; it was not read."
    assert found.problems == (f"{APPEALS}, row 6: {told}",)


def test_authorities_that_are_gone_are_found_by_their_names() -> None:
    lines = appeal_lines()
    lines[FIRST][:2] = ["Poole5", ""]
    lines[FIRST + 1][:2] = ["Dorset6", "838"]
    names = names_of(pd.DataFrame(columns=["level", "code", "name", "year"]))
    found = read_appeals(appeals_table(lines), name=APPEALS, names=names)
    codes = list(dict.fromkeys(found.cells["code"].to_pylist()))
    assert codes[:2] == ["836", "838"]


def test_an_authority_in_two_rows_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        read(change=((FIRST + 2, 0, "Alderham"), (FIRST + 2, 1, "Z01")))
    assert (refusal.value.row, refusal.value.reason) == (8, "Alderham stands in an earlier row.")


def test_an_unknown_column_is_told() -> None:
    found = read(change=((3, 4, "Cost1"),))
    told = "SEND Tribunals and appeal rate: the column Cost of 2022 is not in the mapping."
    assert found.problems == (told,)
    assert "appeal_rate_pct" in set(found.cells["measure"].to_pylist())
    assert ("Z01", 2022, "appeal_rate_pct") not in frame(found).index


@pytest.mark.parametrize("kept", [1, 3])
def test_a_table_without_headings_is_refused(kept: int) -> None:
    with pytest.raises(Refused, match="has no line of headings"):
        read_appeals(appeals_table(appeal_lines()[:kept]), name=APPEALS, names=NAMES)


def test_a_table_without_figures_is_refused() -> None:
    with pytest.raises(Refused, match="has no figures"):
        read_appeals(appeals_table(appeal_lines()[:5]), name=APPEALS, names=NAMES)


def test_a_mark_that_is_never_closed_is_refused() -> None:
    content = appeals_table(appeal_lines()[:5]) + b'"' + b"x" * 200_000
    with pytest.raises(Refused, match="cannot be read as a table"):
        read_appeals(content, name=APPEALS, names=NAMES)


@given(data=st.data())
def test_a_damaged_table_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(appeals_table(appeal_lines()))
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))
    try:
        read_appeals(bytes(content[:cut]), name=APPEALS, names=NAMES)
    except Refused:
        return


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bristol, City of", "City of Bristol"),
        ("Herefordshire, County of", "Herefordshire"),
        ("Durham", "County Durham"),
        ("Westmorland & Furness", "Westmorland and Furness"),
        ("St. Helens", "St Helens"),
        ("Stoke-on-Trent", "STOKE ON TRENT"),
    ],
)
def test_names_are_compared_without_their_trimmings(one: str, other: str) -> None:
    assert plain_name(one) == plain_name(other)


def test_different_names_stay_different() -> None:
    assert plain_name("Nottingham") != plain_name("Nottinghamshire")
    assert plain_name("Cumberland") != plain_name("Cumbria")
