"""One ordered list of what happened and what was measured."""

from __future__ import annotations

import datetime

from analytics.feedback.timeline import (
    NEEDS_TOP,
    SERIES,
    History,
    needs_total,
    shown,
    timeline,
    timeline_reading,
)
from analytics.plans.comparing import Moment
from data.schemas import QUESTIONS
from tests.analytics import invented
from tests.analytics.feedback.answered import Row, attainment, delivery
from tests.analytics.feedback.test_feelings import felt


def at(day: str) -> datetime.datetime:
    """Return noon of a day."""
    return datetime.datetime.fromisoformat(f"{day}T12:00:00+00:00")


def assessed(day: str, score: int, cluster: str | None = "X1", **given: int | None) -> Row:
    """Return one revision of an assessment."""
    return {**invented.answers(score, **given), "cluster": cluster, "recorded_at": at(day)}


def test_needs_are_the_sum_of_the_scales_of_severity() -> None:
    two = {q.id: min(2, q.maximum) for q in QUESTIONS}
    expected = sum(two[q.id] for q in QUESTIONS if q.id not in ("first_language", "social_care"))
    assert needs_total(assessed("2026-01-01", 2)) == expected
    assert needs_total(assessed("2026-01-01", 2, english=None)) is None
    assert NEEDS_TOP == 60


def test_assessments_show_what_changed_and_nothing_else() -> None:
    found = timeline(
        History(
            assessments=[
                assessed("2025-01-01", 1, english=None),
                assessed("2025-02-01", 1),
                assessed("2025-03-01", 1),
                assessed("2025-04-01", 1, english=3),
                assessed("2025-05-01", 1, english=2, cluster=None),
                assessed("2025-06-01", 1, english=2, cluster="X4"),
            ]
        )
    )
    assert [(one.day, one.words) for one in found.events] == [
        ("2025-01-01", "Assessment begun; not all questions answered"),
        ("2025-02-01", "Assessment: needs add up to 18 of 60, cluster X1"),
        ("2025-04-01", "Assessment: needs add up to 20 of 60, 2 more, cluster X1"),
        ("2025-05-01", "Assessment: needs add up to 19 of 60, 1 fewer"),
        ("2025-06-01", "Assessment: needs add up to 19 of 60, cluster X4"),
    ]
    assert [point.value for point in found.of("needs")] == [18, 20, 19]


def test_a_plan_begins_and_is_revised_by_day() -> None:
    moments = [
        Moment(3, at("2025-03-01"), "a", 1),
        Moment(2, at("2025-02-01"), "b", 2),
        Moment(1, at("2025-02-01"), "a", 30),
    ]
    assert [(one.day, one.words) for one in timeline(History(moments=moments)).events] == [
        ("2025-02-01", "Plan begun: 32 lines saved"),
        ("2025-03-01", "Plan revised: 1 line saved"),
    ]


def test_steps_links_and_answers_stand_in_the_order_of_days() -> None:
    answers = [felt("b", "parent", "2026-02-01", school=2), felt("a", "pupil", "2026-01-05")]
    found = timeline(
        History(
            request={"final_on": "2025-01-01", "review_held_on": None, "amended_on": "2026-03-01"},
            links=[
                {"addressee": "", "voice": "pupil", "made_on": "2026-01-01"},
                {"addressee": "the mother", "voice": "parent", "made_on": "2026-01-02"},
            ],
            answers=[{**answers[0], "said_by": ""}, answers[1]],
            attainments=[attainment("b", "o1", 1), attainment("b", "o2", -2)],
            deliveries=[
                delivery("b", "p1", planned_hours=4.0, delivered_hours=3.0),
                delivery("b", "p2", planned_hours=None, delivered_hours=3.0),
                delivery("b", "p3", planned_hours=4.0, delivered_hours=None),
                delivery("gone", "p3"),
            ],
        )
    )
    assert [one.words for one in found.events] == [
        "Final plan issued",
        "Feedback asked of: Child or young person",
        "Feedback asked of: the mother",
        "Answer of: the pupil (child or young person)",
        "Answer of: Parent or carer (parent or carer), 2 outcomes rated",
        "Amended plan issued",
    ]
    assert [one.feedback_id for one in found.events if one.kind == "answer"] == ["a", "b"]
    assert {(one.series, one.value, one.n) for one in found.points} == {
        ("attainment", -0.5, 2),
        ("feelings", 2.0, 1),
        ("hours", 0.75, 1),
    }


def test_one_outcome_is_one() -> None:
    answers = [felt("a", "pupil", "2026-01-05")]
    found = timeline(History(answers=answers, attainments=[attainment("a", "o1", 0)]))
    assert found.events[0].words.endswith("1 outcome rated")


def test_the_reading_compares_each_voice_with_itself() -> None:
    answers = [
        felt("a", "pupil", "2026-01-05", school=2),
        felt("c", "parent", "2026-01-15", school=5),
        felt("b", "pupil", "2026-02-05", school=4),
    ]
    told = History(
        assessments=[assessed("2026-01-01", 1)],
        answers=answers,
        attainments=[
            attainment("a", "o1", -1), attainment("b", "o1", 1), attainment("c", "o1", 0)
        ],
        deliveries=[delivery("a", "p1", planned_hours=4.0, delivered_hours=3.0)],
    )  # fmt: skip
    found = timeline(told)
    assert timeline_reading(found) == (
        "Total of needs 18 of 60, measured once; outcomes: mean attainment, as each voice tells "
        "it: child or young person from −1.0 to +1.0, parent or carer 0.0, measured once."
    )
    assert {point.series: shown(point) for point in found.points}.keys() == set(SERIES)


def test_the_reading_tells_feelings_or_hours_where_no_outcome_is_rated() -> None:
    only_felt = timeline(History(answers=[felt("a", "pupil", "2026-01-05", school=2)]))
    assert timeline_reading(only_felt) == (
        "Feelings: mean, as each voice tells it: child or young person 2.0 of 5, measured once."
    )
    given = [delivery("a", "p1", planned_hours=4.0, delivered_hours=8.0)]
    only_hours = timeline(History(answers=[felt("a", "parent", "2026-01-05")], deliveries=given))
    assert timeline_reading(only_hours) == (
        "Hours given, share of those planned, as each voice tells it: parent or carer 100%, "
        "measured once."
    )
    only_needs = timeline(
        History(assessments=[assessed("2026-01-01", 1), assessed("2026-02-01", 2)])
    )
    assert timeline_reading(only_needs).startswith("Total of needs from 18 of 60 to 36 of 60.")
    assert timeline_reading(timeline(History())) == "Nothing has been measured yet."


def test_nought_has_no_sign() -> None:
    answers = [felt("a", "pupil", "2026-01-05")]
    found = timeline(History(answers=answers, attainments=[attainment("a", "o1", 0)]))
    assert shown(found.of("attainment")[0]) == "0.0"
