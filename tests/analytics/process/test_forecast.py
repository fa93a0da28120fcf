"""The forecast: every count again by going through earlier cases one by one."""

from __future__ import annotations

import datetime
import random
from statistics import median_low
from typing import Any

import pytest

from analytics.process.forecast import (
    BEGINS,
    EXCEPTED,
    FEWEST_CASES,
    IN_TIME,
    MISSED,
    UNKNOWN,
    VERDICTS,
    WINDOW_DAYS,
    WORKING,
    forecast,
    reasons,
)
from analytics.process.year import this_year
from tests.analytics.invented import table
from tests.analytics.process.invented_cases import a_case

TODAY = datetime.date(2026, 11, 22)
NEVER = 10**6


def books(seed: int, number: int = 400) -> list[dict[str, Any]]:
    """Return cases of the past six years, those on their way requested in the last months."""
    numbers = random.Random(seed)
    cases = []
    while len(cases) < number:
        case = a_case(numbers)
        days = [value for name, value in case.items() if name.endswith("_on") and value]
        requested = datetime.date.fromisoformat(case["requested_on"])
        working = case["stage"] in WORKING
        wanted = TODAY - datetime.timedelta(days=numbers.randrange(200 if working else 2200))
        shift = wanted - requested
        moved = {
            name: (datetime.date.fromisoformat(value) + shift).isoformat()
            if name.endswith("_on") and value
            else value
            for name, value in case.items()
        }
        if all(moved[name] <= TODAY.isoformat() for name in moved if name in DATED and moved[name]):
            cases.append({**moved, "pupil_id": f"P{len(cases):04d}"})
        assert days
    return cases


DATED = ("decided_on", "draft_on", "final_on", "closed_on")


def gap(start: str | None, end: str | None) -> int:
    if not start or not end:
        return NEVER
    return (datetime.date.fromisoformat(end) - datetime.date.fromisoformat(start)).days


def by_hand(cases: list[dict[str, Any]], case: dict[str, Any]) -> dict[str, Any]:
    """Return what the forecast says of a case, one earlier case at a time."""
    begins, ends = BEGINS[case["stage"]]
    elapsed = gap(case[begins], TODAY.isoformat())
    horizon = 140 - gap(case["requested_on"], case[begins])
    year_end = gap(case[begins], "2026-12-31")
    late = cases_known = in_time = year_late = year_known = 0
    remaining = []
    for other in cases:
        start, final = other.get(begins), other.get("final_on")
        if other.get("kind") == "reassessment" or other.get("exception") or not start:
            continue
        known = gap(start, TODAY.isoformat())
        if known > WINDOW_DAYS or (other.get("closed_on") and not final):
            continue
        if gap(start, other.get(ends)) <= elapsed:
            continue
        took = gap(start, final)
        if known > max(horizon, elapsed):
            cases_known += 1
            late += took > horizon
        if known > year_end:
            year_known += 1
            in_time += took <= min(horizon, year_end)
            year_late += horizon < took <= year_end
        if known > elapsed + 140:
            remaining.append(took - elapsed)
    usual = median_low(remaining) if len(remaining) >= FEWEST_CASES else NEVER
    return {
        "late": late, "cases": cases_known, "days_left": horizon - elapsed,
        "days_at_stage": elapsed, "year_in_time": in_time, "year_late": year_late,
        "year_cases": year_known, "usual_days": usual if usual < 10**5 else None,
    }  # fmt: skip


def advice_table(*rows: dict[str, Any]) -> Any:
    return table("advice", [{"advice_id": f"A{n}", **row} for n, row in enumerate(rows)])


@pytest.mark.parametrize("seed", range(3))
def test_every_count_is_that_of_going_through_the_cases(seed: int):
    cases = books(seed)
    found = {
        one.pupil_id: one for one in forecast(table("requests", cases), advice_table(), today=TODAY)
    }
    wanted = {
        case["pupil_id"]: case
        for case in cases
        if case["stage"] in WORKING and case.get("kind") != "reassessment"
    }
    assert set(found) == set(wanted)
    assert len(found) > 50
    for pupil_id, one in found.items():
        told = by_hand(cases, wanted[pupil_id])
        assert {name: getattr(one, name) for name in told} == told
        assert 0 <= one.low <= 1 or one.cases == 0
        if wanted[pupil_id].get("exception"):
            assert one.verdict == EXCEPTED
        elif one.days_left < 0:
            assert (one.verdict, one.share) == (MISSED, 1.0)
        elif one.cases < FEWEST_CASES:
            assert (one.verdict, one.share) == (UNKNOWN, None)
        else:
            assert one.share == one.late / one.cases


def test_the_worst_come_first():
    found = forecast(table("requests", books(5)), advice_table(), today=TODAY)
    places = [VERDICTS.index(one.verdict) for one in found]
    assert places == sorted(places)


def on_its_way(stage: str, **dates: str) -> dict[str, Any]:
    return {"pupil_id": "P1", "stage": stage, "requested_on": "2026-07-10", **dates}


def test_reasons_say_what_is_late_and_what_is_left():
    row = on_its_way("assessing", decided_on="2026-08-20")
    asked = {"pupil_id": "P1", "specialist": "ep", "asked_on": "2026-09-29"}
    came = {**asked, "specialist": "slt", "received_on": "2026-10-10"}
    fresh = {**asked, "specialist": "ot", "asked_on": "2026-11-01"}
    requests = table("requests", [row])
    (one,) = forecast(requests, advice_table(asked, came, fresh), today=TODAY)
    assert reasons(one, {"ep": "the educational psychologist"}) == (
        "The advice of the educational psychologist is 12 days late.",
        "The draft is not sent with 5 days left, and the family has 15 to answer it.",
    )
    early = on_its_way("assessing", decided_on="2026-10-20", requested_on="2026-09-20")
    (one,) = forecast(table("requests", [early]), advice_table(asked), today=TODAY)
    assert reasons(one, {})[-1] == "The draft is not yet sent, with 77 days left."
    waiting = on_its_way("requested", requested_on="2026-10-10")
    (one,) = forecast(table("requests", [waiting]), advice_table(), today=TODAY)
    assert reasons(one, {})[0] == "The decision whether to assess is 1 day late."
    gone = on_its_way("consulting", requested_on="2026-07-04", draft_on="2026-11-01")
    (one,) = forecast(table("requests", [gone]), advice_table(), today=TODAY)
    assert reasons(one, {}) == ("The limit of 20 weeks passed 1 day ago.",)


def test_half_of_earlier_cases_are_told_of():
    done = [
        {
            "pupil_id": f"Q{n}", "stage": "final", "requested_on": "2025-01-01",
            "decided_on": "2025-02-01", "draft_on": "2025-05-01",
            "final_on": (datetime.date(2025, 5, 10) + datetime.timedelta(days=n)).isoformat(),
        }
        for n in range(20)
    ]  # fmt: skip
    row = on_its_way("consulting", decided_on="2026-08-20", draft_on="2026-11-20")
    found = forecast(table("requests", [*done, row]), advice_table(), today=TODAY)
    assert found[0].usual_days == 16
    assert reasons(found[0], {})[-1] == "Half of cases take 16 days or more from here."
    assert (found[0].cases, found[0].late) == (20, 20)


def test_nobody_on_the_way_gives_no_forecast_and_no_year():
    empty = table("requests", [])
    assert forecast(empty, advice_table(), today=TODAY) == ()
    year = this_year(empty, (), today=TODAY)
    assert (year.so_far, year.expected, year.low, year.high) == (None, None, None, None)


def test_the_year_counts_plans_issued_as_the_published_figure_does():
    cases = books(7)
    requests = table("requests", cases)
    outlooks = forecast(requests, advice_table(), today=TODAY)
    year = this_year(requests, outlooks, today=TODAY)
    issued = [
        case for case in cases
        if case.get("final_on") and "2026-01-01" <= case["final_on"] <= TODAY.isoformat()
        and not case.get("exception") and case.get("kind") != "reassessment"
    ]  # fmt: skip
    in_time = [case for case in issued if gap(case["requested_on"], case["final_on"]) <= 140]
    assert (year.issued, year.in_time) == (len(issued), len(in_time))
    assert year.so_far == pytest.approx(100 * len(in_time) / len(issued))
    bound = [one for one in outlooks if one.verdict != EXCEPTED]
    told = [one for one in bound if one.year_cases >= FEWEST_CASES]
    timely = sum(one.year_in_time / one.year_cases for one in told)
    late = sum(one.year_late / one.year_cases for one in told)
    assert (year.open_cases, year.untold) == (len(bound), len(bound) - len(told))
    assert year.more == pytest.approx(timely + late)
    wanted = 100 * (len(in_time) + timely) / (len(issued) + timely + late)
    assert year.expected == pytest.approx(wanted)
    assert year.low <= year.expected <= year.high
    assert this_year(requests, outlooks, today=TODAY) == year


def test_cases_that_go_as_earlier_ones_did_are_in_time():
    done = [
        {
            "pupil_id": f"Q{n}", "stage": "final", "requested_on": "2025-01-01",
            "decided_on": "2025-02-01", "draft_on": "2025-04-01", "final_on": "2025-04-20",
        }
        for n in range(30)
    ]  # fmt: skip
    row = on_its_way("requested", requested_on="2026-11-15")
    (one,) = forecast(table("requests", [*done, row]), advice_table(), today=TODAY)
    assert (one.verdict, one.late, one.cases) == (IN_TIME, 0, 30)
