"""Files of results that were sent and not kept yet: one for each person, replaced by the next.

They are not journalled: they are nobody's record yet.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, Engine, String, Table, Text, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from data.database import METADATA, Clock, as_text, reading, utc_now, writing

# A file that nobody came back to in a month will not be kept.
KEPT_DAYS = 30
NAME_LENGTH = 200

RESULT_FILES = Table(
    "result_files",
    METADATA,
    Column("owner", String(200), primary_key=True),
    Column("name", String(NAME_LENGTH), nullable=False),
    Column("content", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("sent_at", String(32), nullable=False),
)
INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
C = RESULT_FILES.c


@dataclass(frozen=True)
class ResultFile:
    """Hold the text of a file that one person sent, under the name that it had."""

    owner: str
    name: str
    content: str
    sha256: str
    sent_at: datetime


class ResultFiles:
    """Keep the last file of each person in the database that all workers share."""

    def __init__(self, engine: Engine, *, clock: Clock = utc_now) -> None:
        self._engine = engine
        self._clock = clock

    def save(self, owner: str, name: str, content: str) -> str:
        """Keep a file in place of the owner's last one; return its SHA-256.

        Files that nobody came back to are deleted meanwhile.
        """
        # PostgreSQL takes no NUL.
        text, now = content.replace("\0", ""), self._clock()
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        values = {
            "name": name.replace("\0", "")[:NAME_LENGTH],
            "content": text,
            "sha256": sha256,
            "sent_at": as_text(now),
        }
        row = INSERT[self._engine.dialect.name](RESULT_FILES).values(owner=owner, **values)
        with writing(self._engine) as connection:
            old = as_text(now - timedelta(days=KEPT_DAYS))
            connection.execute(delete(RESULT_FILES).where(C.sent_at < old))
            connection.execute(row.on_conflict_do_update(index_elements=["owner"], set_=values))
        return sha256

    def load(self, owner: str) -> ResultFile | None:
        """Return the owner's file, or None."""
        with reading(self._engine) as connection:
            row = connection.execute(select(RESULT_FILES).where(C.owner == owner)).first()
        if row is None:
            return None
        sent_at = datetime.fromisoformat(row.sent_at)
        return ResultFile(row.owner, row.name, row.content, row.sha256, sent_at)

    def discard(self, owner: str) -> None:
        """Delete the owner's file, if there is one."""
        with writing(self._engine) as connection:
            connection.execute(delete(RESULT_FILES).where(C.owner == owner))


def forget_in_files(engine: Engine, pupil_id: str) -> None:
    """Delete every file that names a pupil, as when the pupil is erased; others may go with it."""
    with writing(engine) as connection:
        named = C.content.contains(pupil_id, autoescape=True)
        connection.execute(delete(RESULT_FILES).where(named))
