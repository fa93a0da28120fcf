"""The database: durable settings, one writer at a time, errors in words, tables that only grow."""

from __future__ import annotations

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from types import SimpleNamespace

import pytest
from sqlalchemy import URL, Engine, event, inspect, text
from sqlalchemy.exc import DBAPIError

from data import database
from data.database import SaveFailed, as_text, create_tables, open_database, reading, writing
from tests.data.model import change, save

INSERT = text(
    "INSERT INTO activity (recorded_at, actor, action, subject, outcome)"
    " VALUES ('now', 'ana', 'a', '', 'allowed')"
)


def setting(engine: Engine, name: str) -> object:
    statement = f"PRAGMA {name}" if engine.dialect.name == "sqlite" else f"SHOW {name}"
    with reading(engine) as connection:
        return connection.execute(text(statement)).scalar()


def test_sqlite_commits_only_what_is_on_the_disk(sqlite_engine):
    assert setting(sqlite_engine, "journal_mode") == "wal"
    assert setting(sqlite_engine, "synchronous") == 2


def test_sqlite_overwrites_what_is_deleted(sqlite_engine):
    assert setting(sqlite_engine, "secure_delete") == 1


def test_only_the_owner_may_read_the_file_and_those_beside_it(sqlite_engine, tmp_path):
    with writing(sqlite_engine) as connection:
        connection.execute(INSERT)
    names = {path.name: path.stat().st_mode & 0o077 for path in tmp_path.iterdir()}
    assert names == dict.fromkeys(
        ["journal.sqlite3", "journal.sqlite3-wal", "journal.sqlite3-shm"], 0
    )


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_database_in_memory_has_no_file(url, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    engine = open_database(url)
    create_tables(engine)
    assert list(tmp_path.iterdir()) == []
    engine.dispose()


def test_sqlite_waits_for_other_writers(sqlite_engine):
    assert setting(sqlite_engine, "busy_timeout") == 10_000


def test_postgresql_commits_only_what_is_on_the_disk(postgres_url):
    engine = open_database(postgres_url.update_query_dict({"options": "-c synchronous_commit=off"}))
    assert setting(engine, "synchronous_commit") == "on"
    engine.dispose()


@pytest.mark.parametrize("prefix", ["postgresql", "postgres", "postgresql+psycopg"])
def test_postgresql_goes_by_every_usual_name(prefix):
    engine = open_database(f"{prefix}://someone@localhost/nowhere")
    assert engine.url.drivername == "postgresql+psycopg"


def test_another_kind_of_database_is_refused():
    with pytest.raises(ValueError, match="SQLite or PostgreSQL"):
        open_database("mysql://localhost/x")


def test_tables_can_be_created_by_many_at_once(url):
    engines = [open_database(url) for _ in range(8)]
    start = threading.Barrier(len(engines))

    def create(engine: Engine) -> None:
        start.wait()
        create_tables(engine)

    with ThreadPoolExecutor(len(engines)) as pool:
        list(pool.map(create, engines))
    names = inspect(engines[0]).get_table_names()
    for engine in engines:
        engine.dispose()
    assert {"journal", "drafts", "activity"} <= set(names)


def test_a_failed_transaction_keeps_nothing(engine):
    with pytest.raises(KeyError), writing(engine) as connection:
        connection.execute(INSERT)
        raise KeyError
    with reading(engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM activity")).scalar() == 0


def test_reading_does_not_wait_for_a_writer(sqlite_engine):
    with writing(sqlite_engine) as writer:
        writer.execute(INSERT)
        with reading(sqlite_engine) as reader:
            assert reader.execute(text("SELECT count(*) FROM activity")).scalar() == 0


def test_reading_leaves_no_transaction_open(engine):
    with reading(engine) as connection:
        connection.execute(text("SELECT 1"))
        driver = connection.connection.driver_connection
        is_idle = (
            not driver.in_transaction
            if engine.dialect.name == "sqlite"
            else driver.info.transaction_status == 0
        )
    assert is_idle


def test_a_second_writer_that_waits_too_long_is_told_so(sqlite_url, monkeypatch):
    monkeypatch.setattr(database, "SQLITE_SETTINGS", ("PRAGMA busy_timeout=1",))
    first, second = open_database(sqlite_url), open_database(sqlite_url)
    create_tables(first)
    with writing(first), pytest.raises(SaveFailed, match="busy"), writing(second):
        pass
    first.dispose()
    second.dispose()


def test_a_second_writer_on_postgresql_that_waits_too_long_is_told_so(postgres_url, monkeypatch):
    monkeypatch.setattr(database, "POSTGRESQL_SETTINGS", ("SET lock_timeout = '10ms'",))
    engine = open_database(postgres_url)
    with (
        writing(engine, holding=1),
        pytest.raises(SaveFailed, match="busy"),
        writing(engine, holding=1),
    ):
        pass
    engine.dispose()


def test_a_read_only_store_is_told_so(sqlite_engine):
    event.listen(sqlite_engine, "connect", lambda raw, _: raw.execute("PRAGMA query_only=ON"))
    sqlite_engine.dispose()
    with pytest.raises(SaveFailed, match="read-only"), writing(sqlite_engine) as connection:
        connection.execute(INSERT)


def test_a_postgresql_that_is_read_only_is_told_so(postgres_url):
    engine = open_database(postgres_url)
    create_tables(engine)
    with pytest.raises(SaveFailed, match="read-only"), writing(engine) as connection:
        connection.execute(text("SET TRANSACTION READ ONLY"))
        connection.execute(INSERT)
    engine.dispose()


def test_a_lost_connection_leaves_the_outcome_open(postgres_url):
    engine, other = open_database(postgres_url), open_database(postgres_url)
    create_tables(engine)
    with pytest.raises(SaveFailed, match="not known"), writing(engine) as connection:
        number = connection.execute(text("SELECT pg_backend_pid()")).scalar()
        with reading(other) as killer:
            killer.execute(text(f"SELECT pg_terminate_backend({number}, 5000)"))
        connection.execute(INSERT)
    with writing(engine) as connection:
        connection.execute(INSERT)  # the next save finds a new connection
    engine.dispose()
    other.dispose()


def sqlite_error(name: str) -> sqlite3.Error:
    error = sqlite3.OperationalError("x")
    error.sqlite_errorname = name
    return error


@pytest.mark.parametrize(
    ("cause", "words"),
    [
        (sqlite_error("SQLITE_FULL"), "disk is full"),
        (sqlite_error("SQLITE_READONLY_DBMOVED"), "read-only"),
        (sqlite_error("SQLITE_IOERR_FSYNC"), "may not have been saved"),
        (sqlite_error("SQLITE_BUSY_SNAPSHOT"), "busy"),
        (sqlite3.ProgrammingError("x"), "refused"),
        (SimpleNamespace(sqlstate="53100"), "disk is full"),
        (SimpleNamespace(sqlstate="08006"), "not known"),
        (SimpleNamespace(sqlstate=None), "not known"),
        (SimpleNamespace(sqlstate="42P01"), "refused"),
    ],
)
def test_each_failure_is_said_in_a_sentence(cause, words):
    assert words in database._reason(DBAPIError("INSERT", {}, cause))


@pytest.mark.parametrize("table", ["journal", "activity"])
@pytest.mark.parametrize(
    "statement",
    ["UPDATE {} SET actor = 'eve'", "DELETE FROM {}", "TRUNCATE {}"],
    ids=["update", "delete", "truncate"],
)
def test_what_is_kept_cannot_be_changed_by_accident(engine, table, statement):
    from data.journal import Journal

    if "TRUNCATE" in statement and engine.dialect.name == "sqlite":
        statement = "DELETE FROM {} WHERE 1"  # SQLite's own way to empty a table
    save(Journal(engine), change())
    with writing(engine) as connection:
        connection.execute(INSERT)
    with pytest.raises(DBAPIError, match="keeps only additions"), engine.begin() as connection:
        connection.execute(text(statement.format(table)))


@pytest.mark.parametrize(
    "also", ["actor = 'eve'", "payload_hash = ''", "sequence = 9"], ids=lambda sql: sql.split()[0]
)
def test_a_payload_cannot_be_blanked_together_with_another_change(engine, also):
    from data.journal import Journal

    save(Journal(engine), change())
    blank = text(f"UPDATE journal SET payload = NULL, salt = NULL, {also}")
    with pytest.raises(DBAPIError, match="keeps only additions"), engine.begin() as connection:
        connection.execute(blank)


def test_a_moment_is_kept_in_utc():
    moment = datetime(2026, 7, 1, 12, tzinfo=timezone(timedelta(hours=1)))
    assert as_text(moment) == "2026-07-01T11:00:00.000000+00:00"
    assert datetime.fromisoformat(as_text(moment)).tzinfo == UTC


def test_a_url_object_serves_as_well_as_text(sqlite_url: URL):
    engine = open_database(sqlite_url)
    assert engine.url == sqlite_url
    engine.dispose()


def test_what_need_not_wait_for_the_disk_is_committed_when_it_is_written(sqlite_url):
    engine = open_database(sqlite_url, at_once=False)
    assert setting(engine, "synchronous") == 1
    assert setting(engine, "journal_mode") == "wal"
    engine.dispose()


def test_postgresql_need_not_wait_either(postgres_url):
    engine = open_database(postgres_url, at_once=False)
    assert setting(engine, "synchronous_commit") == "off"
    engine.dispose()
