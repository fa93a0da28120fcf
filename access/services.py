"""What the guards stand on, hung on the server once, and the person behind the present request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, cast

from flask import Flask, current_app, g, session

from access.principal import ANONYMOUS, Principal
from access.relations import Relations
from access.settings import Settings
from data.accounts import Accounts
from data.attempts import Attempts
from data.sessions import Session, Sessions

EXTENSION = "access"
TOKEN = "token"  # noqa: S105 - the name of a place in the cookie


class Recorder(Protocol):
    """Keep the activity trail: who did what to which record, and whether it was allowed."""

    def record(
        self, actor: str, action: str, *, subject: str = "", outcome: str = "allowed"
    ) -> object:
        """Add one event."""


@dataclass(frozen=True)
class Services:
    """Hold the settings, accounts, sessions and trail of one server."""

    settings: Settings
    accounts: Accounts
    sessions: Sessions
    attempts: Attempts
    activity: Recorder
    relations: Relations


def provide(server: Flask, services: Services) -> None:
    """Hang the services on the server, where the guards of each request find them."""
    server.extensions[EXTENSION] = services


def services_of(server: Flask) -> Services:
    """Return the services of a server."""
    return cast(Services, server.extensions[EXTENSION])


def services() -> Services:
    """Return the services of the server that is answering."""
    return services_of(current_app)


def current_principal() -> Principal:
    """Return who is asking, read from the server's own session once per request.

    Who has yet to replace a one-time password is nobody until then.
    """
    if "principal" not in g:
        found = current_session()
        g.principal = ANONYMOUS if found is None or found.must_change else _principal(found)
    return cast(Principal, g.principal)


def current_session() -> Session | None:
    """Return the live session of the browser that is asking, or None."""
    found = services().sessions.find(held_token()) if held_token() else None
    # A demo session lets anybody in, so it ends when the server is started in earnest.
    if found is not None and found.demo and not services().settings.demo:
        return None
    return found


def begin_session(username: str) -> None:
    """Sign a person in under a new token, ending the session the browser held before."""
    end_session()
    session[TOKEN] = services().sessions.start(username)
    g.pop("principal", None)


def end_session() -> None:
    """Sign the browser out; what it still holds is worth nothing."""
    if held_token():
        services().sessions.end(held_token())
    session.clear()
    g.pop("principal", None)


def held_token() -> str:
    """Return the token the browser sent in its signed cookie, live or not, or an empty text."""
    return str(session.get(TOKEN, ""))


def _principal(found: Session) -> Principal:
    return Principal(
        username=found.username,
        display_name=found.display_name,
        role=found.role,
        school_id=found.school_id,
        session_id=found.id,
    )
