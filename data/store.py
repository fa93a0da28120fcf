"""The store: one folder and one database, opened together."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, Engine

from data.activity import Activity
from data.database import create_tables, open_database
from data.drafts import Drafts
from data.journal import Entry, Journal
from data.seen import Seen
from data.tables import Tables


@dataclass(frozen=True)
class Store:
    """Hold everything that is kept; `trail` is the same database, for what need not wait."""

    directory: Path
    engine: Engine
    trail: Engine
    journal: Journal
    tables: Tables
    drafts: Drafts
    activity: Activity
    seen: Seen

    def erase(self, table: str, key: str, *, actor: str, request_id: str) -> Entry:
        """Erase a row wherever it is: drafts, journal and Parquet; an entry says that it was.

        Raises what `Journal.erase` and `Tables.fold` raise; the same request again finishes it.
        """
        self.drafts.forget(key)
        entry = self.journal.erase(table, key, actor=actor, request_id=request_id)
        self.tables.fold(table)
        return entry

    def close(self) -> None:
        """Close the connections to the database."""
        self.engine.dispose()
        self.trail.dispose()


def open_store(directory: Path, *, journal_url: str | None = None) -> Store:
    """Open the store in a folder, creating what is missing; the journal may be elsewhere."""
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    own = URL.create("sqlite", database=str(directory / "journal.sqlite3"))
    engine = open_database(journal_url or own)
    create_tables(engine)
    # Who opened what is told for each page: waiting for the disk took a fifth of its time.
    trail = open_database(journal_url or own, at_once=False)
    journal = Journal(engine)
    tables = Tables(directory / "tables", journal)
    kept = (Drafts(engine), Activity(trail), Seen(engine))
    return Store(directory, engine, trail, journal, tables, *kept)
