from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from access.gate import ANSWERING, ROUTES
from tests.access.forge import post, well_formed
from tests.access.small_app import PASSWORD, World
from tests.access.test_sign_in import FREE, fields, may_enter, reuse, sign_in, token_of

ONE_TIME = "subatomic-reverend-astrology-viper-alfalfa"
NEW = "another three words"


@pytest.fixture
def ann(world: World) -> World:
    world.account("ann", "panel")
    return world


@pytest.fixture
def new_here(world: World) -> World:
    world.services.accounts.add(
        "ann",
        display_name="Ann Lee",
        role="senco",
        school_id="S1",
        password=ONE_TIME,
        by="gill",
        one_time=True,
    )
    return world


def change(client: FlaskClient, current: str = PASSWORD, new: str = NEW, **more: str):
    form = {"current": current, "new": new, "again": new, **more}
    return client.post("/password", data=form)


# One's own password.


def test_a_person_changes_their_own_password_and_stays(ann: World):
    client = ann.signed_in("ann")
    before = token_of(client)
    response = change(client, next="/pupil/P1")
    assert (response.status_code, response.headers["Location"]) == (
        303,
        "/password?next=%2Fpupil%2FP1",
    )
    page = client.get(response.headers["Location"]).text
    assert "Your password was changed" in page
    assert 'href="/pupil/P1">Go on' in page
    assert "advised" not in page
    assert may_enter(ann, client)
    assert token_of(client) != before
    assert ann.services.accounts.check("ann", NEW)
    assert ann.services.accounts.check("ann", PASSWORD) is None
    assert ann.trail.events == [("ann", "password.change", "", "allowed")]
    last = ann.services.accounts.history("ann")[0]
    assert (last.what, last.changed_by) == ("password chosen", "ann")


def test_every_other_session_of_the_person_ends(ann: World):
    ann.account("bob", "panel")
    client, elsewhere, other = (ann.signed_in(name) for name in ("ann", "ann", "bob"))
    before = token_of(client)
    change(client)
    assert not may_enter(ann, elsewhere)
    assert not reuse(ann, before)
    assert may_enter(ann, other)


def test_what_was_told_is_told_once(ann: World):
    client = ann.signed_in("ann")
    change(client)
    assert "was changed" in client.get("/password").text
    assert "was changed" not in client.get("/password").text


def test_a_short_password_is_taken_with_advice(ann: World):
    client = ann.signed_in("ann")
    change(client, new="zq8!mfkw")
    page = client.get("/password").text
    assert "was changed" in page
    assert "15 characters or more are advised" in page
    assert ann.services.accounts.check("ann", "zq8!mfkw")


@pytest.mark.parametrize(
    ("form", "status", "field", "said"),
    [
        ({"current": ""}, 400, "current", "Enter your current password."),
        ({"current": "wrong password"}, 403, "current", "not your current password"),
        ({"new": ""}, 400, "new", "Enter a new password."),
        ({"new": "seven77"}, 400, "new", "8 characters or more"),
        ({"new": "password2026"}, 400, "new", "most common"),
        ({"new": "we all like ann"}, 400, "new", "user name"),
        ({"new": PASSWORD}, 400, "new", "must differ"),
        ({"again": "another three wards"}, 400, "again", "not the same"),
    ],
)
def test_anything_else_changes_nothing_and_says_why(
    ann: World, form: dict[str, str], status: int, field: str, said: str
):
    client = ann.signed_in("ann")
    response = change(client, **form)
    assert response.status_code == status
    assert "<title>Error: " in response.text
    assert re.search(rf'href="#{field}">[^<]*{said}', response.text)
    assert re.search(rf'id="{field}-error">.*{said}', response.text)
    assert ann.services.accounts.check("ann", PASSWORD)
    assert may_enter(ann, client)
    assert re.findall(r'type="password" value="([^"]*)"', response.text) == ["", "", ""]


def test_an_empty_form_is_no_change(ann: World):
    page = ann.signed_in("ann").post("/password")
    assert page.status_code == 400
    assert ann.services.accounts.check("ann", PASSWORD)


def test_the_current_password_cannot_be_guessed_at_an_open_screen(ann: World):
    client = ann.signed_in("ann")
    for _ in range(5):
        assert change(client, current="wrong password").status_code == 403
    response = change(client)
    assert response.status_code == 429
    assert "too many tries" in response.text
    assert ann.trail.events == [("ann", "password.change", "", "denied")] * 6
    ann.clock.move(minutes=15)
    assert change(client).status_code == 303


def test_a_visitor_is_asked_to_sign_in(ann: World):
    for response in (ann.client().get("/password"), change(ann.client())):
        assert (response.status_code, response.headers["Location"]) == (
            303,
            "/sign-in?next=/password",
        )
    assert ann.services.accounts.check("ann", PASSWORD)


def test_another_website_cannot_send_the_form(ann: World):
    client = ann.signed_in("ann")
    client.environ_base["HTTP_SEC_FETCH_SITE"] = "cross-site"
    assert change(client).status_code == 403
    assert ann.services.accounts.check("ann", PASSWORD)


def test_the_page_can_be_used_without_sight_or_mouse(ann: World):
    page = ann.signed_in("ann").post("/password")
    assert fields(page) == ["current", "new", "again"]
    for field in fields(page):
        assert f'<label class="field__label" for="{field}">' in page.text
    assert 'aria-describedby="new-hint new-error"' in page.text
    assert 'aria-describedby="new-hint"' in ann.signed_in("ann").get("/password").text
    assert re.findall(r'autocomplete="([\w-]+)"', page.text) == [
        "username",
        "current-password",
        "new-password",
        "new-password",
    ]
    assert page.text.count("<h1") == 1
    assert "<script" not in page.text


def test_a_person_of_the_demonstration_has_none_to_change(demo: World):
    client = demo.signed_in("leader")
    page = client.get("/password").text
    assert "without a password" in page
    assert "<form" not in page
    assert change(client).status_code == 403
    assert demo.services.accounts.get("leader").demo


def test_a_reset_in_the_same_moment_holds(ann: World, monkeypatch: pytest.MonkeyPatch):
    accounts = ann.services.accounts
    hashed, resets = accounts._passwords.hash, ["an administrator's"]

    def overtaken(password: str) -> str:
        if resets and resets.pop():
            accounts.give_password("ann", ONE_TIME, by="gill")
        return hashed(password)

    monkeypatch.setattr(accounts._passwords, "hash", overtaken)
    client = ann.signed_in("ann")
    assert change(client).headers["Location"] == "/sign-in"
    assert "your account was changed" in client.get("/sign-in").text
    assert accounts.check("ann", ONE_TIME)
    assert accounts.check("ann", NEW) is None


# The first sign-in.


def test_the_first_sign_in_asks_for_another_password(new_here: World):
    client = new_here.client()
    response = sign_in(client, password=ONE_TIME, next="/pupil/P1")
    assert response.headers["Location"] == "/password?next=%2Fpupil%2FP1"
    page = client.get(response.headers["Location"]).text
    assert "Choose your password" in page
    assert "One-time password" in page
    assert "Go back" not in page
    response = change(client, current=ONE_TIME, next="/pupil/P1")
    assert response.headers["Location"] == "/password?next=%2Fpupil%2FP1"
    assert 'href="/pupil/P1">Go on' in client.get(response.headers["Location"]).text
    assert may_enter(new_here, client)


def test_until_then_nothing_is_open_but_what_is_open_to_a_visitor(new_here: World):
    client, visitor = new_here.client(), new_here.client()
    sign_in(client, password=ONE_TIME)
    for callback in (FREE, "session-end-out.children", "catalogue-read-out.children"):
        assert post(client, well_formed(new_here.app, callback)).status_code == 401
    assert client.get("/download/P-school").status_code == 401
    plain = {rule for rule in ROUTES - ANSWERING if "<" not in rule}
    for rule in plain - {"/sign-in", "/password"}:
        assert client.get(rule).status_code == visitor.get(rule).status_code, rule


def test_every_page_leads_back_to_choosing(new_here: World):
    client = new_here.client()
    sign_in(client, password=ONE_TIME)
    asked = client.get("/pupil/P1/plan", headers={"Accept": "text/html"})
    assert asked.status_code == 303
    led = client.get(asked.headers["Location"])
    assert led.headers["Location"] == "/password?next=%2Fpupil%2FP1%2Fplan"


def test_the_one_time_password_cannot_be_kept(new_here: World):
    client = new_here.client()
    sign_in(client, password=ONE_TIME)
    response = change(client, current=ONE_TIME, new=ONE_TIME)
    assert response.status_code == 400
    assert "must differ" in response.text
    assert not may_enter(new_here, client)


def test_who_has_yet_to_choose_may_leave(new_here: World):
    client = new_here.client()
    sign_in(client, password=ONE_TIME)
    assert client.post("/sign-out").headers["Location"] == "/sign-in"
    assert new_here.trail.events[-1] == ("ann", "session.end", "", "allowed")
    assert client.get("/password").headers["Location"] == "/sign-in?next=/password"


def test_a_one_time_password_that_ran_out_opens_nothing(new_here: World):
    new_here.clock.move(days=7, seconds=1)
    response = sign_in(new_here.client(), password=ONE_TIME)
    assert response.status_code == 403
    assert "one-time password more than 7 days ago" in response.text


def test_a_password_that_was_reset_ends_the_session_and_must_be_changed(ann: World):
    client = ann.signed_in("ann")
    ann.services.accounts.give_password("ann", ONE_TIME, by="gill")
    assert not may_enter(ann, client)
    assert "your account was changed" in client.get("/sign-in").text
    assert sign_in(client).status_code == 403
    assert sign_in(client, password=ONE_TIME).headers["Location"] == "/password?next=%2F"
