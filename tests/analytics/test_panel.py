"""What the panel is asked, what is missing, and what a decision takes; recomputed the slow way."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import panel
from analytics.panel import Effects, Missing, Subject
from analytics.problems import Problems
from data.schemas import STAGES
from data.schemas.panel import ASKS, OUTCOMES
from data.schemas.plans import SECTIONS

TODAY = datetime.date(2026, 11, 22)
READY = Subject(
    cluster="X1",
    unanswered=0,
    assessment_revision=3,
    panel_approved=False,
    plan_status="draft",
    sections={section: 1 for section in SECTIONS if section != "I"},
    kinds={"need": 2},
    to_obtain=(),
    plan_sequence=40,
    outstanding=0,
    authors=frozenset({"ann"}),
    holder="bob",
    stage="drafting",
    to_assess=True,
)


def decide(found: Subject = READY, **given_: Any) -> Problems:
    told = {
        "ask": "plan",
        "outcome": "approve",
        "reason": "It is all there.",
        "rule_reason": "",
        "who": "cat",
        **given_,
    }
    return panel.problems_of_decision(found, **told)


def decision(**given_: Any) -> dict[str, Any]:
    return {
        "ask": "plan",
        "outcome": "approve",
        "decided_by": "cat",
        "confirmed_by": None,
        "assessment_revision": 3,
        "plan_sequence": 40,
        **given_,
    }


def test_what_is_whole_misses_nothing() -> None:
    assert {ask: panel.missing_for(ask, READY) for ask in ("assess", "plan", "placement")} == {
        "assess": (), "plan": (), "placement": (),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "ask", "told"),
    [
        ({"unanswered": 1}, "plan", Missing("1 of the 20 question is not answered.", blocks=True)),
        ({"unanswered": 4}, "plan", Missing("4 of the 20 questions are not answered.", True)),
        ({"unanswered": 4}, "assess", Missing("4 of the 20 questions are not answered.")),
        ({"sections": {}}, "plan", Missing("There is no draft of the plan.", blocks=True)),
        ({"sections": {}}, "placement", Missing("There is no draft of the plan.")),
        ({"to_obtain": ("x",)}, "plan", Missing("1 gap in the plan still to obtain.")),
        ({"to_obtain": ("x", "y")}, "plan", Missing("2 gaps in the plan still to obtain.")),
        (
            {"outstanding": 1},
            "assess",
            Missing("1 piece of advice asked for and not received."),
        ),
        (
            {"outstanding": 2},
            "plan",
            Missing("2 pieces of advice asked for and not received."),
        ),
        (
            {"to_assess": False},
            "plan",
            Missing("Nobody has decided to assess yet.", blocks=True),
        ),
        ({"to_assess": False}, "placement", Missing("Nobody has decided to assess yet.")),
        ({}, "back", Missing("There is no agreement to take back.", blocks=True)),
    ],
)
def test_each_thing_that_is_missing_is_said(
    change: dict[str, Any], ask: str, told: Missing
) -> None:
    assert panel.missing_for(ask, replace(READY, **change)) == (told,)


@pytest.mark.parametrize("change", [{"panel_approved": True}, {"plan_status": "agreed"}])
def test_an_agreement_can_be_taken_back(change: dict[str, Any]) -> None:
    assert panel.missing_for("back", replace(READY, **change)) == ()


@given(st.sets(st.sampled_from(list(SECTIONS)), min_size=1))
def test_every_empty_section_but_i_is_named(written: set[str]) -> None:
    found = replace(READY, sections=dict.fromkeys(written, 1))
    empty = [one for one in SECTIONS if one not in written and one != "I"]
    assert list(panel.empty_sections(found)) == empty
    told = panel.missing_for("plan", found)
    assert bool(told) == bool(empty)
    assert bool(decide(found)) == bool(empty)
    if len(empty) == 1:
        assert told[0].sentence.startswith(f"Section {empty[0]} is empty")


@given(
    ask=st.sampled_from(list(ASKS)),
    outcome=st.sampled_from([*OUTCOMES, "", "adjourn"]),
    cluster=st.sampled_from(["X1", "X10", ""]),
    who=st.sampled_from(["ann", "bob", "cat"]),
    reason=st.sampled_from(["", "ok", "It is all there."]),
    rule_reason=st.sampled_from(["", "no", "The court ordered it."]),
    agreed=st.booleans(),
)
def test_a_decision_is_recorded_exactly_when_every_rule_is_kept(
    ask: str, outcome: str, cluster: str, who: str, reason: str, rule_reason: str, agreed: bool
) -> None:
    found = replace(READY, cluster=cluster, plan_status="agreed" if agreed else "draft")
    problems = decide(
        found, ask=ask, outcome=outcome, who=who, reason=reason, rule_reason=rule_reason
    )
    fine = outcome in ("approve", "refer", "reject") and len(reason.split()) >= 3
    if outcome == "approve":
        fine = fine and who == "cat" and (ask != "back" or agreed)
        if cluster == "X10" and ask in ("assess", "plan"):
            fine = fine and len(rule_reason.split()) >= 3
    assert (problems == ()) == fine


def test_each_problem_of_a_decision_is_of_its_field() -> None:
    assert [name for name, _ in decide(outcome="")] == ["outcome"]
    x10 = replace(READY, cluster="X10")
    assert [name for name, _ in decide(x10, reason="")] == ["reason", "rule_reason"]
    # Who may not approve can mend it in no field, and there may be several reasons why not.
    both = replace(READY, holder="ann", unanswered=2)
    assert [name for name, _ in decide(both, who="ann")] == ["", "", ""]


@given(
    by=st.sampled_from(["ann", "bob", "cat", "dan"]),
    who=st.sampled_from(["ann", "bob", "cat", "dan"]),
    outcome=st.sampled_from(list(OUTCOMES)),
    revision=st.sampled_from([3, 4]),
    sequence=st.sampled_from([40, 41]),
    confirmed=st.sampled_from([None, "dan"]),
)
def test_a_decision_is_confirmed_exactly_when_every_rule_is_kept(
    by: str, who: str, outcome: str, revision: int, sequence: int, confirmed: str | None
) -> None:
    row = decision(
        decided_by=by, outcome=outcome, assessment_revision=revision, plan_sequence=sequence,
        confirmed_by=confirmed,
    )  # fmt: skip
    problems = panel.problems_of_confirming(READY, row, who=who)
    fine = confirmed is None and by != who and (revision, sequence) == (3, 40)
    fine = fine and (outcome != "approve" or who not in ("ann", "bob"))
    assert (problems == ()) == fine


def test_nothing_is_confirmed_before_it_is_decided() -> None:
    assert panel.problems_of_confirming(READY, None, who="cat") == (
        "Nothing has been decided yet.",
    )


def test_only_these_decisions_set_anything() -> None:
    setting = {
        (ask, outcome)
        for ask in ASKS
        for outcome in OUTCOMES
        if panel.effects(ask, outcome) != Effects()
    }
    assert setting == {
        ("assess", "approve"), ("assess", "reject"), ("plan", "approve"), ("plan", "refer"),
        ("plan", "reject"), ("back", "approve"),
    }  # fmt: skip
    agreed = [pair for pair in setting if panel.effects(*pair).plan_status == "agreed"]
    assert agreed == [("plan", "approve")]


def line(section: str, sequence: int, kind: str = "need", **given_: Any) -> dict[str, Any]:
    return {
        "section": section, "kind": kind, "text": f"Text {sequence}", "sequence": sequence,
        "withdrawn": None, **given_,
    }  # fmt: skip


def test_a_subject_is_put_together_from_the_rows() -> None:
    lines = [
        line("B", 5),
        line("B", 7, withdrawn=True),
        line("F", 6, kind="to_obtain"),
        line("I", 9, kind="placement"),
    ]
    found = panel.subject(
        pupil={"co_ordinator": "bob"},
        assessment={"cluster": "X10", "revision": 2, "panel_approved": True},
        unanswered=3,
        plan={"status": "family"},
        lines=lines,
        authors=["ann"],
        advice=[{"received_on": None}, {"received_on": "2026-01-01"}],
        request={"stage": "final", "decided_on": "2026-02-01", "final_on": "2026-06-01"},
    )
    assert found == Subject(
        cluster="X10",
        unanswered=3,
        assessment_revision=2,
        panel_approved=True,
        plan_status="family",
        sections={"B": 1, "F": 1, "I": 1},
        kinds={"need": 1, "to_obtain": 1, "placement": 1},
        to_obtain=("Text 6",),
        # What was withdrawn has moved the plan on; naming the placement has not.
        plan_sequence=7,
        outstanding=1,
        authors=frozenset({"ann"}),
        holder="bob",
        stage="final",
        told_on="2026-02-01",
        final_on="2026-06-01",
        to_assess=True,
    )
    assert panel.by_rule("plan", found)
    assert not panel.by_rule("placement", found)


def test_a_subject_without_anything_is_empty() -> None:
    found = panel.subject(
        pupil={}, assessment=None, unanswered=20, plan=None, lines=[], authors=[], advice=[]
    )
    assert (found.cluster, found.plan_status, found.plan_sequence) == ("", "", 0)
    assert not found.panel_approved
    assert not found.to_assess
    assert found.stage == ""


def assessing(stage: str, *decided: tuple[str, str, str | None], flag: bool = False) -> bool:
    rows = [
        {"ask": ask, "outcome": outcome, "confirmed_by": by, "sequence": number}
        for number, (ask, outcome, by) in enumerate(decided)
    ]
    found = panel.subject(
        pupil={}, assessment={"panel_approved": flag}, unanswered=0, plan=None, lines=[],
        authors=[], advice=[], request={"stage": stage}, decisions=rows,
    )  # fmt: skip
    return found.to_assess


def test_to_assess_is_decided_by_the_panel_or_by_the_dates() -> None:
    by_dates = {stage for stage in STAGES if assessing(stage)}
    assert by_dates == {*STAGES} - {"requested", "not_assessed"}
    assert assessing("requested", flag=True)
    assert assessing("requested", ("assess", "approve", "bob"))
    assert not assessing("requested", ("assess", "approve", None))
    assert not assessing("requested", ("plan", "approve", "bob"))
    assert not assessing("requested", ("assess", "approve", "bob"), ("assess", "reject", "ann"))


@pytest.mark.parametrize(
    ("ask", "change", "by", "on"),
    [
        ("assess", {"stage": "requested"}, None, None),
        ("assess", {"stage": "drafting", "told_on": "2026-02-01"}, "a decision", "2026-02-01"),
        ("plan", {"stage": "drafting", "told_on": "2026-02-01"}, None, None),
        (
            "plan",
            {"stage": "final", "plan_status": "final", "final_on": "2026-06-01"},
            "the final plan was issued",
            "2026-06-01",
        ),
        ("placement", {"stage": "final", "plan_status": ""}, "the final plan was issued", None),
        # Being amended after a review.
        ("plan", {"stage": "final", "plan_status": "draft"}, None, None),
        ("back", {"stage": "final", "plan_status": "final"}, None, None),
        ("back", {"stage": "ceased"}, "the case is closed", None),
    ],
)
def test_what_the_dates_have_overtaken_is_marked(
    ask: str, change: dict[str, Any], by: str | None, on: str | None
) -> None:
    found = panel.overtaken(ask, replace(READY, **change))
    assert (found is None) == (by is None)
    if found and by:
        assert by in found.by
        assert found.on == on


@pytest.mark.parametrize(
    ("held_on", "title", "told"),
    [
        (TODAY, "Panel", ()),
        (None, "Panel", (("held_on", "Give the day of the meeting, such as 3 May 2026."),)),
        (
            datetime.date(2026, 11, 21),
            "Panel",
            (("held_on", "The day of the meeting has passed."),),
        ),
        (TODAY, "", (("title", "Give the meeting a name."),)),
    ],
)
def test_a_meeting_has_a_name_and_a_day_to_come(
    held_on: datetime.date | None, title: str, told: Problems
) -> None:
    assert panel.problems_of_meeting(held_on, title, today=TODAY) == told


@pytest.mark.parametrize("stage", ["", *STAGES])
@pytest.mark.parametrize("held_on", ["2026-11-21", "2026-11-22"])
def test_only_open_cases_go_to_meetings_to_come(stage: str, held_on: str) -> None:
    problems = panel.problems_of_item({"held_on": held_on}, ask="plan", stage=stage, today=TODAY)
    passed, closed = held_on < "2026-11-22", stage in ("not_assessed", "no_plan", "ceased")
    assert [name for name, _ in problems] == [""] * passed + ["pupil_id"] * closed
    assert ("ask", "Choose what the panel is asked.") in panel.problems_of_item(
        {"held_on": held_on}, ask="", stage=stage, today=TODAY
    )


@given(
    st.lists(
        st.tuples(
            st.sampled_from("ABCDEF"),
            st.booleans(),
            st.one_of(st.none(), st.dates().map(datetime.date.isoformat)),
        ),
        unique_by=lambda row: row[0],
    )
)
def test_an_agenda_has_the_soonest_day_first(rows: list[tuple[str, bool, str | None]]) -> None:
    items = [{"pupil_id": pupil, "withdrawn": gone} for pupil, gone, _ in rows]
    due = {pupil: day for pupil, _, day in rows}
    listed = [row["pupil_id"] for row in panel.agenda(items, due)]
    standing = [pupil for pupil, gone, _ in rows if not gone]
    with_day = sorted((due[pupil], pupil) for pupil in standing if due[pupil])
    without = sorted(pupil for pupil in standing if not due[pupil])
    assert listed == [*(pupil for _, pupil in with_day), *without]


def test_meetings_are_to_come_or_were_held() -> None:
    days = ["2026-12-01", "2026-11-22", "2026-11-21", "2025-01-01"]
    meetings = [{"meeting_id": day, "held_on": day} for day in days]
    coming, held = panel.split_meetings(meetings, today=TODAY)
    assert [one["held_on"] for one in coming] == ["2026-11-22", "2026-12-01"]
    assert [one["held_on"] for one in held] == ["2026-11-21", "2025-01-01"]


def test_an_approval_against_the_rule_says_why_the_rule_does_not_decide() -> None:
    against = replace(READY, cluster="X10")
    ((name, told),) = decide(against, rule_reason="no")
    assert name == "rule_reason"
    assert "rule for no plan (X10)" in told
    assert decide(against, rule_reason="The court ordered it.") == ()
