"""The activity trail: who opened or tried what, and whether it was allowed. Ids only, no words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Engine,
    Index,
    Integer,
    Select,
    String,
    Table,
    insert,
    select,
)

from data.database import (
    METADATA,
    Clock,
    as_text,
    keep_only_additions,
    reading,
    utc_now,
    writing,
)

LONGEST = 100
IDENTIFIER = re.compile(rf"[A-Za-z0-9._:@/'+-]{{0,{LONGEST}}}")

# What is tried must be on the trail even when it is not an id; the words themselves must not.
NOT_AN_ID = "(not an id)"

ACTIVITY = Table(
    "activity",
    METADATA,
    Column("sequence", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True),
    Column("recorded_at", String(32), nullable=False),
    Column("actor", String(LONGEST), nullable=False),
    Column("action", String(LONGEST), nullable=False),
    Column("subject", String(LONGEST), nullable=False),
    Column("outcome", String(LONGEST), nullable=False),
    Index("activity_of_subject", "subject", "sequence"),
)
keep_only_additions(ACTIVITY)


@dataclass(frozen=True)
class Event:
    """Hold one line of the trail."""

    sequence: int
    recorded_at: datetime
    actor: str
    action: str
    subject: str
    outcome: str


class Activity:
    """Add to the trail and read its end."""

    def __init__(self, engine: Engine, *, clock: Clock = utc_now) -> None:
        self._engine = engine
        self._clock = clock

    def record(
        self, actor: str, action: str, *, subject: str = "", outcome: str = "allowed"
    ) -> None:
        """Add one event; anything that is not an id is recorded as just that."""
        event = {"actor": actor, "action": action, "subject": subject, "outcome": outcome}
        ids = {name: _identifier(value) for name, value in event.items()}
        with writing(self._engine) as connection:
            connection.execute(insert(ACTIVITY), {"recorded_at": as_text(self._clock()), **ids})

    def recent(self, limit: int) -> list[Event]:
        """Return the last events, newest first."""
        return self._newest(select(ACTIVITY), limit)

    def of(self, subject: str, limit: int) -> list[Event]:
        """Return the last events about one subject, newest first."""
        return self._newest(select(ACTIVITY).where(ACTIVITY.c.subject == subject), limit)

    def _newest(self, events: Select[Any], limit: int) -> list[Event]:
        ordered = events.order_by(ACTIVITY.c.sequence.desc()).limit(limit)
        with reading(self._engine) as connection:
            rows = connection.execute(ordered).all()
        return [
            Event(sequence, datetime.fromisoformat(recorded_at), *ids)
            for sequence, recorded_at, *ids in rows
        ]


def _identifier(value: str) -> str:
    return value if IDENTIFIER.fullmatch(value) else NOT_AN_ID
