"""Journals to test: on SQLite, and on a PostgreSQL server that is started only for the tests."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL, Engine, make_url, text

import data.store  # noqa: F401 - so that every table is declared
from data.database import create_tables, open_database, reading
from data.journal import Journal
from data.tables import Tables

DEBIAN_BINARIES = Path("/usr/lib/postgresql")
NO_SERVER = "no PostgreSQL: set TEST_POSTGRES_URL or install the server"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[URL]:
    """Give the address of a server that databases may be created on."""
    given = os.environ.get("TEST_POSTGRES_URL")
    if given:
        yield make_url(given)
        return
    with tempfile.TemporaryDirectory(prefix="pg") as folder:
        place = Path(folder)
        _start(place)
        try:
            # A socket in a private folder: no port that somebody else may have.
            yield URL.create(
                "postgresql", username="postgres", database="postgres", query={"host": folder}
            )
        finally:
            _as_postgres(place, "pg_ctl", "-D", "data", "-m", "immediate", "stop")


def _start(place: Path) -> None:
    if os.geteuid() == 0:
        shutil.chown(place, "postgres")
    cluster = ("--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C", "--no-sync")
    _as_postgres(place, "initdb", "-D", "data", *cluster)
    # fsync off: these tests stop clients, never the machine.
    options = f"-c listen_addresses='' -c fsync=off -k {place}"
    _as_postgres(place, "pg_ctl", "-D", "data", "-o", options, "-l", "log", "-w", "start")


def _as_postgres(place: Path, program: str, *arguments: str) -> None:
    """Run a program of the server, which refuses to run as root."""
    found = shutil.which(program) or next(
        map(str, sorted(DEBIAN_BINARIES.glob(f"*/bin/{program}"), reverse=True)), None
    )
    if found is None:
        pytest.skip(NO_SERVER)
    as_user = _as_user() if os.geteuid() == 0 else []
    done = subprocess.run(
        [*as_user, found, *arguments], cwd=place, check=False, capture_output=True, text=True
    )
    if done.returncode:
        pytest.skip(f"PostgreSQL did not run: {done.stderr[-300:]}")


def _as_user() -> list[str]:
    runuser = shutil.which("runuser", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if runuser is None:
        pytest.skip("PostgreSQL refuses to run as root, and there is no runuser to change that.")
    return [runuser, "-u", "postgres", "--"]


@pytest.fixture
def postgres_url(postgres_server: URL) -> Iterator[URL]:
    """Give the address of an empty schema of its own, which is quicker to make than a database."""
    name = f"test_{secrets.token_hex(6)}"
    admin = open_database(postgres_server)
    with reading(admin) as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
        yield postgres_server.update_query_dict({"options": f"-c search_path={name}"})
        connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
    admin.dispose()


@pytest.fixture
def sqlite_url(tmp_path: Path) -> URL:
    """Give the address of a database file that does not exist yet."""
    return URL.create("sqlite", database=str(tmp_path / "journal.sqlite3"))


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> URL:
    """Give an empty database on each of the two kinds of server."""
    kind = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    address: URL = request.getfixturevalue(kind)
    return address


@pytest.fixture
def engine(url: URL) -> Iterator[Engine]:
    """Open each kind of database with its tables created."""
    opened = open_database(url)
    create_tables(opened)
    yield opened
    opened.dispose()


@pytest.fixture
def sqlite_engine(sqlite_url: URL) -> Iterator[Engine]:
    """Open a SQLite database with its tables created."""
    opened = open_database(sqlite_url)
    create_tables(opened)
    yield opened
    opened.dispose()


@pytest.fixture
def journal(sqlite_engine: Engine) -> Journal:
    """Give an empty journal on SQLite."""
    return Journal(sqlite_engine)


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """Give the folder of the Parquet files."""
    return tmp_path / "tables"


@pytest.fixture
def tables(directory: Path, journal: Journal) -> Tables:
    """Give the tables over the SQLite journal."""
    return Tables(directory, journal)
