"""Supporting Documents: from an uploaded letter to an accepted answer that leads back to it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from layouts import ids
from tests.functional import steps
from tests.functional.conftest import Pupils, SignIn, Watch
from tests.functional.steps import by_id

pytestmark = pytest.mark.functional

# Invented: no such child, school or clinic.
LETTER = """Audiology clinic, Northmoor
3 May 2026

Hearing test report

The audiogram shows a moderate hearing loss in both ears. He wears two hearing aids in class.
He often misses what is said when the room is noisy.
He is a cheerful boy who enjoys drawing and is kind to his friends.

Grace Lowe
Audiologist
"""


def upload(page: Page, name: str, text: str) -> None:
    """Send a text file by the form of the page."""
    file = {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
    page.locator("form.upload input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Upload").click()


def test_a_letter_is_uploaded_read_and_becomes_the_source_of_an_answer(
    sign_in: SignIn, pupils: Pupils
):
    pupil = pupils.hearing_well()
    page = sign_in("co-ordinator")
    steps.open_documents(page, pupil)
    expect(page.locator(".empty")).to_contain_text("No documents are kept")
    upload(page, "letter.txt", LETTER)

    expect(page.locator(".bundle-answer")).to_contain_text("1 document")
    expect(page.locator("[data-report]")).to_be_focused()
    summary = page.locator(".said-item__words a", has_text="moderate hearing loss").first
    expect(summary).to_be_visible()
    summary.click()
    expect(by_id(page, "here")).to_contain_text("moderate hearing loss")
    expect(by_id(page, "here")).to_be_in_viewport()
    expect(page.locator(".why-label[open]").first).to_contain_text("Hearing")

    page.get_by_role("link", name="Back to the bundle").click()
    page.get_by_role("link", name="Into the assessment", exact=True).click()
    answer = by_id(page, "answer-hearing")
    expect(answer.locator(".said-item").first).to_be_attached()
    if answer.get_attribute("open") is None:
        answer.locator("summary").first.click()
    answer.locator("select").select_option("4")
    answer.get_by_role("button", name="Accept").click()
    message = by_id(page, ids.DOCUMENTS_ACCEPT_MESSAGE)
    expect(message).to_contain_text("Hearing: saved as revision")
    expect(answer.locator("summary").first).to_contain_text("Profound")

    message.get_by_role("link", name="Open the record").click()
    steps.wait_for_pupil(page, pupil)
    source = by_id(page, ids.form("hearing_source"))
    expect(source).to_have_value(re.compile("3 May 2026: “"))
    expect(by_id(page, ids.form("hearing_note"))).to_have_value(
        re.compile("^From the documents, .*moderate hearing loss", re.DOTALL)
    )
    expect(page.locator(".bundle-brief li")).to_have_count(1)


def test_a_refused_file_stays_told_when_the_first_document_opens_the_bundle(
    sign_in: SignIn, pupils: Pupils, watch: Watch
):
    watch.expects("415")
    page = sign_in("co-ordinator")
    steps.open_documents(page, pupils.own())
    files = [
        {
            "name": "picture.png",
            "mimeType": "image/png",
            "buffer": b"\x89PNG\r\n\x1a\n" + bytes(64),
        },
        {"name": "letter.txt", "mimeType": "text/plain", "buffer": LETTER.encode()},
    ]
    page.locator("form.upload input[type=file]").set_input_files(files)
    page.get_by_role("button", name="Upload").click()
    expect(page.locator(".bundle-answer")).to_contain_text("1 document")
    report = page.get_by_role("log", name="What became of the files")
    expect(report.get_by_role("listitem")).to_have_count(2)
    expect(report).to_contain_text("picture.png This is a picture")
    expect(report).to_be_focused()


UNDER = "([x, y]) => document.elementFromPoint(x, y).closest('.answer')?.id"


def test_after_accepting_nothing_of_another_question_comes_under_the_pointer(sign_in: SignIn):
    page = sign_in("co-ordinator")
    steps.open_documents(page, "EX4", "assessment")
    expect(page.locator(".answer[open]")).to_have_count(0)
    for question in ("learning_difficulties", "health"):
        by_id(page, f"answer-{question}").locator("summary").first.click()
    answer = by_id(page, "answer-learning_difficulties")
    answer.locator("select").select_option("4")
    button = answer.get_by_role("button", name="Accept")
    button.evaluate("(one) => one.scrollIntoView({ block: 'center' })")
    box = button.bounding_box()
    assert box
    at = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
    page.mouse.click(*at)
    expect(by_id(page, ids.DOCUMENTS_ACCEPT_MESSAGE)).to_contain_text("saved as revision")
    expect(answer.locator("summary").first).to_contain_text("Profound")
    assert page.evaluate(UNDER, at) == "answer-learning_difficulties"
    expect(answer).to_have_attribute("open", "")
    expect(button).to_be_focused()


@pytest.mark.thorough
def test_a_label_tells_its_words_to_pointer_keyboard_and_touch(sign_in: SignIn):
    page = sign_in("co-ordinator")
    steps.open_documents(page, "EX1")
    label = page.locator(".why-label").first
    words = label.locator(".why-words")
    expect(words).to_be_hidden()
    label.locator("summary").hover()
    expect(words).to_be_visible()
    page.keyboard.press("Escape")
    expect(words).to_be_hidden()
    page.mouse.move(2, 2)
    label.locator("summary").focus()
    expect(words).to_be_visible()
    page.keyboard.press("Enter")
    expect(label).to_have_attribute("open", "")


@pytest.mark.thorough
def test_a_document_is_put_right_and_withdrawn(sign_in: SignIn, pupils: Pupils):
    page = sign_in("co-ordinator")
    steps.open_documents(page, pupils.own(), "files")
    upload(page, "letter.txt", LETTER)
    page.locator("summary", has_text="Correct").first.click()
    form = page.locator("form[data-what=correct]").first
    form.locator("select[name=type]").select_option(label="GP letter")
    form.get_by_role("button", name="Save the correction").click()
    expect(by_id(page, ids.DOCUMENTS_CORRECT_MESSAGE)).to_contain_text("corrected")
    expect(page.locator("main table").first).to_contain_text("GP letter")
    withdrawal = page.locator("form[data-what=withdraw]").first
    if not withdrawal.is_visible():
        page.locator("summary", has_text="Correct").first.click()
    withdrawal.locator("input[name=reason]").fill("Sent by mistake.")
    withdrawal.get_by_role("button", name="Withdraw").click()
    expect(by_id(page, ids.DOCUMENTS_CORRECT_MESSAGE)).to_contain_text("withdrawn")
    expect(page.locator(".empty")).to_contain_text("No documents are kept")


@pytest.mark.thorough
def test_the_clouds_are_drawn_and_names_are_copied(sign_in: SignIn):
    page = sign_in("co-ordinator")
    steps.open_documents(page, "EX1", "words")
    for cloud in page.locator("img.cloud").all():
        cloud.scroll_into_view_if_needed()
        expect(cloud).to_have_js_property("complete", value=True)
        assert cloud.evaluate("(image) => image.naturalWidth") > 0
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    steps.open_documents(page, "EX1", "names")
    page.get_by_role("button", name="Copy the names").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
