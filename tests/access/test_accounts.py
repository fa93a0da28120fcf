from __future__ import annotations

from typing import Any

import pytest
from argon2 import PasswordHasher
from sqlalchemy import Engine, update

from data.account_fields import STAFF_ROLES
from data.accounts import ACCOUNTS, Accounts
from data.database import SaveFailed, writing
from data.demo.accounts import DEMO_ACCOUNTS
from data.passwords import Passwords, password_advice, password_problem
from data.schemas import Invalid
from tests.access.small_app import CHEAP, PASSWORD, FakeClock


@pytest.fixture
def accounts(engine: Engine, clock: FakeClock) -> Accounts:
    return Accounts(engine, clock=clock, passwords=Passwords(CHEAP))


def add(accounts: Accounts, username: str = "ann", **changes: Any):
    plain = {"display_name": "Ann Lee", "role": "co-ordinator", "password": PASSWORD}
    return accounts.add(username, **{**plain, **changes})


def test_an_account_comes_back_as_it_was_added(accounts: Accounts, clock: FakeClock):
    account = add(accounts, " Ann ", role="senco", school_id="S1")
    assert accounts.get("ANN") == account
    assert (account.username, account.role, account.school_id) == ("ann", "senco", "S1")
    assert account.created_at == clock.now
    assert not account.demo
    assert accounts.get("nobody") is None


def test_all_accounts_come_in_the_order_of_their_names(accounts: Accounts):
    add(accounts, "zoe")
    add(accounts, "bob")
    assert [account.username for account in accounts.all()] == ["bob", "zoe"]


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("username", {"username": ""}),
        ("username", {"username": "-ann"}),
        ("username", {"username": "ann lee"}),
        ("username", {"username": "a" * 61}),
        ("username", {"username": "ann\x00"}),
        ("display_name", {"display_name": "  "}),
        ("display_name", {"display_name": "a" * 121}),
        ("display_name", {"display_name": "Ann\nLee"}),
        ("role", {"role": "family"}),
        ("role", {"role": "owner"}),
        ("school_id", {"role": "senco"}),
        ("school_id", {"school_id": "S1"}),
        ("password", {"password": ""}),
        ("password", {"password": "short"}),
    ],
)
def test_what_cannot_be_an_account_is_refused(accounts: Accounts, field: str, changes: dict):
    username = changes.pop("username", "ann")
    with pytest.raises(Invalid) as refused:
        add(accounts, username, **changes)
    assert list(refused.value.problems) == [field]
    assert accounts.all() == []


def test_two_accounts_cannot_have_one_name(accounts: Accounts):
    add(accounts)
    with pytest.raises(Invalid, match="already an account"):
        add(accounts, "Ann")


def test_another_failure_of_the_store_is_not_called_a_taken_name(
    accounts: Accounts, engine: Engine
):
    with writing(engine) as connection:
        connection.exec_driver_sql("DROP TABLE accounts")
    with pytest.raises(SaveFailed):
        accounts._insert({"username": "ann"}, by="gill", one_time=False)


@pytest.mark.parametrize(
    "password",
    [
        "seven77",
        "password1",
        "P@ssw0rd2026!",
        "PASSWORD",
        "1q2w3e4r",
        "12345678",
        "aaaaaaaaaaaaaaaaaaaa",
        "12121212",
        "administrator1",
        "my name is annlee ok",
    ],
)
def test_a_weak_password_is_refused(password: str):
    assert password_problem(password, username="annlee")


@pytest.mark.parametrize(
    "password", ["correct horse battery", "zq8!mfkw", "ÅngströmGrüße", "joy of it"]
)
def test_a_password_without_a_common_word_is_taken(password: str):
    assert password_problem(password, username="jo") is None


def test_fifteen_characters_are_advised():
    assert "15" in (password_advice("zq8!mfkw") or "")
    assert password_advice("three unrelated words") is None


def test_the_right_password_opens_the_account(accounts: Accounts):
    account = add(accounts)
    assert accounts.check("ann", PASSWORD) == account
    assert accounts.check("ANN ", PASSWORD) == account


def test_the_same_letters_in_other_code_points_are_the_same_password(accounts: Accounts):
    add(accounts, password="caf\u00e9 au lait, thrice")
    assert accounts.check("ann", "cafe\u0301 au lait, thrice")


@pytest.mark.parametrize(
    ("username", "password"),
    [("ann", "wrong password"), ("ann", ""), ("nobody", PASSWORD), ("\x00", PASSWORD), ("", "")],
)
def test_anything_else_does_not(accounts: Accounts, username: str, password: str):
    add(accounts)
    assert accounts.check(username, password) is None


def test_a_stranger_costs_as_much_work_as_a_wrong_password(engine: Engine, clock: FakeClock):
    class Counting(PasswordHasher):
        checked = 0

        def verify(self, *arguments: Any) -> bool:
            Counting.checked += 1
            return super().verify(*arguments)

    hasher = Counting(time_cost=1, memory_cost=8, parallelism=1)
    accounts = Accounts(engine, clock=clock, passwords=Passwords(hasher))
    add(accounts)
    add(accounts, "demo", password=None)
    for number, username in enumerate(["ann", "nobody", "\x00", "demo"], start=1):
        accounts.check(username, "wrong password")
        assert Counting.checked == number


def test_a_hash_is_argon2id_and_is_renewed_when_the_parameters_change(
    accounts: Accounts, engine: Engine, clock: FakeClock
):
    add(accounts)
    before = kept(engine)
    assert before.startswith("$argon2id$")
    assert accounts.check("ann", PASSWORD)
    assert kept(engine) == before
    dearer = Passwords(PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    assert Accounts(engine, clock=clock, passwords=dearer).check("ann", PASSWORD)
    assert "m=16,t=2" in kept(engine)
    assert Accounts(engine, clock=clock, passwords=dearer).check("ann", PASSWORD)


def test_passwords_are_hashed_at_the_library_s_strength_by_default(
    engine: Engine, clock: FakeClock
):
    accounts = Accounts(engine, clock=clock)
    add(accounts)
    assert "m=65536,t=3" in kept(engine)


def kept(engine: Engine) -> str:
    with engine.connect() as connection:
        return connection.execute(ACCOUNTS.select()).one().password_hash


def test_a_hash_that_cannot_be_read_opens_nothing(accounts: Accounts, engine: Engine):
    add(accounts)
    with writing(engine) as connection:
        connection.execute(update(ACCOUNTS).values(password_hash="spoilt"))
    assert accounts.check("ann", PASSWORD) is None


def test_a_disabled_account_cannot_sign_in_until_it_is_reopened(accounts: Accounts):
    add(accounts)
    accounts.disable("ann", by="gill")
    assert accounts.check("ann", PASSWORD) is None
    accounts.reopen("ann", by="gill")
    assert accounts.check("ann", PASSWORD)


def test_an_account_not_seen_for_90_days_cannot_sign_in(accounts: Accounts, clock: FakeClock):
    add(accounts)
    clock.move(days=90)
    assert accounts.check("ann", PASSWORD)
    clock.move(seconds=1)
    assert accounts.check("ann", PASSWORD) is None
    accounts.reopen("ann", by="gill")
    assert accounts.check("ann", PASSWORD)


def test_a_new_password_replaces_the_old_one(accounts: Accounts):
    add(accounts)
    with pytest.raises(Invalid):
        accounts.set_password("ann", "password", by="gill")
    accounts.set_password("Ann", "another three words", by="gill")
    assert accounts.check("ann", PASSWORD) is None
    assert accounts.check("ann", "another three words")


def test_a_role_can_be_changed_to_another_staff_role(accounts: Accounts):
    add(accounts)
    accounts.set_role("ann", role="senco", school_id="S2", by="gill")
    changed = accounts.get("ann")
    assert changed is not None
    assert (changed.role, changed.school_id) == ("senco", "S2")
    with pytest.raises(Invalid):
        accounts.set_role("ann", role="family", by="gill")


def test_nobody_s_account_cannot_be_changed(accounts: Accounts):
    with pytest.raises(LookupError):
        accounts.disable("nobody", by="gill")


def test_demo_accounts_have_no_password_and_never_sleep(accounts: Accounts, clock: FakeClock):
    for person in DEMO_ACCOUNTS:
        accounts.add(**person, password=None)
    assert {account.role for account in accounts.all()} == {*STAFF_ROLES}
    clock.move(days=400)
    for account in accounts.all():
        assert account.demo
        assert not account.closed(clock.now)
        assert accounts.check(account.username, "") is None
