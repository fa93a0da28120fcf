"""Meetings, agendas, and what cannot be put on one."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from dash import no_update
from dash.exceptions import PreventUpdate

from access.refusals import Refusal
from callbacks.context import today
from callbacks.panel import meetings
from layouts import ids
from tests.callbacks.panel.conftest import append, said
from tests.tree import ids_in, problems_in, words_in

MEETING = "next-week"


def add(person: Any, by: str = "coordinator", **given: Any) -> tuple[Any, Any]:
    told = {"clicks": 1, "title": "SEND panel", "date": "1 May 2031", "chair": "", **given}
    return meetings.add_meeting(who=person(by), **told)


def put(person: Any, pupil: str = "EX1", **given: Any) -> tuple[Any, Any]:
    told = {"clicks": 1, "meeting_id": MEETING, "ask": "plan", "note": None, **given}
    return said(meetings.add_item(who=person("coordinator"), pupil_id=pupil, **told))


def opened(person: Any, by: str = "coordinator") -> tuple[Any, Any]:
    return meetings.open_agenda(who=person(by), meeting_id=MEETING, changed=None)


def test_a_meeting_is_kept_and_listed(house: Any, person: Any) -> None:
    told, added = add(person, chair="Carol Whitfield")
    assert "1 May 2031" in words_in(told)
    row = house.store.tables.row("panel_meetings", added)
    assert (row["held_on"], row["title"], row["chair"]) == (
        "2031-05-01", "SEND panel", "Carol Whitfield",
    )  # fmt: skip
    page = words_in(meetings.list_meetings(who=person("panel"), opened=True, added=added))
    assert "1 May 2031" in page


def test_an_authority_without_meetings_is_told_what_would_be_here(
    house: Any, person: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meetings, "today", lambda: datetime.date(2040, 1, 1))
    page = words_in(meetings.list_meetings(who=person("panel"), opened=True, added=None))
    assert "No meeting is planned" in page
    assert "Meetings held" in page


@pytest.mark.parametrize(
    ("given", "field", "says"),
    [
        ({"title": " "}, ids.PANEL_TITLE, "Give the meeting a name"),
        ({"title": None}, ids.PANEL_TITLE, "Give the meeting a name"),
        ({"title": "x" * 101}, ids.PANEL_TITLE, "the most is 100"),
        ({"date": None}, ids.PANEL_DATE, "Give the day"),
        ({"date": "soon"}, ids.PANEL_DATE, "Give the day"),
        ({"date": "30 February 2031"}, ids.PANEL_DATE, "Give the day"),
        ({"date": "1 May 2001"}, ids.PANEL_DATE, "has passed"),
        ({"chair": "x" * 101}, ids.PANEL_CHAIR, "the most is 100"),
    ],
)
def test_what_cannot_be_a_meeting_is_told_at_its_field(
    house: Any, person: Any, given: dict[str, Any], field: str, says: str
) -> None:
    head = house.store.journal.head()
    told, added = add(person, **given)
    ((leads_to, words),) = problems_in(told)
    assert leads_to == field
    assert says in words
    assert added is no_update
    assert house.store.journal.head() == head


def test_a_pupil_is_put_on_an_agenda_with_what_is_missing_said(
    house: Any, person: Any, meeting: str
) -> None:
    told, _ = put(person, note="A place is wanted by May.")
    assert "There is no draft of the plan" in words_in(told)
    row = house.store.tables.row("panel_items", "next-week:EX1")
    assert (row["ask"], row["added_by"]) == ("plan", "coordinator")
    agenda, form = opened(person)
    assert "EX1" in words_in(agenda)
    # Who is on the agenda is not offered again.
    assert ids.AGENDA_ADD in ids_in(form)
    assert '"EX1"' not in str(form).replace("'", '"')


def test_a_whole_plan_misses_nothing_that_blocks(
    house: Any, person: Any, meeting: str, pupil: str
) -> None:
    put(person)
    agenda, _ = opened(person)
    assert "of the other 1, 1 could be approved" in words_in(agenda)


def test_a_pupil_is_on_an_agenda_once(house: Any, person: Any, meeting: str) -> None:
    put(person)
    head = house.store.journal.head()
    told, changed = put(person, ask="assess")
    assert "on this agenda already" in words_in(told)
    assert changed is no_update
    assert house.store.journal.head() == head


def test_who_was_taken_off_can_be_put_on_again(house: Any, person: Any, meeting: str) -> None:
    put(person)
    row = house.store.tables.row("panel_items", "next-week:EX1")
    append(house, "panel_items", {**row, "withdrawn": True})
    assert "EX1" not in words_in(opened(person)[0])
    assert "is on the agenda" in words_in(put(person)[0])


@pytest.mark.parametrize(
    ("pupil", "given", "field", "says"),
    [
        ("EX1", {"ask": "adjourn"}, ids.AGENDA_ASK, "Choose what"),
        ("EX1", {"ask": None}, ids.AGENDA_ASK, "Choose what"),
        ("EX1", {"note": "x" * 4001}, ids.AGENDA_NOTE, "the most is 4,000"),
        ("EX6", {}, ids.AGENDA_PUPIL, "closed"),
    ],
)
def test_what_cannot_go_to_the_panel_is_told_at_its_field(
    house: Any, person: Any, meeting: str, pupil: str, given: dict[str, Any], field: str, says: str
) -> None:
    ((leads_to, words),) = problems_in(put(person, pupil, **given)[0])
    assert leads_to == field
    assert says in words
    assert house.store.tables.row("panel_items", f"{MEETING}:{pupil}") is None


def test_a_meeting_that_was_held_takes_nobody_more(
    house: Any, person: Any, meeting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = today() + datetime.timedelta(days=30)
    monkeypatch.setattr(meetings, "today", lambda: later)
    assert "has passed" in words_in(put(person)[0])


def test_an_unknown_meeting_is_not_found(house: Any, person: Any) -> None:
    with pytest.raises(Refusal) as refusal:
        meetings.open_agenda(who=person("panel"), meeting_id="no-such", changed=None)
    assert refusal.value.code == 404
    with pytest.raises(Refusal):
        put(person, meeting_id="no-such")


def test_only_a_co_ordinator_has_the_form(house: Any, person: Any, meeting: str) -> None:
    assert opened(person, "panel")[1] == []
    assert ids.AGENDA_ADD in ids_in(opened(person)[1])


def test_the_soonest_statutory_day_comes_first(house: Any, person: Any, meeting: str) -> None:
    own = meetings.pupils_to_add(person("coordinator"), but=set())
    for pupil, _ in own[:4][::-1]:
        put(person, pupil, ask="assess")
    listed = [one.item["pupil_id"] for one in meetings.items_of(MEETING)]
    assert listed == [pupil for pupil, _ in own[:4]]


def test_nothing_happens_before_a_button_is_pressed(house: Any, person: Any) -> None:
    with pytest.raises(PreventUpdate):
        add(person, clicks=None)
    with pytest.raises(PreventUpdate):
        put(person, clicks=0)
    with pytest.raises(PreventUpdate):
        meetings.open_agenda(who=person("panel"), meeting_id=None, changed=None)


def test_the_demonstration_has_meetings_to_come(house: Any, person: Any) -> None:
    rows = house.store.tables.load("panel_meetings")
    assert len(rows) == 3
    assert (rows["held_on"] > today().isoformat()).sum() == 2
    items = house.store.tables.load("panel_items")
    assert "EX1" in set(items["pupil_id"])
    assert len(items) == 6
