from __future__ import annotations

import copy
from typing import Any

import pytest

from access.bodies import DEEPEST, Malformed, check_body, specs_of
from access.secured import ROUTING
from tests.access.forge import well_formed
from tests.access.small_app import World

READ = "pupil-read-out.children"
PAIR = "..first.children...second.children.."
SCORE = '{"question":["MATCH"],"type":"score"}.children'
COUNT = "count.children"


@pytest.fixture(scope="module")
def check(shared: World):
    specs = specs_of(shared.app.callback_map)
    return lambda body: check_body(body, specs)


@pytest.fixture(scope="module")
def body_of(shared: World):
    return lambda output: copy.deepcopy(well_formed(shared.app, output))


def test_every_registered_body_is_let_through(shared: World, check):
    specs = specs_of(shared.app.callback_map)
    assert "printed.data" in shared.app.callback_map
    assert "printed.data" not in specs
    for output, spec in specs.items():
        body = well_formed(shared.app, output)
        if output == ROUTING:
            body["inputs"][0]["value"], body["inputs"][1]["value"] = "/", ""
        assert check(body) == spec


def change(body: Any, *path: Any) -> tuple[Any, Any]:
    for key in path[:-1]:
        body = body[key]
    return body, path[-1]


@pytest.mark.parametrize("path", [(), ("inputs", 0), ("state", 0), ("outputs",)])
def test_no_part_may_hold_anything_more(check, body_of, path):
    body = body_of(READ)
    part = body
    for key in path:
        part = part[key]
    part["more"] = 1
    with pytest.raises(Malformed):
        check(body)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("output",), "unknown.children"),
        (("output",), "printed.data"),
        (("output",), None),
        (("output",), ["pupil-read-out.children"]),
        (("outputs",), None),
        (("outputs",), []),
        (("outputs",), {"id": "other", "property": "children"}),
        (("outputs", "property"), "data"),
        (("inputs",), []),
        (("inputs",), None),
        (("inputs",), {}),
        (("inputs", 0), None),
        (("inputs", 0), []),
        (("inputs", 0, "id"), "other-button"),
        (("inputs", 0, "id"), None),
        (("inputs", 0, "id"), {"type": "row"}),
        (("inputs", 0, "property"), "value"),
        (("state",), []),
        (("state",), None),
        (("state", 0, "id"), "pupil2"),
        (("state", 0, "property"), "modified_timestamp"),
        (("changedPropIds",), None),
        (("changedPropIds",), [1]),
        (("changedPropIds",), "pupil-read-button.n_clicks"),
        (("changedPropIds",), ["pupil.data"]),
        (("parsedChangedPropsIds",), {}),
    ],
)
def test_anything_not_registered_is_refused(check, body_of, path, value):
    body = body_of(READ)
    holder, key = change(body, *path)
    holder[key] = value
    with pytest.raises(Malformed):
        check(body)


@pytest.mark.parametrize("body", [None, 1, "text", [], {}, [READ]])
def test_what_is_no_body_is_refused(check, body):
    with pytest.raises(Malformed):
        check(body)


def test_parts_may_not_be_repeated_or_left_out(check, body_of):
    for key in ("inputs", "state"):
        body = body_of(READ)
        body[key] *= 2
        with pytest.raises(Malformed):
            check(body)
        body = body_of(READ)
        del body[key]
        with pytest.raises(Malformed):
            check(body)


def test_the_input_that_changed_may_be_named(check, body_of):
    body = body_of(READ)
    body["changedPropIds"] = ["pupil-read-button.n_clicks"]
    assert check(body)


@pytest.mark.parametrize("outputs", [None, [], {}, [{"id": "first", "property": "children"}]])
def test_a_list_of_outputs_must_be_whole(check, body_of, outputs):
    body = body_of(PAIR)
    body["outputs"] = outputs
    with pytest.raises(Malformed):
        check(body)


def test_outputs_must_be_in_their_order(check, body_of):
    body = body_of(PAIR)
    body["outputs"].reverse()
    with pytest.raises(Malformed):
        check(body)


def test_a_callback_without_outputs_takes_none(shared: World, check, body_of):
    (output,) = (name for name, e in shared.app.callback_map.items() if e["no_output"])
    body = body_of(output)
    assert check(body)
    assert check({**body, "outputs": []})
    with pytest.raises(Malformed):
        check({**body, "outputs": [{"id": "first", "property": "children"}]})


def test_a_duplicate_output_carries_its_mark(shared: World, check, body_of):
    (output,) = (name for name in shared.app.callback_map if name.startswith("notice.children@"))
    body = body_of(output)
    assert body["outputs"]["property"].startswith("children@")
    assert check(body)
    body["outputs"]["property"] = "children"
    with pytest.raises(Malformed):
        check(body)


def row(question: Any, **more: Any) -> dict[str, Any]:
    return {"id": {"type": "row", "question": question, **more}, "property": "value", "value": 1}


@pytest.mark.parametrize("question", ["asd", "bé", 3, True])
def test_a_matching_row_is_let_through(check, body_of, question):
    body = body_of(SCORE)
    body["inputs"] = [row(question)]
    body["outputs"]["id"]["question"] = question
    assert check(body)


@pytest.mark.parametrize(
    "given",
    [
        row("other than the output's"),
        row(["ALL"]),
        row(None),
        row({"a": 1}),
        row(1.5),
        row("a" * 201),
        row("x", more="y"),
        {"id": {"type": "row"}, "property": "value"},
        {"id": {"type": "other", "question": "x"}, "property": "value"},
        {"id": '{"question":"x","type":"row"}', "property": "value"},
        [row("x")],
    ],
)
def test_a_row_that_does_not_match_is_refused(check, body_of, given):
    body = body_of(SCORE)
    body["inputs"] = [given]
    with pytest.raises(Malformed):
        check(body)


def test_a_match_compares_types_as_well(check, body_of):
    body = body_of(SCORE)
    body["inputs"] = [row(True)]
    body["outputs"]["id"]["question"] = 1
    with pytest.raises(Malformed):
        check(body)


def test_a_pattern_takes_any_number_of_rows_but_each_once(check, body_of):
    body = body_of(COUNT)
    for rows in ([], [row("a")], [row("a"), row("b")]):
        body["inputs"] = [rows]
        assert check(body)
    body["changedPropIds"] = ['{"question":"b","type":"row"}.value']
    assert check(body)
    for rows in ([row("a"), row("a")], row("a"), [None], [[row("a")]]):
        body["inputs"] = [rows]
        with pytest.raises(Malformed):
            check(body)


@pytest.mark.parametrize(
    ("pathname", "search"),
    [
        (None, ""),
        ("", ""),
        ("pupil/1", ""),
        (1, ""),
        ("/pupil/a\nb/plan", ""),
        ("/" + "a" * 2_001, ""),
        ("/", None),
        ("/", 1),
        ("/", "a=1"),
        ("/", "?\x00"),
    ],
)
def test_routing_takes_an_address_and_nothing_else(check, body_of, pathname, search):
    body = body_of(ROUTING)
    for item in body["inputs"]:
        item["value"] = pathname if item["property"] == "pathname" else search
    with pytest.raises(Malformed):
        check(body)


def test_depth_is_measured_through_lists_and_objects(check, body_of):
    body = body_of(READ)
    body["state"][0]["value"] = nested(DEEPEST - 4)
    assert check(body)
    body["state"][0]["value"] = nested(DEEPEST - 3)
    with pytest.raises(Malformed, match="depth"):
        check(body)


def nested(levels: int) -> Any:
    inner: Any = "text"
    for level in range(levels):
        inner = [inner] if level % 2 else {"a": inner}
    return inner


@pytest.mark.parametrize(
    "odd", ["\ud800", "a\udfff", "a\0b", 2**63, -(10**400), float("nan"), float("inf"), 1e300]
)
def test_a_value_that_cannot_be_kept_is_refused_wherever_it_stands(check, body_of, odd):
    for value in (odd, [odd], {odd: 1}, {"a": [{"b": odd}]}):
        body = body_of(READ)
        body["state"][0]["value"] = value
        with pytest.raises(Malformed, match="value"):
            check(body)


@pytest.mark.parametrize("value", ["😀", "münchen", "line\nline\t", 2**63 - 1, -1.5, True, None])
def test_every_other_value_is_let_through(check, body_of, value):
    body = body_of(READ)
    body["state"][0]["value"] = value
    assert check(body)
