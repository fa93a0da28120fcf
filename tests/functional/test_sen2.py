"""SEN2 benchmarking: a visitor, from a bookmark to what stands out, and away with its table."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from layouts import ids
from tests.functional import steps
from tests.functional.conftest import SignIn
from tests.functional.server import Server
from tests.functional.steps import by_id

pytestmark = pytest.mark.functional


def test_a_visitor_reads_what_stands_out_from_a_bookmark(
    server: Server, new_page: Callable[..., Page]
):
    page = new_page(server.address)
    steps.open_sen2(page, "/sen2?utm_source=mail")
    expect(by_id(page, ids.NAVIGATION).get_by_role("listitem")).to_have_text(["SEN2", "Sign in"])
    page.locator(".regions a").first.click()
    findings = page.locator(".finding")
    expect(findings).to_have_count(3)
    for question in ("Is it real?", "Against whom?", "How good is the figure?"):
        expect(findings.first).to_contain_text(question)
    expect(page.locator(".sen2-invented")).to_contain_text("Invented figures")

    against = by_id(page, ids.sen2("stands", "against"))
    against.focus()
    against.select_option("neighbours")
    expect(by_id(page, ids.sen2("stands", "model"))).to_be_visible()
    expect(page).to_have_url(re.compile(r"/sen2\?authority=Z\d\d&against=neighbours$"))
    expect(against).to_be_focused()
    bookmark, answer = page.url, page.locator(".sen2-answer").inner_text()
    page.go_back()
    expect(page).to_have_url(re.compile(r"/sen2\?authority=Z\d\d$"))
    expect(against).to_have_value("england")

    other = new_page(server.address)
    steps.open_sen2(other, bookmark)
    expect(other.locator(".sen2-answer")).to_have_text(answer)
    steps.sen2_link(other, "League").click()
    expect(other).to_have_url(re.compile(r"/sen2/league\?authority=Z\d\d&against=neighbours$"))
    expect(other.locator("main")).to_contain_text(
        re.compile(r"is (equal )?\d+\w\w of \d+ authorities")
    )
    with other.expect_download() as table:
        other.get_by_role("link", name="Download the table of the league as CSV").click()
    assert table.value.path().read_text(encoding="utf-8-sig").startswith("code,name,own,")
    with other.expect_download() as picture:
        other.get_by_role("button", name="Save the picture of the league as PNG").click()
    assert picture.value.path().read_bytes().startswith(b"\x89PNG")


@pytest.mark.thorough
def test_what_an_address_cannot_have_is_said_and_closed_pages_stay_closed(
    server: Server, new_page: Callable[..., Page]
):
    page = new_page(server.address)
    steps.open_sen2(page, "/sen2/league?authority=999&indicator=nonsense")
    expect(page.locator(".notice")).to_contain_text("There is no authority “999”")
    expect(page).to_have_url(re.compile(r"/sen2/league$"))
    page.goto("/charts")
    expect(page).to_have_url(re.compile(r"/sign-in\?next=%2Fcharts$"))


@pytest.mark.thorough
def test_authorities_are_chosen_by_name_and_by_keyboard(sign_in: SignIn):
    page = sign_in("leader")
    steps.open_sen2(page, "/sen2/profile")
    page.locator(".regions a").first.click()
    expect(page.locator(".small-chart")).to_have_count(12)
    by_id(page, ids.sen2("profile", "against")).select_option("chosen")
    added = by_id(page, ids.sen2("profile", "others"))
    added.fill("wearholme")
    added.press("Enter")
    expect(page.locator(".sen2-others li")).to_have_count(1)
    expect(page).to_have_url(re.compile(r"others=Z02$"))
    page.get_by_role("link", name="Remove").click()
    expect(page.locator(".sen2-others")).to_have_count(0)
