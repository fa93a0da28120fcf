"""The exception to the 20-week limit on a pupil's page: what is recorded, and the form for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html

from analytics.exceptions import final_plan_limit
from data.schemas import EXCEPTIONS
from layouts import ids
from layouts.components.disclosure import disclosure
from layouts.components.field import error_summary, field, select
from layouts.components.notice import notice
from layouts.dates import day

NOBODY = "none"
CONTROLS = {"exception": ids.EXCEPTION_KIND, "exception_on": ids.EXCEPTION_DATE}
LAW = (
    "The Special Educational Needs and Disability Regulations 2014, regulations 10(4) and 13(3), "
    "name the only reasons for which the limits of 16 and 20 weeks need not be kept. An exception "
    "moves no date: the limit stays where it is and is marked, and the plan follows as soon as it "
    "can. Plans with one are left out of the SEN2 figure within 20 weeks without exceptions, and "
    "counted in the one with them."
)
SAVED = "The limit is marked. The caseload and our SEN2 figures count the exception from now on."
TAKEN_BACK = "The exception was taken back: the limit is an ordinary one again, here and in SEN2."
NOTHING = "Choose which exception applies. None is recorded, so there is none to take back."
CHANGED = (
    "Somebody changed this pupil's process after you opened the page. Reload it and try again."
)


def exception(
    request: Mapping[str, Any] | None, *, allowed: bool, names: Mapping[str, str]
) -> html.Section:
    """Return what is recorded, and to whom may change it the form; `names` are of people."""
    heading = html.H2("Does an exception to the 20-week limit apply?")
    if request is None:
        return html.Section([heading, html.P("There is no request yet, so there is no limit.")])
    told = html.P(recorded(request, names), id=ids.EXCEPTION_TOLD)
    return html.Section([heading, told, *(_form(request) if allowed else [])])


def recorded(request: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Say which exception is recorded, or by when the final plan is due without one."""
    limit = day(final_plan_limit(request))
    kind = request.get("exception")
    if not kind:
        return (
            f"None is recorded: the limit for the final plan is {limit}, 20 weeks after the "
            "request."
        )
    who = request["exception_by"]
    return (
        f"Yes, from {day(request['exception_on'])}, recorded by {names.get(who, who)}: "
        f"{EXCEPTIONS[kind]}. The limit of {limit} is marked as excepted wherever it is shown."
    )


def _form(request: Mapping[str, Any]) -> list[Any]:
    since = request.get("exception_on")
    given = day(since) if since else ""
    date = dbc.Input(id=ids.EXCEPTION_DATE, type="text", value=given, maxlength=30)
    kind = select(
        ids.EXCEPTION_KIND,
        [(NOBODY, "None applies"), *EXCEPTIONS.items()],
        value=request.get("exception") or NOBODY,
    )
    form = html.Div(
        [
            dcc.Store(id=ids.EXCEPTION_REVISION, data=int(request.get("revision") or 0)),
            field("Which exception", kind, checked=True),
            field("From which day", date, hint="Such as 3 May 2026", checked=True),
            html.Button("Save the exception", id=ids.EXCEPTION_SAVE, className="button"),
            html.Div(id=ids.EXCEPTION_MESSAGE, role="status", className="form__message"),
            html.P(LAW, className="quiet"),
        ],
        className="form form--narrow",
    )
    return [disclosure("Record or take back an exception", form)]


def skeleton() -> html.Section:
    """Return every part that a callback names, so that Dash can check the ids."""
    return html.Section([html.P(id=ids.EXCEPTION_TOLD), *_form({})])


def saved(request: Mapping[str, Any]) -> html.Div:
    """Say that the exception was kept, or taken back."""
    return notice("ok", html.P(SAVED if request.get("exception") else TAKEN_BACK), title="Saved")


def errors(problems: Iterable[tuple[str, str]]) -> html.Div:
    """Return why an exception was not kept, each sentence a link to its field."""
    return error_summary(problems, CONTROLS)
