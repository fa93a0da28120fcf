"""What stands in the way of the final plan."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.issuing import (
    agreed,
    cut_short,
    issued,
    problems_of_dates,
    problems_of_issuing,
    problems_of_reason,
)
from analytics.panel import Subject
from analytics.process.reviews import review_due
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


REQUEST = {
    "pupil_id": "P1",
    "stage": "consulting",
    "requested_on": "2026-01-01",
    "decided_on": "2026-02-01",
    "draft_on": "2026-04-18",
    "review_due_on": "2026-08-01",
}
DAY = datetime.date(2026, 5, 3)
BORN = datetime.date(2015, 6, 1)
# Its review was decided and the plan is to be amended.
REVIEWED = {
    **REQUEST,
    "final_on": "2025-05-03",
    "requested_on": "2025-01-01",
    "decided_on": "2025-02-01",
    "draft_on": "2025-04-18",
    "review_held_on": "2026-04-01",
    "review_decided_on": "2026-04-25",
    "review_outcome": "amend",
}


def test_issuing_sets_the_stage_and_the_day_and_leaves_the_rest() -> None:
    assert issued(REQUEST, today=DAY, reason="Not asked for.") == {
        **REQUEST, "stage": "final", "final_on": "2026-05-03", "review_due_on": None,
        "early_reason": None,
    }  # fmt: skip
    assert review_due(issued(REQUEST, today=DAY)) == "2027-05-02"
    assert review_due({"pupil_id": "P1"}) == ""


def test_an_amended_plan_keeps_the_day_of_the_first() -> None:
    assert issued(REVIEWED, today=DAY) == {**REVIEWED, "stage": "final", "amended_on": "2026-05-03"}
    assert problems_of_dates(REVIEWED, today=DAY, born=BORN) == ()
    assert cut_short(REVIEWED, today=datetime.date(2025, 4, 20)) == ""


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, ()),
        ({"closed_on": "2026-05-01"}, ("The case ended on 1 May 2026.",)),
        (
            {"final_on": "2026-05-01"},
            (
                "The final plan is recorded as issued on 1 May 2026: if that is wrong, take the "
                "day out under Dates and steps.",
            ),
        ),
        (
            {"draft_on": None},
            ("Give the day of the draft plan: without it there can be no day of the final plan.",),
        ),
    ],
)
def test_dates_that_do_not_go_with_a_final_plan_of_today_are_told(
    given: dict[str, Any], told: tuple[str, ...]
) -> None:
    request = {**REQUEST, "review_due_on": None, **given}
    assert problems_of_dates(request, today=DAY, born=BORN) == told
    assert problems(dates=told) == told


@given(sent=st.dates(datetime.date(2024, 1, 1), datetime.date(2030, 1, 1)), days=st.integers(0, 40))
def test_the_family_has_15_days_from_the_one_on_which_the_draft_came(
    sent: datetime.date, days: int
) -> None:
    request = {**REQUEST, "draft_on": sent.isoformat()}
    today = sent + datetime.timedelta(days=days)
    whole_days = [one for one in range(days) if sent + datetime.timedelta(days=one) < today]
    short = len(whole_days) < 15
    assert bool(cut_short(request, today=today)) is short
    wrong = problems_of_reason(request, "Because", today=today)
    assert [name for name, _ in wrong] == ["early_reason"] * short
    assert problems_of_reason(request, "The family has answered.", today=today) == ()
    kept = issued(request, today=today, reason="The family has answered.")["early_reason"]
    assert kept == ("The family has answered." if short else None)


def test_without_a_draft_no_days_are_cut_short() -> None:
    assert cut_short({**REQUEST, "draft_on": None}, today=DAY) == ""
