"""Sentences that may bear on a question where fewer than three say plainly that they do.

A sentence that tells of conduct ("she copies the shape of the mouth and makes no sound") often has
no word of its area, or none of a need. The reader still gives each area a chance, and a neighbour
in the paragraph that speaks of the area raises it. Such sentences are shown beside the evidence; no
value rests on them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from analytics.reading.grounds import is_furniture
from analytics.reading.mentions import age_weights, standing
from data.schemas.reading import DocumentReading, Statement, Suggestion

SHOWN = 3
"""Places for sentences on a question."""
NEIGHBOUR = 0.1
"""What a neighbouring sentence on the area adds to a chance."""
OTHER_SIDE = 0.5
"""How much a sentence counts that is read the other way round than the value."""
SHORT, FEW_WORDS = 0.6, 4

Possible = Mapping[str, Sequence[tuple[float, Statement]]]
"""For each area, sentences with what they count for."""


def with_possible(
    suggestions: Mapping[str, Suggestion], documents: Sequence[DocumentReading]
) -> dict[str, Suggestion]:
    """Return the suggestions with sentences in the places that their evidence leaves free."""
    found = possible(documents)
    return {
        name: replace(one, perhaps=_chosen(one, found.get(name, ())))
        for name, one in suggestions.items()
    }


def possible(documents: Sequence[DocumentReading]) -> Possible:
    """Return for each area the sentences that may be about it, plainly or not."""
    found: dict[str, list[tuple[float, Statement]]] = defaultdict(list)
    own = [one for one in documents if one.facts.about_pupil]
    for document, age in zip(own, age_weights([one.facts for one in own]), strict=True):
        for statement, near in _with_neighbours(document.statements):
            reading = statement.reading
            if is_furniture(statement.text) or reading.assertion == "family":
                continue
            chances = dict(reading.chances)
            short = SHORT if len(statement.text.split()) < FEW_WORDS else 1.0
            for area in chances.keys() | near:
                chance = chances.get(area, 0.0) + NEIGHBOUR * (area in near)
                worth = chance * short * age * standing(document.facts, area)
                found[area].append((worth, statement))
    return found


def _with_neighbours(
    statements: Sequence[Statement],
) -> list[tuple[Statement, frozenset[str]]]:
    """Return each statement with the areas of the one before and after it in its passage."""
    padded = [None, *statements, None]
    return [
        (
            one,
            frozenset(
                area
                for other in (before, after)
                if other is not None and other.passage == one.passage
                for area in other.reading.areas
            ),
        )
        for before, one, after in zip(padded, statements, padded[2:], strict=False)
    ]


def _chosen(
    suggestion: Suggestion, found: Sequence[tuple[float, Statement]]
) -> tuple[Statement, ...]:
    free = SHOWN - len(suggestion.evidence)
    if free <= 0:
        return ()
    taken = {(one.document_id, one.number) for one in suggestion.evidence}
    order = sorted(
        (one for one in found if (one[1].document_id, one[1].number) not in taken),
        key=lambda one: -one[0] * _fit(one[1], value=suggestion.value),
    )
    return tuple(statement for _, statement in order[:free])


def _fit(statement: Statement, *, value: int) -> float:
    needed = statement.reading.polarity == "negative"
    return 1.0 if needed == (value > 0) else OTHER_SIDE
