"""Says which words of a sentence made each of its labels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from analytics.reading.features import Signs, name_of
from analytics.reading.tokens import places
from data.schemas.reading import Label, Mark, Reading, Weights

_SHOWN = 3
"""Words shown for one label: more would not be read."""
_LEAST = 0.15
"""Weights below this change a probability by less than four points."""
_CUES = {
    "need": "speaks of a need",
    "strength": "speaks of a strength",
    "negation": "says that something is not so",
    "family": "speaks of someone else",
    "uncertain": "shows doubt",
    "historical": "speaks of the past",
    "family_not": "says who reports it",
    "provision": "speaks of support",
    "outcome": "speaks of an aim",
    "procedure": "speaks of the process",
    "contrast": "turns the sentence",
    "none_severity": "says how little",
    "mild": "says how much",
    "moderate": "says how much",
    "severe": "says how much",
    "profound": "says how much",
}
_KINDS = {
    "area": "names this area",
    "first area": "begins with this area",
    "term": "names this area",
    "hint": "hints at this area",
    "score": "is the result of a test",
    "lowest score": "is the lowest result of a test",
    "form": "is how the sentence is built",
    "conceded": "stands in the clause that carries less weight",
    "conceded cue": "stands in the clause that carries less weight",
}


def marks(reading: Reading, *, signs: Signs, text: str, weights: Weights) -> Reading:
    """Return a reading with the words that spoke most for each of its labels."""
    chosen = {
        "polarity": (reading.polarity,),
        "assertion": (reading.assertion,),
        "severity": (reading.severity,) if reading.severity else (),
        "areas": reading.areas,
    }
    spans = places(text)
    if not spans:
        return reading
    at = {name_of(sign): place for sign, place in signs.places().items()}
    found = tuple(
        mark
        for task, names in chosen.items()
        for label in weights.tasks[task]
        if label.name in names
        for mark in _of(label, task=task, at=at, spans=spans)
    )
    return replace(reading, marks=found)


def _of(
    label: Label,
    *,
    task: str,
    at: dict[str, tuple[int, int]],
    spans: list[tuple[int, int]],
) -> Iterator[Mark]:
    speaking = ((label.weights.get(name, 0.0), name) for name in at)
    strongest = sorted((one for one in speaking if one[0] >= _LEAST), reverse=True)
    for _, name in strongest[:_SHOWN]:
        first, after = at[name]
        yield Mark(
            start=spans[first][0],
            end=spans[max(after, first + 1) - 1][1],
            kind="area" if task == "areas" else task,
            label=label.name,
            why=_why(name),
        )


def _why(name: str) -> str:
    kind, _, detail = name.partition(": ")
    if kind in _KINDS:
        return _KINDS[kind]
    if detail:
        return _CUES.get(
            detail, _CUES.get(kind.split("+")[0].removeprefix("also "), "speaks for it")
        )
    return "is often found in such sentences"
