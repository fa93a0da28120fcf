"""How the panel stands to a pupil: its decisions, what came with the record, and final plans."""

from __future__ import annotations

from typing import Any

import pytest

from analytics.approvals import NOTHING, Approval, approval


def decision(ask: str, outcome: str, sequence: int, **given: Any) -> dict[str, Any]:
    row = {"ask": ask, "outcome": outcome, "sequence": sequence, "confirmed_by": "bob"}
    return {**row, "decided_on": f"2026-05-0{sequence}", **given}


TO_ASSESS = decision("assess", "approve", 1)
PLAN = decision("plan", "approve", 2)
REFERRED = decision("plan", "refer", 3)
TAKEN_BACK = decision("back", "approve", 4)


def test_without_anything_there_is_nothing() -> None:
    assert approval({}, [], None) == NOTHING


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        ([TO_ASSESS], [TO_ASSESS]),
        ([TO_ASSESS, PLAN], [PLAN, TO_ASSESS]),
        ([REFERRED, PLAN, TO_ASSESS], [REFERRED, TO_ASSESS]),
        ([PLAN, TAKEN_BACK], [TAKEN_BACK]),
        ([{**TO_ASSESS, "confirmed_by": None}], []),
    ],
)
def test_the_newest_confirmed_decision_on_each_thing_is_told(
    rows: list[dict[str, Any]], shown: list[dict[str, Any]]
) -> None:
    assert list(approval({}, rows, None).decisions) == shown


@pytest.mark.parametrize(
    ("flag", "rows", "brought"),
    [
        (None, [], None),
        (True, [], True),
        (False, [], False),
        (True, [TO_ASSESS], None),
        # Referring a plan back sets no approval, so the tick is from elsewhere.
        (True, [REFERRED], True),
        (True, [{**PLAN, "confirmed_by": None}], True),
        (False, [PLAN, TAKEN_BACK], None),
    ],
)
def test_a_tick_that_no_decision_explains_came_with_the_record(
    flag: bool | None, rows: list[dict[str, Any]], brought: bool | None
) -> None:
    assert approval({"panel_approved": flag}, rows, None).brought is brought


def test_the_dates_say_when_the_family_was_told_and_the_plan_was_final() -> None:
    dates = {"stage": "final", "decided_on": "2026-02-01", "final_on": "2026-06-01"}
    found = approval({"final": True}, [], dates)
    assert found == Approval((), None, "2026-02-01", final=True, final_on="2026-06-01")
    refused = approval({}, [], {**dates, "stage": "not_assessed", "final_on": None})
    assert (refused.told_on, refused.final, refused.final_on) == (None, False, None)
