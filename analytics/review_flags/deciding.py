"""The decision about an early review: what a person may decide, and why it cannot be kept."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

import pandas as pd

from analytics.review_flags.reviews import Reviews, ranked, review_of, standing
from analytics.review_flags.rules import NOT_ALONE
from data.schemas.feedback import FLAG_DECISIONS
from data.schemas.readers import NOTE_LENGTH

# Our choice: a meeting can be arranged, and the reports asked for two weeks before it as SEND
# Regulations 2014, reg 20(4) has it, in four weeks.
USUAL_WEEKS = 4
LONGEST_AHEAD = 365
# What the list shows: open ones suggested by the chance, all with a reason, and those decided.
SHOWN: Mapping[str, str] = {
    "reasons": "Any reason",
    "suggested": "Only those suggested",
    "review": "Review brought forward",
    "dismiss": "Dismissed",
}


def proposed_day(today: datetime.date) -> datetime.date:
    """Return the day that is proposed for an early review unless another is chosen."""
    return today + datetime.timedelta(weeks=USUAL_WEEKS)


def problems_of(
    *,
    decision: str,
    note: str,
    proposed: datetime.date | None,
    due: datetime.date | None,
    today: datetime.date,
) -> dict[str, str]:
    """Return by field why a decision cannot be kept; `due` is the statutory day, if any."""
    found = {}
    if decision not in FLAG_DECISIONS:
        found["decision"] = "Choose what you decide."
    wrong = _wrong_day(proposed, due=due, today=today) if decision == "review" else ""
    if wrong:
        found["proposed"] = wrong
    if not note:
        found["note"] = "Write why, so that others can follow the decision."
    elif len(note) > NOTE_LENGTH:
        found["note"] = f"The note is longer than {NOTE_LENGTH:,} characters."
    return found


def _wrong_day(
    proposed: datetime.date | None, *, due: datetime.date | None, today: datetime.date
) -> str:
    if proposed is None:
        return "Give the day proposed for the review, such as 3 May 2026."
    if proposed < today:
        return "The day proposed for the review lies in the past."
    if due is not None and due >= today and proposed >= due:
        return "The day proposed is not before the day on which the review is due anyway."
    if (proposed - today).days > LONGEST_AHEAD:
        return "The day proposed is more than a year away."
    return ""


def proposed_review(
    decision: Mapping[str, Any] | None, request: Mapping[str, Any]
) -> datetime.date | None:
    """Return the day proposed for an early review, None where none is or one was held since."""
    if not decision or decision["decision"] != "review" or not decision.get("proposed_on"):
        return None
    held = request.get("review_held_on")
    if held and held > decision["decided_on"]:
        return None
    return datetime.date.fromisoformat(decision["proposed_on"])


def with_state(
    reviews: Reviews, decisions: Mapping[str, Mapping[str, Any]], kept: Mapping[str, list[Any]]
) -> pd.DataFrame:
    """Return the table with `state`: open, review or dismiss, and `again`: why it is open again.

    `decisions` and the `kept` reasons of each are by reference.
    """
    states = dict.fromkeys(reviews.table["pupil_id"], "open")
    again = dict.fromkeys(states, "")
    for pupil_id in states.keys() & decisions.keys():
        now = review_of(reviews, pupil_id).figures
        told = standing(decisions[pupil_id], kept[pupil_id], now, reviews.known)
        states[pupil_id] = str(told.row["decision"]) if told.stands else "open"
        again[pupil_id] = told.since
    table = reviews.table
    return table.assign(state=table["pupil_id"].map(states), again=table["pupil_id"].map(again))


def narrowed(table: pd.DataFrame, *, show: str, reason: str) -> pd.DataFrame:
    """Return the pupils that the list shows, those with most reasons first."""
    if show in ("review", "dismiss"):
        chosen = table["state"] == show
    else:
        # Silence alone asks for an answer rather than for a review, so it is shown when asked for.
        enough = table["reasons"] > (table[NOT_ALONE] & (reason != NOT_ALONE)).astype(int)
        chosen = (table["state"] == "open") & enough
        chosen &= table["early"] | (show != "suggested")
    if reason in table.columns:
        chosen &= table[reason]
    return ranked(table[chosen])


def reading(table: pd.DataFrame, chosen: pd.DataFrame, *, show: str) -> str:
    """Say in one sentence how many pupils the list shows, of how many with a plan in force."""
    count, of = len(chosen), len(table)
    if not of:
        return "Nobody whose record you may read has a plan in force yet."
    if not count:
        return f"None of the {of:,} pupils with a plan in force fits."
    whom = f"{count:,} of {of:,} pupils with a plan in force"
    if show == "review":
        return f"The review of {whom} was brought forward."
    if show == "dismiss":
        return f"For {whom} it was decided that no early review is needed."
    if show == "suggested":
        return f"An early review is suggested for {whom}; nobody has decided yet."
    return f"The plan of {whom} may need a review early; nobody has decided yet."
