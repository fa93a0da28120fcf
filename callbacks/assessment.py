"""The Pupil Assessment Input: keep the draft, save a revision, settle a conflict."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State, no_update
from dash.exceptions import PreventUpdate

from access.principal import Principal
from access.secured import secured
from analytics.assessments import ENTERED, FIELDS, compare, merge, summarise, tidy, without_source
from analytics.case import Rights
from callbacks.case import load_case
from callbacks.context import display_names, may_place, new_request_id, rights, store
from callbacks.review import load_opening
from callbacks.saving import append_assessment
from data.journal import Conflict, Entry, RequestReused, SaveFailed
from data.schemas import QUESTION_IDS, TABLES, Invalid
from layouts import assessment, history, ids, review
from layouts.dates import moment

Row = Mapping[str, Any]
NO_SUCH_REVISION = "There is no such revision of this assessment. Reload the page."
PANEL_FIELDS = ("panel_considerations", "final_comments")
SAVE_OUTPUTS = ("message", "merge", "revision", "request", "summary", "history")


def keep_draft(
    *, who: Principal, pupil_id: str, revision: int, form: dict[str, Any]
) -> tuple[str, bool]:
    """Keep what is typed so far, so that a reload or a lost connection loses nothing."""
    saved = _saved(pupil_id)
    row = entered(form, saved=saved, allowed=rights(who, pupil_id))
    if _unchanged(saved, row):
        store().drafts.discard(who.username, pupil_id)
        return "", True
    store().drafts.save(who.username, pupil_id, based_on=_revision(revision), payload=row)
    return assessment.DRAFT_KEPT, False


def save_assessment(
    *,
    who: Principal,
    clicks: int | None,
    pupil_id: str,
    revision: int,
    request_id: str,
    form: dict[str, Any],
) -> dict[str, Any]:
    """Save a revision, suggest the cluster anew, and say what changed or why it was not saved."""
    if not clicks:
        raise PreventUpdate
    try:
        return _save(who, pupil_id, revision=revision, request_id=request_id, form=form)
    except Invalid as invalid:
        return _result(message=assessment.invalid_message(invalid.problems))
    except SaveFailed as failed:
        return _result(message=assessment.invalid_message({"": str(failed)}))
    except Conflict as conflict:
        return _result(message=_conflict(conflict, who, pupil_id, revision), merge=False)


def _save(
    who: Principal, pupil_id: str, *, revision: int, request_id: str, form: Mapping[str, Any]
) -> dict[str, Any]:
    saved = _saved(pupil_id)
    row = tidy(entered(form, saved=saved, allowed=rights(who, pupil_id)))
    if _revision(revision) == _current(saved) and _unchanged(saved, row):
        return _result(message=assessment.unchanged_message())
    unsaid = without_source(saved, row)
    if unsaid:
        raise Invalid(unsaid)
    try:
        entry = keep(row, who=who, pupil_id=pupil_id, revision=revision, request_id=request_id)
    except RequestReused:
        # The first save went through and its answer was lost, so this one is a conflict with it.
        entry = keep(
            row, who=who, pupil_id=pupil_id, revision=revision, request_id=new_request_id()
        )
    return _saved_result(who, pupil_id, entry, before=saved)


def entered(form: Mapping[str, Any], *, saved: Row, allowed: Rights) -> dict[str, Any]:
    """Return the row the form holds; what the person may not change stays as saved.

    So do the panel's approval and that the plan is final, which other pages set.

    Raises Invalid where a value is not of the declared type or beyond its limits.
    """
    fields = [
        field for field in ENTERED if (allowed.panel if field in PANEL_FIELDS else allowed.answers)
    ]
    row = {field: saved.get(field) for field in FIELDS}
    for field in fields:
        value = form.get(field)
        row[field] = None if value is False or value in ("", assessment.UNDECIDED) else value
    TABLES["assessments"].check(row)
    return row


def keep(
    row: Mapping[str, Any], *, who: Principal, pupil_id: str, revision: int, request_id: str
) -> Entry:
    """Append a revision with its age and suggested cluster; raise Invalid or Conflict."""
    entry = append_assessment(
        row,
        who=who,
        pupil_id=pupil_id,
        revision=_revision(revision),
        request_id=request_id,
    )
    store().drafts.discard(who.username, pupil_id)
    return entry


def refill_form(
    *,
    who: Principal,
    merges: int | None,
    discards: int | None,
    pupil_id: str,
    revision: int,
    form: dict[str, Any],
) -> list[Any]:
    """Bring in the other person's answers, or go back to the saved revision."""
    if not merges and not discards:
        raise PreventUpdate
    # The form is drawn anew each time, so only the button just pressed has been counted.
    if merges:
        return bring_together(who, pupil_id, revision=revision, form=form)
    store().drafts.discard(who.username, pupil_id)
    approval = load_case(pupil_id).approval
    return assessment.assessment(load_opening(who, pupil_id, approval=approval))


def bring_together(
    who: Principal, pupil_id: str, *, revision: int, form: Mapping[str, Any]
) -> list[Any]:
    """Merge the reader's form with the revision that was saved meanwhile, field by field."""
    theirs = _saved(pupil_id)
    allowed = rights(who, pupil_id)
    base = _revision_row(pupil_id, _revision(revision))
    merged = merge(base, theirs, entered(form, saved=base, allowed=allowed))
    labels = {change.column: change for change in compare(merged.row, theirs)}
    message = assessment.merged_message(
        taken=[TABLES["assessments"].by_name[column].title for column in merged.taken],
        clashes=[
            f"{labels[column].label}: yours {labels[column].before}, theirs {labels[column].after}"
            for column in merged.clashes
            if column in labels
        ],
    )
    current = _current(theirs)
    store().drafts.save(who.username, pupil_id, based_on=current, payload=dict(merged.row))
    return assessment.assessment(
        assessment.Opening(
            row=merged.row,
            revision=current,
            request_id=new_request_id(),
            answers=allowed.answers,
            panel=allowed.panel,
            approval=load_case(pupil_id).approval,
            draft=assessment.DRAFT_KEPT,
            message=message,
        )
    )


def _unchanged(saved: Row, row: Row) -> bool:
    # The form holds no cluster: that is worked out when it is saved.
    return not compare(saved, {**row, "cluster": saved.get("cluster")})


def _saved(pupil_id: str) -> Row:
    return store().tables.row("assessments", pupil_id) or {}


def _current(saved: Row) -> int:
    return int(saved.get("revision") or 0)


def _revision(revision: object) -> int:
    if isinstance(revision, bool) or not isinstance(revision, int) or revision < 0:
        raise Invalid({"revision": NO_SUCH_REVISION})
    return revision


def _revision_row(pupil_id: str, revision: int) -> Row:
    for row in store().tables.history("assessments", pupil_id):
        if row["revision"] == revision:
            return row
    return {}


def _conflict(conflict: Conflict, who: Principal, pupil_id: str, revision: int) -> Any:
    entry = conflict.entry
    if entry is None:
        return assessment.invalid_message({"revision": NO_SUCH_REVISION})
    changes = compare(_revision_row(pupil_id, revision), entry.payload or {})
    return assessment.conflict_message(
        who=display_names().get(entry.actor, entry.actor),
        own=entry.actor == who.username,
        when=moment(entry.recorded_at),
        changes=[f"{change.label}: {change.before} → {change.after}" for change in changes],
    )


def _saved_result(who: Principal, pupil_id: str, entry: Entry, *, before: Row) -> dict[str, Any]:
    after = entry.payload or {}
    words = summarise(compare(before, after), before, after)
    return _result(
        message=assessment.saved_message(words, revision=entry.revision),
        merge=True,
        revision=entry.revision,
        request=new_request_id(),
        summary=review.summary(load_case(pupil_id), placement=may_place(who, pupil_id)),
        history=history.history(
            store().tables.history("assessments", pupil_id), names=display_names()
        ),
    )


def _result(**outputs: Any) -> dict[str, Any]:
    return {name: outputs.get(name, no_update) for name in SAVE_OUTPUTS}


def _form(kind: Any) -> dict[str, Any]:
    return {field: kind(ids.form(field), "value") for field in ENTERED}


def _scores(kind: Any) -> list[Any]:
    return [kind(ids.form(question), "value") for question in QUESTION_IDS]


def register(app: Dash) -> None:
    """Wire the assessment form."""
    pupil = {
        "pupil_id": State(ids.REVIEW_PUPIL, "data"),
        "revision": State(ids.ASSESSMENT_REVISION, "data"),
    }
    _register_draft(app, pupil)
    _register_save(app, pupil)
    secured(
        app,
        refill_form,
        action="assessment.save",
        subject="pupil_id",
        output=Output(ids.ASSESSMENT_SECTION, "children"),
        inputs={
            "merges": Input(ids.ASSESSMENT_MERGE, "n_clicks"),
            "discards": Input(ids.ASSESSMENT_DISCARD, "n_clicks"),
        },
        state={**pupil, "form": _form(State)},
        prevent_initial_call=True,
    )
    _register_clientside(app)


def _register_draft(app: Dash, pupil: dict[str, Any]) -> None:
    secured(
        app,
        keep_draft,
        action="assessment.save",
        subject="pupil_id",
        output=(
            Output(ids.ASSESSMENT_DRAFT, "children"),
            Output(ids.ASSESSMENT_DISCARD, "hidden"),
        ),
        # The revision is an input so that the status clears when a save makes the draft needless.
        inputs={"form": _form(Input), "revision": Input(ids.ASSESSMENT_REVISION, "data")},
        state={"pupil_id": pupil["pupil_id"]},
        prevent_initial_call=True,
    )


def _register_save(app: Dash, pupil: dict[str, Any]) -> None:
    secured(
        app,
        save_assessment,
        action="assessment.save",
        subject="pupil_id",
        output={
            "message": Output(ids.ASSESSMENT_MESSAGE, "children"),
            "merge": Output(ids.ASSESSMENT_MERGE, "hidden"),
            "revision": Output(ids.ASSESSMENT_REVISION, "data"),
            "request": Output(ids.ASSESSMENT_REQUEST, "data"),
            "summary": Output(ids.REVIEW_SUMMARY, "children"),
            "history": Output(ids.REVIEW_HISTORY, "children"),
        },
        inputs={"clicks": Input(ids.ASSESSMENT_SAVE, "n_clicks")},
        state={
            **pupil,
            "request_id": State(ids.ASSESSMENT_REQUEST, "data"),
            "form": _form(State),
        },
        prevent_initial_call=True,
    )


def _register_clientside(app: Dash) -> None:
    app.clientside_callback(
        ClientsideFunction("assessment", "restNone"),
        *[Output(ids.form(question), "value") for question in QUESTION_IDS],
        Input(ids.ASSESSMENT_REST_NONE, "n_clicks"),
        *_scores(State),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("assessment", "progress"),
        Output(ids.ASSESSMENT_PROGRESS, "children"),
        Output(ids.ASSESSMENT_REST_NONE, "hidden"),
        *_scores(Input),
        State(ids.ASSESSMENT_REST_NONE, "disabled"),
    )
    app.clientside_callback(
        ClientsideFunction("assessment", "watchBar"),
        Output(ids.ASSESSMENT_SECTION, "className"),
        Input(ids.ASSESSMENT_SECTION, "children"),
    )
    app.clientside_callback(
        ClientsideFunction("assessment", "keepFocus"),
        Output(ids.ASSESSMENT_SECTION, "title"),
        Input(ids.ASSESSMENT_SECTION, "children"),
        prevent_initial_call=True,
    )
