"""What opens a link that asks for feedback: kept hashed, beside the accounts, in no record.

A link has two factors: 32 random bytes in its address, and six digits that the person is told in
another way. Five wrong codes lock it.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Engine, Integer, String, Table, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from data.database import METADATA, Clock, Moment, reading, writing

# OWASP ASVS 5.0.0, 11.5.1 asks for 128 bits where a guess must fail.
TOKEN_BYTES = 32
CODE_DIGITS = 6
MOST_TRIES = 5
STAMP_LENGTH = 16
INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}

SECRETS = Table(
    "link_secrets",
    METADATA,
    Column("link_id", String(100), primary_key=True),
    Column("pupil_id", String(32), nullable=False, index=True),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("code_hash", String(64), nullable=False),
    Column("tries_left", Integer, nullable=False),
    Column("made_at", Moment, nullable=False),
)


@dataclass(frozen=True)
class Secret:
    """Hold what opens a link, to be shown once and never kept."""

    token: str
    code: str


@dataclass(frozen=True)
class Opened:
    """Name the link that was opened; a renewed link has another `stamp`."""

    link_id: str
    stamp: str


class Links:
    """Keep what opens links in the database that all workers share."""

    def __init__(self, engine: Engine, *, clock: Clock, key: str) -> None:
        self._engine = engine
        self._clock = clock
        self._key = key.encode()

    def make(self, link_id: str, *, pupil_id: str) -> Secret:
        """Return a new secret of a link; what opened it before opens nothing any more."""
        secret = Secret(
            token=secrets.token_urlsafe(TOKEN_BYTES),
            code=f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}",
        )
        content = {
            "pupil_id": pupil_id,
            "token_hash": hashed(secret.token),
            "code_hash": self._code_hash(link_id, secret.code),
            "tries_left": MOST_TRIES,
            "made_at": self._clock(),
        }
        row = INSERT[self._engine.dialect.name](SECRETS).values(link_id=link_id, **content)
        with writing(self._engine) as connection:
            connection.execute(row.on_conflict_do_update(index_elements=["link_id"], set_=content))
        return secret

    def open(self, token: str, code: str) -> Opened | None:
        """Return the link that the two open, else None, whatever was wrong.

        The try is counted before the code is looked at, so that many at once gain nothing.
        """
        own = SECRETS.c.token_hash == hashed(token)
        # A token that is nobody's, as a guesser's are, takes no lock and no write.
        if not self._known(own):
            return None
        with writing(self._engine) as connection:
            row = connection.execute(
                update(SECRETS)
                .where(own, SECRETS.c.tries_left > 0)
                .values(tries_left=SECRETS.c.tries_left - 1)
                .returning(SECRETS.c.link_id, SECRETS.c.token_hash, SECRETS.c.code_hash)
            ).first()
            if row is None or not self._fits(row.link_id, code, row.code_hash):
                return None
            connection.execute(update(SECRETS).where(own).values(tries_left=MOST_TRIES))
        return Opened(row.link_id, _stamp(row.token_hash))

    def opens(self, opened: Opened) -> bool:
        """Say whether a link that was opened still has the secret that opened it."""
        query = select(SECRETS.c.token_hash).where(SECRETS.c.link_id == opened.link_id)
        with reading(self._engine) as connection:
            row = connection.execute(query).first()
        return row is not None and hmac.compare_digest(_stamp(row.token_hash), opened.stamp)

    def tries_left(self, link_id: str) -> int | None:
        """Return how many wrong codes a link still takes; None where nothing opens it."""
        query = select(SECRETS.c.tries_left).where(SECRETS.c.link_id == link_id)
        with reading(self._engine) as connection:
            return connection.execute(query).scalar()

    def _known(self, own: Any) -> bool:
        with reading(self._engine) as connection:
            return connection.execute(select(SECRETS.c.link_id).where(own)).first() is not None

    def _fits(self, link_id: str, code: str, code_hash: str) -> bool:
        return hmac.compare_digest(self._code_hash(link_id, code), code_hash)

    def _code_hash(self, link_id: str, code: str) -> str:
        # Six digits are guessed back from a plain hash in a moment, but not without the key.
        given = f"{link_id}\n{code}".encode("utf-8", "replace")
        return hmac.new(self._key, given, hashlib.sha256).hexdigest()


def forget_links(engine: Engine, pupil_id: str) -> None:
    """Delete what opens any link about a pupil, as when the pupil is erased."""
    with writing(engine) as connection:
        connection.execute(delete(SECRETS).where(SECRETS.c.pupil_id == pupil_id))


def hashed(token: str) -> str:
    """Return the hash under which a token is kept."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _stamp(token_hash: str) -> str:
    return token_hash[:STAMP_LENGTH]
