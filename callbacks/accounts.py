"""People: find them, add one, and change what one is or whether they may sign in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, no_update
from dash.exceptions import PreventUpdate

from access.principal import Principal
from access.refusals import NOT_UNDERSTOOD, Refusal
from access.secured import secured
from access.services import services
from analytics.accounts import Change, Person, found, state_of
from callbacks.context import (
    display_names,
    house,
    new_request_id,
    school_names,
    store,
    whole_number,
    words,
)
from data.account_changes import AccountChange
from data.account_fields import OF_A_SCHOOL
from data.accounts import Account, LastAdministrator, Overtaken
from data.database import SaveFailed
from data.passwords import one_time_password
from data.schemas import ROLES, TABLES, Invalid
from layouts import ids
from layouts.accounts import page
from layouts.accounts import person as layout
from layouts.components.notice import refused
from layouts.dates import moment

WRITE = "accounts.write"
NOBODY = "There is no account at this address."
OWN = "Another administrator changes your account, or closes it; you cannot do it yourself."
LAST = (
    "This is the last administrator who can sign in. Add another, or open another's account "
    "again, before you change this one."
)
NO_SCHOOL = "There is no school of this code."
SAME_NAME = "That is what the person is called already, so nothing was changed."
SAME = "That is what the person is already, so nothing was changed."
BARRED = "An invented person gets no password outside a demonstration."
SCHOOL_ID = TABLES["schools"].by_name["school_id"]

Given = dict[str, str]


def list_people(
    *, who: Principal, opened: bool | None, text: str | None, added: str | None
) -> tuple[list[Any], list[Any]]:
    """Show how many can sign in, and the people who fit what was typed."""
    everybody = [person_of(account) for account in house().accounts.all()]
    lead = page.lead(everybody, demo=house().settings.demo)
    return lead, page.people(found(everybody, words(text)))


def offer_form(*, who: Principal, added: str | None) -> Any:
    """Show the empty form for a new person."""
    return page.form(school_names())


def person_of(account: Account) -> Person:
    """Return an account as it is shown, with how it stands now."""
    now, demo = house().accounts.now(), house().settings.demo
    return Person(
        reference=account.reference,
        username=account.username,
        name=account.display_name,
        role=account.role,
        school_id=account.school_id,
        school=school_name(account.school_id),
        state=state_of(
            disabled=account.disabled_at is not None,
            barred=account.demo and not demo,
            dormant=account.dormant(now),
            run_out=account.run_out(now),
            first=account.given_at is not None,
        ),
        demo=account.demo,
        revision=account.revision,
        signed_in_at=account.last_seen_at,
    )


def school_name(school_id: str | None) -> str:
    """Return the name of a school, its code where the store has no name for it."""
    return school_names().get(school_id, school_id) if school_id else ""


def add_person(*, who: Principal, given: Given | None) -> tuple[Any, Any]:
    """Add a person and show their one-time password once, or say what is wrong."""
    if not given:
        raise PreventUpdate
    username, demo = words(given.get("username")), house().settings.demo
    password = one_time_password(username)
    try:
        account = house().accounts.add(
            username,
            display_name=words(given.get("name")),
            **what_they_are(given),
            password=None if demo else password,
            by=who.username,
            one_time=not demo,
        )
    except Invalid as invalid:
        return page.errors(invalid.problems), no_update
    except SaveFailed as failed:
        return refused([str(failed)], title=page.NOT_DONE), no_update
    note(who, account)
    return page.added(person_of(account), password, demo=demo), new_request_id()


def what_they_are(given: Given) -> dict[str, Any]:
    """Return the role and the school that were chosen; raises Invalid for a school of nobody."""
    role, school_id = words(given.get("role")), words(given.get("school"))
    if role != OF_A_SCHOOL or school_id in ("", page.NO_SCHOOL):
        return {"role": role, "school_id": None}
    known = school_names()
    problem = SCHOOL_ID.problem(school_id)
    if problem or (known and school_id not in known):
        raise Invalid({"school_id": problem or NO_SCHOOL})
    return {"role": role, "school_id": school_id}


def show_person(*, who: Principal, reference: str | None, changed: str | None) -> list[Any]:
    """Show one account, what can be done to it, and what became of it."""
    if reference is None:
        raise PreventUpdate
    account = account_of(reference)
    store().activity.record(who.username, "accounts.read", subject=account.username)
    opened = layout.Opened(
        person=person_of(account),
        history=history_of(account),
        schools=school_names(),
        own=account.username == who.username,
        demo=house().settings.demo,
    )
    return layout.body(opened)


def account_of(reference: str) -> Account:
    """Return the account that an address names; refuses with 404 where there is none."""
    accounts = house().accounts.all()
    account = next((one for one in accounts if one.reference == reference), None)
    if account is None:
        raise Refusal(404, NOBODY)
    return account


def history_of(account: Account) -> list[Change]:
    """Return what became of an account, newest first, people and schools by their names."""
    names = display_names()
    return [_shown(change, names) for change in house().accounts.history(account.username)]


def _shown(change: AccountChange, names: Mapping[str, str]) -> Change:
    return Change(
        what=change.what,
        at=change.changed_at,
        by=names.get(change.changed_by, change.changed_by),
        role_before=change.role_before,
        role=change.role,
        school_before=school_name(change.school_before),
        school=school_name(change.school_id),
    )


def change_person(*, who: Principal, given: Given | None) -> tuple[Any, Any]:
    """Do to an account what was asked, or say why it was not done."""
    if not given:
        raise PreventUpdate
    account = account_of(given.get("reference", ""))
    act, revision = ACTS.get(given.get("what", "")), whole_number(given.get("revision"))
    if act is None or revision is None:
        raise Refusal(400, NOT_UNDERSTOOD)
    if account.username == who.username:
        return deny(who, account, OWN), no_update
    return carry_out(act, account, given, {"by": who.username, "revision": revision}, who)


def carry_out(
    act: Act, account: Account, given: Given, stamp: dict[str, Any], who: Principal
) -> tuple[Any, Any]:
    """Return the message of what was done, or why it was not, and what draws the page anew."""
    try:
        told = act(account, given, stamp)
    except Invalid as invalid:
        return page.errors(invalid.problems), no_update
    except LastAdministrator:
        return deny(who, account, LAST), no_update
    except Overtaken:
        return refused([overtaken(account)], title=page.NOT_DONE), new_request_id()
    except SaveFailed as failed:
        return refused([str(failed)], title=page.NOT_DONE), no_update
    note(who, account)
    return told, new_request_id()


def change_role(account: Account, given: Given, stamp: dict[str, Any]) -> Any:
    """Change what a person is."""
    wanted = what_they_are(given)
    if wanted == {"role": account.role, "school_id": account.school_id}:
        raise Invalid({"role": SAME})
    house().accounts.set_role(account.username, **wanted, **stamp)
    return layout.done(f"{account.display_name} is now {ROLES[wanted['role']]}.")


def change_name(account: Account, given: Given, stamp: dict[str, Any]) -> Any:
    """Change what a person is called."""
    name = words(given.get("name")).strip()
    if name == account.display_name:
        raise Invalid({"display_name": SAME_NAME})
    house().accounts.rename(account.username, display_name=name, **stamp)
    return layout.done(f"{account.display_name} is now called {name}.")


def give_password(account: Account, given: Given, stamp: dict[str, Any]) -> Any:
    """Give a person a one-time password; in a demonstration only show how one looks."""
    password, demo = one_time_password(account.username), house().settings.demo
    if account.demo and not demo:
        raise Refusal(400, BARRED)
    if not demo:
        house().accounts.give_password(account.username, password, **stamp)
    return page.given(person_of(account), password, demo=demo)


def disable(account: Account, given: Given, stamp: dict[str, Any]) -> Any:
    """Close an account."""
    house().accounts.disable(account.username, **stamp)
    return layout.done(f"{account.display_name} is signed out and cannot sign in any more.")


def reopen(account: Account, given: Given, stamp: dict[str, Any]) -> Any:
    """Open an account again."""
    house().accounts.reopen(account.username, **stamp)
    return layout.done(f"{account.display_name} can sign in again.")


def end_sessions(account: Account, given: Given, stamp: dict[str, Any]) -> Any:
    """Sign a person out wherever they are signed in."""
    services().sessions.end_all(account.username, by=stamp["by"])
    return layout.done(f"{account.display_name} is signed out everywhere.")


Act = Callable[[Account, Given, dict[str, Any]], Any]
ACTS: dict[str, Act] = {
    "role": change_role,
    "name": change_name,
    "password": give_password,
    "disable": disable,
    "reopen": reopen,
    "end": end_sessions,
}


def note(who: Principal, account: Account, *, outcome: str = "allowed") -> None:
    """Put on the trail who used the right to change accounts on whom."""
    store().activity.record(who.username, WRITE, subject=account.username, outcome=outcome)


def deny(who: Principal, account: Account, sentence: str) -> Any:
    """Refuse a change that the policy allows and the account does not."""
    note(who, account, outcome="denied")
    return refused([sentence], title=page.NOT_DONE)


def overtaken(account: Account) -> str:
    """Return who changed the account meanwhile."""
    last = next((f" by {one.by}, {moment(one.at)}" for one in history_of(account)), "")
    return (
        f"The account was changed{last}, after you opened this page. Below it is as it is now. If "
        "your change is still right, make it again."
    )


def register(app: Dash) -> None:
    """Wire the list of people, and the page of one account."""
    _register_people(app)
    _register_person(app)
    for place in (ids.ACCOUNTS_MESSAGE, ids.ACCOUNT_MESSAGE):
        app.clientside_callback(
            ClientsideFunction("form", "showDone"),
            Output(place, "className"),
            Input(place, "children"),
        )


def _register_people(app: Dash) -> None:
    added = Input(ids.ACCOUNTS_ADDED, "data")
    secured(
        app,
        list_people,
        action="accounts.read",
        output=(Output(ids.ACCOUNTS_LEAD, "children"), Output(ids.ACCOUNTS_BODY, "children")),
        inputs={
            "opened": Input(ids.ACCOUNTS_OPENED, "data"),
            "text": Input(ids.ACCOUNTS_TEXT, "value"),
            "added": added,
        },
    )
    secured(
        app,
        offer_form,
        action=WRITE,
        output=Output(ids.ACCOUNTS_FORM, "children"),
        inputs={"added": added},
    )
    secured(
        app,
        add_person,
        action=WRITE,
        output=(Output(ids.ACCOUNTS_MESSAGE, "children"), Output(ids.ACCOUNTS_ADDED, "data")),
        inputs={"given": Input(ids.ACCOUNTS_GIVEN, "data")},
        prevent_initial_call=True,
    )


def _register_person(app: Dash) -> None:
    secured(
        app,
        show_person,
        action="accounts.read",
        output=Output(ids.ACCOUNT_BODY, "children"),
        inputs={
            "reference": Input(ids.ACCOUNT_REFERENCE, "data"),
            "changed": Input(ids.ACCOUNT_CHANGED, "data"),
        },
    )
    secured(
        app,
        change_person,
        action=WRITE,
        output=(Output(ids.ACCOUNT_MESSAGE, "children"), Output(ids.ACCOUNT_CHANGED, "data")),
        inputs={"given": Input(ids.ACCOUNT_GIVEN, "data")},
        prevent_initial_call=True,
    )
