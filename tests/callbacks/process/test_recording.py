"""Dates and steps of one pupil: read by those who may, recorded by the case's co-ordinator."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from dash import no_update
from dash.exceptions import PreventUpdate

from access.policy import allows
from analytics.process.recording import EDITABLE
from callbacks.context import every_case
from callbacks.process import recording
from callbacks.process.recording import specialists
from layouts import ids
from layouts.dates import day
from layouts.process.form import FIELDS
from tests.tree import ids_in, problems_in, walk, words_in

TODAY = datetime.date(2027, 1, 1)


@pytest.fixture
def pupil(house: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return a pupil of the co-ordinator's who waits for the decision whether to assess."""
    monkeypatch.setattr(recording, "today", lambda: TODAY)
    requests, pupils = (house.store.tables.load(name) for name in ("requests", "pupils"))
    own = pupils.loc[pupils["co_ordinator"] == "coordinator", "pupil_id"]
    waiting = requests[(requests["stage"] == "requested") & requests["pupil_id"].isin(own)]
    return str(waiting["pupil_id"].iloc[0])


def typed(house: Any, pupil: str, **changes: str) -> dict[str, str]:
    """Return what the form of a pupil holds, with changes."""
    row = house.store.tables.row("requests", pupil) or {}
    held = {name: day(row[name]) for name in EDITABLE if name.endswith("_on") and row.get(name)}
    base = {name: "" for name in EDITABLE if name.endswith("_on")}
    chosen = {"stage": row.get("stage", "requested"), "kind": "first"}
    chosen |= {"decision_exception": "none", "review_outcome": "none"}
    revision = {"revision": str(row.get("revision", 0))}
    return {**base, **chosen, **held, **revision, **changes}


def record(person: Any, pupil: str, given: Any) -> Any:
    return recording.record_dates(who=person("coordinator"), pupil_id=pupil, given=given)


def opened(person: Any, pupil: str, who: str = "coordinator") -> Any:
    return recording.open_process(who=person(who), pupil_id=pupil, saved=None, advice_saved=None)


def test_the_clock_names_the_next_step_its_day_and_its_rule(house, person, pupil):
    requested = house.store.tables.row("requests", pupil)["requested_on"]
    limit = datetime.date.fromisoformat(requested) + datetime.timedelta(weeks=6)
    words = words_in(opened(person, pupil)[0])
    assert f"Next: tell the family whether there will be an assessment, by {day(limit)}" in words
    assert "SEND Regulations 2014, reg 5(3)" in words
    assert "Waits for the decision whether to assess." in words


def test_a_decision_is_recorded_once_its_stage_is_confirmed(house, person, pupil):
    given = typed(house, pupil, decided_on="31 December 2026")
    errors, done = record(person, pupil, given)
    ((leads_to, words),) = problems_in(errors)
    assert leads_to == ids.of_process("stage")
    assert "By these dates the stage is “Needs assessment”" in words
    assert done is no_update
    message, done = record(person, pupil, {**given, "stage": "assessing"})
    assert "Saved" in words_in(message)
    assert done is not no_update
    row = house.store.tables.row("requests", pupil)
    assert (row["stage"], row["decided_on"], row["revision"]) == ("assessing", "2026-12-31", 2)
    assert row["kind"] is None
    cases = every_case().set_index("pupil_id")
    assert cases["next_step"][pupil] == "Decide whether to issue a plan"
    entry = house.store.journal.latest("requests", pupil)
    assert (entry.actor, entry.action) == ("coordinator", "process.record")


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"decided_on": "1 February 2027"}, "decided_on", "lies in the future"),
        ({"decided_on": "some day"}, "decided_on", "is not a date"),
        ({"final_on": "31 December 2026"}, "draft_on", "Give the day"),
        ({"requested_on": ""}, "requested_on", "Give the day"),
        ({"requested_on": "1 January 1066"}, "requested_on", "cannot be right"),
        ({"stage": "lost"}, "stage", "Choose one of the list"),
        ({"closed_on": "1 January 2015"}, "closed_on", "lies before"),
        (
            {
                "decided_on": "20 December 2026",
                "draft_on": "24 December 2026",
                "final_on": "30 December 2026",
                "stage": "final",
            },
            "early_reason",
            "before the family had its 15 days",
        ),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_nothing_is_kept(
    house, person, pupil, changes, field, says
):
    errors, done = record(person, pupil, typed(house, pupil, **changes))
    told = dict(problems_in(errors))
    assert says in told[ids.of_process(field)]
    assert done is no_update
    assert house.store.tables.row("requests", pupil)["revision"] == 1


def test_two_people_cannot_overwrite_each_other(house, person, pupil):
    given = typed(house, pupil, decided_on="31 December 2026", stage="assessing")
    record(person, pupil, given)
    message, done = record(person, pupil, {**given, "decided_on": "30 December 2026"})
    assert "Somebody changed this pupil's process" in words_in(message)
    assert done is no_update
    assert house.store.tables.row("requests", pupil)["decided_on"] == "2026-12-31"


def test_the_same_click_twice_is_kept_once(house, person, pupil):
    given = typed(house, pupil, decided_on="31 December 2026", stage="assessing", sent="7")
    for _ in range(2):
        assert "Saved" in words_in(record(person, pupil, given)[0])
    assert house.store.tables.row("requests", pupil)["revision"] == 2


def test_a_pupil_without_a_request_gets_one(house, person, pupil, monkeypatch):
    row = {"birth_month": 1, "birth_year": 2018, "co_ordinator": "coordinator", "invented": True}
    from data.journal import Change

    change = Change("pupils", "NEW1", 0, {"pupil_id": "NEW1", **row})
    house.store.journal.append(change, actor="coordinator", action="pupil.create", request_id="n")
    body, dates, advice = opened(person, "NEW1")
    assert "No request is recorded yet" in words_in(body)
    assert dates
    assert advice == []
    given = typed(house, "NEW1", requested_on="1 December 2026")
    assert "Saved" in words_in(record(person, "NEW1", given)[0])
    assert house.store.tables.row("requests", "NEW1")["requested_on"] == "2026-12-01"


def test_advice_is_asked_for_and_arrives(house, person, pupil):
    given = {
        "specialist": "specialist:0",
        "role": "physiotherapist",
        "asked_on": "31 December 2026",
        "received_on": "",
    }
    call = {"who": person("coordinator"), "pupil_id": pupil}
    message, done = recording.record_advice(**call, given=given)
    assert "Dr Ben Osei may read this pupil's record" in words_in(message)
    assert done is not no_update
    assert "Advice of Dr Ben Osei" in words_in(opened(person, pupil, "specialist")[0])
    came = {**given, "role": "none", "received_on": "1 January 2027"}
    assert "Somebody changed" in words_in(recording.record_advice(**call, given=came)[0])
    came["specialist"] = "specialist:1"
    assert "Saved" in words_in(recording.record_advice(**call, given=came)[0])
    row = house.store.tables.row("advice", f"{pupil}:specialist")
    assert (row["asked_on"], row["received_on"]) == ("2026-12-31", "2027-01-01")
    assert row["role"] == "physiotherapist"


def test_nobody_is_chosen_beforehand_to_read_the_record(house, person, pupil):
    _, _, advice = opened(person, pupil)
    (form,) = [
        props for tag, props in walk(advice) if props.get("id") == ids.of_process("specialist")
    ]
    assert form.get("value") is None
    assert form["placeholder"] == "Choose"
    assert [one["label"] for one in form["options"]] == [*specialists().values()]


@pytest.mark.parametrize("name", ["", "coordinator:0", "nobody:1", "none", "specialist"])
def test_advice_of_who_is_no_specialist_is_refused(house, person, pupil, name):
    given = {"specialist": name, "asked_on": "31 December 2026"}
    errors, done = recording.record_advice(who=person("coordinator"), pupil_id=pupil, given=given)
    assert (ids.of_process("specialist"), "Choose who was asked.") in problems_in(errors)
    assert done is no_update


@pytest.mark.parametrize("given", [None, {}])
def test_nothing_is_kept_before_a_form_is_sent(house, person, pupil, given):
    for function in (recording.record_dates, recording.record_advice):
        with pytest.raises(PreventUpdate):
            function(who=person("coordinator"), pupil_id=pupil, given=given)


def test_only_the_co_ordinator_of_the_case_has_the_forms(house, person, pupil):
    _, dates, advice = opened(person, pupil)
    assert {ids.of_process(name) for name in FIELDS} <= set(ids_in(dates))
    assert advice
    assert opened(person, pupil, "panel")[1:] == ([], [])
    assert allows("co-ordinator", "process.record", "own")
    assert not allows("co-ordinator", "process.record", "other")


def test_a_pupil_of_every_stage_opens(house, person):
    requests = house.store.tables.load("requests")
    for pupil in requests.groupby("stage", observed=True)["pupil_id"].first():
        words = words_in(opened(person, pupil)[0])
        assert "Next: " in words or "Nothing is due from the authority." in words


def test_the_next_review_is_recorded_by_its_day_and_the_one_before_stays_in_view(house, person):
    today = recording.today()
    before = words_in(opened(person, "EX5")[0])
    assert "Annual reviews held" in before
    assert before.count("Complete within 12 months") == 7
    assert "× Missed by 6 days Decision within 4 weeks" in " ".join(before.split())
    assert "by Ros Fairley (invented), SEND manager" in before
    given = typed(house, "EX5", review_held_on=day(today.isoformat()), stage="review")
    held = house.store.tables.row("requests", "EX5")
    given |= {name: held[name] for name in ("review_outcome", "review_decided_by", "review_reason")}
    message, *_ = record(person, "EX5", given)
    assert "Saved" in words_in(message)
    row = house.store.tables.row("requests", "EX5")
    assert (row["review_held_on"], row["review_outcome"]) == (today.isoformat(), None)
    after = words_in(opened(person, "EX5")[0])
    assert after.count("Decision within 4 weeks") == 8
    assert "Open Decision within 4 weeks" in " ".join(after.split())
    assert held["review_reason"] in after


def test_who_decided_and_why_are_kept_with_the_decision(house, person):
    held = house.store.tables.row("requests", "EX3")
    given = typed(house, "EX3", review_outcome="keep", stage=held["stage"])
    message, *_ = record(
        person, "EX3", {**given, "review_decided_by": "A. Boxall", "review_reason": "She hears."}
    )
    assert "Saved" in words_in(message)
    words = words_in(opened(person, "EX3")[0])
    assert "by A. Boxall" in words
    assert "She hears." in words


def test_what_is_wrong_with_a_record_is_told(house, person, pupil, monkeypatch):
    row = {**house.store.tables.row("requests", pupil), "decided_on": "1066-10-14"}
    from data.journal import Change
    from data.schemas import TABLES

    payload = {name: row[name] for name in TABLES["requests"].column_names}
    change = Change("requests", pupil, 1, payload)
    house.store.journal.append(change, actor="coordinator", action="import", request_id="odd")
    assert "The date “1066-10-14” cannot be right" in words_in(opened(person, pupil)[0])


def test_advice_is_named_with_the_role_in_which_it_was_asked(house, person):
    words = words_in(opened(person, "EX1")[0])
    assert "Advice of Dr Ben Osei, educational psychologist" in words
