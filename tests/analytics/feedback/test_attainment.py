"""Attainment by voice, off track with its reason, and the T-score, against slow recomputation."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.feedback.attainment import (
    Progress,
    attainment_reading,
    progress,
    pupil_score,
    signed,
    t_score,
)
from data.schemas.feedback import VOICES
from tests.analytics.feedback.answered import attainment

DAYS = tuple(f"2026-0{month}-01" for month in range(1, 7))
ROWS = st.lists(
    st.builds(
        lambda number, line, score, voice, day: attainment(
            f"f{number}", line, score, voice=voice, given_on=day
        ),
        st.integers(0, 99),
        st.sampled_from(["o1", "o2", "o3"]),
        st.integers(-2, 2),
        st.sampled_from([*VOICES]),
        st.sampled_from(DAYS),
    ),
    max_size=12,
)


def numbered(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows with the sequence in which they were kept."""
    return [{**row, "sequence": place} for place, row in enumerate(rows, start=1)]


def last_said(rows: list[dict[str, Any]], line: str, voice: str) -> int | None:
    """Look for the newest score of a voice the slow way."""
    best = None
    for row in rows:
        own = row["line_id"] == line and row["voice"] == voice
        if own and (best is None or (row["given_on"], row["sequence"]) >= best[0]):
            best = ((row["given_on"], row["sequence"]), row["score"])
    return best[1] if best else None


@given(ROWS)
def test_each_voice_counts_with_what_it_said_last(rows: list[dict[str, Any]]) -> None:
    kept = numbered(rows)
    for one in progress(kept):
        expected = {
            voice: score
            for voice in VOICES
            if (score := last_said(kept, one.line_id, voice)) is not None
        }
        assert {voice: said.score for voice, said in one.newest.items()} == expected
        assert one.mean == pytest.approx(sum(expected.values()) / len(expected))


@given(ROWS, st.integers(-2, 2), st.sampled_from([*VOICES]))
def test_an_answer_more_never_removes_a_voice(
    rows: list[dict[str, Any]], score: int, voice: str
) -> None:
    before = {one.line_id: set(one.newest) for one in progress(numbered(rows))}
    more = [*rows, attainment("new", "o1", score, voice=voice, given_on=DAYS[-1])]
    after = {one.line_id: set(one.newest) for one in progress(numbered(more))}
    assert all(voices <= after[line] for line, voices in before.items())
    assert voice in after["o1"]


@given(ROWS)
def test_off_track_is_always_said_with_a_reason_that_holds(rows: list[dict[str, Any]]) -> None:
    for one in progress(numbered(rows)):
        low, falls = one.mean <= -1, one.change is not None and one.change <= -1
        assert one.on_track == (not low and not falls)
        assert ("Less than hoped" in one.reason) == low
        assert ("Lower by" in one.reason) == falls


@given(ROWS)
def test_off_track_stands_first_and_no_outcome_is_lost(rows: list[dict[str, Any]]) -> None:
    found = progress(numbered(rows))
    assert {one.line_id for one in found} == {row["line_id"] for row in rows}
    assert [one.on_track for one in found] == sorted(one.on_track for one in found)


def one_outcome(*said: tuple[str, str, int]) -> Progress:
    """Return the progress of one outcome; each is (day, voice, score)."""
    rows = [
        attainment(f"f{place}", "o1", score, voice=voice, given_on=day)
        for place, (day, voice, score) in enumerate(said)
    ]
    return progress(numbered(rows))[0]


def test_a_voice_heard_for_the_first_time_is_no_fall() -> None:
    one = one_outcome((DAYS[0], "parent", 1), (DAYS[1], "setting", -1))
    assert one.change is None and one.on_track


def test_a_fall_is_of_the_same_voices() -> None:
    one = one_outcome(
        (DAYS[0], "parent", 2), (DAYS[0], "setting", 1), (DAYS[1], "parent", 1),
        (DAYS[1], "setting", 0),
    )  # fmt: skip
    assert one.change == -1
    assert one.reason == "Lower by 1.0 than the same voices said the time before."


def test_less_than_hoped_is_said_of_the_mean() -> None:
    one = one_outcome((DAYS[0], "parent", -1), (DAYS[0], "pupil", -2))
    assert one.reason == "Less than hoped, −1.5 on average."


def test_the_course_has_what_was_known_on_each_day() -> None:
    one = one_outcome((DAYS[0], "parent", 2), (DAYS[1], "setting", 0), (DAYS[2], "parent", -1))
    assert one.course == ((DAYS[0], 2.0), (DAYS[1], 1.0), (DAYS[2], -0.5))


def test_packages_stand_apart() -> None:
    found = progress([attainment("f", "o1", 0, packages="sp1, sp4")])
    assert found[0].packages == ("sp1", "sp4")


@pytest.mark.parametrize("number", range(1, 8))
def test_the_t_score_is_50_when_all_is_as_hoped(number: int) -> None:
    assert t_score([0] * number) == 50


@given(st.lists(st.integers(-2, 2), min_size=1, max_size=8))
def test_the_t_score_follows_the_formula_of_1968(scores: list[int]) -> None:
    weights = [1] * len(scores)
    top = 10 * sum(weight * score for weight, score in zip(weights, scores, strict=True))
    squares, square = sum(weight**2 for weight in weights), sum(weights) ** 2
    expected = 50 + top / math.sqrt(0.7 * squares + 0.3 * square)
    assert t_score(scores) == pytest.approx(expected)


def test_the_t_score_of_one_outcome_moves_ten_a_level() -> None:
    assert t_score([-1]) == 40
    assert t_score([2]) == 70


def test_nothing_rated_has_no_score() -> None:
    assert t_score([]) is None
    assert pupil_score([]) is None


def test_the_score_of_a_pupil_takes_each_outcome_at_the_mean_of_its_voices() -> None:
    found = progress(
        numbered(
            [
                attainment("a", "o1", 1),
                attainment("b", "o1", -1, voice="setting"),
                attainment("a", "o2", 1),
            ]
        )
    )
    assert pupil_score(found) == t_score([0, 1])


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([], "Nobody has rated an outcome yet."),
        ([0], "The one outcome rated is on track."),
        ([0, 1], "All of 2 outcomes rated are on track."),
        ([-1], "1 of 1 outcome rated is off track."),
        ([-1, -2, 0], "2 of 3 outcomes rated are off track."),
    ],
)
def test_the_reading_counts_outcomes(scores: list[int], expected: str) -> None:
    rows = [attainment("f", f"o{place}", score) for place, score in enumerate(scores)]
    assert attainment_reading(progress(numbered(rows))) == expected


@pytest.mark.parametrize(
    ("number", "words"), [(-1.5, "−1.5"), (0.04, "0"), (0.5, "+0.5"), (-1.0, "−1"), (2, "+2")]
)
def test_numbers_of_the_scale_carry_their_sign(number: float, words: str) -> None:
    assert signed(number) == words
