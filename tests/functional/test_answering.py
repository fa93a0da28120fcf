"""People answer by their own link: a child by touch and keyboard, a parent in two sittings."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from itertools import chain
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect

from data.schemas.feedback import Asked, AskedOutcome, AskedProvision
from tests.conftest import over
from tests.functional import steps
from tests.functional.conftest import Pupils
from tests.functional.server import Server
from tests.functional.test_accessibility import AXE_OPTIONS, lines

pytestmark = pytest.mark.functional

PHONE = (390, 844)
LEAST_TARGET = 44
MOST_PAGES = 20
ASKED = Asked(
    outcomes=(AskedOutcome("E-1", "By July Sam will ask an adult for help in class."),),
    provision=(
        AskedProvision("F-1", "A therapist works with Sam for 30 minutes a week.", "sp3", 0.5),
        AskedProvision("F-2", "A quiet place to go to."),
    ),
)
SMALL = """least => [...document.querySelectorAll("label.choice, .button, .form-control")]
  .filter(one => one.getClientRects().length)
  .filter(one => { const box = one.getBoundingClientRect();
    return box.width < least || box.height < least; })
  .map(one => one.outerHTML.slice(0, 80))"""

Ask = Callable[[str, str], Any]


@pytest.fixture
def ask(server: Server, lent_app: Any) -> Ask:
    """Return a function that makes a link on the running server, as its co-ordinator would."""
    from access.principal import Principal
    from callbacks.context import today
    from callbacks.feedback.links import make_link

    who = Principal("coordinator", "Asha Patel", "co-ordinator", None, "test")

    def made(voice: str, pupil: str) -> Any:
        request = lent_app.server.test_request_context(base_url=server.address)
        with over(lent_app, server.place), request:
            return make_link(
                pupil,
                voice=voice,
                addressee=f"the {voice}",
                reason="Annual review",
                expires_on=today() + datetime.timedelta(days=28),
                asked=ASKED,
                who=who,
            )

    return made


def enter(page: Page, link: Any) -> None:
    """Open the link as it stands in a message, and type the code."""
    page.goto(link.address)
    expect(page.get_by_label("Your link")).to_be_hidden()
    assert "#" not in page.url
    sound(page)
    page.get_by_label("Your code").fill(link.code)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Step ", exact=False).first).to_be_visible()


def sound(page: Page) -> None:
    """Hold the page to WCAG 2.2 AA and to targets that a finger meets."""
    page.evaluate(AXE_SCRIPT)
    violations = page.evaluate("options => axe.run(options)", AXE_OPTIONS)["violations"]
    assert [line for violation in violations for line in lines(violation)] == []
    assert steps.layout_problems(page) == []


def by_keyboard(page: Page, *, down: int) -> None:
    """Answer the first question with Tab and arrows alone, and go on with Enter."""
    page.locator("main").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    for _ in range(down):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def test_a_child_answers_by_touch_and_keyboard(
    server: Server, new_page: Callable[..., Page], pupils: Pupils, ask: Ask
):
    page = new_page(server.address, PHONE)
    enter(page, ask("pupil", pupils.own()))
    for number in range(MOST_PAGES):
        sound(page)
        assert page.evaluate(SMALL, LEAST_TARGET) == []
        here = page.url
        if page.get_by_role("button", name="Send").count():
            break
        if number % 2 and page.get_by_role("radio").count():
            by_keyboard(page, down=number % 5)
        elif page.get_by_role("radio").count():
            page.locator("label.choice").nth(3).click()
            page.get_by_role("button", name="Next").click()
        else:
            page.get_by_role("textbox").fill("My card.")
            page.get_by_role("button", name="Next").click()
        page.wait_for_url(lambda address, left=here: address != left)
    said = page.locator(".answer__words").all_inner_texts()
    # Six feelings, one goal, two pieces of help, and two boxes of words.
    assert len(said) == 6 + 1 + 2 + 2
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. We have your answer.")
    sound(page)


@pytest.mark.thorough
def test_a_parent_stops_comes_back_and_sends_once(
    server: Server, new_page: Callable[..., Page], pupils: Pupils, ask: Ask, watch: Any
):
    watch.expects("400")
    watch.allows("410")
    link = ask("parent", pupils.own())
    first = new_page(server.address, PHONE)
    enter(first, link)
    first.locator("fieldset").nth(0).get_by_label("Unhappy", exact=True).check()
    first.get_by_role("button", name="Next").click()
    first.get_by_label("More than hoped", exact=True).check()
    first.get_by_label("What have you seen that shows this?").fill("Sam asked twice.")
    first.get_by_role("button", name="Stop for now").click()
    expect(first.get_by_role("heading", level=1)).to_have_text("What you said is kept")
    sound(first)
    second = new_page(server.address, PHONE)
    enter(second, link)
    expect(second.get_by_label("More than hoped", exact=True)).to_be_checked()
    expect(second.get_by_role("textbox")).to_have_value("Sam asked twice.")
    second.get_by_role("button", name="Next").click()
    second.get_by_label("Some of it").first.check()
    second.get_by_label("Hours a week it is given").first.fill("half")
    second.get_by_role("button", name="Next").click()
    expect(second.get_by_role("alert")).to_contain_text("such as 1.5")
    sound(second)
    second.get_by_label("Hours a week it is given").first.fill("0.5")
    for _ in range(2):
        second.get_by_role("button", name="Next").click()
    expect(second.locator("main")).to_contain_text("Sam asked twice.")
    sound(second)
    second.get_by_role("button", name="Send").click()
    expect(second.get_by_role("heading", level=1)).to_contain_text("Thank you")
    second.go_back()
    second.reload()
    expect(second.get_by_role("heading", level=1)).to_contain_text("Thank you")


@pytest.mark.thorough
@pytest.mark.parametrize("width", [320, 1440])
@pytest.mark.parametrize("voice", ["pupil", "parent", "setting"])
def test_every_step_is_sound_at_every_width(
    server: Server,
    new_page: Callable[..., Page],
    pupils: Pupils,
    ask: Ask,
    voice: str,
    width: int,
):
    page = new_page(server.address, (width, 800))
    enter(page, ask(voice, pupils.own()))
    for _ in range(MOST_PAGES):
        sound(page)
        if page.get_by_role("button", name="Send").count():
            return
        page.get_by_role("button", name="Next").click()
    raise AssertionError("The form has no end.")


@pytest.mark.thorough
def test_the_form_needs_no_script(server: Server, chrome: Browser, pupils: Pupils, ask: Ask):
    link = ask("setting", pupils.own())
    context = chrome.new_context(base_url=server.address, java_script_enabled=False)
    page = context.new_page()
    page.goto(link.address)
    page.get_by_label("Your link").fill(link.address)
    page.get_by_label("Your code").fill(link.code)
    page.get_by_role("button", name="Start").click()
    while not page.get_by_role("button", name="Send").count():
        page.get_by_role("button", name="Next").click()
    page.get_by_role("link", name="In your own words").click()
    page.get_by_label("What helps the pupil?").fill("A calm start.")
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Send").click()
    assert "We have your answer" in page.locator("h1").inner_text()
    context.close()


@pytest.mark.thorough
def test_what_opens_the_link_is_in_no_log_and_nothing_is_kept_in_the_browser(
    server: Server, new_page: Callable[..., Page], pupils: Pupils, ask: Ask
):
    link = ask("parent", pupils.own())
    page = new_page(server.address, PHONE)
    enter(page, link)
    token = link.address.partition("#")[2]
    assert token not in server.log.read_text(encoding="utf-8")
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert page.evaluate("document.cookie") == ""
    cookies = page.context.cookies()
    assert [cookie["name"] for cookie in cookies] == ["answer"]
    assert token not in "".join(
        chain.from_iterable(map(str, cookie.values()) for cookie in cookies)
    )
