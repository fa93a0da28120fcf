"""The share of plans issued within 20 weeks that this calendar year is to be expected to end with.

Counted as the SEN2 figure is: first final plans of the year, those with an exception left out.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.process.forecast import EXCEPTED, FEWEST_CASES, Outlook
from analytics.process.limits import FINAL_PLAN_WEEKS

# Our choices: 2,000 ways in which the rest of the year may go, always the same ones, and the range
# that 9 in 10 of them end in.
DRAWS = 2_000
SEED = 2014
RANGE = (0.05, 0.95)


@dataclass(frozen=True)
class Year:
    """Hold a year: plans issued and in time so far, and what the open cases may add.

    `expected`, `low` and `high` are percentages at the end of the year, None where no plan is to be
    expected; `more` is how many plans, on average. `untold` cases are too unlike earlier ones.
    """

    year: int
    issued: int
    in_time: int
    open_cases: int
    untold: int
    more: float
    expected: float | None
    low: float | None
    high: float | None

    @property
    def so_far(self) -> float | None:
        """Return the percentage of the plans issued so far."""
        return 100 * self.in_time / self.issued if self.issued else None


def this_year(requests: pd.DataFrame, outlooks: Sequence[Outlook], *, today: datetime.date) -> Year:
    """Return what this calendar year is to be expected to end with, by how cases went before."""
    issued, in_time = _so_far(requests, today)
    bound = [one for one in outlooks if one.verdict != EXCEPTED]
    told = [one for one in bound if one.year_cases >= FEWEST_CASES]
    of = np.array([one.year_cases for one in told], dtype=float)
    timely = np.array([one.year_in_time for one in told], dtype=float) / of
    late = np.array([one.year_late for one in told], dtype=float) / of
    low, middle, high = _ends(issued, in_time, timely, late)
    return Year(
        year=today.year,
        issued=issued,
        in_time=in_time,
        open_cases=len(bound),
        untold=len(bound) - len(told),
        more=float(timely.sum() + late.sum()),
        expected=middle,
        low=low,
        high=high,
    )


def _so_far(requests: pd.DataFrame, today: datetime.date) -> tuple[int, int]:
    requested, final = (
        pd.to_datetime(requests[name], format="%Y-%m-%d", errors="coerce")
        for name in ("requested_on", "final_on")
    )
    first, last = pd.Timestamp(today.year, 1, 1), pd.Timestamp(today)
    again = (requests["kind"] == "reassessment").fillna(value=False).astype(bool)
    counts = (final >= first) & (final <= last) & requests["exception"].isna() & ~again
    in_time = counts & (final <= requested + pd.Timedelta(weeks=FINAL_PLAN_WEEKS))
    return int(counts.sum()), int(in_time.sum())


def _ends(
    issued: int, in_time: int, timely: np.ndarray, late: np.ndarray
) -> tuple[float | None, float | None, float | None]:
    """Return the low, expected and high percentage with which the year may end."""
    every = issued + float(timely.sum() + late.sum())
    if not every:
        return None, None, None
    drawn = np.random.default_rng(SEED).random((DRAWS, len(timely)))
    more_timely = (drawn < timely).sum(axis=1)
    more = (drawn < timely + late).sum(axis=1)
    plans = np.maximum(issued + more, 1)
    low, high = np.quantile(100 * (in_time + more_timely) / plans, RANGE)
    return float(low), 100 * (in_time + float(timely.sum())) / every, float(high)
