"""Results of a school: what would become of a file, and keeping it once a person has seen that."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from dash import Dash, Input, Output, no_update
from dash.exceptions import PreventUpdate

from access.principal import Principal
from access.secured import secured
from analytics.results.answers import answers_of, feedback_id, row_key
from analytics.results.checking import ASK, KEEP, THERE, Preview, Result
from analytics.results.sheet import Unreadable
from callbacks.context import new_request_id, school_names, store
from callbacks.feedback.keeping import answer_changes
from callbacks.feedback.reporting import lines_of, preview_of, recordable
from callbacks.feedback.result_files import ACTION, files, waiting
from data.journal import Change, Conflict, RequestReused, SaveFailed
from data.schemas import Invalid
from data.schemas.feedback import Answer
from layouts.feedback import ids
from layouts.feedback import results as layout

Given = dict[str, str]
# What `said_by` has room for.
LONGEST_NAME = 100


def show_templates(*, who: Principal, opened: bool | None) -> Any:
    """Offer a template for each school whose pupils the person may record for."""
    rows = recordable(who)
    names = school_names()
    schools = Counter(row["school_id"] or layout.NO_SCHOOL for row in rows.values())
    lines = {pupil_id: len(own) for pupil_id, own in lines_of(rows).items() if own}
    with_lines = Counter(rows[pupil_id]["school_id"] or layout.NO_SCHOOL for pupil_id in lines)
    return layout.templates(
        [
            layout.School(code, names.get(code, ""), pupils=number, with_lines=with_lines[code])
            for code, number in schools.items()
        ],
        one_school=who.role == "senco",
    )


def show_preview(*, who: Principal, sent: str | None, kept: str | None) -> Any:
    """Show what would become of each row of the file that waits."""
    file = waiting(who)
    if file is None:
        return layout.nothing_sent()
    try:
        preview = preview_of(who, file.content)
    except Unreadable as refused:
        return layout.unreadable(str(refused))
    return layout.preview(preview, name=file.name, sha256=file.sha256, sent_at=file.sent_at)


def keep_results(*, who: Principal, given: Given | None) -> tuple[Any, Any]:
    """Keep what the person has seen and wants kept, all of it or nothing."""
    if not given:
        raise PreventUpdate
    file = waiting(who)
    if given.get("what") == "drop":
        files().discard(who.username)
        return layout.dropped(), new_request_id()
    if file is None:
        return layout.gone(), new_request_id()
    preview = preview_of(who, file.content)
    if (file.sha256, preview.digest) != (given.get("file"), given.get("digest")):
        return layout.kept_already() if _done(preview) else layout.changed(), new_request_id()
    return _keep(who, preview, given)


def _done(preview: Preview) -> bool:
    return bool(preview.of(THERE)) and not preview.of(KEEP, ASK)


def _keep(who: Principal, preview: Preview, given: Given) -> tuple[Any, Any]:
    results = preview.results(confirmed=given.get("confirmed") == "on")
    if not results:
        return layout.nothing_to_keep(), no_update
    try:
        store().journal.append(
            *changes_of(who, results),
            actor=who.username,
            action=ACTION,
            request_id=f"{who.username}:results:{preview.digest}:{len(results)}",
        )
    except Conflict:
        return layout.changed(), new_request_id()
    except (Invalid, SaveFailed, RequestReused) as failed:
        return layout.failed(str(failed)), no_update
    return layout.kept(results), new_request_id()


def changes_of(who: Principal, results: tuple[Result, ...]) -> list[Change]:
    """Return the changes that keep results; an answer of an earlier file is only added to.

    A result that corrects one becomes its next revision, so that both stay in the record.
    """
    names, pupils = school_names(), recordable(who)
    schools = {
        pupil_id: names.get(row["school_id"] or "", "")[:LONGEST_NAME]
        for pupil_id, row in pupils.items()
    }
    replaced = {row_key(*one.key): one.replaces for one in results}
    return [
        replace(change, expected_revision=replaced.get(change.key, 0))
        for answer in answers_of(results, said_by=schools)
        for change in _added(answer)
    ]


def _added(answer: Answer) -> list[Change]:
    code = feedback_id(answer.pupil_id, answer.given_on)
    is_there = store().tables.row("feedback", code) is not None
    changes = answer_changes(answer, feedback_id=code)
    return [one for one in changes if not (is_there and one.table == "feedback")]


def register(app: Dash) -> None:
    """Wire the page of results."""
    secured(
        app,
        show_templates,
        action=ACTION,
        output=Output(ids.RESULTS_TEMPLATES, "children"),
        inputs={"opened": Input(ids.RESULTS_OPENED, "data")},
    )
    secured(
        app,
        show_preview,
        action=ACTION,
        output=Output(ids.RESULTS_PREVIEW, "children"),
        inputs={
            "sent": Input(ids.RESULTS_SENT, "data"),
            "kept": Input(ids.RESULTS_KEPT, "data"),
        },
    )
    secured(
        app,
        keep_results,
        action=ACTION,
        output=(Output(ids.RESULTS_MESSAGE, "children"), Output(ids.RESULTS_KEPT, "data")),
        inputs={"given": Input(ids.RESULTS_ASKED, "data")},
        prevent_initial_call=True,
    )
