"""What people have typed but not saved: one draft for each person and row, replaced as they type.

Drafts are not journalled: they are nobody's record yet.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Engine, Integer, String, Table, Text, bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from data.database import METADATA, Clock, as_text, reading, utc_now, writing
from data.schemas import Invalid

LARGEST_BYTES = 200_000

DRAFTS = Table(
    "drafts",
    METADATA,
    Column("owner", String(200), primary_key=True),
    Column("key", String(200), primary_key=True),
    Column("based_on", Integer, nullable=False),
    Column("payload", Text, nullable=False),
    Column("saved_at", String(32), nullable=False),
)
INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
OF_KEY = DRAFTS.c.key == bindparam("of_key")
OWN = (DRAFTS.c.owner == bindparam("of_owner")) & OF_KEY


@dataclass(frozen=True)
class Draft:
    """Hold what one person has typed on top of revision `based_on`."""

    owner: str
    key: str
    based_on: int
    payload: dict[str, Any]
    saved_at: datetime


class Drafts:
    """Keep drafts in the database that all workers share."""

    def __init__(self, engine: Engine, *, clock: Clock = utc_now) -> None:
        self._engine = engine
        self._clock = clock

    def save(self, owner: str, key: str, based_on: int, payload: dict[str, Any]) -> None:
        """Keep a draft in place of the owner's last one; raises Invalid if it is too large."""
        # ASCII, so that PostgreSQL takes whatever a browser sends.
        text = json.dumps(payload, allow_nan=False)
        if len(text) > LARGEST_BYTES:
            raise Invalid({"": f"The draft is larger than {LARGEST_BYTES // 1000} kB."})
        content = {"based_on": based_on, "payload": text, "saved_at": as_text(self._clock())}
        row = INSERT[self._engine.dialect.name](DRAFTS).values(owner=owner, key=key, **content)
        with writing(self._engine) as connection:
            connection.execute(
                row.on_conflict_do_update(index_elements=["owner", "key"], set_=content)
            )

    def load(self, owner: str, key: str) -> Draft | None:
        """Return the owner's draft of a row, or None."""
        with reading(self._engine) as connection:
            row = connection.execute(
                select(DRAFTS).where(OWN), {"of_owner": owner, "of_key": key}
            ).first()
        if row is None:
            return None
        saved_at = datetime.fromisoformat(row.saved_at)
        return Draft(owner, key, row.based_on, json.loads(row.payload), saved_at)

    def keys(self, owner: str, *, beginning: str) -> frozenset[str]:
        """Return the keys that begin so of the rows of which the owner has a draft."""
        own = select(DRAFTS.c.key).where(DRAFTS.c.owner == bindparam("of_owner"))
        with reading(self._engine) as connection:
            rows = connection.execute(own, {"of_owner": owner})
            return frozenset(row.key for row in rows if row.key.startswith(beginning))

    def owners(self, *, beginning: str) -> frozenset[str]:
        """Return the owners of drafts whose names begin so."""
        begins = DRAFTS.c.owner.startswith(beginning, autoescape=True)
        with reading(self._engine) as connection:
            return frozenset(
                row.owner for row in connection.execute(select(DRAFTS.c.owner).where(begins))
            )

    def discard(self, owner: str, key: str) -> None:
        """Delete the owner's draft of a row, if there is one."""
        with writing(self._engine) as connection:
            connection.execute(delete(DRAFTS).where(OWN), {"of_owner": owner, "of_key": key})

    def discard_all(self, owner: str) -> None:
        """Delete every draft of the owner."""
        with writing(self._engine) as connection:
            connection.execute(delete(DRAFTS).where(DRAFTS.c.owner == owner))

    def forget(self, key: str) -> None:
        """Delete everybody's drafts of a row, as when it is erased."""
        with writing(self._engine) as connection:
            connection.execute(delete(DRAFTS).where(OF_KEY), {"of_key": key})

    def forget_all(self, *, beginning: str) -> None:
        """Delete everybody's drafts of the rows whose keys begin so, those not yet made too."""
        begins = DRAFTS.c.key.startswith(beginning, autoescape=True)
        with writing(self._engine) as connection:
            connection.execute(delete(DRAFTS).where(begins))
