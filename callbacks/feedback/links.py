"""Links that ask for feedback: made, renewed and taken back."""

from __future__ import annotations

import datetime
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import request

from access.policy import allows
from access.principal import Principal
from access.refusals import NOT_ALLOWED, Refusal
from callbacks.context import StoreRelations, house, new_request_id, store, today
from data.journal import Change
from data.links import Secret
from data.schemas import TABLES, Invalid
from data.schemas.feedback import Asked, asked_row

# Four weeks take in the holidays of any half term; longer than a term, a plan has moved on.
USUAL_DAYS = 28
MOST_DAYS = 90
TABLE = "feedback_links"
TOO_LATE = f"The last day must be between today and {MOST_DAYS} days from now."
ANSWERED = "This link was answered, so there is nothing to renew or take back. Make a new link."
UNKNOWN = "There is no such link."

Row = Mapping[str, Any]


@dataclass(frozen=True)
class MadeLink:
    """Hold a link as it is shown once to who made it: its address and its code are not kept."""

    link_id: str
    address: str
    code: str


def make_link(
    pupil_id: str,
    *,
    voice: str,
    addressee: str,
    reason: str,
    expires_on: datetime.date,
    asked: Asked,
    who: Principal,
) -> MadeLink:
    """Make a link that asks one person about one pupil; raises Refusal, Invalid or SaveFailed."""
    _check_may_ask(who, pupil_id)
    _check_day(expires_on)
    link_id = secrets.token_hex(8)
    row = {
        "link_id": link_id,
        "pupil_id": pupil_id,
        "voice": voice,
        "addressee": addressee.strip() or None,
        "made_on": today().isoformat(),
        "expires_on": expires_on.isoformat(),
        "reason": reason.strip() or None,
        "asked": json.dumps(asked_row(asked)),
    }
    _append(row, who=who, revision=0)
    return _shown(link_id, house().links.make(link_id, pupil_id=pupil_id))


def renew_link(link_id: str, *, expires_on: datetime.date, who: Principal) -> MadeLink:
    """Open a link again under another address and code; what was typed on it stays.

    The address and code of before open nothing any more. Raises Refusal, Invalid, Conflict or
    SaveFailed.
    """
    row = _unanswered(link_id, who=who)
    _check_day(expires_on)
    _append({**row, "expires_on": expires_on.isoformat(), "revoked_on": None}, who=who)
    return _shown(link_id, house().links.make(link_id, pupil_id=row["pupil_id"]))


def revoke_link(link_id: str, *, who: Principal) -> None:
    """Take a link back at once; raises Invalid, Conflict or SaveFailed."""
    row = _unanswered(link_id, who=who)
    if not row["revoked_on"]:
        _append({**row, "revoked_on": today().isoformat()}, who=who)


def usual_last_day() -> datetime.date:
    """Return the last day that a new link is given unless somebody chooses another."""
    return today() + datetime.timedelta(days=USUAL_DAYS)


def link_change(row: Row, *, revision: int) -> Change:
    """Return the change that saves a link's row as the revision after this one."""
    kept = {name: row.get(name) for name in TABLES[TABLE].by_name}
    return Change(table=TABLE, key=row["link_id"], expected_revision=revision, payload=kept)


def _check_day(expires_on: datetime.date) -> None:
    if not 0 <= (expires_on - today()).days <= MOST_DAYS:
        raise Invalid({"expires_on": TOO_LATE})


def _check_may_ask(who: Principal, pupil_id: str) -> None:
    # A link names its own pupil, whatever pupil a page was opened on.
    relation = StoreRelations().relation(who, pupil_id)
    if relation is None or not allows(who.role, "feedback.ask", relation):
        raise Refusal(403, NOT_ALLOWED)


def _unanswered(link_id: str, *, who: Principal) -> Row:
    row = store().tables.row(TABLE, link_id)
    if row is None:
        raise Invalid({"link_id": UNKNOWN})
    _check_may_ask(who, row["pupil_id"])
    if row["answered_on"]:
        raise Invalid({"link_id": ANSWERED})
    return row


def _append(row: Row, *, who: Principal, revision: int | None = None) -> None:
    store().journal.append(
        link_change(row, revision=row["revision"] if revision is None else revision),
        actor=who.username,
        action="feedback.ask",
        request_id=f"{who.username}:{new_request_id()}",
    )


def _shown(link_id: str, secret: Secret) -> MadeLink:
    # A browser keeps the fragment to itself: the token reaches no log, ours or a proxy's.
    scheme = "https" if house().settings.https else request.scheme
    return MadeLink(link_id, f"{scheme}://{request.host}/answer#{secret.token}", secret.code)
