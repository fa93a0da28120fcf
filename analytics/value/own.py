"""An authority's own volumes as inputs of the calculator, counted from its casework."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import pandas as pd

from analytics.process.limits import months_after
from analytics.suppression import SMALLEST_SHOWN

MONTHS = 12
OPEN = ("requested", "assessing", "drafting", "consulting")
ENDED_WITHOUT_PLAN = ("not_assessed", "no_plan")


@dataclass(frozen=True)
class Own:
    """Hold inputs counted from the casework, and what was counted, in sentences."""

    inputs: dict[str, float]
    told: tuple[str, ...]


def own(requests: pd.DataFrame, *, today: datetime.date) -> Own:
    """Return our own volumes of the last 12 months, small counts blurred.

    The pack counts as qualified what is left of the requests worked on when those still open are
    taken off, so the requests worked on are the plans issued and the cases still open.
    """
    year = months_after(today, -MONTHS)
    issued = _count(_within(requests["final_on"], year, today))
    still_open = _count(requests["stage"].isin(OPEN))
    ended = requests["stage"].isin(ENDED_WITHOUT_PLAN)
    without = _count(ended & _within(requests["closed_on"], year, today))
    new = _count(_within(requests["requested_on"], year, today))
    in_force = [_in_force(requests, day) for day in (months_after(today, -2 * MONTHS), year, today)]
    reviewed = _count(_within(requests["review_held_on"], year, today))
    share, reviews = _reviews(reviewed, in_force[-1])
    return Own(
        inputs={
            "requests": issued + still_open,
            "ongoing": still_open,
            "not_qualified": without,
            **dict(
                zip(("plans_two_years_before", "plans_year_before", "plans"), in_force, strict=True)
            ),
            **share,
            "authorities": 1,
        },
        told=(
            f"{new:,} requests came in over the last 12 months and {issued:,} plans were issued; "
            f"{still_open:,} cases are open today. Requests worked on are the plans issued and the "
            "cases still open.",
            f"{without:,} cases ended without a plan.",
            f"{in_force[-1]:,} plans are in force today. {reviews}",
            "Days, day rates, reductions and efforts stay the pack's: nothing here measures them. "
            f"A count of 1 to {SMALLEST_SHOWN - 1} is taken as {SMALLEST_SHOWN - 1}.",
        ),
    )


def _reviews(reviewed: int, plans: int) -> tuple[dict[str, float], str]:
    if not reviewed or not plans:
        return {}, "No review is recorded in the last 12 months, so the pack's share of 20% stays."
    return (
        {"review_share": round(100 * reviewed / plans, 1)},
        f"{reviewed:,} had a review in the last 12 months.",
    )


def _within(days: pd.Series, first: datetime.date, last: datetime.date) -> pd.Series:
    """Tell which days lie after the first and up to the last."""
    return days.between(first.isoformat(), last.isoformat(), inclusive="right")


def _in_force(requests: pd.DataFrame, day: datetime.date) -> int:
    date = day.isoformat()
    began = requests["final_on"] <= date
    ended = (requests["closed_on"] <= date).fillna(value=False)
    return _count(began.fillna(value=False) & ~ended)


def _count(chosen: pd.Series) -> int:
    """Count, anything from 1 to 5 as 5: what is offered to everybody may tell of nobody."""
    count = int(chosen.fillna(value=False).sum())
    return max(count, SMALLEST_SHOWN - 1) if count else 0
