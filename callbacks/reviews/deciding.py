"""One pupil's reasons for an early review, and the decision about them."""

from __future__ import annotations

import json
from typing import Any

from dash import Dash, Input, Output, State, no_update
from dash.exceptions import PreventUpdate

from access.policy import allows
from access.principal import Principal
from access.secured import secured
from analytics.process.recording import written_day
from analytics.process.reviews import next_due
from analytics.review_flags.deciding import problems_of
from analytics.review_flags.reviews import Review, kept_reasons, standing
from callbacks.context import (
    StoreRelations,
    display_names,
    may_place,
    new_request_id,
    store,
    today,
    words,
)
from callbacks.reviews.keeping import every_known, reasons_kept, review_for
from data.journal import Change, Conflict, SaveFailed
from data.schemas import Invalid
from layouts.feedback import ids
from layouts.reviews import deciding as layout
from layouts.reviews.decided import Decision

NOTHING = Review((), {}, 0.0, early=False)
Row = dict[str, Any]


def open_early(*, who: Principal, pupil_id: str, saved: str | None) -> list[Any]:
    """Show the reasons, what was decided, and the form to whom may decide."""
    review = review_for(pupil_id)
    told = decision_about(pupil_id, review or NOTHING)
    request = store().tables.row("requests", pupil_id) or {}
    relation = StoreRelations().relation(who, pupil_id) or "other"
    return layout.body(
        layout.Opened(
            pupil_id=pupil_id,
            review=review or NOTHING,
            decision=told,
            due_on=next_due(request),
            today=today(),
            allowed=review is not None and allows(who.role, "reviews.decide", relation),
            placement=may_place(who, pupil_id),
            revision=int(told.row["revision"]) if told else 0,
        )
    )


def decision_about(pupil_id: str, review: Review) -> Decision | None:
    """Return the newest decision about a pupil, and whether it stands beside the reasons of now."""
    row = store().tables.row("flag_decisions", pupil_id)
    if row is None:
        return None
    since = standing(row, reasons_kept(row), review.figures, every_known()).since
    by = display_names().get(row["decided_by"], row["decided_by"])
    return Decision(row, by, since)


def save_early(
    *,
    who: Principal,
    clicks: int | None,
    pupil_id: str,
    decision: str | None,
    date: str | None,
    note: str | None,
    revision: int,
) -> tuple[Any, Any, Any]:
    """Keep a decision with the reasons as they stand, or say why it cannot be kept."""
    review = review_for(pupil_id)
    if not clicks or review is None:
        raise PreventUpdate
    proposed = written_day(words(date))
    problems = problems_of(
        decision=words(decision),
        note=words(note),
        proposed=proposed,
        due=next_due(store().tables.row("requests", pupil_id) or {}),
        today=today(),
    )
    if problems:
        return not_saved(problems)
    row = {
        "pupil_id": pupil_id,
        "decision": words(decision),
        "reasons": json.dumps(kept_reasons(review)),
        "note": words(note),
        "proposed_on": proposed.isoformat() if proposed and decision == "review" else None,
        "decided_on": today().isoformat(),
        "decided_by": who.username,
    }
    return keep(row, revision=revision, who=who)


def keep(row: Row, *, revision: int, who: Principal) -> tuple[Any, Any, Any]:
    """Append a decision to the journal and say how it went."""
    change = Change(
        table="flag_decisions", key=row["pupil_id"], expected_revision=revision, payload=row
    )
    sent = new_request_id()
    try:
        store().journal.append(change, actor=who.username, action="reviews.decide", request_id=sent)
    except Conflict:
        return not_saved({"": layout.CHANGED})
    except (Invalid, SaveFailed) as failed:
        return not_saved({"": str(failed)})
    return None, layout.saved(row["decision"]), sent


def not_saved(problems: dict[str, str]) -> tuple[Any, Any, Any]:
    """Say in the form why nothing was kept, and leave what was typed."""
    return layout.errors(problems), None, no_update


def register(app: Dash) -> None:
    """Wire the page that decides."""
    secured(
        app,
        open_early,
        action="feedback.read",
        subject="pupil_id",
        output=Output(ids.EARLY_DECIDING, "children"),
        inputs={
            "pupil_id": Input(ids.EARLY_PUPIL, "data"),
            "saved": Input(ids.EARLY_SAVED, "data"),
        },
    )
    secured(
        app,
        save_early,
        action="reviews.decide",
        subject="pupil_id",
        output=(
            Output(ids.EARLY_ERRORS, "children"),
            Output(ids.EARLY_MESSAGE, "children"),
            Output(ids.EARLY_SAVED, "data"),
        ),
        inputs={"clicks": Input(ids.EARLY_SAVE, "n_clicks")},
        state={
            "pupil_id": State(ids.EARLY_PUPIL, "data"),
            "decision": State(ids.EARLY_DECISION, "value"),
            "date": State(ids.EARLY_DATE, "value"),
            "note": State(ids.EARLY_NOTE, "value"),
            "revision": State(ids.EARLY_REVISION, "data"),
        },
        prevent_initial_call=True,
    )
