"""School years by age, against the slow way of counting birthdays."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.plans.quantities import quantities
from analytics.plans.stages import stage_of


def slow_year(birth_year: int, birth_month: int, today: datetime.date) -> int:
    """Count the birthdays before the end of this school year; Year 1 holds those who turn 6."""
    end = datetime.date(today.year + (1 if today.month >= 9 else 0), 8, 31)
    age = 0
    while datetime.date(birth_year + age + 1, birth_month, 28 if birth_month == 2 else 1) <= end:
        age += 1
    return age - 5


@given(
    st.integers(2002, 2024),
    st.integers(1, 12),
    st.dates(datetime.date(2025, 1, 1), datetime.date(2028, 12, 31)),
)
def test_the_year_and_the_end_of_the_stage(
    birth_year: int, birth_month: int, today: datetime.date
) -> None:
    stage = stage_of(birth_year, birth_month, today)
    assert stage.year == max(slow_year(birth_year, birth_month, today), stage.year)
    if birth_year < 2019:
        assert stage.year == slow_year(birth_year, birth_month, today)
    end = datetime.date(stage.ends_in, 7, 31)
    assert (end - today).days >= 180
    assert slow_year(birth_year, birth_month, end) == stage.ends_year or stage.year < -5
    assert stage.ends_year in (0, 2, 6, 9, 11, 13) or stage.ends_year > 13
    quoted = {(one.value, one.unit) for one in quantities(stage.citation.quote)}
    assert {(one.value, one.unit) for one in quantities(stage.deadline)} <= quoted


@pytest.mark.parametrize(
    ("born", "deadline"),
    [
        ((2009, 6), "By the end of Year 13 (July 2027)"),
        ((2013, 9), "By the end of Year 9 (July 2028)"),
        ((2021, 8), "By the end of Year 2 (July 2028)"),
        ((2024, 1), "By the end of Reception (July 2029)"),
        ((2006, 1), "By the end of the college year (July 2028)"),
    ],
)
def test_outcomes_are_due_at_the_end_of_the_stage(born: tuple[int, int], deadline: str) -> None:
    assert stage_of(*born, datetime.date(2026, 11, 22)).deadline == deadline


def test_a_stage_about_to_end_gives_way_to_the_next() -> None:
    assert stage_of(2015, 10, datetime.date(2027, 5, 1)).ends_year == 9
    assert stage_of(2008, 10, datetime.date(2027, 5, 1)).ends_year == 14


@pytest.mark.parametrize(("year", "adult", "post_16"), [(2013, False, False), (2012, True, False)])
def test_adulthood_is_prepared_for_from_year_9(year: int, *, adult: bool, post_16: bool) -> None:
    stage = stage_of(year, 9, datetime.date(2026, 11, 22))
    assert (stage.for_adulthood, stage.post_16) == (adult, post_16)
