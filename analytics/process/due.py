"""The day on which the next step of each of many cases is due, and what their reviews wait for.

`analytics.process.clock` tells the same of one case, step by step.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.process.limits import (
    AMENDED_AFTER_MEETING_WEEKS,
    AMENDED_WEEKS,
    DECISION_WEEKS,
    FAMILY_DAYS,
    FINAL_PLAN_WEEKS,
    NO_PLAN_WEEKS,
    REASSESSMENT_DECISION_DAYS,
    REASSESSMENT_WEEKS,
    REVIEW_DECISION_WEEKS,
    REVIEW_MONTHS,
)
from data.schemas import STAGES

Dates = Mapping[str, np.ndarray]
FAMILY = np.timedelta64(FAMILY_DAYS, "D")
REASSESSMENT_DECISION = np.timedelta64(REASSESSMENT_DECISION_DAYS, "D")


@dataclass(frozen=True)
class Stands:
    """Tell of each case whether it is a re-assessment, and what its newest review waits for."""

    reassessed: np.ndarray
    to_decide: np.ndarray
    to_amend: np.ndarray


def stands_of(requests: pd.DataFrame, asked: np.ndarray, dates: Dates) -> Stands:
    """Return how cases stand; `asked` is the row of each case in `requests`, -1 for none."""
    held, decided = dates["review_held_on"], dates["review_decided_on"]
    to_decide = ~np.isnat(held) & ~(decided >= held)
    amends = _is(requests["review_outcome"], "amend", asked)
    owed = ~np.isnat(held) & (decided >= held) & ~(dates["amended_on"] >= decided)
    return Stands(_is(requests["kind"], "reassessment", asked), to_decide, amends & owed)


def _is(column: pd.Series, value: str, places: np.ndarray) -> np.ndarray:
    return np.append((column == value).to_numpy(dtype=bool, na_value=False), False)[places]


def at_stages(position: np.ndarray, stages: Sequence[str]) -> np.ndarray:
    """Tell which cases are at one of the stages; a position is a place in STAGES."""
    return np.isin(position, [[*STAGES].index(name) for name in stages])


def due_days(position: np.ndarray, dates: Dates, stands: Stands) -> np.ndarray:
    """Return the last day on which the next step is in time; NaT where nothing is due."""
    requested, again = dates["requested_on"], stands.reassessed
    decision = requested + np.where(again, REASSESSMENT_DECISION, _weeks(DECISION_WEEKS))
    final_plan = np.where(
        again,
        dates["decided_on"] + _weeks(REASSESSMENT_WEEKS),
        requested + _weeks(FINAL_PLAN_WEEKS),
    )
    # Sent any later, the family's days would run past the limit for the final plan.
    draft = final_plan - FAMILY
    review = _review_due(dates, stands)
    limits = {
        "requested": decision,
        "assessing": np.where(again, draft, requested + _weeks(NO_PLAN_WEEKS)),
        "drafting": draft,
        "consulting": final_plan,
        "final": review,
        "review": review,
    }
    due = np.full(len(position), np.datetime64("NaT"), dtype="datetime64[D]")
    for place, name in enumerate(STAGES):
        if name in limits:
            due = np.where(position == place, limits[name], due)
    return due


def _weeks(number: int) -> np.timedelta64:
    return np.timedelta64(7 * number, "D")


def _review_due(dates: Dates, stands: Stands) -> np.ndarray:
    held, decided = dates["review_held_on"], dates["review_decided_on"]
    start = np.where(np.isnat(decided), dates["final_on"], decided)
    due = np.where(np.isnat(dates["review_due_on"]), _year_end(start), dates["review_due_on"])
    due = np.where(stands.to_decide, held + _weeks(REVIEW_DECISION_WEEKS), due)
    amended = np.minimum(
        decided + _weeks(AMENDED_WEEKS), held + _weeks(AMENDED_AFTER_MEETING_WEEKS)
    )
    return np.where(stands.to_amend, amended, due)


def _year_end(days: np.ndarray) -> np.ndarray:
    """Return the last of the 12 months that start with each day."""
    months = days.astype("datetime64[M]")
    ahead = (months + REVIEW_MONTHS).astype("datetime64[D]")
    return ahead + (days - months.astype("datetime64[D]")) - np.timedelta64(1, "D")
