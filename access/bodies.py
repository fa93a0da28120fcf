"""What a callback's body must be: the registered ids and properties, no more and no fewer.

Dash compares only how many inputs there are, so forged ones are refused here before it reads them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from access.secured import ROUTING

DEEPEST = 32
KEYS = {"output", "outputs", "inputs", "state", "changedPropIds", "parsedChangedPropsIds"}
PART_KEYS = {"id", "property", "value", "allow_optional"}

MATCH = ["MATCH"]
MANY = (["ALL"], ["ALLSMALLER"])
LONGEST_KEY = 200
LONGEST_LOGGED = 120
LARGEST = 2**63 - 1
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
DUPLICATE_MARK = re.compile(r"@[0-9a-f]{64}")

# Dash's own routing fails on any other value of the address.
ADDRESS = {
    "pathname": re.compile(r"/[^\x00-\x1f\x7f]{0,2000}"),
    "search": re.compile(r"(\?[^\x00-\x1f\x7f]{0,2000})?"),
}


class Malformed(ValueError):
    """Refuse a body; the message says what is wrong with its form and holds none of its values."""


@dataclass(frozen=True)
class Part:
    """Name one property of one component, or of every component that matches a pattern."""

    id: str | dict[str, Any]
    prop: str

    @property
    def many(self) -> bool:
        """Say whether the body holds a list here: one item for each component that matches."""
        return isinstance(self.id, dict) and any(value in MANY for value in self.id.values())


@dataclass(frozen=True)
class Spec:
    """Hold what a callback was registered with; `multi` if its outputs arrive as a list."""

    output: str
    outputs: tuple[Part, ...]
    inputs: tuple[Part, ...]
    state: tuple[Part, ...]
    multi: bool


def specs_of(callback_map: Mapping[str, Mapping[str, Any]]) -> dict[str, Spec]:
    """Return the spec of every callback that runs on the server, by its output."""
    return {
        name: Spec(
            output=name,
            outputs=_outputs(name, entry),
            inputs=tuple(_part(item["id"], item["property"]) for item in entry["inputs"]),
            state=tuple(_part(item["id"], item["property"]) for item in entry["state"]),
            multi=isinstance(entry["output"], (list, tuple)),
        )
        for name, entry in callback_map.items()
        if "callback" in entry
    }


def check_body(body: object, specs: Mapping[str, Spec]) -> Spec:
    """Return the spec the body fulfils; raises Malformed if it fulfils none."""
    _check_values(body)
    if not isinstance(body, dict) or not body.keys() <= KEYS:
        raise Malformed("keys")
    output = body.get("output")
    if not isinstance(output, str) or output not in specs:
        # ascii() escapes line ends and control characters, so that one request is one line.
        raise Malformed(f"no callback {ascii(output)[:LONGEST_LOGGED]}")
    try:
        return _check_against(body, specs[output])
    except Malformed as problem:
        raise Malformed(f"{problem} of {output}") from None


def _check_against(body: dict[str, Any], spec: Spec) -> Spec:
    bound: dict[str, Any] = {}
    named = _check_parts(body.get("inputs", []), spec.inputs, bound)
    _check_parts(body.get("state", []), spec.state, bound)
    _check_parts(_outputs_given(body, spec), spec.outputs, bound)
    _check_changed(body.get("changedPropIds", []), named)
    if not isinstance(body.get("parsedChangedPropsIds", []), list):
        raise Malformed("parsedChangedPropsIds")
    if spec.output == ROUTING:
        _check_address(body["inputs"])
    return spec


def _check_values(body: object) -> None:
    level = [body]
    for _ in range(DEEPEST):
        if not all(map(_can_be_kept, level)):
            raise Malformed("value")
        level = [inner for outer in level for inner in _children(outer)]
        if not level:
            return
    raise Malformed("depth")


def _children(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return (*value.keys(), *value.values())
    return value if isinstance(value, list) else ()


def _can_be_kept(value: object) -> bool:
    # Half a pair of surrogates is in no encoding and PostgreSQL keeps no NUL; neither database
    # keeps a larger whole number, and NaN, which compares as false, is not JSON at all.
    if isinstance(value, str):
        return "\0" not in value and (value.isascii() or not LONE_SURROGATE.search(value))
    return not isinstance(value, (int, float)) or -LARGEST <= value <= LARGEST


def _part(identity: str, name: str) -> Part:
    return Part(json.loads(identity) if identity.startswith("{") else identity, name)


def _outputs(name: str, entry: Mapping[str, Any]) -> tuple[Part, ...]:
    output = entry["output"]
    mark = DUPLICATE_MARK.search(name)
    return tuple(
        _part(
            each.component_id_str(),
            each.component_property + (mark.group() if mark and each.allow_duplicate else ""),
        )
        for each in (output if isinstance(output, (list, tuple)) else [output])
    )


def _outputs_given(body: Mapping[str, Any], spec: Spec) -> object:
    given = body.get("outputs")
    if not spec.outputs and given is None:
        return []
    return given if spec.multi else [given]


def _check_parts(given: object, wanted: tuple[Part, ...], bound: dict[str, Any]) -> set[str]:
    if not isinstance(given, list) or len(given) != len(wanted):
        raise Malformed("number of parts")
    pairs = zip(given, wanted, strict=True)
    return {name for item, part in pairs for name in _names(item, part, bound)}


def _names(given: object, part: Part, bound: dict[str, Any]) -> list[str]:
    if not part.many:
        return [_name(given, part, bound)]
    if not isinstance(given, list):
        raise Malformed("pattern")
    names = [_name(item, part, bound) for item in given]
    if len(set(names)) != len(names):
        raise Malformed("duplicate")
    return names


def _name(given: object, part: Part, bound: dict[str, Any]) -> str:
    if not isinstance(given, dict) or not given.keys() <= PART_KEYS:
        raise Malformed("part")
    if given.get("property") != part.prop:
        raise Malformed("property")
    _check_id(given.get("id"), part.id, bound)
    return f"{_stringified(given['id'])}.{part.prop}"


def _check_id(given: object, wanted: str | dict[str, Any], bound: dict[str, Any]) -> None:
    if isinstance(wanted, str):
        if given != wanted:
            raise Malformed("id")
        return
    if not isinstance(given, dict) or given.keys() != wanted.keys():
        raise Malformed("pattern id")
    for key, value in wanted.items():
        _check_key(key, given[key], value, bound)


def _check_key(key: str, given: object, wanted: object, bound: dict[str, Any]) -> None:
    if not isinstance(given, (str, int)) or len(str(given)) > LONGEST_KEY:
        raise Malformed("pattern key")
    if wanted == MATCH:
        wanted = bound.setdefault(key, given)
    if wanted not in MANY and (type(given), given) != (type(wanted), wanted):
        raise Malformed("pattern value")


def _check_changed(given: object, named: set[str]) -> None:
    if not isinstance(given, list) or not all(isinstance(item, str) for item in given):
        raise Malformed("changedPropIds")
    if not named.issuperset(given):
        raise Malformed("changedPropIds")


def _check_address(inputs: list[dict[str, Any]]) -> None:
    for item in inputs:
        value = item.get("value")
        if not isinstance(value, str) or not ADDRESS[item["property"]].fullmatch(value):
            raise Malformed("address")


def _stringified(identity: str | dict[str, Any]) -> str:
    # As the browser writes it in changedPropIds: keys sorted, no spaces, letters as they are.
    if isinstance(identity, str):
        return identity
    return json.dumps(identity, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
