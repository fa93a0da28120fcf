"""Early reviews: a co-ordinator reads the reasons, brings one review forward, and dismisses one."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from layouts import ids as layout_ids
from layouts.feedback import ids
from tests.functional import steps
from tests.functional.conftest import SignIn
from tests.functional.steps import by_id

pytestmark = pytest.mark.functional


@pytest.mark.thorough
def test_a_review_is_brought_forward_and_a_reason_dismissed(sign_in: SignIn):
    page = sign_in("co-ordinator")
    listed = steps.open_view(page, "/feedback/reviews", ids.EARLY_BODY)
    expect(listed).to_contain_text("By the end of Year 9 he will move from chair")
    row = listed.locator("tr", has_text="EX5")
    row.get_by_role("link", name="Decide").click()
    body = by_id(page, ids.EARLY_DECIDING)
    expect(body).to_contain_text("53%")
    page.get_by_role("button", name="Record the decision").click()
    expect(by_id(page, ids.EARLY_ERRORS)).to_contain_text("Write why")
    by_id(page, ids.EARLY_NOTE).fill("The physiotherapy has lapsed.")
    page.wait_for_timeout(1_100)
    page.get_by_role("button", name="Record the decision").click()
    expect(by_id(page, ids.EARLY_MESSAGE)).to_contain_text("Saved")
    # The message stands above the reasons, a screen away from the button.
    expect(by_id(page, ids.EARLY_MESSAGE).locator(".notice")).to_be_in_viewport(ratio=1)
    expect(body).to_contain_text("Review brought forward to")
    steps.open_view(page, "/process/EX5", layout_ids.PROCESS_CLOCK)
    expect(page.locator("main")).to_contain_text("An early review is proposed for")
    steps.open_view(page, "/feedback/pupils/EX3/review", ids.EARLY_DECIDING)
    by_id(page, ids.EARLY_DECISION).select_option("dismiss")
    by_id(page, ids.EARLY_NOTE).fill("We met in October.")
    page.get_by_role("button", name="Record the decision").click()
    expect(by_id(page, ids.EARLY_MESSAGE)).to_contain_text("off the list")
    listed = steps.open_view(page, "/feedback/reviews", ids.EARLY_BODY)
    expect(listed).to_contain_text("Early reviews")
    expect(listed).not_to_contain_text("EX3")
    by_id(page, ids.EARLY_SHOW).select_option("review")
    expect(listed).to_contain_text("Review proposed for")
