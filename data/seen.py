"""How far each person has looked at what changed: an entry of the journal for each user name.

Not journalled: it is nobody's record, and to lose it only shows old changes again.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Engine, String, Table, bindparam, select

from data.database import METADATA, Clock, as_text, reading, utc_now, writing
from data.drafts import INSERT

SEEN = Table(
    "seen",
    METADATA,
    Column("username", String(200), primary_key=True),
    Column("sequence", BigInteger, nullable=False),
    Column("seen_at", String(32), nullable=False),
)
OWN = select(SEEN.c.sequence).where(SEEN.c.username == bindparam("of"))


class Seen:
    """Keep how far each person has looked, in the database that all workers share."""

    def __init__(self, engine: Engine, *, clock: Clock = utc_now) -> None:
        self._engine = engine
        self._clock = clock

    def mark(self, username: str, sequence: int) -> None:
        """Note that a person has seen all up to an entry; never less than before."""
        reached = max(sequence, self.reached(username))
        content = {"sequence": reached, "seen_at": as_text(self._clock())}
        row = INSERT[self._engine.dialect.name](SEEN).values(username=username, **content)
        with writing(self._engine) as connection:
            connection.execute(row.on_conflict_do_update(index_elements=["username"], set_=content))

    def reached(self, username: str) -> int:
        """Return the last entry that a person has seen, 0 if they never looked."""
        with reading(self._engine) as connection:
            found = connection.execute(OWN, {"of": username}).scalar()
        return int(found or 0)
