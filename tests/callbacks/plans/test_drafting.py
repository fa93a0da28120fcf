"""Drafting saves what the sources give, and never over a person's words."""

from __future__ import annotations

from typing import Any

import pytest
from dash import no_update
from dash.exceptions import PreventUpdate

from callbacks.plans import drafting, writing
from callbacks.plans.keeping import load_kept, load_plan
from data.journal import Conflict
from data.schemas.plans import Plan
from tests.tree import words_in

PUPIL = "EX1"


def draft(who: Any, **given: str) -> tuple[str, Any]:
    message, drawn = drafting.draft_again(who=who, pupil_id=PUPIL, given={"what": "draft", **given})
    return words_in(message), drawn


def test_the_first_draft_is_saved_with_who_made_it_and_from_what(
    house: Any, sources: Any, ana: Any
) -> None:
    message, drawn = draft(ana)
    assert "6 lines added." in message
    assert drawn is not no_update
    head = load_kept(PUPIL).head
    assert head["author"] == "coordinator"
    assert head["assessment_revision"] >= 1
    assert load_plan(PUPIL).particulars.drafted_on == head["drafted_on"]


def test_drafting_again_leaves_people_s_words(plan: Plan, sources: Any, ana: Any) -> None:
    mine = {"what": "save", "line": "E-1", "revision": "1", "text": "My words."}
    writing.write_plan(who=ana, pupil_id=PUPIL, given=mine)
    assert drafting.preview(PUPIL).offered == ()
    sources.change("E-1", text="New words from the sources.")
    sources.change("F-1", text="Speech therapy, two sessions a week.")
    sources.drop("B-asd")
    found = drafting.preview(PUPIL)
    assert found.sentence == (
        "Draft again would replace 1 line, take out 1 line and leave 1 line that people wrote, "
        "changed or agreed."
    )
    assert [(old.text, new.text) for old, new in found.offered] == [
        ("My words.", "New words from the sources.")
    ]
    message, _ = draft(ana)
    assert "1 line replaced, 1 line taken out, 1 line of people left" in message
    after = load_plan(PUPIL).by_id
    assert after["E-1"].text == "My words."
    assert after["F-1"].text == "Speech therapy, two sessions a week."
    assert "B-asd" not in after
    sources.plan = plan
    draft(ana)
    assert load_plan(PUPIL).by_id["B-asd"].revision == 3


def test_what_a_person_took_out_stays_out(plan: Plan, sources: Any, ana: Any) -> None:
    writing.write_plan(
        who=ana, pupil_id=PUPIL, given={"what": "withdraw", "line": "A-1", "revision": "1"}
    )
    draft(ana)
    assert "A-1" not in load_plan(PUPIL).by_id


def test_a_save_in_between_is_taken_into_account(
    plan: Plan, sources: Any, ana: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources.change("E-1", text="From the sources.")
    plain, quick = drafting.save_lines, []

    def meanwhile(*args: Any, **given: Any) -> Any:
        if not quick:
            quick.append(1)
            words = {"what": "save", "line": "E-1", "revision": "1", "text": "Quicker."}
            writing.write_plan(who=ana, pupil_id=PUPIL, given=words)
        return plain(*args, **given)

    monkeypatch.setattr(drafting, "save_lines", meanwhile)
    message, _ = draft(ana)
    assert "replaced" not in message
    assert "1 line of people left as they were" in message
    assert load_plan(PUPIL).by_id["E-1"].text == "Quicker."


def test_who_is_never_quick_enough_is_told(
    plan: Plan, ana: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: Any, **__: Any) -> Any:
        raise Conflict(drafting_change(), None)

    monkeypatch.setattr(drafting, "save_lines", never)
    message, drawn = draft(ana)
    assert "Others are saving" in message
    assert drawn is no_update


def drafting_change() -> Any:
    from data.journal import Change

    return Change("plans", PUPIL, 0, {})


def test_what_cannot_be_saved_is_said(plan: Plan, ana: Any) -> None:
    message, drawn = draft(ana, sent="a/b")
    assert "Not saved" in message
    assert drawn is no_update
    with pytest.raises(PreventUpdate):
        drafting.draft_again(who=ana, pupil_id=PUPIL, given=None)
