"""A person who has opened their link: who they are to the form, and what they gave so far.

The browser holds a signed cookie with the code of the link and nothing else. It is no session of
staff, nor is theirs one of these: the two are told apart by name, path, key and form.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import Response, current_app, request
from itsdangerous import BadData, URLSafeTimedSerializer

from analytics.age import age_years
from analytics.feedback.asking import moved_on
from analytics.feedback.form import Form
from callbacks.context import house, store, today
from callbacks.feedback.links import TABLE
from callbacks.plans.keeping import load_plan
from data.links import Opened
from data.schemas.feedback import asked_of

OPEN, ANSWERED, REVOKED, EXPIRED = "open", "answered", "revoked", "expired"
PATH = "/answer"
# Counted from the last page: long enough for a telephone call between two questions.
SECONDS = 2 * 3600
SALT = "answer"
LONGEST_COOKIE = 400
# Under which the drafts of links are kept, apart from those of staff.
OWNER = "link:"
# Our choice, in days after a link ended: long enough to renew it without typing all of it again.
DRAFT_DAYS = 28


@dataclass(frozen=True)
class Visit:
    """Hold a link that was opened, how it stands now, and the draft of its answer."""

    opened: Opened
    row: Mapping[str, Any]
    form: Form
    values: Mapping[str, str]
    at: str = ""
    """Step at which the person stopped, empty for the first."""

    @property
    def link_id(self) -> str:
        """Return the code of the link."""
        return self.opened.link_id

    @property
    def pupil_id(self) -> str:
        """Return whom the link is about."""
        return str(self.row["pupil_id"])

    @property
    def actor(self) -> str:
        """Return the name under which what is done by this link is recorded."""
        return f"{OWNER}{self.link_id}"

    @property
    def state(self) -> str:
        """Return whether the link still takes an answer, and if not, why."""
        return state_of(self.row, today=today())

    def keeping(self, values: Mapping[str, str], *, at: str) -> Visit:
        """Keep what was given in the draft; raises Invalid if it is too large, or SaveFailed."""
        kept = replace(self, values={**self.values, **values}, at=at)
        payload = {"values": dict(kept.values), "at": kept.at}
        store().drafts.save(self.actor, self._key, 0, payload)
        return kept

    def discard(self) -> None:
        """Delete the draft: its answer is kept."""
        store().drafts.discard(self.actor, self._key)

    @property
    def _key(self) -> str:
        return draft_key(self.pupil_id, self.link_id)


def with_values(visit: Visit, values: Mapping[str, str]) -> Visit:
    """Return the visit with what was given and could not be kept."""
    return replace(visit, values={**visit.values, **values})


def draft_key(pupil_id: str, link_id: str) -> str:
    """Return the key of a link's draft, which goes when the pupil is erased."""
    return f"{pupil_id}:answer:{link_id}"


def discard_ended() -> None:
    """Delete what was typed on links that ended some weeks ago and was never sent."""
    drafts, tables = store().drafts, store().tables
    last = (today() - datetime.timedelta(days=DRAFT_DAYS)).isoformat()
    for owner in drafts.owners(beginning=OWNER):
        row = tables.row(TABLE, owner.removeprefix(OWNER))
        if row is None or ended_on(row) < last:
            drafts.discard_all(owner)


def ended_on(row: Mapping[str, Any]) -> str:
    """Return the last day of a link, from its row: the one it was given, or an earlier end."""
    days = (row["answered_on"], row["revoked_on"], row["expires_on"])
    return min(day for day in days if day)


def state_of(row: Mapping[str, Any], *, today: datetime.date) -> str:
    """Return how a link stands on a day, from its row."""
    if row["answered_on"]:
        return ANSWERED
    if row["revoked_on"]:
        return REVOKED
    return EXPIRED if row["expires_on"] < today.isoformat() else OPEN


def visit_of(opened: Opened) -> Visit | None:
    """Return the visit of a link that was opened, None where nothing is known of it any more."""
    row = store().tables.row(TABLE, opened.link_id)
    pupil = store().tables.row("pupils", row["pupil_id"]) if row else None
    if row is None or pupil is None or not house().links.opens(opened):
        return None
    age = age_years(int(pupil["birth_year"]), int(pupil["birth_month"]), today())
    asked = asked_of(json.loads(row["asked"] or '{"outcomes": [], "provision": []}'))
    draft = store().drafts.load(
        f"{OWNER}{opened.link_id}", draft_key(row["pupil_id"], row["link_id"])
    )
    payload = draft.payload if draft else {}
    form = Form(row["voice"], asked, age)
    return Visit(opened, row, form, payload.get("values", {}), payload.get("at", ""))


def current_visit() -> Visit | None:
    """Return the visit that the browser's cookie names, read anew from the store each time."""
    cookie = request.cookies.get(cookie_name(), "")
    try:
        found = _serializer().loads(cookie[:LONGEST_COOKIE], max_age=SECONDS)
        return visit_of(Opened(*map(str, found)))
    except (BadData, TypeError):
        return None


def begin(response: Response, opened: Opened) -> Response:
    """Have the browser hold the visit for a while longer."""
    response.set_cookie(
        cookie_name(),
        _serializer().dumps([opened.link_id, opened.stamp]),
        max_age=SECONDS,
        path=PATH,
        secure=house().settings.https,
        httponly=True,
        samesite="Strict",
    )
    return response


def end(response: Response) -> Response:
    """Have the browser forget the visit."""
    response.delete_cookie(
        cookie_name(),
        path=PATH,
        secure=house().settings.https,
        httponly=True,
        samesite="Strict",
    )
    return response


def cookie_name() -> str:
    """Return the cookie's name; a browser takes the prefix only from https."""
    return "__Secure-answer" if house().settings.https else "answer"


def about(visit: Visit) -> str:
    """Return whom the form is about, for who may answer about several; empty for the pupil's own.

    A parent is shown the name in the plan alone, for a reference would say nothing to them.
    """
    if visit.form.voice == "pupil":
        return ""
    head = store().tables.row("plans", visit.pupil_id) or {}
    name = head.get("name") or ""
    return name or (visit.pupil_id if visit.form.voice == "setting" else "")


def moved(visit: Visit) -> Mapping[str, str]:
    """Return by line id which outcomes asked about are not in the plan as they read then."""
    plan = load_plan(visit.pupil_id)
    return moved_on(visit.form.asked, plan) if plan.lines else {}


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt=SALT)
