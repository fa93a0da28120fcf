"""Review Pupil: open a record, compare revisions, download the answers."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import Dash, Input, Output, State
from dash.exceptions import PreventUpdate

from access.principal import Principal
from access.secured import secured
from analytics.approvals import Approval
from analytics.assessments import compare
from callbacks.case import load_case
from callbacks.context import (
    display_names,
    may_place,
    new_request_id,
    rights,
    store,
)
from callbacks.documents.reading import facts_by_code, rows_of
from callbacks.downloads import as_csv
from layouts import history, ids, review
from layouts.assessment import Opening
from layouts.documents.brief import Listed
from layouts.exceptions import exception


def open_pupil(*, who: Principal, pupil_id: str) -> list[Any]:
    """Show one pupil's whole record, with the reader's own draft where there is one."""
    case, names = load_case(pupil_id), display_names()
    store().activity.record(who.username, "pupil.read", subject=pupil_id)
    record = review.record(
        load_opening(who, pupil_id, approval=case.approval),
        revisions=store().tables.history("assessments", pupil_id),
        names=names,
        bundle=listed(pupil_id),
        pupil_id=pupil_id,
    )
    process = exception(case.request, allowed=rights(who, pupil_id).exception, names=names)
    return [*review.body(case, placement=may_place(who, pupil_id)), process, *record]


def load_opening(who: Principal, pupil_id: str, *, approval: Approval) -> Opening:
    """Load how the form opens for this reader."""
    draft = store().drafts.load(who.username, pupil_id)
    saved = store().tables.row("assessments", pupil_id)
    return review.opening(
        saved or {},
        draft=draft.payload if draft else None,
        draft_saved_at=draft.saved_at if draft else None,
        revision=draft.based_on if draft else int(saved["revision"]) if saved else 0,
        request_id=new_request_id(),
        rights=rights(who, pupil_id),
        approval=approval,
    )


def listed(pupil_id: str) -> list[Listed]:
    """Return the documents in a pupil's bundle with what they are, as their own page says it."""
    rows = rows_of(pupil_id)
    facts = facts_by_code(rows)
    return [Listed(row["document_id"], row["title"], facts[row["document_id"]]) for row in rows]


def compare_revisions(
    *,
    who: Principal,
    pupil_id: str,
    earlier: str | None,
    later: str | None,
) -> Any:
    """Show what differs between two revisions of a pupil's assessment."""
    revisions = {
        str(row["revision"]): row for row in store().tables.history("assessments", pupil_id)
    }
    if earlier not in revisions or later not in revisions:
        raise PreventUpdate
    changes = compare(revisions[earlier], revisions[later])
    return history.comparison(changes, earlier=earlier, later=later)


def download_needs(*, who: Principal, clicks: int | None, pupil_id: str) -> Any:
    """Send the table beside the chart as a CSV file."""
    if not clicks:
        raise PreventUpdate
    needs = load_case(pupil_id).needs
    frame = pd.DataFrame(
        {
            "need": needs["label"],
            "answer": needs["words"],
            "score": needs["score"],
            "highest_score": needs["maximum"],
            "cluster_mean": needs["cluster_mean"].round(2),
        }
    )
    return as_csv(frame, f"needs-{pupil_id}")


def register(app: Dash) -> None:
    """Wire the page of one pupil."""
    pupil = State(ids.REVIEW_PUPIL, "data")
    secured(
        app,
        open_pupil,
        action="pupil.read",
        subject="pupil_id",
        output=Output(ids.REVIEW_BODY, "children"),
        inputs={"pupil_id": Input(ids.REVIEW_PUPIL, "data")},
    )
    secured(
        app,
        compare_revisions,
        action="history.read",
        subject="pupil_id",
        output=Output(ids.COMPARE_TABLE, "children"),
        inputs={
            "earlier": Input(ids.COMPARE_FROM, "value"),
            "later": Input(ids.COMPARE_TO, "value"),
        },
        state={"pupil_id": pupil},
        prevent_initial_call=True,
    )
    secured(
        app,
        download_needs,
        action="pupil.read",
        subject="pupil_id",
        output=Output(ids.REVIEW_NEEDS_DOWNLOAD, "data"),
        inputs={"clicks": Input(ids.REVIEW_NEEDS_BUTTON, "n_clicks")},
        state={"pupil_id": pupil},
        prevent_initial_call=True,
    )
