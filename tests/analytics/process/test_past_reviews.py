"""The reviews that the revisions of a request hold, and the limits that each met or missed."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from analytics.process.past_reviews import reviews_recorded
from analytics.process.recording import recorded

TODAY = datetime.date(2026, 11, 20)
FINAL = {"pupil_id": "P1", "stage": "final", "final_on": "2023-05-01"}


def saved(at: str, by: str = "ann", **columns: Any) -> dict[str, Any]:
    """Return a revision of a request as the table gives it."""
    when = datetime.datetime.fromisoformat(f"{at}T09:00:00+00:00")
    return {**FINAL, **columns, "recorded_at": when, "actor": by}


FIRST = {
    "review_held_on": "2024-04-02",
    "review_decided_on": "2024-04-29",
    "review_outcome": "amend",
    "review_decided_by": "R. Fairley",
    "review_reason": "A new hearing test.",
    "amended_on": "2024-06-24",
}
SECOND = {"review_held_on": "2025-04-01", "review_decided_on": "2025-05-08"}
SECOND |= {"review_outcome": "keep"}


def reviews(*revisions: dict[str, Any]) -> Any:
    return reviews_recorded(revisions, today=TODAY)


def states(review: Any) -> dict[str, str]:
    return {one.name: one.state for one in review.timescales}


def test_a_plan_never_reviewed_has_no_reviews():
    assert reviews() == reviews(saved("2023-05-01")) == ()


def test_each_review_is_told_of_as_it_was_last_recorded_the_newest_first():
    held = {"review_held_on": "2024-04-02"}
    newest, first = reviews(
        saved("2023-05-01"),
        saved("2024-04-03", **held),
        saved("2024-06-24", "ben", **FIRST),
        saved("2025-05-08", "cyd", **SECOND),
    )
    assert (first.held, first.outcome, first.decided_by) == (
        datetime.date(2024, 4, 2), "amend", "R. Fairley"
    )  # fmt: skip
    assert (first.reason, first.recorded_by) == ("A new hearing test.", "ben")
    assert first.recorded_on == datetime.date(2024, 6, 24)
    assert (newest.held, newest.outcome, newest.recorded_by) == (
        datetime.date(2025, 4, 1), "keep", "cyd"
    )  # fmt: skip


def test_every_limit_is_met_on_its_last_day_and_missed_on_the_next():
    (met,) = reviews(saved("2023-05-01"), saved("2024-07-01", **FIRST))
    assert states(met) == {
        "Complete within 12 months": "met",
        "Decision within 4 weeks": "met",
        "Amended plan within 8 and 12 weeks": "met",
    }
    days = {one.name: one.limit for one in met.timescales}
    # 12 months that start on 1 May 2023; 4 weeks from 2 April; 8 from 29 April beat 12 from 2nd.
    assert days == {
        "Complete within 12 months": datetime.date(2024, 4, 30),
        "Decision within 4 weeks": datetime.date(2024, 4, 30),
        "Amended plan within 8 and 12 weeks": datetime.date(2024, 6, 24),
    }
    late = FIRST | {"review_decided_on": "2024-05-01", "amended_on": "2024-06-26"}
    (missed,) = reviews(saved("2023-05-01"), saved("2024-07-01", **late))
    assert set(states(missed).values()) == {"missed"}


@pytest.mark.parametrize(
    ("held", "state"), [("2026-10-23", "open"), ("2026-10-22", "over"), ("2026-11-20", "open")]
)
def test_a_review_without_a_decision_is_open_until_four_weeks_are_over(held, state):
    (review,) = reviews(saved("2026-11-20", review_held_on=held))
    assert states(review) == {"Decision within 4 weeks": state}


def test_twelve_months_count_from_the_decision_before_or_the_day_set_by_hand():
    *_, newest = (
        one.timescales[0].limit
        for one in reversed(
            reviews(
                saved("2023-05-01"), saved("2024-07-01", **FIRST), saved("2025-06-01", **SECOND)
            )
        )
    )
    assert newest == datetime.date(2025, 4, 28)
    by_hand = {"review_due_on": "2025-01-31"}
    newest, _ = reviews(
        saved("2023-05-01"), saved("2024-07-01", **FIRST, **by_hand), saved("2025-06-01", **SECOND)
    )
    assert newest.timescales[0].limit == datetime.date(2025, 1, 31)


def test_a_day_put_right_is_the_same_review():
    (review,) = reviews(
        saved("2024-04-05", review_held_on="2024-04-04"),
        saved("2024-04-06", review_held_on="2024-04-02"),
        saved("2024-06-24", **FIRST),
        saved("2024-06-25", **FIRST | {"review_held_on": "2024-04-03"}),
    )
    assert review.held == datetime.date(2024, 4, 3)


def test_a_meeting_after_an_undecided_one_was_recorded_is_another():
    newest, first = reviews(
        saved("2024-04-03", review_held_on="2024-04-02"),
        saved("2025-04-02", review_held_on="2025-04-01"),
    )
    assert (first.decided, states(first)["Decision within 4 weeks"]) == (None, "over")
    assert newest.held == datetime.date(2025, 4, 1)


def test_reviews_of_years_typed_in_one_sitting_are_told_apart_by_their_decisions():
    shown = reviews(saved("2026-01-05", **FIRST), saved("2026-01-05", **SECOND))
    assert [one.held.year for one in shown] == [2025, 2024]


def test_what_is_taken_off_the_record_is_dropped_only_where_nothing_was_decided():
    assert reviews(saved("2024-04-03", review_held_on="2024-04-02"), saved("2024-04-04")) == ()
    assert reviews(saved("2024-04-03"), saved("2024-04-04")) == ()
    (review,) = reviews(saved("2024-06-24", **FIRST), saved("2024-06-25"))
    assert review.taken_off
    again, off = reviews(
        saved("2024-06-24", **FIRST), saved("2024-06-25"), saved("2024-06-26", **FIRST)
    )
    assert (again.taken_off, off.taken_off) == (False, True)


def test_the_next_meeting_leaves_the_decision_before_to_its_own_revision():
    blank = dict.fromkeys(("kind", "decision_exception", "early_reason", "review_due_on"))
    held = {**FINAL, **blank, **FIRST}
    row = recorded(held, {**held, "review_held_on": "2025-04-01"}, by="ann")
    assert row["review_held_on"] == "2025-04-01"
    assert {row[name] for name in FIRST if name != "review_held_on"} == {None}


@pytest.mark.parametrize("held_on", ["2024-04-29", "2024-03-28", None])
def test_a_meeting_put_right_keeps_its_decision(held_on):
    blank = dict.fromkeys(("kind", "decision_exception", "early_reason", "review_due_on"))
    held = {**FINAL, **blank, **FIRST}
    row = recorded(held, {**held, "review_held_on": held_on}, by="ann")
    assert row["review_outcome"] == "amend"


def test_a_next_meeting_given_with_its_own_decision_keeps_that():
    blank = dict.fromkeys(("kind", "decision_exception", "early_reason", "review_due_on"))
    held = {**FINAL, **blank, **FIRST}
    given = {**held, **SECOND, "amended_on": None}
    assert recorded(held, given, by="ann")["review_outcome"] == "keep"
