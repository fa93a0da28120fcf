"""Every view of a plan opens for whoever may read it, with what they may do."""

from __future__ import annotations

from typing import Any

import pytest
from dash.exceptions import PreventUpdate

from access.refusals import Refusal
from callbacks.plans import drafting, views, writing
from callbacks.plans.commenting import comment_on_plan
from callbacks.plans.keeping import load_kept, versions_of
from data.schemas.plans import SECTIONS, Plan
from layouts.plans.address import PARTS
from layouts.plans.page import heading
from tests.tree import ids_in, walk, words_in

PUPIL = "EX1"


def open_part(who: Any, part: str, **place: str) -> list[Any]:
    return views.open_plan(
        who=who,
        pupil_id=PUPIL,
        place={"part": part, **place},
        saved=None,
        commented=None,
        drafted=None,
    )


def forms(tree: Any) -> list[str]:
    return [props["data-what"] for _, props in walk(tree) if "data-what" in props]


@pytest.mark.parametrize("part", PARTS)
def test_every_part_opens_with_its_heading(plan: Plan, ana: Any, part: str) -> None:
    shown = open_part(ana, part)
    assert heading(part) in words_in(shown)
    assert len(ids_in(shown)) == len(set(map(str, ids_in(shown))))


@pytest.mark.parametrize("part", sorted(set(PARTS) - {"redraft"}))
def test_every_part_opens_before_the_first_draft(house: Any, person: Any, part: str) -> None:
    assert heading(part) in words_in(open_part(person("coordinator"), part))
    assert heading(part) in words_in(open_part(person("panel"), part))


def test_there_is_no_other_part(plan: Plan, ana: Any) -> None:
    for part in ("", "Z", "../F"):
        with pytest.raises(Refusal) as refused:
            open_part(ana, part)
        assert refused.value.code == 404


def test_only_who_may_draft_sees_what_drafting_would_do(plan: Plan, person: Any) -> None:
    with pytest.raises(Refusal) as refused:
        open_part(person("panel"), "redraft")
    assert refused.value.code == 403
    assert "Draft again" not in words_in(open_part(person("panel"), "overview"))


def test_who_may_only_comment_has_no_form_to_write(plan: Plan, person: Any) -> None:
    panel = person("panel")
    shown = open_part(panel, "F", line="F-1")
    assert forms(shown) == []
    assert "Edit" not in words_in(shown)
    assert forms(open_part(panel, "F", on="F-1")) == ["say"]
    assert forms(open_part(panel, "F", new="provision")) == []


def test_one_line_at_a_time_is_a_form_with_the_reader_s_own_draft(plan: Plan, ana: Any) -> None:
    closed = open_part(ana, "F")
    assert forms(closed) == ["agree"]
    shown = open_part(ana, "F", line="F-1")
    assert forms(shown) == ["save", "up", "down", "withdraw", "agree"]
    typed = {"line": "F-1", "revision": "1", "text": "Half a sen"}
    writing.keep_typed(who=ana, pupil_id=PUPIL, given=typed)
    again = open_part(ana, "F", line="F-1")
    boxes = [props["value"] for tag, props in walk(again) if tag == "Textarea"]
    assert boxes == ["Half a sen"]
    assert "discard" in forms(again)
    assert "not yet saved" in words_in(again)
    assert "You have words here that are not saved" in words_in(open_part(ana, "F"))


def test_a_line_of_another_section_is_not_opened(plan: Plan, ana: Any) -> None:
    assert "save" not in forms(open_part(ana, "B", line="F-1"))
    assert "save" not in forms(open_part(ana, "F", line="nobody"))
    assert "add" not in forms(open_part(ana, "F", new="need"))


def test_a_new_line_opens_with_what_was_typed_of_it(plan: Plan, ana: Any) -> None:
    assert "add" in forms(open_part(ana, "F", new="provision"))
    typed = {"line": "w", "new": "F:provision", "revision": "0", "text": "Swimm"}
    writing.keep_typed(who=ana, pupil_id=PUPIL, given=typed)
    shown = open_part(ana, "F", new="provision")
    assert [props["value"] for tag, props in walk(shown) if tag == "Textarea"] == ["Swimm"]


def test_beside_a_changed_line_stands_what_the_sources_give_now(
    plan: Plan, sources: Any, ana: Any, person: Any
) -> None:
    mine = {"what": "save", "line": "F-1", "revision": "1", "text": "Mine."}
    writing.write_plan(who=ana, pupil_id=PUPIL, given=mine)
    assert "moved on" not in words_in(open_part(ana, "F", line="F-1"))
    sources.change("F-1", text="Theirs now.")
    shown = open_part(ana, "F", line="F-1")
    assert "The sources have moved on" in words_in(shown)
    assert "Theirs now." in [props.get("data-text") for _, props in walk(shown)]
    for who in (person("specialist"), person("panel")):
        assert "moved on" not in words_in(open_part(who, "F", line="F-1"))


def test_comments_stand_where_they_belong(plan: Plan, ana: Any) -> None:
    for about in ({"line": "F-1"}, {"section": "B"}):
        given = {"what": "say", "text": f"About {about}.", **about}
        comment_on_plan(who=ana, pupil_id=PUPIL, given=given)
    assert "1 comment" in words_in(open_part(ana, "F"))
    assert "About {'line'" in words_in(open_part(ana, "F", on="F-1"))
    assert "About {'section'" in words_in(open_part(ana, "B"))
    every = words_in(open_part(ana, "comments"))
    assert "2 comments, 2 still open." in every
    assert "On:" in every


def test_two_moments_are_compared_word_by_word(plan: Plan, ana: Any) -> None:
    before = load_kept(PUPIL).reached
    mine = {"what": "save", "line": "E-1", "revision": "1", "text": "Will ask for a break."}
    writing.write_plan(who=ana, pupil_id=PUPIL, given=mine)
    after = load_kept(PUPIL).reached
    shown = compared(ana, before, after)
    words = words_in(shown)
    assert "1 line changed." in words
    assert "by Asha Patel" in words
    tags = [tag for tag, _ in walk(shown)]
    assert "Ins" in tags
    assert "Del" in tags
    assert words_in(compared(ana, after, before)) == words
    assert "6 lines added." in words_in(compared(ana, 0, before))
    assert "the same at both" in words_in(compared(ana, after, after))
    for odd in ("x", "", "999999"):
        with pytest.raises(PreventUpdate):
            views.compare_plan(who=ana, pupil_id=PUPIL, earlier=odd, later=str(after))
    assert len(versions_of(PUPIL)) == len(plan.lines) + 1


def compared(who: Any, earlier: int, later: int) -> Any:
    return views.compare_plan(who=who, pupil_id=PUPIL, earlier=str(earlier), later=str(later))


def test_the_cases_being_drafted_come_first_with_where_each_plan_stands(
    plan: Plan, ana: Any, person: Any
) -> None:
    shown = views.list_plans(who=ana, opened=True)
    words = words_in(shown)
    assert "of your cases" in words
    assert words.index("Draft plan being written") < words.index("Draft plan with family")
    assert "5 lines, 1 gap to obtain" in words
    assert "No draft yet" in words
    assert "/generator/EX1" in [props.get("href") for _, props in walk(shown)]
    others = words_in(views.list_plans(who=person("panel"), opened=True))
    assert "of your cases" not in others


def test_who_may_read_nobody_is_told_so(house: Any, person: Any) -> None:
    from dataclasses import replace

    nobody = replace(person("specialist"), username="nobody")
    assert "No pupil you may read" in words_in(views.list_plans(who=nobody, opened=True))


def test_the_whole_real_draft_opens_in_every_section(house: Any, ana: Any) -> None:
    drafting.save_draft(ana, PUPIL, request_id="real")
    for part in SECTIONS:
        shown = open_part(ana, part)
        assert sum(1 for _ in walk(shown)) < 1_200
