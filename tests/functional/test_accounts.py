"""People: an administrator adds a SENCO, who signs in, must choose a password, and gets in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from layouts import ids
from tests.functional import steps
from tests.functional.server import Server, command
from tests.functional.steps import by_id

pytestmark = pytest.mark.functional

ADMINISTRATOR = "seven quiet green lanterns"
CHOSEN = "three unrelated words"


def test_a_person_is_added_and_comes_in(council: Server, new_page: Callable[..., Page]):
    options = ("--name", "Gill Reeves", "--role", "administrator", "--password", ADMINISTRATOR)
    command(council.place, "add-account", "gill", *options, demo=False)
    office = new_page(council.address)
    steps.enter(office, "gill", ADMINISTRATOR)
    office.goto("/accounts")
    office.locator("summary", has_text="Add a person").click()
    for part, words in (("name", "Dan Murray"), ("username", "dan"), ("school", "S001")):
        by_id(office, ids.of_account(part)).fill(words)
    by_id(office, ids.of_account("role")).select_option("senco")
    office.get_by_role("button", name="Add the person").click()
    message = by_id(office, ids.ACCOUNTS_MESSAGE)
    expect(message).to_contain_text("Added: Dan Murray, School SENCO")
    given = message.locator("code").inner_text()
    assert len(given.split("-")) == 5

    school = new_page(council.address)
    steps.enter(school, "dan", given)
    expect(school.get_by_role("heading", level=1)).to_have_text("Choose your password")
    school.goto("/pupils")
    expect(school.get_by_role("heading", level=1)).to_have_text("Choose your password")
    for field, words in (("One-time password", given), ("New password again", CHOSEN)):
        school.get_by_label(field).fill(words)
    school.get_by_label("New password", exact=True).fill(CHOSEN)
    school.get_by_role("button", name="Change the password").click()
    expect(school.get_by_role("status")).to_contain_text("Your password was changed")
    school.get_by_role("link", name="Go on").click()
    expect(school.locator(".header__who")).to_contain_text("Dan Murray")
    expect(by_id(school, ids.NAVIGATION)).to_contain_text("Caseload")
    expect(by_id(school, ids.NAVIGATION)).not_to_contain_text("People")

    message.get_by_role("link", name="Open the account").click()
    account = by_id(office, ids.ACCOUNT_BODY)
    expect(account).to_contain_text("Dan Murray: School SENCO, S001. Can sign in.")
    expect(account).to_contain_text("Chose a password")
    office.get_by_role("button", name="Disable the account").click()
    expect(by_id(office, ids.ACCOUNT_MESSAGE)).to_contain_text("cannot sign in any more")
    school.goto("/")
    expect(school.locator("main")).to_contain_text("your account was changed")
