"""Calendar: what is due on which day of a month, to read here or in another calendar."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from dash import dcc, html

from analytics.answers import listed
from analytics.process.calendar import ADVICE, MOVES, STEPS, Deadline
from layouts import ids
from layouts.caseload import left
from layouts.components.element import element, link
from layouts.components.introduction import introduction
from layouts.dates import day
from layouts.process.board import filters

INTRODUCTION = (
    "The next step of each case, advice that was asked for and has not come, and moves between "
    "phases of education. The file can be opened in Outlook or any calendar; it says no more of a "
    "person than their reference. Opened again later, it moves what has moved."
)
MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
SHOWN = 100
FILES = {
    "mine": "Download my deadlines (.ics)",
    "all": "Download those of all pupils I may read (.ics)",
}
EMPTY = "Nothing is due in this month."
OVERDUE = "overdue"
# How many there are of one, and of several.
COUNTED: dict[str, tuple[str, str]] = {
    STEPS: ("1 next step of a case", "{n:,} next steps of cases"),
    MOVES: ("1 move between phases", "{n:,} moves between phases"),
    ADVICE: ("1 request for advice not answered", "{n:,} requests for advice not answered"),
}
COUNTS = (
    "Board and caseload count cases: those whose next step or move is late. Advice that has not "
    "come is counted here alone, and makes no case late."
)
NOT_LATE = "Nothing is overdue."


def layout(month: str = "", mine: str = "yes", **_: Any) -> html.Div:
    """Return the page of a month, such as 2026-11, or of what is overdue; else this month's."""
    return html.Div(
        [
            dcc.Store(
                id=ids.CALENDAR_MONTH, data=month if month == OVERDUE or month_of(month) else ""
            ),
            html.H1("What is due when?"),
            introduction(INTRODUCTION),
            filters(ids.CALENDAR_MINE, mine != "no", label="Filter the calendar"),
            html.Div(
                html.P("Opening the calendar…", className="loading"),
                id=ids.CALENDAR_BODY,
                **{"aria-live": "polite"},
            ),
        ]
    )


def month_of(text: str) -> tuple[int, int] | None:
    """Return the year and month that an address names, None if it names none."""
    found = MONTH.fullmatch(text)
    return (int(found[1]), int(found[2])) if found else None


def body(
    found: Sequence[Deadline],
    *,
    year: int,
    month: int,
    overdue: Mapping[str, Sequence[Deadline]],
    mine: bool,
    today: datetime.date,
) -> list[Any]:
    """Return one month of deadlines by day; `overdue` are those of days gone by, by kind."""
    first = datetime.date(year, month, 1)
    number = "1 deadline" if len(found) == 1 else f"{len(found):,} deadlines"
    rest = len(found) - SHOWN
    more = [html.P(f"And {rest:,} more: take the file.", className="quiet")] if rest > 0 else []
    return [
        html.P(f"{number} in {first:%B %Y}.", className="lead"),
        *_overdue(overdue, mine=mine),
        _files(),
        _months(first, mine=mine),
        *(_days(found[:SHOWN], today) or [html.P(EMPTY, className="empty")]),
        *more,
    ]


def _overdue(found: Mapping[str, Sequence[Deadline]], *, mine: bool) -> list[Any]:
    """Return what is overdue by kind, and the way to the page that shows it."""
    if not found:
        return []
    way = link("Show what is overdue", f"/board/calendar?month={OVERDUE}{_whose(mine)}")
    return [element("P", [f"{counted(found)} ", way])]


def counted(found: Mapping[str, Sequence[Deadline]]) -> str:
    """Say how many deadlines are overdue, and of which kinds."""
    total = sum(map(len, found.values()))
    kinds = tuple(_n(about, len(many)) for about, many in found.items())
    verb = "1 deadline is" if total == 1 else f"{total:,} deadlines are"
    return f"{verb} overdue: {listed(kinds)}."


def _n(about: str, number: int) -> str:
    one, several = COUNTED[about]
    return one if number == 1 else several.format(n=number)


def late(found: Mapping[str, Sequence[Deadline]], *, mine: bool, today: datetime.date) -> list[Any]:
    """Return what is overdue, by kind, the longest overdue first."""
    month = link("Back to this month", f"/board/calendar?{_whose(mine).lstrip('&')}")
    cases = link("Late cases in the caseload", f"/?state=late{_whose(mine)}")
    return [
        html.P(counted(found) if found else NOT_LATE, className="lead"),
        element("P", [COUNTS, " ", cases]),
        element("P", month),
        *(_late_kind(about, many, today) for about, many in found.items()),
    ]


def _late_kind(about: str, found: Sequence[Deadline], today: datetime.date) -> Any:
    words = _n(about, len(found))
    items = [_late_item(one, today) for one in found[:SHOWN]]
    rest = len(found) - SHOWN
    more = [element("P", f"And {rest:,} more, due later.", className="quiet")] if rest > 0 else []
    heading = element("H2", f"{words[0].upper()}{words[1:]}", className="day__title")
    return element("Section", [heading, element("Ul", items), *more], className="day")


def _late_item(one: Deadline, today: datetime.date) -> Any:
    when = f": {one.words}, by {day(one.day)}, {left((one.day - today).days)}"
    return element("Li", [link(one.pupil_id, f"/process/{one.pupil_id}"), when])


def _whose(mine: bool) -> str:
    return "" if mine else "&mine=no"


def _files() -> html.P:
    return html.P(
        [
            html.A(words, href=f"/board/calendar/{kind}.ics", className="button button--second")
            for kind, words in FILES.items()
        ],
        className="buttons",
    )


def _months(first: datetime.date, *, mine: bool) -> html.P:
    before = first - datetime.timedelta(days=1)
    after = first + datetime.timedelta(days=31)
    links: list[Any] = [
        link(f"{words} {one:%B %Y}", f"/board/calendar?month={one:%Y-%m}{_whose(mine)}")
        for words, one in (("Back to", before), ("On to", after))
    ]
    return html.P([links[0], " · ", links[1]])


def _days(found: Sequence[Deadline], today: datetime.date) -> list[Any]:
    shown = []
    for date, several in groupby(found, key=lambda one: one.day):
        gone = " (gone by)" if date < today else " (today)" if date == today else ""
        items = [_item(one) for one in several]
        heading = element("H2", f"{date:%A} {day(date)}{gone}", className="day__title")
        shown.append(element("Section", [heading, element("Ul", items)], className="day"))
    return shown


def _item(one: Deadline) -> Any:
    excepted = " (exception to the limit)" if one.excepted else ""
    words = f": {one.words}{excepted}"
    return element("Li", [link(one.pupil_id, f"/process/{one.pupil_id}"), words])
