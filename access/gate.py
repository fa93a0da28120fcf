"""What every request must pass before anything of the app is run."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
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
from access.principal import VISITOR, Principal
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
from access.secured import ROUTING, check_declared, check_routes, policy_of
from access.services import current_principal, services, services_of
from access.settings import LARGEST_BODY

LOG = logging.getLogger("access")

LARGEST_CALLBACK_BODY = 512 * 1024
# What a visitor may call takes an address and nothing more.
LARGEST_VISITOR_BODY = 16 * 1024
CALLBACK = "/_dash-update-component"
SCRIPTS = "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>"
ASSETS = "/assets/<path:filename>"

# Who answers by a link has no account: each of these asks for the link itself.
ANSWERING = frozenset({"/answer", "/answer/<step>", "/answer/check", "/answer/thanks"})
ROUTES = ANSWERING | frozenset(
    {
        "/",
        "/<path:path>",
        "/_dash-dependencies",
        "/_dash-layout",
        "/_favicon.ico",
        "/_reload-hash",
        "/healthz",
        "/password",
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
# The page of the password lets in whoever has a session, even one that must change it.
OPEN = (
    STATIC
    | ANSWERING
    | {"/_favicon.ico", "/healthz", "/password", "/sign-in", "/sign-in/demo", "/sign-out"}
)

PAGES = frozenset({"/", "/<path:path>"})
# Every page of Dash needs these three. Two tell what the published source does; each callback asks
# for an action of its own.
PARTS_OF_PAGES = frozenset({"/_dash-dependencies", "/_dash-layout", CALLBACK})

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
EXTENSION = "access.gate"


@dataclass(frozen=True)
class Gate:
    """Hold what the gate compares each request with, fixed when the app is complete.

    `open_outputs` are the callbacks a visitor may call, `route_actions` the actions of rules beside
    Dash, and `page_action` gives that of the page at an address.
    """

    specs: Mapping[str, Spec]
    body_limits: Mapping[str, int]
    open_outputs: frozenset[str]
    route_actions: Mapping[str, str]
    page_action: Callable[[str], str]


def install_gate(
    server: Flask,
    app: Dash,
    *,
    page_action: Callable[[str], str],
    body_limits: Mapping[str, int] | None = None,
) -> None:
    """Put the gate before the complete app; raises Undeclared if anything would stand open.

    Call it last. `page_action` names the action of the page at an address; `body_limits` gives the
    largest body of a rule that takes more than a form.
    """
    check_declared(app)
    check_routes(server, ROUTES)
    limits = {CALLBACK: LARGEST_CALLBACK_BODY, **(body_limits or {})}
    server.extensions[EXTENSION] = Gate(
        specs=specs_of(app.callback_map),
        body_limits=limits,
        open_outputs=_open_outputs(app),
        route_actions=_route_actions(server),
        page_action=page_action,
    )
    server.before_request(pass_gate)
    install_refusals(server)
    install_headers(server, app, https=services_of(server).settings.https, static=STATIC)


def _open_outputs(app: Dash) -> frozenset[str]:
    # Routing is asked by every page; which address it leads to is checked with each request.
    declared = {name: policy_of(entry.get("callback")) for name, entry in app.callback_map.items()}
    granted = {
        name
        for name, found in declared.items()
        if found is not None and allows(VISITOR, found.action, NO_PUPIL)
    }
    return frozenset({ROUTING, *granted})


def _route_actions(server: Flask) -> dict[str, str]:
    declared = {
        rule.rule: policy_of(server.view_functions[rule.endpoint])
        for rule in server.url_map.iter_rules()
    }
    return {rule: found.action for rule, found in declared.items() if found is not None}


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
    if not _may_pass(who, _action_needed(gate, rule)):
        if not who.signed_in:
            return _to_sign_in()
        raise Refusal(403, NOT_ALLOWED)
    if rule == CALLBACK:
        _check_callback(gate, who)
    return None


def _action_needed(gate: Gate, rule: str) -> str:
    if rule in PARTS_OF_PAGES:
        return "panel.read"
    if rule in PAGES:
        return gate.page_action(request.path)
    return gate.route_actions.get(rule, "page.read")


def _may_pass(who: Principal, action: str) -> bool:
    # Staff may open any page, and are told there what they may not see.
    return any(allows(who.role, each, NO_PUPIL) for each in ("page.read", action))


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


def _check_callback(gate: Gate, who: Principal) -> None:
    if not who.signed_in:
        _check_visitor(gate)
    if request.mimetype != "application/json":
        raise Refusal(415, NOT_UNDERSTOOD)
    try:
        spec = check_body(_json_body(), gate.specs)
    except Malformed as problem:
        LOG.warning("malformed callback session=%s problem=%s", who.session_id, problem)
        raise Refusal(400, NOT_UNDERSTOOD) from None
    if spec.output == ROUTING and not _may_pass(who, gate.page_action(_address_asked())):
        raise Refusal(403, NOT_ALLOWED) if who.signed_in else Refusal(401, SIGNED_OUT)


def _check_visitor(gate: Gate) -> None:
    _check_size(LARGEST_VISITOR_BODY)
    try:
        body = _json_body() if request.mimetype == "application/json" else None
    except Malformed:
        body = None
    output = body.get("output") if isinstance(body, dict) else None
    if not isinstance(output, str) or output not in gate.open_outputs:
        raise Refusal(401, SIGNED_OUT)


def _address_asked() -> str:
    inputs: list[dict[str, str]] = request.get_json()["inputs"]
    return next(item["value"] for item in inputs if item["property"] == "pathname")


def _json_body() -> object:
    try:
        # Kept by the request, so that Dash reads the very values that were checked.
        return request.get_json()
    except (BadRequest, RecursionError):
        raise Malformed("not JSON") from None
