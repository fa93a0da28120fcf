from __future__ import annotations

import re
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from access.sign_in import NOT_PAGES, safe_next
from data.account_fields import STAFF_ROLES
from tests.access.forge import post, well_formed
from tests.access.small_app import PASSWORD, World, build_world, hold, settings_for

FREE = "page-read-out.children"


@pytest.fixture
def ann(world: World) -> World:
    world.account("ann", "panel")
    return world


def sign_in(client: FlaskClient, username: str = "ann", password: str = PASSWORD, **more: str):
    return client.post("/sign-in", data={"username": username, "password": password, **more})


def token_of(client: FlaskClient) -> str:
    with client.session_transaction() as cookie:
        return cookie.get("token", "")


def may_enter(world: World, client: FlaskClient) -> bool:
    return post(client, well_formed(world.app, FREE)).status_code == 200


def reuse(world: World, token: str) -> bool:
    client = world.client()
    hold(client, token)
    return may_enter(world, client)


# Coming in and going out.


def test_the_right_password_lets_a_person_in(ann: World):
    client = ann.client()
    response = sign_in(client, next="/pupil/P1?tab=plan")
    assert (response.status_code, response.headers["Location"]) == (303, "/pupil/P1?tab=plan")
    assert may_enter(ann, client)
    assert ann.trail.events == [("ann", "session.start", "", "allowed")]


def test_the_cookie_is_kept_from_scripts_and_other_sites(ann: World):
    cookie = sign_in(ann.client()).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie
    assert "Expires" not in cookie


def test_over_https_the_cookie_belongs_to_this_host_alone(engine: Engine, tmp_path):
    world = build_world(engine, settings_for(tmp_path, https=True))
    world.account("ann", "panel")
    form = {"username": "ann", "password": PASSWORD}
    response = world.client().post("/sign-in", data=form, base_url="https://localhost")
    cookie = response.headers["Set-Cookie"]
    assert cookie.startswith("__Host-session=")
    assert "Secure" in cookie
    assert "Domain" not in cookie


@pytest.mark.parametrize(
    ("username", "password", "status", "shown"),
    [
        ("ann", "wrong password", 403, "is not right"),
        ("nobody", PASSWORD, 403, "is not right"),
        ("ann\x00", PASSWORD, 403, "is not right"),
        ("", PASSWORD, 400, "Enter your user name"),
        ("  ", PASSWORD, 400, "Enter your user name"),
        ("ann", "", 400, "Enter your password"),
    ],
)
def test_anything_else_shows_what_is_wrong(ann: World, username, password, status, shown):
    client = ann.client()
    response = sign_in(client, username, password)
    assert response.status_code == status
    assert shown in response.text
    assert "<title>Error: Sign in" in response.text
    assert not may_enter(ann, client)


def test_a_missing_form_shows_both_problems(ann: World):
    page = ann.client().post("/sign-in").text
    assert 'href="#username">Enter your user name' in page
    assert 'href="#password">Enter your password' in page


def test_an_unknown_and_a_known_name_are_answered_alike(ann: World):
    known = sign_in(ann.client(), "ann", "wrong password")
    unknown = sign_in(ann.client(), "bob", "wrong password")
    assert known.text == unknown.text.replace('value="bob"', 'value="ann"')
    assert known.status_code == unknown.status_code


def test_a_refused_name_is_recorded_only_if_it_is_somebody_s(ann: World):
    sign_in(ann.client(), "ann", "wrong password")
    sign_in(ann.client(), "my password by mistake", "ann")
    assert ann.trail.events == [
        ("ann", "session.start", "", "denied"),
        ("", "session.start", "", "denied"),
    ]


def test_signing_out_ends_the_session_on_the_server(ann: World):
    client = ann.client()
    sign_in(client)
    token = token_of(client)
    response = client.post("/sign-out")
    assert (response.status_code, response.headers["Location"]) == (303, "/sign-in")
    assert token_of(client) == ""
    assert not may_enter(ann, client)
    assert not reuse(ann, token)
    assert ann.trail.events[-1] == ("ann", "session.end", "", "allowed")


def test_signing_out_twice_is_harmless(ann: World):
    client = ann.client()
    for _ in range(2):
        assert client.post("/sign-out").status_code == 303
    assert ann.trail.events == []


# Sessions that must not survive.


def test_a_session_planted_before_sign_in_is_worth_nothing_after(ann: World):
    client = ann.client()
    ann.account("eve", "panel")
    planted = ann.services.sessions.start("eve")
    hold(client, planted)
    sign_in(client)
    assert token_of(client) != planted
    assert not reuse(ann, planted)
    found = ann.services.sessions.find(token_of(client))
    assert found is not None
    assert found.username == "ann"


def test_signing_in_again_ends_the_session_before(ann: World):
    client = ann.client()
    sign_in(client)
    before = token_of(client)
    sign_in(client)
    assert token_of(client) != before
    assert not reuse(ann, before)
    assert may_enter(ann, client)


@pytest.mark.parametrize("change", ["disable", "role", "password", "end_all"])
def test_a_change_takes_effect_on_the_next_request(ann: World, change: str):
    client = ann.client()
    sign_in(client)
    assert may_enter(ann, client)
    if change == "disable":
        ann.services.accounts.disable("ann", by="gill")
    elif change == "role":
        ann.services.accounts.set_role("ann", role="analyst", by="gill")
    elif change == "password":
        ann.services.accounts.set_password("ann", "another three words", by="gill")
    else:
        ann.services.sessions.end_all("ann", by="gill")
    assert not may_enter(ann, client)


def test_a_new_role_has_the_rights_of_the_new_role_only(ann: World):
    ann.services.accounts.set_role("ann", role="leader", by="gill")
    client = ann.client()
    sign_in(client)
    body = well_formed(ann.app, "pupil-read-out.children", {"pupil_id": "P-own"})
    assert post(client, body).status_code == 403


@pytest.mark.parametrize(
    ("minutes", "reason"), [(30, "nothing was done for 30 minutes"), (720, "12 hours had passed")]
)
def test_a_person_signed_out_by_the_clock_is_told_why(ann: World, minutes: int, reason: str):
    client = ann.client()
    sign_in(client)
    ann.clock.move(minutes=minutes)
    assert not may_enter(ann, client)
    page = client.get("/sign-in?next=/pupil/P1").text
    assert f"You were signed out because {reason}" in page
    assert "What you had typed is kept." in page
    assert 'value="/pupil/P1"' in page


def test_a_first_visit_is_told_nothing(ann: World):
    assert "signed out" not in ann.client().get("/sign-in").text


def test_who_is_signed_in_goes_straight_on(ann: World):
    client = ann.client()
    sign_in(client)
    response = client.get("/sign-in?next=/pupil/P1")
    assert (response.status_code, response.headers["Location"]) == (303, "/pupil/P1")


# Guessing.


def test_the_sixth_wrong_guess_must_wait_and_so_must_a_right_one(ann: World):
    guesser = ann.client()
    for _ in range(5):
        assert sign_in(guesser, "ann", "wrong password").status_code == 403
    response = sign_in(guesser)
    assert response.status_code == 429
    assert "too many tries" in response.text
    ann.clock.move(minutes=15)
    assert sign_in(guesser).status_code == 303


def test_the_person_guessed_at_can_still_come_in_from_elsewhere(ann: World):
    for _ in range(10):
        sign_in(ann.client(), "ann", "wrong password")
    elsewhere = {"REMOTE_ADDR": "192.0.2.9"}
    form = {"username": "ann", "password": PASSWORD}
    response = ann.client().post("/sign-in", data=form, environ_overrides=elsewhere)
    assert response.status_code == 303


# Where to go on to.


@pytest.mark.parametrize("wanted", ["/", "/pupil/P1", "/a?b=c&d=/e", "/münchen", "/a//b", "/%2F/x"])
def test_a_page_of_ours_is_gone_on_to(wanted: str):
    assert safe_next(wanted) == wanted


@pytest.mark.parametrize(
    "wanted",
    [
        "",
        "pupil",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "\t//evil.example",
        " //evil.example",
        "https://evil.example",
        "HTTPS:evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "@evil.example",
        "/a\\b",
        "/" + "a" * 500,
        *NOT_PAGES,
        "/_dash-layout",
        "/sign-out?x",
    ],
)
def test_anything_else_leads_to_the_first_page(ann: World, wanted: str):
    assert safe_next(wanted) == "/"
    assert sign_in(ann.client(), next=wanted).headers["Location"] == "/"


# What the page shows.

ATTACK = "\"><script>alert(1)</script>'{{7*7}}"


def test_what_was_typed_is_shown_as_text(ann: World):
    for page in (
        sign_in(ann.client(), ATTACK, "wrong password").text,
        sign_in(ann.client(), ATTACK, "", next="/" + ATTACK).text,
        ann.client().get("/sign-in", query_string={"next": "/" + ATTACK}).text,
        ann.client().get("/sign-in", query_string={"username": ATTACK}).text,
    ):
        assert "<script" not in page
        assert "49" not in page
        assert ATTACK in unescape(page)


def test_an_authority_s_name_is_text_too(engine: Engine, tmp_path):
    world = build_world(engine, settings_for(tmp_path, authority_name="A & <B>"))
    assert "A &amp; &lt;B&gt;" in world.client().get("/sign-in").text


def test_a_password_is_never_shown_again(ann: World):
    assert "wrong password" not in sign_in(ann.client(), "ann", "wrong password").text


def fields(page: TestResponse) -> list[str]:
    return re.findall(r'<input [^>]*id="(\w+)" name="\1"', page.text)


def test_the_page_can_be_used_without_sight_or_mouse(ann: World):
    page = sign_in(ann.client(), "", "")
    assert '<html lang="en-GB">' in page.text
    assert 'class="skip-link" href="#main"' in page.text
    assert page.text.count("<h1") == 1
    assert fields(page) == ["username", "password"]
    for field in fields(page):
        assert f'<label class="field__label" for="{field}">' in page.text
        assert f'aria-describedby="{field}-error"' in page.text
        assert f'id="{field}-error"' in page.text
    assert 'role="alert"' in page.text
    assert "<script" not in page.text
    assert "style=" not in page.text


# Demo mode.


def test_a_demo_offers_one_button_for_each_role_and_says_all_is_invented(demo: World):
    page = demo.client().get("/sign-in?next=/pupil/P1").text
    assert re.findall(r'name="role" value="([\w-]+)"', page) == [*STAFF_ROLES, "panel2"]
    assert "invented" in page
    assert "password" not in re.sub(r"no password", "", page)


@pytest.mark.parametrize("role", STAFF_ROLES)
def test_a_button_lets_a_visitor_in_as_that_role(demo: World, role: str):
    client = demo.client()
    response = client.post("/sign-in/demo", data={"role": role, "next": "/pupil/P1"})
    assert (response.status_code, response.headers["Location"]) == (303, "/pupil/P1")
    found = demo.services.sessions.find(token_of(client))
    assert found is not None
    assert found.role == role
    assert may_enter(demo, client)


def test_a_second_member_of_the_panel_can_be_let_in(demo: World):
    client = demo.client()
    assert client.post("/sign-in/demo", data={"role": "panel2"}).status_code == 303
    found = demo.services.sessions.find(token_of(client))
    assert (found.username, found.role) == ("panel2", "panel")


@pytest.mark.parametrize("role", ["", "family", "owner", "../ann", "co-ordinator\x00"])
def test_there_is_no_other_button(demo: World, role: str):
    assert demo.client().post("/sign-in/demo", data={"role": role}).status_code == 404


def test_a_demo_account_that_was_closed_or_given_a_password_is_no_demo_account(demo: World):
    demo.services.accounts.disable("senco", by="gill")
    demo.services.accounts.set_password("leader", "another three words", by="gill")
    for role in ("senco", "leader"):
        assert demo.client().post("/sign-in/demo", data={"role": role}).status_code == 404


def test_outside_demo_mode_there_is_no_demo_sign_in(ann: World):
    ann.account("demo-panel", "panel", password=None)
    assert ann.client().post("/sign-in/demo", data={"role": "panel"}).status_code == 404
    assert sign_in(ann.client(), "demo-panel", "").status_code == 400
    assert "demonstration" not in ann.client().get("/sign-in").text


def test_a_demo_session_ends_when_the_server_is_started_in_earnest(
    demo: World, engine: Engine, tmp_path
):
    token = demo.services.sessions.start("panel")
    assert reuse(demo, token)
    assert not reuse(build_world(engine, settings_for(tmp_path)), token)


def test_a_role_that_nobody_has_any_more_is_not_offered(demo: World):
    demo.services.accounts.disable("senco", by="administrator")
    page = demo.client().get("/sign-in").text
    assert 'value="senco"' not in page
    assert 'value="leader"' in page
