"""Accept what the documents suggest for a question: a revision of the assessment is saved."""

from __future__ import annotations

from typing import Any

from dash import Dash, Input, Output, State, no_update
from dash.exceptions import PreventUpdate

from access.principal import Principal
from access.secured import secured
from analytics.assessments import FIELDS, compare, summarise, tidy
from analytics.reading.accepting import Cited, accepted, best
from callbacks.context import display_names, new_request_id, store, whole_number
from callbacks.documents.opening import open_bundle
from callbacks.saving import append_assessment
from data.journal import Conflict, Entry, RequestReused, SaveFailed
from data.schemas import QUESTION, Invalid
from layouts import ids
from layouts.documents import answers
from layouts.documents.opened import Opened

Answer = tuple[Any, Any]


def accept_answer(*, who: Principal, pupil_id: str, given: dict[str, str] | None) -> Answer:
    """Save the answer that was accepted with its evidence, and say what changed."""
    if not given:
        raise PreventUpdate
    question_id, value = given.get("question", ""), whole_number(given.get("value"))
    if question_id not in QUESTION or value is None or value > QUESTION[question_id].maximum:
        return answers.not_understood(), no_update
    opened = open_bundle(who, pupil_id)
    if given.get("of") != opened.version:
        return answers.changed_message(), new_request_id()
    try:
        return _accept(who, opened, question_id, value=value, given=given)
    except Conflict as conflict:
        return _told(who, opened, conflict, based_on=_revision(given)), new_request_id()
    except (Invalid, SaveFailed, RequestReused) as failed:
        return answers.failed_message(str(failed)), new_request_id()


def _accept(
    who: Principal, opened: Opened, question_id: str, *, value: int, given: dict[str, str]
) -> Answer:
    suggestion = opened.reading.suggestions[question_id]
    cited = [Cited(one.text, opened.where(one)) for one in best(suggestion)]
    before = {field: opened.assessment.get(field) for field in FIELDS}
    row = tidy(accepted(before, suggestion, value=value, cited=cited))
    if _revision(given) == opened.revision and not compare(before, row):
        return answers.unchanged_message(question_id), no_update
    entry = append_assessment(
        row,
        who=who,
        pupil_id=opened.pupil_id,
        revision=_revision(given),
        request_id=given.get("sent", new_request_id()),
    )
    return _saved(opened, question_id, entry), new_request_id()


def _saved(opened: Opened, question_id: str, entry: Entry) -> Any:
    after, before = entry.payload or {}, opened.assessment
    words = summarise(compare(before, after), before, after)
    return answers.saved_message(
        question_id, words, revision=entry.revision, pupil_id=opened.pupil_id
    )


def _told(who: Principal, opened: Opened, conflict: Conflict, *, based_on: int) -> Any:
    entry = conflict.entry
    if entry is None:
        return answers.not_understood()
    revisions = store().tables.history("assessments", opened.pupil_id)
    base = next((row for row in revisions if row["revision"] == based_on), {})
    changes = compare(base, entry.payload or {})
    name = display_names().get(entry.actor, entry.actor)
    return answers.conflict_message(
        who="You" if entry.actor == who.username else name,
        when=entry.recorded_at,
        changes=[f"{change.label}: {change.before} → {change.after}" for change in changes],
    )


def _revision(given: dict[str, str]) -> int:
    return whole_number(given.get("revision")) or 0


def register(app: Dash) -> None:
    """Wire the acceptance of answers."""
    secured(
        app,
        accept_answer,
        action="assessment.write",
        subject="pupil_id",
        output=(
            Output(ids.DOCUMENTS_ACCEPT_MESSAGE, "children"),
            Output(ids.DOCUMENTS_SAVED, "data"),
        ),
        inputs={"given": Input(ids.DOCUMENTS_ACCEPTED, "data")},
        state={"pupil_id": State(ids.DOCUMENTS_PUPIL, "data")},
        prevent_initial_call=True,
    )
