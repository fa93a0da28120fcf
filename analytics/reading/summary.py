"""An extractive summary of a bundle or a document: its own sentences, chosen and put in order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analytics.reading.grounds import is_furniture
from analytics.reading.mentions import age_weights, standing
from data.schemas.questions import QUESTION, QUESTION_IDS
from data.schemas.reading import DocumentReading, Statement, Suggestion, Summary

FEW, MANY = 12, 20
WORD = re.compile(r"[a-z]{4,}")
CUES: tuple[tuple[float, re.Pattern[str]], ...] = (
    (
        0.5,
        re.compile(
            r"(?i)\bdiagnos\w+|meets? (?:the )?(?:full |diagnostic )?criteria|consistent with"
        ),
    ),
    (
        0.35,
        re.compile(
            r"(?i)centile|standard score|\bSS\b|scaled|\bdB|\b6/\d|T[- ]?score|\d+ ?%|per cent"
        ),
    ),
    (
        0.3,
        re.compile(r"(?i)in (?:my|our) (?:view|opinion|judgement)|overall|in summary|main barrier"),
    ),
    (
        0.45,
        re.compile(
            r"(?i)what (?:we|i) (?:want|would like)|(?:we|i)(?:[’']d| would) (?:like|love)|i want|"
            r"(?:his|her|our|my) (?:wish|hope|dream|aspiration)|when i(?:[’']m| am) (?:grown|older)"
        ),
    ),
    (
        0.4,
        re.compile(
            r"(?i)\b(?:hours?|minutes|sessions?|times) (?:a|per|each|every) (?:day|week|"
            r"fortnight|term)|"
            r"\brecommend|\brequires?\b|one[- ]to[- ]one|\b1:1\b|full[- ]time support"
        ),
    ),
    (0.45, re.compile(r"(?i)attend(?:s|ed|ance)|exclu(?:sion|ded)|suspen(?:sion|ded)|timetable")),
    (
        0.45,
        re.compile(
            r"(?i)self-harm|\brisk\b|unsafe|safeguard|suicid|hurt (?:himself|herself|themsel)|"
            r"abscond|"
            r"child in need|protection plan|exploit"
        ),
    ),
    (
        0.3,
        re.compile(
            r"(?i)ruled out|excluded|does not have|no evidence of|there is no\b|not explained"
        ),
    ),
    (
        0.25,
        re.compile(
            r"(?i)special school|mainstream|placement|resourced|specialist (?:setting|school)"
        ),
    ),
)
ASSERTED = {"present": 1.0, "negated": 0.75, "uncertain": 0.7, "historical": 0.35, "family": 0.15}
TALK = re.compile(
    r"(?i)^(?:dear|yours|kind regards|thank you|thanks|please|many thanks|i am writing|further to|"
    r"cc\b|re:|tel|date|name|dob|address|signed)|\benclosed\b|\bsincerely\b"
)
ROW, NO_NEED = 0.7, 0.25
FIRST, SECOND, THIRD = 1.0, 0.45, 0.3
REPEATED_AREA, REPEATED_DOCUMENT, ALIKE = 0.55, 0.88, 0.7


@dataclass(frozen=True)
class _Candidate:
    statement: Statement
    worth: float
    words: frozenset[str]


def summary(
    documents: Sequence[DocumentReading],
    suggestions: Mapping[str, Suggestion],
    *,
    most: int = FEW,
) -> Summary:
    """Return a summary of a bundle or a document, in the order of needs and documents."""
    picked = chosen(documents, suggestions, most=most)
    place = {one.source.document_id: number for number, one in enumerate(documents)}
    first = {name: number for number, name in enumerate(QUESTION_IDS)}
    ordered = sorted(
        picked,
        key=lambda one: (
            min((first.get(area, 99) for area in one.reading.areas), default=99),
            place[one.document_id],
            one.number,
        ),
    )
    return Summary(tuple(ordered))


def chosen(
    documents: Sequence[DocumentReading],
    suggestions: Mapping[str, Suggestion],
    *,
    most: int = MANY,
) -> tuple[Statement, ...]:
    """Return the sentences of a summary, the most important first; a longer one begins the same.

    Each choice lowers the worth of what is left in its areas, in its document and in its words, so
    that a summary covers the bundle (maximal marginal relevance).
    """
    left = dict(enumerate(_candidates(documents, suggestions)))
    alike = dict.fromkeys(left, 0.0)
    picked: list[Statement] = []
    areas: Counter[str] = Counter()
    papers: Counter[str] = Counter()
    while left and len(picked) < most:
        best = max(left, key=lambda n: _gain(left[n], alike[n], areas, papers))
        choice = left.pop(best)
        picked.append(choice.statement)
        areas.update(choice.statement.reading.areas)
        papers[choice.statement.document_id] += 1
        for number, other in left.items():
            alike[number] = max(alike[number], _likeness(other.words, choice.words))
    return tuple(picked)


def _gain(one: _Candidate, alike: float, areas: Counter[str], papers: Counter[str]) -> float:
    """Return what a sentence adds to those already picked."""
    statement = one.statement
    seen = [areas[area] for area in statement.reading.areas]
    repeated = sum(REPEATED_AREA**count for count in seen) / len(seen) if seen else 1.0
    paper = REPEATED_DOCUMENT ** papers[statement.document_id]
    return one.worth * repeated * paper * (1.0 - ALIKE * alike)


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / (len(one | other) or 1)


def _candidates(
    documents: Sequence[DocumentReading], suggestions: Mapping[str, Suggestion]
) -> list[_Candidate]:
    own = [one for one in documents if one.facts.about_pupil]
    ranks = _ranks(suggestions)
    return [
        _Candidate(statement, worth, frozenset(WORD.findall(statement.text.lower())))
        for document, age in zip(own, age_weights([one.facts for one in own]), strict=True)
        for statement in document.statements
        if (worth := _worth(statement, document, age=age, rank=ranks)) > 0
    ]


def _ranks(suggestions: Mapping[str, Suggestion]) -> dict[tuple[str, int], float]:
    """Return how much a sentence counts as evidence for the suggested values."""
    worth: dict[tuple[str, int], float] = {}
    for suggestion in suggestions.values():
        share = suggestion.value / QUESTION[suggestion.question_id].maximum
        need = 0.6 + 0.4 * share if suggestion.value else NO_NEED
        for statement, rank in zip(suggestion.evidence, (FIRST, SECOND, THIRD), strict=False):
            key = (statement.document_id, statement.number)
            worth[key] = max(worth.get(key, 0.0), need * rank) + 0.15 * (key in worth)
    return worth


def _worth(
    statement: Statement,
    document: DocumentReading,
    *,
    age: float,
    rank: Mapping[tuple[str, int], float],
) -> float:
    """Return how much a sentence should be in a summary; 0 for what is only talk."""
    words = len(statement.text.split())
    if words < 4 or TALK.search(statement.text) or is_furniture(statement.text):
        return 0.0
    reading = statement.reading
    cues = sum(weight for weight, pattern in CUES if pattern.search(statement.text))
    said = 0.3 * bool(reading.areas) + 0.2 * (reading.polarity != "neutral")
    said += {"profound": 0.4, "severe": 0.35, "moderate": 0.25, "mild": 0.1}.get(
        reading.severity or "", 0.0
    )
    best = max((standing(document.facts, area) for area in reading.areas), default=1.0)
    trust = 0.7 + 0.3 * min(1.0, best / 5.0)
    length = (1.0 if words >= 8 else 0.85) * (ROW if "|" in statement.text else 1.0)
    plain = (said + 0.6 * min(cues, 1.2)) * ASSERTED[reading.assertion] * trust * length
    return (plain + 1.2 * rank.get((statement.document_id, statement.number), 0.0)) * (
        0.4 + 0.6 * age
    )
