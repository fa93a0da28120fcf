"""Create New Pupil: refuse what cannot be, keep the rest, go to the assessment."""

from __future__ import annotations

from typing import Any

from dash import Dash, Input, Output, State, no_update
from dash.exceptions import PreventUpdate

from access.principal import Principal
from access.secured import secured
from analytics.age import birth_problem
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


def list_schools(*, who: Principal, button: str) -> list[dict[str, str]]:
    """Offer the schools of the authority."""
    names = sorted(school_names().items(), key=lambda school: school[1])
    return [
        {"value": UNKNOWN, "label": "Not known"},
        *({"value": code, "label": name} for code, name in names),
    ]


def create_pupil(
    *,
    who: Principal,
    clicks: int | None,
    reference: str | None,
    month: str | None,
    year: str | None,
    school: str | None,
) -> tuple[Any, Any]:
    """Keep a new pupil with a request received today, then open the assessment."""
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
    try:
        _check(pupil)
        _keep(pupil, who=who)
    except Invalid as invalid:
        return errors(invalid.problems), no_update
    except Conflict:
        return errors({"pupil_id": _exists(words(reference))}), no_update
    return None, f"/pupils/{pupil['pupil_id']}#assessment"


def _check(pupil: dict[str, Any]) -> None:
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
    if problems:
        raise Invalid(problems)


def _exists(reference: str) -> str:
    return f"A pupil with the reference {reference} already exists. Find them in the panel."


def _keep(pupil: dict[str, Any], *, who: Principal) -> None:
    key = pupil["pupil_id"]
    request = {"pupil_id": key, "stage": "requested", "requested_on": today().isoformat()}
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
        list_schools,
        action="pupil.create",
        output=Output(ids.CREATE_SCHOOL, "options"),
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
        },
        prevent_initial_call=True,
    )
