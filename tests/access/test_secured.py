from __future__ import annotations

from typing import Any

import dash
import pytest
from dash import ClientsideFunction, Dash, Input, Output, State, html
from flask import Flask

from access.gate import ANSWERING, ROUTES, install_gate
from access.principal import Principal
from access.secured import (
    Declared,
    Undeclared,
    check_declared,
    check_routes,
    finish_setup,
    secured,
    secured_route,
)
from tests.access.forge import forged_requests, post, well_formed
from tests.access.small_app import CANARY, World, do, new_dash, page_action

CLICK = {"clicks": Input("button", "n_clicks")}
OUT = Output("out", "children")


@pytest.fixture
def bare() -> Dash:
    return new_dash(Flask("bare", static_folder=None))


def about(*, who: Principal, pupil_id: str, clicks: int | None) -> str:
    return pupil_id


def untyped(*, who: Principal, clicks) -> str:  # type: ignore[no-untyped-def]
    return ""


def other_name(*, who: Principal, presses: int | None) -> str:
    return ""


def no_person(*, clicks: int | None) -> str:
    return ""


def no_function_at_all(clicks: int | None) -> str:
    return ""


@pytest.mark.parametrize(
    ("function", "changes"),
    [
        (do, {"action": "pupil.erase"}),
        (do, {"action": ""}),
        (do, {"action": "pupil.read"}),
        (about, {"action": "page.read", "subject": "pupil_id"}),
        (do, {"action": "pupil.read", "subject": "pupil_id"}),
        (do, {"action": "pupil.read", "subject": "who"}),
        (untyped, {}),
        (other_name, {}),
        (no_person, {}),
        (about, {}),
    ],
)
def test_a_declaration_that_does_not_fit_does_not_start(bare: Dash, function, changes):
    declaration = {"action": "page.read", "output": OUT, "inputs": CLICK, **changes}
    with pytest.raises(Undeclared):
        secured(bare, function, **declaration)
    assert bare.callback_map == {}


def test_the_function_comes_back_as_it_was(bare: Dash):
    returned = secured(bare, do, action="page.read", output=OUT, inputs=CLICK)
    assert returned is do
    assert not hasattr(do, "__policy__")


def test_the_declaration_is_on_the_registered_callback(bare: Dash):
    state = {"pupil_id": State("pupil", "data")}
    secured(
        bare, about, action="pupil.read", output=OUT, inputs=CLICK, state=state, subject="pupil_id"
    )
    entry = bare.callback_map["out.children"]
    assert entry["callback"].__policy__ == Declared("pupil.read", "pupil_id")
    assert entry["callback"].__name__ == "about"


def test_whether_it_runs_at_once_is_passed_on(bare: Dash):
    secured(bare, do, action="page.read", output=OUT, inputs=CLICK, prevent_initial_call=True)
    assert bare._callback_list[0]["prevent_initial_call"]


def test_start_up_passes_when_every_callback_is_declared(bare: Dash):
    secured(bare, do, action="page.read", output=OUT, inputs=CLICK)
    bare.clientside_callback(
        ClientsideFunction("ehcp", "print"), Output("printed", "data"), Input("print", "n_clicks")
    )
    check_declared(bare)
    check_declared(bare)


def test_a_callback_without_a_policy_stops_start_up(bare: Dash):
    bare.callback(Output("bare", "children"), Input("b", "n_clicks"))(no_function_at_all)
    with pytest.raises(Undeclared, match=r"bare\.children"):
        check_declared(bare)


def test_a_global_callback_without_a_policy_stops_start_up(bare: Dash):
    dash.callback(Output("global", "children"), Input("b", "n_clicks"))(no_function_at_all)
    with pytest.raises(Undeclared, match=r"global\.children"):
        check_declared(bare)


def test_a_callback_that_only_resembles_dash_s_own_stops_start_up(bare: Dash):
    bare.callback(Output("_pages_content", "style"), Input("b", "n_clicks"))(no_function_at_all)
    with pytest.raises(Undeclared, match="_pages_content"):
        check_declared(bare)


def test_the_gate_is_not_installed_before_an_open_door(bare: Dash):
    bare.callback(Output("bare", "children"), Input("b", "n_clicks"))(no_function_at_all)
    with pytest.raises(Undeclared):
        install_gate(bare.server, bare, page_action=page_action)


def test_dash_does_its_first_request_s_work_at_start_up(bare: Dash):
    bare.layout = html.Div([dash.page_container])
    assert bare.callback_map == {}
    finish_setup(bare)
    assert len(bare.callback_map) == 2
    scripts = bare.csp_hashes()
    finish_setup(bare)
    assert bare.csp_hashes() == scripts


def test_a_route_nobody_declared_stops_start_up(bare: Dash):
    check_routes(bare.server, ROUTES)
    bare.server.add_url_rule("/export", view_func=lambda: "everything", endpoint="export")
    with pytest.raises(Undeclared, match="/export"):
        check_routes(bare.server, ROUTES)


def test_a_route_under_the_policy_does_not(bare: Dash):
    secured_route(bare.server, "/export/<pupil_id>", about, action="pupil.read", subject="pupil_id")
    check_routes(bare.server, ROUTES)
    with pytest.raises(Undeclared):
        secured_route(bare.server, "/all", about, action="pupil.read")


def test_the_routes_are_those_expected_and_no_others(shared: World):
    rules = {rule.rule for rule in shared.server.url_map.iter_rules()}
    assert rules == (ROUTES - ANSWERING) | {"/download/<pupil_id>", "/open/file"}


# The matrix: every callback under the policy, forged as every role in every relation.

OWN_WORDS = {
    "co-ordinator pupil.read own",
    "co-ordinator pupil.read other",
    "specialist assessment.write asked",
    "panel panel.record other",
    "senco pupil.read school",
}
ROLES = ("co-ordinator", "specialist", "panel", "senco", "analyst", "leader", "administrator")
RELATIONS = ("own", "asked", "school", "other")


def expected(role: str, declared: Declared, relation: str) -> int:
    from access.policy import allows

    return 200 if allows(role, declared.action, relation) else 403


@pytest.mark.no_cover
def test_the_matrix_of_roles_actions_and_relations_holds_over_http(shared: World):
    wrong: list[Any] = []
    tried: set[str] = set()
    for role in ROLES:
        client = shared.signed_in(role)
        for relation in RELATIONS:
            for forged in forged_requests(shared.app, subject=f"P-{relation}"):
                if forged.body["output"] in ("fail-out.children", "set-out.children"):
                    continue
                stands = relation if forged.declared.subject else "none"
                response = post(client, forged.body)
                status = 200 if response.status_code == 204 else response.status_code
                if status != expected(role, forged.declared, stands):
                    wrong.append((role, forged.output, relation, status))
                if status != 200 and CANARY in response.text:
                    wrong.append((role, forged.output, relation, "leak"))
                if status == 200:
                    tried.add(f"{role} {forged.declared.action} {stands}")
    assert wrong == []
    assert tried >= OWN_WORDS


@pytest.mark.parametrize("cookie", [None, "session=forged", "session=eyJ0b2tlbiI6IngifQ.x.y"])
def test_nobody_gets_what_is_published_and_nothing_else(shared: World, cookie: str | None):
    client = shared.client()
    headers = {"Cookie": cookie} if cookie else {}
    for relation in RELATIONS:
        for forged in forged_requests(shared.app, subject=f"P-{relation}"):
            response = client.post("/_dash-update-component", json=forged.body, headers=headers)
            if forged.declared.action in ("panel.read", "sen2.read"):
                assert response.status_code == 200
                continue
            assert (response.status_code, CANARY in response.text) == (401, False)
            assert response.json is not None
            assert "signed out" in response.json["error"]


def test_the_wrapper_asks_the_session_itself_even_without_the_gate(shared: World):
    callback = shared.app.callback_map["page-read-out.children"]["callback"].__wrapped__
    with shared.server.test_request_context(), pytest.raises(Exception) as refused:
        callback(clicks=None)
    assert refused.value.code == 401  # type: ignore[attr-defined]


READ = "pupil-read-out.children"


def read(world: World, username: str, pupil_id: Any) -> Any:
    body = well_formed(world.app, READ, {"pupil_id": pupil_id})
    return post(world.signed_in(username), body)


@pytest.mark.parametrize("role", ["co-ordinator", "panel"])
def test_who_may_read_any_pupil_is_told_that_there_is_none(shared: World, role: str):
    response = read(shared, role, "P-unknown")
    assert response.status_code == 404
    assert response.json == {"error": "There is no pupil of this reference."}


@pytest.mark.parametrize("role", ["specialist", "senco", "analyst", "leader", "administrator"])
def test_for_others_an_unknown_pupil_looks_like_a_forbidden_one(shared: World, role: str):
    unknown, forbidden = read(shared, role, "P-unknown"), read(shared, role, "P-other")
    assert (unknown.status_code, unknown.data) == (forbidden.status_code, forbidden.data)
    assert unknown.status_code == 403
    assert [*unknown.headers] == [*forbidden.headers]


@pytest.mark.parametrize(
    "pupil_id",
    [None, "", 1, True, [], ["P-own"], {"a": 1}, "a b", "../own", "P-own\n", "P" * 33, "Ｐ-own"],
)
def test_what_is_no_reference_is_refused(shared: World, pupil_id: Any):
    assert read(shared, "panel", pupil_id).status_code == 400


def test_a_route_is_under_the_same_policy(shared: World):
    assert CANARY in shared.signed_in("panel").get("/download/P-own").text
    assert shared.signed_in("analyst").get("/download/P-own").status_code == 403
    assert shared.client().get("/download/P-own").status_code == 401


def test_a_denial_is_recorded_once_with_ids_only(world: World):
    world.account("ann", "analyst")
    client = world.signed_in("ann")
    post(client, well_formed(world.app, READ, {"pupil_id": "P-own"}))
    post(client, well_formed(world.app, "rule-write-out.children"))
    assert world.trail.events == [
        ("ann", "pupil.read", "P-own", "denied"),
        ("ann", "rule.write", "", "denied"),
    ]


@pytest.mark.parametrize(
    ("output", "value", "status"),
    [
        ("page-read-out.children", 3, 200),
        ("page-read-out.children", None, 200),
        ("page-read-out.children", "3", 400),
        ("page-read-out.children", True, 400),
        ("page-read-out.children", 3.5, 400),
        ("page-read-out.children", {"a": []}, 400),
        ("..first.children...second.children..", None, 200),
    ],
)
def test_a_value_of_another_type_is_refused(shared: World, output, value, status):
    body = well_formed(shared.app, output)
    body["inputs"][0]["value"] = value
    assert post(shared.signed_in("panel"), body).status_code == status


def test_a_text_that_no_file_can_hold_is_refused(shared: World):
    body = well_formed(shared.app, "..first.children...second.children..", {"name": "\ud800"})
    assert post(shared.signed_in("panel"), body).status_code == 400


def test_a_failure_shows_a_reference_and_none_of_the_record(shared: World, caplog):
    body = well_formed(shared.app, "fail-out.children")
    response = post(shared.signed_in("panel"), body)
    assert response.status_code == 500
    assert response.json is not None
    reference = response.json["error"].rstrip(".").split()[-1]
    (line,) = caplog.messages
    assert reference in line
    assert "KeyError" in line
    assert "small_app.py" in line
    assert CANARY not in line + response.text


def test_an_answer_that_is_not_json_fails_as_quietly(shared: World, caplog):
    response = post(shared.signed_in("panel"), well_formed(shared.app, "set-out.children"))
    assert response.status_code == 500
    assert CANARY not in "".join(caplog.messages) + response.text


def test_no_update_is_still_an_answer(shared: World):
    body = well_formed(shared.app, "alone-out.children")
    assert post(shared.signed_in("panel"), body).status_code == 204


def test_an_app_wide_error_handler_cannot_turn_a_refusal_into_an_answer(world: World, monkeypatch):
    monkeypatch.setattr(world.app, "_on_error", lambda error: "all is well")
    world.account("ann", "analyst")
    body = well_formed(world.app, READ, {"pupil_id": "P-own"})
    assert post(world.signed_in("ann"), body).status_code == 403
