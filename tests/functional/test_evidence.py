"""What works is looked at down to one package; a version of recommendations comes and goes."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from layouts.feedback import ids
from tests.functional import steps
from tests.functional.conftest import SignIn
from tests.functional.steps import by_id

pytestmark = pytest.mark.functional


@pytest.mark.thorough
def test_a_leader_looks_at_what_works_down_to_one_package(sign_in: SignIn):
    page = sign_in("leader")
    body = steps.open_view(page, "/feedback/evidence", ids.EVIDENCE_BODY)
    expect(body).to_contain_text("A package given to those in most need looks worse")
    expect(body.locator(".js-plotly-plot")).to_have_count(2)
    body.locator("summary", has_text="Table").first.click()
    body.get_by_role("link", name="SP3: Small group work").first.click()
    expect(page.get_by_role("heading", name="Beside pupils like these without it")).to_be_visible()
    expect(by_id(page, ids.EVIDENCE_BODY)).to_contain_text("In the last 3 months:")
    with page.expect_download() as sent:
        by_id(page, ids.EVIDENCE_BUTTON).click()
    assert sent.value.suggested_filename == "what-works-by-cluster.csv"


def test_a_version_of_the_recommendations_is_adopted_and_taken_back(sign_in: SignIn):
    page = sign_in("administrator")
    page.goto("/feedback/learning")
    force = by_id(page, ids.LEARNING_FORCE)
    expect(force).to_contain_text("No version is adopted")
    by_id(page, ids.LEARNING_SHOW).click()
    expect(by_id(page, ids.LEARNING_RESULT)).to_contain_text("beside what is in force")
    by_id(page, ids.LEARNING_ADOPT).click()
    message = by_id(page, ids.LEARNING_MESSAGE)
    expect(message).to_contain_text("Reason is missing.")
    by_id(page, ids.LEARNING_REASON).fill("What pupils reached in the first year.")
    by_id(page, ids.LEARNING_ADOPT).click()
    expect(message).to_contain_text("Version 1 is in force")
    expect(force).to_contain_text("What pupils reached in the first year.")
    by_id(page, ids.LEARNING_SOURCE).select_option("library")
    by_id(page, ids.LEARNING_SHOW).click()
    expect(by_id(page, ids.LEARNING_RESULT)).to_contain_text("goes back to the shares")
    by_id(page, ids.LEARNING_REASON).fill("The end of the trial.")
    by_id(page, ids.LEARNING_ADOPT).click()
    expect(message).to_contain_text("Version 2 is in force")
