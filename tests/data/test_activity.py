"""The activity trail: one line for each act, in ids."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from data.activity import LONGEST, NOT_AN_ID, Activity, Event

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.fixture
def activity(engine):
    return Activity(engine, clock=lambda: NOON)


def test_an_act_leaves_one_line(activity):
    activity.record("ana", "pupil.read", subject="P1")
    assert activity.recent(10) == [Event(1, NOON, "ana", "pupil.read", "P1", "allowed")]


def test_a_refusal_is_on_the_trail_too(activity):
    activity.record("", "session.start", outcome="denied")
    (event,) = activity.recent(10)
    assert (event.actor, event.subject, event.outcome) == ("", "", "denied")


def test_recent_is_newest_first_and_no_more_than_asked(activity):
    for number in range(5):
        activity.record("ana", f"a{number}")
    assert [event.action for event in activity.recent(2)] == ["a4", "a3"]


def test_what_was_done_with_one_subject_is_found(activity):
    for actor, subject in [("ana", "P1/d"), ("bob", "P1/e"), ("cat", "P1/d"), ("dan", "P1/d")]:
        activity.record(actor, "documents.original", subject=subject)
    assert [event.actor for event in activity.of("P1/d", limit=2)] == ["dan", "cat"]
    assert activity.of("P2/d", limit=2) == []


@pytest.mark.parametrize(
    "words",
    ["Ana Smith", "x" * (LONGEST + 1), "<script>", "a\nb", "\0", "\ud800", "é", "; DROP TABLE"],
)
def test_words_are_not_kept_but_the_attempt_is(activity, words):
    activity.record(words, words, subject=words, outcome=words)
    (event,) = activity.recent(1)
    assert {event.actor, event.action, event.subject, event.outcome} == {NOT_AN_ID}


@pytest.mark.parametrize(
    "name", ["ana", "a.o'neill+x@council.gov.uk", "P-1_2", "P1:ep", "x" * LONGEST]
)
def test_ids_are_kept(activity, name):
    activity.record(name, "a", subject=name)
    (event,) = activity.recent(1)
    assert event.actor == event.subject == name
