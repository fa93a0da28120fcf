"""Hours given against planned, by voice and in all, against slow recomputation."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.feedback.delivered import (
    delivered,
    delivered_reading,
    planned_words,
    total,
)
from tests.analytics.feedback.answered import delivery

HOURS = st.one_of(st.none(), st.floats(0, 30).map(lambda hours: round(hours, 1)))
ROWS = st.lists(
    st.builds(
        lambda line, voice, planned, given_hours: delivery(
            "f", line, voice=voice, planned_hours=planned, delivered_hours=given_hours
        ),
        st.sampled_from(["p1", "p2", "p3"]),
        st.sampled_from(["parent", "setting"]),
        HOURS,
        HOURS,
    ),
    max_size=10,
).map(lambda rows: [{**row, "sequence": place} for place, row in enumerate(rows)])


@given(ROWS)
def test_what_is_given_is_the_mean_of_what_each_voice_said_last(rows: list[dict[str, Any]]) -> None:
    for one in delivered(rows):
        own = [row for row in rows if row["line_id"] == one.line_id]
        last = {
            row["voice"]: row["delivered_hours"]
            for row in own
            if row["delivered_hours"] is not None
        }
        assert one.planned == own[-1]["planned_hours"]
        assert {voice: said.hours for voice, said in one.given.items()} == last
        assert one.hours == (pytest.approx(sum(last.values()) / len(last)) if last else None)


@given(ROWS)
def test_the_most_missing_stands_first(rows: list[dict[str, Any]]) -> None:
    missing = [one.missing for one in delivered(rows)]
    assert missing == sorted(missing, reverse=True)
    assert all(hours >= 0 for hours in missing)


@given(ROWS)
def test_the_total_is_of_what_is_known_on_both_sides(rows: list[dict[str, Any]]) -> None:
    found, planned, hours, pieces = delivered(rows), 0.0, 0.0, 0
    for one in found:
        if one.planned and one.hours is not None:
            planned, hours, pieces = (
                planned + one.planned,
                hours + min(one.hours, one.planned),
                pieces + 1,
            )
    sums = total(found)
    assert (sums.planned, sums.given) == (pytest.approx(planned), pytest.approx(hours))
    assert (sums.pieces, sums.reported) == (pieces, len(found))
    assert (sums.share is None) == (pieces == 0)


@pytest.mark.parametrize(
    ("planned", "given_hours", "words"),
    [
        (5.0, 3.0, "3 hours a week given of 5 planned, 60%: 2 hours a week are missing."),
        (5.0, 4.0, "4 hours a week given of 5 planned, 80%: 1 hour a week is missing."),
        (5.0, 5.0, "5 hours a week given of 5 planned: nothing is missing."),
        (0.75, 0.5, "0.5 hours a week given of 0.75 planned, 67%: 0.25 hours a week are missing."),
        (5.0, 6.5, "6.5 hours a week given of 5 planned: nothing is missing."),
        (0.0, 1.0, "1 hour a week given of 0 planned."),
        (5.0, None, "Nobody has said how much was given."),
        (
            None,
            2.0,
            "2 hours a week given; the plan states no hours, so it cannot be said whether that is "
            "enough.",
        ),
    ],
)
def test_a_shortfall_is_said_in_words(
    planned: float | None, given_hours: float | None, words: str
) -> None:
    row = delivery("f", "p1", planned_hours=planned, delivered_hours=given_hours)
    assert delivered([row])[0].words == words


def test_each_voice_is_told_apart() -> None:
    rows = [
        delivery("a", "p1", delivered_hours=4.0),
        delivery("b", "p1", voice="parent", delivered_hours=None, extent="part"),
        delivery("c", "p1", voice="pupil", delivered_hours=1.0, extent="all"),
    ]
    one = delivered(rows)[0]
    assert {voice: said.words for voice, said in one.given.items()} == {
        "pupil": "1 hour a week",
        "parent": "Some of it",
        "setting": "4 hours a week",
    }
    assert one.hours == 2.5


def test_who_does_not_know_the_hours_is_heard_all_the_same() -> None:
    rows = [delivery("a", "p1", voice="parent", delivered_hours=None, extent="none")]
    assert delivered(rows)[0].words == "No hours were told (parent or carer: none of it)."


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "Nobody has reported on provision yet."),
        (
            [delivery("a", "p1", planned_hours=None)],
            "No provision has both planned hours and hours given, so there is no share.",
        ),
        (
            [delivery("a", "p1", planned_hours=4.0, delivered_hours=3.0)],
            "3 of 4 planned hours a week were given, 75%, over 1 of 1 piece of provision reported "
            "on.",
        ),
        (
            [delivery("a", "p1"), delivery("a", "p2", planned_hours=None)],
            "4 of 5 planned hours a week were given, 80%, over 1 of 2 pieces of provision reported "
            "on.",
        ),
    ],
)
def test_the_reading_gives_the_share_and_its_base(rows: list[dict[str, Any]], words: str) -> None:
    assert delivered_reading(delivered(rows)) == words


@pytest.mark.parametrize(
    "hours, words",
    [
        (0.0, "0 hours a week"),
        (10 / 60, "0.17 hours a week, that is 10 minutes"),
        (0.75, "0.75 hours a week, that is 45 minutes"),
        (1.0, "1 hour a week"),
        (12.5, "12.5 hours a week"),
    ],
)
def test_less_than_an_hour_is_said_in_minutes_too(hours: float, words: str) -> None:
    assert planned_words(hours) == words
