"""Staff accounts: who may sign in and as what. Sessions are kept beside, rights are not here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, Engine, Integer, String, Table, insert, select, update
from sqlalchemy.engine import Dialect, Row
from sqlalchemy.exc import IntegrityError
from sqlalchemy.types import TypeDecorator

from data.database import METADATA, Clock, SaveFailed, as_text, reading, writing
from data.passwords import Passwords, password_problem
from data.schemas import ROLES, Invalid

# A family gets a single-purpose link to its own form, never an account.
STAFF_ROLES: tuple[str, ...] = tuple(role for role in ROLES if role != "family")

USERNAME_PATTERN = re.compile(r"[a-z0-9][a-z0-9._@\-]{0,59}")
LONGEST_NAME = 120

# An account that nobody uses is one that nobody sees being used: a council's systems were once
# entered and encrypted through a dormant account.
DORMANT_AFTER = timedelta(days=90)


class Moment(TypeDecorator[datetime]):
    """Keep a moment as the one text that sorts by time and is the same in either database."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> str | None:
        """Return the text that is kept."""
        return None if value is None else as_text(value)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> datetime | None:
        """Return the moment the text stands for, with its time zone."""
        return None if value is None else datetime.fromisoformat(value)


ACCOUNTS = Table(
    "accounts",
    METADATA,
    Column("username", String(60), primary_key=True),
    Column("display_name", String(LONGEST_NAME), nullable=False),
    Column("role", String(20), nullable=False),
    Column("school_id", String(20)),
    Column("password_hash", String(200)),
    # Counts every change of role, password or right to sign in: a session holds the number it
    # began with, so that any such change ends it at once.
    Column("revision", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("last_seen_at", Moment),
    Column("disabled_at", Moment),
)


@dataclass(frozen=True)
class Account:
    """Describe one member of staff who may sign in; `demo` marks one without a password."""

    username: str
    display_name: str
    role: str
    school_id: str | None
    demo: bool
    created_at: datetime
    last_seen_at: datetime | None
    disabled_at: datetime | None

    def dormant(self, now: datetime) -> bool:
        """Say whether nobody has signed in with it for too long; a demo account never sleeps."""
        return not self.demo and now - (self.last_seen_at or self.created_at) > DORMANT_AFTER

    def closed(self, now: datetime) -> bool:
        """Say whether the account is disabled or dormant, so that nobody may sign in with it."""
        return self.disabled_at is not None or self.dormant(now)


class Accounts:
    """Keep the accounts in the database that all workers share."""

    def __init__(self, engine: Engine, *, clock: Clock, passwords: Passwords | None = None) -> None:
        self._engine = engine
        self._clock = clock
        self._passwords = passwords or Passwords()

    def add(
        self,
        username: str,
        *,
        display_name: str,
        role: str,
        password: str | None,
        school_id: str | None = None,
    ) -> Account:
        """Add an account; without a password it can be used through the demo sign-in only.

        Raises Invalid with one sentence per field that cannot be accepted.
        """
        name = canonical(username)
        problems = {
            "username": _username_problem(name),
            "display_name": _name_problem(display_name),
            "role": _role_problem(role),
            "school_id": _school_problem(role, school_id),
            "password": None if password is None else password_problem(password, username=name),
        }
        _refuse(problems)
        row = {
            "username": name,
            "display_name": display_name.strip(),
            "role": role,
            "school_id": school_id,
            "password_hash": None if password is None else self._passwords.hash(password),
            "revision": 1,
            "created_at": self._clock(),
        }
        return self._insert(row)

    def check(self, username: str, password: str) -> Account | None:
        """Return the account if the password is right and the account is open, else None."""
        row = self._row(username)
        kept: str = "" if row is None else row.password_hash or ""
        if not self._passwords.matches(password, kept) or row is None:
            return None
        account = _account(row)
        if account.closed(self._clock()):
            return None
        if self._passwords.outdated(kept):
            self._change(account.username, password_hash=self._passwords.hash(password))
        return account

    def get(self, username: str) -> Account | None:
        """Return one account, or None."""
        row = self._row(username)
        return None if row is None else _account(row)

    def all(self) -> list[Account]:
        """Return every account in the order of user names."""
        with reading(self._engine) as connection:
            rows = connection.execute(select(ACCOUNTS).order_by(ACCOUNTS.c.username)).all()
        return [_account(row) for row in rows]

    def disable(self, username: str) -> None:
        """Close the account and end its sessions at once."""
        self._change(username, disabled_at=self._clock(), revision=ACCOUNTS.c.revision + 1)

    def reopen(self, username: str) -> None:
        """Let a disabled or dormant account sign in again, counting its rest from now."""
        self._change(username, disabled_at=None, last_seen_at=self._clock())

    def set_password(self, username: str, password: str) -> None:
        """Change the password and end the sessions begun with the old one."""
        _refuse({"password": password_problem(password, username=canonical(username))})
        kept = self._passwords.hash(password)
        self._change(username, password_hash=kept, revision=ACCOUNTS.c.revision + 1)

    def set_role(self, username: str, *, role: str, school_id: str | None = None) -> None:
        """Change what a person is and end the sessions begun as something else."""
        _refuse({"role": _role_problem(role), "school_id": _school_problem(role, school_id)})
        after = ACCOUNTS.c.revision + 1
        self._change(username, role=role, school_id=school_id, revision=after)

    def _row(self, username: str) -> Row[Any] | None:
        name = canonical(username)
        if _username_problem(name):
            return None
        with reading(self._engine) as connection:
            return connection.execute(select(ACCOUNTS).where(ACCOUNTS.c.username == name)).first()

    def _insert(self, row: dict[str, Any]) -> Account:
        try:
            with writing(self._engine) as connection:
                connection.execute(insert(ACCOUNTS).values(row))
        except SaveFailed as failure:
            if not isinstance(failure.__cause__, IntegrityError):
                raise
            raise Invalid({"username": "There is already an account of this name."}) from None
        added = self.get(row["username"])
        assert added is not None  # noqa: S101 - it was written the line before
        return added

    def _change(self, username: str, **values: Any) -> None:
        name = canonical(username)
        with writing(self._engine) as connection:
            changed = connection.execute(
                update(ACCOUNTS).where(ACCOUNTS.c.username == name).values(values)
            )
        if not changed.rowcount:
            raise LookupError("There is no account of this name.")


def canonical(username: str) -> str:
    """Return the one form in which a user name is kept and compared."""
    return username.strip().lower()


def _account(row: Row[Any]) -> Account:
    return Account(
        username=row.username,
        display_name=row.display_name,
        role=row.role,
        school_id=row.school_id,
        demo=row.password_hash is None,
        created_at=row.created_at,
        last_seen_at=row.last_seen_at,
        disabled_at=row.disabled_at,
    )


def _refuse(problems: dict[str, str | None]) -> None:
    found = {field: sentence for field, sentence in problems.items() if sentence}
    if found:
        raise Invalid(found)


def _username_problem(name: str) -> str | None:
    if USERNAME_PATTERN.fullmatch(name):
        return None
    return "A user name has up to 60 letters, digits and . _ @ - and begins with a letter or digit."


def _name_problem(display_name: str) -> str | None:
    if not display_name.strip():
        return "Enter the person's name."
    if len(display_name) > LONGEST_NAME or not display_name.isprintable():
        return f"The name has {LONGEST_NAME} characters at most, all of them printable."
    return None


def _role_problem(role: str) -> str | None:
    return None if role in STAFF_ROLES else "Choose one of the staff roles."


def _school_problem(role: str, school_id: str | None) -> str | None:
    if role == "senco" and not school_id:
        return "A SENCO's account needs the school."
    if role != "senco" and school_id:
        return "Only a SENCO's account belongs to a school."
    return None
