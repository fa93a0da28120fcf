"""What people did with drafted lines, counted plan by plan."""

from __future__ import annotations

import json
from typing import Any

import pytest

from analytics.learning.amendments import Decisions, amendments, cited
from analytics.plans.rows import row_of
from data.schemas.plans import Citation
from tests.analytics.efficacy.answers import frame
from tests.plan_lines import line

LANGUAGE = Citation("library", "outcome_language", "Similar cases", "Most of the cases had it.")
SP4 = Citation("package", "sp4", "Support package SP4", "SLC: help.")
ANSWER = Citation("answer", "slc", "Assessment", "Moderately behind")
CLUSTERS = {"P1": "X1", "P2": "X1", "P3": "X2"}


def outcome(pupil_id: str, number: int = 1, *, withdrawn: bool = False, **given: Any) -> Any:
    one = line(
        f"E-{number}", **{"section": "E", "kind": "outcome", "sources": (LANGUAGE, ANSWER), **given}
    )
    return row_of(one, pupil_id=pupil_id, withdrawn=withdrawn)


def provision(pupil_id: str, **given: Any) -> Any:
    one = line("F-1", section="F", kind="provision", sources=(SP4,), **given)
    return row_of(one, pupil_id=pupil_id)


def counted(*rows: Any, **statuses: str) -> dict[tuple[str, str], Decisions]:
    return amendments(frame("plan_lines", list(rows)), clusters=CLUSTERS, statuses=statuses)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"agreed": True}, Decisions(accepted=1)),
        ({"origin": "edited"}, Decisions(changed=1)),
        ({"origin": "edited", "agreed": True}, Decisions(changed=1)),
        ({"origin": "edited", "withdrawn": True}, Decisions(rejected=1)),
        ({}, None),
        ({"withdrawn": True}, None),
        ({"origin": "written", "agreed": True}, None),
        ({"kind": "detail", "agreed": True}, None),
        ({"sources": (ANSWER,), "agreed": True}, None),
    ],
)
def test_what_a_person_did_decides(given: Any, expected: Decisions | None) -> None:
    found = counted(outcome("P1", **given))
    assert found == ({("X1", "outcome_language"): expected} if expected else {})


@pytest.mark.parametrize(("status", "accepted"), [("agreed", 1), ("final", 1), ("draft", 0)])
def test_what_is_left_in_an_agreed_plan_was_accepted(status: str, accepted: int) -> None:
    found = counted(outcome("P1"), P1=status)
    assert found.get(("X1", "outcome_language"), Decisions()).accepted == accepted


def test_a_plan_counts_once_by_the_most_that_was_made_of_it() -> None:
    rows = [
        outcome("P1", 1, origin="edited", withdrawn=True),
        outcome("P1", 2, agreed=True),
        outcome("P1", 3, origin="edited"),
        outcome("P2", 1, origin="edited", withdrawn=True),
        outcome("P3", 1, agreed=True),
        provision("P3", agreed=True),
        outcome("P9", 1, agreed=True),
    ]
    found = counted(*rows)
    assert found == {
        ("X1", "outcome_language"): Decisions(accepted=1, rejected=1),
        ("X2", "outcome_language"): Decisions(accepted=1),
        ("X2", "sp4"): Decisions(accepted=1),
    }
    assert found[("X1", "outcome_language")].made == 2


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        (json.dumps([{"kind": "library", "ref": "outcome_language"}] * 2), ("outcome_language",)),
        (json.dumps([{"kind": "library"}, {"kind": "library", "ref": 3}, "odd", 1]), ()),
        (json.dumps({"kind": "library"}), ()),
        ("not json", ()),
        (None, ()),
    ],
)
def test_odd_sources_cite_nothing(sources: Any, expected: tuple[str, ...]) -> None:
    assert cited({"kind": "outcome", "sources": sources}) == expected
