"""Annual reviews: when the next is due, and what a meeting that was held still asks for."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from analytics.process.limits import (
    AMENDED_AFTER_MEETING_WEEKS,
    AMENDED_WEEKS,
    REVIEW_DECISION_WEEKS,
    REVIEW_MONTHS,
    YOUNG_AGE,
    YOUNG_MONTHS,
    day_of,
    last_of_months,
    months_after,
    weeks_after,
)

Row = Mapping[str, Any]
Day = datetime.date
HOLD, DECIDE, AMEND = "hold", "decide", "amend"


@dataclass(frozen=True)
class Review:
    """Hold the newest review: what is next of it (hold, decide or amend), and by when."""

    stands: str
    due: Day | None
    held: Day | None = None
    decided: Day | None = None
    amended: Day | None = None


def review_of(row: Row) -> Review:
    """Return where the newest review of a plan stands."""
    held, decided, amended = (
        day_of(row.get(name)) for name in ("review_held_on", "review_decided_on", "amended_on")
    )
    if held and (decided is None or decided < held):
        return Review(DECIDE, weeks_after(held, REVIEW_DECISION_WEEKS), held)
    if held and decided and row.get("review_outcome") == "amend" and not _since(amended, decided):
        return Review(AMEND, amended_limit(held, decided), held, decided)
    return Review(HOLD, next_due(row), held, decided, amended if held else None)


def _since(day: Day | None, other: Day) -> bool:
    return day is not None and day >= other


def next_due(row: Row) -> Day | None:
    """Return the day by which the next review is due, None where no plan is final.

    The date recorded counts; without one, the last of the 12 months that start with the day of
    the decision after the newest review, or of the plan. A review is over once its decision is
    sent: R (L, M and P) v Devon CC [2022] EWHC 493 (Admin).
    """
    recorded = day_of(row.get("review_due_on"))
    start = day_of(row.get("review_decided_on")) or day_of(row.get("final_on"))
    if recorded or start is None:
        return recorded
    return last_of_months(start, REVIEW_MONTHS)


def review_due(row: Row) -> str:
    """Return the day by which the next review is due as it is kept, "" where no plan is final."""
    due = next_due(row)
    return due.isoformat() if due else ""


def amended_limit(held: Day, decided: Day) -> Day:
    """Return the last day for the amended plan: 8 weeks after the notice, 12 after the meeting."""
    return min(weeks_after(decided, AMENDED_WEEKS), weeks_after(held, AMENDED_AFTER_MEETING_WEEKS))


def young_review(row: Row, *, age: int) -> tuple[Day, Day] | None:
    """Return from when until when a further review of a child under 5 is to be considered."""
    start = day_of(row.get("review_held_on")) or day_of(row.get("final_on"))
    if age >= YOUNG_AGE or start is None:
        return None
    first, last = (months_after(start, months) for months in YOUNG_MONTHS)
    return first, last
