"""What a save of dates means for the family and the specialists, and by when somebody must act."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any

from analytics.process.limits import (
    ADVICE_WEEKS,
    FINAL_PLAN_WEEKS,
    REVIEW_DECISION_WEEKS,
    appeal_closes,
    day_of,
    family_days_end,
    said,
    weeks_after,
)
from analytics.process.past_reviews import OF_DECISION, is_next_review
from analytics.process.reviews import amended_limit
from data.schemas import AUTHOR_ROLES, REVIEW_OUTCOMES
from data.schemas.process import REQUESTS

Row = Mapping[str, Any]
Day = datetime.date
Event = tuple[str, str]
"""The column whose new day it tells of, and the sentence."""


def events_of(before: Row, after: Row) -> tuple[Event, ...]:
    """Return the steps that a save of a request records for the first time, in their order."""
    return tuple(
        (column.name, TELL[column.name](after))
        for column in REQUESTS.columns
        if column.name in TELL and _is_new(column.name, before, after)
    )


def told_with(events: tuple[Event, ...], after: Row) -> frozenset[str]:
    """Return the columns of which the events say enough."""
    told = {name for name, _ in events}
    if "review_decided_on" in told:
        told.add("review_outcome")
    if told & {"review_held_on", "review_decided_on"}:
        # What was decided of the review before leaves the record with the next.
        told |= {name for name in (*OF_DECISION, "review_due_on") if not after.get(name)}
    return frozenset(told)


def _is_new(name: str, before: Row, after: Row) -> bool:
    day, held = day_of(after.get(name)), day_of(before.get(name))
    if name == "review_held_on" and day and held:
        return is_next_review(day, before)
    return day is not None and held is None


def advice_event(before: Row | None, after: Row) -> str:
    """Say that advice was asked for, and by when it is due, or that it arrived, and how late."""
    asked, received = day_of(after.get("asked_on")), day_of(after.get("received_on"))
    role = AUTHOR_ROLES.get(after.get("role") or "", "")
    whose = f" ({role[:1].lower()}{role[1:]})" if role else ""
    due = weeks_after(asked, ADVICE_WEEKS) if asked else None
    if received and not (before or {}).get("received_on"):
        late = (received - due).days if due else 0
        by = "1 day" if late == 1 else f"{late} days"
        return f"Advice arrived on {said(received)}{whose}{f', {by} late' if late > 0 else ''}."
    if before is None and asked and due:
        return f"Advice was asked for on {said(asked)}{whose}: it is due by {said(due)}."
    return ""


def _decided(row: Row) -> str:
    day = said(_date(row, "decided_on"))
    if row.get("stage") == "not_assessed":
        return f"The family was told on {day} that there will be no assessment."
    told = f"The family was told on {day} that there will be an assessment"
    requested = day_of(row.get("requested_on"))
    if requested is None or row.get("kind") == "reassessment" or row.get("exception"):
        return f"{told}."
    return f"{told}: the final plan is due by {said(weeks_after(requested, FINAL_PLAN_WEEKS))}."


def _drafted(row: Row) -> str:
    sent = _date(row, "draft_on")
    until = f"they have until {said(family_days_end(sent))} to answer"
    return f"The draft plan was sent to the family on {said(sent)}: {until}."


def _final(row: Row) -> str:
    return f"The final plan was issued on {_appealable(row, 'final_on')}."


def _appealable(row: Row, name: str) -> str:
    day = _date(row, name)
    return f"{said(day)}: the family may appeal until {said(appeal_closes(day))}"


def _held(row: Row) -> str:
    day = _date(row, "review_held_on")
    by = said(weeks_after(day, REVIEW_DECISION_WEEKS))
    told = (
        "" if row.get("review_decided_on") else f": the family is to be told the decision by {by}"
    )
    return f"The annual review was held on {said(day)}{told}."


def _reviewed(row: Row) -> str:
    outcome = REVIEW_OUTCOMES.get(row.get("review_outcome") or "", "not recorded")
    held, decided = day_of(row.get("review_held_on")), _date(row, "review_decided_on")
    told = f"The family was told the decision after the review on {said(decided)}"
    due = ""
    if row.get("review_outcome") == "amend" and held and not row.get("amended_on"):
        due = f", due by {said(amended_limit(held, decided))}"
    return f"{told}: {outcome[0].lower()}{outcome[1:]}{due}."


def _amended(row: Row) -> str:
    return f"The amended plan was issued on {_appealable(row, 'amended_on')}."


def _closed(row: Row) -> str:
    day = said(_date(row, "closed_on"))
    if row.get("stage") == "ceased":
        return f"The plan ceased on {day}."
    if row.get("stage") == "no_plan":
        return f"The family was told on {day} that there will be no plan."
    return f"The case ended on {day}."


def _date(row: Row, name: str) -> Day:
    """Return a day that is known to be one."""
    return datetime.date.fromisoformat(row[name])


TELL: Mapping[str, Callable[[Row], str]] = {
    "decided_on": _decided,
    "draft_on": _drafted,
    "final_on": _final,
    "review_held_on": _held,
    "review_decided_on": _reviewed,
    "amended_on": _amended,
    "closed_on": _closed,
}
