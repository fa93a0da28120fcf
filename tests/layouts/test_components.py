"""Components: labels belong to controls, tables have headers, words are escaped by being text."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from analytics.approvals import NOTHING
from data.schemas import QUESTIONS
from layouts import assessment, create, exceptions, history, ids, packages, placement
from layouts.accounts import page as accounts
from layouts.components.case_links import case_links
from layouts.components.field import error_summary, field, select
from layouts.components.only_mine import LABEL, OWN_CASES, nothing_here, only_mine
from layouts.components.table import Head, data_table
from layouts.dates import day, moment
from layouts.frame import header, navigation, pupil_results, views_of
from layouts.panel import agenda, deciding, meetings
from layouts.process import clock
from layouts.registry import PAGES
from layouts.reviews import deciding as early
from tests.tree import problems_in, walk, words_in


def test_a_field_s_label_names_its_control() -> None:
    control = select("colour", [("r", "Red")])
    label = field("Colour", control).children[0]
    assert label.htmlFor == "colour"


def test_a_checked_field_has_a_place_for_its_error_and_another_has_none() -> None:
    control = select("colour", [])
    ids_of = [
        [props.get("id") for _, props in walk(field("Colour", control, checked=checked))]
        for checked in (True, False)
    ]
    assert ids.error("colour") in ids_of[0]
    assert ids.error("colour") not in ids_of[1]


def test_the_error_summary_leads_to_each_control_and_says_what_has_none() -> None:
    told = [("a", "A is missing."), ("", "You hold it."), ("a", "A is long."), ("z", "Z is gone.")]
    assert problems_in(error_summary(told, {"a": "the-a", "b": "the-b"})) == [
        ("the-a", "A is missing."),
        ("", "You hold it."),
        ("the-a", "A is long."),
        ("", "Z is gone."),
    ]


@pytest.mark.parametrize(
    ("page", "controls"),
    [
        (accounts.form({}), accounts.CONTROLS),
        (agenda.layout(), agenda.CONTROLS),
        (create.layout(), create.CONTROLS),
        (clock.layout(), clock.CONTROLS),
        (deciding.layout(), deciding.CONTROLS),
        (early.layout(), early.CONTROLS),
        (exceptions.skeleton(), exceptions.CONTROLS),
        (meetings.layout(), meetings.CONTROLS),
        (packages.layout(), packages.CONTROLS),
        *((placement.layout(), controls) for controls in placement.CONTROLS.values()),
    ],
)
def test_every_control_to_which_an_error_may_lead_has_a_place_for_it(
    page: Any, controls: Mapping[str, str]
) -> None:
    places = {props.get("id") for _, props in walk(page)}
    wanted = {*controls.values(), *map(ids.error, controls.values())}
    assert wanted <= places, wanted - places


def test_a_table_has_a_caption_and_headers_both_ways() -> None:
    table = data_table("Sums", [Head("Name"), Head("Sum", numeric=True)], [["a", "1"]])
    parts = [(tag, props) for tag, props in walk(table) if tag in {"Caption", "Th", "Td"}]
    assert [tag for tag, _ in parts] == ["Caption", "Th", "Th", "Th", "Td"]
    assert [props["scope"] for tag, props in parts if tag == "Th"] == ["col", "col", "row"]
    assert parts[-1][1] == {"children": "1", "className": "number", "data-label": "Sum"}


def test_a_number_at_the_head_of_a_row_stands_below_its_heading() -> None:
    table = data_table("Rows", [Head("Row", numeric=True), Head("Pupil")], [["3", "EX1"]])
    kinds = [props["className"] for tag, props in walk(table) if tag in {"Th", "Td"}]
    assert kinds == ["number", "", "number", ""]


def test_a_row_of_the_wrong_length_is_a_mistake() -> None:
    with pytest.raises(ValueError):
        data_table("Sums", [Head("Name"), Head("Sum")], [["a", "1", "2"]])


def test_the_header_escapes_names() -> None:
    html = header(authority="<script>", who="A & B", role="<b>", demo=True, holds_cases=True)
    assert "<script>" not in html
    assert "A &amp; B" in html
    assert "Every pupil, school and letter here is invented" in html


def test_the_header_of_a_real_store_says_nothing_of_demonstration() -> None:
    assert "invented" not in header(authority="X", who="Y", role="Z", demo=False, holds_cases=True)


def opened(row: dict[str, object], *, allowed: bool) -> dict[str, dict[str, object]]:
    opening = assessment.Opening(row=row, revision=1, request_id="", answers=allowed, panel=allowed)
    return {props.get("id", ""): props for _, props in walk(assessment.assessment(opening))}


def test_every_question_has_its_scale_in_words_and_its_own_controls() -> None:
    found = opened({}, allowed=True)
    for question in QUESTIONS:
        scale = found[ids.form(question.id)]
        assert [option["label"] for option in scale["options"]] == list(question.scale)
        assert scale["value"] is None
        assert found[ids.form(f"{question.id}_note")]["value"] == ""
        assert found[ids.form(f"{question.id}_validated")]["value"] is False
        assert found[ids.form(f"{question.id}_source")]["value"] == ""


def test_the_form_holds_the_row() -> None:
    row = {"asd": 3, "asd_note": 'He said "no" {{slc}}', "asd_validated": True, "final": True}
    found = opened({**row, "primary_need": "ASD"}, allowed=True)
    assert found[ids.form("asd")]["value"] == 3
    assert found[ids.form("asd_note")]["value"] == 'He said "no" {{slc}}'
    assert found[ids.form("asd_validated")]["value"] is True
    assert not {ids.form("final"), ids.form("panel_approved")} & set(found)
    assert found[ids.form("primary_need")]["value"] == "ASD"
    assert found[ids.form("semh")]["value"] is None


def test_the_form_says_what_other_pages_set_and_which() -> None:
    row = {"panel_approved": False, "final": False}
    told = replace(NOTHING, brought=True, final=True, final_on="2026-05-03")
    opening = assessment.Opening(
        row=row, revision=1, request_id="", answers=True, panel=True, approval=told
    )
    words = words_in(assessment.assessment(opening))
    assert "Initial panel approval Approved, day not recorded No decision of it" in words
    assert "EHC plan is final Yes, 3 May 2026" in words


@pytest.mark.parametrize("allowed", [True, False])
def test_a_reader_s_form_is_closed(allowed: bool) -> None:
    opening = assessment.Opening(row={}, revision=1, request_id="", answers=allowed, panel=allowed)
    closed = [
        props["disabled"]
        for tag, props in walk(assessment.assessment(opening))
        if tag == "Fieldset"
    ]
    assert closed == [not allowed] * 22


def test_no_revision_yet_is_said() -> None:
    assert "No revision yet" in words_in(history.history([], names={}))


def test_results_count_what_is_not_shown() -> None:
    rows = [(f"P{n}", "School") for n in range(3)]
    assert pupil_results(rows, total=40, text="p")[0].children == "First 3 of 40 pupils"
    assert pupil_results(rows[:1], total=1, text="p")[0].children == "1 pupil"
    assert "No pupil matches" in pupil_results([], total=0, text="zz")[0].children


@pytest.mark.parametrize(
    ("date", "words"),
    [("2026-05-03", "3 May 2026"), (datetime.date(2026, 12, 25), "25 December 2026"), (None, "–")],
)
def test_dates_are_in_words(date: object, words: str) -> None:
    assert day(date) == words  # type: ignore[arg-type]


def test_moments_are_in_the_time_of_england() -> None:
    summer = datetime.datetime(2026, 7, 1, 11, 30, tzinfo=datetime.UTC)
    assert moment(summer) == "1 July 2026, 12:30"


@pytest.mark.parametrize("holds", [True, False])
def test_the_header_tells_the_style_sheet_who_holds_no_cases(holds: bool) -> None:
    html = header(authority="X", who="Y", role="Z", demo=False, holds_cases=holds)
    assert ("header--holds-none" in html) is not holds


def test_the_filter_for_one_s_own_pupils_is_marked_for_the_style_sheet() -> None:
    assert OWN_CASES in only_mine("mine", True).class_name
    sheet = Path("assets/30-components.css").read_text(encoding="utf-8")
    assert f".header--holds-none ~ * .{OWN_CASES}" in sheet


def test_a_visitor_is_offered_to_sign_in_and_nothing_to_sign_out_of() -> None:
    html = header(authority="X", who="", role="", demo=False, holds_cases=False)
    assert 'href="/sign-in"' in html
    assert "/sign-out" not in html


def test_the_panel_of_a_visitor_ends_with_the_way_in() -> None:
    pages = [page for page in PAGES if page.id == "sen2-stands"]
    links = navigation(pages, pathname="/sen2/league", signed_in=False)
    assert words_in(links) == "SEN2 Sign in"


def test_a_wide_table_can_be_moved_by_keyboard() -> None:
    frame = data_table("Many columns", [Head("A"), Head("B")], [["a", "b"]], wide=True)
    assert (frame["props"]["tabIndex"], frame["props"]["aria-label"]) == ("0", "Many columns")


def test_each_page_of_a_case_leads_to_the_others_that_the_reader_may_open() -> None:
    every = words_in(case_links("EX1", here="", placement=True))
    assert every == "Record Documents Plan Dates and steps Placement Progress feedback Benchmark"
    fewer = words_in(case_links("EX1", here="process", placement=False))
    assert fewer == "Record Documents Plan Progress feedback Benchmark"
    first = case_links("EX1", here="process", placement=True).children.children[0]
    assert first.children.href == "/pupils/EX1"


def test_an_empty_list_names_the_filter_only_to_those_who_see_it() -> None:
    empty = nothing_here("Nobody is here.", "Clear a filter.")
    plain, wider = empty.children
    assert plain == "Nobody is here. Clear a filter."
    assert only_mine("mine", True).label == LABEL
    assert LABEL in wider.children and wider.className == OWN_CASES


def test_every_page_has_its_place_in_the_control_panel() -> None:
    listed = [page for page in PAGES if page.listed]
    for page in PAGES:
        address = page.path_template or page.path
        assert [tab.title for tab in listed if tab.covers(address)] != [], address


def test_dates_and_steps_belong_to_the_caseload_and_show_no_views_of_it() -> None:
    links = navigation([page for page in PAGES if page.listed], pathname="/process/EX1")
    marked = [item for item in links if getattr(item.children.children, "aria-current", None)]
    assert [item.children.children.children for item in marked] == ["Caseload"]
    assert views_of(PAGES, pathname="/process/EX1") == []
