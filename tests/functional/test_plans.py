"""The EHCP Generator in a browser: draft, write, comment, compare; nothing typed is lost."""

from __future__ import annotations

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Locator, Page, expect

from layouts import ids
from layouts.plans.address import plan_path
from tests.functional import steps
from tests.functional.conftest import SignIn
from tests.functional.steps import by_id
from tests.functional.test_accessibility import (
    AXE_OPTIONS,
    SIZES,
    SMALL_TARGETS,
    lines,
    structure_problems,
)

pytestmark = pytest.mark.functional
PUPIL = "EX1"
PARTS = ["overview", "A", "B", "F?new=provision", "I", "K", "thread", "comments", "redraft"]
QUICK = ("overview",)


def open_plan(page: Page, part: str = "overview") -> None:
    """Open a part of the plan."""
    steps.open_plan(page, PUPIL, part)


def draft(page: Page) -> None:
    """See that the plan is drafted."""
    steps.draft_plan(page, PUPIL)


def open_line(page: Page, section: str, number: int = 0) -> Locator:
    """Open a line of a section to be changed and return its box."""
    open_plan(page, section)
    page.locator(".plan-line").nth(number).get_by_role("link", name="Edit").click()
    box = page.locator(".plan-editor textarea")
    expect(box).to_be_focused()
    return box


def problems(page: Page) -> list[str]:
    """Return what is wrong with a page at both widths, by axe and by eye."""
    page.evaluate(AXE_SCRIPT)
    found = structure_problems(page)
    for size, (width, height) in SIZES.items():
        steps.resize(page, width, height)
        found += [f"{size}: {problem}" for problem in steps.layout_problems(page)]
        found += [f"{size}: small {target}" for target in page.evaluate(SMALL_TARGETS)]
        for violation in page.evaluate("options => axe.run(options)", AXE_OPTIONS)["violations"]:
            found += [f"{size}: {line}" for line in lines(violation)]
    steps.resize(page, *SIZES["wide"])
    return found


def test_a_plan_is_drafted_written_drafted_again_and_compared(sign_in: SignIn):
    page = sign_in("co-ordinator")
    draft(page)
    expect(page.locator(".bundle-answer")).to_contain_text("Draft of")
    # Answers that another test validated meanwhile would change lines in what is compared.
    page.get_by_role("link", name="Draft again").first.click()
    page.get_by_role("button", name="Draft again").click()
    expect(by_id(page, ids.PLAN_DRAFT_MESSAGE)).not_to_be_empty()
    box = open_line(page, "F")
    words = f"{box.input_value()} Reviewed each term by the school."
    box.fill(words)
    page.get_by_role("button", name="Save", exact=True).click()
    message = by_id(page, ids.PLAN_MESSAGE)
    expect(message).to_contain_text("Saved as revision")
    page.reload()
    expect(page.locator(".plan-editor textarea")).to_have_value(words)
    page.get_by_role("link", name="Close").click()
    first = page.locator(".plan-line").first
    expect(first).to_contain_text("Reviewed each term by the school.")
    expect(first).to_contain_text("Changed by Asha Patel")

    page.get_by_role("link", name="Draft again").click()
    expect(page.locator(".bundle-answer")).to_contain_text("leave 1 line that people")
    page.get_by_role("button", name="Draft again").click()
    expect(by_id(page, ids.PLAN_DRAFT_MESSAGE)).to_contain_text("1 line of people left")
    open_plan(page, "F")
    expect(first).to_contain_text("Reviewed each term by the school.")

    first.get_by_role("link", name="Comment").click()
    page.get_by_label("Comment", exact=True).fill("He needs this in class.")
    page.get_by_label("who said it").fill("The mother")
    page.get_by_role("button", name="Add the comment").click()
    expect(page.locator(".plan-comment")).to_contain_text("The mother, written down by Asha Patel")

    open_plan(page, "compare")
    comparison = by_id(page, ids.PLAN_COMPARISON)
    # The two newest moments stand chosen.
    expect(comparison).to_contain_text("1 line changed")
    expect(comparison.locator("ins")).to_contain_text("Reviewed each term by the school.")
    assert problems(page) == []


@pytest.mark.thorough
def test_leaving_the_field_saves_and_typing_is_kept_as_a_draft(sign_in: SignIn):
    page = sign_in("co-ordinator")
    draft(page)
    box = open_line(page, "B")
    box.press("Control+End")
    box.press_sequentially(" By keyboard.")
    state = page.locator(".plan-editor__state")
    expect(state).to_have_text("Kept as your draft, not yet saved in the plan.")
    typed = box.input_value()
    assert typed.endswith(" By keyboard.")
    page.reload()
    expect(box).to_have_value(typed)
    expect(page.locator(".plan-draft")).to_be_visible()
    box.press("Control+End")
    box.press_sequentially(" Then left.")
    page.keyboard.press("Tab")
    expect(state).to_contain_text("Saved as revision")
    box.press("Control+End")
    box.press_sequentially(" And saved.")
    page.get_by_role("button", name="Save", exact=True).focus()
    page.keyboard.press("Enter")
    expect(by_id(page, ids.PLAN_MESSAGE)).to_contain_text("Saved as revision")
    expect(by_id(page, ids.PLAN_MESSAGE).locator(".notice")).to_be_focused()
    page.get_by_role("link", name="Close").click()
    expect(page.locator(".plan-line").first).to_contain_text("By keyboard. Then left. And saved.")


@pytest.mark.thorough
def test_the_second_person_sees_both_texts_and_keeps_theirs(sign_in: SignIn):
    page, other = sign_in("co-ordinator"), sign_in("co-ordinator")
    draft(page)
    mine, theirs = open_line(page, "E"), open_line(other, "E")
    theirs.fill("Will ask an adult for help.")
    other.get_by_role("button", name="Save", exact=True).click()
    expect(by_id(other, ids.PLAN_MESSAGE)).to_contain_text("Saved as revision")
    mine.fill("Will ask a friend for help.")
    page.get_by_role("button", name="Save", exact=True).click()
    message = by_id(page, ids.PLAN_MESSAGE)
    expect(message).to_contain_text("somebody else was quicker")
    expect(message).to_contain_text("Will ask an adult for help.")
    expect(message).to_contain_text("Will ask a friend for help.")
    page.get_by_role("button", name="Save mine in its place").click()
    expect(message).to_contain_text("Saved as revision")
    expect(page.locator(".plan-editor textarea")).to_have_value("Will ask a friend for help.")


@pytest.mark.thorough
def test_a_suggested_link_is_accepted_by_keyboard(sign_in: SignIn):
    page = sign_in("co-ordinator")
    draft(page)
    open_line(page, "F", 1)
    page.locator(".plan-editor summary").click()
    ticked = page.locator(".plan-editor fieldset input:checked")
    while ticked.count():
        ticked.first.uncheck()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(by_id(page, ids.PLAN_MESSAGE)).to_contain_text("Saved as revision")
    open_plan(page, "thread")
    accept = page.get_by_role("button", name="Accept the link")
    expect(page.locator(".plan-changes")).to_contain_text("It is about the same area.")
    accept.first.focus()
    page.keyboard.press("Enter")
    expect(by_id(page, ids.PLAN_MESSAGE)).to_contain_text("The line is linked.")
    expect(by_id(page, ids.PLAN_MESSAGE).locator(".notice")).to_be_focused()
    expect(accept).to_have_count(0)


@pytest.mark.parametrize(
    "part",
    [pytest.param(part, marks=() if part in QUICK else pytest.mark.thorough) for part in PARTS],
)
def test_every_view_is_accessible(sign_in: SignIn, part: str):
    page = sign_in("co-ordinator")
    draft(page)
    name, _, asked = part.partition("?")
    open_plan(page, name)
    if asked:
        page.goto(f"{plan_path(PUPIL, name)}?{asked}")
        expect(page.locator(".plan-editor textarea")).to_be_focused()
    assert problems(page) == []


@pytest.mark.thorough
def test_the_choice_of_pupils_is_accessible(sign_in: SignIn):
    page = sign_in("co-ordinator")
    page.goto("/generator")
    expect(page.get_by_role("link", name=PUPIL, exact=True)).to_be_visible()
    assert problems(page) == []
