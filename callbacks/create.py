"""Create New Pupil: refuse what cannot be, keep the rest, go to the assessment."""

from __future__ import annotations

import datetime
from typing import Any

from dash import Dash, Input, Output, State, no_update
from dash.exceptions import PreventUpdate

from access.principal import Principal
from access.secured import secured
from analytics.age import birth_problem
from analytics.process.recording import problems_of, typed
from callbacks.context import (
    house,
    new_request_id,
    school_names,
    store,
    today,
    whole_number,
    words,
)
from data.journal import Change, Conflict
from data.schemas import TABLES, Invalid
from layouts import ids
from layouts.create import UNKNOWN, errors
from layouts.dates import day

Row = dict[str, Any]


def open_form(*, who: Principal, button: str) -> tuple[list[dict[str, str]], str]:
    """Offer the schools of the authority, and today as the day of the request."""
    names = sorted(school_names().items(), key=lambda school: school[1])
    schools = [
        {"value": UNKNOWN, "label": "Not known"},
        *({"value": code, "label": name} for code, name in names),
    ]
    return schools, day(today())


def create_pupil(
    *,
    who: Principal,
    clicks: int | None,
    reference: str | None,
    month: str | None,
    year: str | None,
    school: str | None,
    requested: str | None,
) -> tuple[Any, Any]:
    """Keep a new pupil with the request that starts the clocks, then open the assessment."""
    if not clicks:
        raise PreventUpdate
    pupil = {
        "pupil_id": words(reference),
        "birth_month": whole_number(month),
        "birth_year": whole_number(year),
        "school_id": None if school == UNKNOWN else words(school) or None,
        "co_ordinator": who.username,
        "invented": house().settings.demo,
    }
    columns, problems = typed({"requested_on": words(requested)})
    request = {
        "pupil_id": pupil["pupil_id"],
        "stage": "requested",
        "requested_on": columns["requested_on"],
    }
    try:
        _check(pupil, problems or _problems_of_request(request, pupil))
        _keep(pupil, request, who=who)
    except Invalid as invalid:
        return errors(invalid.problems), no_update
    except Conflict:
        return errors({"pupil_id": _exists(words(reference))}), no_update
    return None, f"/pupils/{pupil['pupil_id']}#assessment"


def _problems_of_request(request: Row, pupil: Row) -> dict[str, str]:
    """Return what is wrong with the day of the request, which the dates of a case are held to."""
    year, month = pupil["birth_year"], pupil["birth_month"]
    sound = year and month and not birth_problem(year, month, today())
    born = datetime.date(year, month, 1) if sound else None
    found = problems_of(request, today=today(), born=born)
    return {name: words for name, words in found.items() if name == "requested_on"}


def _check(pupil: Row, of_request: dict[str, str]) -> None:
    problems = {}
    if pupil["birth_month"] is not None and pupil["birth_year"] is not None:
        problems = birth_problem(pupil["birth_year"], pupil["birth_month"], today())
    if pupil["school_id"] and pupil["school_id"] not in school_names():
        problems["school_id"] = "The school is not one of the choices."
    known = store().tables.load("pupils")["pupil_id"].str.casefold()
    if (known == pupil["pupil_id"].casefold()).any():
        problems["pupil_id"] = _exists(pupil["pupil_id"])
    try:
        TABLES["pupils"].validate(pupil)
    except Invalid as invalid:
        problems = {**invalid.problems, **problems}
    problems |= of_request
    if problems:
        raise Invalid(problems)


def _exists(reference: str) -> str:
    return f"A pupil with the reference {reference} already exists. Find them in the panel."


def _keep(pupil: Row, request: Row, *, who: Principal) -> None:
    key = pupil["pupil_id"]
    store().journal.append(
        Change(table="pupils", key=key, expected_revision=0, payload=pupil),
        Change(table="requests", key=key, expected_revision=0, payload=request),
        actor=who.username,
        action="pupil.create",
        request_id=new_request_id(),
    )


def register(app: Dash) -> None:
    """Wire the form that creates a pupil."""
    secured(
        app,
        open_form,
        action="pupil.create",
        output=(
            Output(ids.CREATE_SCHOOL, "options"),
            Output(ids.CREATE_REQUESTED, "value"),
        ),
        inputs={"button": Input(ids.CREATE_BUTTON, "id")},
    )
    secured(
        app,
        create_pupil,
        action="pupil.create",
        output=(Output(ids.CREATE_ERRORS, "children"), Output(ids.NAVIGATE, "href")),
        inputs={"clicks": Input(ids.CREATE_BUTTON, "n_clicks")},
        state={
            "reference": State(ids.CREATE_REFERENCE, "value"),
            "month": State(ids.CREATE_MONTH, "value"),
            "year": State(ids.CREATE_YEAR, "value"),
            "school": State(ids.CREATE_SCHOOL, "value"),
            "requested": State(ids.CREATE_REQUESTED, "value"),
        },
        prevent_initial_call=True,
    )
