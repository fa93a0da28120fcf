"""What changed: each kind of save in words, grouped by pupil, nothing told of what is the same."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from analytics.process.notices import LONGEST, TOLD_OF, Edit, notices, words_of
from data.schemas import TABLES

AT = datetime.datetime(2026, 11, 20, 9, tzinfo=datetime.UTC)


def edit(table: str, before: Any, after: Any, **given: Any) -> Edit:
    told = {"sequence": 1, "at": AT, "actor": "ann", "pupil_id": "P1", **given}
    return Edit(table=table, before=before, after=after, **told)


REQUEST = {"stage": "assessing", "requested_on": "2026-08-01", "decided_on": None}


@pytest.mark.parametrize(
    ("table", "before", "after", "words"),
    [
        ("pupils", None, {"pupil_id": "P1"}, "The pupil was added."),
        ("pupils", {"school_id": "S1"}, {"school_id": "S2"},
         "Pupil: school is now “S2”, was “S1”."),
        ("requests", None, REQUEST, "The request was recorded: received on 1 August 2026."),
        (
            "requests",
            REQUEST,
            {**REQUEST, "stage": "drafting", "decided_on": "2026-09-10"},
            "The family was told on 10 September 2026 that there will be an assessment: the final "
            "plan is due by 19 December 2026. Dates and steps: stage is now “Draft plan being "
            "written”, was “Needs assessment”.",
        ),
        ("requests", {**REQUEST, "decided_on": "2026-09-10"}, REQUEST,
         "Dates and steps: decided on is now not recorded, was 10 September 2026."),
        ("advice", None, {"asked_on": "2026-09-01"},
         "Advice was asked for on 1 September 2026: it is due by 13 October 2026."),
        ("advice", None, {"asked_on": "2026-09-01", "role": "educational_psychologist"},
         "Advice was asked for on 1 September 2026 (educational psychologist): it is due by 13 "
         "October 2026."),
        ("advice", {"asked_on": "2026-09-01"}, {"asked_on": "2026-09-01",
         "received_on": "2026-10-14"}, "Advice arrived on 14 October 2026, 1 day late."),
        ("advice", None, {"asked_on": "2026-09-01", "received_on": "2026-10-20"},
         "Advice arrived on 20 October 2026, 7 days late."),
        ("advice", None, {"asked_on": None, "received_on": "2026-10-20"},
         "Advice arrived on 20 October 2026."),
        ("advice", None, {"asked_on": None}, ""),
        ("advice", {"asked_on": "2026-09-01"}, {"asked_on": "2026-09-01",
         "received_on": "2026-10-01"}, "Advice arrived on 1 October 2026."),
        ("advice", {"asked_on": "2026-09-01"}, {"asked_on": "2026-09-02"},
         "Advice: asked on is now 2 September 2026, was 1 September 2026."),
        ("documents", None, {"title": "EP report"}, "Document added: “EP report”."),
        ("documents", {"title": "EP report"}, {"title": "EP report", "withdrawn": "twice"},
         "Document withdrawn: “EP report”."),
        ("documents", {"title": "A", "type": None}, {"title": "A", "type": "gp_letter"},
         "Document put right: “A”: type is now “GP letter”."),
        ("plans", None, {"status": "draft"}, "Plan: status is now “draft”."),
        ("plan_comments", None, {"section": "F", "text": "Who\nruns it?"},
         "Comment on section F of the plan: “Who runs it?”."),
        ("plan_comments", {"section": "F"}, {"section": "F", "resolved": True},
         "A comment on section F of the plan was dealt with."),
        ("plan_comments", {"section": "F", "text": "a"}, {"section": "F", "text": "b"},
         "A comment on section F of the plan was changed."),
        ("panel_items", None, {"ask": "assess"}, "Put on the panel's agenda: agree to assess."),
        ("panel_items", {"ask": "assess", "withdrawn": True}, {"ask": "assess"},
         "Put on the panel's agenda: agree to assess."),
        ("panel_items", {"ask": "assess"}, {"ask": "assess", "withdrawn": True},
         "Taken off the panel's agenda."),
        ("panel_items", {"ask": "assess"}, {"ask": "plan"},
         "The panel is now asked: agree the plan."),
        ("panel_decisions", None, {"ask": "plan", "outcome": "refer"},
         "The panel decided, still to be confirmed by a second member: referred back: agree the "
         "plan."),
        ("panel_decisions", {"ask": "plan", "outcome": "approve"},
         {"ask": "plan", "outcome": "approve", "confirmed_by": "bo", "reason": "All is there."},
         "A decision of the panel was confirmed: approved: agree the plan. Reason: “All is "
         "there.”"),
        ("panel_decisions", {"ask": "plan", "outcome": "approve"},
         {"ask": "plan", "outcome": "reject"},
         "A decision of the panel was changed: rejected: agree the plan."),
        ("consultations", None, {"school_id": "S1", "asked_on": "2026-09-01"},
         "School “S1” was asked for a place on 1 September 2026."),
        ("consultations", {"school_id": "S1"}, {"school_id": "S1", "answer": "no",
         "ground": "others"},
         "School “S1” answered on a place: no: the place is incompatible with the efficient "
         "education of others."),
        ("consultations", None, {"school_id": "S1", "answer": "yes"},
         "School “S1” answered on a place: yes."),
        ("consultations", {"school_id": "S1"}, {"school_id": "S1", "family_preference": True},
         "Placement: asked for by the family is now yes."),
        ("feedback_links", None, {"voice": "parent"}, "Feedback was asked for: parent or carer."),
        ("feedback_links", {"voice": "pupil"}, {"voice": "pupil", "revoked_on": "2026-09-01"},
         "A link that asked for feedback was taken back: child or young person."),
        ("feedback_links", {"voice": "pupil"}, {"voice": "pupil", "expires_on": "2026-09-01"},
         "A link that asked for feedback was renewed: child or young person."),
        ("feedback", None, {"voice": "setting"}, "Feedback arrived: school or setting."),
        ("feedback", {"voice": "setting", "feels_school": 2},
         {"voice": "setting", "feels_school": 3},
         "Feedback was put right (school or setting): school, college or setting is now “3”, "
         "was “2”."),
        ("flag_decisions", None, {"decision": "review", "note": "x"},
         "Early review: bring the review forward."),
        ("flag_decisions", {"decision": "review"}, {"decision": "review", "note": "x"},
         "Early review: bring the review forward."),
    ],
)  # fmt: skip
def test_a_save_in_words(table: str, before: Any, after: Any, words: str):
    assert words_of(edit(table, before, after)) == words


def test_an_assessment_says_what_its_history_says():
    words = words_of(edit("assessments", {"health": 1}, {"health": 3}))
    assert words.startswith("Answers: ")
    assert "ealth" in words


@pytest.mark.parametrize("table", [name for name in TOLD_OF if name[:5] != "plan_"])
def test_a_save_that_changes_nothing_is_not_told_of(table: str):
    row = {
        "stage": "assessing", "title": "A", "asked_on": "2026-09-01", "ask": "plan",
        "outcome": "approve", "school_id": "S1", "voice": "pupil", "decision": "review",
    }  # fmt: skip
    assert words_of(edit(table, row, {**row, "exception_by": None})) == ""
    assert notices([edit(table, row, row)]) == ()


def test_what_was_taken_off_the_agenda_before_is_not_told_of_again():
    row = {"ask": "plan", "withdrawn": True}
    assert words_of(edit("panel_items", row, {**row, "note": "x"})) == ""


def test_an_erased_record_is_told_of_without_its_words():
    assert words_of(edit("assessments", {"health": 1}, None)) == "A record was erased."


def test_long_texts_are_cut():
    words = words_of(edit("plan_comments", None, {"section": "B", "text": "word " * 200}))
    assert len(words) < LONGEST + 60
    assert "…" in words


def test_pupils_come_by_their_newest_change_and_changes_by_time():
    edits = [
        edit("requests", None, REQUEST, sequence=4, pupil_id="P2"),
        edit("pupils", None, {}, sequence=3),
        edit("documents", None, {"title": "A"}, sequence=9),
        edit("documents", {"title": "B"}, {"title": "B"}, sequence=11, pupil_id="P3"),
    ]
    found = notices(edits)
    assert [one.pupil_id for one in found] == ["P1", "P2"]
    assert [told.sequence for told in found[0].told] == [9, 3]


def test_lines_of_a_plan_by_one_person_on_a_day_are_told_of_together():
    line = {"section": "F", "text": "a"}
    later = AT + datetime.timedelta(days=1)
    edits = [
        edit("plan_lines", None, line, sequence=1),
        edit("plan_lines", None, {**line, "section": "B"}, sequence=2),
        edit("plan_lines", line, {**line, "text": "b"}, sequence=3),
        edit("plan_lines", line, {**line, "withdrawn": True}, sequence=4),
        edit("plan_lines", line, None, sequence=5, actor="bo"),
        edit("plan_lines", line, {**line, "text": "c"}, sequence=6, at=later),
    ]
    (found,) = notices(edits)
    assert [(one.actor, one.words) for one in found.told] == [
        ("ann", "Plan lines: 1 changed in section F."),
        ("bo", "Plan lines: 1 taken out in section F."),
        ("ann", "Plan lines: 1 taken out, 1 changed, 2 written in sections B, F."),
    ]


@pytest.mark.parametrize("table", TOLD_OF)
def test_every_column_can_be_told_of(table: str):
    values = {"flag": True, "date": "2026-09-01", "whole": 3, "score": 1, "number": 1.5}
    after = {
        column.name: column.allowed[0] if column.allowed else values.get(column.kind, "x")
        for column in TABLES[table].columns
    }
    assert notices([edit(table, {"section": "F"}, after)])
