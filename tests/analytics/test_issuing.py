"""What stands in the way of the final plan."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest

from analytics.issuing import agreed, issued, problems_of_issuing
from analytics.panel import Subject
from data.schemas.plans import Finding
from tests.analytics.test_panel import READY

AGREED = replace(READY, plan_status="agreed", sections={**READY.sections, "I": 1})


def row(**given: Any) -> dict[str, Any]:
    return {
        "ask": "plan",
        "outcome": "approve",
        "confirmed_by": "dan",
        "plan_sequence": 40,
        "sequence": 50,
        **given,
    }


def problems(found: Subject = AGREED, **given: Any) -> tuple[str, ...]:
    told = {"decisions": [row()], "named": "A school", "placed": {"school_id": "S1"}, **given}
    return problems_of_issuing(found, **told)


def test_a_plan_that_was_agreed_and_names_a_school_may_go_out() -> None:
    assert problems() == ()


@pytest.mark.parametrize(
    ("found", "given", "told"),
    [
        ({"plan_status": "final"}, {}, "The final plan has been issued."),
        ({"plan_status": "family"}, {}, "The panel has not agreed the plan."),
        ({}, {"decisions": []}, "The panel has not agreed the plan."),
        ({}, {"decisions": [row(confirmed_by=None)]}, "The panel has not agreed the plan."),
        ({}, {"decisions": [row(ask="assess")]}, "The panel has not agreed the plan."),
        ({}, {"decisions": [row(outcome="reject")]}, "The panel has not agreed the plan."),
        (
            {"plan_sequence": 41},
            {},
            "The plan has been changed since the panel agreed it: put it on an agenda again.",
        ),
        ({}, {"named": "", "placed": None}, "Section I is blank: choose the placement."),
        ({}, {"placed": None}, "The school that section I names was not consulted."),
        ({"to_obtain": ("x",)}, {}, "1 gap in the plan still to obtain."),
        ({"to_obtain": ("x", "y")}, {}, "2 gaps in the plan still to obtain."),
        (
            {"sections": {**READY.sections, "G": 0}},
            {},
            "Nothing is written in section G.",
        ),
        (
            {},
            {"findings": [Finding("a", "B", "Grave.", weight="problem"), Finding("b", "B", "So.")]},
            "Grave.",
        ),
    ],
)
def test_each_thing_in_the_way_is_said(
    found: dict[str, Any], given: dict[str, Any], told: str
) -> None:
    assert problems(replace(AGREED, **found), **given) == (told,)


def test_the_last_agreement_counts() -> None:
    rows = [row(sequence=60, plan_sequence=44), row(), row(sequence=70, confirmed_by=None)]
    assert agreed(rows) == rows[0]


def test_issuing_sets_the_stage_and_the_day_and_leaves_the_rest() -> None:
    request = {"pupil_id": "P1", "stage": "consulting", "requested_on": "2026-01-01"}
    assert issued(request, today=datetime.date(2026, 5, 3)) == {
        **request, "stage": "final", "final_on": "2026-05-03", "review_due_on": None,
    }  # fmt: skip
