"""What may be recorded of a case: sentences at the fields, and the stage that follows."""

from __future__ import annotations

import datetime
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.process.clock import Asked
from analytics.process.recording import (
    DATES,
    EDITABLE,
    advice_problems,
    early_problem,
    problems_of,
    recorded,
    stage_problem,
    stages_of,
    typed,
    written_day,
)
from data.schemas import STAGES, TABLES
from tests.analytics.process.invented_cases import a_case

TODAY = datetime.date(2026, 11, 22)
SOUND = {
    "stage": "review", "requested_on": "2025-01-06", "decided_on": "2025-02-10",
    "draft_on": "2025-04-30", "final_on": "2025-05-20", "review_held_on": "2026-04-20",
    "review_decided_on": "2026-05-10", "review_outcome": "amend", "amended_on": "2026-06-20",
}  # fmt: skip


def problems(**changes: Any) -> dict[str, str]:
    return problems_of({**SOUND, **changes}, today=TODAY, born=datetime.date(2015, 1, 1))


def test_sound_dates_have_no_problems():
    assert problems() == {}
    assert problems(review_due_on="2027-05-01") == {}


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"final_on": "2025-01-05"}, "final_on", "before that of the draft plan, 30 April 2025"),
        ({"decided_on": "2024-12-31"}, "decided_on", "before that of the request"),
        ({"amended_on": "2026-11-23"}, "amended_on", "lies in the future"),
        ({"requested_on": None}, "requested_on", "Give the day on which the request"),
        ({"requested_on": "2013-01-01"}, "requested_on", "when EHC plans began"),
        ({"requested_on": "1066-10-14"}, "requested_on", "cannot be right"),
        ({"review_due_on": "2200-01-01"}, "review_due_on", "cannot be right"),
        ({"review_due_on": "2025-01-07"}, "review_due_on", "before that of the final plan"),
        ({"decided_on": None}, "decided_on", "without it there can be no day of the draft plan"),
        ({"draft_on": None}, "draft_on", "no day of the final plan"),
        ({"review_decided_on": None}, "review_decided_on", "Give the day"),
        ({"review_outcome": None}, "review_outcome", "Choose what was decided"),
        ({"review_outcome": "keep"}, "amended_on", "only where the decision was to amend"),
        ({"review_outcome": "burn"}, "review_outcome", "Choose one of the list"),
        ({"stage": "lost"}, "stage", "Choose one of the list"),
        ({"stage": None}, "stage", "Choose one of the list"),
        ({"closed_on": "2025-05-19"}, "closed_on", "before that of the final plan"),
        ({"certificate_on": "2025-01-01"}, "certificate_on", "before that of the request"),
        ({"decision_exception": "away"}, "decision_exception_on", "Give the day from which"),
        ({"decision_exception_on": "2025-02-01"}, "decision_exception", "Choose which exception"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(changes: dict[str, Any], field: str, says: str):
    assert says in problems(**changes)[field]


def test_a_request_before_the_birth_is_told_of():
    row = {"stage": "requested", "requested_on": "2020-01-31"}
    born = datetime.date(2020, 2, 1)
    assert "before the pupil was born" in problems_of(row, today=TODAY, born=born)["requested_on"]


def test_the_dates_of_random_cases_in_order_are_sound():
    numbers = random.Random(3)
    for _ in range(500):
        case = a_case(numbers)
        far = datetime.date(2060, 1, 1)
        assert problems_of(case, today=far) == {}
        assert stage_problem(case, today=far) == "" or case["stage"] == "not_assessed", case


@pytest.mark.parametrize(
    ("row", "stages"),
    [
        ({"requested_on": "2026-11-01"}, ("requested",)),
        ({"decided_on": "2026-11-01"}, ("assessing", "drafting")),
        ({"decided_on": "2026-11-01", "draft_on": "2026-11-02"}, ("consulting",)),
        ({"final_on": "2026-11-01"}, ("final", "review")),
        ({"final_on": "2025-12-20"}, ("review", "final")),
        ({"final_on": "2026-01-01", "review_held_on": "2026-11-01"}, ("review", "final")),
        ({"final_on": "2026-01-01", "closed_on": "2026-11-01"}, ("ceased",)),
        ({"decided_on": "2026-10-01", "closed_on": "2026-10-01"}, ("not_assessed", "no_plan")),
        ({"closed_on": "2026-10-01"}, ("not_assessed", "no_plan")),
        ({"decided_on": "2026-10-01", "closed_on": "2026-11-01"}, ("no_plan",)),
    ],
)
def test_the_stage_follows_from_the_dates(row: dict[str, Any], stages: tuple[str, ...]):
    assert stages_of(row, today=TODAY) == stages


def test_all_advice_in_makes_drafting_likelier():
    row = {"decided_on": "2026-10-01"}
    came = (Asked("ep", "Dr Osei", "2026-10-01", "2026-11-01"),)
    assert stages_of(row, today=TODAY, advice=came) == ("drafting", "assessing")
    waiting = (*came, Asked("slt", "Ms Ray", "2026-10-01"))
    assert stages_of(row, today=TODAY, advice=waiting) == ("assessing", "drafting")


def test_a_stage_that_the_dates_do_not_make_is_told_of():
    row = {"stage": "requested", "decided_on": "2026-10-01"}
    words = stage_problem(row, today=TODAY)
    assert "“Needs assessment” or “Draft plan being written”" in words
    assert stage_problem({**row, "stage": "drafting"}, today=TODAY) == ""


def test_what_was_typed_becomes_columns_and_nonsense_a_sentence():
    columns, wrong = typed(
        {"requested_on": " 3 May 2026 ", "draft_on": "soon", "kind": "first", "stage": "none"}
    )
    assert columns["requested_on"] == "2026-05-03"
    assert columns["draft_on"] is None
    assert (columns["kind"], columns["stage"]) == ("first", None)
    assert wrong == {"draft_on": "“soon” is not a date. Write it such as 3 May 2026."}
    assert set(columns) == set(EDITABLE)


@pytest.mark.parametrize("text", ["3 May 2026", "3 may 2026", "03/05/2026", "2026-05-03"])
def test_a_day_is_read_as_people_write_it(text: str):
    assert written_day(text) == datetime.date(2026, 5, 3)


@given(st.dictionaries(st.sampled_from([*EDITABLE, "revision", "?"]), st.text(max_size=20)))
def test_no_form_whatever_raises(given_: dict[str, str]):
    columns, _ = typed(given_)
    blank = dict.fromkeys(TABLES["requests"].column_names)
    row = recorded(blank, columns, by="ann")
    wrong = problems_of(row, today=TODAY)
    assert set(wrong) <= set(EDITABLE)
    assert stage_problem(row, today=TODAY) in ("", stage_problem(row, today=TODAY))


@given(
    st.fixed_dictionaries(
        {
            "stage": st.sampled_from(list(STAGES)),
            **dict.fromkeys(DATES, st.one_of(st.none(), st.dates().map(str))),
        }
    )
)
def test_a_row_without_problems_is_in_order(row: dict[str, Any]):
    if problems_of(row, today=TODAY):
        return
    days = [row[name] for name in DATES[:7] if row[name]]
    assert days == sorted(days)
    assert all(day <= TODAY.isoformat() for day in days)


def test_a_review_decided_anew_clears_the_day_that_was_kept_for_it():
    blank = dict.fromkeys(TABLES["requests"].column_names)
    held = {**blank, **SOUND, "review_due_on": "2026-05-19", "review_decided_on": None}
    columns = {name: {**held, **SOUND}.get(name) for name in EDITABLE}
    assert recorded(held, columns, by="ann")["review_due_on"] is None
    given_anew = {**columns, "review_due_on": "2027-04-01"}
    assert recorded(held, given_anew, by="ann")["review_due_on"] == "2027-04-01"
    untouched = recorded({**held, **SOUND}, columns, by="ann")
    assert untouched["review_due_on"] == "2026-05-19"


def test_an_exception_keeps_who_recorded_it():
    blank = dict.fromkeys(TABLES["requests"].column_names)
    held = {**blank, "decision_exception": "away", "decision_exception_by": "bo"}
    kept = {name: held[name] for name in EDITABLE}
    assert recorded(held, kept, by="ann")["decision_exception_by"] == "bo"
    other = {**kept, "decision_exception": "circumstances"}
    assert recorded(held, other, by="ann")["decision_exception_by"] == "ann"
    none = {**kept, "decision_exception": None}
    assert recorded(held, none, by="ann")["decision_exception_by"] is None


@pytest.mark.parametrize(
    ("asked", "received", "field", "says"),
    [
        ("", "", "asked_on", "Give the day"),
        ("1 January 2027", "", "asked_on", "in the future"),
        ("1 January 2026", "", "asked_on", "before the request"),
        ("1 October 2026", "later", "received_on", "is not a date"),
        ("1 October 2026", "1 January 2027", "received_on", "in the future"),
        ("1 October 2026", "30 September 2026", "received_on", "before it was asked for"),
    ],
)
def test_advice_that_cannot_be_is_told_of(asked: str, received: str, field: str, says: str):
    requested = datetime.date(2026, 8, 1)
    found = advice_problems(asked, received, requested=requested, today=TODAY)
    assert says in found[field]


@pytest.mark.parametrize(
    ("final", "reason", "told"),
    [
        ("2026-12-04", "", True),
        ("2026-12-04", "in haste", True),
        ("2026-12-04", "The family asked for it", False),
        ("2026-12-05", "", False),
        (None, "", False),
    ],
)
def test_a_final_plan_within_the_family_s_days_needs_a_reason(final: Any, reason: str, told: bool):
    row = {"draft_on": "2026-11-20", "final_on": final, "early_reason": reason}
    assert bool(early_problem(row, {"draft_on": "2026-11-20"})) is told
    assert early_problem({**row, "early_reason": ""}, {**row, "early_reason": None}) == ""


def test_a_reason_is_kept_only_where_the_days_were_cut_short():
    held = dict.fromkeys(EDITABLE)
    columns = {**held, "draft_on": "2026-11-20", "early_reason": "The family asked for it"}
    short = recorded(held, {**columns, "final_on": "2026-11-30"}, by="ann")
    assert short["early_reason"] == "The family asked for it"
    assert recorded(held, {**columns, "final_on": "2026-12-30"}, by="ann")["early_reason"] is None


def test_advice_that_can_be_has_no_problems():
    day = datetime.date(2026, 8, 1)
    for received in ("", "2 October 2026"):
        assert advice_problems("1 October 2026", received, requested=day, today=TODAY) == {}
    assert advice_problems("1 October 2026", "", requested=None, today=TODAY) == {}


def test_the_form_s_own_choice_of_a_first_assessment_changes_nothing():
    blank = dict.fromkeys(TABLES["requests"].column_names)
    first = {**dict.fromkeys(EDITABLE), "kind": "first"}
    assert recorded(blank, first, by="ann")["kind"] is None
    assert recorded({**blank, "kind": "reassessment"}, first, by="ann")["kind"] == "first"
    again = {**first, "kind": "reassessment"}
    assert recorded(blank, again, by="ann")["kind"] == "reassessment"
