"""Amended plans of the demonstration: whole, sourced, and in E and F as was asked about."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest

from analytics.plans.checks import check_plan
from analytics.plans.completeness import completeness
from analytics.plans.redraft import redraft
from analytics.plans.thread import thread
from callbacks.context import store
from callbacks.demo_plans import whole
from callbacks.plans.keeping import load_kept
from callbacks.plans.sources import fresh_draft
from data.demo import whole_plans
from data.schemas import QUESTION_IDS
from data.schemas.plans import Plan

EXAMPLES = {"EX3", "EX5"}
# Whoever opens one is asked for them: no pupil of the demonstration has a name.
OF_THE_HEAD = {"header_missing"}


@pytest.fixture
def plans(house: Any) -> list[Plan]:
    own = sorted({*store().tables.load("plans")["pupil_id"]} - EXAMPLES)
    assert len(own) > 100
    return [load_kept(pupil_id).plan for pupil_id in own]


def test_every_plan_is_whole_and_every_need_is_met(plans: list[Plan]) -> None:
    for plan in plans:
        found = [*completeness(plan), *thread(plan).findings]
        assert {one.code for one in found} <= OF_THE_HEAD, plan.particulars.pupil_id


def test_no_amount_is_without_a_source(plans: list[Plan]) -> None:
    found = [one.code for plan in plans[:40] for one in check_plan(plan, bundle=None)]
    assert "provision_open" in found
    assert "amount_without_source" not in found


def test_every_line_says_where_it_is_from_and_differs_from_others(plans: list[Plan]) -> None:
    for plan in plans:
        assert all(line.sources and line.agreed for line in plan.lines)
        assert len({line.line_id for line in plan.lines}) == len(plan.lines)
    views = {line.text for plan in plans for line in plan.section("A")}
    assert len(views) > 15


def test_drafting_again_keeps_what_people_wrote(plans: list[Plan]) -> None:
    plan = plans[0]
    found = redraft(plan.lines, fresh_draft(plan.particulars.pupil_id).lines, withdrawn=())
    taken = {line.line_id for line in found.withdraw}
    assert not taken & {line.line_id for line in plan.lines if line.origin == "written"}


def test_a_plan_without_provision_or_adulthood_is_given_some() -> None:
    born = {"pupil_id": "P1", "birth_month": 3, "birth_year": 2008, "school_id": None}
    rows = {
        "pupils": [born],
        "requests": [{"pupil_id": "P1", "final_on": "2024-01-05", "decided_on": "2023-10-02"}],
        "assessments": [{"pupil_id": "P1", **dict.fromkeys(QUESTION_IDS, 0), "slc": 2}],
        "schools": [],
    }
    outcome: dict[str, Any] = {
        "line_key": "P1:P1-O1",
        "pupil_id": "P1",
        "section": "E",
        "kind": "outcome",
        "text": "Make needs known",
        "area": "slc",
        "sources": json.dumps([{"ref": "outcome_communication"}]),
        "withdrawn": False,
    }
    lines = whole(rows, [outcome], today=datetime.date(2026, 11, 20))
    written = {row["text"]: json.loads(row["links"]) for row in lines if row["section"] == "F"}
    assert written == {
        whole_plans.TEACHING: ["B-need-slc", "P1-O1"],
        whole_plans.ADULTHOOD: ["B-need-slc"],
    }
    assert [row["text"] for row in lines if row["section"] == "I"] == [whole_plans.UNPLACED]
