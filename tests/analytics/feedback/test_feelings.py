"""Feelings by voice over time."""

from __future__ import annotations

from analytics.feedback.feelings import feelings, mean_feeling
from data.schemas.feedback import FEELINGS, feeling_column
from tests.analytics.feedback.answered import Row, answer

ASKED = dict.fromkeys(map(feeling_column, FEELINGS))


def felt(feedback_id: str, voice: str, day: str, **scores: int) -> Row:
    """Return an answer that holds some feelings."""
    told = {feeling_column(name): score for name, score in scores.items()}
    return {**answer(feedback_id, voice, given_on=day), **ASKED, **told}


def test_each_feeling_has_a_course_by_voice() -> None:
    rows = [
        felt("b", "pupil", "2026-02-01", school=2),
        felt("a", "pupil", "2026-01-01", school=4, home=5),
        felt("c", "parent", "2026-02-01", school=3),
    ]
    school, home = feelings(rows)
    assert [told.score for told in school.course["pupil"]] == [4, 2]
    assert (school.newest["pupil"].score, school.newest["parent"].words) == (2, "In between")
    assert (school.change("pupil"), school.change("parent"), school.change("setting")) == (
        -2,
        None,
        None,
    )
    assert (home.label, list(home.course)) == ("Home and free time", ["pupil"])


def test_feelings_nobody_told_are_left_out() -> None:
    assert feelings([felt("a", "pupil", "2026-01-01")]) == ()


def test_the_mean_is_of_what_was_told() -> None:
    assert mean_feeling(felt("a", "pupil", "2026-01-01", school=2, home=5)) == 3.5
    assert mean_feeling(felt("a", "pupil", "2026-01-01")) is None
