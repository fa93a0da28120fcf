"""The panel decides: two members, never the author, with reasons, and one truth afterwards."""

from __future__ import annotations

import re
from typing import Any

import pytest
from dash import no_update
from dash.exceptions import PreventUpdate

from access.policy import allows
from access.refusals import Refusal
from callbacks.context import today
from callbacks.panel import deciding
from callbacks.panel.subjects import subject_of
from layouts import ids
from layouts.dates import day
from layouts.panel import deciding as layout
from tests.callbacks.panel.conftest import append, put_on, said, write_line
from tests.tree import ids_in, problems_in, words_in

MEETING = "next-week"
REASON = "The needs and the provision agree."


def decide(person: Any, pupil: str, by: str = "panel", **given: Any) -> tuple[Any, Any]:
    told = {
        "outcome": "approve",
        "reason": REASON,
        "rule_reason": "",
        "revision": 0,
        "clicks": 1,
        "meeting_id": MEETING,
        "on": [*layout.reached(subject_of(pupil))],
        **given,
    }
    return said(deciding.decide(who=person(by), pupil_id=pupil, **told))


def confirm(person: Any, pupil: str, by: str = "panel2", **given: Any) -> tuple[Any, Any]:
    told = {"clicks": 1, "meeting_id": MEETING, "revision": 1, **given}
    return said(deciding.confirm(who=person(by), pupil_id=pupil, **told))


def opened(person: Any, pupil: str, by: str, meeting: str = MEETING) -> list[Any]:
    return deciding.open_pack(
        who=person(by), pupil_id=pupil, meeting_id=meeting, saved=None, confirmed=None
    )


def row(house: Any, table: str, key: str) -> dict[str, Any]:
    return house.store.tables.row(table, key)


def test_nothing_is_set_until_a_second_member_confirms(house: Any, person: Any, item: str) -> None:
    before = row(house, "assessments", "EX1")
    told, saved = decide(person, "EX1")
    assert "second member" in words_in(told)
    assert saved == f"{item}:1"
    assert row(house, "assessments", "EX1") == before
    assert row(house, "plans", "EX1")["status"] == "draft"
    decision = row(house, "panel_decisions", item)
    assert decision["assessment_revision"] == before["revision"]
    lines = house.store.tables.load("plan_lines")
    assert decision["plan_sequence"] == lines["sequence"].max()

    told, _ = confirm(person, "EX1")
    assert "The plan is agreed" in words_in(told)
    after = row(house, "assessments", "EX1")
    assert after["panel_approved"] is True
    assert REASON in after["panel_considerations"]
    assert after["cluster"] == before["cluster"]
    assert after["revision"] == before["revision"] + 1
    assert row(house, "plans", "EX1")["status"] == "agreed"
    decision = row(house, "panel_decisions", item)
    assert (decision["decided_by"], decision["confirmed_by"]) == ("panel", "panel2")
    assert house.store.journal.verify().problems == ()


def test_a_decision_is_on_what_the_page_showed(house: Any, person: Any, item: str) -> None:
    seen = [*layout.reached(subject_of("EX1"))]
    write_line(house, "EX1", "F", actor="coordinator", text="Less than the panel has read.")
    told, saved = decide(person, "EX1", on=seen)
    assert "changed since you opened the page" in words_in(told)
    assert saved is no_update
    assert row(house, "panel_decisions", item) is None
    assert "second member" in words_in(decide(person, "EX1")[0])


def test_who_decided_cannot_confirm(house: Any, person: Any, item: str) -> None:
    decide(person, "EX1")
    told, saved = confirm(person, "EX1", by="panel")
    assert "a second member" in words_in(told)
    assert saved is no_update
    assert row(house, "panel_decisions", item)["confirmed_by"] is None


@pytest.mark.parametrize("section", ["B", "I"])
def test_the_author_of_any_line_cannot_approve_or_second(
    house: Any, person: Any, item: str, section: str
) -> None:
    # Written by the member, then changed by somebody else: it is still theirs.
    write_line(house, "EX1", section, actor="panel")
    write_line(house, "EX1", section, actor="coordinator", text="Changed.")
    told, _ = decide(person, "EX1")
    assert "You wrote part of this plan" in words_in(told)
    assert row(house, "panel_decisions", item) is None
    decide(person, "EX1", by="panel2")
    told, _ = confirm(person, "EX1", by="panel")
    assert "You wrote part of this plan" in words_in(told)
    assert row(house, "plans", "EX1")["status"] == "draft"


def test_who_drafted_the_plan_or_holds_the_case_cannot_approve(
    house: Any, person: Any, item: str
) -> None:
    append(house, "plans", {**row(house, "plans", "EX1"), "author": "panel"})
    assert "You wrote part" in words_in(decide(person, "EX1")[0])
    append(house, "pupils", {**row(house, "pupils", "EX1"), "co_ordinator": "panel2"})
    assert "You hold this case" in words_in(decide(person, "EX1", by="panel2")[0])


def test_an_author_may_still_refer_back(house: Any, person: Any, item: str) -> None:
    write_line(house, "EX1", "B", actor="panel")
    decide(person, "EX1", outcome="refer")
    assert row(house, "panel_decisions", item)["outcome"] == "refer"


@pytest.mark.parametrize(
    ("given", "field", "says"),
    [
        ({"outcome": None}, ids.DECISION_OUTCOME, "Choose whether"),
        ({"outcome": "adjourn"}, ids.DECISION_OUTCOME, "Choose whether"),
        ({"reason": None}, ids.DECISION_REASON, "Give the reasons"),
        ({"reason": "ok"}, ids.DECISION_REASON, "Give the reasons"),
        ({"reason": "a b " + "x" * 5000}, ids.DECISION_REASON, "the most is 4,000"),
        ({"revision": 4}, "", "after you opened the page"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(
    house: Any, person: Any, item: str, given: dict[str, Any], field: str, says: str
) -> None:
    head = house.store.journal.head()
    told, saved = decide(person, "EX1", **given)
    ((leads_to, words),) = problems_in(told)
    assert leads_to == field
    assert says in words
    assert saved is no_update
    assert house.store.journal.head() == head


def test_two_members_at_once_the_second_is_told(house: Any, person: Any, item: str) -> None:
    decide(person, "EX1")
    told, _ = decide(person, "EX1", by="panel2", outcome="reject", reason="Not enough is known.")
    assert "after you opened the page" in words_in(told)
    assert row(house, "panel_decisions", item)["outcome"] == "approve"
    # Having seen it, the second decides otherwise, and the first confirms that or not.
    decide(person, "EX1", by="panel2", outcome="reject", reason="Not enough is known.", revision=1)
    told, _ = confirm(person, "EX1", by="panel", revision=1)
    assert "after you opened the page" in words_in(told)
    confirm(person, "EX1", by="panel", revision=2)
    assert row(house, "assessments", "EX1")["panel_approved"] is False
    page = words_in(opened(person, "EX1", "panel"))
    assert "then decided otherwise" in page


def test_a_decision_is_confirmed_once(house: Any, person: Any, item: str) -> None:
    assert "Nothing has been decided yet" in words_in(confirm(person, "EX1")[0])
    decide(person, "EX1")
    confirm(person, "EX1")
    head = house.store.journal.head()
    assert "confirmed already" in words_in(confirm(person, "EX1", revision=2)[0])
    assert "already" in words_in(decide(person, "EX1", revision=2)[0])
    assert house.store.journal.head() == head


@pytest.mark.parametrize("changed", ["plan", "assessment"])
def test_what_changed_since_is_decided_anew(
    house: Any, person: Any, item: str, changed: str
) -> None:
    decide(person, "EX1")
    if changed == "plan":
        write_line(house, "EX1", "F", actor="coordinator", text="Other words.")
    else:
        append(house, "assessments", row(house, "assessments", "EX1"))
    told, _ = confirm(person, "EX1")
    assert "since the decision" in words_in(told)
    assert row(house, "plans", "EX1")["status"] == "draft"


def test_naming_the_placement_is_no_change_of_what_was_decided(
    house: Any, person: Any, item: str
) -> None:
    decide(person, "EX1")
    write_line(house, "EX1", "I", actor="coordinator", kind="placement")
    confirm(person, "EX1")
    assert row(house, "plans", "EX1")["status"] == "agreed"


def test_x10_is_said_plainly_and_needs_a_reason(house: Any, person: Any, item: str) -> None:
    append(house, "assessments", {**row(house, "assessments", "EX1"), "cluster": "X10"})
    assert "the rule for no plan says no" in words_in(opened(person, "EX1", "panel"))
    told, _ = decide(person, "EX1")
    assert "rule for no plan (X10) does not decide" in words_in(told)
    decide(person, "EX1", rule_reason="The tribunal ordered a plan.")
    assert row(house, "panel_decisions", item)["rule_reason"] == "The tribunal ordered a plan."
    confirm(person, "EX1")
    told = row(house, "assessments", "EX1")["panel_considerations"]
    assert "On the rule for no plan: The tribunal ordered a plan." in told


def test_a_rejection_needs_no_reason_against_the_rule(house: Any, person: Any, item: str) -> None:
    append(house, "assessments", {**row(house, "assessments", "EX1"), "cluster": "X10"})
    decide(person, "EX1", outcome="reject")
    assert row(house, "panel_decisions", item)["outcome"] == "reject"


def test_a_plan_with_empty_sections_cannot_be_agreed(house: Any, person: Any, item: str) -> None:
    write_line(house, "EX1", "G", actor="coordinator", withdrawn=True)
    told, _ = decide(person, "EX1")
    assert "Section G is empty" in words_in(told)


def test_an_agreement_is_taken_back(house: Any, person: Any, item: str) -> None:
    decide(person, "EX1")
    confirm(person, "EX1")
    meeting = {**row(house, "panel_meetings", MEETING), "meeting_id": "later"}
    append(house, "panel_meetings", meeting)
    put_on(house, "later", "EX1", ask="back")
    decide(person, "EX1", meeting_id="later", reason="New advice has come.")
    told, _ = confirm(person, "EX1", meeting_id="later")
    assert "taken back" in words_in(told)
    assert row(house, "plans", "EX1")["status"] == "draft"
    assert row(house, "assessments", "EX1")["panel_approved"] is False
    page = words_in(opened(person, "EX1", "panel", "later"))
    assert REASON in page


def test_agreeing_to_assess_leaves_the_plan_alone(house: Any, person: Any, meeting: str) -> None:
    put_on(house, meeting, "EX2", ask="assess")
    decide(person, "EX2")
    told, _ = confirm(person, "EX2")
    assert "approval stands" in words_in(told)
    assert row(house, "assessments", "EX2")["panel_approved"] is True
    assert row(house, "plans", "EX2") is None


def test_nobody_changes_what_was_reached_without_an_assessment(
    house: Any, person: Any, meeting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_on(house, meeting, "EX2", ask="plan")
    told, _ = decide(person, "EX2")
    assert "There is no draft of the plan" in words_in(told)
    decide(person, "EX2", outcome="refer")
    told, _ = confirm(person, "EX2")
    assert "It stands in the pupil's record" in words_in(told)


def test_facts_and_history_agree_on_what_came_with_the_record(
    house: Any, person: Any, meeting: str
) -> None:
    put_on(house, meeting, "EX2", ask="assess")
    told_on = row(house, "requests", "EX2")["decided_on"]
    page = words_in(opened(person, "EX2", "panel"))
    told = f"To assess: approved, family told {day(told_on)}"
    assert page.count(told) == 2
    assert "has not decided on this pupil before" not in page
    assert row(house, "assessments", "EX2")["panel_considerations"] in page
    assert (
        f"Overtaken by the dates: the family was told of a decision to assess on {day(told_on)}"
        in page
    )


def test_what_was_referred_back_is_said_with_its_day(house: Any, person: Any, item: str) -> None:
    decide(person, "EX1", outcome="refer", reason="The hours are not given.")
    confirm(person, "EX1")
    page = words_in(opened(person, "EX1", "panel"))
    assert f"The plan: referred back, {day(today())}" in page


def test_a_plan_is_not_agreed_before_a_decision_to_assess(
    house: Any, person: Any, item: str
) -> None:
    append(house, "requests", {**row(house, "requests", "EX1"), "stage": "requested"})
    append(house, "assessments", {**row(house, "assessments", "EX1"), "panel_approved": None})
    told, saved = decide(person, "EX1")
    assert "Nobody has decided to assess yet" in words_in(told)
    assert saved is no_update


@pytest.mark.parametrize(
    ("meeting_id", "pupil_id"),
    [("nowhere", "EX1"), (MEETING, "EX2"), ("../etc", "EX1"), ("", "EX1")],
)
def test_what_is_on_no_agenda_is_not_found(
    house: Any, person: Any, item: str, meeting_id: str, pupil_id: str
) -> None:
    for act in (decide, confirm):
        with pytest.raises(Refusal) as refusal:
            act(person, pupil_id, meeting_id=meeting_id)
        assert refusal.value.code == 404
    with pytest.raises(Refusal):
        opened(person, pupil_id, "panel", meeting_id)


def test_the_forms_are_shown_to_whom_they_are_given(house: Any, person: Any, item: str) -> None:
    def shown(by: str) -> set[str]:
        forms = {ids.DECISION_SAVE, ids.CONFIRM_BUTTON, ids.TAKE_OFF}
        return forms & set(ids_in(opened(person, "EX1", by)))

    assert shown("coordinator") == {ids.TAKE_OFF}
    assert shown("panel") == {ids.DECISION_SAVE}
    decide(person, "EX1")
    assert shown("coordinator") == set()
    assert shown("panel") == {ids.DECISION_SAVE}
    assert shown("panel2") == {ids.DECISION_SAVE, ids.CONFIRM_BUTTON}
    confirm(person, "EX1")
    assert shown("panel") == shown("panel2") == set()


def test_a_pupil_is_taken_off_until_something_is_decided(
    house: Any, person: Any, item: str
) -> None:
    def take_off() -> str:
        done = deciding.take_off(
            who=person("coordinator"), clicks=1, pupil_id="EX1", meeting_id=MEETING
        )
        return words_in(done)

    assert "Taken off" in take_off()
    with pytest.raises(Refusal):
        take_off()
    append(house, "panel_items", {**row(house, "panel_items", item), "withdrawn": False})
    decide(person, "EX1")
    assert "decided on this pupil" in take_off()


def test_nothing_happens_before_a_button_is_pressed(house: Any, person: Any, item: str) -> None:
    for act in (decide, confirm):
        with pytest.raises(PreventUpdate):
            act(person, "EX1", clicks=None)
    with pytest.raises(PreventUpdate):
        deciding.take_off(
            who=person("coordinator"), clicks=None, pupil_id="EX1", meeting_id=MEETING
        )


def test_the_papers_hold_every_pack_and_escape_what_people_wrote(
    demo_app: Any, sign_in: Any, house: Any, item: str
) -> None:
    note = "<script>alert(1)</script> & more"
    append(house, "panel_items", {**row(house, "panel_items", item), "note": note})
    page = sign_in(demo_app, "panel").get(f"/panel-papers/{MEETING}")
    assert page.status_code == 200
    assert page.mimetype == "text/html"
    assert "EX1: agree the plan?" in page.text
    assert "<script>" not in page.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in page.text
    text = page.get_data(as_text=True)
    levels = [int(level) for level in re.findall(r"<h([1-6])", text)]
    assert levels[0] == 1
    assert {*levels[1:]} == {2, 3}
    assert "What is missing?</h3>" in text
    # A way to a page leads nowhere from paper.
    assert "Contradictions in the documents" not in text
    assert sign_in(demo_app, "panel").get("/panel-papers/nowhere").status_code == 404
    assert sign_in(demo_app, "senco").get(f"/panel-papers/{MEETING}").status_code == 403


def test_only_members_decide() -> None:
    assert allows("panel", "panel.decide", "other")
    assert not any(allows("co-ordinator", "panel.decide", one) for one in ("own", "other"))
