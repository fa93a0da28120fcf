"""Moves between phases among what is next: only those due first, whose plan is not yet amended."""

from __future__ import annotations

import datetime
import random
from typing import Any

import pytest

from analytics.caseload import standing
from analytics.process.clock import clock
from analytics.process.moving import open_moves, with_moves
from analytics.process.transfers import MOVES, Transfer, transfers_of
from tests.analytics.invented import table
from tests.analytics.process.invented_cases import a_case

TODAY = datetime.date(2026, 11, 22)
SECONDARY = Transfer(MOVES[10], datetime.date(2027, 2, 15))
JUNIOR = Transfer(MOVES[6], datetime.date(2027, 2, 15))
FINAL = {"stage": "final", "requested_on": "2025-11-01", "final_on": "2026-10-31"}


def requests(**rows: dict[str, Any]) -> Any:
    return table("requests", [{"pupil_id": name, **row} for name, row in rows.items()])


def caseload(rows: Any, *, born: tuple[int, int] = (2016, 1)) -> Any:
    year, month = born
    pupils = [
        {"pupil_id": name, "birth_year": year, "birth_month": month, "invented": True}
        for name in rows["pupil_id"]
    ]
    return standing(table("pupils", pupils), rows, today=TODAY)


def moved(row: dict[str, Any], *, today: datetime.date = TODAY) -> dict[str, Any]:
    rows = requests(P1=row)
    found = with_moves(caseload(rows), open_moves(rows, {"P1": SECONDARY}), today=today)
    return found.to_dict("records")[0]


@pytest.mark.parametrize(
    ("row", "is_open"),
    [
        (FINAL, True),
        (FINAL | {"stage": "review", "amended_on": "2026-08-31"}, True),
        (FINAL | {"amended_on": "2026-09-01"}, False),
        (FINAL | {"stage": "drafting"}, False),
        (FINAL | {"stage": "ceased"}, False),
    ],
)
def test_a_move_is_open_until_the_plan_is_amended_in_its_school_year(row, is_open):
    assert bool(open_moves(requests(P1=row), {"P1": SECONDARY})) == is_open


def test_a_move_on_a_condition_that_is_not_known_is_left_out():
    assert open_moves(requests(P1=FINAL), {"P1": JUNIOR, "P2": SECONDARY}) == {}


def test_a_move_due_before_the_review_is_next():
    row = moved(FINAL)
    assert row["next_step"] == (
        "Review and amend the plan: from primary to secondary school in September 2027"
    )
    assert (row["due_on"], row["days_left"], row["state"]) == ("2027-02-15", 85, "ok")


@pytest.mark.parametrize(
    ("today", "state"),
    [
        ((2027, 1, 31), "ok"),
        ((2027, 2, 1), "watch"),
        ((2027, 2, 15), "watch"),
        ((2027, 2, 16), "late"),
    ],
)
def test_a_move_is_late_once_its_day_has_passed(today, state):
    assert moved(FINAL, today=datetime.date(*today))["state"] == state


@pytest.mark.parametrize("due", ["2027-02-14", "2027-02-15"])
def test_a_review_due_no_later_stays_next(due):
    row = moved(FINAL | {"review_due_on": due})
    assert (row["next_step"], row["due_on"]) == ("Hold the annual review", due)


def test_a_plan_without_a_day_of_review_has_the_move_next():
    assert moved({"stage": "final", "requested_on": "2025-11-01"})["due_on"] == "2027-02-15"


def test_the_caseload_and_the_clock_agree_on_moves():
    numbers = random.Random(18)
    cases = [{**a_case(numbers), "pupil_id": f"P{n:03d}"} for n in range(400)]
    rows = table("requests", cases)
    frame = caseload(rows)
    pupils = [
        {"pupil_id": name, "birth_year": 2016, "birth_month": 1, "invented": True}
        for name in rows["pupil_id"]
    ]
    moves = transfers_of(table("pupils", pupils), table("schools", []), today=TODAY)
    told = with_moves(frame, open_moves(rows, moves), today=TODAY).set_index("pupil_id")
    seen = 0
    for case in cases:
        following = clock(case, today=TODAY, transfer=moves[case["pupil_id"]]).next
        due = told.loc[case["pupil_id"], "due_on"]
        assert following is None or str(following.limit) == due, case
        if following is not None and following.id == "transfer":
            seen += 1
            assert told.loc[case["pupil_id"], "next_step"] == following.name
            assert told.loc[case["pupil_id"], "state"] == following.state
    assert seen > 10
    assert list(told.dtypes) == list(frame.set_index("pupil_id").dtypes)
