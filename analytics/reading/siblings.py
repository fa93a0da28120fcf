"""Sentences about a named brother or sister, which say nothing of the pupil's own needs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from analytics.reading.about import Pupil
from data.schemas.reading import DocumentReading, Person, Reading, Statement

RELATED = frozenset(
    ("brother", "sister", "twin", "half-brother", "half-sister", "stepbrother", "stepsister")
) | {"cousin"}
# What is told of a relative stands right behind the name; a name further on may only help or play.
_BEGINS = r"^\W*(?:(?:his|her|their|my|our)\s+(?:\w+\s+)?(?:brother|sister|twin|cousin),?\s+)?"
_DOES = r"(?:\s+(?:is|was|has|had|cannot|can|does|answers|speaks|goes|attends|needs)\b|[’']s\b|,)"
_WORRIED = r"\b(?:worried|anxious|concerned) (?:for|about) "


def siblings(people: Iterable[Person], *, pupil: Pupil) -> frozenset[str]:
    """Return the first names of those who are named as a brother, sister or cousin.

    The pupil is one too, in the papers of another; where nobody knows the pupil's name it is none.
    """
    if not pupil.first:
        return frozenset()
    named = (person.name.split()[0] for person in people if person.role in RELATED)
    return frozenset(name for name in named if name.lower() not in {pupil.first, *pupil.also})


def without_siblings(document: DocumentReading, names: frozenset[str]) -> DocumentReading:
    """Return a document whose sentences about one of the named relatives are the family's."""
    if not names:
        return document
    told = _told_of(names)
    return replace(document, statements=_read_again(document.statements, told))


def _told_of(names: frozenset[str]) -> re.Pattern[str]:
    name = "|".join(map(re.escape, sorted(names)))
    return re.compile(rf"(?i:{_BEGINS})(?:{name}){_DOES}|(?i:{_WORRIED})(?:{name})\b")


def _read_again(statements: Sequence[Statement], told: re.Pattern[str]) -> tuple[Statement, ...]:
    return tuple(
        replace(one, reading=_of_family(one.reading)) if told.search(one.text) else one
        for one in statements
    )


def _of_family(reading: Reading) -> Reading:
    return replace(reading, polarity="neutral", assertion="family", severity=None)
