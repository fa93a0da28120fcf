"""Comment on a plan, and deal with what was said."""

from __future__ import annotations

from typing import Any

from dash import Dash, Input, Output, State, no_update
from dash.exceptions import PreventUpdate

from access.principal import Principal
from access.secured import secured
from analytics.plans.rows import tidy_text
from callbacks.context import display_names, new_request_id, store, whole_number, words
from callbacks.plans.keeping import row_of_line
from data.journal import Change, Conflict, RequestReused, SaveFailed
from data.schemas import TABLES, Invalid
from layouts import ids
from layouts.plans import comments, messages

Given = dict[str, str]
NO_COMMENT = "There is no such comment. Reload the page."


def comment_on_plan(*, who: Principal, pupil_id: str, given: Given | None) -> tuple[Any, Any]:
    """Keep a comment, or that one was dealt with, and say so."""
    if not given:
        raise PreventUpdate
    try:
        if given.get("what") == "say":
            return _say(who, pupil_id, given)
        return _resolve(who, pupil_id, given)
    except Conflict as conflict:
        entry = conflict.entry
        name = display_names().get(entry.actor, entry.actor) if entry else "Somebody"
        return messages.not_saved(f"{name} dealt with this comment meanwhile."), new_request_id()
    except (Invalid, SaveFailed, RequestReused) as failed:
        return messages.not_saved(str(failed)), no_update


def _say(who: Principal, pupil_id: str, given: Given) -> tuple[Any, Any]:
    line_id = given.get("line", "")
    row = row_of_line(pupil_id, line_id) if line_id else None
    comment_id = f"{pupil_id}-{new_request_id()[:16]}"
    kept = {
        "comment_id": comment_id,
        "pupil_id": pupil_id,
        "section": row["section"] if row else given.get("section"),
        "line_id": line_id if row else None,
        "text": tidy_text(given.get("text", "")),
        "said_by": words(given.get("said_by")) or None,
        "resolved": False,
    }
    _keep(kept, who=who, revision=0, given=given)
    return comments.kept_message(), new_request_id()


def _resolve(who: Principal, pupil_id: str, given: Given) -> tuple[Any, Any]:
    row = store().tables.row("plan_comments", given.get("comment", ""))
    if row is None or row["pupil_id"] != pupil_id:
        raise Invalid({"comment": NO_COMMENT})
    kept = {name: row[name] for name in TABLES["plan_comments"].by_name}
    resolved = given.get("what") == "resolve"
    revision = whole_number(given.get("revision")) or 0
    _keep({**kept, "resolved": resolved}, who=who, revision=revision, given=given)
    return comments.resolved_message(resolved=resolved), new_request_id()


def _keep(row: dict[str, Any], *, who: Principal, revision: int, given: Given) -> None:
    change = Change(
        table="plan_comments", key=row["comment_id"], expected_revision=revision, payload=row
    )
    sent = given.get("sent") or new_request_id()
    store().journal.append(
        change,
        actor=who.username,
        action="plan.comment",
        request_id=f"{who.username}:{sent[:60]}",
    )


def register(app: Dash) -> None:
    """Wire the comments on a plan."""
    secured(
        app,
        comment_on_plan,
        action="plan.comment",
        subject="pupil_id",
        output=(
            Output(ids.PLAN_COMMENT_MESSAGE, "children"),
            Output(ids.PLAN_COMMENTED, "data"),
        ),
        inputs={"given": Input(ids.PLAN_SAID, "data")},
        state={"pupil_id": State(ids.PLAN_PUPIL, "data")},
        prevent_initial_call=True,
    )
