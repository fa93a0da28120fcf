"""A school sends its results in one file, and a co-ordinator writes down what was told."""

from __future__ import annotations

import csv
import io

import pytest
from playwright.sync_api import Page, expect

from tests.functional import steps
from tests.functional.conftest import SignIn

pytestmark = pytest.mark.functional


def test_a_school_fills_the_template_sees_what_becomes_of_it_and_keeps_it(sign_in: SignIn):
    page = sign_in("senco")
    steps.check_results(page)
    shown = page.locator("section", has_text="3. Check it and keep it")
    expect(shown).to_contain_text("2 rows can be kept.")
    expect(shown).to_contain_text("You cannot record results for this reference")
    assert [row["Pupil"] for row in rows_at(page, "wrong")] == ["NOBODY-1"]
    # What waits is there again when the page is.
    page.reload()
    page.get_by_role("button", name="Keep 2 rows").click()
    expect(page.get_by_text("2 results of 1 pupil kept.")).to_be_in_viewport()
    expect(shown).to_contain_text("Nothing in it can be kept as it is.")


@pytest.mark.thorough
def test_what_was_told_is_kept_as_a_draft_refused_and_saved(sign_in: SignIn):
    page = sign_in("co-ordinator")
    steps.open_told(page, "EX3")
    steps.fill_told(page, who="the aunt", day="soon")
    expect(page.get_by_text("Kept as your draft, not yet saved.")).to_be_visible()
    page.reload()
    expect(page.locator("[name=said_by]")).to_have_value("the aunt")
    page.get_by_role("button", name="Save the answer").click()
    expect(page.locator(".error-summary")).to_be_focused()
    page.get_by_role("link", name="This is not a date").click()
    page.locator("[name=given_on]").fill("3 May 2026")
    page.wait_for_timeout(1_100)
    page.get_by_role("button", name="Save the answer").click()
    expect(page.get_by_text("The answer is kept")).to_be_in_viewport()
    page.get_by_role("link", name="Open the pupil's feedback").click()
    expect(page).to_have_url(f"{page.url.split('/feedback')[0]}/feedback/pupils/EX3")


def rows_at(page: Page, name: str) -> list[dict[str, str]]:
    """Return the rows of a file that the page offers."""
    answer = page.request.get(f"/feedback/results/{name}.csv")
    text = answer.body().decode("utf-8-sig")
    return [*csv.DictReader(io.StringIO(text, newline=""))]
