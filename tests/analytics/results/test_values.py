from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.results.values import attainment, day, hours, is_fault, is_formula
from data.schemas.feedback import ATTAINMENT


@pytest.mark.parametrize(
    ("words", "score"),
    [
        ("-2", -2), ("+1", 1), ("0", 0), ("2.0", 2), ("1,0", 1), ("− 1", -1), ("as  Hoped", 0),
        ("Much more than hoped", 2), ("-1 Less than hoped", -1), ("-1: less than hoped", -1),
        ("2 - Much more than hoped", 2),
        ("", None), ("3", None), ("good", None), ("1.5", None), ("1 As hoped", None), ("22", None),
        ("yes", None), ("--1", None), ("1e0", None), ("٢", None),
    ],
)  # fmt: skip
def test_an_attainment_is_read_as_a_figure_or_in_words(words: str, score: int | None):
    assert attainment(words) == score


@given(st.sampled_from(sorted(ATTAINMENT)), st.booleans())
def test_figure_and_words_of_each_step_mean_the_same(score: int, upper: bool):
    said = ATTAINMENT[score].upper() if upper else ATTAINMENT[score]
    assert attainment(said) == attainment(str(score)) == attainment(f"{score} {said}") == score


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2.5", 2.5), ("2,5", 2.5), ("0", 0.0), ("12", 12.0), ("1.5 hours", 1.5), ("3h", 3.0),
        ("2 hours a week", 2.0), ("0,25 hrs per week", 0.25),
        ("", None), ("-1", None), ("1,250.5", None), ("two", None), ("2h30", None), ("1e2", None),
        ("nan", None), ("inf", None), ("12345", None),
    ],
)  # fmt: skip
def test_hours_are_read_with_a_point_or_a_comma(words: str, expected: float | None):
    assert hours(words) == expected


@pytest.mark.parametrize(
    "words", ["", "5/13/2026", "31/2/2026", "46145", "soon", "2026-13-01", "3/5"]
)
def test_what_is_no_day_is_none(words: str):
    assert day(words) is None


@given(st.dates(datetime.date(2000, 1, 1), datetime.date(2060, 12, 31)))
def test_a_day_is_read_however_it_is_written_with_the_day_before_the_month(date: datetime.date):
    two, four = f"{date:%y}", f"{date:%Y}"
    forms = [
        f"{date.day}/{date.month}/{four}", f"{date:%d/%m/%Y}", date.isoformat(),
        f"{date.day} {date:%B} {four}", f"{date:%d-%b-%Y}", f"{date.day}.{date.month}.{four}",
        f"{date:%d/%m/%Y} 00:00", f"{date.isoformat()}T00:00:00",
    ]  # fmt: skip
    assert {day(form) for form in forms} == {date}
    assert day(f"{date.day}/{date.month}/{two}") == date


def test_formulas_and_faults_of_a_spreadsheet_are_told_from_words():
    assert is_formula("=A1+1")
    assert not is_formula("- can ask")
    assert [is_fault(words) for words in ("#name?", "#####", "#N/A", "#1 in class", "#")] == [
        True, True, True, False, False,
    ]  # fmt: skip
