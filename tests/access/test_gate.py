from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, update

from access.gate import LARGEST_CALLBACK_BODY, LARGEST_VISITOR_BODY
from access.headers import security_headers
from access.secured import ROUTING
from access.settings import LARGEST_BODY
from data.accounts import ACCOUNTS
from data.database import SaveFailed, writing
from data.schemas import Invalid
from tests.access.forge import CALLBACK, post, well_formed
from tests.access.small_app import World, build_world, settings_for

PAGE = {"Accept": "text/html,application/xhtml+xml"}
FREE = "page-read-out.children"


@pytest.mark.parametrize("path", ["/healthz", "/sign-in", "/_favicon.ico", "/assets/small.css"])
def test_these_are_open_to_anybody(shared: World, path: str):
    with shared.client().get(path) as response:
        assert response.status_code == 200


def test_scripts_are_open_to_anybody(shared: World):
    page = shared.signed_in("panel").get("/").text
    script = page.split('<script src="')[1].split('"')[0]
    assert script.startswith("/_dash-component-suites/")
    response = shared.client().get(script)
    assert response.status_code == 200
    assert "no-store" not in response.headers["Cache-Control"]


@pytest.mark.parametrize(
    "path",
    ["/_dash-component-suites/unknown/a.js", "/_dash-component-suites/dash/../a.js", "/assets/no"],
)
def test_a_script_that_is_not_there_is_not_found(shared: World, path: str):
    response = shared.client().get(path)
    assert response.status_code == 404
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("/", "/sign-in?next=%2F"),
        ("/pupil/P1?tab=plan", "/sign-in?next=%2Fpupil%2FP1%3Ftab%3Dplan"),
        ("/a%22%3E%3Cscript%3E", "/sign-in?next=%2Fa%22%3E%3Cscript%3E"),
    ],
)
def test_a_page_sends_a_stranger_to_sign_in(shared: World, path: str, wanted: str):
    response = shared.client().get(path, headers=PAGE)
    assert (response.status_code, response.headers["Location"]) == (303, wanted)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/_reload-hash"),
        ("POST", CALLBACK),
        ("POST", "/"),
        ("PUT", "/sign-in"),
        ("GET", "/sign-out"),
        ("OPTIONS", "/"),
        ("GET", "/anything"),
    ],
)
def test_everything_else_tells_a_stranger_nothing(shared: World, method: str, path: str):
    response = shared.client().open(path, method=method)
    assert response.status_code == 401
    assert list(response.json or {}) == ["error"]


@pytest.mark.parametrize("path", ["/_dash-layout", "/_dash-dependencies"])
def test_what_every_page_needs_tells_a_stranger_what_it_tells_anybody(shared: World, path: str):
    told = {shared.signed_in(role).get(path).text for role in ("panel", "leader")}
    assert told == {shared.client().get(path).text}


@pytest.mark.parametrize("path", ["/open", "/open/", "/open/file"])
def test_published_figures_are_open_to_anybody(shared: World, path: str):
    assert shared.client().get(path, headers=PAGE).status_code == 200
    assert shared.signed_in("panel").get(path, headers=PAGE).status_code == 200


@pytest.mark.parametrize(
    "path", ["/opened", "/Open", "//open", "/pupil/open/plan", "/download/P-own"]
)
def test_an_address_that_looks_like_an_open_one_is_not(shared: World, path: str):
    response = shared.client().get(path, headers=PAGE)
    assert (response.status_code, response.headers["Location"][:14]) == (303, "/sign-in?next=")


@pytest.mark.parametrize("output", ["panel-read-out.children", "sen2-read-out.children"])
def test_a_visitor_calls_what_is_granted_and_is_read_strictly(shared: World, output: str):
    client, body = shared.client(), well_formed(shared.app, output)
    assert post(client, body).status_code == 200
    assert post(client, {**body, "inputs": []}).status_code == 400
    assert post(client, json.dumps(body) + " " * LARGEST_VISITOR_BODY).status_code == 413
    assert post(client, {**body, "output": [output]}).status_code == 401


@pytest.mark.parametrize("body", ["", "{", "null", "[]", "[" * 100_000, '{"output": "unknown"}'])
def test_a_visitor_s_nonsense_is_answered_as_anything_closed_is(shared: World, caplog, body: str):
    assert post(shared.client(), body).status_code == (413 if len(body) > 20_000 else 401)
    assert caplog.messages == []


@pytest.mark.parametrize(
    ("pathname", "status"),
    [("/open", 200), ("/open/", 200), ("/", 401), ("/pupil/P1/plan", 401), ("/opened", 401)],
)
def test_routing_leads_a_visitor_to_open_pages_only(shared: World, pathname: str, status: int):
    body = well_formed(shared.app, ROUTING)
    body["inputs"][0]["value"], body["inputs"][1]["value"] = pathname, ""
    assert post(shared.client(), body).status_code == status


def test_a_person_signed_in_gets_pages_and_layout(shared: World):
    client = shared.signed_in("leader")
    assert "_dash-config" in client.get("/", headers=PAGE).text
    for path in ("/_dash-layout", "/_dash-dependencies", "/pupil/P1/plan"):
        assert client.get(path).status_code == 200


def test_routing_shows_the_page_of_an_address(shared: World):
    body = well_formed(shared.app, ".._pages_content.children..._pages_store.data..")
    body["inputs"][0]["value"], body["inputs"][1]["value"] = "/pupil/P1/plan", "?tab=1"
    response = post(shared.signed_in("leader"), body)
    assert response.status_code == 200
    assert "home" in response.text


def test_a_role_that_may_not_open_pages_gets_none(world: World, engine: Engine):
    world.account("ann", "panel")
    with writing(engine) as connection:
        connection.execute(update(ACCOUNTS).values(role="family"))
    ann = world.signed_in("ann")
    assert ann.get("/").status_code == 403
    assert ann.get("/open").status_code == 200
    body = well_formed(world.app, ROUTING)
    body["inputs"][0]["value"], body["inputs"][1]["value"] = "/pupil/P1/plan", ""
    assert post(ann, body).status_code == 403


# Bodies.


def test_a_body_may_be_as_large_as_its_route_needs(shared: World):
    client = shared.signed_in("panel")
    pad = " " * (LARGEST_CALLBACK_BODY - len(json.dumps(well_formed(shared.app, FREE))))
    assert post(client, json.dumps(well_formed(shared.app, FREE)) + pad).status_code == 200
    assert post(client, json.dumps(well_formed(shared.app, FREE)) + pad + " ").status_code == 413
    for path, limit in (("/sign-in", LARGEST_BODY), ("/sign-out", LARGEST_BODY)):
        assert client.post(path, data=b"a" * (limit + 1)).status_code == 413
    assert client.get("/download/P-own", data=b"a" * 1_025).status_code == 413


def test_a_body_that_does_not_say_its_length_is_cut_at_the_limit(shared: World):
    from io import BytesIO

    large = BytesIO(b" " * (2 * LARGEST_CALLBACK_BODY))
    response = shared.signed_in("panel").post(
        CALLBACK,
        input_stream=large,
        content_type="application/json",
        environ_overrides={"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input_terminated": True},
    )
    assert response.status_code == 400
    assert large.tell() <= LARGEST_CALLBACK_BODY


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_only_json_is_read(shared: World, kind: str):
    body = json.dumps(well_formed(shared.app, FREE))
    response = shared.signed_in("panel").post(CALLBACK, data=body, content_type=kind)
    assert response.status_code == 415


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        b"\xff\xfe",
        "null",
        "[]",
        '"text"',
        "[" * 33 + "]" * 33,
        "[" * 100_000,
        "[" * 5_000 + "]" * 5_000,
        '{"output":' + '{"a":' * 5_000 + "1" + "}" * 5_001,
        "9" * 5_000,
        '{"output": "unknown.children"}',
        '{"output": "a\\nFORGED LINE"}',
    ],
)
def test_a_malformed_body_is_one_line_in_the_log(shared: World, caplog, body: Any):
    response = post(shared.signed_in("panel"), body)
    assert response.status_code == 400
    assert list(response.json or {}) == ["error"]
    (line,) = caplog.messages
    assert line.startswith("malformed callback session=")
    assert "\n" not in line
    assert len(line) < 300
    assert caplog.records[0].exc_info is None
    assert caplog.records[0].levelno == logging.WARNING


# Other websites.


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 200),
        ({"Origin": "http://localhost"}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": ""}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "http://localhost:81"}, 403),
        ({"Origin": "http://localhost.evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": ""}, 403),
    ],
)
def test_another_website_cannot_send_anything(shared: World, headers, status: int):
    body = well_formed(shared.app, FREE)
    client = shared.signed_in("panel")
    del client.environ_base["HTTP_SEC_FETCH_SITE"]
    response = client.post(CALLBACK, json=body, headers=headers)
    assert response.status_code == status


@pytest.mark.parametrize("path", ["/sign-in", "/sign-out", "/sign-in/demo"])
def test_nor_send_a_form(shared: World, path: str):
    client = shared.signed_in("panel")
    headers = {"Sec-Fetch-Site": "cross-site", **PAGE}
    response = client.post(path, data={}, headers=headers)
    assert response.status_code == 403
    assert "<h1" in response.text
    assert client.get("/").status_code == 200


def test_a_link_from_another_website_may_open_a_page(shared: World):
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert shared.signed_in("panel").get("/", headers=headers).status_code == 200


# Headers.

ALWAYS = security_headers([], https=False).keys()


def test_every_answer_carries_the_headers(shared: World):
    panel = shared.signed_in("panel")
    answers = {
        200: panel.get("/"),
        204: post(panel, well_formed(shared.app, "alone-out.children")),
        303: shared.client().get("/", headers=PAGE),
        400: post(panel, "{"),
        401: shared.client().get("/_reload-hash"),
        403: post(panel, well_formed(shared.app, "rule-write-out.children")),
        404: shared.client().get("/assets/no"),
        405: panel.post("/"),
        413: panel.post("/sign-in", data=b"a" * (LARGEST_BODY + 1)),
        415: panel.post(CALLBACK, data="a"),
        500: post(panel, well_formed(shared.app, "fail-out.children")),
    }
    for status, response in answers.items():
        assert response.status_code == status
        assert set(response.headers.keys()) >= ALWAYS
        assert response.headers["Cache-Control"] == "no-store"
        assert "Strict-Transport-Security" not in response.headers
    assert "GET" in answers[405].headers["Allow"]


def test_the_policy_lets_every_script_of_the_page_run_and_no_other(shared: World):
    import base64
    import hashlib
    import re

    page = shared.signed_in("panel").get("/")
    policy = dict(
        part.partition(" ")[::2] for part in page.headers["Content-Security-Policy"].split("; ")
    )
    inline = re.findall(
        r"<script(?![^>]*(?:src=|application/json))[^>]*>(.*?)</script>",
        re.sub("<!--.*?-->", "", page.text, flags=re.S),
        re.S,
    )
    hashes = {
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
        for script in inline
    }
    assert len(inline) == 2
    assert set(policy["script-src"].split()) == {"'self'", *hashes}
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert not re.search(r' on\w+="', page.text)


def test_over_https_the_browser_is_told_to_stay_there(engine: Engine, tmp_path: Path):
    world = build_world(engine, settings_for(tmp_path, https=True))
    response = world.client().get("/sign-in", base_url="https://localhost")
    assert "max-age=63072000" in response.headers["Strict-Transport-Security"]


# Demo mode and errors.


@pytest.mark.parametrize(
    ("server", "peer", "status"),
    [
        ("127.0.0.1", "127.0.0.1", 200),
        ("localhost", "::1", 200),
        ("/run/ehcp.sock", "", 200),
        ("0.0.0.0", "127.0.0.1", 403),
        ("127.0.0.1", "192.0.2.1", 403),
        ("::", "::1", 403),
        ("ehcp.example", "127.0.0.1", 403),
    ],
)
def test_a_demo_answers_only_its_own_computer(demo: World, server: str, peer: str, status: int):
    ends = {"SERVER_NAME": server, "REMOTE_ADDR": peer}
    for path in ("/sign-in", "/healthz"):
        assert demo.client().get(path, environ_overrides=ends).status_code == status


def test_outside_demo_mode_it_answers_anybody(shared: World):
    ends = {"SERVER_NAME": "0.0.0.0", "REMOTE_ADDR": "192.0.2.1"}
    assert shared.client().get("/healthz", environ_overrides=ends).status_code == 200


def test_what_the_store_could_not_save_is_said_in_its_words(world: World, monkeypatch):
    def full(*_: object, **__: object) -> None:
        raise SaveFailed("The disk is full, so nothing was saved.")

    monkeypatch.setattr(world.services.attempts, "begin", full)
    form = {"username": "ann", "password": "words"}
    response = world.client().post("/sign-in", data=form)
    assert response.status_code == 503
    assert response.json == {"error": "The disk is full, so nothing was saved."}


def test_what_is_not_valid_is_said_in_the_words_of_its_columns(world: World, monkeypatch):
    def invalid(*_: object, **__: object) -> None:
        raise Invalid({"a": "A is missing.", "b": "B must be at most 3."})

    monkeypatch.setattr(world.services.attempts, "begin", invalid)
    response = world.client().post("/sign-in", data={"username": "ann", "password": "words"})
    assert response.status_code == 400
    assert response.json == {"error": "A is missing. B must be at most 3."}


def test_a_redirect_of_the_framework_is_left_alone(world: World, monkeypatch):
    from werkzeug.routing import RequestRedirect

    def move(*_: object) -> None:
        raise RequestRedirect("/sign-in")

    monkeypatch.setitem(world.server.view_functions, "healthz", move)
    response = world.client().get("/healthz")
    assert (response.status_code, response.headers["Location"]) == (308, "/sign-in")
