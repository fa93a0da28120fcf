"""The database under the journal: how it is opened, written to and read, on SQLite or PostgreSQL.

What is kept in it is declared elsewhere, each table in the module that uses it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    DDL,
    URL,
    Connection,
    Engine,
    Executable,
    MetaData,
    String,
    Table,
    create_engine,
    event,
    make_url,
    text,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeDecorator

METADATA = MetaData()
Clock = Callable[[], datetime]

POSTGRESQL = "postgresql+psycopg"
IN_MEMORY = ":memory:"
BUSY_SECONDS = 10
ROWS_AT_ONCE = 1_000

# FULL: the commit returns only when the write-ahead log is on the disk. secure_delete: what is
# erased is overwritten, not only unlinked. fullfsync: on macOS a plain fsync stops at the drive.
SQLITE_SETTINGS = (
    f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA fullfsync=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA foreign_keys=ON",
)
POSTGRESQL_SETTINGS = (
    "SET synchronous_commit = on",
    f"SET lock_timeout = '{BUSY_SECONDS}s'",
    # A writer that has hung must not stop all the others.
    f"SET idle_in_transaction_session_timeout = '{6 * BUSY_SECONDS}s'",
)

LIGHTER = {"sqlite": "PRAGMA synchronous=NORMAL", "postgresql": "SET synchronous_commit = off"}

# A writer takes SQLite's write lock at once, so that what it read cannot change before it writes.
# On PostgreSQL each statement must see what was committed while it waited for a lock.
WRITING = {"sqlite": "BEGIN IMMEDIATE", "postgresql": "BEGIN ISOLATION LEVEL READ COMMITTED"}
SNAPSHOT = {"sqlite": "BEGIN", "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"}

# SQLite: empty the write-ahead log into the file, where secure_delete has overwritten the text.
SCRUBBING = {"sqlite": "PRAGMA wal_checkpoint(TRUNCATE)", "postgresql": "VACUUM {name}"}

# Any number will do, so long as nobody else on the server uses it.
CREATING_LOCK = 7_260_341

FULL = "The disk is full, so nothing was saved. Tell an administrator; then save again."
READ_ONLY = "The store is read-only, so nothing was saved. Tell an administrator."
# SQLite may have written the last page of a save and only then failed to make it durable.
DISK_ERROR = (
    "The disk reported an error, so this may not have been saved. Tell an administrator. "
    "Saving again is safe: it will not be kept twice."
)
BUSY = "The store was busy for too long, so nothing was saved. Save again in a moment."
DISCONNECTED = (
    "The connection to the store was lost, so it is not known whether this was saved. "
    "Saving again is safe: it will not be kept twice."
)
OTHER = "The store refused the save, so nothing was saved. Tell an administrator."

# SQLite's names of its result codes begin so; PostgreSQL's SQLSTATEs: appendix A of its manual.
SQLITE_REASONS = {
    "SQLITE_FULL": FULL,
    "SQLITE_READONLY": READ_ONLY,
    "SQLITE_CANTOPEN": DISK_ERROR,
    "SQLITE_IOERR": DISK_ERROR,
    "SQLITE_BUSY": BUSY,
}
POSTGRESQL_REASONS = {
    "53100": FULL,
    "25006": READ_ONLY,
    "58030": DISK_ERROR,
    "55P03": BUSY,
    "57014": BUSY,
}


class SaveFailed(Exception):
    """Say in one sentence why nothing was kept, or that it is not known whether it was."""


def open_database(url: str | URL, *, at_once: bool = True) -> Engine:
    """Open the database at a URL: `sqlite:///path` or `postgresql://...`.

    A commit returns when it is on the disk; without `at_once` when it is written, so that a power
    cut, but no crash of the program, may lose the last moments. Every transaction begins as a
    writer's unless it is opened with `reading` or `snapshot`.
    """
    parsed = make_url(url)
    if parsed.drivername in ("postgres", "postgresql"):
        parsed = parsed.set(drivername=POSTGRESQL)
    if parsed.drivername not in ("sqlite", POSTGRESQL):
        raise ValueError("The journal is kept on SQLite or PostgreSQL.")
    if parsed.drivername == "sqlite" and parsed.database not in (None, "", IN_MEMORY):
        _make_private(Path(str(parsed.database)))
    engine = create_engine(parsed, pool_pre_ping=parsed.drivername == POSTGRESQL)
    event.listen(engine, "connect", _settle_sqlite if _is_sqlite(engine) else _settle_postgresql)
    if not at_once:
        event.listen(engine, "connect", _settle_lighter)
    event.listen(engine, "begin", _begin)
    return engine


def create_tables(engine: Engine) -> None:
    """Create what is missing of the declared tables; several processes may do so at once."""
    with writing(engine, holding=CREATING_LOCK) as connection:
        METADATA.create_all(connection)


@contextmanager
def writing(engine: Engine, *, holding: int | None = None) -> Iterator[Connection]:
    """Open a transaction that is kept whole or not at all, and durably once it is left.

    With `holding`, one writer at a time holds the lock of that number. Raises SaveFailed where
    the database raises.
    """
    try:
        with engine.begin() as connection:
            _lock(connection, holding)
            yield connection
    except (DBAPIError, engine.dialect.loaded_dbapi.Error) as error:
        raise SaveFailed(_reason(error)) from error


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Open a connection on which each statement stands alone: no lock is taken or waited for."""
    with engine.connect().execution_options(begin={}) as connection:
        yield connection


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """Open a connection for long reads: all see one moment, and rows arrive a few at a time."""
    options = {"begin": SNAPSHOT, "yield_per": ROWS_AT_ONCE}
    with engine.connect().execution_options(**options) as connection:
        yield connection


class Statement:
    """Run one prepared statement on the driver's own cursor: a sixth of the time of a Result."""

    def __init__(self, engine: Engine, statement: Executable) -> None:
        compiled: Any = statement.compile(engine)  # type: ignore[attr-defined]
        self._engine = engine
        self._sql = str(compiled)
        self._fixed = {name: bound.value for name, bound in compiled.binds.items()}
        self._order = compiled.positiontup

    def rows(self, connection: Connection | None = None, /, **values: Any) -> list[Any]:
        """Return every row for these values, in a transaction or in a moment of its own."""
        with self._cursor(connection) as cursor:
            cursor.execute(self._sql, self._given(values))
            return list(cursor.fetchall())

    def run(self, connection: Connection, values: Sequence[Mapping[str, Any]]) -> None:
        """Run once for each of the mappings of values."""
        with self._cursor(connection) as cursor:
            cursor.executemany(self._sql, [self._given(each) for each in values])

    def _given(self, values: Mapping[str, Any]) -> Any:
        named = {**self._fixed, **values}
        return named if self._order is None else [named[name] for name in self._order]

    @contextmanager
    def _cursor(self, connection: Connection | None) -> Iterator[Any]:
        if connection is not None:
            yield connection.connection.cursor()
            return
        alone = self._engine.raw_connection()
        try:
            yield alone.cursor()
        finally:
            alone.close()


def utc_now() -> datetime:
    """Return the time now, in UTC."""
    return datetime.now(UTC)


def as_text(moment: datetime) -> str:
    """Return the one text of a moment, which both databases give back to the letter."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


class Moment(TypeDecorator[datetime]):
    """Keep a moment as the one text that sorts by time and is the same in either database."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> str | None:
        """Return the text that is kept."""
        return None if value is None else as_text(value)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> datetime | None:
        """Return the moment the text stands for, with its time zone."""
        return None if value is None else datetime.fromisoformat(value)


def scrub(engine: Engine, table: Table) -> None:
    """Clear what has just been erased out of the database's own files, as far as it can be.

    PostgreSQL's log and every backup still hold it until they are rotated.
    """
    statement = SCRUBBING[engine.dialect.name].format(name=table.name)
    with reading(engine) as connection:
        connection.exec_driver_sql(statement)


def keep_only_additions(table: Table, *, unless: str = "FALSE") -> None:
    """Have the database refuse to change or delete rows, but for an update that meets `unless`."""
    for statement in (_SQLITE_GUARD, _SQLITE_DELETE_GUARD):
        _after_create(table, statement, "sqlite", unless)
    for statement in (_POSTGRESQL_FUNCTION, _POSTGRESQL_GUARD, _POSTGRESQL_TRUNCATE_GUARD):
        _after_create(table, statement, "postgresql", unless)


_SQLITE_GUARD = """
CREATE TRIGGER {name}_no_update BEFORE UPDATE ON {name} WHEN NOT ({unless})
BEGIN SELECT RAISE(ABORT, '{name} keeps only additions'); END
"""
_SQLITE_DELETE_GUARD = """
CREATE TRIGGER {name}_no_delete BEFORE DELETE ON {name}
BEGIN SELECT RAISE(ABORT, '{name} keeps only additions'); END
"""
_POSTGRESQL_FUNCTION = """
CREATE FUNCTION {name}_guard() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF {unless} THEN RETURN NEW; END IF;
    END IF;
    RAISE EXCEPTION '{name} keeps only additions';
END $guard$
"""
_POSTGRESQL_GUARD = """
CREATE TRIGGER {name}_guard BEFORE UPDATE OR DELETE ON {name}
FOR EACH ROW EXECUTE FUNCTION {name}_guard()
"""
_POSTGRESQL_TRUNCATE_GUARD = """
CREATE TRIGGER {name}_truncate_guard BEFORE TRUNCATE ON {name}
FOR EACH STATEMENT EXECUTE FUNCTION {name}_guard()
"""


def _after_create(table: Table, statement: str, dialect: str, unless: str) -> None:
    sql = statement.format(name=table.name, unless=unless).strip()
    event.listen(table, "after_create", DDL(sql).execute_if(dialect=dialect))


def _lock(connection: Connection, number: int | None) -> None:
    """Hold the lock until the transaction ends; on SQLite a writer already is the only one."""
    # The tests that run this are skipped where there is no server.
    if number is not None and connection.dialect.name == "postgresql":  # pragma: no cover
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})


def _make_private(path: Path) -> None:
    """Create a database file that only its owner may read; SQLite's own would be readable by all.

    The files SQLite keeps beside it get the same mode.
    """
    if not path.exists():
        path.touch(mode=0o600)


def _is_sqlite(engine: Engine) -> bool:
    return engine.dialect.name == "sqlite"


def _settle_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # `_begin` begins; the driver must not.
    for setting in SQLITE_SETTINGS:
        connection.execute(setting)


# The tests that run this are skipped where there is no server.
def _settle_postgresql(connection: Any, _record: object) -> None:  # pragma: no cover
    connection.autocommit = True  # `_begin` begins; the driver must not.
    for setting in POSTGRESQL_SETTINGS:
        connection.execute(setting)


def _settle_lighter(connection: Any, _record: object) -> None:
    is_sqlite = isinstance(connection, sqlite3.Connection)
    connection.execute(LIGHTER["sqlite" if is_sqlite else "postgresql"])


def _begin(connection: Connection) -> None:
    modes = connection.get_execution_options().get("begin", WRITING)
    if modes:
        connection.connection.cursor().execute(modes[connection.dialect.name])


def _reason(error: Exception) -> str:
    cause: Any = getattr(error, "orig", error)
    if hasattr(cause, "sqlstate"):
        return _postgresql_reason(cause.sqlstate)
    name = str(getattr(cause, "sqlite_errorname", ""))
    return next((SQLITE_REASONS[b] for b in SQLITE_REASONS if name.startswith(b)), OTHER)


def _postgresql_reason(state: str | None) -> str:
    # No state: the server never answered. 08, 57P: it closed the connection.
    if state is None or state.startswith(("08", "57P")):
        return DISCONNECTED
    return POSTGRESQL_REASONS.get(state, OTHER)
