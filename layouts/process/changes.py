"""What changed: by whom, when and in which words, in the records of one's pupils."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from dash import dcc, html

from analytics.process.calendar import Deadline
from analytics.process.notices import Notice, Told
from layouts import ids
from layouts.components.element import element, link
from layouts.components.introduction import introduction
from layouts.dates import day, moment
from layouts.process.board import filters

INTRODUCTION = (
    "What other people changed in the records of your pupils since you last said that you had seen "
    "it: answers, dates, advice, documents, the plan and comments on it, the panel, placement and "
    "feedback. Your own changes are not shown. Days that passed while nobody changed anything come "
    "first: advice that has not come, and families whose days to answer have ended."
)
PASSED = "Days that passed in the last two weeks"
CHANGED = "What others changed"
SHOWN, TOLD = 25, 6


def layout(mine: str = "yes", **_: Any) -> html.Div:
    """Return the page with its filter and its button; the list follows."""
    return html.Div(
        [
            dcc.Store(id=ids.CHANGES_REACHED),
            html.H1("What changed?"),
            introduction(INTRODUCTION),
            filters(ids.CHANGES_MINE, mine != "no", label="Filter the changes"),
            html.Div(
                html.P("Looking for changes…", className="loading"),
                id=ids.CHANGES_BODY,
                **{"aria-live": "polite"},
            ),
            html.Button("I have seen these", id=ids.CHANGES_SEEN, className="button", hidden=True),
            html.Div(id=ids.CHANGES_MESSAGE, role="status"),
        ]
    )


def body(
    found: Sequence[Notice],
    *,
    names: Mapping[str, str],
    since: datetime.date | None,
    cut_off: bool,
) -> list[Any]:
    """Return the changes by pupil; `since` is the day before which nobody has looked back."""
    when = f"since {day(since)}" if since else "since you last looked"
    if not found:
        return [html.P(f"Nobody changed anything for your pupils {when}.", className="empty")]
    number = sum(len(one.told) for one in found)
    changes = "1 change" if number == 1 else f"{number:,} changes"
    pupils = "1 pupil" if len(found) == 1 else f"{len(found):,} pupils"
    rest = len(found) - SHOWN
    return [
        html.P(f"{changes} for {pupils} {when}.", className="lead"),
        *[_pupil(one, names) for one in found[:SHOWN]],
        *([html.P(f"And {rest:,} more pupils.", className="quiet")] if rest > 0 else []),
        *([html.P("Older changes are not shown.", className="quiet")] if cut_off else []),
    ]


def passed(late: Sequence[Deadline]) -> list[Any]:
    """Return what fell due in the last two weeks, which nobody had to change; nothing if none."""
    if not late:
        return []
    items = [
        element("Li", [link(one.pupil_id, f"/process/{one.pupil_id}"), f": {_due(one)}"])
        for one in late[:SHOWN]
    ]
    rest = len(late) - SHOWN
    if rest > 0:
        items.append(element("Li", f"and {rest:,} more"))
    return [html.H2(PASSED), element("Ul", items), html.H2(CHANGED)]


def _due(one: Deadline) -> str:
    return f"{one.words[:1].lower()}{one.words[1:]}, {day(one.day)}"


def _pupil(notice: Notice, names: Mapping[str, str]) -> Any:
    items = [_told(one, names) for one in notice.told[:TOLD]]
    rest = len(notice.told) - TOLD
    if rest > 0:
        items.append(element("Li", f"and {rest:,} more"))
    heading = element("H2", link(notice.pupil_id, f"/pupils/{notice.pupil_id}"))
    return element("Section", [heading, element("Ul", items)], className="day")


def _told(one: Told, names: Mapping[str, str]) -> Any:
    who = f"{names.get(one.actor, one.actor)}, {moment(one.at)}"
    return element("Li", [f"{one.words} ", element("Span", who, className="quiet")])
