"""Our own SEN2 figures in the browser: a leader reads them, an administrator takes the return."""

from __future__ import annotations

import zipfile

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from layouts import ids
from tests.functional.conftest import SignIn
from tests.functional.steps import by_id
from tests.functional.test_accessibility import AXE_OPTIONS

pytestmark = [pytest.mark.functional, pytest.mark.thorough]

PAGE = "/sen2/own"


def opened(sign_in: SignIn, role: str, size: tuple[int, int] = (1440, 900)) -> Page:
    page = sign_in(role, size)
    page.goto(PAGE)
    expect(page.get_by_role("heading", name="Why ours may differ")).to_be_visible(timeout=60_000)
    return page


def violations(page: Page) -> list[str]:
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("options => axe.run(document, options)", AXE_OPTIONS)
    return [one["id"] for one in found["violations"]]


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)], ids=["wide", "narrow"])
def test_a_leader_reads_our_figures(sign_in: SignIn, size: tuple[int, int]) -> None:
    page = opened(sign_in, "leader", size)
    expect(by_id(page, ids.SEN2_OWN_BODY)).to_contain_text("we have 2,052 plans in force")
    expect(by_id(page, ids.SEN2_OWN_CHECK)).to_be_hidden()
    # What is folded on the screen is open on paper, and folded again afterwards.
    folded = page.get_by_text("Autistic spectrum disorder", exact=True)
    for event, is_seen in (("beforeprint", True), ("afterprint", False)):
        page.evaluate("name => void window.dispatchEvent(new Event(name))", event)
        expect(folded).to_be_visible(visible=is_seen)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == size[0]


def test_an_administrator_checks_and_takes_the_return(sign_in: SignIn) -> None:
    page = opened(sign_in, "administrator")
    by_id(page, ids.SEN2_OWN_JANUARY).select_option("next")
    by_id(page, ids.SEN2_OWN_CHECK).click()
    expect(by_id(page, ids.SEN2_OWN_CHECKS)).to_contain_text("The surname is missing.")
    assert violations(page) == []
    with page.expect_download() as taken:
        page.get_by_role("link", name="Download the modules and the list").click()
    with zipfile.ZipFile(taken.value.path()) as archive:
        assert len(archive.namelist()) == 10
