"""Every annual review that was recorded of a plan, and which of its limits each one met."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from analytics.process.limits import REVIEW_DECISION_WEEKS, day_of, weeks_after
from analytics.process.reviews import amended_limit, next_due

Row = Mapping[str, Any]
Day = datetime.date
# What a record says of the decision after a meeting.
OF_DECISION = (
    "review_outcome",
    "review_decided_on",
    "review_decided_by",
    "review_reason",
    "amended_on",
)


@dataclass(frozen=True)
class Timescale:
    """Hold one limit of a review; `state` is met, missed, open or over, where no day is known."""

    name: str
    limit: Day
    done_on: Day | None
    state: str


@dataclass(frozen=True)
class PastReview:
    """Hold one review as it was last recorded, and by whom."""

    held: Day
    outcome: str | None
    decided: Day | None
    decided_by: str | None
    reason: str | None
    amended: Day | None
    recorded_by: str
    recorded_on: Day
    timescales: tuple[Timescale, ...]
    taken_off: bool = False
    """Whether a later revision of the record no longer holds it."""


@dataclass
class _Kept:
    """Hold the newest revision of a review, and the day by which it was to be complete."""

    row: Row
    known_on: Day
    due: Day | None
    taken_off: bool = False


def reviews_recorded(revisions: Sequence[Row], *, today: Day) -> tuple[PastReview, ...]:
    """Return the reviews that the revisions of a request hold, the newest first.

    A meeting after the decision on the one before, or after the day on which that one was
    recorded, is another review; any other new day is the same review put right.
    """
    kept: list[_Kept] = []
    before: Row | None = None
    for row in revisions:
        _take(kept, row, before)
        before = row
    return tuple(_review(one, today) for one in reversed(kept))


def is_next_review(held: Day, before: Row, *, known_on: Day | None = None) -> bool:
    """Tell whether a meeting is another than the one that a record holds."""
    decided = day_of(before.get("review_decided_on"))
    return bool((decided and held > decided) or (known_on and held > known_on))


def _take(kept: list[_Kept], row: Row, before: Row | None) -> None:
    """Add what one revision says of a review to those known so far."""
    held = day_of(row.get("review_held_on"))
    newest = kept[-1] if kept and not kept[-1].taken_off else None
    if held is None:
        _let_go(kept, newest)
    elif newest and not is_next_review(held, newest.row, known_on=newest.known_on):
        newest.row = row
    else:
        _begin(kept, row, before)


def _let_go(kept: list[_Kept], newest: _Kept | None) -> None:
    """Keep a decided review that the record no longer holds; without a decision it was a slip."""
    if newest and newest.row.get("review_decided_on"):
        newest.taken_off = True
    elif newest:
        kept.remove(newest)


def _begin(kept: list[_Kept], row: Row, before: Row | None) -> None:
    due = next_due(before) if before else None
    kept.append(_Kept(row, _recorded_on(row), due))


def _recorded_on(row: Row) -> Day:
    at: datetime.datetime = row["recorded_at"]
    return at.date()


def _review(kept: _Kept, today: Day) -> PastReview:
    row = kept.row
    held = day_of(row["review_held_on"])
    assert held is not None  # noqa: S101 - no other row is kept
    review = PastReview(
        held=held,
        outcome=row.get("review_outcome"),
        decided=day_of(row.get("review_decided_on")),
        decided_by=row.get("review_decided_by"),
        reason=row.get("review_reason"),
        amended=day_of(row.get("amended_on")),
        recorded_by=str(row["actor"]),
        recorded_on=_recorded_on(row),
        timescales=(),
        taken_off=kept.taken_off,
    )
    return replace(review, timescales=tuple(_timescales(review, kept.due, today)))


def _timescales(review: PastReview, due: Day | None, today: Day) -> Iterator[Timescale]:
    decided = review.decided
    if due:
        yield _timescale("Complete within 12 months", due, decided, today)
    limit = weeks_after(review.held, REVIEW_DECISION_WEEKS)
    yield _timescale("Decision within 4 weeks", limit, decided, today)
    if decided and review.outcome == "amend":
        limit = amended_limit(review.held, decided)
        yield _timescale("Amended plan within 8 and 12 weeks", limit, review.amended, today)


def _timescale(name: str, limit: Day, done: Day | None, today: Day) -> Timescale:
    if done:
        return Timescale(name, limit, done, "met" if done <= limit else "missed")
    return Timescale(name, limit, None, "open" if today <= limit else "over")
