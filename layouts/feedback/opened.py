"""One pupil's feedback as it is opened by one reader."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from analytics.efficacy.movement import Movement
from analytics.feedback.pupil import Feedback
from analytics.feedback.summary import Said
from analytics.feedback.timeline import Timeline
from data.schemas.feedback import Asked, Flag
from layouts.reviews.decided import Decision

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Overview:
    """Hold what only the overview shows."""

    said: Said
    added: tuple[tuple[str, Movement], ...]
    """For each package of the pupil, what the answers add to the evidence of the cluster."""
    flags: tuple[Flag, ...]
    """Why the plan may need a review before its day."""
    in_force: bool
    decision: Decision | None = None
    """What was decided about an early review."""


@dataclass(frozen=True)
class Asking:
    """Hold what only the part that asks shows."""

    asked: Asked
    """What the plan gives to ask about; empty where it has neither outcomes nor provision."""
    usual_day: datetime.date
    """The last day that a new link has unless another is chosen."""
    longest_days: int


@dataclass(frozen=True)
class Opened:
    """Hold what every part of the page shows; of the rest, what the opened part needs."""

    pupil_id: str
    strip: tuple[tuple[str, Any], ...]
    feedback: Feedback
    links: tuple[Row, ...]
    """Every link made for the pupil, newest first."""
    today: datetime.date
    may_ask: bool
    may_record: bool
    placement: bool
    overview: Overview | None = None
    timeline: Timeline | None = None
    asking: Asking | None = None
