"""Three people answer from their links, and the pupil's page shows what came of the plan."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pytest
from playwright.sync_api import Locator, Page, expect

from layouts.feedback import ids
from tests.functional.conftest import SignIn
from tests.functional.server import Server
from tests.functional.steps import by_id
from tests.functional.test_panel import sound

pytestmark = pytest.mark.functional

PUPIL = "EX1"
WORDS = {"helps": "Going through the day beforehand helps.", "change": "More time to talk."}
PARENT = {
    **WORDS,
    "feels_school": "2",
    "feels_listened": "1",
    "score-0": "-2",
    "evidence-0": "He cries when he is asked to speak.",
    "extent-0": "part",
}
SETTING = {
    **WORDS,
    "feels_school": "4",
    "score-0": "-1",
    "evidence-0": "He follows one instruction in four.",
    "hours-0": "0.25",
}
YOUNG = {"helps": "My friend Sam.", "feels_school": "2", "feels_friends": "5", "score-0": "-1"}
ASKED = (
    ("parent", "the mother", PARENT),
    ("setting", "the school", SETTING),
    ("pupil", "EX1", YOUNG),
)
NewPage = Callable[..., Page]


def draft(page: Page) -> None:
    """Have a plan with outcomes to ask about."""
    page.goto(f"/generator/{PUPIL}")
    expect(page.locator(".bundle-answer")).to_be_visible()
    button = page.get_by_role("button", name="Draft from the sources")
    if button.count():
        button.click()
        expect(page.locator(".bundle-answer")).to_contain_text("Draft of")


def make_link(page: Page, voice: str, addressee: str) -> tuple[str, str]:
    """Make a link that asks about one outcome and one piece of provision."""
    page.goto(f"/feedback/pupils/{PUPIL}/ask")
    form = page.get_by_role("form", name="Make a link")
    expect(form).to_be_visible()
    form.get_by_label("Whom do you ask?").select_option(voice)
    form.get_by_label("Who is it for?").fill(addressee)
    page.evaluate(ONE_OF_EACH)
    form.get_by_role("button", name="Make the link").click()
    message = by_id(page, ids.FEEDBACK_MESSAGE)
    expect(message).to_contain_text(f"The link for {addressee} is made")
    address = message.locator(".slip__address").inner_text()
    return address, message.locator(".slip__code").inner_text()


# Each box but the first of its group is cleared, so that the form is short.
ONE_OF_EACH = """() => document.querySelectorAll("main form fieldset").forEach((group) =>
  [...group.querySelectorAll("input:checked")].slice(1).forEach((box) => box.click()))"""


def answer(page: Page, address: str, code: str, said: Mapping[str, str]) -> None:
    """Open a link, go through its steps with what somebody says, and send it."""
    page.goto(address)
    page.get_by_label("Your code").fill(code)
    page.get_by_role("button", name="Start").click()
    send = page.get_by_role("button", name="Send", exact=True)
    while not send.count():
        for name, value in said.items():
            for field in page.locator(f"main form [name='{name}']").all():
                fill(field, value)
        step = page.url
        page.get_by_role("button", name="Next").click()
        expect(page).not_to_have_url(step)
    send.click()
    expect(send).to_have_count(0)


def fill(field: Locator, value: str) -> None:
    """Choose a radio button where it is the one, or type into a field."""
    if field.get_attribute("type") != "radio":
        field.fill(value)
    elif field.get_attribute("value") == value:
        field.check(force=True)


def test_three_voices_answer_and_the_page_says_what_follows(
    sign_in: SignIn, new_page: NewPage, server: Server
) -> None:
    page = sign_in("co-ordinator")
    draft(page)
    page.goto(f"/feedback/pupils/{PUPIL}")
    expect(by_id(page, ids.FEEDBACK_BODY)).to_contain_text("Nobody has answered about EX1 yet.")
    links = [make_link(page, voice, addressee) for voice, addressee, _ in ASKED]
    sound(page)
    # What opens a link is shown once.
    page.reload()
    expect(by_id(page, ids.FEEDBACK_BODY)).to_contain_text("Waiting for an answer")
    expect(page.locator(".slip")).to_have_count(0)
    for (address, code), (_, _, said) in zip(links, ASKED, strict=True):
        person = new_page(server.address, (390, 844))
        answer(person, address, code, said)

    page.goto(f"/feedback/pupils/{PUPIL}")
    body = by_id(page, ids.FEEDBACK_BODY)
    for words in (
        "1 of 1 outcome rated is off track.",
        "Less than hoped, −1.3 on average",
        "The mother",
        "The school",
        "My friend Sam.",
        "0.25 hours a week",
        "levels apart)",
    ):
        expect(body).to_contain_text(words)
    # Given a third of the planned time, and unhappy at school.
    expect(body).to_contain_text("An early review is proposed, for ")
    expect(body).to_contain_text(re.compile(r"The mean went from .* heard for the first time"))
    sound(page)
    body.get_by_role("link", name="Timeline").click()
    expect(page.locator(".js-plotly-plot .plot-container")).to_be_visible()
    sound(page)


@pytest.mark.thorough
def test_a_co_ordinator_sees_whom_to_ask_before_a_review(sign_in: SignIn) -> None:
    page = sign_in("co-ordinator")
    page.goto("/feedback")
    body = by_id(page, ids.HEARD_BODY)
    expect(body).to_contain_text("with an answer")
    sound(page)
    by_id(page, ids.HEARD_MINE).uncheck()
    by_id(page, ids.HEARD_SHOW).select_option("to_ask")
    expect(body.locator("tbody tr").first).to_contain_text("nobody asked")
    by_id(page, ids.HEARD_TEXT).fill("no such pupil")
    expect(body).to_contain_text("No pupil fits these filters.")


@pytest.mark.thorough
def test_a_senco_reads_and_does_not_ask(sign_in: SignIn) -> None:
    page = sign_in("senco")
    page.goto("/feedback")
    page.locator("main tbody th a").first.click()
    body = by_id(page, ids.FEEDBACK_BODY)
    expect(body.get_by_role("link", name="Timeline")).to_be_visible()
    expect(body.get_by_role("link", name="Ask for feedback")).to_have_count(0)
    sound(page)
