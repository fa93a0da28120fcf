"""What is refused: in a sentence, with the right status, and nothing typed is lost."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from layouts import ids
from tests.functional import steps
from tests.functional.conftest import Pupils, SignIn, Watch
from tests.functional.server import Server, free_port, serving
from tests.functional.steps import by_id

pytestmark = pytest.mark.functional

UPDATE = "/_dash-update-component"
WORDS = "What I typed before it went wrong."


def refused(watch: Watch, *statuses: int) -> None:
    """Announce that requests will be refused; the browser and Dash then say so in the console."""
    watch.expects(*(f"responded with a status of {status}" for status in statuses))
    watch.allows("Callback error updating")


def no_record(page: Page, sentence: str) -> None:
    """Check that a page says why there is no record, under a heading, and waits for none."""
    expect(page.locator("main")).to_contain_text(sentence)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.get_by_text("Opening the record…")).to_have_count(0)
    expect(page.locator(".facts")).to_have_count(0)
    # It is said once, where the record would be.
    expect(by_id_notice(page)).to_be_empty()


@pytest.fixture
def create_form(sign_in: SignIn) -> Page:
    """Return the form that creates a pupil, open."""
    page = sign_in("co-ordinator")
    steps.open_create(page)
    return page


def test_an_unknown_pupil(sign_in: SignIn, watch: Watch):
    refused(watch, 404)
    page = sign_in("co-ordinator")
    page.goto("/pupils/NOBODY")
    no_record(page, "no pupil")


@pytest.mark.thorough
@pytest.mark.parametrize(
    "role",
    [
        "specialist",
        pytest.param("senco", marks=pytest.mark.thorough),
        pytest.param("analyst", marks=pytest.mark.thorough),
    ],
)
def test_a_pupil_who_is_not_open_to_the_role(
    sign_in: SignIn, pupils: Pupils, watch: Watch, role: str
):
    refused(watch, 403)
    page = sign_in(role)
    page.goto(f"/pupils/{pupils.of_nobody_here}")
    no_record(page, "not")


@pytest.mark.thorough
def test_a_specialist_is_not_told_whether_a_reference_exists(
    sign_in: SignIn, pupils: Pupils, watch: Watch
):
    refused(watch, 403)
    page, said = sign_in("specialist"), []
    for pupil in (pupils.of_nobody_here, "NOBODY"):
        page.goto(f"/pupils/{pupil}")
        expect(page.locator("body")).to_contain_text("not allowed")
        # The notice of the whole page comes with the last of the refused answers.
        page.wait_for_load_state("networkidle")
        said.append(page.locator("body").inner_text().replace(pupil, "…"))
    assert said[0] == said[1]


@pytest.mark.thorough
@pytest.mark.parametrize("role", ["analyst", "leader"])
def test_a_role_without_pupils_starts_on_a_page_it_may_open(sign_in: SignIn, role: str):
    page = sign_in(role)
    page.goto("/")
    expect(page.locator("main").get_by_role("heading", level=1)).to_be_visible()
    links = by_id(page, ids.NAVIGATION)
    expect(links).to_contain_text("Packages and rule")
    expect(links).not_to_contain_text("Review Pupil")
    expect(links).not_to_contain_text("Caseload")
    expect(by_id(page, ids.PUPIL_SEARCH)).to_be_hidden()


CANNOT_BE = (
    ("", "", "", "Pupil reference is missing", ids.CREATE_REFERENCE),
    ("", "", "", "Month of birth is missing", ids.CREATE_MONTH),
    ("", "", "", "Year of birth is missing", ids.CREATE_YEAR),
    ("EX1", "May", "2016", "EX1 already exists", ids.CREATE_REFERENCE),
    ("ex1", "May", "2016", "ex1 already exists", ids.CREATE_REFERENCE),
    ("no spaces!", "May", "2016", "Pupil reference", ids.CREATE_REFERENCE),
    ("NEW-1", "May", "1800", "age of|Year of birth", ids.CREATE_YEAR),
    ("NEW-1", "May", "20x6", "Year of birth|year of birth", ids.CREATE_YEAR),
    ("NEW-1", "May", "2050", "future", ids.CREATE_YEAR),
    ("NEW-1", "May", "1995", "age of 31", ids.CREATE_YEAR),
)


def test_a_pupil_who_cannot_be_created(create_form: Page, watch: Watch):
    refused(watch, 404)
    page = create_form
    for reference, month, year, sentence, control in CANNOT_BE:
        steps.fill_pupil(page, reference, month=month, year=year)
        summary = page.locator(".error-summary")
        # The summary of the last refusal stands until the new one takes the focus from the button.
        expect(summary).to_be_focused()
        summary.get_by_role("link", name=re.compile(sentence)).first.click()
        expect(by_id(page, control)).to_be_focused()
        expect(by_id(page, ids.CREATE_REFERENCE)).to_have_value(reference)
        expect(by_id(page, ids.CREATE_YEAR)).to_have_value(year)
    page.goto("/pupils/NEW-1")
    expect(page.locator("body")).to_contain_text("no pupil", ignore_case=True)


def test_enter_in_a_field_creates_the_pupil(create_form: Page):
    by_id(create_form, ids.CREATE_MONTH).select_option(label="May")
    by_id(create_form, ids.CREATE_YEAR).fill("2016")
    by_id(create_form, ids.CREATE_REFERENCE).fill("ENTERED1")
    create_form.keyboard.press("Enter")
    expect(create_form).to_have_url(re.compile("/pupils/ENTERED1"))


@pytest.mark.thorough
def test_a_field_in_error_says_so_itself(create_form: Page):
    steps.fill_pupil(create_form, "EX1", year="1800")
    expect(create_form.locator(".error-summary")).to_be_visible()
    for control in (ids.CREATE_REFERENCE, ids.CREATE_YEAR):
        expect(by_id(create_form, control)).to_have_attribute("aria-invalid", "true")
    expect(create_form.locator(".field__error:not(:empty)")).to_have_count(2)


def test_the_summary_of_errors_takes_the_focus(create_form: Page):
    by_id(create_form, ids.CREATE_BUTTON).click()
    expect(create_form.locator(".error-summary")).to_be_focused()


def test_a_session_that_ends_while_a_form_is_open(sign_in: SignIn, pupils: Pupils, watch: Watch):
    refused(watch, 401)
    page = sign_in("co-ordinator")
    steps.open_pupil(page, pupils.own())
    elsewhere = page.context.new_page()
    elsewhere.goto("/create")
    elsewhere.get_by_role("button", name="Sign out").click()
    expect(elsewhere.get_by_role("heading", level=1)).to_contain_text("Sign in")

    _types_and_is_told(page)
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Sign in again in a new tab").click()
    opened.value.get_by_role("button", name="EHC co-ordinator").click()
    expect(opened.value.locator(".header__who")).to_contain_text("Asha Patel")
    steps.save(page)
    expect(by_id_notice(page)).to_have_text("")


@pytest.mark.thorough
def test_a_cookie_that_is_gone_while_a_form_is_open(sign_in: SignIn, pupils: Pupils, watch: Watch):
    refused(watch, 401)
    page = sign_in("co-ordinator")
    steps.open_pupil(page, pupils.own())
    page.context.clear_cookies()
    _types_and_is_told(page)
    # What was typed is there after a reload too, when only the sign-in stood between.
    page.reload()
    page.get_by_role("button", name="EHC co-ordinator").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Pupil")


def _types_and_is_told(page: Page) -> None:
    steps.write(steps.note(page, "maths"), WORDS)
    expect(by_id_notice(page)).to_contain_text("You are signed out.")
    by_id(page, ids.ASSESSMENT_SAVE).click()
    expect(by_id_notice(page)).to_be_in_viewport()
    expect(by_id_notice(page)).to_contain_text("Nothing you typed is lost.")
    expect(steps.note(page, "maths")).to_have_value(WORDS)


def by_id_notice(page: Page):
    """Find where a refused request is explained."""
    return by_id(page, "frame-notice")


@pytest.mark.thorough
def test_going_back_after_signing_out_shows_no_record(sign_in: SignIn, pupils: Pupils):
    page = sign_in("co-ordinator")
    steps.open_pupil(page, pupils.of_the_senco)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sign in")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sign in")
    expect(page.locator(".facts")).to_have_count(0)


@pytest.mark.thorough
def test_a_server_that_stops_while_a_form_is_open(
    demo_place: Path, new_page: Callable[..., Page], pupils: Pupils, watch: Watch
):
    watch.expects("ERR_CONNECTION_REFUSED")
    watch.allows("Callback error updating", "Failed to fetch", "the server did not respond")
    port = free_port()
    with serving(demo_place, workers=1, port=port) as running:
        page = new_page(running.address)
        page.goto("/")
        page.get_by_role("button", name="EHC co-ordinator").click()
        steps.open_pupil(page, pupil := pupils.own())
    steps.write(steps.note(page, "maths"), WORDS)
    expect(by_id_notice(page)).to_contain_text("The server cannot be reached.")
    by_id(page, ids.ASSESSMENT_SAVE).click()
    expect(by_id_notice(page)).to_be_in_viewport()
    expect(steps.note(page, "maths")).to_have_value(WORDS)
    with serving(demo_place, workers=1, port=port):
        steps.save(page)
        expect(by_id_notice(page)).to_have_text("")
        steps.open_pupil(page, pupil)
        expect(steps.note(page, "maths")).to_have_value(WORDS)


@pytest.mark.thorough
def test_a_save_whose_answer_is_lost_on_the_way_is_saved_once(
    sign_in: SignIn, pupils: Pupils, watch: Watch
):
    page = _loses_the_answer_of_a_save(sign_in, pupils, watch)
    steps.save(page)
    expect(steps.revisions(page)).to_have_count(2)
    expect(by_id_notice(page)).to_have_text("")


@pytest.mark.thorough
def test_work_after_an_answer_is_lost_on_the_way_is_kept_too(
    sign_in: SignIn, pupils: Pupils, watch: Watch
):
    page = _loses_the_answer_of_a_save(sign_in, pupils, watch)
    steps.write(steps.note(page, "maths"), WORDS)
    message = steps.press_save(page)
    expect(message).not_to_be_empty()
    expect(steps.note(page, "maths")).to_have_value(WORDS)
    expect(by_id_notice(page)).to_have_text("")
    if "Not saved" in message.inner_text():
        page.get_by_role("button", name="Bring in the saved answers").click()
        expect(message).to_contain_text("Brought together")
        steps.save(page)
    page.reload()
    expect(steps.note(page, "maths")).to_have_value(WORDS)
    expect(steps.revisions(page)).to_have_count(3)


def _loses_the_answer_of_a_save(sign_in: SignIn, pupils: Pupils, watch: Watch) -> Page:
    watch.expects("ERR_FAILED")
    watch.allows("Callback error updating", "Failed to fetch", "the server did not respond")
    page = sign_in("co-ordinator")
    steps.open_pupil(page, pupils.own())
    steps.another(page, "health")
    steps.wait_for_draft(page)

    def lose(route: Any) -> None:
        if ids.ASSESSMENT_MESSAGE in (route.request.post_data or ""):
            assert route.fetch().status == 200
            route.abort()
        else:
            route.continue_()

    page.route(f"**{UPDATE}*", lose)
    by_id(page, ids.ASSESSMENT_SAVE).click()
    expect(by_id_notice(page)).to_contain_text("The server cannot be reached.")
    page.unroute(f"**{UPDATE}*")
    return page


@pytest.mark.thorough
def test_an_address_that_is_no_page(sign_in: SignIn, watch: Watch):
    refused(watch, 404)
    page = sign_in("co-ordinator")
    page.goto("/nowhere")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        re.compile("not found|no such page", re.IGNORECASE)
    )
    page.locator("main").get_by_role("link").first.click()
    expect(by_id(page, ids.CASELOAD_TABLE)).to_be_visible()


@pytest.mark.thorough
def test_a_role_that_nobody_has_is_refused_on_a_page(
    server: Server, new_page: Callable[..., Page], watch: Watch
):
    refused(watch, 404)
    page = new_page(server.address)
    page.goto("/sign-in")
    button = page.get_by_role("button", name="EHC co-ordinator")
    button.evaluate("button => { button.value = 'family'; }")
    button.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Not Found")
    expect(page.locator("main")).to_contain_text("There is no such page.")


def test_a_wrong_password_is_refused_in_a_sentence(
    council: Server, new_page: Callable[..., Page], watch: Watch
):
    refused(watch, 400, 403)
    page = new_page(council.address)
    page.goto("/sign-in")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Enter your password").click()
    expect(page.get_by_label("Password")).to_be_focused()
    page.get_by_label("User name").fill("hana")
    page.get_by_label("Password").fill("not this one at all")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("The user name or the password is not right")
    expect(page.get_by_label("User name")).to_have_value("hana")
    expect(page).to_have_title("Error: Sign in - Digital EHCP")


@pytest.mark.thorough
def test_the_policy_stops_a_script_that_was_put_into_a_page(sign_in: SignIn, watch: Watch):
    watch.expects("Content Security Policy")
    page = sign_in("leader")
    steps.open_packages(page)
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.planted = true";
          document.body.append(script);
        }"""
    )
    assert page.evaluate("window.planted") is None


@pytest.fixture
def save_body(sign_in: SignIn, pupils: Pupils) -> tuple[Page, dict[str, Any]]:
    """Return a page and the body of a save that it sent, to be tampered with."""
    page = sign_in("co-ordinator")
    steps.open_pupil(page, pupils.own())
    bodies = steps.callback_bodies(page, ids.ASSESSMENT_MESSAGE)
    steps.another(page, "health")
    steps.save(page)
    return page, bodies[-1]


@pytest.mark.thorough
def test_a_tampered_save_is_refused_with_a_sentence(
    save_body: tuple[Page, dict[str, Any]], server: Server
):
    page, sound = save_body
    before = _revision_count(page)
    for tamper in TAMPERED:
        body = copy.deepcopy(sound)
        body = tamper(body) or body
        answer = _send(page, server, body)
        assert answer.status in (400, 413), (tamper.__name__, answer.status, answer.text())
        assert answer.json()["error"].endswith("."), tamper.__name__
    for id, value, body in _out_of_range(sound):
        answer = _send(page, server, body)
        assert answer.status in (200, 400), (id, value, answer.text())
        assert "Saved as revision" not in answer.text(), (id, value)
    assert _revision_count(page) == before


@pytest.mark.thorough
def test_a_tampered_draft_is_refused_with_a_sentence(
    sign_in: SignIn, pupils: Pupils, server: Server
):
    page = sign_in("co-ordinator")
    steps.open_pupil(page, pupils.own())
    bodies = steps.callback_bodies(page, ids.ASSESSMENT_DRAFT)
    steps.another(page, "health")
    steps.wait_for_draft(page)
    for id, value, body in _out_of_range(bodies[-1]):
        answer = _send(page, server, body)
        assert answer.status in (200, 400), (id, value, answer.text())


def _send(page: Page, server: Server, body: Any) -> Any:
    return page.request.post(UPDATE, data=body, headers={"Origin": server.address})


def _revision_count(page: Page) -> int:
    page.reload()
    expect(steps.revisions(page).first).to_be_visible()
    return steps.revisions(page).count()


def _part(body: dict[str, Any], id: str) -> dict[str, Any]:
    parts = [*body["inputs"], *body["state"]]
    return next(part for part in parts if part["id"] == id)


def no_state(body: dict[str, Any]) -> None:
    """Leave the form out."""
    del body["state"]


def one_part_fewer(body: dict[str, Any]) -> None:
    """Leave one answer out."""
    body["state"].pop()


def another_id(body: dict[str, Any]) -> None:
    """Ask for a component that is not the callback's."""
    body["state"][0]["id"] = "somebody-else"


def another_callback(body: dict[str, Any]) -> None:
    """Name a callback that does not exist."""
    body["output"] = "made-up.children"


def another_property(body: dict[str, Any]) -> None:
    """Ask for another property."""
    body["inputs"][0]["property"] = "style"


def an_extra_key(body: dict[str, Any]) -> None:
    """Add a key that no callback has."""
    body["role"] = "administrator"


def revision_as_words(body: dict[str, Any]) -> None:
    """Send words for the revision."""
    _part(body, ids.ASSESSMENT_REVISION)["value"] = "latest"


def pupil_as_list(body: dict[str, Any]) -> None:
    """Send a list for the pupil."""
    _part(body, ids.REVIEW_PUPIL)["value"] = ["EX1", "EX2"]


def pupil_with_markup(body: dict[str, Any]) -> None:
    """Send markup for the pupil."""
    _part(body, ids.REVIEW_PUPIL)["value"] = "<script>alert(1)</script>"


def not_an_object(body: dict[str, Any]) -> list[Any]:
    """Send a list for the whole body."""
    return [body]


def too_deep(body: dict[str, Any]) -> None:
    """Nest a value deeper than any page does."""
    value: Any = "deep"
    for _ in range(60):
        value = [value]
    body["state"][3]["value"] = value


def too_large(body: dict[str, Any]) -> None:
    """Send more than half a megabyte."""
    body["state"][3]["value"] = "x" * 600_000


TAMPERED: tuple[Callable[[dict[str, Any]], Any], ...] = (
    no_state,
    one_part_fewer,
    another_id,
    another_callback,
    another_property,
    an_extra_key,
    revision_as_words,
    pupil_as_list,
    pupil_with_markup,
    not_an_object,
    too_deep,
    too_large,
)


def _out_of_range(sound: dict[str, Any]) -> list[tuple[str, Any, dict[str, Any]]]:
    """Return bodies of the right form whose values no page offers, with what is wrong in each."""
    forged = {
        ids.form("health"): [99, -1, 1.5, "2", True, [1], {"a": 1}],
        ids.form("health_note"): ["x" * 20_000, 7, ["words"]],
        ids.form("health_validated"): ["yes", 1],
        ids.form("primary_need"): ["NOT-A-NEED", 3],
        ids.ASSESSMENT_REVISION: [-1, True, 10**9],
    }
    bodies = []
    for id, values in forged.items():
        for value in values:
            body = copy.deepcopy(sound)
            _part(body, id)["value"] = value
            if any(part["id"] == ids.ASSESSMENT_REQUEST for part in body["state"]):
                # Or it would be taken for the same save, sent again.
                _part(body, ids.ASSESSMENT_REQUEST)["value"] = f"forged-{len(bodies)}"
            bodies.append((id, value, body))
    return bodies
