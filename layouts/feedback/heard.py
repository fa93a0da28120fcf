"""Pupils: who was asked, who has answered, what is waited for, and whom to ask next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import html

from analytics.caseload import REVIEWED_STAGES
from analytics.feedback.heard import SHOWN, voiced
from data.schemas.feedback import VOICES
from layouts.components.element import element, link
from layouts.components.field import field, select
from layouts.components.introduction import introduction
from layouts.components.notice import status
from layouts.components.only_mine import nothing_here, only_mine
from layouts.components.table import Head, data_table
from layouts.dates import day
from layouts.feedback import ids
from layouts.feedback.address import feedback_path

INTRODUCTION = (
    "What came of each plan, as the pupil, the family and the setting tell it. Ask before a review "
    "is due; answers come in by links that you hand over. Nothing is sent without you."
)
EMPTY = "No pupil fits these filters."
CLEAR = "Clear one to see more."
BEGIN = (
    "Feedback is asked about pupils with a plan in force. None that you may read has one yet, and "
    "nobody was asked. To begin, find a pupil in the panel and open “Progress feedback” on the "
    "record."
)
PAGE_SIZE = 25
LONGEST_TEXT = 60


def layout(show: str = "all", mine: str = "yes", **_: Any) -> html.Div:
    """Return the page with its filters; the list follows."""
    return html.Div(
        [
            html.H1("Who has told us how things are going?"),
            introduction(INTRODUCTION),
            _filters(show if show in SHOWN else "all", mine=mine != "no"),
            html.Div(
                html.P("Looking for answers…", className="loading"),
                id=ids.HEARD_BODY,
                **{"aria-live": "polite"},
            ),
            html.Div(
                field("Page", select(ids.HEARD_PAGE, [("1", "1")], value="1")), className="pager"
            ),
        ]
    )


def _filters(show: str, *, mine: bool) -> html.Div:
    box = dbc.Input(id=ids.HEARD_TEXT, type="search", debounce=200, maxlength=LONGEST_TEXT)
    return html.Div(
        [
            field("Reference or school", box),
            field("Show", select(ids.HEARD_SHOW, list(SHOWN.items()), value=show)),
            only_mine(ids.HEARD_MINE, mine),
        ],
        className="filters",
        role="search",
        **{"aria-label": "Filter the pupils"},
    )


def heard_list(
    rows: Sequence[Mapping[str, Any]], *, reading: str, none_at_all: bool, may_ask: frozenset[str]
) -> list[Any]:
    """Return the sentence that answers the page and one page of pupils.

    `may_ask` are the pupils about whom the reader may ask.
    """
    if not rows:
        return [html.P(BEGIN, className="empty") if none_at_all else nothing_here(EMPTY, CLEAR)]
    heads = [
        Head("Pupil"),
        Head("Review due"),
        *(Head(words) for words in VOICES.values()),
        *([Head("Next")] if may_ask else []),
    ]
    shown = [_row(row, may_ask=may_ask) for row in rows]
    return [html.P(reading, className="lead"), data_table("Who was heard", heads, shown)]


def _row(row: Mapping[str, Any], *, may_ask: frozenset[str]) -> list[Any]:
    pupil_id = str(row["pupil_id"])
    return [
        [link(pupil_id, feedback_path(pupil_id))],
        _due(row),
        *(_voice(row, voice) for voice in VOICES),
        *([_next(pupil_id, row) if pupil_id in may_ask else "–"] if may_ask else []),
    ]


def _due(row: Mapping[str, Any]) -> Any:
    if not isinstance(row["review_due_on"], str):
        under_way = row["stage"] in REVIEWED_STAGES
        return "Review under way" if under_way else "No plan in force"
    when = element("Span", day(row["review_due_on"]), className="nowrap")
    if not row["to_ask"]:
        return when
    words = "Late, nobody asked" if row["days_left"] < 0 else "Soon, nobody asked"
    return [when, element("Br"), status("watch", words)]


def _voice(row: Mapping[str, Any], voice: str) -> Any:
    one = voiced(row, voice)
    told: list[Any] = []
    if one.answered_on:
        told.append(status("ok", day(one.answered_on)))
    if one.open_until:
        told.append(element("P", f"Asked, open until {day(one.open_until)}", className="quiet"))
    elif one.expired_on and one.expired_on > one.answered_on:
        told.append(element("P", f"No answer by {day(one.expired_on)}", className="quiet"))
    return told or element("Span", "Not asked", className="quiet")


def _next(pupil_id: str, row: Mapping[str, Any]) -> Any:
    words = "Ask before the review" if row["to_ask"] else "Ask"
    named = [words, element("Span", f" about {pupil_id}", className="visually-hidden")]
    return [link(named, feedback_path(pupil_id, "ask"))]


def page_options(pages: int) -> list[dict[str, str]]:
    """Return the choices of a page among so many."""
    return [{"value": str(n), "label": f"{n} of {pages}"} for n in range(1, pages + 1)]
