from __future__ import annotations

import math
from datetime import timedelta
from typing import Any

import pytest
from argon2 import PasswordHasher
from sqlalchemy import Engine, delete, update

from data import passwords
from data.account_changes import CHANGES
from data.account_fields import STAFF_ROLES
from data.accounts import ACCOUNTS, Accounts, LastAdministrator, Overtaken
from data.database import SaveFailed, writing
from data.demo.accounts import DEMO_ACCOUNTS
from data.passwords import (
    Passwords,
    one_time_password,
    password_advice,
    password_problem,
    word_list,
)
from data.schemas import Invalid
from data.sessions import Sessions
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


@pytest.mark.parametrize(
    ("username", "says"),
    [(" ", "Give a user name, such as ann.lee."), ("ann lee", "begins with a letter or digit")],
)
def test_only_a_user_name_that_breaks_the_rule_is_told_it(
    accounts: Accounts, username: str, says: str
):
    with pytest.raises(Invalid) as refused:
        add(accounts, username)
    assert says in refused.value.problems["username"]


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


def test_the_app_s_own_name_is_nobody_s(accounts: Accounts):
    with pytest.raises(Invalid, match="the app's own"):
        add(accounts, " System ")


def test_what_names_an_account_in_an_address_says_nothing_of_the_person(accounts: Accounts):
    ann, bob = add(accounts), add(accounts, "bob")
    assert ann.reference != bob.reference
    assert len(ann.reference) == 16
    assert set(ann.reference) <= set("0123456789abcdef")


# One-time passwords.


def test_a_one_time_password_is_five_words_of_the_list(accounts: Accounts):
    made = {one_time_password("ann") for _ in range(50)}
    assert len(made) == 50
    assert all(len(words.split("-")) == 5 for words in made)
    assert all({*words.split("-")} <= {*word_list()} for words in made)
    assert 5 * math.log2(len(set(word_list()))) > 64


def test_a_one_time_password_that_would_be_refused_is_not_given(monkeypatch: pytest.MonkeyPatch):
    drawn = iter(["the-viper-ate", "a-safe-other-word"])
    monkeypatch.setattr(passwords, "_random_words", lambda: next(drawn))
    assert one_time_password("viper") == "a-safe-other-word"


@pytest.mark.parametrize("way", ["added", "given"])
def test_a_one_time_password_works_for_seven_days(accounts: Accounts, clock: FakeClock, way: str):
    add(accounts, one_time=way == "added")
    password = PASSWORD
    if way == "given":
        password = "a-safe-other-word"
        accounts.give_password("ann", password, by="gill")
        assert accounts.check("ann", PASSWORD) is None
    clock.move(days=7)
    found = accounts.check("ann", password)
    assert found is not None
    assert found.given_at == clock.now - timedelta(days=7)
    clock.move(seconds=1)
    assert accounts.check("ann", password) is None
    assert accounts.get("ann").run_out(accounts.now())


def test_the_password_a_person_chose_lasts(accounts: Accounts, clock: FakeClock):
    add(accounts, one_time=True)
    accounts.set_password("ann", "another three words", by="ann")
    clock.move(days=8)
    found = accounts.check("ann", "another three words")
    assert found is not None
    assert found.given_at is None


def test_a_second_one_time_password_replaces_the_first(accounts: Accounts, clock: FakeClock):
    add(accounts, one_time=True)
    clock.move(days=6)
    accounts.give_password("ann", "a-safe-other-word", by="gill")
    clock.move(days=6)
    assert accounts.check("ann", PASSWORD) is None
    assert accounts.check("ann", "a-safe-other-word")


def test_a_one_time_password_never_becomes_the_lasting_one(accounts: Accounts):
    add(accounts, password="caf\u00e9 au lait, thrice", one_time=True)
    for same in ("caf\u00e9 au lait, thrice", "cafe\u0301 au lait, thrice"):
        with pytest.raises(Invalid, match="must differ"):
            accounts.set_password("ann", same, by="ann")
    assert accounts.get("ann").given_at is not None


def test_nobody_is_given_a_password(accounts: Accounts):
    with pytest.raises(LookupError):
        accounts.give_password("nobody", PASSWORD, by="gill")


# Who changed what.


def test_every_change_is_kept_with_who_and_when(accounts: Accounts, clock: FakeClock):
    add(accounts, by="gill")
    made: list[Any] = [("added", "gill", None, "co-ordinator", None, None)]
    for change, kept in (
        (
            lambda: accounts.set_role("ann", role="senco", school_id="S2", by="hal"),
            ("role", "hal", "co-ordinator", "senco", None, "S2"),
        ),
        (
            lambda: accounts.give_password("ANN", "a-safe-other-word", by="hal"),
            ("password given", "hal", "senco", "senco", "S2", "S2"),
        ),
        (
            lambda: accounts.set_password("ann", "another three words", by="ann"),
            ("password chosen", "ann", "senco", "senco", "S2", "S2"),
        ),
        (
            lambda: accounts.disable("ann", by="gill"),
            ("disabled", "gill", "senco", "senco", "S2", "S2"),
        ),
        (
            lambda: accounts.reopen("ann", by="gill"),
            ("reopened", "gill", "senco", "senco", "S2", "S2"),
        ),
    ):
        clock.move(minutes=1)
        change()
        made.append(kept)
    found = accounts.history("Ann")
    assert [
        (one.what, one.changed_by, one.role_before, one.role, one.school_before, one.school_id)
        for one in reversed(found)
    ] == made
    assert [one.changed_at for one in found] == [
        clock.now - timedelta(minutes=back) for back in range(len(made))
    ]
    assert accounts.get("ann").revision == len(made)
    assert accounts.history("bob") == []


def test_a_change_that_cannot_be_kept_is_not_made(accounts: Accounts, engine: Engine):
    add(accounts)
    with writing(engine) as connection:
        connection.exec_driver_sql("DROP TABLE account_changes")
        connection.exec_driver_sql("CREATE TABLE account_changes (username, changed_at, what)")
    with pytest.raises(SaveFailed):
        accounts.disable("ann", by="gill")
    assert accounts.get("ann").disabled_at is None


@pytest.mark.parametrize("statement", [update(CHANGES).values(what="added"), delete(CHANGES)])
def test_what_was_kept_cannot_be_changed(accounts: Accounts, engine: Engine, statement: Any):
    add(accounts)
    with pytest.raises(SaveFailed), writing(engine) as connection:
        connection.execute(statement)
    assert len(accounts.history("ann")) == 1


def test_signing_in_is_no_change(accounts: Accounts, engine: Engine, clock: FakeClock):
    add(accounts)
    Sessions(engine, clock=clock).start("ann")
    dearer = Passwords(PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    assert Accounts(engine, clock=clock, passwords=dearer).check("ann", PASSWORD)
    assert accounts.get("ann").revision == 1
    assert len(accounts.history("ann")) == 1


def test_a_change_on_an_older_revision_is_refused(accounts: Accounts):
    add(accounts)
    accounts.set_role("ann", role="leader", by="gill", revision=1)
    for late in (
        lambda: accounts.set_role("ann", role="analyst", by="hal", revision=1),
        lambda: accounts.disable("ann", by="hal", revision=1),
        lambda: accounts.reopen("ann", by="hal", revision=1),
        lambda: accounts.give_password("ann", "a-safe-other-word", by="hal", revision=1),
    ):
        with pytest.raises(Overtaken):
            late()
    assert accounts.get("ann").role == "leader"
    assert accounts.check("ann", PASSWORD)
    assert len(accounts.history("ann")) == 2


# The last administrator.


@pytest.fixture
def with_gill(accounts: Accounts) -> Accounts:
    add(accounts, "gill", role="administrator")
    return accounts


def close(accounts: Accounts, username: str, way: str) -> None:
    if way == "disable":
        accounts.disable(username, by="hal")
    else:
        accounts.set_role(username, role="leader", by="hal")


@pytest.mark.parametrize("way", ["disable", "role"])
@pytest.mark.parametrize("others", ["none", "disabled", "asleep", "invited", "invented", "leader"])
def test_the_last_able_administrator_stays_one(
    with_gill: Accounts, clock: FakeClock, engine: Engine, way: str, others: str
):
    add(with_gill, "ann")
    if others != "none":
        role = "leader" if others == "leader" else "administrator"
        password = None if others == "invented" else PASSWORD
        add(with_gill, "hal", role=role, password=password, one_time=others == "invited")
    if others == "disabled":
        with_gill.disable("hal", by="gill")
    if others == "asleep":
        clock.move(days=60)
        Sessions(engine, clock=clock).start("gill")
        clock.move(days=60)
    with pytest.raises(LastAdministrator):
        close(with_gill, "gill", way)
    kept = with_gill.get("gill")
    assert (kept.role, kept.disabled_at, kept.revision) == ("administrator", None, 1)
    assert len(with_gill.history("gill")) == 1
    close(with_gill, "ann", way)


@pytest.mark.parametrize("way", ["disable", "role"])
def test_one_of_two_administrators_can_be_closed_and_the_other_not(with_gill: Accounts, way: str):
    add(with_gill, "hal", role="administrator")
    close(with_gill, "gill", way)
    with pytest.raises(LastAdministrator):
        close(with_gill, "hal", way)


def test_where_nobody_is_able_an_administrator_can_still_be_closed(accounts: Accounts):
    add(accounts, "gill", role="administrator", one_time=True)
    accounts.disable("gill", by="system")
    assert accounts.get("gill").disabled_at


def test_in_a_demonstration_invented_administrators_count(engine: Engine, clock: FakeClock):
    accounts = Accounts(engine, clock=clock, passwords=Passwords(CHEAP), demo=True)
    add(accounts, "gill", role="administrator", password=None)
    with pytest.raises(LastAdministrator):
        accounts.disable("gill", by="hal")
    add(accounts, "hal", role="administrator", password=None)
    accounts.disable("gill", by="hal")
    assert accounts.get("gill").disabled_at
