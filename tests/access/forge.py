"""Forged callback requests for any Dash app behind the gate: exact ones, and fuzzed ones."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dash import Dash
from flask.testing import FlaskClient
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from access.bodies import MANY, MATCH, Part, specs_of
from access.secured import Declared

CALLBACK = "/_dash-update-component"
SAME_SITE = {"Sec-Fetch-Site": "same-origin"}


@dataclass(frozen=True)
class Forged:
    """Hold one well-formed body, and what the callback it names was declared to do."""

    output: str
    declared: Declared
    body: dict[str, Any]


def forged_requests(app: Dash, *, subject: Any = "P-1") -> Iterator[Forged]:
    """Yield a well-formed request to every callback under the policy, about this pupil."""
    for output, entry in app.callback_map.items():
        declared = getattr(entry.get("callback"), "__policy__", None)
        if declared is not None:
            values = {declared.subject: subject} if declared.subject else {}
            yield Forged(output, declared, well_formed(app, output, values))


def well_formed(app: Dash, output: str, values: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return the body a browser would send, with these values under their keywords."""
    spec = specs_of(app.callback_map)[output]
    given = _by_place(app.callback_map[output]["inputs_state_indices"], values or {})
    inputs = [_item(part, given.get(place)) for place, part in enumerate(spec.inputs)]
    state = [
        _item(part, given.get(place)) for place, part in enumerate(spec.state, len(spec.inputs))
    ]
    outputs = [_item(part, None) for part in spec.outputs]
    body = {"output": output, "inputs": inputs, "changedPropIds": [], "parsedChangedPropsIds": []}
    if state:
        body["state"] = state
    if spec.multi and outputs:
        body["outputs"] = outputs
    elif outputs:
        body["outputs"] = outputs[0]
    return body


def post(client: FlaskClient, body: object) -> TestResponse:
    """Send a body as the page's script would."""
    text = body if isinstance(body, (str, bytes)) else json.dumps(body)
    sent = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return client.post(CALLBACK, data=sent, headers=SAME_SITE, content_type="application/json")


def fuzzed_bodies(app: Dash, *, subject: Any = "P-1") -> st.SearchStrategy[Any]:
    """Return a strategy of bodies: with odd values, broken, or not a body at all."""
    exact = [forged.body for forged in forged_requests(app, subject=subject)]
    exact += [well_formed(app, output) for output in specs_of(app.callback_map)]
    noise = st.one_of(ANYTHING, st.binary(max_size=40), DEEP)
    return st.one_of(_odd(exact), _odd(exact), _broken(exact), noise)


TEXTS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["", "P-1", "P-own", "../x", "\x00", "\ud800", "<script>", "=1+1", "a" * 300]),
)
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.just(10**400), st.floats(), TEXTS)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)
DEEP = st.integers(30, 6_000).map(lambda depth: "[" * depth + "]" * depth)


@st.composite
def _odd(draw: st.DrawFn, exact: list[dict[str, Any]]) -> Any:
    # Only values differ, so that the body passes the gate and the values reach the callback.
    body = copy.deepcopy(draw(st.sampled_from(exact)))
    parts = [part for part in _parts(body) if draw(st.booleans())]
    for part in parts:
        part["value"] = draw(st.one_of(SCALARS, SCALARS, ANYTHING))
    return body


def _parts(body: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for item in (*body["inputs"], *body.get("state", [])):
        yield from item if isinstance(item, list) else [item]


@st.composite
def _broken(draw: st.DrawFn, exact: list[dict[str, Any]]) -> Any:
    body = copy.deepcopy(draw(st.sampled_from(exact)))
    for _ in range(draw(st.integers(1, 3))):
        places = list(_places(body))
        if places:
            _break(draw, *draw(st.sampled_from(places)))
    return body


def _break(draw: st.DrawFn, holder: Any, key: Any) -> None:
    how = draw(st.sampled_from(["replace", "remove", "repeat", "add"]))
    if how == "replace":
        holder[key] = draw(ANYTHING)
    elif how == "remove":
        del holder[key]
    elif how == "repeat" and isinstance(holder, list):
        holder.append(copy.deepcopy(holder[key]))
    elif isinstance(holder, dict):
        holder[draw(TEXTS)] = draw(ANYTHING)


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    keys = value if isinstance(value, dict) else range(len(value))
    for key in keys:
        yield value, key
        if isinstance(value[key], (dict, list)):
            yield from _places(value[key])


def _by_place(indices: Any, values: Mapping[str, Any]) -> dict[int, Any]:
    if not isinstance(indices, dict):
        return {}
    return {place: values[name] for name, place in indices.items() if name in values}


def _item(part: Part, value: Any) -> Any:
    identity = part.id
    if isinstance(identity, dict):
        identity = {
            key: "x" if wanted == MATCH or wanted in MANY else wanted
            for key, wanted in identity.items()
        }
    item = {"id": identity, "property": part.prop, "value": value}
    return [item] if part.many else item
