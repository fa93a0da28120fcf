from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from access.secured import ROUTING
from tests.access.forge import fuzzed_bodies, post, well_formed
from tests.access.small_app import CANARY, World

EXAMPLES = 200
OPEN_TO_VISITORS = ("panel-read-out.children", "sen2-read-out.children", ROUTING)
BROKEN_ON_PURPOSE = ("fail-out.children", "set-out.children")


def may_be_done_by_a_visitor(body: Any) -> bool:
    """Say whether a body names what is open to somebody who has not signed in."""
    return isinstance(body, dict) and body.get("output") in OPEN_TO_VISITORS


@pytest.mark.no_cover
@pytest.mark.parametrize("role", ["", "analyst", "panel"])
def test_no_body_breaks_the_server_or_reads_what_it_may_not(shared: World, role: str):
    client = shared.signed_in(role) if role else shared.client()

    @given(body=fuzzed_bodies(shared.app, subject="P-own"))
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    def try_one(body: Any) -> None:
        response = post(client, body)
        if not (isinstance(body, dict) and body.get("output") in BROKEN_ON_PURPOSE):
            assert response.status_code < 500
        if not role:
            assert response.status_code in (200, 204, 400, 401, 413)
            assert response.status_code >= 400 or may_be_done_by_a_visitor(body)
        if role != "panel":
            assert CANARY not in response.text

    try_one()


@pytest.mark.no_cover
def test_no_address_breaks_dash_s_own_routing(shared: World):
    client = shared.signed_in("panel")

    @given(pathname=st.text(max_size=30), search=st.text(max_size=30))
    @settings(max_examples=EXAMPLES, deadline=None, database=None)
    def try_one(pathname: str, search: str) -> None:
        body = well_formed(shared.app, ROUTING)
        body["inputs"][0]["value"], body["inputs"][1]["value"] = f"/{pathname}", f"?{search}"
        assert post(client, body).status_code in (200, 400)

    try_one()
