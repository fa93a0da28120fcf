"""Placement: a shortlist with reasons, what schools answered, one named, the plan issued."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from typing import Any

import pytest
from dash import no_update
from dash.exceptions import PreventUpdate

from analytics.process.clock import clock
from analytics.process.limits import last_of_months
from callbacks.context import may_place, today
from callbacks.panel import issuing, placement
from callbacks.plans.checking import findings_of
from callbacks.plans.keeping import load_plan
from callbacks.review import open_pupil
from data.schemas import TABLES
from data.schemas.plans import SECTIONS, Finding
from layouts import ids
from layouts.dates import day
from tests.callbacks.panel import test_deciding as panel
from tests.callbacks.panel.conftest import append, said, write_line
from tests.tree import ids_in, problems_in, walk, words_in

SCHOOL, OTHER = "S053", "S050"
YESTERDAY = day(today() - datetime.timedelta(days=1))


def opened(person: Any, by: str = "coordinator", pupil: str = "EX1") -> list[Any]:
    return placement.open_placement(
        who=person(by), pupil_id=pupil, consulted=None, answered=None, named_on=None, issued_on=None
    )


def consult(person: Any, **given: Any) -> tuple[Any, Any]:
    told = {"clicks": 1, "school": SCHOOL, "preferred": "as_recorded", "date": YESTERDAY, **given}
    told.setdefault("revisions", placement.revisions_of("EX1"))
    return said(placement.consult(who=person("coordinator"), pupil_id="EX1", **told))


def answer(person: Any, **given: Any) -> tuple[Any, Any]:
    told = {
        "clicks": 1,
        "school": SCHOOL,
        "answer": "yes",
        "ground": "none",
        "reasons": "",
        "date": day(today()),
        "revisions": placement.revisions_of("EX1"),
        **given,
    }
    return said(placement.record_answer(who=person("coordinator"), pupil_id="EX1", **told))


def name(person: Any, **given: Any) -> tuple[Any, Any]:
    told = {"clicks": 1, "school": SCHOOL, "ground": "none", "reason": "", **given}
    told.setdefault("revisions", placement.revisions_of("EX1"))
    return said(issuing.name_school(who=person("coordinator"), pupil_id="EX1", **told))


def issue(person: Any, **given: Any) -> tuple[Any, Any]:
    told = {"clicks": 1, "sure": True, "reason": "", **given}
    told.setdefault("revisions", placement.revisions_of("EX1"))
    return said(issuing.issue(who=person("coordinator"), pupil_id="EX1", **told))


@pytest.fixture(autouse=True)
def sound(monkeypatch: pytest.MonkeyPatch) -> list[Finding]:
    """Have the checks of the plan find what a test puts here: they have tests of their own."""
    found: list[Finding] = []
    monkeypatch.setattr(placement, "findings_of", lambda _: tuple(found))
    return found


@pytest.fixture
def agreed(house: Any, person: Any, item: str) -> None:
    """Have the panel agree the plan of EX1."""
    panel.decide(person, "EX1")
    panel.confirm(person, "EX1")
    send_draft(house, days_ago=15)


def send_draft(house: Any, *, days_ago: int | None) -> None:
    """Record the decision to assess, and the day on which the draft was sent."""
    decided = (today() - datetime.timedelta(days=20)).isoformat()
    sent = None if days_ago is None else today() - datetime.timedelta(days=days_ago)
    row = {**house.store.tables.row("requests", "EX1"), "decided_on": decided}
    append(house, "requests", {**row, "draft_on": sent.isoformat() if sent else None})


def held(house: Any, school: str = SCHOOL) -> dict[str, Any]:
    return house.store.tables.row("consultations", f"EX1:{school}")


def test_the_shortlist_gives_its_reasons(house: Any, person: Any, pupil: str) -> None:
    page = words_in(opened(person))
    assert "settings below fit in age and type" in page
    assert "nearest finished cases of the library" in page
    assert "miles in a straight line from the present school" in page
    assert "places free" in page
    assert "No school has been asked" in page


def test_small_counts_are_for_those_who_may_read_every_pupil(
    house: Any, person: Any, pupil: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {}

    def keep(rows: Any, **given: Any) -> Any:
        asked["whole"] = given["whole"]
        return placement_counts(rows, **given)

    placement_counts = placement.similar_by_school
    monkeypatch.setattr(placement, "similar_by_school", keep)
    for by, whole in (("coordinator", True), ("panel", True), ("specialist", False)):
        opened(person, by)
        assert asked["whole"] is whole


def test_the_forms_are_for_who_holds_the_case(house: Any, person: Any, agreed: None) -> None:
    forms = {ids.CONSULT_SAVE, ids.ANSWER_SAVE, ids.NAME_SAVE, ids.ISSUE_BUTTON}
    assert forms & set(ids_in(opened(person))) == forms - {ids.ISSUE_BUTTON}
    assert forms & set(ids_in(opened(person, "panel"))) == set()
    assert forms & set(ids_in(opened(person, "specialist"))) == set()


def test_a_school_is_asked_and_answers(house: Any, person: Any, pupil: str) -> None:
    told, saved = consult(person)
    assert "Saved" in words_in(told)
    assert saved == f"EX1:{SCHOOL}:1"
    due = day(today() + datetime.timedelta(days=14))
    assert f"No answer yet, due by {due}" in words_in(opened(person))
    told, _ = answer(person, answer="conditions", reasons="A second adult at lunch.")
    assert "Answer saved" in words_in(told)
    row = held(house)
    assert (row["answer"], row["answered_on"]) == ("conditions", today().isoformat())
    assert row["ground"] is None
    assert "A second adult at lunch." in words_in(opened(person))


def test_an_answer_that_is_late_is_said_to_be(house: Any, person: Any, pupil: str) -> None:
    consult(person, date=day(today() - datetime.timedelta(days=16)))
    assert "Late: no answer yet" in words_in(opened(person))


def test_the_family_s_wish_is_first_and_stays(house: Any, person: Any, pupil: str) -> None:
    consult(person, school=OTHER, preferred="yes", date="")
    assert held(house, OTHER)["asked_on"] is None
    consult(person, school=OTHER)
    assert held(house, OTHER)["family_preference"] is True
    consult(person)
    page = words_in(opened(person))
    names = {code: house.store.tables.row("schools", code)["name"] for code in (SCHOOL, OTHER)}
    assert page.index(names[OTHER]) < page.index(names[SCHOOL])
    consult(person, school=OTHER, preferred="no", date="")
    assert held(house, OTHER)["family_preference"] is False


@pytest.mark.parametrize(
    ("given", "field", "says"),
    [
        ({"school": "S999"}, ids.CONSULT_SCHOOL, "not on the authority's list"),
        ({"school": None}, ids.CONSULT_SCHOOL, "not on the authority's list"),
        ({"school": "../S001"}, ids.CONSULT_SCHOOL, "not on the authority's list"),
        ({"date": "1 May 2090"}, ids.CONSULT_DATE, "future"),
        ({"date": "soon"}, ids.CONSULT_DATE, "Give the day"),
        ({"date": ""}, ids.CONSULT_DATE, "say whether the family wants it"),
    ],
)
def test_what_cannot_be_asked_is_told_at_its_field(
    house: Any, person: Any, pupil: str, given: dict[str, Any], field: str, says: str
) -> None:
    head = house.store.journal.head()
    told, saved = consult(person, **given)
    ((leads_to, words),) = problems_in(told)
    assert leads_to == field
    assert says in words
    assert saved is no_update
    assert house.store.journal.head() == head


@pytest.mark.parametrize(
    ("given", "field", "says"),
    [
        ({"school": OTHER}, ids.ANSWER_SCHOOL, "not asked"),
        ({"answer": None}, ids.ANSWER_ANSWER, "Choose what"),
        ({"answer": "maybe"}, ids.ANSWER_ANSWER, "Choose what"),
        ({"answer": "no", "reasons": "Full."}, ids.ANSWER_GROUND, "Choose the ground"),
        ({"answer": "no", "ground": "others"}, ids.ANSWER_REASONS, "Write down the reasons"),
        ({"date": None}, ids.ANSWER_DATE, "Give the day of the answer"),
        ({"date": "1 May 2090"}, ids.ANSWER_DATE, "future"),
        ({"date": "1 May 2001"}, ids.ANSWER_DATE, "before the day on which"),
        ({"reasons": "x" * 4001}, ids.ANSWER_REASONS, "the most is 4,000"),
    ],
)
def test_what_cannot_be_an_answer_is_told_at_its_field(
    house: Any, person: Any, pupil: str, given: dict[str, Any], field: str, says: str
) -> None:
    consult(person)
    told, saved = answer(person, **given)
    ((leads_to, words),) = problems_in(told)
    assert leads_to == field
    assert says in words
    assert saved is no_update
    assert held(house)["answer"] is None


def test_a_school_that_was_asked_is_not_asked_twice(house: Any, person: Any, pupil: str) -> None:
    consult(person)
    assert "asked already" in words_in(consult(person)[0])
    answer(person, answer="no", ground="unsuitable", reasons="The building has steps.")
    assert held(house)["ground"] == "unsuitable"
    # After a changed draft it is asked again, and the earlier answer is in the journal.
    consult(person)
    assert held(house)["answer"] is None
    assert len(house.store.tables.history("consultations", f"EX1:{SCHOOL}")) == 3


def test_section_i_is_blank_until_the_panel_agreed(house: Any, person: Any, pupil: str) -> None:
    consult(person)
    told, saved = name(person)
    assert "stays blank until the panel has agreed" in words_in(told)
    assert saved is no_update


def test_a_placement_is_written_in_section_i(house: Any, person: Any, agreed: None) -> None:
    assert "Consult the school before" in words_in(name(person)[0])
    consult(person)
    assert "Section I" in words_in(name(person)[0])
    row = house.store.tables.row("plan_lines", "EX1:placement")
    school = house.store.tables.row("schools", SCHOOL)
    assert (row["section"], row["kind"], row["origin"], row["actor"]) == (
        "I", "placement", "written", "coordinator",
    )  # fmt: skip
    assert row["text"].startswith(school["name"])
    assert json.loads(row["sources"])[0]["ref"] == "coordinator"
    assert school["name"] in words_in(opened(person))
    consult(person, school=OTHER)
    name(person, school=OTHER)
    assert len(house.store.tables.history("plan_lines", "EX1:placement")) == 2


def test_the_drafted_blank_of_section_i_names_nothing_and_gives_way(
    house: Any, person: Any, agreed: None
) -> None:
    write_line(house, "EX1", "I", actor="coordinator", kind="placement", origin="drafted")
    assert "Section I is blank" in words_in(opened(person))
    consult(person)
    name(person)
    assert house.store.tables.row("plan_lines", "EX1:I-1")["withdrawn"] is True
    assert "Section I is blank" not in words_in(opened(person))


def test_passing_over_the_family_s_wish_needs_a_ground(
    house: Any, person: Any, agreed: None
) -> None:
    consult(person)
    consult(person, school=OTHER, preferred="yes")
    (ground, told), (reason, said_of_it) = problems_in(name(person)[0])
    assert (ground, reason) == (ids.NAME_GROUND, ids.NAME_REASON)
    assert "s.39(4)" in told
    assert "Say why that ground applies" in said_of_it
    name(person, ground="unsuitable", reason="It takes no pupil over 11 years.")
    assert held(house, OTHER)["not_named_ground"] == "unsuitable"
    assert "It takes no pupil over 11" in words_in(opened(person))
    assert house.store.tables.row("plan_lines", "EX1:placement") is not None


def test_a_school_that_is_gone_cannot_be_named(house: Any, person: Any, agreed: None) -> None:
    row = {"consultation_id": "EX1:S999", "pupil_id": "EX1", "school_id": "S999"}
    append(house, "consultations", {**row, "asked_on": today().isoformat()})
    assert "not on the authority's list any more" in words_in(name(person, school="S999")[0])
    assert "not on the list any more" in words_in(opened(person))


def test_the_final_plan_is_issued_in_one_save(house: Any, person: Any, agreed: None) -> None:
    assert "Section I is blank" in words_in(issue(person)[0])
    consult(person)
    name(person)
    page = opened(person)
    assert "Nothing stands in the way" in words_in(page)
    assert ids.ISSUE_BUTTON in ids_in(page)
    untold = (ids.ISSUE_SURE, "Tick that you have read the plan and it may go out.")
    assert problems_in(issue(person, sure=False)[0]) == [untold]
    told, _ = issue(person)
    assert "issued" in words_in(told)
    tables = house.store.tables
    assert tables.row("plans", "EX1")["status"] == "final"
    request = tables.row("requests", "EX1")
    assert (request["stage"], request["final_on"]) == ("final", today().isoformat())
    assert request["early_reason"] is None
    in_a_year = last_of_months(today(), 12).isoformat()
    assert load_plan("EX1").particulars.review_due_on == in_a_year
    assert tables.row("assessments", "EX1")["final"] is True
    assert "has been issued" in words_in(issue(person)[0])
    assert "The final plan has been issued." in words_in(opened(person))
    assert house.store.journal.verify().problems == ()


def test_a_family_with_fewer_than_15_days_needs_a_reason(
    house: Any, person: Any, agreed: None
) -> None:
    consult(person)
    name(person)
    assert "The family still has time" not in words_in(opened(person))
    send_draft(house, days_ago=14)
    page = words_in(opened(person))
    assert "The family still has time to answer" in page
    assert f"to the end of {day(today())}: SEND Regulations 2014, reg 13(1)" in page
    for reason in ("", "Because", None):
        ((leads_to, told),) = problems_in(issue(person, reason=reason)[0])
        assert leads_to == ids.ISSUE_REASON
        assert "Say why the plan goes out before" in told
    assert house.store.tables.row("plans", "EX1")["status"] == "agreed"
    issue(person, reason="The family answered and wants no more time.")
    request = house.store.tables.row("requests", "EX1")
    assert request["early_reason"] == "The family answered and wants no more time."
    told = clock(request, today=today()).step("family")
    assert told is not None
    assert told.note.endswith("had ended: The family answered and wants no more time.")


def test_a_plan_whose_draft_was_not_sent_is_not_issued(
    house: Any, person: Any, agreed: None
) -> None:
    consult(person)
    name(person)
    send_draft(house, days_ago=None)
    told = "Give the day of the draft plan: without it there can be no day of the final plan."
    assert told in words_in(opened(person))
    assert told in words_in(issue(person, reason="It was sent by hand.")[0])
    assert house.store.tables.row("requests", "EX1")["final_on"] is None


def wish(person: Any, **given: Any) -> tuple[Any, Any]:
    return consult(person, **{"preferred": "yes", "date": "", **given})


@pytest.mark.parametrize("act", [wish, answer, name, issue])
def test_a_stale_form_overwrites_nothing(
    house: Any, person: Any, agreed: None, act: Callable[..., Any]
) -> None:
    consult(person, preferred="yes")
    if act is not answer:
        answer(person)
    if act is issue:
        name(person)
    seen = placement.revisions_of("EX1")
    if act is answer:
        answer(person, answer="no", ground="others", reasons="The class is full.")
    else:
        consult(person, preferred="no")
    head = house.store.journal.head()
    told, saved = act(person, revisions=seen)
    assert "Somebody changed this after you opened the page" in words_in(told)
    assert saved is no_update
    assert house.store.journal.head() == head
    assert act(person)[1] is not no_update


def test_a_problem_of_the_checks_stops_the_final_plan(
    house: Any, person: Any, agreed: None, sound: list[Finding]
) -> None:
    consult(person)
    name(person)
    sound.append(Finding("need_without_provision", "B", "A need has no provision."))
    assert "Nothing stands in the way" in words_in(opened(person))
    sound.append(Finding("name_of_other", "B", "Another pupil is named.", weight="problem"))
    assert "Another pupil is named." in words_in(issue(person)[0])
    assert house.store.tables.row("plans", "EX1")["status"] == "agreed"


def test_the_checks_read_the_plan_as_it_is_kept(house: Any, person: Any, pupil: str) -> None:
    append(house, "plans", {"pupil_id": "EX2", "status": "draft", "name": "Zebedee"})
    source = {"kind": "person", "ref": "coordinator", "label": "Asha Patel"}
    write_line(
        house, "EX1", "A", actor="coordinator", text="Zebedee likes trains.", kind="view",
        sources=json.dumps([source]), links='["B-1"]',
    )  # fmt: skip
    found = findings_of(placement.final_of("EX1"))
    assert any("Zebedee" in (one.sentence, *one.phrases) for one in found)
    assert {one.line_id for one in found} <= {None, *(f"{s}-1" for s in SECTIONS)}
    write_line(house, "EX1", "A", actor="coordinator", withdrawn=True)
    assert not any(
        "Zebedee" in (one.sentence, *one.phrases) for one in findings_of(placement.final_of("EX1"))
    )


@pytest.mark.parametrize(
    ("section", "kind", "says"),
    [
        ("F", "provision", "changed since the panel agreed it"),
        ("G", "to_obtain", "still to obtain"),
    ],
)
def test_what_changed_after_the_panel_stops_the_final_plan(
    house: Any, person: Any, agreed: None, section: str, kind: str, says: str
) -> None:
    consult(person)
    name(person)
    write_line(house, "EX1", section, actor="coordinator", kind=kind, text="Other words.")
    head = house.store.journal.head()
    assert says in words_in(issue(person)[0])
    assert house.store.journal.head() == head


def test_pupils_whose_plan_is_made_are_offered(house: Any, person: Any) -> None:
    own = words_in(placement.list_placements(who=person("coordinator"), opened=True))
    assert "EX1" in own
    assert "EX5" not in own
    assert "EX" in words_in(placement.list_placements(who=person("panel"), opened=True))
    assert "No pupil you may read" in words_in(
        placement.list_placements(who=person("leader"), opened=True)
    )


def test_nothing_happens_before_a_button_is_pressed(house: Any, person: Any, pupil: str) -> None:
    for act in (consult, answer, name, issue):
        with pytest.raises(PreventUpdate):
            act(person, clicks=None)


def test_every_table_of_the_panel_names_who_may_read_it() -> None:
    for table in ("panel_meetings", "panel_items", "panel_decisions", "consultations"):
        assert all(column.readers for column in TABLES[table].columns)


def test_only_who_may_open_a_placement_is_led_to_it(house: Any, person: Any) -> None:
    own = house.store.tables.load("pupils")
    pupil = str(own.loc[own["school_id"] == person("senco").school_id, "pupil_id"].iloc[0])
    for by, led in (("coordinator", True), ("senco", False)):
        assert may_place(person(by), pupil) is led
        page = open_pupil(who=person(by), pupil_id=pupil)
        links = {props.get("href") for _, props in walk(page)}
        assert f"/process/{pupil}" in links
        assert (f"/placement/{pupil}" in links) is led
