"""The reasons to review one pupil's plan early in full, and the form that decides about them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html

from analytics.review_flags.deciding import proposed_day
from analytics.review_flags.reviews import TOLD_FROM, Review
from analytics.review_flags.rules import REASONS
from data.schemas.feedback import FLAG_DECISIONS, Flag
from data.schemas.readers import NOTE_LENGTH
from layouts.components.case_links import case_links
from layouts.components.element import element
from layouts.components.field import error_summary, field, select
from layouts.components.introduction import introduction
from layouts.components.notice import notice
from layouts.components.section import section
from layouts.components.table import Head, data_table
from layouts.dates import day
from layouts.feedback import ids
from layouts.feedback.address import feedback_path
from layouts.reviews.decided import Decision, decided
from layouts.reviews.early import percent

INTRODUCTION = (
    "The reasons as they stand today, with what they rest on. A decision is kept with its reasons. "
    "A dismissed reason comes back only if it gets worse, or a new one appears."
)
LAW = (
    "A review that is brought forward moves no date that the law sets: the day by which the next "
    "review is due stays as it is until the review was held and is recorded on the page “Dates and "
    "steps”. Arrange the meeting, and ask for reports at least two weeks before it."
)
NO_REASON = "There is no reason to review this plan early now."
CHANGED = (
    "Somebody decided about this pupil after you opened the page, or you pressed the button twice. "
    "Nothing was overwritten. Open the page again to see what was decided."
)
CONTROLS = {"decision": ids.EARLY_DECISION, "note": ids.EARLY_NOTE, "proposed": ids.EARLY_DATE}
DAY_HINT = "For a review brought forward, such as 3 May 2026"
SPEAKS = (
    "The chance says how likely a review is needed for this reason. It was learned from simulated "
    "pupils and weighs all that was answered since the last review, not only what the reason "
    "names. Below each reason stands what makes it likelier or less likely."
)


@dataclass(frozen=True)
class Opened:
    """Hold what the page of one pupil shows."""

    pupil_id: str
    review: Review
    decision: Decision | None
    """The newest one, if any."""
    due_on: datetime.date | None
    today: datetime.date
    allowed: bool
    placement: bool
    revision: int


def layout(pupil_id: str | None = None, **_: Any) -> html.Div:
    """Return the page of one pupil; without a reference, its skeleton with every id."""
    inside = [html.P("Opening the reasons…", className="loading")]
    return html.Div(
        [
            dcc.Store(id=ids.EARLY_PUPIL, data=pupil_id),
            dcc.Store(id=ids.EARLY_SAVED),
            html.H1(f"Review the plan of {pupil_id} early?" if pupil_id else "Early review"),
            introduction(INTRODUCTION),
            html.Div(id=ids.EARLY_MESSAGE, role="status"),
            html.Div(
                [_form(datetime.date.min, 0)] if pupil_id is None else inside,
                id=ids.EARLY_DECIDING,
            ),
        ]
    )


def body(opened: Opened) -> list[Any]:
    """Return the sentence that answers the page, the reasons, what was decided, and the form."""
    return [
        case_links(opened.pupil_id, here="feedback/pupils", placement=opened.placement),
        html.P(_lead(opened), className="lead"),
        *_reasons(opened),
        html.P(
            dcc.Link("All that was answered", href=feedback_path(opened.pupil_id)),
            className="after-table",
        ),
        *([decided(opened.decision)] if opened.decision else []),
        *([_asking(opened)] if opened.allowed else []),
    ]


def _lead(opened: Opened) -> str:
    review = opened.review
    due = f" The review is due by {day(opened.due_on)}." if opened.due_on else ""
    if not review.flags:
        return f"{NO_REASON}{due}"
    suggested = "suggested" if review.early else "not suggested by the chance alone"
    return (
        f"An early review is {suggested}: the chance that it is needed is {percent(review.score)}. "
        f"{_counted(review)}{due}"
    )


def _counted(review: Review) -> str:
    """Say how many reasons there are, and how many of them hardly account for the chance."""
    count = len(review.flags)
    told = "1 reason stands below" if count == 1 else f"{count} reasons stand below"
    hardly = sum(0 < flag.weight < TOLD_FROM for flag in review.flags)
    apart = f", {hardly} of them with a chance under {percent(TOLD_FROM)}" if hardly else ""
    return f"{told}{apart}."


def _reasons(opened: Opened) -> list[Any]:
    if not opened.review.flags:
        return []
    heads = [Head("Reason"), Head("What it rests on"), Head("Chance", numeric=True)]
    rows = [_reason(opened.review, flag) for flag in opened.review.flags]
    table = data_table("Reasons for an early review", heads, rows)
    return [table, html.P(SPEAKS, className="quiet after-table")]


def _reason(review: Review, flag: Flag) -> list[Any]:
    because = review.because.get(flag.reason, "")
    told = [flag.sentence, *([element("P", because, className="quiet")] if because else [])]
    # Of silence, and of one outcome alone, the model does not speak.
    return [REASONS[flag.reason], told, percent(flag.weight) if flag.weight else "Not estimated"]


def _asking(opened: Opened) -> html.Section:
    form = _form(opened.today, opened.revision)
    return section("What do you decide?", form, html.P(LAW, className="quiet"))


def _form(today: datetime.date, revision: int) -> html.Div:
    proposed = day(proposed_day(today)) if today > datetime.date.min else ""
    note = dbc.Textarea(id=ids.EARLY_NOTE, rows=3, maxlength=NOTE_LENGTH)
    date = dbc.Input(id=ids.EARLY_DATE, type="text", value=proposed, maxlength=30)
    choices = list(FLAG_DECISIONS.items())
    return html.Div(
        [
            dcc.Store(id=ids.EARLY_REVISION, data=revision),
            field("Decision", select(ids.EARLY_DECISION, choices, value="review"), checked=True),
            field("Day proposed", date, hint=DAY_HINT, checked=True),
            field("Why", note, hint="Kept with the decision", checked=True),
            html.Button("Record the decision", id=ids.EARLY_SAVE, className="button"),
            html.Div(id=ids.EARLY_ERRORS, className="form__message"),
        ],
        className="form form--narrow",
    )


def saved(decision: str) -> html.Div:
    """Say that a decision was kept, and what it does."""
    words = {
        "review": "The list, the board and Dates and steps show the review as brought forward. "
        "The day on which it is due has not changed.",
        "dismiss": "The pupil is off the list until a reason gets worse or a new one appears.",
    }[decision]
    return notice("ok", html.P(words), title="Saved")


def errors(problems: Mapping[str, str]) -> html.Div:
    """Return why nothing was kept, each sentence a link to its field."""
    return error_summary(problems.items(), CONTROLS)
