"""How long each stage really took here, beside what the technical pack says of it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analytics.process.limits import FINAL_PLAN_WEEKS, months_after
from analytics.suppression import SMALLEST_SHOWN

DAYS_IN_A_WEEK = 7
MONTHS = 12
# The lengths of the whole process that the pack gives: before and after.
PACK_WEEKS, PACK_WEEKS_AFTER = 26, 19


@dataclass(frozen=True)
class Stage:
    """Describe a stage: the dates it lies between, the pack's target in weeks, and what it is."""

    name: str
    words: str
    start: str
    end: str
    target: float
    beside: str


# The pack's "Impact & change summary mapped to workflow", row "Target Timing".
STAGES: tuple[Stage, ...] = (
    Stage(
        "decision",
        "Request to decision whether to assess",
        "requested_on",
        "decided_on",
        2,
        "Initial requirements review, under 2 weeks. The law gives 6 weeks.",
    ),
    Stage(
        "draft",
        "Decision to draft plan",
        "decided_on",
        "draft_on",
        16,
        "Expert review and data capture, under 16 weeks.",
    ),
    Stage(
        "final",
        "Draft plan to final plan",
        "draft_on",
        "final_on",
        2,
        "Data synthesis and recommendations, under 2 weeks. It has no step of its own for the "
        "family's answer, for which the law alone gives 15 days.",
    ),
)
WHOLE = Stage(
    "whole",
    "Request to final plan",
    "requested_on",
    "final_on",
    PACK_WEEKS,
    f"The whole process: {PACK_WEEKS} weeks before and {PACK_WEEKS_AFTER} after. The law gives "
    f"{FINAL_PLAN_WEEKS} weeks.",
)


@dataclass(frozen=True)
class Taken:
    """Hold how many weeks a stage took: median and middle half, and how often within the target.

    `cases` have both dates. The figures are None where there are fewer than 6.
    """

    stage: Stage
    cases: int
    median: float | None = None
    low: float | None = None
    high: float | None = None
    within: int | None = None


def processes(revisions: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Return every process that reached a final plan, from the revisions of the requests table.

    The table holds the present process of a pupil. An earlier one ended where a later revision
    has another day of request and no final plan; its last revision counts. The revisions of one
    pupil are in their order.
    """
    kept: dict[tuple[str, int], Mapping[str, Any]] = {}
    newest: dict[str, int] = {}
    for row in revisions:
        pupil = str(row["pupil_id"])
        place = newest.setdefault(pupil, 0)
        if _begins_anew(kept.get((pupil, place)), row):
            place = newest[pupil] = place + 1
        kept[pupil, place] = row
    columns = ["pupil_id", *dict.fromkeys(day for one in (*STAGES, WHOLE) for day in _days(one))]
    rows = [{name: row.get(name) for name in columns} for row in kept.values()]
    frame = pd.DataFrame(rows, columns=columns)
    return frame[frame["final_on"].notna()].reset_index(drop=True)


def taken(finished: pd.DataFrame, *, today: datetime.date) -> tuple[Taken, ...]:
    """Return how long each stage and the whole took where the final plan came in the last year."""
    first = months_after(today, -MONTHS).isoformat()
    recent = finished[finished["final_on"].between(first, today.isoformat(), inclusive="right")]
    return tuple(_taken(recent, stage) for stage in (*STAGES, WHOLE))


def _begins_anew(before: Mapping[str, Any] | None, row: Mapping[str, Any]) -> bool:
    return (
        before is not None
        and bool(before.get("final_on"))
        and not row.get("final_on")
        and before["requested_on"] != row["requested_on"]
    )


def _days(stage: Stage) -> tuple[str, str]:
    return stage.start, stage.end


def _taken(recent: pd.DataFrame, stage: Stage) -> Taken:
    start, end = (
        pd.to_datetime(recent[day], format="%Y-%m-%d", errors="coerce") for day in _days(stage)
    )
    weeks = ((end - start).dt.days / DAYS_IN_A_WEEK).dropna()
    weeks = weeks[weeks >= 0]
    if len(weeks) < SMALLEST_SHOWN:
        return Taken(stage, len(weeks))
    low, median, high = weeks.quantile([0.25, 0.5, 0.75])
    # The pack's targets are "<2 weeks", so a stage of exactly 2 weeks misses its own.
    within = int((weeks < stage.target).sum())
    return Taken(stage, len(weeks), float(median), float(low), float(high), within)
