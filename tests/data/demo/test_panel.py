"""The invented panel: meetings around today, and agendas of the demo co-ordinator's open cases."""

from __future__ import annotations

from datetime import date, timedelta

from data.demo.panel import ASKED, ON_EACH, item_rows, meeting_rows
from data.demo.wording import PANEL
from data.schemas import TABLES

TODAY = date(2026, 11, 22)


def test_one_meeting_was_held_and_two_are_to_come() -> None:
    rows = meeting_rows(today=TODAY)
    days = [date.fromisoformat(row["held_on"]) for row in rows]
    assert [day > TODAY for day in days] == [False, True, True]
    assert days == sorted(days)
    assert len({row["meeting_id"] for row in rows}) == len(rows)
    for row in rows:
        TABLES["panel_meetings"].validate(row)


def test_agendas_hold_the_co_ordinators_open_cases_each_once() -> None:
    pupils = [
        {"pupil_id": f"P{number}", "co_ordinator": "coordinator" if number % 2 else "other"}
        for number in range(20)
    ]
    stages = ["drafting", "final", "consulting", "assessing", "requested"]
    requests = [{"pupil_id": f"P{n}", "stage": stages[n % 5]} for n in range(20)]
    meetings = meeting_rows(today=TODAY)
    rows = item_rows(meetings, pupils=pupils, requests=requests)
    expected = {
        one["pupil_id"]: ASKED[one["stage"]]
        for one in requests
        if int(one["pupil_id"][1:]) % 2 and one["stage"] in ASKED
    }
    assert len(rows) == min(len(expected), 2 * ON_EACH)
    assert len({row["pupil_id"] for row in rows}) == len(rows)
    for row in rows:
        assert row["ask"] == expected[row["pupil_id"]]
        assert row["meeting_id"] in {each["meeting_id"] for each in meetings[1:]}
        TABLES["panel_items"].validate(row)


def test_the_panel_is_not_asked_what_the_record_says_it_decided() -> None:
    assert ASKED["requested"] == "assess"
    assert "assessing" not in ASKED
    agreed = {stage for stage, words in PANEL.items() if words[0].startswith("Panel agreed a plan")}
    assert not {stage for stage, ask in ASKED.items() if ask == "plan"} & agreed


def test_only_meetings_to_come_have_agendas() -> None:
    today_alone = meeting_rows(today=TODAY - timedelta(days=400))
    assert item_rows(today_alone, pupils=[], requests=[]) == []
