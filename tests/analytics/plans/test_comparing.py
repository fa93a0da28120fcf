"""Two moments of a plan: what differs word by word, and who wrote it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from analytics.plans.comparing import (
    Version,
    as_at,
    compare_moments,
    moments,
    words_changed,
    writers,
)
from tests.plan_lines import REPORT, line

NOON = datetime(2026, 5, 3, 12, tzinfo=UTC)


def version(sequence: int, name: str, *, withdrawn: bool = False, **given_line: Any) -> Version:
    given_line.setdefault("actor", "ana")
    at = NOON + timedelta(minutes=given_line.pop("minute", sequence))
    return Version(line(name, **given_line), at, sequence, withdrawn)


HISTORY = (
    version(1, "a", minute=0, text="One thing."),
    version(2, "b", minute=0, text="Another.", section="A", kind="view"),
    version(5, "a", text="One good thing.", actor="ben"),
    version(7, "b", text="Another.", section="A", kind="view", actor="cy", withdrawn=True),
    version(8, "c", text="New.", actor="ben"),
    version(9, "a", text="One very good thing.", actor="cy"),
)


@given(st.text("ab .\n"), st.text("ab .\n"))
def test_both_texts_can_be_read_from_what_differs(before: str, after: str) -> None:
    pieces = words_changed(before, after)
    assert "".join(one.text for one in pieces if one.what != "added") == before
    assert "".join(one.text for one in pieces if one.what != "removed") == after
    assert (before == after) == all(one.what == "same" for one in pieces)


def test_only_the_words_that_differ_are_marked() -> None:
    pieces = words_changed("Three sessions a week.", "Two sessions a week.")
    assert [(one.what, one.text) for one in pieces] == [
        ("removed", "Three"),
        ("added", "Two"),
        ("same", " sessions a week."),
    ]


def test_a_plan_is_as_it_was_after_an_entry() -> None:
    def texts(sequence: int) -> dict[str, str]:
        return {name: one.text for name, one in as_at(HISTORY, sequence).items()}

    assert texts(0) == {}
    assert texts(1) == {"a": "One thing."}
    assert texts(6) == {"a": "One good thing.", "b": "Another."}
    assert texts(9) == {"a": "One very good thing.", "c": "New."}


def test_what_was_saved_at_once_is_one_moment_and_the_newest_is_first() -> None:
    found = moments(reversed(HISTORY))
    assert [(one.sequence, one.actor, one.lines) for one in found] == [
        (9, "cy", 1),
        (8, "ben", 1),
        (7, "cy", 1),
        (5, "ben", 1),
        (2, "ana", 2),
    ]
    assert found[-1].at == NOON


def test_it_is_told_who_made_each_difference() -> None:
    changes = compare_moments(HISTORY, earlier=2, later=9)
    told = [(one.section, one.line_id, one.what, one.actors) for one in changes]
    assert told == [
        ("A", "b", "removed", ("cy",)),
        ("B", "a", "changed", ("ben", "cy")),
        ("B", "c", "added", ("ben",)),
    ]
    words = [(one.what, one.text) for one in changes[1].pieces]
    assert ("added", "very good ") in words or ("added", " very good") in words


def test_between_a_moment_and_itself_nothing_differs() -> None:
    assert compare_moments(HISTORY, earlier=8, later=8) == ()


def test_what_differs_besides_the_words_is_told_too() -> None:
    one = version(1, "a", links=("x", "y"))
    other = version(
        2, "a", links=("x",), agreed=True, sources=(REPORT,), position=99.0, actor="ben"
    )
    (change,) = compare_moments((one, other), earlier=1, later=2)
    assert change.besides == (
        "Now agreed",
        "Tied to other lines",
        "Taken from other sources",
        "Moved",
    )
    back = version(3, "a", links=("y", "x"))
    (change,) = compare_moments((one, other, back), earlier=2, later=3)
    assert change.besides[0] == "No longer agreed"
    assert compare_moments((one, other, back), earlier=1, later=3) == ()


def test_who_wrote_most_comes_first() -> None:
    lines = [line(f"l{n}", actor=who) for n, who in enumerate(["ben", "ana", "ana"])]
    assert list(writers(lines).items()) == [("ana", 2), ("ben", 1)]
