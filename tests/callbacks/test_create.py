"""Creating a pupil: what is refused, and what is kept."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from dash import no_update
from dash.exceptions import PreventUpdate

from callbacks import create
from callbacks.context import every_case, today
from layouts import ids
from layouts.dates import day
from tests.tree import words_in


def new(person: Any, **changes: Any) -> tuple[Any, Any]:
    told = {"reference": "NEW1", "month": "4", "year": "2018", "school": "unknown"}
    given = {**told, "requested": day(today()), **changes}
    return create.create_pupil(who=person("coordinator"), clicks=1, **given)


def links(summary: Any) -> set[str]:
    return {item.children.href for item in summary.children[1].children}


def test_a_new_pupil_goes_straight_to_the_assessment(house: Any, person: Any) -> None:
    assert new(person) == (None, "/pupils/NEW1#assessment")
    pupil = house.store.tables.row("pupils", "NEW1")
    assert (pupil["birth_month"], pupil["birth_year"]) == (4, 2018)
    assert (pupil["co_ordinator"], pupil["school_id"]) == ("coordinator", None)
    request = house.store.tables.row("requests", "NEW1")
    assert (request["stage"], request["requested_on"]) == ("requested", today().isoformat())


def test_the_clocks_run_from_the_day_on_which_the_request_was_received(
    house: Any, person: Any
) -> None:
    assert create.open_form(who=person("coordinator"), button="x")[1] == day(today())
    received = today() - datetime.timedelta(days=10)
    new(person, requested=day(received))
    assert house.store.tables.row("requests", "NEW1")["requested_on"] == received.isoformat()
    cases = every_case().set_index("pupil_id")
    due = received + datetime.timedelta(weeks=6)
    assert cases.loc["NEW1", "due_on"] == due.isoformat()


def test_the_reference_loses_outer_spaces_and_keeps_the_school(house: Any, person: Any) -> None:
    new(person, reference="  NEW2 ", school="S001")
    assert house.store.tables.row("pupils", "NEW2")["school_id"] == "S001"


@pytest.mark.parametrize("reference", ["EX1", "ex1", " Ex1 "])
def test_a_duplicate_is_refused_whatever_its_case(house: Any, person: Any, reference: str) -> None:
    before = house.store.journal.head()
    problems, place = new(person, reference=reference)
    assert "already exists" in words_in(problems)
    assert place is no_update
    assert house.store.journal.head() == before


@pytest.mark.parametrize(
    ("changes", "control", "says"),
    [
        ({"reference": ""}, ids.CREATE_REFERENCE, "missing"),
        ({"reference": "a b"}, ids.CREATE_REFERENCE, "form expected"),
        ({"reference": "../x"}, ids.CREATE_REFERENCE, "form expected"),
        ({"reference": "x" * 33}, ids.CREATE_REFERENCE, "33 characters"),
        ({"month": None}, ids.CREATE_MONTH, "missing"),
        ({"month": "13"}, ids.CREATE_MONTH, ""),
        ({"year": None}, ids.CREATE_YEAR, "missing"),
        ({"year": "two"}, ids.CREATE_YEAR, "missing"),
        ({"year": "1800"}, ids.CREATE_YEAR, "25"),
        ({"year": "2999"}, ids.CREATE_YEAR, "future"),
        ({"year": "²⁰¹⁸"}, ids.CREATE_YEAR, "missing"),
        ({"requested": ""}, ids.CREATE_REQUESTED, "Give the day on which the request"),
        ({"requested": None}, ids.CREATE_REQUESTED, "Give the day on which the request"),
        ({"requested": "soon"}, ids.CREATE_REQUESTED, "“soon” is not a date"),
        ({"requested": "1 May 2099"}, ids.CREATE_REQUESTED, "in the future"),
        ({"requested": "31 March 2018"}, ids.CREATE_REQUESTED, "before the pupil was born"),
        ({"school": "S999"}, ids.CREATE_SCHOOL, "not one of the choices"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    house: Any, person: Any, changes: dict[str, Any], control: str, says: str
) -> None:
    before = house.store.journal.head()
    problems, place = new(person, **changes)
    assert f"#{control}" in links(problems)
    assert says in words_in(problems)
    assert place is no_update
    assert house.store.journal.head() == before


def test_all_problems_are_told_at_once(person: Any) -> None:
    problems, _ = new(person, reference="", month=None, year=None)
    assert len(links(problems)) == 3


def test_ages_are_taken_from_nothing_to_twenty_five(house: Any, person: Any) -> None:
    now = today()
    assert new(person, reference="A0", month=str(now.month), year=str(now.year))[0] is None
    oldest = {"month": str(now.month % 12 + 1), "year": str(now.year - 26 + now.month // 12)}
    assert new(person, reference="A25", **oldest)[0] is None
    problems, _ = new(person, reference="A26", month=str(now.month), year=str(now.year - 26))
    assert "25" in words_in(problems)


def test_nothing_happens_without_a_click(person: Any) -> None:
    with pytest.raises(PreventUpdate):
        create.create_pupil(
            who=person("coordinator"),
            clicks=None,
            reference="X",
            month="1",
            year="2018",
            school="",
            requested="",
        )


def test_schools_are_offered_by_name(person: Any) -> None:
    options, _ = create.open_form(who=person("coordinator"), button="b")
    names = [option["label"] for option in options[1:]]
    assert options[0] == {"value": "unknown", "label": "Not known"}
    assert len(names) == 61
    assert names == sorted(names)
