"""Register callbacks and routes together with the action that a person must be allowed to do."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn, get_type_hints

from dash import Dash
from flask import Flask
from pydantic import ConfigDict, TypeAdapter, ValidationError

from access.policy import ACTIONS, NO_PUPIL, allows
from access.principal import Principal
from access.refusals import NOT_ALLOWED, NOT_UNDERSTOOD, SIGNED_OUT, Refusal
from access.services import current_principal, services
from data.schemas import TABLES

# The callbacks that Dash's own pages register: routing, and the title, which runs in the browser.
ROUTING = ".._pages_content.children..._pages_store.data.."
DASH_OWN = frozenset({ROUTING, "_pages_dummy.children"})

PUPIL_ID = TABLES["pupils"].by_name["pupil_id"]
STRICT = ConfigDict(strict=True)


class Undeclared(RuntimeError):
    """Refuse to start: something could be reached without an action of the policy."""


@dataclass(frozen=True)
class Declared:
    """Name the action a callback or route does, and the argument that names the pupil."""

    action: str
    subject: str | None = None


def secured(
    app: Dash,
    function: Callable[..., Any],
    *,
    action: str,
    output: Any,
    inputs: Mapping[str, Any],
    state: Mapping[str, Any] | None = None,
    subject: str | None = None,
    prevent_initial_call: bool = False,
) -> Callable[..., Any]:
    """Register a callback that runs only for those whom the policy allows; return it unchanged.

    The function takes `who` and the inputs and state by name; a value that is not of the type it
    declares is refused before it runs, for Dash checks none.
    """
    declared = declare(action, subject)
    adapters = _adapters(function, [*inputs, *(state or {})], subject)

    @functools.wraps(function)
    def guarded(**values: Any) -> Any:
        who = admit(declared, values.get(subject or ""))
        return function(who=who, **_of_declared_types(adapters, values))

    guarded.__policy__ = declared  # type: ignore[attr-defined]
    app.callback(
        output=output,
        inputs=dict(inputs),
        state=dict(state or {}),
        prevent_initial_call=prevent_initial_call,
        on_error=_raise_again,
    )(guarded)
    return function


def secured_route(
    server: Flask,
    rule: str,
    function: Callable[..., Any],
    *,
    action: str,
    subject: str | None = None,
    methods: Sequence[str] = ("GET",),
) -> Callable[..., Any]:
    """Register a route beside Dash under the same policy; its arguments are those of the rule."""
    declared = declare(action, subject)

    @functools.wraps(function)
    def guarded(**values: Any) -> Any:
        return function(who=admit(declared, values.get(subject or "")), **values)

    guarded.__policy__ = declared  # type: ignore[attr-defined]
    server.add_url_rule(rule, endpoint=rule, view_func=guarded, methods=list(methods))
    return function


def declare(action: str, subject: str | None) -> Declared:
    """Return the declaration; raises Undeclared if it does not fit the policy."""
    if action not in ACTIONS:
        raise Undeclared(f"The policy has no action {action!r}.")
    if ACTIONS[action].about_pupil != (subject is not None):
        needed = "needs" if subject is None else "takes no"
        raise Undeclared(f"The action {action!r} {needed} subject.")
    return Declared(action, subject)


def admit(declared: Declared, pupil_id: object = None) -> Principal:
    """Return who is asking if the policy lets them, else refuse with 400, 401, 403 or 404."""
    who = current_principal()
    if declared.subject is None and allows(who.role, declared.action, NO_PUPIL):
        return who
    if not who.signed_in:
        raise Refusal(401, SIGNED_OUT)
    if declared.subject is None:
        return _deny(who, declared)
    problem = PUPIL_ID.problem(pupil_id)
    if problem:
        raise Refusal(400, problem)
    return _admit_to_pupil(who, declared, str(pupil_id))


def _admit_to_pupil(who: Principal, declared: Declared, pupil_id: str) -> Principal:
    relation = services().relations.relation(who, pupil_id)
    if relation is not None and allows(who.role, declared.action, relation):
        return who
    # Only somebody who may read any pupil learns that there is none of this reference.
    if relation is None and allows(who.role, "pupil.read", "other"):
        raise Refusal(404, "There is no pupil of this reference.")
    return _deny(who, declared, pupil_id)


def _deny(who: Principal, declared: Declared, pupil_id: str = "") -> NoReturn:
    services().activity.record(who.username, declared.action, subject=pupil_id, outcome="denied")
    raise Refusal(403, NOT_ALLOWED)


def check_declared(app: Dash) -> None:
    """Raise Undeclared listing every callback that runs on the server without a policy."""
    finish_setup(app)
    bare = sorted(
        name
        for name, entry in app.callback_map.items()
        if name not in DASH_OWN and "callback" in entry and not policy_of(entry["callback"])
    )
    if bare:
        raise Undeclared(f"Callbacks without an action of the policy: {', '.join(bare)}")


def check_routes(server: Flask, allowed: Collection[str]) -> None:
    """Raise Undeclared listing every route that is neither expected nor under the policy."""
    bare = sorted(
        rule.rule
        for rule in server.url_map.iter_rules()
        if rule.rule not in allowed and not policy_of(server.view_functions[rule.endpoint])
    )
    if bare:
        raise Undeclared(f"Routes without an action of the policy: {', '.join(bare)}")


def finish_setup(app: Dash) -> None:
    """Have Dash do now what it leaves to its first request: collect callbacks, pages and scripts.

    Two first requests at once would otherwise race, and start-up would see half the callbacks.
    """
    if not app._got_first_request["setup_server"]:
        with app.server.test_request_context():
            app.server.preprocess_request()


def policy_of(function: Any) -> Declared | None:
    """Return what a callback or route was declared to do, None if it was not."""
    return getattr(function, "__policy__", None)


def _adapters(
    function: Callable[..., Any], names: Sequence[str], subject: str | None
) -> dict[str, TypeAdapter[Any]]:
    hints = get_type_hints(function)
    expected = sorted({"who", *names})
    if sorted(inspect.signature(function).parameters) != expected or not hints.keys() >= {*names}:
        raise Undeclared(f"{function.__qualname__} must take {', '.join(expected)}, each typed.")
    if subject is not None and subject not in names:
        raise Undeclared(f"{function.__qualname__} has no input or state {subject!r}.")
    return {name: TypeAdapter(hints[name], config=STRICT) for name in names}


def _of_declared_types(
    adapters: Mapping[str, TypeAdapter[Any]], values: Mapping[str, Any]
) -> dict[str, Any]:
    try:
        return {name: adapters[name].validate_python(value) for name, value in values.items()}
    except ValidationError:
        raise Refusal(400, NOT_UNDERSTOOD) from None


def _raise_again(error: Exception) -> NoReturn:
    # Given to each callback so that no app-wide handler can turn a refusal into an answer.
    raise error
