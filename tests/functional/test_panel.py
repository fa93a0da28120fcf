"""A plan goes to the panel, two members decide, and a school is asked for a place."""

from __future__ import annotations

import datetime

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from layouts import ids
from layouts.dates import day
from tests.functional import steps
from tests.functional.conftest import SignIn
from tests.functional.steps import by_id
from tests.functional.test_accessibility import AXE_OPTIONS, lines

pytestmark = pytest.mark.functional

TODAY = datetime.datetime.now(datetime.UTC).date()


def sound(page: Page) -> None:
    """Hold the page to WCAG 2.2 AA, wide and narrow."""
    page.evaluate(AXE_SCRIPT)
    for width, height in ((1440, 900), (390, 844)):
        steps.resize(page, width, height)
        assert steps.layout_problems(page) == []
        violations = page.evaluate("options => axe.run(options)", AXE_OPTIONS)["violations"]
        assert [line for violation in violations for line in lines(violation)] == []
    steps.resize(page, 1440, 900)


def test_a_pupil_goes_to_the_panel_and_two_members_agree(sign_in: SignIn):
    page = sign_in("co-ordinator")
    page.goto("/panel")
    expect(by_id(page, ids.PANEL_BODY).locator("table").first).to_be_visible()
    page.get_by_text("Add a meeting", exact=True).click()
    by_id(page, ids.PANEL_TITLE).fill("Extra panel")
    by_id(page, ids.PANEL_DATE).fill(day(TODAY + datetime.timedelta(days=3)))
    by_id(page, ids.PANEL_ADD).click()
    expect(by_id(page, ids.PANEL_MESSAGE)).to_contain_text("Added: Extra panel")
    sound(page)
    page.get_by_role("link", name="Open its agenda").click()
    expect(by_id(page, ids.AGENDA_BODY)).to_contain_text("Nobody is on this agenda yet.")
    page.get_by_text("Put a pupil on this agenda").click()
    by_id(page, ids.AGENDA_PUPIL).select_option("EX1")
    by_id(page, ids.AGENDA_ASK).select_option("assess")
    by_id(page, ids.AGENDA_ADD).click()
    expect(by_id(page, ids.AGENDA_MESSAGE)).to_contain_text("EX1 is on the agenda")
    # The form was drawn anew, and its button with it: the focus goes to what was done.
    expect(by_id(page, ids.AGENDA_MESSAGE).locator(".notice")).to_be_focused()
    expect(by_id(page, ids.AGENDA_BODY).get_by_role("link", name="EX1")).to_be_visible()
    sound(page)
    meeting = page.url

    first, second = sign_in("panel"), sign_in("panel2")
    for member in (first, second):
        member.goto(f"{meeting}/EX1")
        expect(by_id(member, ids.DECISION_SAVE)).to_be_visible()
    sound(first)
    by_id(first, ids.DECISION_OUTCOME).select_option("approve")
    by_id(first, ids.DECISION_SAVE).click()
    expect(by_id(first, ids.DECISION_ERRORS)).to_contain_text("Give the reasons")
    by_id(first, ids.DECISION_REASON).fill("The advice shows a need to assess.")
    by_id(first, ids.DECISION_SAVE).click()
    expect(by_id(first, ids.DECISION_MESSAGE)).to_contain_text("Decision recorded")
    expect(by_id(first, ids.DECISION_MESSAGE).locator(".notice")).to_be_focused()

    # Opened before the first decided: the second is told, and loses nothing.
    by_id(second, ids.DECISION_OUTCOME).select_option("reject")
    by_id(second, ids.DECISION_REASON).fill("The school can meet the need.")
    by_id(second, ids.DECISION_SAVE).click()
    expect(by_id(second, ids.DECISION_ERRORS)).to_contain_text("after you opened the page")
    expect(by_id(second, ids.DECISION_REASON)).to_have_value("The school can meet the need.")
    second.reload()
    by_id(second, ids.CONFIRM_BUTTON).click()
    expect(by_id(second, ids.CONFIRM_MESSAGE)).to_contain_text("Decision confirmed")
    expect(by_id(second, ids.CONFIRM_MESSAGE).locator(".notice")).to_be_focused()

    steps.open_pupil(page, "EX1")
    expect(steps.fact(page, "Panel")).to_have_text(f"To assess: approved, {day(TODAY)}")
    expect(by_id(page, "assessment-panel-considerations")).to_have_value(
        f"Approved, {day(TODAY)}: The advice shows a need to assess."
    )


@pytest.mark.thorough
def test_a_school_is_asked_and_its_answer_kept(sign_in: SignIn):
    page = sign_in("co-ordinator")
    page.goto("/placement/EX4")
    expect(by_id(page, ids.PLACEMENT_BODY).locator("table").first).to_be_visible()
    steps.resize(page, 390, 844)
    # The bullets stand in the padding: with less they are cut by the frame.
    padding = "one => parseFloat(getComputedStyle(one).paddingLeft)"
    assert page.locator(".table td ul").first.evaluate(padding) >= 20
    steps.resize(page, 1440, 900)
    page.get_by_text("Record that a school was asked").click()
    # The first option is the disabled one that a native select shows while nothing is chosen.
    by_id(page, ids.CONSULT_SCHOOL).select_option(index=1)
    by_id(page, ids.CONSULT_PREFERRED).select_option("yes")
    by_id(page, ids.CONSULT_DATE).fill(day(TODAY))
    by_id(page, ids.CONSULT_SAVE).click()
    expect(by_id(page, ids.CONSULT_MESSAGE)).to_contain_text("Saved")
    expect(by_id(page, ids.CONSULT_MESSAGE).locator(".notice")).to_be_focused()
    body = by_id(page, ids.PLACEMENT_BODY)
    due = day(TODAY + datetime.timedelta(days=15))
    expect(body).to_contain_text(f"No answer yet, due by {due}")
    page.get_by_text("Record a school's answer").click()
    by_id(page, ids.ANSWER_ANSWER).select_option("conditions")
    by_id(page, ids.ANSWER_REASONS).fill("A second adult at lunch.")
    by_id(page, ids.ANSWER_DATE).fill(day(TODAY))
    by_id(page, ids.ANSWER_SAVE).click()
    expect(by_id(page, ids.ANSWER_MESSAGE)).to_contain_text("Answer saved")
    expect(body).to_contain_text("A second adult at lunch.")
    sound(page)
