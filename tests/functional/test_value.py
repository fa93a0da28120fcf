"""Value: figures are tried by anyone, kept by a leader, and then where the page starts."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from layouts import ids
from layouts.feedback import ids as own_ids
from tests.functional import steps
from tests.functional.conftest import SignIn
from tests.functional.steps import by_id

pytestmark = pytest.mark.functional


def test_figures_are_tried_and_kept(sign_in: SignIn):
    page = sign_in("leader")
    lead = steps.open_view(page, "/feedback/value", own_ids.VALUE_LEAD)
    expect(lead).to_contain_text("£62.66m of £253.03m")
    page.locator("summary", has_text="Change the 24 inputs").click()
    days = by_id(page, own_ids.of_value("specialist_days"))
    days.fill("ten")
    page.get_by_role("button", name="Work it out").click()
    error = by_id(page, ids.error(own_ids.of_value("specialist_days")))
    expect(error).to_contain_text("give a number, such as 10")
    expect(lead).to_contain_text("£5,474")
    days.fill("12")
    page.wait_for_timeout(1_100)
    page.get_by_role("button", name="Work it out").click()
    expect(lead).to_contain_text("A new case costs £6,096")
    expect(error).to_be_empty()
    by_id(page, own_ids.of_value("reason")).fill("Time sheets of 2026")
    page.get_by_role("button", name="Keep as the authority's own").click()
    expect(by_id(page, own_ids.VALUE_MESSAGE)).to_contain_text("Saved as revision 1")
    other = sign_in("co-ordinator")
    kept = steps.open_view(other, "/feedback/value", own_ids.VALUE_LEAD)
    expect(kept).to_contain_text("Time sheets of 2026")
    expect(by_id(other, own_ids.of_value("reason"))).to_have_count(0)
    other.get_by_role("button", name="Use the pack's figures").click()
    expect(kept).to_contain_text("All 24 inputs are as in the pack")


@pytest.mark.thorough
def test_who_is_heard_is_told_for_each_voice(sign_in: SignIn):
    page = sign_in("analyst")
    lead = steps.open_view(page, "/feedback/response", own_ids.RESPONSE_LEAD)
    expect(lead).to_contain_text("who were asked answered")
    body = by_id(page, own_ids.RESPONSE_BODY)
    expect(body.locator(".main-svg").first).to_be_attached()
    expect(body).to_contain_text("Parents or carers who answered by their link")
    by_id(page, own_ids.RESPONSE_VOICE).select_option("pupil")
    expect(body).to_contain_text("Children and young people who answered by their link")
