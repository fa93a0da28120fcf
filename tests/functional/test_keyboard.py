"""The whole journey with the keyboard alone: everything is reached, seen and left again."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from data.schemas import QUESTION_IDS
from layouts import ids
from tests.functional import steps
from tests.functional.conftest import DESKTOP, Pupils, SignIn
from tests.functional.server import Server
from tests.functional.steps import by_id

pytestmark = pytest.mark.functional

MOST_STOPS = 260
NARROW = (390, 844)
# 1280 px at 400% zoom leave 320 by 256.
ZOOMED = (320, 256)


def press_until(page: Page, wanted: Locator, key: str = "Tab") -> None:
    """Press a key until the wanted element has the focus, seeing every stop on the way."""
    expect(wanted).to_be_attached()
    handle = wanted.element_handle()
    for _ in range(MOST_STOPS):
        if page.evaluate("element => element === document.activeElement", handle):
            return
        press(page, key)
    raise AssertionError(f"{wanted} is not reached with {key}")


def press(page: Page, key: str) -> dict[str, Any]:
    """Press a key; check that what then has the focus can be seen to have it."""
    page.keyboard.press(key)
    focus: dict[str, Any] = page.evaluate(FOCUS)
    assert focus["problem"] == "", f"{focus['name']} {focus['problem']}"
    return focus


def walk(page: Page, key: str = "Tab") -> list[str]:
    """Go through every stop of a page until the focus leaves it; return their names."""
    names = []
    for _ in range(MOST_STOPS):
        focus = press(page, key)
        if focus["name"] == "BODY":
            return names
        names.append(focus["name"])
    raise AssertionError(f"The focus never left the page: {names[-5:]}")


def test_the_whole_journey_with_the_keyboard_alone(server: Server, new_page: SignIn):
    page = new_page(server.address)
    page.goto("/")
    expect(page.get_by_role("button", name="EHC co-ordinator")).to_be_visible()
    press(page, "Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    page.keyboard.press("Enter")
    press_until(page, page.get_by_role("button", name="EHC co-ordinator"))
    page.keyboard.press("Enter")

    expect(by_id(page, ids.CASELOAD_TABLE).locator("tbody tr").first).to_be_visible()
    press_until(page, by_id(page, ids.NAVIGATION).get_by_role("link", name="Create New Pupil"))
    page.keyboard.press("Enter")
    steps.wait_for_create(page)
    press_until(page, by_id(page, ids.CREATE_REFERENCE))
    page.keyboard.type("KEYBOARD-1")
    press(page, "Tab")
    page.keyboard.type("May")
    press(page, "Tab")
    page.keyboard.type("2016")
    press(page, "Tab")
    expect(by_id(page, ids.CREATE_REQUESTED)).to_be_focused()
    press(page, "Tab")
    page.keyboard.press("ArrowDown")
    press(page, "Tab")
    expect(by_id(page, ids.CREATE_BUTTON)).to_be_focused()
    page.keyboard.press("Enter")

    steps.wait_for_pupil(page, "KEYBOARD-1")
    expect(by_id(page, "assessment")).to_be_focused()
    _answers_with_arrow_keys(page)
    press_until(page, by_id(page, ids.ASSESSMENT_REST_NONE))
    page.keyboard.press("Enter")
    expect(by_id(page, ids.ASSESSMENT_PROGRESS)).to_have_text("All 20 questions answered.")
    press_until(page, by_id(page, ids.ASSESSMENT_SAVE), "Shift+Tab")
    page.keyboard.press("Enter")
    message = by_id(page, ids.ASSESSMENT_MESSAGE)
    expect(message).to_contain_text("Saved as revision 1")
    assert page.evaluate("document.activeElement.tagName") != "BODY"
    expect(steps.fact(page, "Cluster")).not_to_have_text("Not yet")
    assert steps.chosen(page, "learning_difficulties") == 2
    expect(steps.note(page, "learning_difficulties")).to_have_value("By keyboard.")


def _answers_with_arrow_keys(page: Page) -> None:
    first = steps.score_box(page, "learning_difficulties", 0)
    press_until(page, first)
    page.keyboard.press("Space")
    expect(first).to_be_checked()
    for score in (1, 2):
        press(page, "ArrowRight")
        expect(steps.score_box(page, "learning_difficulties", score)).to_be_checked()
    steps.wait_for_draft(page)
    press(page, "Tab")
    expect(steps.note(page, "learning_difficulties")).to_be_focused()
    page.keyboard.type("By keyboard.")
    press(page, "Tab")
    page.keyboard.press("Space")
    expect(steps.validated(page, "learning_difficulties")).to_be_checked()
    press(page, "Tab")
    page.keyboard.type("EP report")
    press(page, "Tab")
    expect(steps.score_box(page, "health", 0)).to_be_focused()


def test_the_skip_link_leads_into_the_page(sign_in: SignIn):
    page = sign_in("co-ordinator")
    steps.open_caseload(page)
    press(page, "Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    expect(page.locator(".skip-link")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(by_id(page, ids.CONTENT)).to_be_focused()
    press(page, "Tab")
    expect(page.get_by_role("link", name="Pupils", exact=True)).to_be_focused()


@pytest.mark.thorough
def test_search_folds_and_filters_with_the_keyboard(sign_in: SignIn):
    page = sign_in("co-ordinator")
    steps.open_caseload(page)
    press_until(page, by_id(page, ids.CASELOAD_STAGE))
    page.keyboard.type("Draft plan being")
    expect(by_id(page, ids.CASELOAD_STAGE)).to_have_value("drafting")
    press_until(page, by_id(page, ids.CASELOAD_MINE))
    page.keyboard.press("Space")
    expect(by_id(page, ids.CASELOAD_MINE)).not_to_be_checked()

    press_until(page, by_id(page, ids.PUPIL_SEARCH), "Shift+Tab")
    page.keyboard.type("EX1")
    # The answers to "E" and "EX" are gone by then, and so are the links they brought.
    expect(by_id(page, ids.PUPIL_RESULTS)).to_contain_text(re.compile("^1 pupil"))
    found = by_id(page, ids.PUPIL_RESULTS).get_by_role("link", name="EX1").first
    press_until(page, found)
    page.keyboard.press("Enter")
    steps.wait_for_pupil(page, "EX1")
    fold = page.locator("summary", has_text="How to read this")
    press_until(page, fold)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Each bar is one answer")).to_be_visible()


@pytest.mark.thorough
@pytest.mark.thorough
@pytest.mark.parametrize(
    "size",
    [
        pytest.param(DESKTOP, id="wide"),
        pytest.param(NARROW, id="narrow"),
        pytest.param(ZOOMED, id="zoomed"),
    ],
)
def test_the_save_bar_never_hides_the_focus(sign_in: SignIn, pupils: Pupils, size: tuple[int, int]):
    page = sign_in("co-ordinator", size)
    steps.open_pupil(page, pupils.own())
    # With its message the bar is as tall as it gets.
    for question in ("health", "maths", "slc", "semh"):
        steps.another(page, question)
    steps.unfold_note(page, "maths")
    steps.write(steps.note(page, "maths"), "A longer note.")
    steps.save(page)
    by_id(page, "assessment").focus()
    press_until(page, by_id(page, ids.ASSESSMENT_SAVE))
    press_until(page, page.get_by_role("link", name="Skip to main content"), "Shift+Tab")


def test_a_note_on_a_phone_is_folded_until_it_is_opened_or_written(sign_in: SignIn, pupils: Pupils):
    page = sign_in("co-ordinator", NARROW)
    steps.open_pupil(page, pupils.own())
    empty = next(name for name in QUESTION_IDS if not steps.note(page, name).input_value())
    note, fold = steps.note(page, empty), page.locator(f"#question-{empty} .note__fold")
    expect(note).to_be_hidden()
    fold.focus()
    page.keyboard.press("Enter")
    expect(note).to_be_visible()
    page.keyboard.press("Tab")
    expect(note).to_be_focused()
    page.keyboard.type("Counts on fingers.")
    fold.evaluate("fold => { fold.parentElement.open = false; }")
    by_id(page, ids.ASSESSMENT_SAVE).focus()
    expect(note).to_be_visible()
    expect(fold).to_be_hidden()


@pytest.mark.thorough
def test_bringing_in_and_discarding_keep_the_focus_in_the_form(sign_in: SignIn, pupils: Pupils):
    pupil = pupils.shared()
    page, other = sign_in("co-ordinator"), sign_in("specialist")
    for opened in (page, other):
        steps.open_pupil(opened, pupil)
    steps.another(other, "health")
    steps.save(other)
    steps.another(page, "maths")
    message = steps.press_save(page)
    expect(message).to_contain_text("somebody else saved first")
    for id, said in ((ids.ASSESSMENT_MERGE, "Brought together"), (ids.ASSESSMENT_DISCARD, "")):
        by_id(page, id).focus()
        page.keyboard.press("Enter")
        expect(message).to_contain_text(said) if said else expect(message).to_be_empty()
        section = by_id(page, ids.ASSESSMENT_SECTION).locator(":focus")
        expect(section, f"the focus is lost after {id}").to_have_count(1, timeout=3_000)


@pytest.mark.thorough
@pytest.mark.parametrize("role", ["co-ordinator", "administrator"])
def test_no_page_holds_the_focus(sign_in: SignIn, role: str):
    page = sign_in(role)
    if role == "administrator":
        steps.open_packages(page)
        assert any(ids.RULE_SAVE in name for name in walk(page))
        return
    steps.open_create(page)
    assert any(ids.CREATE_BUTTON in name for name in walk(page))
    steps.open_caseload(page)
    assert any(ids.CASELOAD_PAGE in name for name in walk(page))


# WCAG 2.4.7 and 2.4.11: the focus shows, and what has it is not all behind the bar or off screen.
FOCUS = """() => {
  const element = document.activeElement;
  const name = [element.tagName, element.id, (element.textContent || "").slice(0, 30)]
    .filter(Boolean).join(" ");
  if (element === document.body) return { name: "BODY", problem: "" };
  const box = element.getBoundingClientRect();
  const bar = document.querySelector(".save-bar");
  const covered = bar && !bar.contains(element) && bar.getClientRects().length
    ? bar.getBoundingClientRect() : { top: innerHeight, bottom: innerHeight };
  const bottom = box.bottom <= covered.bottom ? covered.top : innerHeight;
  const seen = Math.min(box.bottom, bottom, innerHeight) - Math.max(box.top, 0);
  const style = getComputedStyle(element);
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  if (!(box.width && box.height)) return { name, problem: "has no size" };
  if (seen < 1 || box.right < 1 || box.left > innerWidth - 1) {
    return { name, problem: `cannot be seen: ${box.top} to ${box.bottom}, bar at ${covered.top}` };
  }
  if (element.matches("main, h2")) return { name, problem: "" };
  return { name, problem: ring ? "" : "does not show that it has the focus" };
}"""
