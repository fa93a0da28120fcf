"""Failed sign-ins, counted over all workers: guessing is slow and nobody else is shut out."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Column, Engine, Integer, String, Table, delete, func, insert, select

from data.account_fields import canonical
from data.database import METADATA, Clock, Moment, reading, writing

# Counted per account *and* address, so that a stranger's guesses never lock the person out.
PAIR_LIMIT = 5
PAIR_WINDOW = timedelta(minutes=15)
ADDRESS_LIMIT = 100
ADDRESS_WINDOW = timedelta(hours=1)

# One household or provider is given a whole /64 of IPv6 addresses.
IPV6_PREFIX = 64

ATTEMPTS = Table(
    "sign_in_attempts",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("pair", String(64), nullable=False, index=True),
    Column("address", String(64), nullable=False, index=True),
    Column("tried_at", Moment, nullable=False, index=True),
)


@dataclass(frozen=True)
class Attempt:
    """Name one try to sign in that has been counted and may go on to the password."""

    pair: str


class Attempts:
    """Count tries in the shared database; names and addresses are kept under a keyed hash."""

    def __init__(self, engine: Engine, *, clock: Clock, key: str) -> None:
        self._engine = engine
        self._clock = clock
        self._key = key.encode()

    def begin(self, username: str, address: str) -> Attempt | None:
        """Count a try before the password is looked at; None if there were too many.

        Counting first means that many tries at once cannot slip past the limit together.
        """
        where = _network(address)
        pair = self._hashed(f"{canonical(username)}\n{where}")
        row = {"pair": pair, "address": self._hashed(where), "tried_at": self._clock()}
        with writing(self._engine) as connection:
            connection.execute(
                delete(ATTEMPTS).where(ATTEMPTS.c.tried_at <= self._clock() - ADDRESS_WINDOW)
            )
            added = insert(ATTEMPTS).values(row).returning(ATTEMPTS.c.id)
            number = connection.execute(added).scalar_one()
        if self._too_many(row):
            self._forget(ATTEMPTS.c.id == number)
            return None
        return Attempt(pair)

    def succeeded(self, attempt: Attempt) -> None:
        """Forget the failures of this person at this address."""
        self._forget(ATTEMPTS.c.pair == attempt.pair)

    def _too_many(self, row: dict[str, Any]) -> bool:
        pairs = self._count(ATTEMPTS.c.pair == row["pair"], PAIR_WINDOW)
        addresses = self._count(ATTEMPTS.c.address == row["address"], ADDRESS_WINDOW)
        return pairs > PAIR_LIMIT or addresses > ADDRESS_LIMIT

    def _count(self, which: Any, window: timedelta) -> int:
        since = ATTEMPTS.c.tried_at > self._clock() - window
        with reading(self._engine) as connection:
            query = select(func.count()).select_from(ATTEMPTS).where(which, since)
            return connection.execute(query).scalar_one()

    def _forget(self, which: Any) -> None:
        with writing(self._engine) as connection:
            connection.execute(delete(ATTEMPTS).where(which))

    def _hashed(self, text: str) -> str:
        return hmac.new(self._key, text.encode(), hashlib.sha256).hexdigest()


def _network(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((parsed, IPV6_PREFIX), strict=False))
