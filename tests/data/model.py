"""The slow, obvious store that the real one is held against, and the rows that tests save."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import Any

from data.journal import Change, Entry, Journal
from data.schemas import TABLES

Row = tuple[str, str]
_numbers = itertools.count(1)


def pupil(key: str = "P1", **values: Any) -> dict[str, Any]:
    """Return the payload of an invented pupil."""
    return {"pupil_id": key, "birth_month": 5, "birth_year": 2015, "invented": True, **values}


def change(key: str = "P1", expected: int = 0, **values: Any) -> Change:
    """Return a change to an invented pupil."""
    return Change("pupils", key, expected, pupil(key, **values))


def answer(key: str = "P1", expected: int = 0, **values: Any) -> Change:
    """Return a change to an assessment."""
    return Change("assessments", key, expected, {"pupil_id": key, **values})


def new_request() -> str:
    """Return a request id that no other save has."""
    return f"request-{next(_numbers)}"


def save(journal: Journal, *changes: Change, actor: str = "ana") -> tuple[Entry, ...]:
    """Append changes by a request of their own."""
    return journal.append(*changes, actor=actor, action="test.save", request_id=new_request())


def whole(table: str, payload: dict[str, Any]) -> dict[str, Any]:
    """Return a payload with what it leaves out as None."""
    return {name: payload.get(name) for name in TABLES[table].column_names}


@dataclass
class Model:
    """Keep every revision in a dict; an erased one is None."""

    revisions: dict[Row, list[dict[str, Any] | None]] = field(default_factory=dict)
    requests: dict[str, tuple[str, list[tuple[Row, dict[str, Any] | None]]]] = field(
        default_factory=dict
    )
    entries: int = 0

    def append(self, changes: list[Change], *, actor: str, request_id: str) -> str:
        """Do what the journal should do and say how it should end."""
        asked = [((c.table, c.key), whole(c.table, dict(c.payload))) for c in changes]
        if request_id in self.requests:
            return "kept" if self.requests[request_id] == (actor, asked) else "reused"
        trial = {row: list(made) for row, made in self.revisions.items()}
        for given, (row, payload) in zip(changes, asked, strict=True):
            made = trial.setdefault(row, [])
            if given.expected_revision != len(made):
                return "conflict"
            made.append(payload)
        self.revisions = trial
        self.requests[request_id] = (actor, asked)
        self.entries += len(asked)
        return "kept"

    def erase(self, row: Row, *, actor: str, request_id: str) -> str:
        """Do what erasing should do and say how it should end."""
        if request_id in self.requests:
            return "kept" if self.requests[request_id] == (actor, [(row, None)]) else "reused"
        made = self.revisions.get(row, [])
        if not made or made[-1] is None:
            return "nothing"
        self.revisions[row] = [None] * (len(made) + 1)
        self._forget_requests(row)
        self.requests[request_id] = (actor, [(row, None)])
        self.entries += 1
        return "kept"

    def _forget_requests(self, row: Row) -> None:
        """Let no request for an erased text count as the same: it can no longer be compared."""
        for request_id, (actor, asked) in self.requests.items():
            if any(of == row and payload is not None for of, payload in asked):
                self.requests[request_id] = (actor, [])

    def current(self, table: str) -> dict[str, dict[str, Any]]:
        """Return the rows of a table as they are now."""
        return {
            key: made[-1]
            for (of, key), made in self.revisions.items()
            if of == table and made and made[-1] is not None
        }

    def history(self, table: str, key: str) -> list[dict[str, Any]]:
        """Return every revision of a row that is not erased."""
        return [payload for payload in self.revisions.get((table, key), []) if payload]
