"""The work of the first issue, done as a new user would do it."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from data.schemas import ALL_CLUSTERS, PACKAGE_IDS, QUESTION, QUESTION_IDS, STAGES
from layouts import ids
from tests.functional import steps
from tests.functional.conftest import Pupils, SignIn
from tests.functional.server import Server
from tests.functional.steps import MOMENT, by_id

pytestmark = pytest.mark.functional

FIRST_ANSWERS = {"learning_difficulties": 2, "asd": 1, "english": 2, "slc": 1}
MARKUP = "<img src=x onerror='window.planted = true'> & =1+1"
CO_ORDINATOR, SPECIALIST = "Asha Patel", "Dr Ben Osei"


def test_a_new_user_creates_a_pupil_and_sees_cluster_reasons_and_packages(
    server: Server, new_page: SignIn
):
    page = new_page(server.address)
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in to Digital EHCP")
    page.get_by_role("button", name="EHC co-ordinator").click()
    expect(by_id(page, ids.CASELOAD_TABLE)).to_contain_text("pupils")
    page.get_by_role("link", name="Create New Pupil").click()
    steps.wait_for_create(page)
    by_id(page, ids.CREATE_SCHOOL).select_option(label="Aldermoss Primary School")
    steps.fill_pupil(page, "JOURNEY-1")

    page.wait_for_url("**/pupils/JOURNEY-1#assessment")
    steps.wait_for_pupil(page, "JOURNEY-1")
    assessment = page.get_by_role("heading", name="Pupil assessment")
    expect(assessment).to_be_in_viewport()
    assert 0 <= assessment.bounding_box()["y"] < 200, "the chart moved the form when it was drawn"
    expect(steps.fact(page, "School")).to_have_text("Aldermoss Primary School")
    expect(steps.fact(page, "Cluster")).to_have_text("Not yet")

    for question, score in FIRST_ANSWERS.items():
        steps.choose(page, question, score)
    expect(by_id(page, ids.ASSESSMENT_PROGRESS)).to_have_text("4 of 20 questions answered.")
    page.get_by_role("button", name="Mark the rest None").click()
    expect(by_id(page, ids.ASSESSMENT_PROGRESS)).to_have_text("All 20 questions answered.")
    assert [steps.chosen(page, q) for q in QUESTION_IDS] == [
        FIRST_ANSWERS.get(q, 0) for q in QUESTION_IDS
    ]
    _sees_a_first_cluster(page, steps.save(page))
    _sees_what_a_second_save_changed(page)


def _sees_a_first_cluster(page: Page, message: str) -> None:
    expect(steps.fact(page, "Cluster")).not_to_have_text("Not yet")
    cluster = steps.fact(page, "Cluster").inner_text()
    assert cluster in ALL_CLUSTERS
    assert cluster in message
    expect(page.get_by_role("heading", name=f"Why {cluster}")).to_be_attached()
    assert page.locator(".why li").count() >= 1
    expect(_packages(page)).to_have_count(len(PACKAGE_IDS))
    expect(steps.revisions(page)).to_have_count(1)
    expect(by_id(page, ids.ASSESSMENT_DRAFT)).to_have_text("")


def _sees_what_a_second_save_changed(page: Page) -> None:
    was = steps.fact(page, "Cluster").inner_text()
    packages = _packages(page).all_inner_texts()
    for question, score in {"learning_difficulties": 4, "adl_support": 4, "health": 3}.items():
        steps.choose(page, question, score)
    message = steps.save(page)
    assert "Saved as revision 2" in message
    assert "rose from Moderate to Profound or multiple" in message
    expect(steps.revisions(page)).to_have_count(2)
    now = steps.fact(page, "Cluster").inner_text()
    assert f"{now}, was {was}" in message
    assert _packages(page).all_inner_texts() != packages
    suggested = _packages(page).locator("td[data-label='Suggested']")
    assert suggested.filter(has_text="Suggested").count() >= 1
    expect(steps.revisions(page).first).to_contain_text(CO_ORDINATOR)
    expect(steps.revisions(page).first).to_contain_text(MOMENT)


def _packages(page: Page):
    return page.locator(".provision tbody tr")


def test_a_half_typed_form_survives_a_reload_and_signing_out(sign_in: SignIn, pupils: Pupils):
    page, pupil = sign_in("co-ordinator"), pupils.own()
    steps.open_pupil(page, pupil)
    before = steps.chosen(page, "maths")
    score = steps.another(page, "maths")
    steps.write(steps.note(page, "maths"), "Counts on fingers.")
    steps.wait_for_draft(page)
    # That a draft is kept may have been said of an earlier change, and a reload waits for nothing.
    with page.expect_response(lambda answer: '"OTH"' in (answer.request.post_data or "")):
        by_id(page, ids.form("primary_need")).select_option("OTH")
    steps.wait_for_draft(page)
    expect(by_id(page, ids.ASSESSMENT_DISCARD)).to_be_visible()

    page.reload()
    _shows_the_draft(page, pupil, score)
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="EHC co-ordinator").click()
    steps.open_caseload(page)
    steps.open_pupil(page, pupil)
    _shows_the_draft(page, pupil, score)

    by_id(page, ids.ASSESSMENT_DISCARD).click()
    expect(steps.score_box(page, "maths", before)).to_be_checked()
    expect(steps.note(page, "maths")).to_have_value("")
    expect(by_id(page, ids.ASSESSMENT_DISCARD)).to_be_hidden()
    expect(by_id(page, ids.ASSESSMENT_DRAFT)).to_have_text("")
    page.reload()
    steps.wait_for_pupil(page, pupil)
    expect(steps.score_box(page, "maths", before)).to_be_checked()
    expect(by_id(page, ids.ASSESSMENT_DRAFT)).to_have_text("")


def _shows_the_draft(page: Page, pupil: str, score: int) -> None:
    steps.wait_for_pupil(page, pupil)
    expect(steps.score_box(page, "maths", score)).to_be_checked()
    expect(steps.note(page, "maths")).to_have_value("Counts on fingers.")
    expect(by_id(page, ids.form("primary_need"))).to_have_value("OTH")
    expect(by_id(page, ids.ASSESSMENT_DRAFT)).to_contain_text("Your draft of")


@pytest.mark.thorough
def test_words_still_being_typed_survive_a_reload(sign_in: SignIn, pupils: Pupils):
    page, pupil = sign_in("co-ordinator"), pupils.own()
    steps.open_pupil(page, pupil)
    steps.note(page, "maths").press_sequentially("Not yet left this field")
    expect(by_id(page, ids.ASSESSMENT_DRAFT)).to_contain_text("Draft kept", timeout=6_000)
    page.reload()
    steps.wait_for_pupil(page, pupil)
    expect(steps.note(page, "maths")).to_have_value("Not yet left this field")


def test_a_specialist_validates_two_answers_and_both_stand_in_the_history(sign_in: SignIn):
    page = sign_in("specialist")
    steps.open_pupil(page, "EX1")
    expect(by_id(page, ids.form("panel_considerations"))).to_be_disabled()
    for question in ("psych_other", "sensory_skills"):
        steps.validated(page, question).click()
        steps.write(steps.source(page, question), "EP report, 3 November 2026")
    message = steps.save(page)
    assert "2 answers validated" in message
    assert "2 sources changed" in message

    reader = sign_in("co-ordinator")
    steps.open_pupil(reader, "EX1")
    newest = steps.revisions(reader).first
    expect(newest).to_contain_text(SPECIALIST)
    expect(newest).to_contain_text("2 answers validated")
    expect(newest).to_contain_text(MOMENT)
    expect(steps.validated(reader, "psych_other")).to_be_checked()
    expect(steps.source(reader, "sensory_skills")).to_have_value("EP report, 3 November 2026")


@pytest.mark.thorough
def test_two_revisions_can_be_compared(sign_in: SignIn, pupils: Pupils):
    page = sign_in("co-ordinator")
    steps.open_pupil(page, pupils.own())
    words = QUESTION["health"].words
    before = steps.chosen(page, "health")
    first, second = [score for score in (4, 3, 2) if score != before][:2]
    for score in (first, second):
        steps.choose(page, "health", score)
        steps.save(page)
    row = by_id(page, ids.COMPARE_TABLE).locator("tbody tr", has_text="Health issues")
    expect(row.locator("td")).to_have_text([words(first), words(second)])
    by_id(page, ids.COMPARE_FROM).select_option("1")
    expect(row.locator("td")).to_have_text([words(before), words(second)])
    by_id(page, ids.COMPARE_TO).select_option("1")
    expect(by_id(page, ids.COMPARE_TABLE)).to_have_text(
        "These two revisions hold the same answers."
    )


@pytest.mark.thorough
def test_the_panel_writes_what_it_took_into_account_and_nothing_else(
    sign_in: SignIn, pupils: Pupils
):
    page = sign_in("panel")
    steps.open_pupil(page, pupils.own())
    expect(steps.score_box(page, "health", 0)).to_be_disabled()
    stood = steps.fact(page, "Panel").inner_text()
    steps.write(by_id(page, ids.form("panel_considerations")), "Agreed after a second reading.")
    message = steps.save(page)
    assert "anel considerations changed" in message
    expect(steps.fact(page, "Panel")).to_have_text(stood)
    expect(steps.revisions(page).first).to_contain_text("Carol Whitfield")


def test_the_panel_is_not_offered_to_answer_the_questions(sign_in: SignIn, pupils: Pupils):
    page = sign_in("panel")
    steps.open_pupil(page, pupils.unanswered)
    expect(by_id(page, ids.ASSESSMENT_SAVE)).to_be_visible()
    expect(by_id(page, ids.ASSESSMENT_REST_NONE)).to_be_hidden()


@pytest.mark.thorough
def test_a_double_click_saves_once_and_words_are_only_words(sign_in: SignIn, pupils: Pupils):
    page = sign_in("co-ordinator")
    steps.open_pupil(page, pupils.own())
    # Not blurred first: what is in the field when save is pressed is what is saved.
    steps.note(page, "maths").fill(MARKUP)
    by_id(page, ids.ASSESSMENT_SAVE).dblclick()
    expect(by_id(page, ids.ASSESSMENT_MESSAGE)).to_contain_text("Saved as revision 2")
    expect(steps.revisions(page)).to_have_count(2)
    expect(by_id(page, ids.COMPARE_TABLE)).to_contain_text(MARKUP)
    page.reload()
    expect(steps.note(page, "maths")).to_have_value(MARKUP)
    expect(steps.revisions(page)).to_have_count(2)
    assert page.evaluate("window.planted") is None


@pytest.mark.thorough
def test_the_documents_of_the_bundle_open(sign_in: SignIn):
    page = sign_in("specialist")
    steps.open_pupil(page, "EX1")
    documents = page.locator(".bundle-brief li")
    expect(documents).to_have_count(9)
    title = documents.first.locator("a").inner_text()
    documents.first.locator("a").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.locator("article.document")).to_be_visible()


@pytest.mark.thorough
def test_the_table_under_the_chart_opens_and_downloads(sign_in: SignIn, tmp_path: Path):
    page = sign_in("specialist")
    steps.open_pupil(page, "EX4")
    page.locator("summary", has_text=re.compile("^Table$")).click()
    rows = page.locator("table", has_text="Answers to the 20 needs questions").locator("tbody tr")
    expect(rows).to_have_count(20)
    expect(rows.first).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download the table").click()
    assert waiting.value.suggested_filename == "needs-EX4.csv"
    waiting.value.save_as(tmp_path / "needs.csv")
    with (tmp_path / "needs.csv").open(encoding="utf-8", newline="") as file:
        sent = list(csv.DictReader(file))
    assert [row["need"] for row in sent] == rows.locator("th").all_inner_texts()
    assert [row["answer"] for row in sent] == rows.locator("td:nth-of-type(1)").all_inner_texts()


@pytest.mark.thorough
def test_introductions_and_definitions_are_switched_and_stay_so(sign_in: SignIn):
    page = sign_in("co-ordinator")
    steps.open_pupil(page, "EX2")
    expect(page.locator(".introduction")).to_be_visible()
    expect(page.locator(".question__definition").first).to_be_hidden()
    by_id(page, ids.INTRODUCTION_SWITCH).click()
    by_id(page, ids.DEFINITIONS_SWITCH).click()
    expect(page.locator(".introduction")).to_be_hidden()
    expect(page.locator(".question__definition").first).to_be_visible()
    page.reload()
    steps.wait_for_pupil(page, "EX2")
    expect(page.locator(".introduction")).to_be_hidden()
    expect(page.locator(".question__definition").first).to_be_visible()


@pytest.mark.thorough
def test_a_switch_is_shown_where_it_acts(sign_in: SignIn):
    page = sign_in("co-ordinator")
    introduction, definitions = (
        by_id(page, name) for name in (ids.INTRODUCTION_SWITCH, ids.DEFINITIONS_SWITCH)
    )
    steps.open_pupil(page, "EX2")
    expect(introduction).to_be_visible()
    expect(definitions).to_be_visible()
    steps.open_caseload(page)
    expect(introduction).to_be_visible()
    expect(definitions).to_be_hidden()
    steps.open_documents(page, "EX1")
    expect(introduction).to_be_hidden()
    expect(page.locator(".panel__switches")).to_be_hidden()


@pytest.mark.thorough
def test_a_pupil_is_found_by_reference_and_by_school(sign_in: SignIn):
    page = sign_in("co-ordinator")
    steps.open_caseload(page)
    search, results = by_id(page, ids.PUPIL_SEARCH), by_id(page, ids.PUPIL_RESULTS)
    search.fill("ex")
    expect(results.get_by_role("link").first).to_contain_text("EX1")
    search.fill("aldermoss")
    expect(results).to_contain_text("Aldermoss Primary School")
    search.fill("no such pupil")
    expect(results).to_contain_text("No pupil matches “no such pupil”.")
    search.fill("EX3")
    results.get_by_role("link", name="EX3").click()
    steps.wait_for_pupil(page, "EX3")


@pytest.mark.thorough
def test_enter_in_the_search_opens_the_first_pupil_found(sign_in: SignIn):
    page = sign_in("co-ordinator")
    steps.open_caseload(page)
    by_id(page, ids.PUPIL_SEARCH).fill("ex2")
    by_id(page, ids.PUPIL_SEARCH).press("Enter")
    steps.wait_for_pupil(page, "EX2")


@pytest.mark.thorough
def test_the_caseload_filters(sign_in: SignIn):
    page = sign_in("co-ordinator")
    table = steps.open_caseload(page)
    rows = table.locator("tbody tr")

    by_id(page, ids.CASELOAD_STAGE).select_option("drafting")
    _every_cell(page, "Stage", STAGES["drafting"])
    by_id(page, ids.CASELOAD_STAGE).select_option("all")
    by_id(page, ids.CASELOAD_CLUSTER).select_option("X4")
    _every_cell(page, "Cluster", "X4")
    by_id(page, ids.CASELOAD_CLUSTER).select_option("all")
    by_id(page, ids.CASELOAD_STATE).select_option("late")
    _every_cell(page, "Due", "late")
    by_id(page, ids.CASELOAD_STATE).select_option("all")
    by_id(page, ids.CASELOAD_TEXT).fill("EX5")
    expect(rows).to_have_count(1)
    by_id(page, ids.CASELOAD_TEXT).fill("")
    expect(rows).to_have_count(25)
    by_id(page, ids.CASELOAD_MINE).click()
    expect(table).to_contain_text(re.compile(r"\b2,\d{3} pupils:"))
    by_id(page, ids.CASELOAD_TEXT).fill("zzz")
    expect(table).to_contain_text("No pupil fits these filters.")


def _every_cell(page: Page, heading: str, words: str) -> None:
    cells = by_id(page, ids.CASELOAD_TABLE).locator(f"td[data-label='{heading}']")
    expect(cells.filter(has_not_text=words)).to_have_count(0)
    assert cells.count() >= 1


@pytest.mark.thorough
def test_the_caseload_sorts_and_pages(sign_in: SignIn):
    page = sign_in("co-ordinator")
    rows = steps.open_caseload(page).locator("tbody tr")
    by_id(page, ids.CASELOAD_SORT).select_option("reference")
    expect(rows.first).to_contain_text("EX1")
    first = rows.locator("th").all_inner_texts()
    assert first == sorted(first)
    by_id(page, ids.CASELOAD_PAGE).select_option("2")
    expect(rows.first).not_to_contain_text("EX1")
    second = rows.locator("th").all_inner_texts()
    assert second == sorted(second)
    assert first[-1] < second[0]
    by_id(page, ids.CASELOAD_STAGE).select_option("drafting")
    expect(by_id(page, ids.CASELOAD_PAGE)).to_have_value("1")
    by_id(page, ids.CASELOAD_STAGE).select_option("all")
    by_id(page, ids.CASELOAD_SORT).select_option("oldest")
    expect(rows.first).not_to_contain_text("EX1")
    ages = [int(age) for age in rows.locator("td[data-label='Age']").all_inner_texts()]
    assert ages == sorted(ages, reverse=True)


@pytest.mark.thorough
def test_an_administrator_changes_a_package_and_a_leader_only_reads_it(sign_in: SignIn):
    page = sign_in("administrator")
    steps.open_packages(page)
    by_id(page, ids.PACKAGE_SELECT).select_option("sp4")
    expect(by_id(page, ids.PACKAGE_NAME)).not_to_have_value("")
    by_id(page, ids.PACKAGE_HOURS).fill("3.5")
    by_id(page, ids.PACKAGE_SAVE).click()
    expect(by_id(page, ids.PACKAGE_MESSAGE)).to_contain_text("saved as revision 2")
    row = by_id(page, ids.PACKAGES_BODY).locator("tbody tr", has_text="SP4")
    expect(row).to_contain_text("3.5")

    reader = sign_in("leader")
    steps.open_packages(reader)
    row = by_id(reader, ids.PACKAGES_BODY).locator("tbody tr", has_text="SP4")
    expect(row).to_contain_text("3.5")
    expect(by_id(reader, ids.PACKAGE_FORM)).to_be_hidden()
    expect(by_id(reader, ids.RULE_FORM)).to_be_hidden()


@pytest.mark.thorough
def test_an_administrator_changes_the_rule_with_a_reason(sign_in: SignIn):
    page = sign_in("administrator")
    steps.open_packages(page)
    total = by_id(page, ids.RULE_TOTAL)
    expect(total).not_to_have_value("")
    by_id(page, ids.RULE_SAVE).click()
    message = by_id(page, ids.RULE_MESSAGE)
    expect(message).to_contain_text("Reason is missing.")
    by_id(page, ids.RULE_REASON).fill("Agreed by the panel of 3 November 2026.")
    by_id(page, ids.RULE_SAVE).click()
    expect(message).to_contain_text("The rule was saved as revision")
    expect(by_id(page, ids.RULE_BODY)).to_contain_text("Agreed by the panel of 3 November 2026.")


def test_a_note_stands_under_its_answer_and_is_short_on_a_phone(sign_in: SignIn, pupils: Pupils):
    page = sign_in("co-ordinator")
    steps.open_pupil(page, pupils.own())
    note, question = steps.note(page, "maths"), by_id(page, "question-maths")
    question.locator("input[value='2']").check()
    empty = note.bounding_box()
    note.fill("Counts reliably to ten with objects in front of him. " * 12)
    scale, wide, whole = (
        one.bounding_box() for one in (question.locator(".scale"), note, question)
    )
    assert empty and scale and wide and whole
    assert empty["width"] < whole["width"] / 2
    assert wide["width"] > whole["width"] * 0.85
    assert wide["y"] >= scale["y"] + scale["height"]
    page.set_viewport_size({"width": 390, "height": 844})
    focused = note.bounding_box()
    note.blur()
    at_rest = note.bounding_box()
    assert focused and at_rest
    assert at_rest["height"] < focused["height"] / 2
