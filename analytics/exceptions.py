"""Exceptions to the limits of 16 and 20 weeks: SEND Regulations 2014, reg 10(4) and 13(3).

An exception moves no date: a plan is then to follow as soon as is practicable.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from analytics.problems import Problems
from analytics.process.limits import FINAL_PLAN_WEEKS
from data.schemas import EXCEPTIONS

Row = Mapping[str, Any]
FIELDS = ("exception", "exception_on", "exception_by")


def final_plan_limit(request: Row) -> datetime.date:
    """Return the last day for the final plan, 20 weeks after the request."""
    requested = datetime.date.fromisoformat(request["requested_on"])
    return requested + datetime.timedelta(weeks=FINAL_PLAN_WEEKS)


def problems_of(
    request: Row, *, kind: str, since: datetime.date | None, today: datetime.date
) -> Problems:
    """Return by field why an exception cannot be recorded, nothing if it can."""
    if kind not in EXCEPTIONS:
        return (("exception", "Choose which exception applies."),)
    if since is None:
        return (("exception_on", "Give the day from which it applies, such as 3 May 2026."),)
    if since > today:
        return (("exception_on", "The day from which it applies lies in the future."),)
    if since.isoformat() < request["requested_on"]:
        return (("exception_on", "The day from which it applies lies before the request."),)
    return ()


def with_exception(request: Row, *, kind: str, since: datetime.date, by: str) -> dict[str, Any]:
    """Return the request with an exception recorded."""
    told = (kind, since.isoformat(), by)
    return {**request, **dict(zip(FIELDS, told, strict=True))}


def without_exception(request: Row) -> dict[str, Any]:
    """Return the request with no exception recorded."""
    return {**request, **dict.fromkeys(FIELDS)}
