"""Signing in and out, on plain pages that need no script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from flask import Blueprint, Response, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from access.refusals import NOT_FOUND, Refusal
from access.services import (
    begin_session,
    current_session,
    end_session,
    held_token,
    services,
)
from data.account_fields import STAFF_ROLES
from data.accounts import Account
from data.schemas import ROLE_WORK, ROLES

sign_in = Blueprint("sign_in", __name__, template_folder="templates")

LONGEST_NEXT = 500
NOT_PAGES = ("/sign-in", "/sign-out", "/healthz", "/assets", "/_")

# Whom the demonstration offers, and what they do. A decision of the panel takes two members, so it
# lets in a second by user name.
DEMO_ROLES = {
    **{role: (ROLES[role], ROLE_WORK[role]) for role in STAFF_ROLES},
    "panel2": ("Another on the panel", "The second member, who confirms what the first decided."),
}

ENDINGS = {
    "idle": "You were signed out because nothing was done for 30 minutes.",
    "limit": "You were signed out because 12 hours had passed since you signed in.",
    "changed": "You were signed out because your account was changed.",
    "ended": "You were signed out because your session was ended.",
}
TYPING_KEPT = "What you had typed is kept."

NO_MATCH = (
    "The user name or the password is not right. If you have not signed in for 90 days, "
    "or were given a one-time password more than 7 days ago, ask your administrator."
)
TOO_MANY = "There were too many tries. Wait 15 minutes, then try again."


@sign_in.get("/sign-in")
def show() -> AnyResponse:
    """Show the form, and why the person was signed out if they were."""
    found = current_session()
    if found is not None:
        return _go_on(request.args.get("next", ""), must_change=found.must_change)
    reason = services().sessions.ending(held_token()) if held_token() else None
    notice = f"{ENDINGS[reason]} {TYPING_KEPT}" if reason else ""
    return _page(request.args, notice=notice)


@sign_in.post("/sign-in")
def enter() -> AnyResponse:
    """Sign the person in under a new session, or show the form again with what is wrong."""
    username = request.form.get("username", "").strip()
    password = request.form.get("password", "")
    problems = _blanks(username, password)
    if problems:
        return _page(request.form, problems=problems, status=400)
    attempt = services().attempts.begin(username, request.remote_addr or "")
    if attempt is None:
        return _denied(username, TOO_MANY, status=429)
    account = services().accounts.check(username, password)
    if account is None:
        return _denied(username, NO_MATCH, status=403)
    services().attempts.succeeded(attempt)
    return _enter_as(account)


@sign_in.post("/sign-in/demo")
def enter_demo() -> AnyResponse:
    """Sign a visitor in as the invented person of one role; in demo mode only."""
    if not services().settings.demo:
        raise Refusal(404, NOT_FOUND)
    account = _demo_account(request.form.get("role", ""), services().accounts.all())
    if account is None:
        raise Refusal(404, NOT_FOUND)
    return _enter_as(account)


@sign_in.post("/sign-out")
def leave() -> AnyResponse:
    """End the session on the server and in the browser."""
    found = current_session()
    end_session()
    if found is not None:
        services().activity.record(found.username, "session.end")
    return redirect("/sign-in", code=303)


def safe_next(wanted: str) -> str:
    """Return the page to go on to if it is one of ours, else the first page."""
    if not wanted.startswith("/") or wanted.startswith(("//", *NOT_PAGES)):
        return "/"
    # A browser reads \\ as / and drops control characters, which would make another host of it.
    if len(wanted) > LONGEST_NEXT or "\\" in wanted or not wanted.isprintable():
        return "/"
    return wanted


def to_password(wanted: str) -> AnyResponse:
    """Lead to the page that asks for a new password, and from there to the page wanted."""
    return redirect(f"/password?{urlencode({'next': safe_next(wanted)})}", code=303)


def _demo_account(role: str, accounts: Sequence[Account]) -> Account | None:
    open_to_visitors = (
        account
        for account in accounts
        if account.demo and role in (account.role, account.username) and not account.disabled_at
    )
    return next(open_to_visitors, None)


def _demo_roles() -> dict[str, tuple[str, str]]:
    accounts = services().accounts.all()
    return {role: words for role, words in DEMO_ROLES.items() if _demo_account(role, accounts)}


def _enter_as(account: Account) -> AnyResponse:
    begin_session(account.username)
    services().activity.record(account.username, "session.start")
    return _go_on(request.form.get("next", ""), must_change=account.given_at is not None)


def _go_on(wanted: str, *, must_change: bool) -> AnyResponse:
    return to_password(wanted) if must_change else redirect(safe_next(wanted), code=303)


def _denied(username: str, sentence: str, *, status: int) -> AnyResponse:
    # A name that is nobody's is not recorded: it may be a password typed into the wrong field.
    known = services().accounts.get(username)
    actor = known.username if known else ""
    services().activity.record(actor, "session.start", outcome="denied")
    return _page(request.form, problems={"username": sentence}, status=status)


def _blanks(username: str, password: str) -> dict[str, str]:
    sentences = {
        "username": "" if username else "Enter your user name",
        "password": "" if password else "Enter your password",
    }
    return {field: sentence for field, sentence in sentences.items() if sentence}


def _page(
    given: Mapping[str, str],
    *,
    problems: Mapping[str, str] | None = None,
    notice: str = "",
    status: int = 200,
) -> Response:
    settings = services().settings
    page = render_template(
        "sign_in.html",
        authority_name=settings.authority_name,
        demo_roles=_demo_roles() if settings.demo else {},
        username=given.get("username", ""),
        next=safe_next(given.get("next", "")),
        problems=problems or {},
        notice=notice,
    )
    return make_response(page, status)
