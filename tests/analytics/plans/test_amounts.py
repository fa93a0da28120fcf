"""Amounts of support in words and figures."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analytics.plans.amounts import Amount, amounts, without_amounts


@pytest.mark.parametrize(
    ("text", "said", "weekly"),
    [
        ("3 x 45 minutes weekly", "3 x 45 minutes a week", 135),
        ("45 minutes x 3 per week", "3 x 45 minutes a week", 135),
        ("three 45-minute sessions per week", "3 x 45 minutes a week", 135),
        ("3x45min per wk", "3 x 45 minutes a week", 135),
        ("12 hours a week", "12 hours a week", 720),
        ("twenty-five hours each week", "25 hours a week", 1500),
        ("support for 15 hrs. a week", "15 hours a week", 900),
        ("1 x 30 mins fortnightly", "30 minutes a fortnight", 15),
        ("half an hour twice weekly", "2 x 30 minutes a week", 60),
        ("three quarters of an hour a day", "45 minutes a day", 225),
        ("a quarter of an hour daily", "15 minutes a day", 75),
        ("Daily practice of 15 minutes", "15 minutes a day", 75),
        ("fifteen minutes each morning", "15 minutes a day", 75),
        ("20 minutes every Monday", "20 minutes a week", 20),
        ("1 hour 30 minutes per term", "1.5 hours a term", 90 * 3 / 38),
        ("two and a half hours per week", "2.5 hours a week", 150),
        ("an hour and a half each half-term", "1.5 hours a half term", 90 * 6 / 38),
        ("half-termly visits of 60 minutes", "1 hour a half term", 60 * 6 / 38),
        ("one visit of 50 minutes a month", "50 minutes a month", 50 * 12 / 52),
        ("6 sessions of 2 hours a year", "6 x 2 hours a year", 720 / 38),
        ("60 minutes every two weeks", "1 hour every 2 weeks", 30),
        ("every three weeks for half an hour", "30 minutes every 3 weeks", 10),
        ("four hours every second Saturday", "4 hours every 2 weeks", 120),
        ("an hour every other day", "1 hour every 2 days", 150),
        ("20 to 30 minutes daily", "20 to 30 minutes a day", 100),
        ("45 minutes to 1 hour a day", "45 minutes to 1 hour a day", 225),
        ("30 to 90 minutes a week", "30 minutes to 1.5 hours a week", 30),
        ("1 to 2 hours a week", "1 to 2 hours a week", 60),
        ("between 30 and 40 minutes three times per week", "3 x 30 to 40 minutes a week", 90),
        ("up to 10 hours a week", "up to 10 hours a week", 600),
        ("24 sessions of 40 minutes, weekly", "24 sessions of 40 minutes a week", 40),
        ("24 sessions of 40 minutes weekly", "24 sessions of 40 minutes a week", 40),
        ("40 minutes a week for two terms (24 sessions)", "24 sessions of 40 minutes a week", 40),
        ("ten sessions of one hour", "10 sessions of 1 hour", None),
        ("a single session: one session of 50 minutes", "1 session of 50 minutes", None),
        ("a visit each week", "1 time a week", None),
        ("on four days a week", "4 times a week", None),
        ("0.5 FTE teaching assistant", "0.5 FTE", None),
        ("half a day a week", "0.5 times a week", None),
        ("25 hours", "25 hours", None),
        ("1½ hours a week", "1.5 hours a week", 90),
    ],
)
def test_amounts_are_read(text: str, said: str, weekly: float | None) -> None:
    found = amounts(text)[0]
    assert found.said == said
    assert found.weekly == (None if weekly is None else pytest.approx(weekly))


@pytest.mark.parametrize(
    "text",
    [
        "regular input",
        "He is 9 years old and scored 75 on the test",
        "for 12 weeks",
        "By July he will read 40 words",
        "reviewed each term",
        "Nothing.",
        "weekly",
    ],
)
def test_what_is_no_amount_is_not_read(text: str) -> None:
    assert amounts(text) == ()


@pytest.mark.parametrize(
    ("text", "group", "setting"),
    [
        ("an hour a week, 1:1", 1, "individually"),
        ("an hour a week, one-to-one", 1, "individually"),
        ("Individual work, an hour a week", 1, "individually"),
        ("an hour a week, in pairs", 2, "in a pair"),
        ("an hour a week in a small group of up to six", 6, "in a group of 6"),
        ("an hour a week in a group of 4 to 6", 6, "in a group of 6"),
        ("an hour a week, shared with two others", 3, "in a group of 3"),
        ("an hour a week, one adult to four pupils", 4, "in a group of 4"),
        ("Language group, four children, an hour a week", 4, "in a group of 4"),
        ("an hour a week, in a pair, later in a group of 4", 2, "in a pair"),
        ("an hour a week on his individual education plan", None, ""),
    ],
)
def test_groups_are_read(text: str, group: int | None, setting: str) -> None:
    found = amounts(text)[0]
    assert (found.group, found.setting) == (group, setting)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Physiotherapy 45 minutes a week; standing frame an hour a day.",
            ["45 minutes a week", "1 hour a day"],
        ),
        (
            "Weekly 45-minute session and daily practice of 15 minutes",
            ["45 minutes a week", "15 minutes a day"],
        ),
        ("30 minutes twice a week, supervised once a month", ["2 x 30 minutes a week"]),
        ("45 minutes, twice a week until March, then once a week", ["2 x 45 minutes a week"]),
        ("10 hours a week, of which 2.5 hours of teaching", ["10 hours a week", "2.5 hours"]),
        (
            "an hour a week, three sessions of 20 minutes a day",
            ["1 hour a week", "3 x 20 minutes a day"],
        ),
        ("two visits, three lessons of 20 minutes", ["2 sessions of 20 minutes"]),
        ("daily, and weekly in summer, 20 minutes", ["20 minutes a day"]),
    ],
)
def test_several_amounts_of_a_sentence_are_kept_apart(text: str, said: list[str]) -> None:
    assert [one.said for one in amounts(text)] == said


def test_an_amount_holds_the_clause_as_it_was_written() -> None:
    assert amounts("First. Three 45-minute sessions a week; then none.")[0].words == (
        "Three 45-minute sessions a week"
    )


def test_amounts_can_be_taken_out() -> None:
    left = without_amounts("Teaching, 3 x 45 minutes weekly, in a group of 4")
    assert left.replace(" ", "") == "teaching,,ina"


def test_minutes_in_all_need_a_number_of_sessions() -> None:
    assert amounts("ten sessions of one hour")[0].in_all == 600
    assert amounts("an hour a week")[0].in_all is None
    assert Amount("x").weekly_most is None
    assert Amount("x").said == ""


@given(
    st.integers(2, 9),
    st.integers(1, 59),
    st.sampled_from(["weekly", "a week", "per week", "each week", "every week"]),
)
def test_the_same_amount_in_other_words_is_the_same(times: int, minutes: int, rate: str) -> None:
    forms = [
        f"{times} x {minutes} minutes {rate}",
        f"{minutes} minutes, {times} times {rate}",
        f"{times} sessions of {minutes} minutes {rate}",
        f"{times} {minutes}-minute sessions {rate}",
    ]
    read = [amounts(form) for form in forms]
    assert [len(found) for found in read] == [1, 1, 1, 1]
    assert {found[0].weekly for found in read} == {float(times * minutes)}
    assert {found[0].measured for found in read} == {read[0][0].measured}


@given(st.text(max_size=200))
@example("X0")
def test_any_text_can_be_read(text: str) -> None:
    for found in amounts(text):
        assert found.minutes is not None or found.said
