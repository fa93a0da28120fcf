"""All that answers say of one pupil, put together for one page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analytics.answers import listed
from analytics.feedback.agreement import Comparison, comparisons
from analytics.feedback.attainment import Progress, attainment_reading, progress
from analytics.feedback.delivered import Delivery, delivered, delivered_reading
from analytics.feedback.feelings import Feeling, feelings
from analytics.feedback.voices import in_time, newest, silent
from data.schemas.feedback import VOICES

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Feedback:
    """Hold the answers about one pupil and what they come to."""

    answers: tuple[Row, ...]
    """Oldest first."""
    attainments: tuple[Row, ...]
    deliveries: tuple[Row, ...]
    outcomes: tuple[Progress, ...]
    provision: tuple[Delivery, ...]
    feelings: tuple[Feeling, ...]
    compared: tuple[Comparison, ...]

    @property
    def newest(self) -> dict[str, Row]:
        """Return the last answer of each voice that answered."""
        return newest(self.answers)

    @property
    def silent(self) -> tuple[str, ...]:
        """Return the voices that have not answered."""
        return silent(self.answers)

    @property
    def headline(self) -> str:
        """Say how the pupil gets on: outcomes, provision, and who is not heard."""
        return _headline(self)


def feedback_of(
    answers: Sequence[Row], attainments: Sequence[Row], deliveries: Sequence[Row]
) -> Feedback:
    """Return what the answers about one pupil come to; the rows are those of that pupil."""
    outcomes, told = progress(attainments), feelings(answers)
    return Feedback(
        answers=tuple(in_time(answers)),
        attainments=tuple(attainments),
        deliveries=tuple(deliveries),
        outcomes=outcomes,
        provision=delivered(deliveries),
        feelings=told,
        compared=comparisons(outcomes, told),
    )


def _headline(found: Feedback) -> str:
    if not found.answers:
        return "Nobody has answered yet."
    told = [attainment_reading(found.outcomes)]
    if found.provision:
        told.append(delivered_reading(found.provision))
    if found.silent:
        missing = listed(tuple(VOICES[voice].lower() for voice in found.silent))
        told.append(f"Not heard yet: {missing}.")
    return " ".join(told)
