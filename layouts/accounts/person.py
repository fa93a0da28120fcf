"""People: one account, what it is, what became of it, and what an administrator may do to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dash import dcc, html

from analytics.accounts import DISABLED, DORMANT, Change, Person
from data.schemas import ROLES
from layouts import ids
from layouts.accounts import page
from layouts.accounts.address import PEOPLE
from layouts.accounts.wording import STATES, told
from layouts.components.element import Element
from layouts.components.facts import facts
from layouts.components.notice import notice, status
from layouts.components.section import section
from layouts.components.table import Head, data_table
from layouts.dates import moment

OWN = (
    "This is your own account. Another administrator changes what you are or closes it; your "
    "password you change yourself."
)
BARRED = "An invented person gets no password here. Add the person you mean."
NO_HISTORY = "Nothing was changed since accounts keep their history."


@dataclass(frozen=True)
class Opened:
    """Hold one account with its history; `own` if it is the reader's."""

    person: Person
    history: Sequence[Change]
    schools: Mapping[str, str]
    own: bool
    demo: bool


def layout(*, reference: str = "", **_: Any) -> html.Div:
    """Return the page of one account, to be filled."""
    return html.Div(
        [
            dcc.Store(id=ids.ACCOUNT_REFERENCE, data=reference),
            dcc.Store(id=ids.ACCOUNT_GIVEN),
            dcc.Store(id=ids.ACCOUNT_CHANGED),
            html.P(dcc.Link("Back to everybody", href=PEOPLE)),
            html.H1("What may this person do?"),
            html.Div(id=ids.ACCOUNT_MESSAGE, role="status", className="account-message"),
            html.Div(html.P("Opening the account…", className="loading"), id=ids.ACCOUNT_BODY),
        ]
    )


def body(opened: Opened) -> list[Any]:
    """Return the account: the answer, its facts, what can be done, what became of it."""
    return [
        html.P(answer(opened.person), className="lead"),
        *page.for_demonstration(opened.demo),
        _facts(opened.person),
        *(_own() if opened.own else _doings(opened)),
        section("History", _history(opened.history)),
    ]


def answer(one: Person) -> str:
    """Return what a person is and whether they can sign in."""
    what = f"{ROLES[one.role]}, {one.school}" if one.school else ROLES[one.role]
    return f"{one.name}: {what}. {'Can' if one.able else 'Cannot'} sign in."


def _facts(one: Person) -> html.Dl:
    pairs: list[tuple[Any, Any]] = [
        ("User name", one.username),
        ("Role", ROLES[one.role]),
        *([("School", one.school)] if one.school else []),
        ("State", status(*STATES[one.state])),
        ("Last signed in", page.signed_in(one)),
    ]
    return facts(pairs)


def _own() -> list[Any]:
    way = html.P(html.A("Change your password", href="/password"))
    return [notice("note", [html.P(OWN), way])]


def _doings(opened: Opened) -> list[Any]:
    one = opened.person
    return [
        section("Role and school", _role(opened)),
        section("Name", _name(one)),
        section("Password", *_password(opened)),
        section(
            "Signing in",
            *([_reopen(one)] if one.state in (DISABLED, DORMANT) else []),
            *([] if one.state == DISABLED else [_disable(one), _end(one)]),
        ),
    ]


def _role(opened: Opened) -> html.Form:
    one = opened.person
    return _form(
        one,
        "role",
        [
            *page.what_they_are(opened.schools, role=one.role, school_id=one.school_id),
            html.P("The person is signed out, and can sign in again with the new role."),
            html.Button("Change the role", className="button"),
        ],
        label="Role and school",
    )


def _name(one: Person) -> html.Form:
    told = (
        "For somebody who is called something else now. The new name also stands on what they did "
        "before, and the old one is not kept. The person is signed out, and can sign in again."
    )
    parts = [
        page.name_field(one.name),
        html.P(told),
        html.Button("Change the name", className="button"),
    ]
    return _form(one, "name", parts, label="Name")


def _password(opened: Opened) -> list[Any]:
    if opened.person.demo and not opened.demo:
        return [html.P(BARRED)]
    told = "For somebody who forgot theirs. The old one opens nothing any more."
    return [_button(opened.person, "password", "Give a one-time password", told)]


def _reopen(one: Person) -> html.Form:
    told = "The person can sign in again with their password."
    return _button(one, "reopen", "Open the account again", told)


def _disable(one: Person) -> html.Form:
    told = "For somebody who has left. What they wrote stays, and the account can be opened again."
    return _button(one, "disable", "Disable the account", told)


def _end(one: Person) -> html.Form:
    told = "If a computer was left signed in. The person can sign in again at once."
    return _button(one, "end", "Sign out everywhere", told)


def _button(one: Person, what: str, words: str, told: str) -> html.Form:
    button = html.Button(words, className="button button--second")
    return _form(one, what, [html.P(told), button], label=words)


def _form(one: Person, what: str, parts: list[Any], *, label: str) -> html.Form:
    return html.Form(
        parts,
        className="form--narrow account-form",
        **{
            "data-store": ids.ACCOUNT_GIVEN,
            "data-what": what,
            "data-reference": one.reference,
            "data-revision": str(one.revision),
            "aria-label": label,
        },
    )


def _history(changes: Sequence[Change]) -> html.P | Element:
    if not changes:
        return html.P(NO_HISTORY, className="empty")
    heads = [Head("When"), Head("What"), Head("By")]
    rows = [[moment(one.at), told(one), one.by] for one in changes]
    return data_table("What became of this account", heads, rows)


def done(words: str) -> html.Div:
    """Say what was done."""
    return notice("ok", html.P(words), title="Done")
