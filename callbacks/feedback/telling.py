"""An answer that was told: written down by a member of staff, kept as any other answer is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from dash import Dash, Input, Output, State
from dash.exceptions import PreventUpdate

from access.principal import Principal
from access.refusals import NOT_UNDERSTOOD, Refusal
from access.secured import secured
from analytics.feedback.form import Tampered
from analytics.feedback.told import Told, asked_now, digest, read_told
from analytics.results.lines import KnownLine
from callbacks.context import new_request_id, store, today
from callbacks.feedback.keeping import save_answer
from callbacks.feedback.reporting import RECORD, lines_of
from data.journal import Conflict, RequestReused, SaveFailed
from data.schemas import Invalid
from data.schemas.feedback import VOICES, Asked
from layouts.feedback import ids
from layouts.feedback import told as layout

Given = dict[str, str]
FORM = re.compile(r"[0-9a-f]{32}")


def keep_typed_told(*, who: Principal, pupil_id: str, given: Given | None) -> Any:
    """Keep what is typed so far, so that a lost connection loses nothing."""
    if not given:
        raise PreventUpdate
    problems = _keep_draft(who, pupil_id, given)
    return layout.not_drafted(problems[""]) if problems else layout.drafted()


def show_told(*, who: Principal, pupil_id: str, given: Given | None) -> Any:
    """Show the form, or keep what was sent from it and say so, or what is wrong with it."""
    return save_told(who, pupil_id, given) if given else open_told(who, pupil_id)


def open_told(who: Principal, pupil_id: str) -> list[Any]:
    """Return the form, with what the person typed before and did not save."""
    draft = store().drafts.load(who.username, draft_key(pupil_id))
    values = {name: str(value) for name, value in draft.payload.items()} if draft else {}
    return form_of(who, pupil_id, Told(values), is_draft=bool(draft))


def save_told(who: Principal, pupil_id: str, given: Given) -> Any:
    """Keep an answer that was told, or say at each field why it cannot be kept."""
    # Kept before anything can go wrong, and thrown away once the answer is saved.
    problems = _keep_draft(who, pupil_id, given)
    form, lines = given.get("form", ""), lines_of([pupil_id])[pupil_id]
    asked = asked_now(lines.values(), given)
    now = digest(asked, withdrawn=taken_out(lines))
    if given.get("asked") != now or not FORM.fullmatch(form):
        return form_of(who, pupil_id, Told(given), changed=True)
    told = _read(who, pupil_id, given, asked)
    problems = problems or told.problems or _save(who, told, form)
    if problems:
        return form_of(who, pupil_id, Told(given, problems))
    store().drafts.discard(who.username, draft_key(pupil_id))
    return layout.saved(pupil_id)


def form_of(
    who: Principal,
    pupil_id: str,
    told: Told,
    *,
    is_draft: bool = False,
    changed: bool = False,
) -> list[Any]:
    """Return the form of a pupil's plan as it is now."""
    lines = lines_of([pupil_id])[pupil_id]
    asked = asked_now(lines.values(), told.values)
    form = told.values.get("form", "")
    return layout.form(
        layout.Opened(
            pupil_id=pupil_id,
            asked=asked,
            digest=digest(asked, withdrawn=taken_out(lines)),
            form=form if FORM.fullmatch(form) else new_request_id(),
            voices=voices_of(who),
            told=told,
            withdrawn=taken_out(lines),
            is_draft=is_draft,
            changed=changed,
        )
    )


def taken_out(lines: Mapping[str, KnownLine]) -> frozenset[str]:
    """Return the lines that were taken out of the plan."""
    return frozenset(name for name, line in lines.items() if line.withdrawn)


def voices_of(who: Principal) -> tuple[str, ...]:
    """Return the voices that a person may write down; a SENCO speaks for the setting."""
    return ("setting",) if who.role == "senco" else tuple(VOICES)


def draft_key(pupil_id: str) -> str:
    """Return the key of the draft; it begins as every draft of a pupil's record does."""
    return f"{pupil_id}:told"


def _read(who: Principal, pupil_id: str, given: Given, asked: Asked) -> Told:
    try:
        return read_told(given, asked, pupil_id=pupil_id, voices=voices_of(who), today=today())
    except Tampered:
        raise Refusal(400, NOT_UNDERSTOOD) from None


def _save(who: Principal, told: Told, form: str) -> dict[str, str]:
    """Save an answer; return why it was not kept, nothing if it was."""
    assert told.answer is not None  # noqa: S101 - without problems there is an answer
    try:
        save_answer(
            told.answer,
            feedback_id=f"told:{form}",
            actor=who.username,
            action=RECORD,
            request_id=f"{who.username}:told:{form}",
        )
    except (Conflict, RequestReused):
        return {"": layout.SAVED_BEFORE}
    except (Invalid, SaveFailed) as failed:
        return {"": str(failed)}
    return {}


def _keep_draft(who: Principal, pupil_id: str, given: Given) -> dict[str, str]:
    """Keep what was typed as a draft; return why it was not, nothing if it was."""
    try:
        store().drafts.save(who.username, draft_key(pupil_id), 0, dict(given))
    except (Invalid, SaveFailed) as failed:
        return {"": str(failed)}
    return {}


def register(app: Dash) -> None:
    """Wire the form."""
    secured(
        app,
        show_told,
        action=RECORD,
        subject="pupil_id",
        output=Output(ids.TOLD_BODY, "children"),
        inputs={
            "pupil_id": Input(ids.TOLD_PUPIL, "data"),
            "given": Input(ids.TOLD_GIVEN, "data"),
        },
    )
    secured(
        app,
        keep_typed_told,
        action=RECORD,
        subject="pupil_id",
        output=Output(ids.TOLD_DRAFT, "children"),
        inputs={"given": Input(ids.TOLD_TYPED, "data")},
        state={"pupil_id": State(ids.TOLD_PUPIL, "data")},
        prevent_initial_call=True,
    )
