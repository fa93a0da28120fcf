"""The chain that joins the journal's entries: how each is hashed, and how the whole is checked.

Nothing here touches a database.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

ERASE = "erase"
GENESIS = "0" * 64
SEAL = re.compile(r"(\d{1,18}):([0-9a-f]{64})")
SALT_BYTES = 16
HASHED = (
    "sequence",
    "recorded_at",
    "actor",
    "action",
    "table_name",
    "key",
    "revision",
    "request_id",
    "payload_hash",
    "previous_hash",
)

Record = Mapping[str, Any]


def canonical(value: object) -> str:
    """Return the one JSON text of a value."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def new_salt() -> str:
    """Return a salt: without it, erased text could be guessed and confirmed by its hash."""
    return secrets.token_hex(SALT_BYTES)


def payload_hash(payload: str | None, salt: str | None) -> str:
    """Return the hash of a payload's canonical JSON under its salt."""
    return _sha256(f"{salt or ''}{payload or ''}")


def entry_hash(record: Record) -> str:
    """Return the hash of an entry, which covers the hash of the entry before it."""
    return _sha256(canonical([record[name] for name in HASHED]))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Seal:
    """Name an entry by its number and its hash, which covers every entry before it."""

    sequence: int
    hash: str

    def __str__(self) -> str:
        return f"{self.sequence}:{self.hash}"

    @classmethod
    def read(cls, text: str) -> Seal:
        """Return the seal that a text gives; raises ValueError for any other text."""
        if not (found := SEAL.fullmatch(text.strip())):
            raise ValueError("A seal is a number, a colon and 64 letters and digits.")
        return cls(int(found[1]), found[2])


@dataclass(frozen=True)
class Verification:
    """Hold how many entries were checked, what is wrong, a sentence each, and the last's seal."""

    entries: int
    problems: tuple[str, ...]
    seal: Seal


@dataclass
class Audit:
    """Check entries one after another, in the order of their sequence.

    `seal`, kept elsewhere since an earlier check, tells whether what it covers is still there.
    """

    seal: Seal | None = None
    entries: int = 0
    problems: list[str] = field(default_factory=list)
    _sequence: int = 0
    _hash: str = GENESIS
    _revisions: dict[tuple[str, str], int] = field(default_factory=dict)
    _kept: dict[tuple[str, str], int] = field(default_factory=dict)
    _blank: dict[tuple[str, str], int] = field(default_factory=dict)

    def check(self, record: Record) -> None:
        """Check one entry against itself and against those before it."""
        self.entries += 1
        number = record["sequence"]
        if number != self._sequence + 1:
            self.problems.append(f"Entry {self._sequence + 1} is missing: {number} comes next.")
        if record["previous_hash"] != self._hash:
            self._tell(number, "does not follow from the entry before it")
        if record["hash"] != entry_hash(record):
            self._tell(number, "was changed after it was written")
        self._check_revision(record)
        self._check_payload(record)
        if self.seal and number == self.seal.sequence and record["hash"] != self.seal.hash:
            self._tell(number, "or one before it is another than when the seal was taken")
        self._sequence, self._hash = number, record["hash"]

    def verdict(self) -> Verification:
        """Return what was found."""
        for number in self._blank.values():
            self._tell(number, "has lost its payload, and no later entry erased it")
        self._blank.clear()
        if self.seal and self._sequence < self.seal.sequence:
            self.problems.append(
                f"The journal ends at entry {self._sequence}; it had {self.seal.sequence} when the "
                "seal was taken."
            )
        return Verification(self.entries, tuple(self.problems), Seal(self._sequence, self._hash))

    def _check_revision(self, record: Record) -> None:
        row = (record["table_name"], record["key"])
        self._revisions[row] = self._revisions.get(row, 0) + 1
        if record["revision"] != self._revisions[row]:
            self._tell(record["sequence"], "is not the next revision of its row")

    def _check_payload(self, record: Record) -> None:
        row, number = (record["table_name"], record["key"]), record["sequence"]
        if record["action"] == ERASE:
            self._blank.pop(row, None)
            if row in self._kept:
                self._tell(self._kept.pop(row), f"was erased by entry {number} but has a payload")
        elif record["payload"] is None and record["salt"] is None:
            self._blank.setdefault(row, number)
            return
        else:
            self._kept.setdefault(row, number)
        if record["payload_hash"] != payload_hash(record["payload"], record["salt"]):
            self._tell(number, "has another payload than was written")

    def _tell(self, number: int, what: str) -> None:
        self.problems.append(f"Entry {number} {what}.")
