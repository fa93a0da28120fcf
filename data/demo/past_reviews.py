"""The annual reviews that were held of the two examples whose plan is in force.

Days are counted back from today. Some limits were missed, as in any authority: 4 weeks for the
decision, 12 for the amended plan (SEND Regulations 2014, regs 20(10) and 22).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

Row = dict[str, Any]

OFFICER = "Ros Fairley (invented), SEND manager"


@dataclass(frozen=True)
class Held:
    """Hold one review: the days of its meeting, decision and amended plan, and why so decided."""

    meeting: int
    decision: int
    outcome: str
    reason: str
    amended: int | None = None


REVIEWS: Mapping[str, tuple[Held, ...]] = {
    "EX3": (
        Held(
            371,
            348,
            "keep",
            "Progress towards both outcomes. The visits of the Teacher of the Deaf are still "
            "needed as they are.",
        ),
    ),
    "EX5": (
        Held(2370, 2350, "keep", "The plan was new and the equipment had just come."),
        Held(2012, 1990, "keep", "Progress as expected. Nobody at the meeting asked for changes."),
        Held(
            1652,
            1630,
            "amend",
            "A communication aid was advised and is to stand in section F.",
            amended=1571,
        ),
        Held(1280, 1246, "keep", "Progress as expected. The decision waited for the school."),
        Held(
            905,
            883,
            "amend",
            "The move to secondary school: section I, and moving and handling in section F.",
            amended=830,
        ),
        Held(540, 520, "keep", "Settled in the new school; provision is still what is needed."),
        Held(178, 157, "keep", "Standing frame in use daily. Outcomes run to the end of Year 9."),
    ),
}


def revisions(requests: Iterable[Row], *, today: date) -> Iterator[Row]:
    """Yield each request; where reviews are known, as it was before them and after each."""
    for row in requests:
        reviews = REVIEWS.get(row["pupil_id"], ())
        yield row | {"review_due_on": None} if reviews else row
        for one in reviews:
            due = row["review_due_on"] if one is reviews[-1] else None
            yield row | _reviewed(one, today=today) | {"review_due_on": due}


def _reviewed(held: Held, *, today: date) -> Row:
    return {
        "review_held_on": _day(held.meeting, today),
        "review_outcome": held.outcome,
        "review_decided_on": _day(held.decision, today),
        "review_decided_by": OFFICER,
        "review_reason": held.reason,
        "amended_on": None if held.amended is None else _day(held.amended, today),
    }


def _day(ago: int, today: date) -> str:
    return (today - timedelta(days=ago)).isoformat()
