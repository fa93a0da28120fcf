"""Early reviews: whose plan may need a review before its day, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html

from analytics.review_flags.deciding import SHOWN
from analytics.review_flags.reviews import Review
from analytics.review_flags.rules import REASONS
from layouts.components.element import element, link
from layouts.components.field import field, select
from layouts.components.introduction import introduction
from layouts.components.only_mine import nothing_here, only_mine
from layouts.components.table import Head, data_table
from layouts.dates import day
from layouts.feedback import ids
from layouts.feedback.address import feedback_path

INTRODUCTION = (
    "Pupils whose plan may need a review before it is due, with the reasons and the chance that it "
    "is needed. Rules and the answers suggest them; a person decides. Most reasons first."
)
HOW_SURE = (
    "The chance comes from simulated pupils. Among 5,000 of them whom it had not seen, about "
    "seven in ten suggested reviews were truly needed, and about eight in ten that were needed "
    "were suggested. It misses most where nobody answers."
)
EMPTY = "Pupils come here once there is a plan in force and a reason for a review."
CLEAR = "Choose another filter to see more."
ALL = "all"
PAGE_SIZE = 15
MOST_REASONS = 3


def layout(show: str = "reasons", reason: str = ALL, mine: str = "yes", **_: Any) -> html.Div:
    """Return the page with its filters; the list follows."""
    return html.Div(
        [
            html.H1("Whose plan may need a review early?"),
            introduction(INTRODUCTION),
            _filters(
                show if show in SHOWN else "reasons",
                reason if reason in REASONS else ALL,
                mine=mine != "no",
            ),
            html.Div(
                html.P("Looking for reasons…", className="loading"),
                id=ids.EARLY_BODY,
                **{"aria-live": "polite"},
            ),
            html.Div(
                field("Page", select(ids.EARLY_PAGE, [("1", "1")], value="1")), className="pager"
            ),
            html.P(HOW_SURE, className="quiet"),
        ]
    )


def _filters(show: str, reason: str, *, mine: bool) -> html.Div:
    return html.Div(
        [
            field("Show", select(ids.EARLY_SHOW, list(SHOWN.items()), value=show)),
            field(
                "Reason", select(ids.EARLY_REASON, [(ALL, "All"), *REASONS.items()], value=reason)
            ),
            only_mine(ids.EARLY_MINE, mine),
        ],
        className="filters",
        role="search",
        **{"aria-label": "Filter the pupils"},
    )


def early_list(rows: Sequence[Mapping[str, Any]], *, lead: str, decides: bool) -> list[Any]:
    """Return the sentence that answers the page and one page of pupils.

    A row has pupil_id, review, due_on, school, again, and the decision's proposed_on and note;
    `decides` says whether the reader is one who may decide.
    """
    if not rows:
        return [html.P(lead, className="lead"), nothing_here(EMPTY, CLEAR)]
    heads = [
        Head("Pupil"), Head("Why"), Head("Chance", numeric=True), Head("Review due"),
        Head("Decision"),
    ]  # fmt: skip
    return [
        html.P(lead, className="lead"),
        data_table("Early reviews", heads, [_row(row, decides) for row in rows]),
    ]


def _row(row: Mapping[str, Any], decides: bool) -> list[Any]:
    pupil_id, review = str(row["pupil_id"]), row["review"]
    due = day(row["due_on"]) if row["due_on"] else "Not known"
    return [
        [
            link(pupil_id, feedback_path(pupil_id)),
            element("P", str(row["school"] or "No school recorded"), className="quiet"),
        ],
        [*_reasons(review), *_decided(row)],
        percent(review.score),
        element("Span", due, className="nowrap"),
        link(_leads_to(row, decides), decide_path(pupil_id)),
    ]


def _leads_to(row: Mapping[str, Any], decides: bool) -> str:
    if row["decision"]:
        return "See the decision"
    return "Decide" if decides else "See the reasons"


def _reasons(review: Review) -> list[Any]:
    shown = [
        element("Li", [element("Strong", f"{REASONS[flag.reason]}. "), flag.sentence])
        for flag in review.flags[:MOST_REASONS]
    ]
    more = len(review.flags) - MOST_REASONS
    if more > 0:
        shown.append(element("Li", f"and {more} more", className="quiet"))
    return [element("Ul", shown)] if shown else [element("Span", "No reason now")]


def _decided(row: Mapping[str, Any]) -> list[Any]:
    told = []
    if row["again"]:
        told.append(element("P", f"Decided before. {row['again']}", className="quiet"))
    elif row["decision"] == "review" and row["proposed_on"]:
        words = f"Review proposed for {day(row['proposed_on'])}."
        told.append(element("P", words, className="quiet"))
    elif row["decision"]:
        told.append(element("P", f"Decided: {row['note']}", className="quiet"))
    return told


def percent(score: float) -> str:
    """Return a score as a whole percentage, never quite none or all."""
    return f"{min(max(round(100 * score), 1), 99)}%"


def decide_path(pupil_id: str) -> str:
    """Return the address of the page that decides about one pupil."""
    return feedback_path(pupil_id, "review")
