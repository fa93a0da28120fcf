"""Every callback x role x relation, with forged requests, against the one policy table."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from access.policy import ACTIONS, NO_PUPIL, PUPIL_RELATIONS, allows
from data.schemas import ROLES
from tests.access.forge import forged_requests, fuzzed_bodies, post

STAFF = [role for role in ROLES if role != "family"]
REFUSED = {401, 403}
# Let in, the empty body then leads to an answer, to no update, or to a value of the wrong type.
LET_IN = {200, 204, 400}
UNKNOWN = "NOBODY-1"
# Four roles of 500 make the 2,000 bodies that must never make the server fail.
EXAMPLES = 500


def pupils_by_relation(app: Any, role: str) -> dict[str, str]:
    """Find a pupil in the store for each relation that this role's demo user can stand in."""
    from callbacks.context import StoreRelations, store
    from tests.conftest import demo_principal

    with app.server.test_request_context():
        who = demo_principal(role)
        found: dict[str, str] = {}
        for pupil_id in store().tables.load("pupils")["pupil_id"]:
            found.setdefault(str(StoreRelations().relation(who, pupil_id)), pupil_id)
            if len(found) == 2:
                break
        return found


@pytest.mark.parametrize("role", STAFF)
def test_every_callback_obeys_the_policy(shared_app: Any, sign_in: Any, role: str) -> None:
    client = sign_in(shared_app, role)
    pupils = pupils_by_relation(shared_app, role)
    wrong = []
    tried = 0
    for relation, pupil_id in {**pupils, NO_PUPIL: pupils["other"]}.items():
        for forged in forged_requests(shared_app, subject=pupil_id):
            if ACTIONS[forged.declared.action].about_pupil == (relation == NO_PUPIL):
                continue
            tried += 1
            status = post(client, forged.body).status_code
            expected = allows(role, forged.declared.action, relation)
            if status not in (LET_IN if expected else {403}):
                wrong.append((forged.output, relation, status))
    assert tried > 10
    assert wrong == []


def test_each_caseworker_is_tried_in_a_relation_of_their_own(shared_app: Any) -> None:
    found = {role: set(pupils_by_relation(shared_app, role)) for role in STAFF}
    assert found["co-ordinator"] >= {"own", "other"}
    assert found["specialist"] >= {"asked", "other"}
    assert found["senco"] >= {"school", "other"}
    assert set().union(*found.values()) == set(PUPIL_RELATIONS)


def test_a_visitor_reaches_what_is_published_and_nothing_else(shared_app: Any) -> None:
    client = shared_app.server.test_client()
    statuses: dict[str, set[int]] = {}
    for forged in forged_requests(shared_app):
        found = statuses.setdefault(forged.declared.action, set())
        found.add(post(client, forged.body).status_code)
    opened = {action for action, found in statuses.items() if found & LET_IN}
    assert opened == {"panel.read", "sen2.read"}
    assert {status for action in statuses.keys() - opened for status in statuses[action]} == {401}
    assert all(statuses[action] <= LET_IN for action in opened)


@pytest.mark.parametrize("path", ["/_dash-layout", "/_dash-dependencies"])
def test_what_every_page_needs_tells_a_visitor_nothing_of_the_store(
    shared_app: Any, sign_in: Any, path: str
) -> None:
    told = shared_app.server.test_client().get(path).text
    assert told == sign_in(shared_app, "co-ordinator").get(path).text
    assert "Northmoor" not in told
    assert "NM1" not in told


@pytest.mark.parametrize("role", STAFF)
def test_an_unknown_pupil_is_told_only_to_those_who_may_read_any(
    shared_app: Any, sign_in: Any, role: str
) -> None:
    client = sign_in(shared_app, role)
    expected = {404} if allows(role, "pupil.read", "other") else {403}
    statuses = {
        post(client, forged.body).status_code
        for forged in forged_requests(shared_app, subject=UNKNOWN)
        if ACTIONS[forged.declared.action].about_pupil
    }
    assert statuses == expected


@pytest.mark.parametrize("role", ["co-ordinator", "specialist", "analyst", "administrator"])
def test_no_body_makes_the_server_fail(shared_app: Any, sign_in: Any, role: str) -> None:
    client = sign_in(shared_app, role)

    @given(body=fuzzed_bodies(shared_app, subject="EX1"))
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    def try_one(body: Any) -> None:
        assert post(client, body).status_code < 500

    try_one()


def test_every_address_needs_somebody_signed_in(shared_app: Any) -> None:
    client = shared_app.server.test_client()
    open_to_all = (
        "/assets/",
        "/_dash-component-suites/",
        "/sign-",
        "/healthz",
        "/_favicon",
        "/answer",
    )
    for rule in shared_app.server.url_map.iter_rules():
        if rule.rule.startswith(open_to_all) or "GET" not in rule.methods:
            continue
        address = rule.rule.replace("<path:path>", "pupils/EX1")
        address = address.replace("<int:january>", "2026")
        if address.startswith(("/_dash-layout", "/_dash-dependencies", "/sen2/files/")):
            continue
        assert client.get(address).status_code in REFUSED | {302, 303}, address
