"""Record on a pupil's page why the limits of 16 and 20 weeks need not be kept."""

from __future__ import annotations

from typing import Any

from dash import Dash, Input, Output, State, no_update
from dash.exceptions import PreventUpdate

from access.principal import Principal
from access.secured import secured
from analytics.exceptions import problems_of, with_exception, without_exception
from analytics.process.recording import written_day
from callbacks.context import display_names, new_request_id, store, today, words
from data.journal import Change, Conflict, SaveFailed
from data.schemas import TABLES
from layouts import ids
from layouts.exceptions import CHANGED, NOBODY, NOTHING, errors, recorded, saved


def save_exception(
    *,
    who: Principal,
    clicks: int | None,
    pupil_id: str,
    kind: str | None,
    date: str | None,
    revision: int,
) -> tuple[Any, Any, Any]:
    """Keep the exception that was chosen, or that none applies, and say what is recorded now."""
    request = store().tables.row("requests", pupil_id)
    if not clicks or request is None:
        raise PreventUpdate
    held = {name: request[name] for name in TABLES["requests"].by_name}
    if words(kind) == NOBODY and not held["exception"]:
        return no_update, errors([("exception", NOTHING)]), no_update
    if words(kind) == NOBODY:
        return keep(without_exception(held), revision=revision, who=who)
    since = written_day(words(date))
    problems = problems_of(held, kind=words(kind), since=since, today=today())
    if problems or since is None:
        return no_update, errors(problems), no_update
    changed = with_exception(held, kind=words(kind), since=since, by=who.username)
    return keep(changed, revision=revision, who=who)


def keep(request: dict[str, Any], *, revision: int, who: Principal) -> tuple[Any, Any, Any]:
    """Append the request to the journal; return what is recorded, how it went, and the revision."""
    change = Change(
        table="requests",
        key=request["pupil_id"],
        expected_revision=revision,
        payload=request,
    )
    try:
        (entry,) = store().journal.append(
            change, actor=who.username, action="exception.record", request_id=new_request_id()
        )
    except Conflict:
        return no_update, errors([("", CHANGED)]), no_update
    except SaveFailed as failed:
        return no_update, errors([("", str(failed))]), no_update
    return recorded(request, display_names()), saved(request), entry.revision


def register(app: Dash) -> None:
    """Wire the form of exceptions."""
    secured(
        app,
        save_exception,
        action="exception.record",
        subject="pupil_id",
        output=(
            Output(ids.EXCEPTION_TOLD, "children"),
            Output(ids.EXCEPTION_MESSAGE, "children"),
            Output(ids.EXCEPTION_REVISION, "data"),
        ),
        inputs={"clicks": Input(ids.EXCEPTION_SAVE, "n_clicks")},
        state={
            "pupil_id": State(ids.REVIEW_PUPIL, "data"),
            "kind": State(ids.EXCEPTION_KIND, "value"),
            "date": State(ids.EXCEPTION_DATE, "value"),
            "revision": State(ids.EXCEPTION_REVISION, "data"),
        },
        prevent_initial_call=True,
    )
