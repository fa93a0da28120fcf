"""Calendar: what is due on which day of a month, to read here or in another calendar."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from dash import dcc, html

from analytics.process.calendar import Deadline
from layouts import ids
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


def layout(month: str = "", mine: str = "yes", **_: Any) -> html.Div:
    """Return the page of a month, such as 2026-11; this month where none is given."""
    return html.Div(
        [
            dcc.Store(id=ids.CALENDAR_MONTH, data=month if month_of(month) else ""),
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
    overdue: int,
    mine: bool,
    today: datetime.date,
) -> list[Any]:
    """Return one month of deadlines by day; `overdue` counts those of days gone by."""
    first = datetime.date(year, month, 1)
    number = "1 deadline" if len(found) == 1 else f"{len(found):,} deadlines"
    late = f" {overdue:,} of earlier days are overdue: see the board." if overdue else ""
    rest = len(found) - SHOWN
    more = [html.P(f"And {rest:,} more: take the file.", className="quiet")] if rest > 0 else []
    return [
        html.P(f"{number} in {first:%B %Y}.{late}", className="lead"),
        _files(),
        _months(first, mine=mine),
        *(_days(found[:SHOWN], today) or [html.P(EMPTY, className="empty")]),
        *more,
    ]


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
    whose = "" if mine else "&mine=no"
    links: list[Any] = [
        link(f"{words} {one:%B %Y}", f"/board/calendar?month={one:%Y-%m}{whose}")
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
