"""Exceptions to the limits of 16 and 20 weeks: what may be recorded, and that no date moves."""

from __future__ import annotations

import datetime

import pytest

from analytics.exceptions import (
    FIELDS,
    final_plan_limit,
    problems_of,
    with_exception,
    without_exception,
)
from data.schemas import EXCEPTIONS, TABLES

TODAY = datetime.date(2026, 11, 22)
REQUEST = {"pupil_id": "P1", "stage": "assessing", "requested_on": "2026-06-01"}


@pytest.mark.parametrize("kind", EXCEPTIONS)
def test_each_kind_may_be_recorded_and_taken_back(kind: str) -> None:
    since = datetime.date(2026, 6, 1)
    assert problems_of(REQUEST, kind=kind, since=since, today=TODAY) == ()
    changed = with_exception(REQUEST, kind=kind, since=since, by="ann")
    assert [changed[name] for name in FIELDS] == [kind, "2026-06-01", "ann"]
    TABLES["requests"].validate(changed)
    assert final_plan_limit(changed) == final_plan_limit(REQUEST) == datetime.date(2026, 10, 19)
    assert without_exception(changed) == {**REQUEST, **dict.fromkeys(FIELDS)}


@pytest.mark.parametrize(
    ("kind", "since", "field", "says"),
    [
        ("holiday", datetime.date(2026, 7, 1), "exception", "Choose which"),
        ("", datetime.date(2026, 7, 1), "exception", "Choose which"),
        ("away", None, "exception_on", "Give the day"),
        ("away", TODAY + datetime.timedelta(days=1), "exception_on", "in the future"),
        ("away", datetime.date(2026, 5, 31), "exception_on", "before the request"),
    ],
)
def test_what_cannot_be_is_told_of_its_field(
    kind: str, since: datetime.date | None, field: str, says: str
) -> None:
    ((name, words),) = problems_of(REQUEST, kind=kind, since=since, today=TODAY)
    assert name == field
    assert says in words
