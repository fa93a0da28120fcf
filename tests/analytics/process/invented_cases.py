"""Random cases of every stage, over 25 years, with many days at the ends of months and in leaps."""

from __future__ import annotations

import datetime
import random
from typing import Any

from data.schemas import EXCEPTIONS, STAGES

FIRST = datetime.date(2014, 9, 1)
SPAN_DAYS = 25 * 365
AWKWARD = (
    (2, 28), (2, 29), (3, 1), (1, 31), (3, 31), (5, 31), (6, 30), (8, 31), (9, 1), (10, 31),
    (12, 24), (12, 25), (12, 31), (1, 1), (6, 25), (10, 25),
)  # fmt: skip
Case = dict[str, Any]


def a_case(numbers: random.Random) -> Case:
    """Return a row of the requests table whose dates are in order."""
    stage = numbers.choice(list(STAGES))
    case: Case = {"pupil_id": "P1", "stage": stage, "kind": None}
    if numbers.random() < 0.2:
        case["kind"] = "reassessment"
    day = _day(numbers)
    case["requested_on"] = day
    if stage != "requested":
        day = case["decided_on"] = _later(day, 70, numbers)
    if stage in ("consulting", "final", "review", "ceased"):
        day = case["draft_on"] = _later(day, 150, numbers)
    if stage in ("final", "review", "ceased"):
        day = case["final_on"] = _later(day, 90, numbers)
    if stage in ("final", "review"):
        _add_review(case, day, numbers)
    if stage in ("not_assessed", "no_plan", "ceased"):
        case["closed_on"] = day if stage == "not_assessed" else _later(day, 400, numbers)
    if numbers.random() < 0.1:
        case |= {
            "exception": numbers.choice(list(EXCEPTIONS)),
            "exception_on": case["requested_on"],
        }
    return {name: _text(value) for name, value in case.items()}


def _add_review(case: Case, day: datetime.date, numbers: random.Random) -> None:
    if numbers.random() < 0.3:
        case["review_due_on"] = _later(day, 400, numbers)
    if numbers.random() < 0.6:
        day = case["review_held_on"] = _later(day, 700, numbers)
        if numbers.random() < 0.7:
            day = case["review_decided_on"] = _later(day, 60, numbers)
            case["review_outcome"] = numbers.choice(["keep", "amend", "cease"])
            if case["review_outcome"] == "amend" and numbers.random() < 0.5:
                case["amended_on"] = _later(day, 80, numbers)
    if numbers.random() < 0.2:
        case["certificate_on"] = _later(day, 90, numbers)


def _day(numbers: random.Random) -> datetime.date:
    if numbers.random() < 0.4:
        month, number = numbers.choice(AWKWARD)
        year = numbers.randint(2015, 2038)
        year -= year % 4 if (month, number) == (2, 29) else 0
        return datetime.date(year, month, number)
    return FIRST + datetime.timedelta(days=numbers.randrange(SPAN_DAYS))


def _later(day: datetime.date, most: int, numbers: random.Random) -> datetime.date:
    """Return a day not before another, by the end of its month in one case of five."""
    later = day + datetime.timedelta(days=numbers.randrange(most))
    if numbers.random() < 0.2:
        following = (later.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)
        later = following - datetime.timedelta(days=1)
    return later


def _text(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value
