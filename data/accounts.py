"""Staff accounts: who may sign in and as what. Sessions are kept beside, rights are not here.

Every change is kept with who made it and when, in the same transaction.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    ForeignKey,
    Integer,
    Select,
    String,
    Table,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.engine import Row
from sqlalchemy.exc import IntegrityError

from data.account_changes import (
    ADDED,
    CHANGES,
    CHOSEN,
    DISABLED,
    GIVEN,
    RENAMED,
    REOPENED,
    ROLE,
    AccountChange,
    changes_of,
    note_change,
)
from data.account_fields import LONGEST_NAME, SYSTEM, canonical, is_username, refuse_account
from data.database import METADATA, Clock, Moment, SaveFailed, Statement, reading, writing
from data.passwords import Passwords, password_problem
from data.schemas import Invalid

REFERENCE_LENGTH = 16
ADMINISTRATOR = "administrator"

# An account that nobody uses is one that nobody sees being used: a council's systems were once
# entered and encrypted through a dormant account.
DORMANT_AFTER = timedelta(days=90)

# OWASP ASVS 5.0.0, 6.4.1: an initial password runs out soon and never becomes the lasting one. A
# week lets somebody who begins on Monday be added before.
ONE_TIME_LIMIT = timedelta(days=7)

# Two administrators who close each other's accounts at once must not both succeed.
CHANGING_LOCK = 7_260_343
LONGEST_HISTORY = 100


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

# Who still has a password that somebody else has seen, and since when. A table of its own, so that
# a store made before it needs no change.
ONE_TIME = Table(
    "one_time_passwords",
    METADATA,
    Column("username", String(60), ForeignKey(ACCOUNTS.c.username), primary_key=True),
    Column("given_at", Moment, nullable=False),
)


class Overtaken(Exception):
    """Refuse a change of an account that somebody else has changed meanwhile."""


class LastAdministrator(Exception):
    """Refuse a change that would leave nobody who can sign in as administrator."""


@dataclass(frozen=True)
class Account:
    """Describe one member of staff who may sign in; `demo` marks one without a password.

    `revision` counts its changes; `given_at` is when a one-time password was given that is not
    yet replaced.
    """

    username: str
    display_name: str
    role: str
    school_id: str | None
    demo: bool
    revision: int
    created_at: datetime
    last_seen_at: datetime | None
    disabled_at: datetime | None
    reopened_at: datetime | None
    given_at: datetime | None

    @property
    def reference(self) -> str:
        """Return what names the account in an address, where no name may stand."""
        return hashlib.sha256(self.username.encode()).hexdigest()[:REFERENCE_LENGTH]

    def dormant(self, now: datetime) -> bool:
        """Say whether nobody has signed in with it for too long; a demo account never sleeps."""
        moments = (self.created_at, self.last_seen_at, self.reopened_at)
        return not self.demo and now - max(filter(None, moments)) > DORMANT_AFTER

    def closed(self, now: datetime) -> bool:
        """Say whether the account is disabled or dormant, so that nobody may sign in with it."""
        return self.disabled_at is not None or self.dormant(now)

    def run_out(self, now: datetime) -> bool:
        """Say whether its one-time password was not replaced in time."""
        return self.given_at is not None and now - self.given_at > ONE_TIME_LIMIT


class Accounts:
    """Keep the accounts in the database that all workers share.

    In a demonstration accounts without a password can sign in, and count as administrators.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        clock: Clock,
        passwords: Passwords | None = None,
        demo: bool = False,
    ) -> None:
        self._engine = engine
        self._clock = clock
        self._passwords = passwords or Passwords()
        self._demo = demo
        names = select(ACCOUNTS.c.username, ACCOUNTS.c.display_name)
        self._names = Statement(engine, names.order_by(ACCOUNTS.c.username))

    def add(
        self,
        username: str,
        *,
        display_name: str,
        role: str,
        password: str | None,
        school_id: str | None = None,
        by: str = SYSTEM,
        one_time: bool = False,
    ) -> Account:
        """Add an account; without a password it can be used through the demo sign-in only.

        A `one_time` password must be replaced at the first sign-in. Raises Invalid with one
        sentence per field that cannot be accepted.
        """
        name = canonical(username)
        refuse_account(
            {"username": name, "display_name": display_name, "role": role, "school_id": school_id},
            password=None if password is None else password_problem(password, username=name),
        )
        row = {
            "username": name,
            "display_name": display_name.strip(),
            "role": role,
            "school_id": school_id,
            "password_hash": None if password is None else self._passwords.hash(password),
            "revision": 1,
            "created_at": self._clock(),
        }
        return self._insert(row, by=by, one_time=one_time)

    def check(self, username: str, password: str) -> Account | None:
        """Return the account if the password is right and the account is open, else None."""
        row = self._row(username)
        kept: str = "" if row is None else row.password_hash or ""
        if not self._passwords.matches(password, kept) or row is None:
            return None
        account, now = _account(row), self._clock()
        if account.closed(now) or account.run_out(now):
            return None
        if self._passwords.outdated(kept):
            self._renew(account, kept, password)
        return account

    def get(self, username: str) -> Account | None:
        """Return one account, or None."""
        row = self._row(username)
        return None if row is None else _account(row)

    def all(self) -> list[Account]:
        """Return every account in the order of user names."""
        with reading(self._engine) as connection:
            return _all(connection)

    def display_names(self) -> dict[str, str]:
        """Return the name that everybody is shown by, by user name; every record asks for it."""
        return dict(self._names.rows())

    def history(self, username: str) -> list[AccountChange]:
        """Return what became of one account, newest first."""
        with reading(self._engine) as connection:
            return changes_of(connection, canonical(username), limit=LONGEST_HISTORY)

    def now(self) -> datetime:
        """Return the time by which accounts fall asleep and one-time passwords run out."""
        return self._clock()

    def disable(self, username: str, *, by: str, revision: int | None = None) -> None:
        """Close the account and end its sessions at once.

        This and the other changes raise Overtaken if the account is past `revision`.
        """
        values = {"disabled_at": self._clock()}
        self._change(username, values, what=DISABLED, by=by, revision=revision)

    def reopen(self, username: str, *, by: str, revision: int | None = None) -> None:
        """Let a disabled or dormant account sign in again, counting its rest from now."""
        self._change(username, {"disabled_at": None}, what=REOPENED, by=by, revision=revision)

    def set_password(self, username: str, password: str, *, by: str) -> None:
        """Keep the password a person chose, and end the sessions begun with the old one.

        Raises Invalid for the current password too, which may be one that somebody else has seen.
        """
        self._set_password(username, password, what=CHOSEN, by=by, revision=None)

    def give_password(
        self, username: str, password: str, *, by: str, revision: int | None = None
    ) -> None:
        """Give a person a password for one time, and end the sessions begun with the old one."""
        self._set_password(username, password, what=GIVEN, by=by, revision=revision)

    def set_role(
        self,
        username: str,
        *,
        role: str,
        school_id: str | None = None,
        by: str,
        revision: int | None = None,
    ) -> None:
        """Change what a person is and end the sessions begun as something else."""
        values = {"role": role, "school_id": school_id}
        refuse_account(values)
        self._change(username, values, what=ROLE, by=by, revision=revision)

    def rename(
        self, username: str, *, display_name: str, by: str, revision: int | None = None
    ) -> None:
        """Change the name that everybody is shown, also on what the person did before."""
        refuse_account({"display_name": display_name})
        values = {"display_name": display_name.strip()}
        self._change(username, values, what=RENAMED, by=by, revision=revision)

    def _set_password(
        self, username: str, password: str, *, what: str, by: str, revision: int | None
    ) -> None:
        row = self._row(username)
        kept: str = "" if row is None else row.password_hash or ""
        # Of two passwords set in the same moment, the one set first holds.
        if revision is None and row is not None:
            revision = row.revision
        problem = password_problem(password, username=canonical(username))
        if not problem and self._passwords.matches(password, kept):
            problem = "The new password must differ from the current one."
        refuse_account({}, password=problem)
        values = {"password_hash": self._passwords.hash(password)}
        self._change(username, values, what=what, by=by, revision=revision)

    def _row(self, username: str) -> Row[Any] | None:
        name = canonical(username)
        if not is_username(name):
            return None
        with reading(self._engine) as connection:
            return _row(connection, name)

    def _insert(self, row: dict[str, Any], *, by: str, one_time: bool) -> Account:
        try:
            with writing(self._engine) as connection:
                connection.execute(insert(ACCOUNTS).values(row))
                if one_time:
                    self._give_once(connection, row["username"])
                note_change(connection, row, before=None, what=ADDED, by=by, at=row["created_at"])
        except SaveFailed as failure:
            if not isinstance(failure.__cause__, IntegrityError):
                raise
            raise Invalid({"username": "There is already an account of this name."}) from None
        added = self.get(row["username"])
        assert added is not None  # noqa: S101 - it was written the line before
        return added

    def _change(
        self,
        username: str,
        values: dict[str, Any],
        *,
        what: str,
        by: str,
        revision: int | None,
    ) -> None:
        name = canonical(username)
        with writing(self._engine, holding=CHANGING_LOCK) as connection:
            before = _row(connection, name)
            if before is None:
                raise LookupError("There is no account of this name.")
            if revision not in (None, before.revision):
                raise Overtaken
            after = {**values, "revision": before.revision + 1}
            connection.execute(update(ACCOUNTS).where(ACCOUNTS.c.username == name).values(after))
            if what in (GIVEN, CHOSEN):
                connection.execute(delete(ONE_TIME).where(ONE_TIME.c.username == name))
            if what == GIVEN:
                self._give_once(connection, name)
            was = before._asdict()
            note_change(
                connection, {**was, **values}, before=was, what=what, by=by, at=self._clock()
            )
            self._refuse_without_administrator(connection, _account(before))

    def _give_once(self, connection: Connection, username: str) -> None:
        row = {"username": username, "given_at": self._clock()}
        connection.execute(insert(ONE_TIME).values(row))

    def _refuse_without_administrator(self, connection: Connection, before: Account) -> None:
        if self._able(before) and not any(map(self._able, _all(connection))):
            raise LastAdministrator

    def _able(self, account: Account) -> bool:
        # A one-time password may never have reached the person it is for.
        may_enter = not account.closed(self._clock()) and account.given_at is None
        return account.role == ADMINISTRATOR and may_enter and (self._demo or not account.demo)

    def _renew(self, account: Account, kept: str, password: str) -> None:
        # Unless the password was changed since it was compared.
        same = (ACCOUNTS.c.username == account.username, ACCOUNTS.c.password_hash == kept)
        with writing(self._engine) as connection:
            renewed = {"password_hash": self._passwords.hash(password)}
            connection.execute(update(ACCOUNTS).where(*same).values(renewed))


def _query() -> Select[Any]:
    reopened = (
        select(func.max(CHANGES.c.changed_at, type_=Moment))
        .where(CHANGES.c.username == ACCOUNTS.c.username, CHANGES.c.what == REOPENED)
        .scalar_subquery()
        .label("reopened_at")
    )
    return select(ACCOUNTS, ONE_TIME.c.given_at, reopened).outerjoin(ONE_TIME)


def _row(connection: Connection, name: str) -> Row[Any] | None:
    return connection.execute(_query().where(ACCOUNTS.c.username == name)).first()


def _all(connection: Connection) -> list[Account]:
    rows = connection.execute(_query().order_by(ACCOUNTS.c.username)).all()
    return [_account(row) for row in rows]


def _account(row: Row[Any]) -> Account:
    return Account(
        username=row.username,
        display_name=row.display_name,
        role=row.role,
        school_id=row.school_id,
        demo=row.password_hash is None,
        revision=row.revision,
        created_at=row.created_at,
        last_seen_at=row.last_seen_at,
        disabled_at=row.disabled_at,
        reopened_at=row.reopened_at,
        given_at=row.given_at,
    )
