"""Board, forecast, calendar and what changed: each person sees the pupils open to them."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from typing import Any

import pytest
from icalendar import Calendar

from access.refusals import Refusal
from analytics.process.calendar import Deadline, overdue
from analytics.process.forecast import FEWEST_CASES
from callbacks import context
from callbacks.context import visible_pupils
from callbacks.process import board, calendar, changes, forecast
from data.journal import Change
from layouts import ids
from layouts.dates import day
from layouts.process import calendar as calendar_page
from layouts.process import forecast as forecast_page
from tests.tree import walk, words_in

TODAY = datetime.date(2026, 11, 22)


def linked(tree: Any) -> set[str]:
    """Return the pupils that a page links to."""
    links = [props.get("href") or "" for _, props in walk(tree)]
    return {link.rpartition("/")[2] for link in links if link.startswith(("/process/", "/pupils/"))}


@pytest.mark.parametrize("username", ["coordinator", "specialist", "senco", "panel"])
@pytest.mark.parametrize("mine", [True, False])
def test_no_view_shows_a_pupil_whom_the_reader_may_not_open(house, person, username, mine):
    who = person(username)
    open_to = set(visible_pupils(who)["pupil_id"])
    for tree in (
        board.update_board(who=who, mine=mine),
        forecast.update_forecast(who=who, mine=mine),
        calendar.update_calendar(who=who, mine=mine, month=""),
    ):
        assert linked(tree) <= open_to
    assert {one.pupil_id for one in calendar.passed_for(who, mine=mine)} <= open_to
    assert linked(board.update_board(who=who, mine=mine))


def counted(words: str, kind: str) -> int:
    found = re.search(rf"([\d,]+) {kind}", words)
    return int(found[1].replace(",", "")) if found else 0


@pytest.mark.parametrize(("username", "mine"), [("coordinator", True), ("specialist", False)])
def test_what_the_calendar_says_is_overdue_is_shown_and_agrees_with_the_board(
    house, person, username, mine
):
    who = person(username)
    month = calendar.update_calendar(who=who, mine=mine, month="")
    said = words_in(month)
    links = [props.get("href") or "" for _, props in walk(month)]
    assert any(one.startswith("/board/calendar?month=overdue") for one in links)
    page = calendar.update_calendar(who=who, mine=mine, month="overdue")
    items = [words_in(props["children"]) for tag, props in walk(page) if tag == "Li"]
    assert len(items) == counted(said, "deadlines are overdue") > 0
    assert all(" late" in one for one in items)
    advice = [one for one in items if "of advice due" in one]
    assert len(advice) == counted(said, "requests? for advice not answered")
    late = counted(words_in(board.update_board(who=who, mine=mine)), "cases? late and")
    of_cases = {one.split(":")[0] for one in items if one not in advice}
    assert len(of_cases) == late
    assert "Late cases in the caseload" in words_in(page)


def test_nothing_overdue_is_said(house, person):
    assert "Nothing is overdue." in words_in(calendar_page.late({}, mine=True, today=TODAY))
    one = Deadline(TODAY - datetime.timedelta(days=1), "P1", "review", "Hold the review")
    late = overdue([one], today=TODAY)
    assert calendar_page.counted(late) == "1 deadline is overdue: 1 next step of a case."
    many = overdue([replace(one, pupil_id=f"P{n}") for n in range(103)], today=TODAY)
    assert "And 3 more, due later." in words_in(calendar_page.late(many, mine=False, today=TODAY))


def test_mine_narrows_to_the_co_ordinator_s_own(house, person):
    who = person("coordinator")
    pupils = visible_pupils(who)
    own = set(pupils.loc[pupils["co_ordinator"] == "coordinator", "pupil_id"])
    assert linked(board.update_board(who=who, mine=True)) <= own
    assert not linked(board.update_board(who=who, mine=False)) <= own
    assert {one.pupil_id for one in calendar.deadlines_for(who, mine=True)} <= own


def test_the_board_stays_small_and_leads_on(house, person):
    tree = board.update_board(who=person("panel"), mine=False)
    assert sum(1 for _ in walk(tree)) < 500
    links = [props.get("href") or "" for _, props in walk(tree)]
    assert "/?stage=final&mine=no" in links
    assert "have ended are not shown" in words_in(tree)


def test_a_review_brought_forward_is_on_the_board_and_leads_to_its_decision(house, person):
    due = calendar.today() + datetime.timedelta(days=21)
    row = {
        "pupil_id": "EX5", "decision": "review", "reasons": "[]", "note": "Hours are missing.",
        "proposed_on": due.isoformat(), "decided_on": calendar.today().isoformat(),
        "decided_by": "coordinator",
    }  # fmt: skip
    change = Change(table="flag_decisions", key="EX5", expected_revision=0, payload=row)
    house.store.journal.append(change, actor="coordinator", action="reviews.decide", request_id="1")
    tree = board.update_board(who=person("coordinator"), mine=True)
    assert f"Early review proposed for {day(due)}" in words_in(tree)
    assert "1 review brought forward" in words_in(tree)
    links = [props.get("href") or "" for _, props in walk(tree)]
    assert "/feedback/pupils/EX5/review" in links
    assert "/feedback/reviews?show=review&mine=yes" in links
    assert context.proposed_reviews() == {"EX5": due}
    dismissed = {**row, "decision": "dismiss", "proposed_on": None}
    change = Change(table="flag_decisions", key="EX5", expected_revision=1, payload=dismissed)
    house.store.journal.append(change, actor="coordinator", action="reviews.decide", request_id="2")
    assert context.proposed_reviews() == {}


def test_a_move_between_phases_is_among_what_is_next(house, person, monkeypatch):
    december = datetime.date(2026, 12, 1)
    monkeypatch.setattr(context, "today", lambda: december)
    for username in ("panel", "senco"):
        who = person(username)
        cases = context.next_cases(who).set_index("pupil_id")
        plain = context.readable_cases(who).set_index("pupil_id")
        assert list(cases.index) == list(plain.index)
        moving = cases[cases["next_step"].str.startswith("Review and amend the plan: from ")]
        assert set(moving["due_on"]) <= {"2027-02-15", "2027-03-31"}
        assert len(moving)
        before = plain.loc[moving.index]
        assert (before["due_on"] > moving["due_on"]).all()
        rest = cases.drop(index=moving.index)
        assert (rest["next_step"] == plain.loc[rest.index, "next_step"]).all()


def test_the_year_and_england_are_for_those_who_see_everybody(house, person):
    words = words_in(forecast.update_forecast(who=person("coordinator"), mine=True))
    assert "plans were issued within 20 weeks" in words
    assert "are to be expected" in words
    assert "England: " in words
    assert "invented figure" in words
    few = words_in(forecast.update_forecast(who=person("senco"), mine=False))
    assert "England" not in few
    assert "are to be expected" not in few


def test_small_counts_are_withheld_from_those_who_do_not_see_everybody():
    from types import SimpleNamespace

    one = SimpleNamespace(days_left=3, cases=40, late=2, low=0.01, high=0.1)
    assert forecast_page._earlier(one, withheld=True) == "c"
    assert forecast_page._earlier(one, withheld=False) == "2 of 40 missed, 5% (1 to 10%)"
    one.cases = FEWEST_CASES - 1
    assert forecast_page._earlier(one, withheld=False) == "Fewer than 10"
    one.days_left = -1
    assert forecast_page._earlier(one, withheld=False) == "–"


def test_a_forecast_of_nobody_and_a_year_of_nothing_say_so():
    from analytics.process.year import Year

    empty = Year(2026, 0, 0, 0, 0, 0.0, None, None, None)
    words = words_in(forecast_page.body((), names={}, year=empty, england=None, withheld=False))
    assert "No case is on its way to a plan" in words
    assert "No plan was issued so far this year." in words
    assert "England's published figure is not loaded." in words


def test_without_a_published_figure_there_is_none(house, person, monkeypatch):
    found = forecast.sen2()
    from types import SimpleNamespace

    none = SimpleNamespace(figures=found.figures.iloc[:0], illustrative=True)
    monkeypatch.setattr(forecast, "sen2", lambda: none)
    assert forecast.england() is None


@pytest.mark.parametrize("month", ["2027-02", "", None, "2027-13", "<b>", "99"])
def test_a_month_is_shown_or_this_one(house, person, month):
    words = words_in(calendar.update_calendar(who=person("panel"), mine=False, month=month))
    wanted = "February 2027" if month == "2027-02" else f"{calendar.today():%B %Y}"
    assert f"in {wanted}." in words
    assert calendar_page.month_of("2027-13") is None


def test_a_month_far_off_has_nothing_due(house, person):
    words = words_in(calendar.update_calendar(who=person("senco"), mine=False, month="2080-01"))
    assert "Nothing is due in this month." in words


def test_the_file_of_one_s_own_holds_their_deadlines_and_is_noted(house, person):
    who = person("coordinator")
    answer = calendar.send_calendar(who=who, kind="mine")
    events = [*Calendar.from_ical(answer.get_data()).walk("VEVENT")]
    assert len(events) == len(calendar.deadlines_for(who, mine=True)) > 50
    assert "deadlines-mine.ics" in answer.headers["Content-Disposition"]
    assert house.store.activity.recent(1)[0].subject == "calendar-mine"
    with pytest.raises(Refusal):
        calendar.send_calendar(who=who, kind="theirs")


@pytest.mark.parametrize(
    ("role", "status"),
    [("co-ordinator", 200), ("senco", 200), ("leader", 403), ("administrator", 403)],
)
def test_the_file_is_for_those_with_a_caseload(shared_app, sign_in, role, status):
    assert sign_in(shared_app, role).get("/board/calendar/all.ics").status_code == status


# --- what changed -------------------------------------------------------------------------------


@pytest.fixture
def clicked(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a function that has a callback find that a component was pressed."""
    from types import SimpleNamespace

    def press(name: str) -> None:
        monkeypatch.setattr(changes, "ctx", SimpleNamespace(triggered_id=name))

    press("")
    return press


def save(house: Any, actor: str, table: str, key: str, **changed: Any) -> None:
    held = house.store.tables.row(table, key) or {}
    names = house.store.tables.load(table).columns
    from data.schemas import TABLES

    assert set(TABLES[table].column_names) <= set(names)
    row = {name: held.get(name) for name in TABLES[table].column_names} | changed
    change = Change(table, key, int(held.get("revision") or 0), row)
    head = house.store.journal.head()
    house.store.journal.append(change, actor=actor, action="test", request_id=f"t{head}")


def looked(person: Any, username: str = "coordinator", **given: Any) -> Any:
    call = {"mine": False, "clicks": None, "reached": None, **given}
    return changes.update_changes(who=person(username), **call)


def test_nobody_s_change_is_nothing_to_see(house, person, clicked):
    body, head, hidden, _ = looked(person)
    assert "Nobody changed anything for your pupils since" in words_in(body)
    assert (head, hidden) == (house.store.journal.head(), True)


def test_others_changes_are_told_until_they_are_seen(house, person, clicked):
    save(house, "specialist", "assessments", "EX1", panel_considerations="Met on Monday")
    save(house, "specialist", "documents", "D-new", document_id="D-new", pupil_id="EX1",
         title="EP report", file_name="ep.txt")  # fmt: skip
    save(house, "coordinator", "assessments", "EX2", panel_considerations="mine")
    body, reached, hidden, _ = looked(person)
    words = words_in(body)
    assert "2 changes for 1 pupil since" in words
    assert "Document added: “EP report”." in words
    assert "Dr Ben Osei" in words
    assert "EX2" not in words.partition("What others changed")[2]
    assert hidden is False
    save(house, "specialist", "assessments", "EX1", panel_considerations="Met again")
    clicked(ids.CHANGES_SEEN)
    body, *_ = looked(person, clicks=1, reached=reached)
    assert "1 change for 1 pupil since you last looked." in words_in(body)
    assert house.store.seen.reached("coordinator") == reached
    body, *_ = looked(person, clicks=2, reached=10**9)
    assert "since you last looked" in words_in(body)
    assert house.store.seen.reached("coordinator") == house.store.journal.head()


def test_changes_stay_inside_what_a_person_may_read(house, person, clicked):
    save(house, "coordinator", "assessments", "EX1", panel_considerations="x")
    assert "EX1" not in words_in(looked(person, "senco")[0])
    assert "EX1" in words_in(looked(person, "panel")[0])


def test_old_changes_are_not_shown_at_the_first_look(house, person, clicked, monkeypatch):
    save(house, "specialist", "assessments", "EX1", panel_considerations="x")
    later = changes.today() + datetime.timedelta(days=30)
    monkeypatch.setattr(changes, "today", lambda: later)
    assert "Nobody changed anything" in words_in(looked(person)[0])


def test_days_that_passed_are_told_though_nobody_changed_anything(house, person, clicked):
    now = changes.today()
    ended = (now - datetime.timedelta(days=17)).isoformat()
    save(house, "coordinator", "requests", "EX4", draft_on=ended)
    save(house, "specialist", "advice", "EX1:late", advice_id="EX1:late", pupil_id="EX1",
         specialist="specialist", asked_on=(now - datetime.timedelta(days=45)).isoformat(),
         received_on=None)  # fmt: skip
    body = looked(person, mine=True)[0]
    words = words_in(body)
    day_ended = day(now - datetime.timedelta(days=3))
    assert "Days that passed in the last two weeks" in words
    assert f"EX4 : the family’s days to answer the draft end, {day_ended}" in words
    assert f"EX1 : 1 piece of advice due, {day_ended}" in words
    assert words.index("EX1") < words.index("What others changed")


def test_a_family_s_open_days_are_in_the_calendar_and_those_ended_are_not(house, person):
    who = person("coordinator")
    now = calendar.today()
    for ago, there in ((3, True), (14, True), (15, False)):
        sent = (now - datetime.timedelta(days=ago)).isoformat()
        save(house, "coordinator", "requests", "EX4", draft_on=sent)
        kinds = {(one.pupil_id, one.kind) for one in calendar.deadlines_for(who, mine=True)}
        assert (("EX4", "family") in kinds) is there


def test_each_table_leads_to_its_pupil(house, person, clicked):
    line = {"line_key": "EX1:L1", "pupil_id": "EX1", "section": "F", "kind": "provision",
            "text": "Daily reading", "position": 1, "origin": "written"}  # fmt: skip
    save(house, "specialist", "plan_lines", "EX1:L1", **line)
    comment = {"comment_id": "c1", "pupil_id": "EX1", "section": "F", "text": "Who runs it?"}
    save(house, "specialist", "plan_comments", "c1", **comment)
    save(house, "specialist", "cut_offs", "no_plan", reason="x")
    words = words_in(looked(person)[0])
    assert "Plan lines: 1 written in section F." in words
    assert "Who runs it?" in words
    assert "2 changes for 1 pupil" in words


def test_what_the_panel_decided_is_told_to_those_who_may_read_it(house, person, clicked):
    school = house.store.tables.row("pupils", "EX1")["school_id"]
    assert person("senco").school_id != school
    save(house, "coordinator", "pupils", "EX1", school_id=person("senco").school_id)
    row = {"item_id": "m1:EX1", "meeting_id": "m1", "pupil_id": "EX1", "ask": "assess",
           "added_by": "coordinator"}  # fmt: skip
    save(house, "specialist", "panel_items", "m1:EX1", **row)
    told = "Put on the panel's agenda"
    assert told in words_in(looked(person)[0])
    assert told in words_in(looked(person, "panel")[0])
    assert "EX1" in words_in(looked(person, "senco")[0])
    assert told not in words_in(looked(person, "senco")[0])


def test_more_changes_than_can_be_shown_are_said_to_be_cut_off(house, person, clicked, monkeypatch):
    monkeypatch.setattr(changes, "MOST", 2)
    for words in ("a", "b", "c"):
        save(house, "specialist", "assessments", "EX1", panel_considerations=words)
    assert "Older changes are not shown." in words_in(looked(person)[0])


def test_a_save_of_a_row_that_is_gone_is_nobody_s(house):
    from types import SimpleNamespace

    gone = SimpleNamespace(table="documents", key="D-none")
    assert changes.pupil_of(gone) == ""
