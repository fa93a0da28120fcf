"""People: everybody who may sign in, and adding a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html

from analytics.accounts import Person, administrators
from data.schemas import ROLE_WORK, ROLES
from layouts import ids
from layouts.accounts.address import person_path
from layouts.accounts.wording import DEMONSTRATION, STATES
from layouts.components.disclosure import disclosure
from layouts.components.element import Element, link
from layouts.components.field import Options, error_summary, field, select
from layouts.components.introduction import introduction
from layouts.components.notice import notice, status
from layouts.components.table import Head, data_table
from layouts.dates import moment

INTRODUCTION = (
    "Everybody who works here has an account of their own, with a role that says what they may "
    "do. A person you add gets a one-time password, and chooses their own when they first sign in."
)
NOT_DONE = "Not done"
SHOWN = 50
NO_SCHOOL = "none"
SCHOOL_HINT = "For a SENCO, who sees the pupils of this school. Left out for everybody else."
USERNAME_HINT = "Letters, digits and . _ @ - such as ann.lee. It cannot be changed later."
ONE_TIME = (
    "It is shown this once. Give it to the person yourself, by telephone or face to face. It "
    "works for 7 days, and only to choose their own password."
)
OPENS_NOTHING = (
    "Nobody in this demonstration has a password, so this is only how one looks. It opens nothing."
)
ROLE_OPTIONS: Options = [(role, words) for role, words in ROLES.items() if role in ROLE_WORK]

# Which control a problem with an account belongs to.
CONTROLS = {
    "display_name": ids.of_account("name"),
    "username": ids.of_account("username"),
    "role": ids.of_account("role"),
    "school_id": ids.of_account("school"),
}


def layout(**_: Any) -> html.Div:
    """Return the page, to be filled."""
    return html.Div(
        [
            dcc.Store(id=ids.ACCOUNTS_OPENED, data=True),
            dcc.Store(id=ids.ACCOUNTS_GIVEN),
            dcc.Store(id=ids.ACCOUNTS_ADDED),
            html.H1("Who may sign in, and as what?"),
            introduction(INTRODUCTION),
            html.Div(id=ids.ACCOUNTS_MESSAGE, role="status", className="account-message"),
            html.Div(html.P("Opening the list…", className="loading"), id=ids.ACCOUNTS_LEAD),
            disclosure("Add a person", html.Div(id=ids.ACCOUNTS_FORM)),
            html.Div(
                field(
                    "Find a person",
                    dbc.Input(
                        id=ids.ACCOUNTS_TEXT,
                        type="search",
                        maxlength=60,
                        autocomplete="off",
                        placeholder="Name, role or school",
                    ),
                ),
                className="form--narrow",
            ),
            html.Div(id=ids.ACCOUNTS_BODY, role="status"),
        ]
    )


def lead(everybody: Sequence[Person], *, demo: bool) -> list[Any]:
    """Return the answer in a sentence, and whether these people are invented."""
    return [html.P(answer(everybody), className="lead"), *for_demonstration(demo)]


def for_demonstration(demo: bool) -> list[Any]:
    """Return the note that these people are for demonstration, where they are."""
    told = notice("note", html.P(DEMONSTRATION), title="For demonstration")
    return [told] if demo else []


def people(fitting: Sequence[Person]) -> list[Any]:
    """Return the people found, the first of them where there are many."""
    if not fitting:
        empty = "Nobody fits. Search for part of a name, a role or a school."
        return [html.P(empty, className="empty")]
    shown = fitting[:SHOWN]
    over = len(fitting) > SHOWN
    counted = f"First {SHOWN} of {len(fitting):,} people. Search to see the others."
    return [*([html.P(counted, className="quiet")] if over else []), _table(shown)]


def answer(everybody: Sequence[Person]) -> str:
    """Return how many can sign in, and how many of them as administrator."""
    able = sum(one.able for one in everybody)
    admins = administrators(everybody)
    said = f"{able:,} of {len(everybody):,} people can sign in, {admins} as administrator."
    if admins > 1:
        return said
    return f"{said} Add a second administrator, who can help when the first is away."


def _table(shown: Sequence[Person]) -> Element:
    heads = ("Name", "User name", "Role", "State", "Last signed in")
    return data_table("People", [Head(words) for words in heads], [_row(one) for one in shown])


def _row(one: Person) -> list[Any]:
    return [
        link(one.name, person_path(one.reference)),
        one.username,
        f"{ROLES[one.role]}, {one.school}" if one.school else ROLES[one.role],
        status(*STATES[one.state]),
        signed_in(one),
    ]


def signed_in(one: Person) -> str:
    """Return when a person last signed in."""
    return "Never" if one.signed_in_at is None else moment(one.signed_in_at)


def form(schools: Mapping[str, str]) -> html.Form:
    """Return the empty form for a new person; `schools` are the names by their codes."""
    return html.Form(
        [
            name_field(),
            field("User name", text("username", maxlength=60), checked=True, hint=USERNAME_HINT),
            *what_they_are(schools, role=None, school_id=None),
            html.Button("Add the person", className="button"),
        ],
        className="form--narrow",
        **{"data-store": ids.ACCOUNTS_GIVEN, "aria-label": "A new person"},
    )


def name_field(name: str = "") -> html.Div:
    """Return the field for what a person is called."""
    entered = text("name", value=name, maxlength=120)
    return field("Name", entered, checked=True, hint="As others see it.")


def text(part: str, *, value: str = "", **properties: Any) -> dbc.Input:
    """Return a field of a form for words that no browser should fill or correct."""
    id = ids.of_account(part)
    return dbc.Input(id=id, name=part, type="text", value=value, autocomplete="off", **properties)


def what_they_are(
    schools: Mapping[str, str], *, role: str | None, school_id: str | None
) -> list[Any]:
    """Return the fields for a role and the school; a store without schools takes any code."""
    chosen = select(
        ids.of_account("role"), ROLE_OPTIONS, value=role, placeholder="Choose a role", name="role"
    )
    return [
        field("Role", chosen, checked=True),
        disclosure("What each role does", _roles()),
        field("School", _school(schools, school_id), checked=True, hint=SCHOOL_HINT),
    ]


def _roles() -> html.Ul:
    pairs = ((ROLES[role], work) for role, work in ROLE_WORK.items())
    return html.Ul([html.Li([html.Strong(role), f": {work}"]) for role, work in pairs])


def _school(schools: Mapping[str, str], school_id: str | None) -> Any:
    if not schools:
        return dbc.Input(
            id=ids.of_account("school"),
            name="school",
            type="text",
            value=school_id or "",
            maxlength=20,
            autocomplete="off",
            placeholder="Code of the school, such as S001",
        )
    named = sorted(schools.items(), key=lambda one: one[1])
    options = [(NO_SCHOOL, "No school"), *named]
    return select(ids.of_account("school"), options, value=school_id or NO_SCHOOL, name="school")


def errors(problems: Mapping[str, str]) -> html.Div:
    """Return what is wrong, each with its field."""
    return error_summary(problems.items(), CONTROLS)


def added(one: Person, password: str, *, demo: bool) -> html.Div:
    """Say that a person was added, with the way to their account and the one-time password."""
    way = html.P(dcc.Link("Open the account", href=person_path(one.reference)))
    return notice(
        "ok",
        [*_once(one.username, password, demo=demo), way],
        title=f"Added: {one.name}, {ROLES[one.role]}",
    )


def given(one: Person, password: str, *, demo: bool) -> html.Div:
    """Show a one-time password once."""
    title = f"One-time password for {one.name}"
    return notice("ok", _once(one.username, password, demo=demo), title=title)


def _once(username: str, password: str, *, demo: bool) -> list[Any]:
    return [
        html.P(["User name: ", html.Strong(username)]),
        html.P(["One-time password: ", html.Code(password, className="one-time")]),
        html.P(OPENS_NOTHING if demo else ONE_TIME),
        html.P(
            html.Button(
                "Copy the password",
                type="button",
                className="button button--second",
                **{"data-copy": password},
            )
        ),
    ]
