"""The caseload and the control panel: each person sees their own, and finds pupils quickly."""

from __future__ import annotations

from typing import Any

import pytest
from dash.exceptions import PreventUpdate

from callbacks import caseload, frame
from callbacks.context import visible_pupils
from tests.tree import words_in

ALL = {"text": "", "stage": "all", "cluster": "all", "state": "all", "order": "urgent", "page": "1"}


def shown(who: Any, *, mine: bool = True, **changes: Any) -> tuple[str, list[Any], str]:
    table, options, page = caseload.update_caseload(who=who, mine=mine, **{**ALL, **changes})
    return words_in(table), options, page


def test_a_co_ordinator_sees_their_own_first(person: Any) -> None:
    words, options, _ = shown(person("coordinator"))
    assert "70 pupils" in words
    assert len(options) == 3


def test_a_co_ordinator_can_look_beyond_their_own(person: Any) -> None:
    assert "2,268 pupils" in shown(person("coordinator"), mine=False)[0]


@pytest.mark.parametrize(("username", "pupils"), [("specialist", 25), ("senco", 25)])
def test_others_see_only_the_pupils_open_to_them(person: Any, username: str, pupils: int) -> None:
    assert f"{pupils} pupils" in shown(person(username), mine=False)[0]
    assert len(visible_pupils(person(username))) == pupils


@pytest.mark.parametrize("username", ["analyst", "leader", "administrator"])
def test_some_roles_see_no_pupil(person: Any, username: str) -> None:
    assert visible_pupils(person(username)).empty


def test_filters_narrow_and_say_when_nothing_fits(person: Any) -> None:
    who = person("coordinator")
    assert "EX1" in shown(who, text="ex1")[0]
    assert "1 pupil:" in shown(who, text="ex1")[0]
    assert "No pupil fits these filters" in shown(who, text="nobody")[0]
    assert "Request received" in shown(who, stage="requested")[0]
    assert "Annual review due" not in shown(who, stage="requested")[0]


def test_school_names_are_searched_too(house: Any, person: Any) -> None:
    name = house.store.tables.row("schools", "S001")["name"]
    assert "No pupil fits" not in shown(person("coordinator"), text=name, mine=False)[0]


@pytest.mark.parametrize("number", ["99", "0", "-1", "x", None, "²"])
def test_a_page_out_of_range_is_the_nearest(person: Any, number: Any) -> None:
    assert shown(person("coordinator"), page=number)[2] in {"1", "3"}


def test_an_unknown_order_is_the_usual_one(person: Any) -> None:
    assert shown(person("coordinator"), order="?") == shown(person("coordinator"))


def test_the_panel_lists_the_pages_of_the_role(person: Any) -> None:
    links, hidden, _ = frame.update_navigation(who=person("leader"), pathname="/packages")
    assert (words_in(links), hidden) == (
        "Reference Charts Progress Feedback Packages and rule SEN2",
        True,
    )
    links, hidden, _ = frame.update_navigation(who=person("coordinator"), pathname=None)
    assert words_in(links) == (
        "Caseload Review Pupil Supporting Documents EHCP Generator Reference Charts Panel "
        "Placement Progress Feedback Create New Pupil Packages and rule SEN2"
    )
    assert hidden is False


def test_each_role_starts_where_it_may(person: Any) -> None:
    starts = {name: frame.first_page(person(name)) for name in ("coordinator", "leader", "senco")}
    assert starts == {"coordinator": "/", "leader": "/charts", "senco": "/"}


def test_a_pupil_is_found_by_reference(person: Any) -> None:
    assert words_in(frame.find_pupils(who=person("coordinator"), text=" ex1 ")).startswith(
        "1 pupil"
    )


def test_many_pupils_are_counted_and_twenty_shown(person: Any) -> None:
    words = words_in(frame.find_pupils(who=person("coordinator"), text="nm1"))
    assert words.startswith("First 20 of 2,")


def test_a_search_stays_inside_what_the_person_may_read(person: Any) -> None:
    found = words_in(frame.find_pupils(who=person("specialist"), text="nm1"))
    assert "of 2," not in found
    assert "No pupil matches" in words_in(frame.find_pupils(who=person("senco"), text="EX1"))


def test_an_empty_search_shows_nothing(person: Any) -> None:
    assert frame.find_pupils(who=person("coordinator"), text="  ") == []


def test_enter_opens_the_first_pupil_found(person: Any) -> None:
    assert frame.open_first_pupil(who=person("coordinator"), submits=1, text="EX2") == "/pupils/EX2"


@pytest.mark.parametrize(("submits", "text"), [(None, "EX1"), (1, ""), (1, "nobody")])
def test_enter_without_a_pupil_goes_nowhere(person: Any, submits: Any, text: str) -> None:
    with pytest.raises(PreventUpdate):
        frame.open_first_pupil(who=person("coordinator"), submits=submits, text=text)
