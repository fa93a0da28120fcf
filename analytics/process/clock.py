"""The statutory clock of one case: every step with its limit, its source, and where it stands."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from analytics.process.limits import day_of
from analytics.process.steps import Asked, Day, Row, Step, steps_of
from analytics.process.transfers import Transfer
from analytics.process.urgency import URGENCY, urgency
from data.schemas import STAGES

__all__ = ["Asked", "Clock", "Step", "clock"]

UNKNOWN_STAGE = "The stage recorded is none that this program knows."
NO_REQUEST_DAY = "The day of the request is not recorded, so no limit can be worked out."


@dataclass(frozen=True)
class Clock:
    """Hold the steps of one case in order, the one that is next, and what is wrong with it."""

    pupil_id: str
    stage: str
    steps: tuple[Step, ...]
    problems: tuple[str, ...] = ()

    @property
    def next(self) -> Step | None:
        """Return the authority's open step whose limit comes first, None where nothing is due."""
        open_ones = [s for s in self.steps if s.duty and s.state in URGENCY and s.limit]
        return min(open_ones, key=lambda step: step.limit or datetime.date.max, default=None)

    def step(self, id: str) -> Step | None:
        """Return the step of a name, None where the case has not got it."""
        return next((step for step in self.steps if step.id == id), None)


def clock(
    request: Row,
    *,
    today: Day,
    advice: Sequence[Asked] = (),
    birth: tuple[int, int] | None = None,
    transfer: Transfer | None = None,
) -> Clock:
    """Return the steps of one case as they stand today.

    `request` is a row of the table; `birth` is year and month; `transfer` is the move between
    phases that the pupil faces. A date that cannot be read counts as not recorded, and is told of
    among the problems; nothing raises.
    """
    stage = str(request.get("stage") or "")
    ended = day_of(request.get("closed_on")) is not None
    steps = steps_of(request, today=today, advice=advice, birth=birth, transfer=transfer)
    told = tuple(_standing(step, today=today, ended=ended) for step in steps)
    return Clock(str(request.get("pupil_id") or ""), stage, told, tuple(_problems(request, stage)))


def _standing(step: Step, *, today: Day, ended: bool) -> Step:
    """Return a step with its state and the days left."""
    if step.done_on:
        late = step.limit is not None and step.done_on > step.limit and not step.excepted
        return replace(step, state="done_late" if late else "done")
    if step.limit is None or (ended and step.duty):
        return replace(step, limit=None if ended and step.duty else step.limit)
    left = (step.limit - today).days
    if step.excepted:
        return replace(step, state="excepted", days_left=left)
    return replace(step, state=URGENCY[urgency(left)], days_left=left)


def _problems(request: Row, stage: str) -> Iterator[str]:
    if stage not in STAGES:
        yield UNKNOWN_STAGE
    if day_of(request.get("requested_on")) is None:
        yield NO_REQUEST_DAY
    for name, value in request.items():
        if name.endswith("_on") and value and name != "requested_on" and day_of(value) is None:
            yield f"The date “{str(value)[:20]}” cannot be right, so it counts as not recorded."
