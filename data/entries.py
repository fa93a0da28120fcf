"""What a line of the journal is: in Python, as a row of the database, and how rows are read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    and_,
    bindparam,
    func,
    insert,
    select,
    update,
)

from data.database import METADATA, keep_only_additions

JOURNAL = Table(
    "journal",
    METADATA,
    Column(
        "sequence",
        BigInteger().with_variant(Integer(), "sqlite"),
        primary_key=True,
        autoincrement=False,
    ),
    # Text, so that both databases give back to the letter what was hashed.
    Column("recorded_at", String(32), nullable=False),
    Column("actor", String(200), nullable=False),
    Column("action", String(200), nullable=False),
    Column("table_name", String(200), nullable=False),
    Column("key", String(200), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("request_id", String(220), nullable=False, unique=True),
    Column("payload", Text),
    Column("payload_hash", String(64), nullable=False),
    Column("previous_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Column("salt", String(32)),
    UniqueConstraint("table_name", "key", "revision"),
)
COLUMNS = tuple(column.name for column in JOURNAL.columns)
ENTRY_COLUMNS = COLUMNS[: COLUMNS.index("salt")]
ERASABLE = ("payload", "salt")

# The one change that is let through: a payload and its salt go, and nothing else differs.
keep_only_additions(
    JOURNAL,
    unless=" AND ".join(
        f"NEW.{name} IS NULL" if name in ERASABLE else f"NEW.{name} = OLD.{name}"
        for name in COLUMNS
    ),
)

C = JOURNAL.c
ENTRIES = select(*(C[name] for name in ENTRY_COLUMNS))
OF_ROW = and_(C.table_name == bindparam("table"), C.key == bindparam("row_key"))
HEAD = select(func.coalesce(func.max(C.sequence), 0))
LAST = select(C.sequence, C.hash).order_by(C.sequence.desc()).limit(1)
HASH = select(C.hash).where(C.sequence == bindparam("number"))
HISTORY = ENTRIES.where(OF_ROW).order_by(C.revision)
LATEST = ENTRIES.where(OF_ROW).order_by(C.revision.desc()).limit(1)
REVISION = select(func.coalesce(func.max(C.revision), 0)).where(OF_ROW)
TAIL = ENTRIES.where(C.sequence > bindparam("after")).order_by(C.sequence)
# The newest of some tables, without what they hold: who saved which revision of which row.
NEWEST = (
    select(C.sequence, C.recorded_at, C.actor, C.table_name, C.key, C.revision)
    .where(C.sequence > bindparam("after"), C.actor != bindparam("but"))
    .order_by(C.sequence.desc())
    .limit(bindparam("count"))
)
TAIL_OF_TABLE = TAIL.where(C.table_name == bindparam("table"))
WHOLE = select(JOURNAL).order_by(C.sequence)
FIRST_OF_REQUEST = select(C.sequence).where(C.request_id == bindparam("request"))
OF_REQUEST = WHOLE.where(C.sequence >= FIRST_OF_REQUEST.scalar_subquery()).limit(bindparam("count"))
ADDITION = insert(JOURNAL)
BLANKING = update(JOURNAL).where(OF_ROW, C.payload.is_not(None)).values(dict.fromkeys(ERASABLE))


@dataclass(frozen=True)
class Entry:
    """Hold one line of the journal; a payload of None has been erased."""

    sequence: int
    recorded_at: datetime
    actor: str
    action: str
    table: str
    key: str
    revision: int
    request_id: str
    payload: dict[str, Any] | None
    payload_hash: str
    previous_hash: str
    hash: str


@dataclass(frozen=True)
class Saved:
    """Name one save without what it holds: when, by whom, and which revision of which row."""

    sequence: int
    recorded_at: datetime
    actor: str
    table: str
    key: str
    revision: int


def read_saved(row: Sequence[Any]) -> Saved:
    """Return the save that a row of NEWEST stands for."""
    sequence, recorded_at, *rest = row
    return Saved(sequence, datetime.fromisoformat(recorded_at), *rest)


def read_entry(row: Sequence[Any]) -> Entry:
    """Return the entry that a row of ENTRY_COLUMNS stands for."""
    sequence, recorded_at, actor, action, table, key, revision, request_id, payload, *hashes = row
    return Entry(
        sequence,
        datetime.fromisoformat(recorded_at),
        actor,
        action,
        table,
        key,
        revision,
        request_id,
        None if payload is None else json.loads(payload),
        *hashes,
    )
