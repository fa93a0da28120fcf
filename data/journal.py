"""The journal: every save in the order it was made, kept for good and chained so tampering shows.

A save is acknowledged only after it is durable; two people can never overwrite each other
unknowingly; a repeated request is kept once. The chain covers a salted hash of each payload, so
that a payload can be erased, and not guessed back from its hash, while the chain still verifies.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine

from data.chain import (
    ERASE,
    GENESIS,
    Audit,
    Seal,
    Verification,
    canonical,
    entry_hash,
    new_salt,
    payload_hash,
)
from data.database import (
    Clock,
    SaveFailed,
    Statement,
    as_text,
    scrub,
    snapshot,
    utc_now,
    writing,
)
from data.entries import (
    ADDITION,
    BLANKING,
    COLUMNS,
    ENTRY_COLUMNS,
    HASH,
    HEAD,
    HISTORY,
    JOURNAL,
    LAST,
    LATEST,
    NEWEST,
    OF_REQUEST,
    REVISION,
    TAIL,
    TAIL_OF_TABLE,
    WHOLE,
    Entry,
    Saved,
    read_entry,
    read_saved,
)
from data.schemas import TABLES, Column, Invalid, Table

__all__ = [
    "Change",
    "Conflict",
    "Entry",
    "Journal",
    "RequestReused",
    "SaveFailed",
    "Saved",
    "Verification",
]

# One writer at a time on PostgreSQL too, so that the chain stays one line.
APPENDING_LOCK = 7_260_342

# Past this, a browser, a spreadsheet or a floating-point column would hold another number.
WHOLE_LIMIT = 2**53

REQUEST_ID = COLUMNS.index("request_id")

# Who, what and which request: checked like any other text before the database is touched.
STAMP = Table(
    "stamp",
    "one request to save",
    "request_id",
    (
        Column("actor", "text", "Who saves", required=True),
        Column("action", "text", "What the save is for", required=True),
        # A slash marks the second and later entries of a request.
        Column("request_id", "text", "Request", required=True, pattern="[^/]*"),
    ),
)


@dataclass(frozen=True)
class Change:
    """Ask for one row to be saved as the revision after `expected_revision`; 0 for a new row."""

    table: str
    key: str
    expected_revision: int
    payload: Mapping[str, Any]


class Conflict(Exception):
    """Refuse a save: `entry` is what the row is now, None if it does not exist."""

    def __init__(self, change: Change, entry: Entry | None) -> None:
        revision = entry.revision if entry else 0
        super().__init__(
            f"{change.table} {change.key} is at revision {revision}, not {change.expected_revision}"
        )
        self.change = change
        self.entry = entry


class RequestReused(ValueError):
    """Refuse a save whose request was already used for something else."""


@dataclass(frozen=True)
class _Stamp:
    """Who asks, for what, and by which request."""

    actor: str
    action: str
    request_id: str

    def __post_init__(self) -> None:
        STAMP.validate(vars(self))

    def request_ids(self, count: int) -> list[str]:
        return [self.request_id, *(f"{self.request_id}/{n}" for n in range(2, count + 1))][:count]


@dataclass(frozen=True)
class _Item:
    """One revision to add; its payload is canonical JSON, or None to erase."""

    table: str
    key: str
    revision: int
    payload: str | None


class Journal:
    """Append to the journal and read it; safe from many threads and processes at once."""

    def __init__(self, engine: Engine, *, clock: Clock = utc_now) -> None:
        self._engine = engine
        self._clock = clock
        self._head = Statement(engine, HEAD)
        self._hash = Statement(engine, HASH)
        self._history = Statement(engine, HISTORY)
        self._latest = Statement(engine, LATEST)
        self._revision = Statement(engine, REVISION)
        self._newest = Statement(engine, NEWEST)
        self._tail = Statement(engine, TAIL)
        self._tail_of_table = Statement(engine, TAIL_OF_TABLE)
        self._last = Statement(engine, LAST)
        self._of_request = Statement(engine, OF_REQUEST)
        self._addition = Statement(engine, ADDITION)
        self._blanking = Statement(engine, BLANKING)

    def append(
        self, *changes: Change, actor: str, action: str, request_id: str
    ) -> tuple[Entry, ...]:
        """Save all of the changes or none; return their entries once they are durable.

        Raises Invalid, Conflict, RequestReused or SaveFailed, and then nothing is kept.
        """
        if action == ERASE:
            raise ValueError("Only erase() erases.")
        stamp = _Stamp(actor, action, request_id)
        items = [_item(change) for change in changes]
        with writing(self._engine, holding=APPENDING_LOCK) as connection:
            earlier = self._earlier(connection, items, stamp)
            if earlier or not items:
                return earlier
            self._refuse_stale(connection, changes)
            return self._add(connection, items, stamp)

    def erase(self, table: str, key: str, *, actor: str, request_id: str) -> Entry:
        """Erase the payload of every revision of a row, and add an entry that says so.

        The row can be created again only knowingly, by expecting that entry's revision.
        Raises Invalid if there is nothing to erase; RequestReused or SaveFailed like `append`.
        """
        stamp = _Stamp(actor, ERASE, request_id)
        with writing(self._engine, holding=APPENDING_LOCK) as connection:
            earlier = self._earlier(connection, [_Item(table, key, 0, None)], stamp)
            (entry,) = earlier or self._blank(connection, table, key, stamp)
        scrub(self._engine, JOURNAL)
        return entry

    def head(self) -> int:
        """Return the sequence number of the last entry, 0 if there is none."""
        return int(self._head.rows()[0][0])

    def hash_at(self, sequence: int) -> str | None:
        """Return the hash of the entry with this number, which stands for all up to it."""
        return next((str(row[0]) for row in self._hash.rows(number=sequence)), None)

    def latest(self, table: str, key: str) -> Entry | None:
        """Return the entry of a row's last revision."""
        return self._current(table, key)

    def history(self, table: str, key: str) -> list[Entry]:
        """Return the entry of each of a row's revisions, oldest first."""
        return list(map(read_entry, self._history.rows(table=table, row_key=key)))

    def tail(self, after: int, *, table: str | None = None) -> list[Entry]:
        """Return the entries after a sequence number, of all tables or of one."""
        if table is None:
            return list(map(read_entry, self._tail.rows(after=after)))
        return list(map(read_entry, self._tail_of_table.rows(after=after, table=table)))

    def stream(self, after: int, *, table: str) -> Iterator[Entry]:
        """Yield what `tail` returns of one table without holding it all; it is of one moment."""
        with snapshot(self._engine) as connection:
            rows = connection.execute(TAIL_OF_TABLE, {"after": after, "table": table})
            yield from map(read_entry, rows)

    def newest(self, after: int, *, but: str, count: int) -> list[Saved]:
        """Return the newest saves after an entry that were not made by one actor, newest first."""
        rows = self._newest.rows(after=after, but=but, count=count)
        return list(map(read_saved, rows))

    def verify(self, *, seal: Seal | None = None) -> Verification:
        """Check every entry against its hashes and its neighbours.

        What is cut off the very end leaves no trace here. `Tables.verify` finds it, because every
        table's file is stamped with how far the journal had come; what was cut off since the
        last fold, or chained anew with the tables, only a `seal` kept elsewhere finds.
        """
        audit = Audit(seal)
        with snapshot(self._engine) as connection:
            for record in connection.execute(WHOLE):
                audit.check(record._asdict())
        return audit.verdict()

    def _current(self, table: str, key: str, connection: Connection | None = None) -> Entry | None:
        rows = self._latest.rows(connection, table=table, row_key=key)
        return next(map(read_entry, rows), None)

    def _earlier(
        self, connection: Connection, items: Sequence[_Item], stamp: _Stamp
    ) -> tuple[Entry, ...]:
        """Return the entries this same request made before, none if it is new."""
        ids = stamp.request_ids(len(items) + 1)
        rows = self._of_request.rows(connection, request=stamp.request_id, count=len(ids))
        if not rows:
            return ()
        made = [row for row, own in zip(rows, ids, strict=False) if row[REQUEST_ID] == own]
        if len(made) != len(items) or not all(
            _is_same(dict(zip(COLUMNS, row, strict=True)), item, stamp)
            for row, item in zip(made, items, strict=True)
        ):
            raise RequestReused("This request was already used for another save.")
        return tuple(read_entry(row[: len(ENTRY_COLUMNS)]) for row in made)

    def _refuse_stale(self, connection: Connection, changes: Sequence[Change]) -> None:
        """Raise Conflict unless every change builds on its row's last revision."""
        revisions: dict[tuple[str, str], int] = {}
        for change in changes:
            row = (change.table, change.key)
            if row not in revisions:
                found = self._revision.rows(connection, table=change.table, row_key=change.key)
                revisions[row] = found[0][0]
            if change.expected_revision != revisions[row]:
                raise Conflict(change, self._current(*row, connection))
            revisions[row] += 1

    def _blank(
        self, connection: Connection, table: str, key: str, stamp: _Stamp
    ) -> tuple[Entry, ...]:
        """Take the payload out of every revision of a row, and add the entry that says so."""
        current = self._current(table, key, connection)
        if current is None or current.payload is None:
            raise Invalid({"key": "There is nothing to erase."})
        self._blanking.run(connection, [{"table": table, "row_key": key}])
        return self._add(connection, [_Item(table, key, current.revision + 1, None)], stamp)

    def _add(
        self, connection: Connection, items: Sequence[_Item], stamp: _Stamp
    ) -> tuple[Entry, ...]:
        """Chain the items to the last entry and insert them."""
        sequence, previous_hash = next(iter(self._last.rows(connection)), (0, GENESIS))
        recorded_at = as_text(self._clock())
        records = []
        for item, request_id in zip(items, stamp.request_ids(len(items)), strict=True):
            sequence += 1
            record = _record(item) | {
                "sequence": sequence,
                "recorded_at": recorded_at,
                "actor": stamp.actor,
                "action": stamp.action,
                "request_id": request_id,
                "previous_hash": previous_hash,
            }
            previous_hash = record["hash"] = entry_hash(record)
            records.append(record)
        self._addition.run(connection, records)
        return tuple(read_entry([record[name] for name in ENTRY_COLUMNS]) for record in records)


def _item(change: Change) -> _Item:
    """Return the change with its payload checked, whole and in canonical form."""
    table = TABLES.get(change.table)
    if table is None or not table.journalled:
        raise Invalid({"table": f"{change.table} is not a table that can be saved to."})
    vast = [
        name
        for name, value in change.payload.items()
        if isinstance(value, int) and abs(value) > WHOLE_LIMIT
    ]
    if vast:
        raise Invalid({name: f"{name} is too large a number." for name in vast})
    row = table.validate(change.payload)
    if row[table.key] != change.key:
        raise Invalid({table.key: "The key and the row name different things."})
    return _Item(change.table, change.key, change.expected_revision + 1, canonical(row))


def _record(item: _Item) -> dict[str, Any]:
    """Return what is known of an entry before its place in the chain is."""
    salt = None if item.payload is None else new_salt()
    return {
        "table_name": item.table,
        "key": item.key,
        "revision": item.revision,
        "payload": item.payload,
        "payload_hash": payload_hash(item.payload, salt),
        "salt": salt,
    }


def _is_same(record: Mapping[str, Any], item: _Item, stamp: _Stamp) -> bool:
    """Tell whether an entry is what this item of this request would make again."""
    return (
        record["actor"] == stamp.actor
        and record["table_name"] == item.table
        and record["key"] == item.key
        and record["payload_hash"] == payload_hash(item.payload, record["salt"])
    )
