"""Panel: the agenda of one meeting, and putting a pupil on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html

from analytics.panel import Missing, Overtaken
from data.schemas.panel import ASKS, OUTCOMES_DONE
from layouts import ids
from layouts.components.disclosure import disclosure
from layouts.components.element import Element, element, link
from layouts.components.facts import facts
from layouts.components.field import error_summary, field, select
from layouts.components.notice import notice, status
from layouts.components.table import Head, data_table
from layouts.dates import day
from layouts.panel.meetings import path

Row = Mapping[str, Any]
CONTROLS = {"pupil_id": ids.AGENDA_PUPIL, "ask": ids.AGENDA_ASK, "note": ids.AGENDA_NOTE}
NO_PUPILS = (
    "Every open case of yours is on this agenda, or you hold none. A pupil is put on an agenda by "
    "the co-ordinator who holds the case."
)


@dataclass(frozen=True)
class Item:
    """Hold one line of an agenda: the item, its next statutory day, what is missing, the rule."""

    item: Row
    due_on: str | None
    missing: tuple[Missing, ...]
    by_rule: bool
    decision: Row | None
    overtaken: Overtaken | None = None

    @property
    def decided(self) -> bool:
        """Tell whether two members have decided on the item."""
        return bool(self.decision and self.decision["confirmed_by"])

    @property
    def late_words(self) -> str:
        """Say what has overtaken an item that is not decided, "" where nothing has."""
        if self.decided or self.overtaken is None:
            return ""
        when = f" on {day(self.overtaken.on)}" if self.overtaken.on else ""
        return f"Overtaken by the dates: {self.overtaken.by}{when}."


def print_path(meeting_id: str) -> str:
    """Return the address of the papers of a meeting, to print."""
    return f"/panel-papers/{meeting_id}"


def layout(meeting_id: str | None = None, **_: Any) -> html.Div:
    """Return the page of one meeting; without one, its skeleton with every id."""
    body: list[Any] = [html.H1("Agenda"), html.P("Opening the agenda…", className="loading")]
    return html.Div(
        [
            dcc.Store(id=ids.AGENDA_MEETING, data=meeting_id),
            dcc.Store(id=ids.AGENDA_CHANGED),
            html.Div(body, id=ids.AGENDA_BODY),
            html.Div([_form([("none", "None")])] if meeting_id is None else [], id=ids.AGENDA_FORM),
            html.Div(id=ids.AGENDA_MESSAGE, role="status"),
        ]
    )


def agenda(meeting: Row, items: Sequence[Item]) -> list[Any]:
    """Return the agenda: what the meeting is, how much is ready, and its items in order."""
    return [
        html.P(dcc.Link("All meetings", href="/panel")),
        html.H1(f"Which cases come to the panel of {day(meeting['held_on'])}?"),
        facts([("Meeting", meeting["title"]), ("Chair", meeting["chair"] or "Not recorded")]),
        html.P(headline(items), className="lead"),
        *([_table(items), _papers(meeting["meeting_id"])] if items else []),
    ]


def headline(items: Sequence[Item]) -> str:
    """Say how many pupils are on an agenda, how many are ready and how many are decided."""
    if not items:
        return "Nobody is on this agenda yet."
    decided = sum(one.decided for one in items)
    late = sum(bool(one.late_words) for one in items)
    waiting = [one for one in items if not (one.decided or one.late_words)]
    ready = sum(not any(missing.blocks for missing in one.missing) for one in waiting)
    n = "1 pupil" if len(items) == 1 else f"{len(items)} pupils"
    overtaken = f", {late} overtaken by the dates" if late else ""
    return (
        f"{n}, soonest statutory day first: {decided} decided{overtaken}; of the other "
        f"{len(waiting)}, {ready} could be approved as they stand."
    )


def _papers(meeting_id: str) -> html.P:
    words = "Open the papers of this meeting to print"
    paper = html.A(words, href=print_path(meeting_id), target="_blank", rel="noopener")
    return html.P(paper, className="after-table")


def _table(items: Sequence[Item]) -> Element:
    heads = [
        Head("Pupil"), Head("The panel is asked to"), Head("Next statutory day"),
        Head("Missing or to weigh"), Head("Decision"),
    ]  # fmt: skip
    return data_table("Agenda", heads, [_row(one) for one in items])


def _row(one: Item) -> list[Any]:
    item = one.item
    return [
        link(item["pupil_id"], path(item["meeting_id"], item["pupil_id"])),
        ASKS[item["ask"]],
        day(one.due_on),
        missing_list(one),
        decision_state(one.decision),
    ]


def missing_list(one: Item) -> Any:
    """Return what is missing of an item; the rule for no plan is said plainly."""
    told = [missing.sentence for missing in one.missing]
    if one.by_rule:
        told.insert(0, "X10: the rule for no plan says no.")
    if one.late_words:
        told.insert(0, one.late_words)
    if not told:
        return "Nothing"
    return [element("Ul", [element("Li", words) for words in told])]


def decision_state(decision: Row | None) -> Element:
    """Return what was decided, and whether a second member confirmed it."""
    if decision is None:
        return status("note", "Not yet")
    done = OUTCOMES_DONE[decision["outcome"]]
    if not decision["confirmed_by"]:
        return status("watch", f"{done}, to be confirmed")
    return status("ok" if decision["outcome"] == "approve" else "note", done)


def form(pupils: Sequence[tuple[str, str]]) -> list[Any]:
    """Return the form that puts one of the reader's pupils on the agenda."""
    if not pupils:
        return [html.P(NO_PUPILS, className="quiet")]
    return [_form(pupils)]


def _form(pupils: Sequence[tuple[str, str]]) -> html.Details:
    pupil = select(ids.AGENDA_PUPIL, pupils, value=pupils[0][0])
    ask = select(ids.AGENDA_ASK, list(ASKS.items()), value="plan")
    note = dbc.Textarea(id=ids.AGENDA_NOTE, maxlength=4000, rows=3)
    beforehand = "What should the panel know beforehand? (if anything)"
    return disclosure(
        "Put a pupil on this agenda",
        html.Div(
            [
                field("Pupil", pupil, checked=True),
                field("What is the panel asked?", ask, checked=True),
                field(beforehand, note, checked=True),
                html.Button("Put on the agenda", id=ids.AGENDA_ADD, className="button"),
                html.Div(id=ids.AGENDA_ERRORS, className="form__message"),
            ],
            className="form form--narrow",
        ),
    )


def added(pupil_id: str, missing: Sequence[Missing]) -> html.Div:
    """Say that a pupil is on the agenda, and what the panel will miss."""
    lines = [html.Li(one.sentence) for one in missing]
    told: Any = html.P("Nothing is missing.")
    if lines:
        told = html.Div([html.P("Still missing, or to be weighed:"), html.Ul(lines)])
    return notice("ok" if not lines else "watch", told, title=f"{pupil_id} is on the agenda")


def errors(problems: Iterable[tuple[str, str]]) -> html.Div:
    """Return why a pupil was not put on the agenda, each sentence a link to its field."""
    return error_summary(problems, CONTROLS)
