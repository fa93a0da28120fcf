"""The board: every case in its lane, the worst first; the deadlines, and their calendar file."""

from __future__ import annotations

import datetime
import random
from typing import Any

from icalendar import Calendar

from analytics.caseload import caseload
from analytics.process.board import ENDED, LANES, board, headline
from analytics.process.calendar import (
    ANSWER,
    Deadline,
    answer_windows,
    calendar_file,
    deadlines,
    month_of,
    overdue,
    passed,
)
from analytics.process.transfers import MOVES, Transfer
from tests.analytics.invented import table
from tests.analytics.process.invented_cases import a_case

TODAY = datetime.date(2026, 11, 22)
STAMP = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)


def cases(number: int = 600, seed: int = 4) -> Any:
    numbers = random.Random(seed)
    rows = [{**a_case(numbers), "pupil_id": f"P{n:04d}"} for n in range(number)]
    rows = rows[: number - 5]
    pupils = [
        {"pupil_id": f"P{n:04d}", "birth_month": 3, "birth_year": 2016, "invented": True}
        for n in range(number)
    ]
    return caseload(
        table("pupils", pupils), table("requests", rows), table("assessments", []), today=TODAY
    )


def test_every_case_is_in_one_lane_or_has_ended():
    frame = cases()
    found = board(frame, cards=3)
    assert sum(lane.count for lane in found.lanes) + found.ended == len(frame)
    assert [lane.stage for lane in found.lanes] == list(LANES)
    assert found.ended == frame["stage"].isin(ENDED).sum()
    for lane in found.lanes:
        assert len(lane.cards) + lane.more == lane.count
        assert len(lane.cards) <= 3


def test_the_worst_cards_come_first():
    frame = cases()
    order = {"late": 0, "watch": 1, "ok": 2, "excepted": 3}
    for lane in board(frame).lanes:
        keys = [(order[card.state], card.days_left or 0, card.pupil_id) for card in lane.cards]
        if lane.stage != "none":
            assert keys == sorted(keys)
        left_out = frame[frame["stage"] == lane.stage]
        left_out = left_out[~left_out["pupil_id"].isin([card.pupil_id for card in lane.cards])]
        worst_out = [
            (order[state], days)
            for state, days in zip(left_out["state"], left_out["days_left"], strict=True)
        ]
        if worst_out:
            assert min(worst_out) >= keys[-1][:2]


def test_a_review_brought_forward_comes_before_what_is_on_time():
    frame = cases()
    final = frame[frame["stage"] == "final"]
    chosen = str(final.loc[final["state"] == "ok", "pupil_id"].iloc[-1])
    day = datetime.date(2026, 12, 21)
    (lane,) = board(final, cards=len(final), proposed={chosen: day, "P9999": day}).lanes
    before = [card.state for card in lane.cards if card.proposed_on is None]
    place = [card.pupil_id for card in lane.cards].index(chosen)
    assert place == sum(state in ("late", "watch") for state in before) > 0
    assert (lane.proposed, lane.cards[place].proposed_on, lane.cards[place].state) == (1, day, "ok")


def test_the_headline_says_where_the_lateness_is():
    frame = cases()
    late = int((frame["state"] == "late").sum())
    assert headline(board(frame)).startswith(f"{late:,} cases late and")
    assert headline(board(frame.iloc[:0])) == "No open case to show."
    fine = frame[frame["state"] == "ok"]
    assert headline(board(fine)) == "No case is late; 0 due within 14 days."
    (without,) = board(frame[frame["stage"].isna()]).lanes
    assert (without.label, without.count, without.cards[0].due_on) == ("No request yet", 5, None)


def test_deadlines_are_the_next_steps_the_advice_and_the_moves():
    frame = cases()
    waiting = frame.loc[frame["stage"] == "assessing", "pupil_id"].iloc[0]
    planned = frame.loc[frame["stage"] == "final", "pupil_id"].iloc[0]
    ended = frame.loc[frame["stage"] == "ceased", "pupil_id"].iloc[0]
    asked = {"pupil_id": waiting, "asked_on": "2026-10-20"}
    advice = table(
        "advice",
        [
            {"advice_id": "1", "specialist": "a", **asked},
            {"advice_id": "2", "specialist": "b", **asked},
            {"advice_id": "3", "specialist": "c", **asked, "received_on": "2026-11-01"},
            {"advice_id": "4", "specialist": "c", **asked, "asked_on": "2026-10-27"},
            {"advice_id": "5", "specialist": "c", **asked, "pupil_id": ended},
        ],
    )
    move = Transfer(MOVES[10], datetime.date(2027, 2, 15))
    found = deadlines(frame, advice, {planned: move, ended: move})
    assert [one.day for one in found] == sorted(one.day for one in found)
    steps = [one for one in found if not one.kind.startswith(("advice", "transfer"))]
    assert len(steps) == frame["due_on"].notna().sum()
    others = {(one.pupil_id, str(one.day), one.words) for one in found if one not in steps}
    assert others == {
        (waiting, "2026-12-01", "2 pieces of advice due"),
        (waiting, "2026-12-08", "1 piece of advice due"),
        (
            planned,
            "2027-02-15",
            "Plan amended for the move: From primary to secondary school in September 2027",
        ),
    }
    assert all((one.day.year, one.day.month) == (2026, 12) for one in month_of(found, 2026, 12))
    assert {one.excepted for one in found} == {True, False}


def test_the_file_has_one_event_a_deadline_with_stable_ids_and_only_the_reference():
    first = Deadline(datetime.date(2026, 12, 1), "P1", "drafting", "Send the draft, soon; to\nall")
    moved = Deadline(datetime.date(2026, 12, 9), "P1", "drafting", "Send the draft")
    other = Deadline(datetime.date(2026, 12, 31), "P2", "final", "Hold the annual review")
    read = [
        Calendar.from_ical(calendar_file(found, stamp=STAMP, name="Deadlines"))
        for found in ((first, other), (moved, other))
    ]
    before, after = ([*calendar.walk("VEVENT")] for calendar in read)
    assert [event["uid"] for event in before] == [event["uid"] for event in after]
    assert before[0].decoded("dtstart") == datetime.date(2026, 12, 1)
    assert after[0].decoded("dtstart") == datetime.date(2026, 12, 9)
    assert before[1].decoded("dtend") == datetime.date(2027, 1, 1)
    assert str(before[0]["summary"]) == "P1: Send the draft, soon; to\nall"
    assert {str(event["class"]) for event in before} == {"CONFIDENTIAL"}
    assert len({str(event["uid"]) for event in before}) == 2


def test_an_empty_calendar_is_a_valid_file():
    read = Calendar.from_ical(calendar_file((), stamp=STAMP, name="Deadlines"))
    assert [*read.walk("VEVENT")] == []
    assert str(read["version"]) == "2.0"


def test_the_ids_of_a_caseload_are_all_different():
    frame = cases()
    found = deadlines(frame, table("advice", []), {})
    read = Calendar.from_ical(calendar_file(found, stamp=STAMP, name="Deadlines"))
    uids = [str(event["uid"]) for event in read.walk("VEVENT")]
    assert len(uids) == len(set(uids)) == len(found)


def test_a_family_s_days_end_on_the_fifteenth_and_only_with_a_draft_to_answer():
    frame = cases()
    drafts = frame.loc[frame["stage"] == "consulting", "pupil_id"].tolist()
    others = frame.loc[frame["stage"] != "consulting", "pupil_id"].tolist()
    rows = [{"pupil_id": one, "draft_on": "2026-11-06"} for one in (drafts[0], others[0])]
    requests = table("requests", [*rows, {"pupil_id": drafts[1], "draft_on": None}])
    assert answer_windows(frame, requests) == (
        Deadline(datetime.date(2026, 11, 20), drafts[0], "family", ANSWER),
    )


def test_what_passed_is_of_the_last_two_weeks_the_newest_first_and_not_excepted():
    today = datetime.date(2026, 11, 20)
    days = [today - datetime.timedelta(days=ago) for ago in (15, 14, 1, 0, -3)]
    found = [Deadline(one, "P1", f"k{place}", "x") for place, one in enumerate(days)]
    excepted = Deadline(days[2], "P2", "k", "x", excepted=True)
    assert passed([*found, excepted], today=today) == (found[2], found[1])


def test_what_is_overdue_is_grouped_by_what_it_is_of() -> None:
    gone, coming = datetime.date(2026, 11, 21), datetime.date(2026, 11, 22)
    late = [
        Deadline(gone, "P1", "advice-2026-01-01", "1 piece of advice due"),
        Deadline(gone, "P2", "review", "Complete the annual review"),
        Deadline(gone, "P3", "transfer-2027", "Plan amended for the move"),
    ]
    others = [
        Deadline(gone, "P4", "drafting", "Send the draft", excepted=True),
        Deadline(coming, "P5", "review", "Complete the annual review"),
    ]
    found = overdue([*late, *others], today=coming)
    assert list(found.items()) == [
        ("steps", (late[1],)), ("moves", (late[2],)), ("advice", (late[0],)),
    ]  # fmt: skip
    assert overdue(others, today=coming) == {}
