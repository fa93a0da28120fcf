"""Ages, bands and impossible births."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.age import age_band, age_years, birth_problem
from data.schemas import AGE_BANDS

TODAY = datetime.date(2026, 11, 22)
DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2060, 12, 31))


@pytest.mark.parametrize(
    ("year", "month", "age"),
    [(2016, 11, 10), (2016, 12, 9), (2016, 10, 10), (2026, 11, 0), (2026, 12, -1)],
)
def test_age_years_counts_the_birthday_from_the_first_of_its_month(year, month, age):
    assert age_years(year, month, TODAY) == age


@given(DAYS, st.integers(1990, 2060), st.integers(1, 12))
def test_age_years_grows_by_one_in_the_month_of_birth_only(day, year, month):
    first = day.replace(day=1)
    eve = first - datetime.timedelta(days=1)
    grown = age_years(year, month, first) - age_years(year, month, eve)
    assert grown == (1 if first.month == month else 0)


@pytest.mark.parametrize(
    ("age", "band"),
    [
        (0, "Under 5"), (4, "Under 5"), (5, "5-10"), (10, "5-10"), (11, "11-15"), (15, "11-15"),
        (16, "16-19"), (19, "16-19"), (20, "20-25"), (25, "20-25"), (26, "Over 25"),
        (-1, ""), (None, ""),
    ],
)  # fmt: skip
def test_age_band_by_whole_years(age, band):
    assert age_band(age) == band


def test_age_bands_leave_no_gap():
    assert {age_band(age) for age in range(26)} == set(AGE_BANDS)


@pytest.mark.parametrize(
    ("year", "month", "fields"),
    [
        (2015, 5, set()),
        (2026, 11, set()),
        (2000, 12, set()),  # still 25 until December
        (2000, 11, {"birth_year"}),
        (1990, 1, {"birth_year"}),
        (2027, 1, {"birth_year"}),
        (2026, 12, {"birth_month"}),
        (2015, 0, {"birth_month"}),
        (2015, 13, {"birth_month"}),
        (None, 5, {"birth_year"}),
        (2015, None, {"birth_month"}),
        (None, None, {"birth_year", "birth_month"}),
    ],
)
def test_birth_problem_names_the_field(year, month, fields):
    problems = birth_problem(year, month, TODAY)
    assert set(problems) == fields
    assert all(sentence.endswith(".") for sentence in problems.values())


def test_birth_problem_says_what_the_age_would_be():
    assert birth_problem(1995, 3, TODAY) == {
        "birth_year": "That makes an age of 31. EHC plans end at 25."
    }


@given(DAYS, st.integers(1900, 2100), st.integers(-2, 15))
def test_birth_problem_passes_just_the_ages_from_0_to_25(day, year, month):
    sound = 1 <= month <= 12 and 0 <= age_years(year, month, day) <= 25
    assert (birth_problem(year, month, day) == {}) is sound
