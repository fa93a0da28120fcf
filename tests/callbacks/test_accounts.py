"""People: found, added, changed by administrators, with nothing lost and everything kept."""

from __future__ import annotations

from typing import Any

import pytest
from dash import no_update
from dash.exceptions import PreventUpdate

from access.refusals import Refusal
from access.services import services
from callbacks import accounts
from data.account_fields import STAFF_ROLES
from data.accounts import Accounts
from data.database import SaveFailed, as_text
from data.passwords import Passwords
from layouts import ids
from layouts.accounts import page
from layouts.accounts.wording import PLAIN, STATES
from tests.access.small_app import CHEAP
from tests.conftest import over
from tests.tree import ids_in, walk, words_in

PASSWORD = "three unrelated words"
FILLED = {"name": "Zoe Quinn", "username": "zoe", "role": "senco", "school": "S001"}


@pytest.fixture
def gill(person: Any) -> Any:
    return person("administrator")


@pytest.fixture
def earnest(house: Any) -> Any:
    """Return the house as it is outside a demonstration, with two administrators."""
    object.__setattr__(house.settings, "demo", False)
    object.__setattr__(
        house,
        "accounts",
        Accounts(house.store.engine, clock=house.accounts.now, passwords=Passwords(CHEAP)),
    )
    for name in ("gina", "hal"):
        house.accounts.add(name, display_name=name.title(), role="administrator", password=PASSWORD)
    return house


@pytest.fixture
def gina(earnest: Any, person: Any) -> Any:
    return person("gina")


def listed(who: Any, text: str = "") -> tuple[str, str]:
    lead, body = accounts.list_people(who=who, opened=True, text=text, added=None)
    return words_in(lead), words_in(body)


def add(who: Any, **changes: str) -> tuple[Any, Any]:
    return accounts.add_person(who=who, given={**FILLED, **changes})


def shown(who: Any, account: Any) -> Any:
    return accounts.show_person(who=who, reference=account.reference, changed=None)


def change(who: Any, account: Any, what: str, **more: str) -> tuple[Any, Any]:
    given = {"what": what, "reference": account.reference, "revision": str(account.revision)}
    return accounts.change_person(who=who, given={**given, **more})


def one_time(message: Any) -> str:
    return next(props["children"] for tag, props in walk(message) if tag == "Code")


# Finding people.


def test_everybody_is_listed_with_what_they_are(house: Any, gill: Any) -> None:
    lead, body = listed(gill)
    assert "21 of 21 people can sign in, 1 as administrator. Add a second" in lead
    assert "for demonstration" in lead
    assert "Dan Murray senco School SENCO, Aldermoss Primary School ✓ Can sign in Never" in (
        " ".join(body.split())
    )


def test_when_somebody_last_signed_in_is_shown(house: Any, gill: Any) -> None:
    services().sessions.start("senco")
    moment = house.accounts.get("senco").last_seen_at
    assert f"{moment.day} {moment:%B %Y}" in listed(gill, "murray")[1]


@pytest.mark.parametrize(
    ("text", "names"),
    [("murray", {"Dan Murray"}), ("PANEL", {"Carol Whitfield", "Helen Marsh"}), ("zz", set())],
)
def test_people_are_found(house: Any, gill: Any, text: str, names: set[str]) -> None:
    _, body = accounts.list_people(who=gill, opened=True, text=text, added=None)
    assert {props["children"] for tag, props in walk(body) if tag == "Link"} == names
    assert bool(names) != ("Nobody fits" in words_in(body))


def test_of_many_people_the_first_are_shown(
    house: Any, gill: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "SHOWN", 3)
    body = listed(gill)[1]
    assert "First 3 of 21 people" in body
    assert "Dan Murray" in body
    assert "Uma Krishnan" not in body


def test_outside_a_demonstration_its_people_cannot_sign_in(gina: Any) -> None:
    lead, body = listed(gina)
    assert lead == "2 of 23 people can sign in, 2 as administrator."
    assert body.count("Invented, cannot sign in") == 21


# Adding a person.


def test_an_added_person_gets_a_one_time_password_that_is_shown_once(
    earnest: Any, gina: Any
) -> None:
    message, drawn = add(gina)
    assert drawn is not no_update
    password = one_time(message)
    account = earnest.accounts.check("zoe", password)
    assert (account.display_name, account.role, account.school_id) == ("Zoe Quinn", "senco", "S001")
    assert account.given_at is not None
    assert "shown this once" in words_in(message)
    later = words_in(shown(gina, account)) + "".join(listed(gina, "zoe"))
    assert password not in later
    assert "Has yet to choose a password" in later
    assert "Added: School SENCO, Aldermoss Primary School Gina" in later
    event = earnest.store.activity.of("zoe", 9)[-1]
    assert (event.actor, event.action, event.outcome) == ("gina", "accounts.write", "allowed")
    assert {
        props["value"]
        for tag, props in walk(accounts.offer_form(who=gina, added=drawn))
        if tag == "Input"
    } == {""}


def test_in_a_demonstration_nobody_gets_a_password(house: Any, gill: Any) -> None:
    message, _ = add(gill)
    assert "It opens nothing" in words_in(message)
    assert house.accounts.get("zoe").demo
    assert house.accounts.check("zoe", one_time(message)) is None


def test_only_a_senco_gets_the_school_that_was_chosen(house: Any, gill: Any) -> None:
    for role in STAFF_ROLES:
        add(gill, role=role, username=f"zoe-{role}")
        assert house.accounts.get(f"zoe-{role}").school_id == ("S001" if role == "senco" else None)


REFUSED = (
    ({"username": "Senco"}, "username", "already an account of this name"),
    ({"username": "zoe quinn"}, "username", "begins with a letter"),
    ({"username": " "}, "username", "Give a user name, such as ann.lee."),
    ({"username": "system"}, "username", "app's own"),
    ({"name": " "}, "name", "Enter the person's name"),
    ({"name": "x" * 121}, "name", "120 characters"),
    ({"role": "owner"}, "role", "one of the staff roles"),
    ({"role": "family"}, "role", "one of the staff roles"),
    ({"role": ""}, "role", "one of the staff roles"),
    ({"school": "none"}, "school", "needs the school"),
    ({"school": ""}, "school", "needs the school"),
    ({"school": "S999"}, "school", "no school of this code"),
    ({"school": "S" * 21}, "school", "characters"),
)


def test_what_cannot_be_is_said_at_its_field_and_the_form_is_left_alone(
    house: Any, gill: Any
) -> None:
    places = ids_in(accounts.offer_form(who=gill, added=None))
    for changes, field, says in REFUSED:
        message, drawn = add(gill, **changes)
        ((link, words),) = [
            (props["href"], props["children"]) for tag, props in walk(message) if tag == "A"
        ]
        assert (link, drawn) == (f"#{ids.of_account(field)}", no_update)
        assert says in words
        assert {link[1:], ids.error(link[1:])} <= set(places)
    assert len(house.accounts.all()) == 21


def test_a_store_without_schools_takes_a_code(
    lent_app: Any, tmp_path: Any, person: Any, gill: Any
) -> None:
    with over(lent_app, tmp_path / "new"):
        form = accounts.offer_form(who=gill, added=None)
        assert "Input" in {
            tag for tag, props in walk(form) if props.get("id") == ids.of_account("school")
        }
        message, _ = add(gill, school="S042")
        assert "Added: Zoe Quinn" in words_in(message)
        account = accounts.house().accounts.get("zoe")
        assert account.school_id == "S042"
        assert "School SENCO, S042" in listed(gill)[1]


@pytest.mark.parametrize("what", ["add", "disable"])
def test_a_store_that_refuses_says_so(
    house: Any, gill: Any, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise SaveFailed("The disk is full.")

    monkeypatch.setattr(house.accounts, what, fail)
    senco = house.accounts.get("senco")
    message, drawn = add(gill) if what == "add" else change(gill, senco, "disable")
    assert "The disk is full." in words_in(message)
    assert drawn is no_update


# Changing an account.


def test_an_account_is_shown_with_what_became_of_it(house: Any, gill: Any) -> None:
    senco = house.accounts.get("senco")
    change(gill, senco, "role", role="panel", school="none")
    said = words_in(shown(gill, senco))
    assert "Dan Murray: Panel member. Can sign in." in said
    assert "School SENCO, Aldermoss Primary School became Panel member Gill Reeves" in said
    assert "Added: School SENCO, Aldermoss Primary School Digital EHCP" in said
    assert house.store.activity.recent(1)[0].action == "accounts.read"


def test_a_role_is_changed_and_the_sessions_end(house: Any, gill: Any) -> None:
    token = services().sessions.start("senco")
    message, drawn = change(gill, house.accounts.get("senco"), "role", role="leader", school="S001")
    assert "Dan Murray is now Leader." in words_in(message)
    assert drawn is not no_update
    kept = house.accounts.get("senco")
    assert (kept.role, kept.school_id) == ("leader", None)
    assert services().sessions.find(token) is None


def test_a_name_is_changed_everywhere_and_the_old_one_is_not_kept(house: Any, gill: Any) -> None:
    senco = house.accounts.get("senco")
    change(gill, senco, "role", role="panel", school="none")
    token = services().sessions.start("senco")
    message, drawn = change(gill, house.accounts.get("senco"), "name", name=" Dan Osei ")
    assert "Dan Murray is now called Dan Osei." in words_in(message)
    assert drawn is not no_update
    assert house.accounts.display_names()["senco"] == "Dan Osei"
    assert services().sessions.find(token) is None
    said = words_in(shown(gill, house.accounts.get("senco")))
    assert "Dan Osei: Panel member. Can sign in." in said
    assert "Name changed Gill Reeves" in said
    assert "Murray" not in said


@pytest.mark.parametrize(
    ("name", "says"),
    [("", "Enter the person's name"), ("Dan Murray", "already"), ("x" * 121, "120 characters")],
)
def test_a_name_that_cannot_be_is_said_at_its_field(
    house: Any, gill: Any, name: str, says: str
) -> None:
    senco = house.accounts.get("senco")
    message, drawn = change(gill, senco, "name", name=name)
    ((link, words),) = [
        (props["href"], props["children"]) for tag, props in walk(message) if tag == "A"
    ]
    assert (link, drawn) == (f"#{ids.of_account('name')}", no_update)
    assert says in words
    assert link[1:] in ids_in(shown(gill, senco))
    assert house.accounts.get("senco") == senco


def test_a_school_is_changed(house: Any, gill: Any) -> None:
    change(gill, house.accounts.get("senco"), "role", role="senco", school="S002")
    assert house.accounts.get("senco").school_id == "S002"


@pytest.mark.parametrize(
    ("more", "field", "says"),
    [
        ({"role": "owner", "school": "none"}, "role", "one of the staff roles"),
        ({"role": "senco", "school": "none"}, "school", "needs the school"),
        ({"role": "senco", "school": "S999"}, "school", "no school of this code"),
        ({"role": "senco", "school": "S001"}, "role", "already"),
    ],
)
def test_a_role_that_cannot_be_is_said_at_its_field(
    house: Any, gill: Any, more: dict[str, str], field: str, says: str
) -> None:
    senco = house.accounts.get("senco")
    message, drawn = change(gill, senco, "role", **more)
    assert drawn is no_update
    assert {props["href"] for tag, props in walk(message) if tag == "A"} == {
        f"#{ids.of_account(field)}"
    }
    assert says in words_in(message)
    assert house.accounts.get("senco") == senco


def test_a_forgotten_password_is_replaced_for_one_time(earnest: Any, gina: Any) -> None:
    token = services().sessions.start("hal")
    message, _ = change(gina, earnest.accounts.get("hal"), "password")
    assert earnest.accounts.check("hal", PASSWORD) is None
    assert earnest.accounts.check("hal", one_time(message)).given_at is not None
    assert services().sessions.find(token) is None
    assert "One-time password given Gina" in words_in(shown(gina, earnest.accounts.get("hal")))


def test_in_a_demonstration_a_password_is_only_shown(house: Any, gill: Any) -> None:
    senco = house.accounts.get("senco")
    message, _ = change(gill, senco, "password")
    assert "It opens nothing" in words_in(message)
    assert house.accounts.get("senco") == senco


def test_an_invented_person_gets_no_password_in_earnest(earnest: Any, gina: Any) -> None:
    senco = earnest.accounts.get("senco")
    assert "gets no password here" in words_in(shown(gina, senco))
    with pytest.raises(Refusal):
        change(gina, senco, "password")
    assert earnest.accounts.get("senco").demo


def test_an_account_is_disabled_and_opened_again(house: Any, gill: Any) -> None:
    token = services().sessions.start("senco")
    message, _ = change(gill, house.accounts.get("senco"), "disable")
    assert "cannot sign in any more" in words_in(message)
    assert services().sessions.find(token) is None
    closed = house.accounts.get("senco")
    said = words_in(shown(gill, closed))
    assert "× Disabled" in " ".join(said.split())
    assert "Open the account again" in said
    assert "Disable the account" not in said
    change(gill, closed, "reopen")
    said = words_in(shown(gill, house.accounts.get("senco")))
    assert "Can sign in" in said
    assert "Open the account again" not in said


def test_sessions_are_ended_without_closing_the_account(house: Any, gill: Any) -> None:
    token = services().sessions.start("senco")
    message, _ = change(gill, house.accounts.get("senco"), "end")
    assert "signed out everywhere" in words_in(message)
    assert services().sessions.ending(token) == "ended"
    assert services().sessions.start("senco")
    assert "Signed out everywhere Gill Reeves" in words_in(shown(gill, house.accounts.get("senco")))


def test_nobody_changes_their_own_account(house: Any, gill: Any) -> None:
    own = house.accounts.get("administrator")
    said = words_in(shown(gill, own))
    assert "This is your own account" in said
    assert "Disable the account" not in said
    for what in accounts.ACTS:
        message, drawn = change(gill, own, what, role="leader", school="none")
        assert "Another administrator changes your account" in words_in(message)
        assert drawn is no_update
    assert house.accounts.get("administrator") == own
    event = house.store.activity.recent(1)[0]
    assert (event.action, event.subject, event.outcome) == (
        "accounts.write",
        "administrator",
        "denied",
    )


@pytest.mark.parametrize("what", ["disable", "role"])
def test_the_last_administrator_is_kept(house: Any, person: Any, what: str) -> None:
    # Somebody whose own right was taken away a moment ago.
    late = person("leader")
    last = house.accounts.get("administrator")
    message, drawn = change(late, last, what, role="leader", school="none")
    assert "the last administrator" in words_in(message)
    assert drawn is no_update
    assert house.accounts.get("administrator") == last
    assert house.store.activity.recent(1)[0].outcome == "denied"


@pytest.mark.parametrize("what", ["disable", "role", "reopen"])
def test_a_page_that_is_out_of_date_changes_nothing_and_is_drawn_anew(
    house: Any, gill: Any, what: str
) -> None:
    before = house.accounts.get("senco")
    house.accounts.set_role("senco", role="analyst", by="leader")
    message, drawn = change(gill, before, what, role="panel", school="none")
    said = words_in(message)
    assert "changed by Farah Hussain" in said
    assert as_text(house.accounts.now())[:4] in said
    assert drawn is not no_update
    assert house.accounts.get("senco").role == "analyst"
    assert house.accounts.get("senco").disabled_at is None


def test_a_change_nobody_kept_is_still_told(
    house: Any, gill: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house.accounts, "history", lambda _: [])
    message, _ = change(gill, house.accounts.get("senco"), "disable", revision="7")
    assert "The account was changed, after you opened this page" in words_in(message)
    assert "Nothing was changed since" in words_in(shown(gill, house.accounts.get("senco")))


def test_what_is_no_change_or_no_revision_is_refused(house: Any, gill: Any) -> None:
    senco = house.accounts.get("senco")
    for what in ("", "add", "erase"):
        with pytest.raises(Refusal):
            change(gill, senco, what)
    for revision in ("", "x", "-1", "1.5"):
        with pytest.raises(Refusal):
            change(gill, senco, "disable", revision=revision)
    assert house.accounts.get("senco") == senco


def test_an_address_of_nobody_is_not_found(house: Any, gill: Any) -> None:
    for reference in ("", "senco", "0" * 16):
        with pytest.raises(Refusal, match="no account at this address"):
            accounts.show_person(who=gill, reference=reference, changed=None)
        with pytest.raises(Refusal, match="no account at this address"):
            accounts.change_person(who=gill, given={"reference": reference})


def test_nothing_happens_before_a_click(house: Any, gill: Any) -> None:
    for call in (
        lambda: accounts.add_person(who=gill, given=None),
        lambda: accounts.change_person(who=gill, given=None),
        lambda: accounts.show_person(who=gill, reference=None, changed=None),
    ):
        with pytest.raises(PreventUpdate):
            call()


def test_every_state_and_change_has_its_words(house: Any) -> None:
    from analytics import accounts as states
    from data import account_changes as kinds

    constants = {
        value for name, value in vars(states).items() if name.isupper() and isinstance(value, str)
    }
    assert constants == {*STATES}
    whats = {
        value for name, value in vars(kinds).items() if name.isupper() and isinstance(value, str)
    }
    assert whats - {kinds.ADDED, kinds.ROLE} == {*PLAIN}
