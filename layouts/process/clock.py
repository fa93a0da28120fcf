"""Dates and steps of one pupil: the clock of the case, and the forms that record what was done."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dash import dcc, html

from analytics.process.clock import Clock, Step
from analytics.process.past_reviews import PastReview
from analytics.process.recording import EDITABLE
from layouts import ids
from layouts.caseload import left
from layouts.components.case_links import case_links
from layouts.components.element import element
from layouts.components.field import error_summary
from layouts.components.introduction import introduction
from layouts.components.notice import notice, refused, status
from layouts.components.table import Head, data_table
from layouts.dates import day
from layouts.process import form, reviews

INTRODUCTION = (
    "Every step of this case with the limit that the law sets, counted in calendar days from the "
    "day of the request, and what was recorded. A limit that an exception sets aside stays where "
    "it is and is marked."
)
SAVED = "Saved. The caseload, the board and the calendar count it from now on."
CHANGED = (
    "Somebody changed this pupil's process after you opened the page. What you typed is still "
    "here: open the page again in another window, compare, and save there."
)
STATES: dict[str, tuple[str, str]] = {
    "done": ("ok", "Done"),
    "done_late": ("watch", "Done late"),
    "late": ("problem", ""),
    "watch": ("watch", ""),
    "ok": ("ok", ""),
    "excepted": ("note", "Exception"),
    "waiting": ("note", "No day yet"),
}
ADVICE_FIELDS = ("specialist", "role", "asked_on", "received_on")
CONTROLS = {name: ids.of_process(name) for name in (*EDITABLE, *ADVICE_FIELDS)}


@dataclass(frozen=True)
class Opened:
    """Hold what the page of one case shows; `specialists` maps a user name to how it is shown."""

    clock: Clock
    request: Mapping[str, Any]
    revision: int
    allowed: bool
    placement: bool
    stages: tuple[str, ...]
    specialists: Mapping[str, str]
    advice_revisions: Mapping[str, int]
    reviews: tuple[PastReview, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    """How people are shown, by user name."""
    proposed_on: datetime.date | None = None
    """Day proposed for an early review, which moves no limit."""


def layout(pupil_id: str | None = None, **_: Any) -> html.Div:
    """Return the page of one pupil; without a reference, its skeleton with every id."""
    stores = (
        ids.PROCESS_GIVEN, ids.PROCESS_SAVED, ids.PROCESS_ADVICE_GIVEN, ids.PROCESS_ADVICE_SAVED
    )  # fmt: skip
    parts = [form.dates({}, revision=0, stages=())] if pupil_id is None else []
    advice = [form.advice({}, {})] if pupil_id is None else []
    return html.Div(
        [
            dcc.Store(id=ids.PROCESS_PUPIL, data=pupil_id),
            *[dcc.Store(id=name) for name in stores],
            html.H1(f"Pupil {pupil_id}: dates and steps" if pupil_id else "Dates and steps"),
            introduction(INTRODUCTION),
            html.Div(
                html.P("Opening the dates…", className="loading"),
                id=ids.PROCESS_CLOCK,
                **{"aria-live": "polite"},
            ),
            html.Div(parts, id=ids.PROCESS_FORM),
            html.Div(id=ids.PROCESS_MESSAGE, role="status", className="process-message"),
            html.Div(advice, id=ids.PROCESS_ADVICE_FORM),
            html.Div(id=ids.PROCESS_ADVICE_MESSAGE, role="status", className="process-message"),
        ]
    )


def body(opened: Opened) -> list[Any]:
    """Return the sentence that answers the page, what is wrong, and the steps as a table."""
    clock = opened.clock
    wrong = refused(clock.problems, title="Something recorded cannot be right")
    heads = [Head("Step"), Head("By"), Head("Done"), Head("How it stands"), Head("Rule")]
    rows = [_row(step) for step in clock.steps]
    record = "The pupil's record, where an exception to the 20 weeks is recorded"
    return [
        case_links(clock.pupil_id, here="process", placement=opened.placement),
        html.P(_headline(opened), className="lead"),
        *([wrong] if clock.problems and opened.request else []),
        *([_early(opened.proposed_on)] if opened.proposed_on else []),
        data_table("Steps of the process", heads, rows) if opened.request else "",
        html.P(dcc.Link(record, href=f"/pupils/{clock.pupil_id}"), className="after-table"),
        *reviews.held(opened.reviews, names=opened.names),
    ]


def _early(proposed_on: datetime.date) -> html.Div:
    words = (
        f"An early review is proposed for {day(proposed_on)}. It moves no limit below: record the "
        "meeting once it was held."
    )
    return notice("note", html.P(words), title="Review brought forward")


def _headline(opened: Opened) -> str:
    following = opened.clock.next
    if not opened.request:
        return "No request is recorded yet."
    if following is None or following.limit is None or following.days_left is None:
        return "Nothing is due from the authority."
    days = left(following.days_left)
    return f"Next: {_lower(following.name)}, by {day(following.limit)}, {_lower(days)}."


def _lower(words: str) -> str:
    return f"{words[0].lower()}{words[1:]}"


def _row(step: Step) -> list[Any]:
    name: Any = [element("Span", step.name)]
    if step.note:
        name.append(element("P", step.note, className="quiet waits"))
    return [
        name if step.note else step.name,
        element("Span", day(step.limit), className="nowrap"),
        element("Span", day(step.done_on), className="nowrap"),
        _standing(step),
        [element("Span", step.rule), " ", element("Span", step.source, className="scope")],
    ]


def _standing(step: Step) -> Any:
    icon, words = STATES[step.state]
    if step.days_left is not None:
        days = left(step.days_left)
        words = f"{words}, {_lower(days)}" if words else days
    if not step.duty and step.state in ("late", "watch", "ok") and step.id in ("family", "appeal"):
        icon, words = "note", "Past" if step.state == "late" else words
    shown = status(icon, words)
    if not step.waits_for:
        return shown
    return [shown, element("P", f"Waits for {step.waits_for}.", className="quiet waits")]


def forms(opened: Opened) -> tuple[list[Any], list[Any]]:
    """Return the form of dates and that of advice, none for those who may only read."""
    if not opened.allowed:
        return [], []
    dates = form.dates(opened.request, revision=opened.revision, stages=opened.stages)
    asked = [form.advice(opened.specialists, opened.advice_revisions)] if opened.request else []
    return [dates], asked


def saved() -> html.Div:
    """Say that the dates were kept."""
    return notice("ok", html.P(SAVED), title="Saved")


def advice_saved(name: str) -> html.Div:
    """Say that a piece of advice was kept, and what it lets a person do."""
    words = f"Saved. {name} may read this pupil's record."
    return notice("ok", html.P(words), title="Saved")


def errors(problems: Mapping[str, str]) -> html.Div:
    """Return why nothing was saved, each sentence a link to its field."""
    return error_summary(problems.items(), CONTROLS)
