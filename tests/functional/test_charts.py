"""Reference Charts: from a pupil's record to what would change the suggestion, and its tables."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from layouts import ids
from tests.functional import steps
from tests.functional.conftest import SignIn
from tests.functional.steps import by_id

pytestmark = pytest.mark.functional


def test_a_pupil_is_compared_from_the_record(sign_in: SignIn):
    page = sign_in("co-ordinator")
    steps.open_pupil(page, "EX1")
    page.get_by_role("link", name="Benchmark", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How does EX1 compare?")
    expect(by_id(page, ids.BENCHMARK_WHAT_IF)).to_contain_text("would be suggested if")
    by_id(page, ids.BENCHMARK_CLUSTER).select_option("X9")
    expect(by_id(page, ids.BENCHMARK_WHAT_IF)).to_contain_text("X9 would be suggested if")
    section = by_id(page, ids.BENCHMARK_AUTHORITY).locator("section").first
    section.locator("summary", has_text="Table").click()
    section.get_by_role("link", name="See pupils in X9").click()
    expect(by_id(page, ids.CASELOAD_CLUSTER)).to_have_value("X9")
    expect(by_id(page, ids.CASELOAD_TABLE)).to_contain_text(re.compile(r"^122 pupils"))


@pytest.mark.thorough
def test_a_cluster_is_opened_and_its_table_downloaded(sign_in: SignIn):
    page = sign_in("leader")
    steps.open_clusters(page)
    page.get_by_role("link", name="X7", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What is cluster X7?")
    button = by_id(page, ids.CLUSTER_PACKAGES_BUTTON)
    with page.expect_download() as download:
        button.click()
    assert download.value.suggested_filename == "packages-X7.csv"
    text = download.value.path().read_text(encoding="utf-8")
    assert text.startswith("package,cases_with,cases")
    assert ",c,6,c,c,c" in text
