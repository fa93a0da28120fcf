"""The time that cases took: counted again by hand, over processes that a table has forgotten."""

from __future__ import annotations

import datetime
from statistics import median
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.value.durations import STAGES, WHOLE, processes, taken

TODAY = datetime.date(2026, 11, 22)


def day(weeks_ago: float) -> str:
    return (TODAY - datetime.timedelta(days=round(7 * weeks_ago))).isoformat()


def process(pupil: str, *weeks_ago: float | None, **more: Any) -> dict[str, Any]:
    names = ("requested_on", "decided_on", "draft_on", "final_on")
    days = [None if week is None else day(week) for week in weeks_ago]
    return {"pupil_id": pupil, **dict(zip(names, days, strict=True)), **more}


def test_the_stages_follow_one_another() -> None:
    assert [one.end for one in STAGES[:-1]] == [one.start for one in STAGES[1:]]
    assert (WHOLE.start, WHOLE.end) == (STAGES[0].start, STAGES[-1].end)


@given(lengths=st.lists(st.tuples(*[st.integers(0, 40)] * 3), min_size=6, max_size=30))
def test_weeks_are_those_counted_by_hand(lengths: list[tuple[int, int, int]]) -> None:
    rows = []
    for number, (a, b, c) in enumerate(lengths):
        rows.append(process(f"P{number}", 1 + a + b + c, 1 + b + c, 1 + c, 1))
    found = taken(processes(rows), today=TODAY)
    whole = [sum(each) for each in lengths]
    for stage, weeks in zip(found, (*zip(*lengths, strict=True), whole), strict=True):
        assert stage.cases == len(lengths)
        assert stage.median == pytest.approx(median(weeks))
        assert stage.within == sum(week < stage.stage.target for week in weeks)
        assert stage.low is not None
        assert stage.high is not None
        assert stage.low <= median(weeks) <= stage.high


def test_only_plans_of_the_last_12_months_count() -> None:
    rows = [process(f"P{n}", 20, 16, 4, 2) for n in range(6)]
    old = [process(f"O{n}", 80, 70, 60, 55) for n in range(6)]
    later = [process(f"F{n}", 20, 16, 4, -1) for n in range(6)]
    unfinished = [process(f"U{n}", 20, 16, 4, None) for n in range(6)]
    found = taken(processes([*rows, *old, *later, *unfinished]), today=TODAY)
    assert [one.cases for one in found] == [6, 6, 6, 6]
    assert found[-1].median == 18


def test_a_missing_day_or_one_out_of_order_counts_in_no_stage_of_its() -> None:
    rows = [process(f"P{n}", 20, 16, 4, 2) for n in range(6)]
    rows += [process("M", 20, None, 4, 2), process("W", 20, 16, 18, 2)]
    cases = [one.cases for one in taken(processes(rows), today=TODAY)]
    assert cases == [7, 6, 8, 8]


def test_too_few_cases_tell_nothing() -> None:
    found = taken(processes([process(f"P{n}", 20, 16, 4, 2) for n in range(5)]), today=TODAY)
    assert [(one.cases, one.median, one.within) for one in found] == [(5, None, None)] * 4
    assert taken(processes([]), today=TODAY)[-1].cases == 0


def test_an_earlier_process_is_found_in_the_revisions() -> None:
    first = process("P", 40, 36, 24, None)
    done = process("P", 40, 36, 24, 22)
    reviewed = process("P", 40, 36, 24, 22, review_held_on=day(5))
    again = process("P", 10, None, None, None)
    finished = process("P", 10, 8, 4, 1)
    found = processes([first, done, reviewed, process("Q", 9, None, None, None), again, finished])
    assert found["final_on"].tolist() == [day(22), day(1)]


def test_a_day_put_right_makes_no_second_process() -> None:
    wrong = process("P", 40, 36, 24, 22)
    right = process("P", 39, 36, 24, 21)
    taken_back = process("P", 39, 36, 24, None)
    found = processes([wrong, right, taken_back, right])
    assert found["final_on"].tolist() == [day(21)]
    assert isinstance(found, pd.DataFrame)
