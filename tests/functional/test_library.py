"""The library and the national figures: chosen, cut, read and downloaded."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from layouts import ids
from tests.functional import steps
from tests.functional.conftest import SignIn
from tests.functional.steps import by_id

pytestmark = pytest.mark.functional


@pytest.mark.thorough
def test_an_analyst_reads_the_library_and_takes_its_table(sign_in: SignIn):
    page = sign_in("analyst")
    steps.open_library(page)
    by_id(page, ids.LIBRARY_DATA).select_option("authority")
    body = by_id(page, ids.LIBRARY_BODY)
    expect(body).to_contain_text("55% of pupils with a plan are in 8 groups")
    with page.expect_download() as download:
        by_id(page, ids.LIBRARY_AGES_BUTTON).click()
    assert download.value.suggested_filename == "authority-ages.csv"
    text = download.value.path().read_text(encoding="utf-8")
    assert "ASD,24,204,138,59,18,443" in text
    assert "SEMH,c,53,87,c,c,175" in text or "SEMH,c,53,87,30,c,175" in text
    by_id(page, ids.LIBRARY_CUT).select_option("2")
    expect(by_id(page, ids.LIBRARY_TREE)).to_contain_text("into 2 groups")


@pytest.mark.thorough
def test_the_views_lead_to_the_national_figures(sign_in: SignIn):
    page = sign_in("leader")
    steps.open_library(page)
    by_id(page, ids.VIEWS).get_by_role("link", name="National figures").click()
    expect(by_id(page, ids.NATIONAL_BODY)).to_contain_text("319,819 plans were in force")
    with page.expect_download() as download:
        by_id(page, ids.NATIONAL_NEW_BUTTON).click()
    assert download.value.suggested_filename == "england-new-plans.csv"
