"""What became of the accounts: who changed which one when. Rows are added, never changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Column, Connection, Integer, String, Table, insert, select

from data.database import METADATA, Moment, keep_only_additions

ADDED = "added"
ROLE = "role"
# Whom everybody knows by another name now need not have the old one kept.
RENAMED = "name changed"
GIVEN = "password given"
CHOSEN = "password chosen"
DISABLED = "disabled"
REOPENED = "reopened"
ENDED = "sessions ended"

CHANGES = Table(
    "account_changes",
    METADATA,
    Column("number", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True),
    Column("username", String(60), nullable=False, index=True),
    Column("changed_at", Moment, nullable=False),
    Column("changed_by", String(60), nullable=False),
    Column("what", String(20), nullable=False),
    Column("role_before", String(20)),
    Column("role", String(20), nullable=False),
    Column("school_before", String(20)),
    Column("school_id", String(20)),
)
keep_only_additions(CHANGES)


@dataclass(frozen=True)
class AccountChange:
    """Describe one change; the role and school before are None for an account just added."""

    username: str
    changed_at: datetime
    changed_by: str
    what: str
    role_before: str | None
    role: str
    school_before: str | None
    school_id: str | None


def note_change(
    connection: Connection,
    account: Mapping[str, Any],
    *,
    before: Mapping[str, Any] | None,
    what: str,
    by: str,
    at: datetime,
) -> None:
    """Add a change within the transaction that makes it, so that neither stands alone."""
    was = before or {}
    row = {
        "username": account["username"],
        "changed_at": at,
        "changed_by": by,
        "what": what,
        "role_before": was.get("role"),
        "role": account["role"],
        "school_before": was.get("school_id"),
        "school_id": account["school_id"],
    }
    connection.execute(insert(CHANGES).values(row))


def changes_of(connection: Connection, username: str, *, limit: int) -> list[AccountChange]:
    """Return the last changes of one account, newest first."""
    columns = [column for column in CHANGES.c if column.name != "number"]
    own = select(*columns).where(CHANGES.c.username == username)
    rows = connection.execute(own.order_by(CHANGES.c.number.desc()).limit(limit)).all()
    return [AccountChange(*row) for row in rows]
