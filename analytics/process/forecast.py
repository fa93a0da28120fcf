"""Which cases will miss 20 weeks, and why: by how long this authority's own cases took from there.

No rate is assumed. For a case that has been so many days at its stage, every earlier case counts
that was at the stage as long and whose outcome by the limit is known; the share of them that had no
final plan by then is the chance of a miss. Cases that ended without a plan are left out.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.intervals import wilson
from analytics.process.limits import (
    ADVICE_WEEKS,
    DECISION_WEEKS,
    FAMILY_DAYS,
    FINAL_PLAN_WEEKS,
)

Day = datetime.date
# Our choices: what is older than five years was another team's work, and fewer cases than this say
# too little.
WINDOW_DAYS = 5 * 365
FEWEST_CASES = 10
LIKELY, UNLIKELY = 0.5, 0.2
WORKING = ("requested", "assessing", "drafting", "consulting")
# The date with which each stage begins, and the date that ends it. Drafting has no date of its own.
BEGINS = {
    "requested": ("requested_on", "decided_on"),
    "assessing": ("decided_on", "draft_on"),
    "drafting": ("decided_on", "draft_on"),
    "consulting": ("draft_on", "final_on"),
}
STANDS = {
    "requested": "The decision whether to assess is not yet made",
    "assessing": "The draft is not yet sent",
    "drafting": "The draft is not yet sent",
    "consulting": "The final plan is not yet issued",
}
LIMIT = np.timedelta64(7 * FINAL_PLAN_WEEKS, "D")
MISSED, LIKELY_MISS, MAY_MISS, IN_TIME, UNKNOWN, EXCEPTED = (
    "missed", "likely", "may", "in_time", "unknown", "excepted",
)  # fmt: skip
VERDICTS = (MISSED, LIKELY_MISS, MAY_MISS, UNKNOWN, IN_TIME, EXCEPTED)


@dataclass(frozen=True)
class LateAdvice:
    """Name who was asked for advice that has not come in time, and by how many days it is late."""

    specialist: str
    days: int


@dataclass(frozen=True)
class Outlook:
    """Hold what is to be expected of one case.

    `late` of `cases` earlier cases missed 20 weeks from here; `low` and `high` are the 95% interval
    of that share. `usual_days` is the median from here to the final plan, None where fewer than
    half of them have one. Of `year_cases`, so many had a final plan by the day that for this case
    is the last of the year, in time or late.
    """

    pupil_id: str
    stage: str
    limit: Day
    days_left: int
    days_at_stage: int
    verdict: str
    late: int
    cases: int
    low: float
    high: float
    usual_days: int | None
    late_advice: tuple[LateAdvice, ...]
    year_in_time: int
    year_late: int
    year_cases: int

    @property
    def share(self) -> float | None:
        """Return the share of earlier cases that missed, None where there are too few."""
        if self.days_left < 0:
            return 1.0
        return self.late / self.cases if self.cases >= FEWEST_CASES else None


@dataclass(frozen=True)
class _History:
    """Hold the earlier cases of one stage: days from its beginning to its end and the final plan.

    `known` is for how many days each has been watched; infinity stands for not yet.
    """

    to_end: np.ndarray
    to_final: np.ndarray
    known: np.ndarray


def forecast(requests: pd.DataFrame, advice: pd.DataFrame, *, today: Day) -> tuple[Outlook, ...]:
    """Return the outlook of every first assessment on its way to a plan, the worst first.

    Takes the declared tables of the whole authority. A re-assessment has another limit and is left
    out, as is a case without the date with which its stage began.
    """
    first = requests[~(requests["kind"] == "reassessment").fillna(value=False).astype(bool)]
    dates = _dates(first)
    now = np.datetime64(today, "D")
    asked = _late_advice(advice, now)
    pupils, stages, freed = (
        first[name].to_numpy(dtype=object) for name in ("pupil_id", "stage", "exception")
    )
    found = []
    for stage in WORKING:
        history = _history(first, dates, stage, now)
        begun, requested = dates[BEGINS[stage][0]], dates["requested_on"]
        for place in np.flatnonzero((stages == stage) & ~np.isnat(begun) & ~np.isnat(requested)):
            case = _Case(str(pupils[place]), stage, begun[place], requested[place] + LIMIT, now)
            late = asked.get(case.pupil_id, ())
            found.append(_outlook(case, history, late, excepted=isinstance(freed[place], str)))
    return tuple(sorted(found, key=_worst_first))


@dataclass(frozen=True)
class _Case:
    """Hold an open case in days from the beginning of its stage."""

    pupil_id: str
    stage: str
    begun: np.datetime64
    limit: np.datetime64
    now: np.datetime64

    @property
    def elapsed(self) -> int:
        return int((self.now - self.begun).astype(int))

    @property
    def horizon(self) -> int:
        return int((self.limit - self.begun).astype(int))

    @property
    def year_end(self) -> int:
        last = self.now.astype("datetime64[Y]") + 1
        return int((last.astype("datetime64[D]") - self.begun).astype(int)) - 1


def _worst_first(one: Outlook) -> tuple[int, float, int, str]:
    share = one.share
    return (
        VERDICTS.index(one.verdict),
        -(share if share is not None else 0),
        one.days_left,
        one.pupil_id,
    )


def _dates(requests: pd.DataFrame) -> dict[str, np.ndarray]:
    names = ("requested_on", "decided_on", "draft_on", "final_on", "closed_on")
    return {
        name: pd.to_datetime(requests[name], format="%Y-%m-%d", errors="coerce").to_numpy(
            "datetime64[D]"
        )
        for name in names
    }


def _history(
    requests: pd.DataFrame, dates: dict[str, np.ndarray], stage: str, now: np.datetime64
) -> _History:
    begins, ends = (dates[name] for name in BEGINS[stage])
    final = dates["final_on"]
    ended_without = np.isnat(final) & ~np.isnat(dates["closed_on"])
    recent = (begins <= now) & ((now - begins).astype(float) <= WINDOW_DAYS)
    # A case that an exception freed says nothing of how long the others take.
    bound = requests["exception"].isna().to_numpy(dtype=bool)
    kept = recent & ~ended_without & bound & ((final >= begins) | np.isnat(final))
    return _History(
        _span(ends - begins)[kept],
        _span(final - begins)[kept],
        (now - begins).astype(float)[kept],
    )


def _span(days: np.ndarray) -> np.ndarray:
    return np.where(np.isnat(days), np.inf, days.astype(float))


def _outlook(
    case: _Case, history: _History, asked: tuple[LateAdvice, ...], *, excepted: bool
) -> Outlook:
    elapsed, horizon, last = case.elapsed, case.horizon, case.year_end
    here = history.to_end > elapsed
    like = here & (history.known > max(horizon, elapsed))
    late, cases = int((like & (history.to_final > horizon)).sum()), int(like.sum())
    low, high = wilson(late, cases)
    left = horizon - elapsed
    year = here & (history.known > last)
    by_then = year & (history.to_final <= last)
    return Outlook(
        pupil_id=case.pupil_id,
        stage=case.stage,
        limit=case.limit.astype(object),
        days_left=left,
        days_at_stage=elapsed,
        verdict=EXCEPTED if excepted else _verdict(late, cases, left),
        late=late,
        cases=cases,
        low=float(low),
        high=float(high),
        usual_days=_usual(history, elapsed),
        late_advice=asked,
        year_in_time=int((by_then & (history.to_final <= horizon)).sum()),
        year_late=int((by_then & (history.to_final > horizon)).sum()),
        year_cases=int(year.sum()),
    )


def _usual(history: _History, elapsed: int) -> int | None:
    """Return the median of days from here to the final plan over the cases that got as far."""
    like = (history.to_end > elapsed) & (history.known > elapsed + 7 * FINAL_PLAN_WEEKS)
    if like.sum() < FEWEST_CASES:
        return None
    middle = float(np.sort(history.to_final[like] - elapsed)[int(like.sum() - 1) // 2])
    return int(middle) if np.isfinite(middle) else None


def _verdict(late: int, cases: int, left: int) -> str:
    if left < 0:
        return MISSED
    if cases < FEWEST_CASES:
        return UNKNOWN
    share = late / cases
    return LIKELY_MISS if share >= LIKELY else MAY_MISS if share >= UNLIKELY else IN_TIME


def _late_advice(advice: pd.DataFrame, now: np.datetime64) -> dict[str, tuple[LateAdvice, ...]]:
    """Return the advice that is late by the pupil it is about."""
    waiting = advice[advice["received_on"].isna()]
    asked = pd.to_datetime(waiting["asked_on"], format="%Y-%m-%d", errors="coerce")
    late = (now - asked.to_numpy("datetime64[D]")).astype(float) - 7 * ADVICE_WEEKS
    found: dict[str, tuple[LateAdvice, ...]] = {}
    for pupil_id, name, days in zip(waiting["pupil_id"], waiting["specialist"], late, strict=True):
        if days > 0:
            found[pupil_id] = (*found.get(pupil_id, ()), LateAdvice(name, int(days)))
    return found


def reasons(one: Outlook, names: Mapping[str, str]) -> tuple[str, ...]:
    """Say why, in words; `names` gives the name of each specialist as it is shown."""
    told = []
    if one.days_left < 0:
        told.append(f"The limit of {FINAL_PLAN_WEEKS} weeks passed {days(-one.days_left)} ago.")
    over = one.days_at_stage - 7 * DECISION_WEEKS
    if one.stage == "requested" and over > 0:
        told.append(f"The decision whether to assess is {days(over)} late.")
    if one.stage in ("assessing", "drafting"):
        told += [
            f"The advice of {names.get(late.specialist, late.specialist)} is "
            f"{days(late.days)} late."
            for late in one.late_advice
        ]
    if one.days_left >= 0:
        told.append(_time_left(one))
    if one.usual_days is not None:
        told.append(f"Half of cases take {days(one.usual_days)} or more from here.")
    return tuple(told)


def _time_left(one: Outlook) -> str:
    if one.stage != "consulting" and one.days_left < FAMILY_DAYS:
        return (
            f"The draft is not sent with {days(one.days_left)} left, and the family has "
            f"{FAMILY_DAYS} to answer it."
        )
    return f"{STANDS[one.stage]}, with {days(one.days_left)} left."


def days(number: int) -> str:
    """Return a number of days in words."""
    return f"{number} day" if number == 1 else f"{number} days"
