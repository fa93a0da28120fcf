"""Calendar: the deadlines of the pupils a person may read, by month and as a file."""

from __future__ import annotations

import datetime
from typing import Any

from dash import Dash, Input, Output, State
from flask import Response

from access.principal import Principal
from access.refusals import NOT_FOUND, Refusal
from access.secured import secured, secured_route
from analytics.caseload import filtered
from analytics.process.calendar import (
    Deadline,
    answer_windows,
    calendar_file,
    deadlines,
    month_of,
    overdue,
    passed,
)
from analytics.process.moving import open_moves
from analytics.process.transfers import transfers_of
from callbacks.context import readable_cases, store, today, visible_pupils, whose, words
from layouts import ids
from layouts.process import calendar

ICS = "text/calendar"
NAMES = {"mine": "My EHCP deadlines", "all": "EHCP deadlines"}


def update_calendar(*, who: Principal, mine: bool, month: str | None) -> list[Any]:
    """Show one month of deadlines, or those that are overdue."""
    now = today()
    year, number = calendar.month_of(words(month)) or (now.year, now.month)
    found = deadlines_for(who, mine=mine)
    late = overdue(found, today=now)
    if month == calendar.OVERDUE:
        return calendar.late(late, mine=mine, today=now)
    shown = month_of(found, year, number)
    return calendar.body(shown, year=year, month=number, overdue=late, mine=mine, today=now)


def deadlines_for(who: Principal, *, mine: bool) -> tuple[Deadline, ...]:
    """Return what is due of the pupils a person may read, of their own or of all.

    The days of families that have ended are nobody's to catch up with, so they are left out.
    """
    tables, now = store().tables, today()
    cases = filtered(readable_cases(who), mine=whose(who, mine=mine))
    requests = tables.load("requests")
    moves = transfers_of(visible_pupils(who), tables.load("schools"), today=now)
    # As on the board, a move that has passed counts while the plan is still to be amended for it.
    waiting = open_moves(requests, moves)
    moves = {name: one for name, one in moves.items() if name in waiting or one.deadline >= now}
    windows = answer_windows(cases, requests)
    found = [
        *deadlines(cases, tables.load("advice"), moves),
        *(one for one in windows if one.day >= now),
    ]
    return tuple(sorted(found, key=lambda one: (one.day, one.pupil_id, one.kind)))


def passed_for(who: Principal, *, mine: bool) -> tuple[Deadline, ...]:
    """Return what has fallen due lately and is not done, and families whose days have ended."""
    cases = filtered(readable_cases(who), mine=whose(who, mine=mine))
    windows = answer_windows(cases, store().tables.load("requests"))
    return passed([*deadlines_for(who, mine=mine), *windows], today=today())


def send_calendar(*, who: Principal, kind: str) -> Response:
    """Send the deadlines as a calendar file, and note who took it."""
    if kind not in NAMES:
        raise Refusal(404, NOT_FOUND)
    found = deadlines_for(who, mine=kind == "mine")
    store().activity.record(who.username, "caseload.read", subject=f"calendar-{kind}")
    stamp = datetime.datetime.combine(today(), datetime.time(), datetime.UTC)
    answer = Response(calendar_file(found, stamp=stamp, name=NAMES[kind]), mimetype=ICS)
    answer.headers["Content-Disposition"] = f'attachment; filename="deadlines-{kind}.ics"'
    return answer


def register(app: Dash) -> None:
    """Wire the calendar, and its file beside Dash."""
    secured(
        app,
        update_calendar,
        action="caseload.read",
        output=Output(ids.CALENDAR_BODY, "children"),
        inputs={"mine": Input(ids.CALENDAR_MINE, "value")},
        state={"month": State(ids.CALENDAR_MONTH, "data")},
    )
    rule = "/board/calendar/<kind>.ics"
    secured_route(app.server, rule, send_calendar, action="caseload.read")
