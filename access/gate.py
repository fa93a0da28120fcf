"""What every request must pass before anything of the app is run."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from dash import Dash
from flask import Flask, current_app, redirect, request
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from access.bodies import Malformed, Spec, check_body, specs_of
from access.headers import install_headers
from access.listening import is_loopback
from access.policy import NO_PUPIL, allows
from access.principal import Principal
from access.refusals import (
    ELSEWHERE,
    NOT_ALLOWED,
    NOT_UNDERSTOOD,
    SIGNED_OUT,
    TOO_LARGE,
    Refusal,
    install_refusals,
    wants_page,
)
from access.secured import check_declared, check_routes
from access.services import current_principal, services, services_of
from access.settings import LARGEST_BODY

LOG = logging.getLogger("access")

LARGEST_CALLBACK_BODY = 512 * 1024
CALLBACK = "/_dash-update-component"
SCRIPTS = "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>"
ASSETS = "/assets/<path:filename>"

ROUTES = frozenset(
    {
        "/",
        "/<path:path>",
        "/_dash-dependencies",
        "/_dash-layout",
        "/_favicon.ico",
        "/_reload-hash",
        "/healthz",
        "/sign-in",
        "/sign-in/demo",
        "/sign-out",
        ASSETS,
        CALLBACK,
        SCRIPTS,
    }
)
# Signing out ends whatever the browser holds, so it needs nobody to be signed in.
STATIC = frozenset({ASSETS, SCRIPTS})
OPEN = STATIC | {"/_favicon.ico", "/healthz", "/sign-in", "/sign-in/demo", "/sign-out"}

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
EXTENSION = "access.gate"


@dataclass(frozen=True)
class Gate:
    """Hold what the gate compares each request with, fixed when the app is complete."""

    specs: Mapping[str, Spec]
    body_limits: Mapping[str, int]


def install_gate(server: Flask, app: Dash, *, body_limits: Mapping[str, int] | None = None) -> None:
    """Put the gate before the complete app; raises Undeclared if anything would stand open.

    Call it last. `body_limits` gives the largest body of a rule that takes more than a form.
    """
    check_declared(app)
    check_routes(server, ROUTES)
    limits = {CALLBACK: LARGEST_CALLBACK_BODY, **(body_limits or {})}
    server.extensions[EXTENSION] = Gate(specs_of(app.callback_map), limits)
    server.before_request(pass_gate)
    install_refusals(server)
    install_headers(server, app, https=services_of(server).settings.https, static=STATIC)


def pass_gate() -> Response | None:
    """Refuse the request, send the person to sign in, or let it through by returning nothing."""
    gate: Gate = current_app.extensions[EXTENSION]
    rule = request.url_rule.rule if request.url_rule else ""
    _check_demo_stays_here()
    _check_size(gate.body_limits.get(rule, LARGEST_BODY))
    _check_same_origin()
    if rule in OPEN:
        return None
    who = current_principal()
    if not who.signed_in:
        return _to_sign_in()
    if not allows(who.role, "page.read", NO_PUPIL):
        raise Refusal(403, NOT_ALLOWED)
    if rule == CALLBACK:
        _check_callback(gate.specs, who)
    return None


def _check_demo_stays_here() -> None:
    # The settings refuse to start a demo elsewhere; this is for what they could not see, such as
    # an address written in a server's own configuration file.
    if not services().settings.demo:
        return
    ends = (request.environ.get("SERVER_NAME", ""), request.environ.get("REMOTE_ADDR", ""))
    if not all(_is_here(end) for end in ends):
        raise Refusal(403, "Demo mode answers on the computer it runs on and nowhere else.")


def _is_here(end: str) -> bool:
    # gunicorn gives the path of a unix socket as the server's name, and nothing as the peer's.
    return end == "" or end.startswith("/") or is_loopback(end)


def _check_size(limit: int) -> None:
    request.max_content_length = limit
    if (request.content_length or 0) > limit:
        raise Refusal(413, TOO_LARGE)


def _check_same_origin() -> None:
    # As Go's net/http.CrossOriginProtection, but stricter: one of the two headers must be there,
    # and every browser sends one. SameSite=Lax and JSON-only bodies stand behind this.
    if request.method in SAFE_METHODS:
        return
    site = request.headers.get("Sec-Fetch-Site")
    if site is None:
        same = urlsplit(request.headers.get("Origin", "")).netloc == request.host
    else:
        same = site in ("same-origin", "none")
    if not same:
        raise Refusal(403, ELSEWHERE)


def _to_sign_in() -> Response:
    if request.method not in ("GET", "HEAD") or not wants_page():
        raise Refusal(401, SIGNED_OUT)
    wanted = request.full_path if request.query_string else request.path
    return redirect(f"/sign-in?{urlencode({'next': wanted})}", code=303)


def _check_callback(specs: Mapping[str, Spec], who: Principal) -> None:
    if request.mimetype != "application/json":
        raise Refusal(415, NOT_UNDERSTOOD)
    try:
        check_body(_json_body(), specs)
    except Malformed as problem:
        LOG.warning("malformed callback session=%s problem=%s", who.session_id, problem)
        raise Refusal(400, NOT_UNDERSTOOD) from None


def _json_body() -> object:
    try:
        # Kept by the request, so that Dash reads the very values that were checked.
        return request.get_json()
    except (BadRequest, RecursionError):
        raise Malformed("not JSON") from None
