"""Panel: the meetings to come, and adding one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html

from layouts import ids
from layouts.components.disclosure import disclosure
from layouts.components.element import Element, link
from layouts.components.field import error_summary, field
from layouts.components.introduction import introduction
from layouts.components.notice import notice
from layouts.components.table import Head, data_table
from layouts.dates import day

INTRODUCTION = (
    "The panel agrees to assess, agrees plans and placements, refers back or rejects, each with "
    "reasons. One member decides and a second confirms; who wrote a plan cannot approve it."
)
CONTROLS = {"title": ids.PANEL_TITLE, "held_on": ids.PANEL_DATE, "chair": ids.PANEL_CHAIR}
DAY_HINT = "Such as 3 May 2026"

Row = Mapping[str, Any]


def path(meeting_id: str, pupil_id: str = "") -> str:
    """Return the address of a meeting, or of one pupil on its agenda."""
    return f"/panel/{meeting_id}/{pupil_id}" if pupil_id else f"/panel/{meeting_id}"


def layout(**_: Any) -> html.Div:
    """Return the page of meetings, to be filled."""
    return html.Div(
        [
            dcc.Store(id=ids.PANEL_OPENED, data=True),
            dcc.Store(id=ids.PANEL_ADDED),
            html.H1("When does the panel meet next?"),
            introduction(INTRODUCTION),
            html.Div(html.P("Opening the meetings…", className="loading"), id=ids.PANEL_BODY),
            disclosure("Add a meeting", _form()),
        ]
    )


def _form() -> html.Div:
    title, chair = (dbc.Input(id=id, maxlength=100) for id in (ids.PANEL_TITLE, ids.PANEL_CHAIR))
    date = dbc.Input(id=ids.PANEL_DATE, maxlength=30)
    return html.Div(
        [
            field("Name of the meeting", title, checked=True),
            field("Day of the meeting", date, hint=DAY_HINT, checked=True),
            field("Chair (if known)", chair, checked=True),
            html.Button("Add the meeting", id=ids.PANEL_ADD, className="button"),
            html.Div(id=ids.PANEL_MESSAGE, role="status", className="form__message"),
        ],
        className="form form--narrow",
    )


def meetings(coming: Sequence[Row], held: Sequence[Row], *, counts: Mapping[str, int]) -> list[Any]:
    """Return the sentence that answers the page, the meetings to come, and those held, folded."""
    if not coming:
        lead = "No meeting is planned. Add one below."
    else:
        n = counts.get(coming[0]["meeting_id"], 0)
        lead = f"On {day(coming[0]['held_on'])}, with {_pupils(n)} on the agenda."
    parts: list[Any] = [html.P(lead, className="lead")]
    if coming:
        parts.append(_table("Meetings to come", coming, counts))
    if held:
        parts.append(
            disclosure(f"Meetings held: {len(held)}", _table("Meetings held", held, counts))
        )
    return parts


def _table(caption: str, rows: Sequence[Row], counts: Mapping[str, int]) -> Element:
    heads = [Head("Meeting"), Head("Day"), Head("Chair"), Head("Pupils", numeric=True)]
    cells = [
        [
            link(row["title"], path(row["meeting_id"])),
            day(row["held_on"]),
            row["chair"] or "Not recorded",
            str(counts.get(row["meeting_id"], 0)),
        ]
        for row in rows
    ]
    return data_table(caption, heads, cells)


def _pupils(count: int) -> str:
    return "1 pupil" if count == 1 else f"{count} pupils"


def added(row: Row) -> html.Div:
    """Say that a meeting was kept, with the way to its agenda."""
    words = html.P(dcc.Link("Open its agenda", href=path(row["meeting_id"])))
    return notice("ok", words, title=f"Added: {row['title']}, {day(row['held_on'])}")


def errors(problems: Iterable[tuple[str, str]]) -> html.Div:
    """Return why a meeting was not added, each sentence a link to its field."""
    return error_summary(problems, CONTROLS)
