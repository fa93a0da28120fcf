"""A plan comes back as it was kept, as it was at any moment, and no words get lost."""

from __future__ import annotations

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from access.principal import Principal
from analytics.plans.comparing import as_at
from callbacks.plans import writing
from callbacks.plans.keeping import (
    load_kept,
    load_plan,
    save_lines,
    versions_of,
)
from data.journal import Conflict
from data.schemas.plans import Plan
from tests.plan_lines import line
from tests.tree import words_in

PUPIL = "EX1"
EDITORS, ROUNDS = 20, 4


def texts(plan: Plan) -> dict[str, str]:
    return {one.line_id: one.text for one in plan.lines}


def save(who: Principal, one: Any, request_id: str, *, withdrawn: bool = False) -> Any:
    return save_lines(
        [(one, withdrawn)], who=who, pupil_id=PUPIL, action="plan.write", request_id=request_id
    )


def test_before_the_first_draft_there_are_particulars_and_no_lines(house: Any) -> None:
    plan = load_plan(PUPIL)
    assert plan.lines == ()
    about = plan.particulars
    assert about.pupil_id == PUPIL
    assert about.cluster == "X1"
    assert about.school
    assert about.age_band == "16-19"
    assert about.status == "draft"
    assert about.drafted_on == ""


def test_what_was_drafted_comes_back(plan: Plan, sources: Any) -> None:
    assert texts(plan) == texts(sources.plan)
    kept = {one.line_id: one for one in plan.lines}
    for fresh in sources.plan.lines:
        assert kept[fresh.line_id] == replace(fresh, revision=1, actor="coordinator")


def test_a_plan_of_another_pupil_is_another(plan: Plan) -> None:
    assert load_plan("EX2").lines == ()


def test_a_plan_is_as_it_was_at_each_moment(plan: Plan, ana: Principal) -> None:
    states = {load_kept(PUPIL).reached: texts(plan)}
    one = plan.by_id["B-slc"]
    for number, words in enumerate(["First.", "Second."], start=1):
        save(ana, replace(one, text=words, revision=number), f"r{number}")
        states[load_kept(PUPIL).reached] = texts(load_plan(PUPIL))
    save(ana, replace(one, text="Second.", revision=3), "r3", withdrawn=True)
    states[load_kept(PUPIL).reached] = texts(load_plan(PUPIL))
    assert len(states) == 4
    assert "B-slc" not in texts(load_plan(PUPIL))
    assert [line.line_id for line in load_kept(PUPIL).withdrawn] == ["B-slc"]
    for sequence, wanted in states.items():
        then = as_at(versions_of(PUPIL), sequence)
        assert {name: line.text for name, line in then.items()} == wanted
    assert len(versions_of(PUPIL)) == len(plan.lines) + 3


def test_all_lines_are_saved_or_none(plan: Plan, ana: Principal) -> None:
    lines = [(line("w-1", text="New."), False), (replace(plan.by_id["E-1"], revision=9), False)]
    with pytest.raises(Conflict):
        save_lines(lines, who=ana, pupil_id=PUPIL, action="plan.write", request_id="both")
    assert texts(load_plan(PUPIL)) == texts(plan)


def typed(editor: int, number: int) -> str:
    return f"Editor {editor} wrote sentence {number} of their own."


def edit(app: Any, editor: int, line_ids: list[str]) -> list[tuple[str, str, str]]:
    """Write to lines as a browser would: the revision seen first, then the words; tell how."""
    rng = random.Random(editor)
    who = Principal(f"editor-{editor}", f"Editor {editor}", "co-ordinator", None, "test")
    told = []
    with app.server.test_request_context():
        for number in range(ROUNDS):
            line_id = rng.choice(line_ids)
            seen = load_plan(PUPIL).by_id[line_id].revision
            given = {
                "what": rng.choice(["save", "left"]),
                "line": line_id,
                "revision": str(seen),
                "text": typed(editor, number),
                "sent": f"{editor}-{number}",
            }
            message, _, kept = writing.write_plan(who=who, pupil_id=PUPIL, given=given)
            saved = isinstance(kept, dict)
            told.append((line_id, given["text"], "saved" if saved else words_in(message)))
    return told


@pytest.mark.parametrize("line_ids", [["F-1"], ["A-1", "B-slc", "B-asd", "E-1", "F-1", "F-2"]])
def test_twenty_people_write_at_once_and_no_words_get_lost(
    demo_app: Any, plan: Plan, line_ids: list[str]
) -> None:
    with ThreadPoolExecutor(EDITORS) as pool:
        told = list(pool.map(lambda n: edit(demo_app, n, line_ids), range(EDITORS)))
    revisions = {(one.line.line_id, one.line.text) for one in versions_of(PUPIL)}
    refused = 0
    for editor, answers in enumerate(told):
        last_refused: dict[str, str] = {}
        for line_id, text, how in answers:
            if how == "saved":
                assert (line_id, text) in revisions
                last_refused.pop(line_id, None)
                continue
            # Handed back whole, with whose words stand there now.
            refused += 1
            assert text in how
            assert "changed this line" in how
            last_refused[line_id] = text
        for line_id, text in last_refused.items():
            draft = writing.store().drafts.load(f"editor-{editor}", f"{PUPIL}:{line_id}")
            assert draft is not None
            assert draft.payload["text"] == text
    saved = EDITORS * ROUNDS - refused
    assert len(versions_of(PUPIL)) == len(plan.lines) + saved
    assert saved >= 1


def test_words_that_cannot_be_saved_stay_as_a_draft(
    plan: Plan, ana: Principal, person: Callable[[str], Principal]
) -> None:
    given = {"what": "save", "line": "E-1", "revision": "1", "text": "x" * 4_001}
    message, _, _ = writing.write_plan(who=ana, pupil_id=PUPIL, given=given)
    assert "4,001 characters" in words_in(message)
    draft = writing.store().drafts.load("coordinator", f"{PUPIL}:E-1")
    assert draft is not None
    assert draft.payload["text"] == given["text"]
