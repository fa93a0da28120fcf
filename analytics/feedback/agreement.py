"""Where voices agree and where they do not, both sides quoted; nobody is held to be right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analytics.answers import listed, opened
from analytics.feedback.attainment import Progress
from analytics.feedback.feelings import Feeling
from data.schemas.feedback import VOICES

# Two of five levels: further apart than two people who mean the same.
APART = 2


@dataclass(frozen=True)
class Side:
    """Hold what one voice said, in words, with its day and what it gave as evidence."""

    feedback_id: str
    voice: str
    given_on: str
    score: int
    words: str
    evidence: str = ""


@dataclass(frozen=True)
class Comparison:
    """Hold what the voices said of one outcome or feeling."""

    kind: str
    """outcome or feeling."""
    about: str
    sides: tuple[Side, ...]

    @property
    def apart(self) -> int:
        """Return how many levels lie between the highest and the lowest voice."""
        scores = [side.score for side in self.sides]
        return max(scores) - min(scores)

    @property
    def agree(self) -> bool:
        """Tell whether no two voices are two or more levels apart."""
        return self.apart < APART

    @property
    def words(self) -> str:
        """Say what each voice said and how far apart they are."""
        return _words(self)


def comparisons(outcomes: Sequence[Progress], told: Sequence[Feeling]) -> tuple[Comparison, ...]:
    """Return all that two or more voices spoke of, furthest apart first."""
    found = [
        *(Comparison("outcome", one.outcome, _of_outcome(one)) for one in outcomes),
        *(Comparison("feeling", one.label, _of_feeling(one)) for one in told),
    ]
    shared = [one for one in found if len(one.sides) > 1]
    return tuple(sorted(shared, key=lambda one: -one.apart))


def disagreements(found: Sequence[Comparison]) -> tuple[Comparison, ...]:
    """Return what the voices disagree on, furthest apart first."""
    return tuple(one for one in found if not one.agree)


def agreement_reading(found: Sequence[Comparison]) -> str:
    """Say in a sentence how far the voices agree."""
    if not found:
        return "No two voices have spoken of the same outcome or feeling yet."
    apart = len(disagreements(found))
    shared = "outcomes and feelings that two or more spoke of"
    if not apart:
        return f"The voices differ by less than two levels on each of {len(found)} {shared}."
    return f"The voices are two or more levels apart on {apart} of {len(found)} {shared}."


def _of_outcome(one: Progress) -> tuple[Side, ...]:
    return tuple(
        Side(said.feedback_id, voice, said.given_on, said.score, said.words, said.evidence)
        for voice, said in one.newest.items()
    )


def _of_feeling(one: Feeling) -> tuple[Side, ...]:
    return tuple(
        Side(said.feedback_id, voice, said.given_on, said.score, said.words)
        for voice, said in one.newest.items()
    )


def _words(one: Comparison) -> str:
    said = tuple(f"{VOICES[side.voice].lower()} {side.words.lower()}" for side in one.sides)
    steps = f"{one.apart} level{'' if one.apart == 1 else 's'} apart"
    return f"{opened(listed(said))}: {steps if one.apart else 'the same'}."
