from __future__ import annotations

import hashlib

import pytest
from sqlalchemy import Engine, event, select

from data.accounts import Accounts
from data.database import SaveFailed
from data.passwords import Passwords
from data.sessions import SESSIONS, Sessions
from tests.access.small_app import CHEAP, PASSWORD, FakeClock


@pytest.fixture
def accounts(engine: Engine, clock: FakeClock) -> Accounts:
    accounts = Accounts(engine, clock=clock, passwords=Passwords(CHEAP))
    accounts.add("ann", display_name="Ann Lee", role="panel", password=PASSWORD)
    return accounts


@pytest.fixture
def sessions(engine: Engine, clock: FakeClock, accounts: Accounts) -> Sessions:
    return Sessions(engine, clock=clock)


def test_a_session_says_who_is_in_it(sessions: Sessions, clock: FakeClock):
    found = sessions.find(sessions.start("Ann"))
    assert found is not None
    assert (found.username, found.display_name, found.role) == ("ann", "Ann Lee", "panel")
    assert found.started_at == found.last_seen_at == clock.now
    assert not found.demo


def test_a_token_has_enough_chance_in_it_and_is_not_kept(sessions: Sessions, engine: Engine):
    tokens = {sessions.start("ann") for _ in range(20)}
    assert len(tokens) == 20
    assert all(len(token) * 6 >= 128 for token in tokens)
    with engine.connect() as connection:
        rows = connection.execute(select(SESSIONS)).all()
    assert {row.token_hash for row in rows} == {
        hashlib.sha256(token.encode()).hexdigest() for token in tokens
    }


def test_the_id_that_may_stand_in_logs_opens_nothing(sessions: Sessions):
    found = sessions.find(sessions.start("ann"))
    assert found is not None
    assert sessions.find(found.id) is None


def test_an_unknown_token_is_nobody(sessions: Sessions):
    assert sessions.find("unknown") is None
    assert sessions.ending("unknown") is None


def test_nobody_and_the_disabled_get_no_session(sessions: Sessions, accounts: Accounts):
    accounts.disable("ann", by="gill")
    for username in ("nobody", "ann"):
        with pytest.raises(LookupError):
            sessions.start(username)


def test_a_session_ends_after_30_idle_minutes(sessions: Sessions, clock: FakeClock):
    token = sessions.start("ann")
    clock.move(minutes=29)
    assert sessions.find(token)
    clock.move(minutes=29, seconds=59)
    assert sessions.find(token)
    clock.move(minutes=30)
    assert sessions.ending(token) == "idle"
    assert sessions.find(token) is None


def test_a_session_ends_after_12_hours_however_busy(sessions: Sessions, clock: FakeClock):
    token = sessions.start("ann")
    for _ in range(12 * 4 - 1):
        clock.move(minutes=15)
        assert sessions.find(token)
    clock.move(minutes=15)
    assert sessions.ending(token) == "limit"
    assert sessions.find(token) is None


def test_being_seen_is_written_at_most_once_a_minute(
    sessions: Sessions, clock: FakeClock, engine: Engine
):
    token = sessions.start("ann")
    written: list[str] = []
    event.listen(
        engine,
        "before_cursor_execute",
        lambda _c, _k, statement, *_: written.append(statement) if "UPDATE" in statement else None,
    )
    for _ in range(119):
        clock.move(seconds=1)
        sessions.find(token)
    assert len(written) == 1


def test_a_store_that_cannot_be_written_to_still_knows_who_is_there(
    sessions: Sessions, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
):
    token = sessions.start("ann")
    clock.move(minutes=2)

    def fail(*_: object, **__: object) -> None:
        raise SaveFailed("The disk is full.")

    monkeypatch.setattr(sessions, "_write", fail)
    assert sessions.find(token)


def test_an_ended_session_stays_ended(sessions: Sessions):
    token, other = sessions.start("ann"), sessions.start("ann")
    sessions.end(token)
    assert sessions.find(token) is None
    assert sessions.ending(token) == "ended"
    assert sessions.find(other)


def test_all_sessions_of_one_person_end_together(sessions: Sessions, accounts: Accounts):
    accounts.add("bob", display_name="Bob", role="panel", password=PASSWORD)
    tokens, other = [sessions.start("ann"), sessions.start("ann")], sessions.start("bob")
    sessions.end_all("ANN", by="gill")
    assert [sessions.find(token) for token in tokens] == [None, None]
    assert [sessions.ending(token) for token in tokens] == ["ended", "ended"]
    assert sessions.find(other)
    last = accounts.history("ann")[0]
    assert (last.what, last.changed_by, last.role_before, last.role) == (
        "sessions ended",
        "gill",
        "panel",
        "panel",
    )


def test_nobody_has_no_sessions_to_end(sessions: Sessions):
    with pytest.raises(LookupError):
        sessions.end_all("nobody", by="gill")


def test_a_session_knows_that_the_password_must_be_changed(sessions: Sessions, accounts: Accounts):
    accounts.give_password("ann", "a-safe-other-word", by="gill")
    found = sessions.find(sessions.start("ann"))
    assert found is not None
    assert found.must_change
    accounts.set_password("ann", "another three words", by="ann")
    found = sessions.find(sessions.start("ann"))
    assert found is not None
    assert not found.must_change


@pytest.mark.parametrize("change", ["disable", "role", "school", "password", "disable and reopen"])
def test_a_change_of_the_account_ends_its_sessions_at_once(
    sessions: Sessions, accounts: Accounts, change: str
):
    token = sessions.start("ann")
    if change == "role":
        accounts.set_role("ann", role="leader", by="gill")
    elif change == "school":
        accounts.set_role("ann", role="senco", school_id="S2", by="gill")
    elif change == "password":
        accounts.set_password("ann", "another three words", by="gill")
    else:
        accounts.disable("ann", by="gill")
    if change == "disable and reopen":
        accounts.reopen("ann", by="gill")
    assert sessions.find(token) is None
    assert sessions.ending(token) == "changed"


def test_a_session_is_seen_by_every_worker(sessions: Sessions, engine: Engine, clock: FakeClock):
    other_worker = Sessions(engine, clock=clock)
    token = sessions.start("ann")
    assert other_worker.find(token)
    other_worker.end(token)
    assert sessions.find(token) is None


def test_signing_in_is_being_seen(sessions: Sessions, accounts: Accounts, clock: FakeClock):
    clock.move(days=80)
    sessions.start("ann")
    clock.move(days=80)
    assert accounts.check("ann", PASSWORD)


def test_old_sessions_are_swept(sessions: Sessions, clock: FakeClock, engine: Engine):
    sessions.start("ann")
    clock.move(days=2, seconds=1)
    sessions.start("ann")
    with engine.connect() as connection:
        assert len(connection.execute(select(SESSIONS)).all()) == 1
