"""The clock of a case: 10,000 random cases against counting day by day; bad dates are told of."""

from __future__ import annotations

import datetime
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.caseload import standing
from analytics.process.clock import NO_REQUEST_DAY, UNKNOWN_STAGE, Asked, clock
from analytics.process.limits import appeal_closes, bank_holidays, day_of
from analytics.process.transfers import MOVES, Transfer
from data.schemas import STAGES
from tests import oracles
from tests.analytics.invented import table
from tests.analytics.process.invented_cases import a_case

CASES = 10_000
COUNTED = ("decision", "no_plan", "draft", "final", "review", "review_decision", "amended")
TODAY = datetime.date(2026, 11, 22)


def parts(day: datetime.date | None) -> tuple[int, int, int] | None:
    return None if day is None else (day.year, day.month, day.day)


def in_force(case: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    """Return the limits that a case still shows: none of a duty is open once it has ended."""
    done = {"decision": "decided_on", "draft": "draft_on", "final": "final_on"}
    if case["stage"] == "no_plan":
        done["no_plan"] = "closed_on"
    if not case.get("closed_on"):
        return found
    return {name: day for name, day in found.items() if case.get(done.get(name, ""))}


@pytest.mark.no_cover
def test_ten_thousand_cases_agree_with_counting_day_by_day():
    numbers = random.Random(20141530)
    differences = []
    for _ in range(CASES):
        case = a_case(numbers)
        today = datetime.date.fromisoformat(case["requested_on"]) + datetime.timedelta(
            days=numbers.randrange(900)
        )
        told = clock(case, today=today)
        ours = {s.id: parts(s.limit) for s in told.steps if s.id in COUNTED and s.limit}
        if ours != in_force(case, oracles.limits(case)):
            differences.append((case, ours, oracles.limits(case)))
    assert differences == []


def test_the_caseload_and_the_clock_agree_on_what_is_next():
    numbers = random.Random(8)
    cases = [{**a_case(numbers), "pupil_id": f"P{number:05d}"} for number in range(CASES)]
    pupils = table(
        "pupils",
        [
            {"pupil_id": c["pupil_id"], "birth_month": 1, "birth_year": 2010, "invented": True}
            for c in cases
        ],
    )
    frame = standing(pupils, table("requests", cases), today=TODAY)
    due = dict(zip(frame["pupil_id"], frame["due_on"], strict=True))
    state = dict(zip(frame["pupil_id"], frame["state"], strict=True))
    for case in cases:
        following = clock(case, today=TODAY).next
        wanted = due[case["pupil_id"]]
        if case.get("closed_on"):
            assert following is None
            continue
        assert following is not None
        assert str(following.limit) == wanted, case
        assert following.state == state[case["pupil_id"]], case


def test_appeals_close_on_the_tribunals_days_over_25_years():
    numbers = random.Random(12)
    for _ in range(3_000):
        notice = datetime.date(2014, 9, 1) + datetime.timedelta(days=numbers.randrange(25 * 365))
        certificate = None
        if numbers.random() < 0.5:
            certificate = notice + datetime.timedelta(days=numbers.randrange(120))
        ours = appeal_closes(notice, certificate)
        assert parts(ours) == oracles.appeal_until(parts(notice), parts(certificate))


@pytest.mark.parametrize("year", range(2014, 2041))
def test_the_bank_holidays_are_those_worked_out_by_hand(year: int):
    assert {parts(day) for day in bank_holidays(year)} == oracles.days_off(year)


def test_advice_is_due_six_weeks_after_it_was_asked_for_and_drops_out_with_the_draft():
    case = {"pupil_id": "P1", "stage": "assessing", "requested_on": "2026-08-01"}
    case["decided_on"] = "2026-09-01"
    asked = (
        Asked("ep", "Dr Osei", "2026-09-02"),
        Asked("slt", "Ms Ray", "2026-09-02", "2026-10-20"),
    )
    told = clock(case, today=TODAY, advice=asked)
    late, came = (told.step(f"advice:{name}") for name in ("ep", "slt"))
    assert (late.limit, late.state, late.days_left) == (datetime.date(2026, 10, 14), "late", -39)
    assert late.waits_for == "Dr Osei"
    assert (came.state, came.done_on) == ("done_late", datetime.date(2026, 10, 20))
    assert told.next.id == "no_plan"
    drafted = clock({**case, "draft_on": "2026-11-01"}, today=TODAY, advice=asked)
    assert drafted.step("advice:ep") is None
    assert drafted.step("advice:slt") is not None


def test_an_exception_marks_the_limit_and_keeps_its_day():
    case = {
        "pupil_id": "P1", "stage": "consulting", "requested_on": "2026-05-01",
        "decided_on": "2026-06-01", "draft_on": "2026-09-10", "exception": "away",
        "exception_on": "2026-07-01", "decision_exception": "circumstances",
    }  # fmt: skip
    told = clock(case, today=TODAY)
    final = told.step("final")
    assert (final.state, final.limit) == ("excepted", datetime.date(2026, 9, 18))
    assert final.note.startswith("Exception from 1 July 2026: the pupil or a parent was away")
    assert told.step("decision").note.startswith("Exception: exceptional personal")
    assert told.next == final
    issued = clock({**case, "final_on": "2026-11-20"}, today=TODAY)
    assert issued.step("final").state == "done"


def test_the_family_s_days_are_not_the_authority_s_to_do():
    case = {"pupil_id": "P1", "stage": "consulting", "requested_on": "2026-07-20"}
    told = clock({**case, "decided_on": "2026-08-20", "draft_on": "2026-11-20"}, today=TODAY)
    family = told.step("family")
    assert (family.limit, family.state) == (datetime.date(2026, 12, 4), "watch")
    assert told.next.id == "final"


@pytest.mark.parametrize(
    ("final", "note"),
    [
        ({"final_on": "2026-12-04"}, "no reason is recorded."),
        ({"final_on": "2026-12-04", "early_reason": "They answered."}, "They answered."),
        ({"final_on": "2026-12-05", "early_reason": "They answered."}, ""),
    ],
)
def test_the_family_s_days_that_were_cut_short_are_told(final: dict[str, str], note: str):
    case = {"pupil_id": "P1", "stage": "final", "requested_on": "2026-07-20"}
    case |= {"decided_on": "2026-08-20", "draft_on": "2026-11-20", **final}
    told = clock(case, today=datetime.date(2026, 12, 6)).step("family")
    before = "The final plan went out before these days had ended: "
    assert told.note == (f"{before}{note}" if note else "")
    assert told.done_on == datetime.date(2026, 12, 4)


def test_a_child_under_5_has_a_further_review_to_consider():
    case = {"pupil_id": "P1", "stage": "final", "requested_on": "2025-11-01"}
    case |= {"decided_on": "2025-12-01", "draft_on": "2026-02-01", "final_on": "2026-08-31"}
    young = clock(case, today=TODAY, birth=(2022, 5)).step("young_review")
    assert young.limit == datetime.date(2027, 2, 28)
    assert clock(case, today=TODAY, birth=(2020, 5)).step("young_review") is None


def test_a_move_between_phases_is_next_when_it_comes_first():
    case = {"pupil_id": "P1", "stage": "final", "requested_on": "2025-11-01"}
    case |= {"decided_on": "2025-12-01", "draft_on": "2026-02-01", "final_on": "2026-10-31"}
    move = Transfer(MOVES[10], datetime.date(2027, 2, 15))
    told = clock(case, today=TODAY, transfer=move)
    assert told.next.id == "transfer"
    assert "secondary school in September 2027" in told.next.name
    amended = {**case, "review_held_on": "2026-11-01", "review_decided_on": "2026-11-05"}
    amended |= {"review_outcome": "amend", "amended_on": "2026-11-20"}
    assert clock(amended, today=TODAY, transfer=move).step("transfer").state == "done"
    unsure = Transfer(MOVES[6], datetime.date(2027, 2, 15))
    assert clock(case, today=TODAY, transfer=unsure).next.id == "review"
    assert clock({**case, "stage": "ceased"}, today=TODAY, transfer=move).step("transfer") is None


def test_what_may_be_appealed_and_until_when():
    base = {"pupil_id": "P1", "requested_on": "2026-07-01", "decided_on": "2026-08-10"}
    refused = clock({**base, "stage": "not_assessed", "closed_on": "2026-08-10"}, today=TODAY)
    # 10 October 2026 is a Saturday.
    assert refused.step("appeal").limit == datetime.date(2026, 10, 12)
    assert refused.step("appeal").days_left == -41
    assert refused.next is None
    kept = {**base, "stage": "final", "final_on": "2024-01-10", "review_held_on": "2026-10-01"}
    kept |= {"review_decided_on": "2026-10-20", "review_outcome": "keep"}
    assert clock(kept, today=TODAY).step("appeal").limit == datetime.date(2026, 12, 21)
    assert clock({**base, "stage": "no_plan"}, today=TODAY).step("appeal") is None


@pytest.mark.parametrize("text", ["yesterday", "0001-01-01", "9999-12-31", "2026-02-30", 7])
def test_a_date_that_cannot_be_counts_as_not_recorded_and_is_told_of(text: Any):
    told = clock({"stage": "requested", "requested_on": text, "decided_on": text}, today=TODAY)
    assert NO_REQUEST_DAY in told.problems
    assert any(str(text)[:20] in problem for problem in told.problems)
    assert told.next is None
    assert day_of(text) is None


def test_an_unknown_stage_is_told_of():
    assert UNKNOWN_STAGE in clock({"stage": "lost"}, today=TODAY).problems
    odd = {"stage": "final", "requested_on": "2026-07-01", "exception": "?"}
    assert "does not know" in clock(odd, today=TODAY).step("final").note


ANY_DATE = st.one_of(st.none(), st.dates().map(str), st.text(max_size=12))


@given(
    st.fixed_dictionaries(
        {
            "stage": st.one_of(st.sampled_from([*STAGES, "lost"]), st.none()),
            "kind": st.sampled_from([None, "first", "reassessment"]),
            "review_outcome": st.sampled_from([None, "keep", "amend", "cease", "?"]),
            **dict.fromkeys(
                (
                    "requested_on", "decided_on", "draft_on", "final_on", "review_due_on",
                    "review_held_on", "review_decided_on", "amended_on", "certificate_on",
                    "closed_on",
                ),
                ANY_DATE,
            ),
        }
    ),
    st.dates(datetime.date(1990, 1, 1), datetime.date(2100, 1, 1)),
)  # fmt: skip
def test_no_row_whatever_raises(row: dict[str, Any], today: datetime.date):
    told = clock(row, today=today, birth=(2015, 4), advice=(Asked("a", "A", row["decided_on"]),))
    for step in told.steps:
        assert step.name
        assert step.rule
        assert step.source
        assert (step.days_left is None) == (step.state in ("done", "done_late", "waiting"))


def test_the_day_for_saying_that_there_is_no_plan_is_known_from_the_request():
    case = {"pupil_id": "P1", "stage": "requested", "requested_on": "2026-11-23"}
    step = clock(case, today=TODAY).step("no_plan")
    assert step.limit == datetime.date(2027, 3, 15)
    assert step.waits_for == "the decision whether to assess"
    # Where a plan is being drafted there will be one.
    drafting = clock({**case, "stage": "drafting", "decided_on": "2026-11-23"}, today=TODAY)
    assert drafting.step("no_plan").limit is None
