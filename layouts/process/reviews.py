"""The annual reviews of one plan that were recorded: decisions, reasons, and limits met or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from analytics.process.past_reviews import PastReview, Timescale
from data.schemas import REVIEW_OUTCOMES
from layouts.components.element import element
from layouts.components.notice import status
from layouts.components.section import section
from layouts.components.table import Head, data_table
from layouts.dates import day

TITLE = "Annual reviews held"
HEADS = (Head("Meeting"), Head("Decision"), Head("Reasons given"), Head("Limits"))
NONE = "None recorded"


def held(reviews: Sequence[PastReview], *, names: Mapping[str, str]) -> list[Any]:
    """Return the reviews under their heading, nothing where none was held."""
    if not reviews:
        return []
    rows = [_row(review, names) for review in reviews]
    return [section(TITLE, data_table(TITLE, HEADS, rows))]


def _row(review: PastReview, names: Mapping[str, str]) -> list[Any]:
    limits = [element("Div", _limit(one)) for one in review.timescales]
    return [
        element("Span", day(review.held), className="nowrap"),
        [*_decision(review), _recorded(review, names)],
        review.reason or NONE,
        limits,
    ]


def _decision(review: PastReview) -> list[Any]:
    if not review.decided:
        return [element("Span", NONE)]
    words = REVIEW_OUTCOMES.get(review.outcome or "", "What was decided is not recorded")
    by = f", by {review.decided_by}" if review.decided_by else "; by whom is not recorded"
    told = [element("Span", f"{words}. Family told on {day(review.decided)}{by}.")]
    if review.amended:
        told.append(element("P", f"Amended plan issued on {day(review.amended)}."))
    return told


def _recorded(review: PastReview, names: Mapping[str, str]) -> Any:
    by = names.get(review.recorded_by, review.recorded_by)
    words = f"Recorded by {by} on {day(review.recorded_on)}."
    later = " Since taken off the record." if review.taken_off else ""
    return element("P", f"{words}{later}", className="quiet waits")


def _limit(one: Timescale) -> list[Any]:
    name = element("P", f"{one.name}, by {day(one.limit)}", className="quiet waits")
    return [_standing(one), name]


def _standing(one: Timescale) -> Any:
    if one.state == "met":
        return status("ok", "Met")
    if one.done_on:
        late = (one.done_on - one.limit).days
        return status("problem", f"Missed by {'1 day' if late == 1 else f'{late} days'}")
    return status("problem", "Not done") if one.state == "over" else status("note", "Open")
