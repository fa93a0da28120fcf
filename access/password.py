"""Changing one's own password, on a plain page like that of signing in."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from access.refusals import Refusal
from access.services import begin_session, current_session, services
from access.sign_in import TOO_MANY, safe_next, to_password
from data.accounts import Overtaken
from data.passwords import ADVISED, SHORTEST, password_advice, password_problem
from data.schemas import Invalid
from data.sessions import Session

password = Blueprint("password", __name__, template_folder="templates")

SIGN_IN = "/sign-in?next=/password"
HINT = (
    f"At least {SHORTEST} characters; {ADVISED} or more are advised. Three unrelated words are "
    "good. Do not use it anywhere else."
)
CHANGED = "Your password was changed. Wherever else you were signed in, you are signed out."
NOT_RIGHT = "This is not your current password."
NOT_ALIKE = "The two new passwords are not the same."
NO_PASSWORD = "A person of the demonstration has no password."  # noqa: S105 - a sentence


@password.get("/password")
def show() -> AnyResponse:
    """Show the form to whoever is signed in, also where nothing else is open to them yet."""
    person = current_session()
    if person is None:
        return redirect(SIGN_IN, code=303)
    return _page(person, request.args)


@password.post("/password")
def change() -> AnyResponse:
    """Change the password and end every other session, or show the form again with what is wrong.

    The current password is asked for, so that an unattended screen is not enough.
    """
    person = current_session()
    if person is None:
        return redirect(SIGN_IN, code=303)
    if person.demo:
        raise Refusal(403, NO_PASSWORD)
    given = {name: request.form.get(name, "") for name in ("current", "new", "again")}
    problems = _problems(given, username=person.username)
    if problems:
        return _page(person, request.form, problems=problems, status=400)
    attempt = services().attempts.begin(person.username, request.remote_addr or "")
    if attempt is None:
        return _denied(person, TOO_MANY, status=429)
    if services().accounts.check(person.username, given["current"]) is None:
        return _denied(person, NOT_RIGHT, status=403)
    services().attempts.succeeded(attempt)
    return _change(person, given["new"])


def _problems(given: Mapping[str, str], *, username: str) -> dict[str, str]:
    weak = password_problem(given["new"], username=username)
    sentences = {
        "current": "" if given["current"] else "Enter your current password.",
        "new": (weak or "") if given["new"] else "Enter a new password.",
        "again": "" if given["new"] == given["again"] else NOT_ALIKE,
    }
    return {field: sentence for field, sentence in sentences.items() if sentence}


def _change(person: Session, new: str) -> AnyResponse:
    try:
        services().accounts.set_password(person.username, new, by=person.username)
    except Invalid as invalid:
        problems = {"new": invalid.problems["password"]}
        return _page(person, request.form, problems=problems, status=400)
    except Overtaken:
        return redirect("/sign-in", code=303)
    begin_session(person.username)
    services().activity.record(person.username, "password.change")
    for words in (CHANGED, password_advice(new)):
        if words:
            flash(words)
    return to_password(request.form.get("next", ""))


def _denied(person: Session, sentence: str, *, status: int) -> AnyResponse:
    services().activity.record(person.username, "password.change", outcome="denied")
    return _page(person, request.form, problems={"current": sentence}, status=status)


def _page(
    person: Session,
    given: Mapping[str, str],
    *,
    problems: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    page = render_template(
        "password.html",
        authority_name=services().settings.authority_name,
        person=person,
        next=safe_next(given.get("next", "")),
        problems=problems or {},
        hint=HINT,
    )
    return make_response(page, status)
