"""Draft a plan from the sources, or draft it again; what people wrote stays as they wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from dash import Dash, Input, Output, State, no_update
from dash.exceptions import PreventUpdate

from access.principal import Principal
from access.secured import secured
from analytics.plans.redraft import Redraft, redraft
from callbacks.context import new_request_id, store, today
from callbacks.plans.keeping import Kept, load_kept, revisions_of, save_lines
from callbacks.plans.sources import fresh_draft
from data.journal import Conflict, RequestReused, SaveFailed
from data.schemas import Invalid
from data.schemas.plans import Line
from layouts import ids
from layouts.plans import messages, redrafted

# Each time somebody saved a line in between, what to do is worked out anew.
MOST_ATTEMPTS = 5
BUSY = "Others are saving lines of this plan all the time, so it was not drafted. Try again."


def draft_again(*, who: Principal, pupil_id: str, given: dict[str, str] | None) -> tuple[Any, Any]:
    """Draft the plan from the sources and save what that adds, replaces and takes out."""
    if not given:
        raise PreventUpdate
    try:
        done = save_draft(who, pupil_id, request_id=given.get("sent") or new_request_id())
    except Conflict:
        return messages.not_saved(BUSY), no_update
    except (Invalid, SaveFailed, RequestReused) as failed:
        return messages.not_saved(str(failed)), no_update
    return redrafted.done(done), new_request_id()


def preview(pupil_id: str) -> Redraft:
    """Return what drafting again would do to a pupil's plan as it is now."""
    return _compared(load_kept(pupil_id))


def save_draft(who: Principal, pupil_id: str, *, request_id: str) -> Redraft:
    """Save a fresh draft over the lines that nobody changed, all of it or none.

    Raises Conflict if others kept saving in between; Invalid, RequestReused or SaveFailed.
    """
    for attempt in range(1, MOST_ATTEMPTS + 1):
        kept = load_kept(pupil_id)
        found = _compared(kept)
        try:
            _save(who, kept, found, request_id=f"{request_id[:40]}.{attempt}")
        except Conflict:
            if attempt == MOST_ATTEMPTS:
                raise
        else:
            return found
    raise AssertionError  # pragma: no cover - the loop returns or raises


def _compared(kept: Kept) -> Redraft:
    pupil_id = kept.plan.particulars.pupil_id
    return redraft(
        kept.plan.lines,
        fresh_draft(pupil_id).lines,
        withdrawn=kept.withdrawn,
        revisions=partial(revisions_of, pupil_id),
    )


def _save(who: Principal, kept: Kept, found: Redraft, *, request_id: str) -> None:
    pupil_id = kept.plan.particulars.pupil_id
    out = [replace(line, origin="drafted") for line in found.withdraw]
    lines: list[tuple[Line, bool]] = [
        *((line, False) for line in found.add),
        *((line, False) for _, line in found.replace),
        *((line, True) for line in out),
    ]
    save_lines(
        lines,
        who=who,
        pupil_id=pupil_id,
        action="plan.draft",
        request_id=request_id,
        head=_head(who, pupil_id, kept.head),
    )


def _head(who: Principal, pupil_id: str, head: Mapping[str, Any]) -> dict[str, Any]:
    saved = store().tables.row("assessments", pupil_id) or {}
    return {
        **head,
        "drafted_on": today().isoformat(),
        "assessment_revision": int(saved.get("revision") or 0),
        "author": who.username,
    }


def register(app: Dash) -> None:
    """Wire the drafting of a plan."""
    secured(
        app,
        draft_again,
        action="plan.draft",
        subject="pupil_id",
        output=(
            Output(ids.PLAN_DRAFT_MESSAGE, "children"),
            Output(ids.PLAN_DRAFTED, "data"),
        ),
        inputs={"given": Input(ids.PLAN_ASKED_DRAFT, "data")},
        state={"pupil_id": State(ids.PLAN_PUPIL, "data")},
        prevent_initial_call=True,
    )
