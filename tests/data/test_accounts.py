"""Accounts on each kind of database; what they mean is tested in tests/access/test_accounts.py."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, delete

from data.account_changes import CHANGES, GIVEN, RENAMED, ROLE
from data.accounts import Accounts, LastAdministrator
from data.database import SaveFailed, writing
from data.passwords import Passwords
from data.schemas import Invalid
from tests.access.small_app import CHEAP, PASSWORD, FakeClock


@pytest.fixture
def accounts(engine: Engine) -> Accounts:
    opened = Accounts(engine, clock=FakeClock(), passwords=Passwords(CHEAP))
    for name in ("gill", "hal"):
        opened.add(name, display_name=name.title(), role="administrator", password=PASSWORD)
    return opened


def test_an_account_lives_on_each_database(accounts: Accounts, engine: Engine) -> None:
    senco = {"display_name": "Ann Lee", "role": "senco", "school_id": "S2"}
    accounts.add("ann", **senco, password=PASSWORD, by="gill")
    with pytest.raises(Invalid, match="already an account"):
        accounts.add("ann", **senco, password=PASSWORD, by="gill")
    accounts.set_role("ann", role="leader", by="gill")
    accounts.rename("ann", display_name=" Ann Osei ", by="gill")
    accounts.give_password("ann", "five words for one time", by="gill")
    assert accounts.check("ann", PASSWORD) is None
    assert accounts.check("ann", "five words for one time").given_at
    assert accounts.display_names() == {"ann": "Ann Osei", "gill": "Gill", "hal": "Hal"}
    assert [one.username for one in accounts.all()] == ["ann", "gill", "hal"]
    assert [one.what for one in accounts.history("ann")][:3] == [GIVEN, RENAMED, ROLE]
    with pytest.raises(SaveFailed), writing(engine) as connection:
        connection.execute(delete(CHANGES))


def test_two_administrators_who_close_each_other_at_once_do_not_both_succeed(
    accounts: Accounts,
) -> None:
    with ThreadPoolExecutor(2) as pool:
        tries = [
            pool.submit(accounts.disable, username, by=by)
            for username, by in (("gill", "hal"), ("hal", "gill"))
        ]
    failed = [one.exception() for one in tries if one.exception()]
    assert [type(one) for one in failed] == [LastAdministrator]
    assert sum(one.disabled_at is None for one in accounts.all()) == 1
