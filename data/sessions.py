"""Server-side sessions: the browser holds a random token, everything else is kept here."""

from __future__ import annotations

import hashlib
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Column,
    Engine,
    ForeignKey,
    Integer,
    String,
    Table,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.engine import Row

from data.account_changes import ENDED, note_change
from data.account_fields import canonical
from data.accounts import ACCOUNTS, ONE_TIME
from data.database import METADATA, Clock, Moment, SaveFailed, reading, writing

# OWASP ASVS 5.0.0, 7.3.1 and 7.3.2 leave the figures to the risk; a shared office asks for these.
IDLE_LIMIT = timedelta(minutes=30)
WHOLE_LIMIT = timedelta(hours=12)

# Written at most this often, so that reading a page seldom waits for a write. A session may
# therefore end up to a minute early.
TOUCH_EVERY = timedelta(minutes=1)

# Ended sessions stay long enough to tell a returning person why they were signed out.
SWEPT_AFTER = timedelta(days=2)

TOKEN_BYTES = 32
SESSION_ID_LENGTH = 16

SESSIONS = Table(
    "sessions",
    METADATA,
    Column("token_hash", String(64), primary_key=True),
    Column("username", String(60), ForeignKey(ACCOUNTS.c.username), nullable=False, index=True),
    Column("account_revision", Integer, nullable=False),
    Column("started_at", Moment, nullable=False, index=True),
    Column("last_seen_at", Moment, nullable=False),
    Column("ended_at", Moment),
)


@dataclass(frozen=True)
class Session:
    """Describe a live session and the person in it; `id` may stand in logs, the token may not.

    Who `must_change` the password came in with one that somebody else has seen.
    """

    id: str
    username: str
    display_name: str
    role: str
    school_id: str | None
    demo: bool
    must_change: bool
    started_at: datetime
    last_seen_at: datetime


class Sessions:
    """Keep sessions in the database that all workers share."""

    def __init__(self, engine: Engine, *, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def start(self, username: str) -> str:
        """Begin a session for an open account and return its token, which is kept only hashed."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        now = self._clock()
        account = ACCOUNTS.c.username == canonical(username)
        with writing(self._engine) as connection:
            connection.execute(delete(SESSIONS).where(SESSIONS.c.started_at < now - SWEPT_AFTER))
            row = connection.execute(
                update(ACCOUNTS)
                .where(account, ACCOUNTS.c.disabled_at.is_(None))
                .values(last_seen_at=now)
                .returning(ACCOUNTS.c.username, ACCOUNTS.c.revision)
            ).first()
            if row is None:
                raise LookupError("There is no open account of this name.")
            values = {
                "token_hash": _hashed(token),
                "username": row.username,
                "account_revision": row.revision,
                "started_at": now,
                "last_seen_at": now,
            }
            connection.execute(insert(SESSIONS).values(values))
        return token

    def find(self, token: str) -> Session | None:
        """Return the live session of this token, or None; note that it was seen."""
        row = self._row(token)
        now = self._clock()
        if row is None or _ending(row, now):
            return None
        if now - row.last_seen_at >= TOUCH_EVERY:
            # A store that cannot be written to for now is still there to be read.
            with suppress(SaveFailed):
                self._write(SESSIONS.c.token_hash == row.token_hash, last_seen_at=now)
        return _session(row)

    def ending(self, token: str) -> str | None:
        """Return why the session ended: idle, limit, ended or changed; None if live or unknown."""
        row = self._row(token)
        return None if row is None else _ending(row, self._clock())

    def end(self, token: str) -> None:
        """End one session at once, in every worker."""
        self._write(SESSIONS.c.token_hash == _hashed(token), ended_at=self._clock())

    def end_all(self, username: str, *, by: str) -> None:
        """End every session of one person at once, and keep who did it.

        Raises LookupError if there is no account of this name.
        """
        own, now = ACCOUNTS.c.username == canonical(username), self._clock()
        with writing(self._engine) as connection:
            row = connection.execute(select(ACCOUNTS).where(own)).first()
            if row is None:
                raise LookupError("There is no account of this name.")
            live = (SESSIONS.c.username == row.username, SESSIONS.c.ended_at.is_(None))
            connection.execute(update(SESSIONS).where(*live).values(ended_at=now))
            account = row._asdict()
            note_change(connection, account, before=account, what=ENDED, by=by, at=now)

    def _row(self, token: str) -> Row[Any] | None:
        person = (
            ACCOUNTS.c.display_name,
            ACCOUNTS.c.role,
            ACCOUNTS.c.school_id,
            ACCOUNTS.c.revision,
            ACCOUNTS.c.disabled_at,
            ACCOUNTS.c.password_hash.is_(None).label("demo"),
            ONE_TIME.c.given_at,
        )
        one_time = ONE_TIME.c.username == ACCOUNTS.c.username
        people = SESSIONS.join(ACCOUNTS).outerjoin(ONE_TIME, one_time)
        query = select(SESSIONS, *person).select_from(people)
        with reading(self._engine) as connection:
            return connection.execute(query.where(SESSIONS.c.token_hash == _hashed(token))).first()

    def _write(self, which: Any, **values: Any) -> None:
        with writing(self._engine) as connection:
            connection.execute(
                update(SESSIONS).where(which, SESSIONS.c.ended_at.is_(None)).values(values)
            )


def _ending(row: Row[Any], now: datetime) -> str | None:
    if row.ended_at is not None:
        return "ended"
    if row.disabled_at is not None or row.revision != row.account_revision:
        return "changed"
    if now - row.started_at >= WHOLE_LIMIT:
        return "limit"
    if now - row.last_seen_at >= IDLE_LIMIT:
        return "idle"
    return None


def _session(row: Row[Any]) -> Session:
    return Session(
        id=row.token_hash[:SESSION_ID_LENGTH],
        username=row.username,
        display_name=row.display_name,
        role=row.role,
        school_id=row.school_id,
        demo=row.demo,
        must_change=row.given_at is not None,
        started_at=row.started_at,
        last_seen_at=row.last_seen_at,
    )


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
