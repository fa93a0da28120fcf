"""Moves between phases: by age on 31 August, with the day before which the plan must be ready."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.process.transfers import MOVES, school_year, transfer_of, transfers_of
from tests.analytics.invented import table

YEAR_6 = datetime.date(2026, 11, 22)


def year_group_by_hand(birth_year: int, birth_month: int, today: datetime.date) -> int:
    """Return the school year by counting Septembers from Reception: 0, then 1 to 13; -1 before."""
    starts = birth_year + (4 if birth_month <= 8 else 5)
    group, year = -1, starts - 1
    while datetime.date(year + 1, 9, 1) <= today:
        year += 1
        group += 1
    return group


LAST_YEARS = {-1: "into_school", 2: "junior", 6: "secondary", 11: "post_16"}


@given(
    st.integers(2002, 2025), st.integers(1, 12),
    st.dates(datetime.date(2014, 9, 1), datetime.date(2039, 8, 31)),
)  # fmt: skip
def test_the_move_is_that_of_the_year_group(birth_year: int, month: int, today: datetime.date):
    group = year_group_by_hand(birth_year, month, today)
    found = transfer_of(birth_year, month, today=today)
    wanted = LAST_YEARS.get(group)
    if group == -1:
        starts = birth_year + (4 if month <= 8 else 5)
        wanted = "into_school" if school_year(today) == starts - 1 else None
    assert (found.move.id if found else None) == wanted
    if found:
        first_september = datetime.date(found.moves_in, 9, 1)
        assert today < first_september
        assert (first_september - today).days <= 366
        march = found.move.id == "post_16"
        assert found.deadline == datetime.date(found.moves_in, *((3, 31) if march else (2, 15)))


@pytest.mark.parametrize(
    ("born", "moves"),
    [
        ((2015, 9), True),
        ((2016, 8), True),
        ((2015, 8), False),
        ((2016, 9), False),
    ],
)
def test_september_begins_a_year(born: tuple[int, int], moves: bool):
    assert (transfer_of(*born, today=YEAR_6) is not None) == moves


def test_words_say_when_and_on_what_it_depends():
    assert transfer_of(2016, 1, today=YEAR_6).words == (
        "From primary to secondary school in September 2027"
    )
    infant = transfer_of(2020, 1, today=YEAR_6)
    assert infant.words.endswith("in September 2027, if the school ends with year 2")


def test_an_all_through_school_has_no_moves_within_it():
    assert transfer_of(2016, 1, today=YEAR_6, phase="all_through") is None
    assert transfer_of(2011, 1, today=YEAR_6, phase="all_through").move.id == "post_16"


def test_many_pupils_at_once_are_the_same_as_one_by_one():
    born = [(year, month) for year in range(2004, 2026) for month in range(1, 13)]
    rows = [
        {
            "pupil_id": f"P{n}", "birth_year": year, "birth_month": month, "invented": True,
            "school_id": ["S1", "S2", None, "S9"][n % 4],
        }
        for n, (year, month) in enumerate(born)
    ]  # fmt: skip
    schools = table(
        "schools",
        [{"school_id": "S1", "phase": "all_through"}, {"school_id": "S2", "phase": "primary"}],
    )
    found = transfers_of(table("pupils", rows), schools, today=YEAR_6)
    for n, (year, month) in enumerate(born):
        phase = ["all_through", "primary", "", ""][n % 4]
        assert found.get(f"P{n}") == transfer_of(year, month, today=YEAR_6, phase=phase)
    assert {one.move.id for one in found.values()} == {move.id for move in MOVES.values()}
