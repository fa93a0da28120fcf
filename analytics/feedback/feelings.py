"""How the pupil feels, as each voice tells it, over time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from analytics.feedback.voices import by_voice
from data.schemas.feedback import FEELING_SCALE, FEELINGS, feeling_column

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Felt:
    """Hold one feeling on one day as one voice tells it."""

    feedback_id: str
    voice: str
    given_on: str
    score: int

    @property
    def words(self) -> str:
        """Return the feeling in words."""
        return FEELING_SCALE[self.score]


@dataclass(frozen=True)
class Feeling:
    """Hold how the pupil feels about one thing."""

    feeling: str
    course: Mapping[str, tuple[Felt, ...]]
    """By voice, every answer that has it, oldest first."""

    @property
    def label(self) -> str:
        """Return what the feeling is about, in words."""
        return FEELINGS[self.feeling]

    @property
    def newest(self) -> dict[str, Felt]:
        """Return what each voice said last, by voice."""
        return {voice: told[-1] for voice, told in self.course.items()}

    def change(self, voice: str) -> int | None:
        """Return the change since the voice answered before, None where it did not."""
        told = self.course.get(voice, ())
        return told[-1].score - told[-2].score if len(told) > 1 else None


def feelings(answers: Iterable[Row]) -> tuple[Feeling, ...]:
    """Return every feeling that anybody told, in the order in which they are asked."""
    kept = list(answers)
    found = [Feeling(feeling, _course(kept, feeling)) for feeling in FEELINGS]
    return tuple(one for one in found if one.course)


def _course(answers: list[Row], feeling: str) -> dict[str, tuple[Felt, ...]]:
    column = feeling_column(feeling)
    told = by_voice(row for row in answers if row[column] is not None)
    return {
        voice: tuple(
            Felt(str(row["feedback_id"]), voice, row["given_on"], int(row[column])) for row in rows
        )
        for voice, rows in told.items()
    }


def mean_feeling(row: Row) -> float | None:
    """Return the mean of the feelings of one answer, 1 to 5, None where it has none."""
    told = [row[feeling_column(name)] for name in FEELINGS]
    scores = [int(score) for score in told if score is not None]
    return sum(scores) / len(scores) if scores else None
