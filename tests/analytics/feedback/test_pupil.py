"""What all answers about one pupil come to."""

from __future__ import annotations

from analytics.feedback.pupil import feedback_of
from tests.analytics.feedback.answered import attainment, delivery
from tests.analytics.feedback.test_feelings import felt


def test_a_pupil_without_answers_is_said_to_have_none() -> None:
    found = feedback_of([], [], [])
    assert found.headline == "Nobody has answered yet."
    assert found.silent == ("pupil", "parent", "setting")


def test_the_headline_tells_outcomes_provision_and_who_is_not_heard() -> None:
    answers = [
        felt("b", "setting", "2026-02-01", school=5),
        felt("a", "parent", "2026-01-01", school=2),
    ]
    found = feedback_of(
        answers, [attainment("a", "o1", -2)], [delivery("b", "p1", delivered_hours=3.0)]
    )
    assert found.headline == (
        "1 of 1 outcome rated is off track. 3 of 5 planned hours a week were given, 60%, over 1 "
        "of 1 piece of provision reported on. Not heard yet: child or young person."
    )
    assert [row["feedback_id"] for row in found.answers] == ["a", "b"]
    assert {voice: row["feedback_id"] for voice, row in found.newest.items()} == {
        "parent": "a",
        "setting": "b",
    }
    assert [one.about for one in found.compared] == ["School, college or setting"]


def test_nothing_is_said_of_provision_that_nobody_reported_on() -> None:
    answers = [felt(voice, voice, "2026-01-01") for voice in ("pupil", "parent", "setting")]
    assert feedback_of(answers, [], []).headline == "Nobody has rated an outcome yet."
