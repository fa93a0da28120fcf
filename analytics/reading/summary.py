"""An extractive summary of a bundle or a document: its own sentences, chosen and put in order."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

from analytics.reading.grounds import is_furniture
from analytics.reading.mentions import age_weights, standing
from data.schemas.questions import QUESTION_IDS
from data.schemas.reading import DocumentReading, Statement, Suggestion, Summary

FEW, MANY = 12, 20
# Only the worthiest are compared with each other.
CONSIDERED = 120
FEWEST, SHORT, LONG, BEST_STANDING = 4, 9, 25, 6.0
_COMMON = (
    "He She They The His Her Their It In At On We I This There When If A An As For With And But"
)
COMMON = frozenset(_COMMON.split())
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
TALK = re.compile(
    r"(?i)^(?:dear|yours|kind regards|thank you|thanks|please|many thanks|i am writing|further to|"
    r"cc\b|re:|tel|date|name|dob|address|signed)|\benclosed\b|\bsincerely\b"
)
JUDGED = re.compile(
    r"(?i)difficult|disorder|diagnos|impair|delay|behind|below|ruled out|excluded|main (?:need|"
    r"barrier)|"
    r"\bneeds?\b|cannot|unable|never|\bonly\b"
)
SUBJECT = re.compile(r"(?:He|She|They|His|Her|Their)\b")
STOP = re.compile(r"[.!?][\"”')]*\s*$")
# What speaks for a sentence, on the scale of logistic regression over invented bundles in which
# people had marked what a one-page summary has to hold.
WEIGHTS = {
    "first evidence": 0.75,
    "second evidence": 0.4,
    "evidence of no need": 0.1,
    "several questions": 0.4,
    "negative": 0.65,
    "positive": 0.4,
    "negated": 0.45,
    "uncertain": -0.05,
    "historical": -0.3,
    "family": -0.5,
    "degree": 0.35,
    "judged": 0.8,
    "whole sentence": 0.65,
    "middle length": 0.55,
    "short": -0.35,
    "subject": 0.5,
    "name": 0.3,
    "new": 0.65,
    "standing": 0.5,
    "about nothing": -0.2,
}
REPEATED_AREA, REPEATED_DOCUMENT, ALIKE = 0.75, 0.98, 0.7


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
    every = enumerate(_candidates(documents, suggestions))
    left = dict(nlargest(CONSIDERED, every, key=lambda one: (one[1].worth, -one[0])))
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
    ranks, name = _ranks(suggestions), _name(own)
    return [
        _Candidate(
            statement,
            math.exp(
                sum(WEIGHTS[sign] for sign in _signs(statement, name))
                + sum(WEIGHTS[sign] for sign in ranks.get(_key(statement), ()))
                + sum(weight for weight, pattern in CUES if pattern.search(statement.text))
                + WEIGHTS["new"] * age
                + WEIGHTS["standing"] * _standing(statement, document)
            ),
            frozenset(WORD.findall(statement.text.lower())),
        )
        for document, age in zip(own, age_weights([one.facts for one in own]), strict=True)
        for statement in document.statements
        if not _is_talk(statement)
    ]


def _is_talk(statement: Statement) -> bool:
    """Tell whether a sentence is a greeting, a heading or too short to say anything."""
    text = statement.text
    return len(text.split()) < FEWEST or bool(TALK.search(text)) or is_furniture(text)


def _key(statement: Statement) -> tuple[str, int]:
    return statement.document_id, statement.number


def _ranks(suggestions: Mapping[str, Suggestion]) -> dict[tuple[str, int], list[str]]:
    """Return what sentences are as evidence for the suggested values."""
    signs: dict[tuple[str, int], list[str]] = defaultdict(list)
    for one in suggestions.values():
        for number, statement in enumerate(one.evidence):
            held = signs[_key(statement)]
            if held:
                held.append("several questions")
            elif one.value and number < 2:
                held.append("second evidence" if number else "first evidence")
            elif not one.value and not number:
                held.append("evidence of no need")
    return signs


def _name(documents: Sequence[DocumentReading]) -> str:
    """Return the capitalised word that begins most sentences: as a rule the pupil's name."""
    counts = Counter(
        words[0]
        for document in documents
        for statement in document.statements
        if (words := statement.text.split()) and words[0].istitle() and words[0] not in COMMON
    )
    return max(counts, key=lambda word: counts[word], default="")


def _signs(statement: Statement, name: str) -> Iterator[str]:
    """Give what a sentence shows of itself."""
    reading, text = statement.reading, statement.text
    words = len(text.split())
    shown = {
        reading.polarity: reading.polarity != "neutral",
        reading.assertion: reading.assertion != "present",
        "degree": reading.severity is not None,
        "judged": bool(JUDGED.search(text)),
        "whole sentence": bool(STOP.search(text)),
        "middle length": SHORT <= words <= LONG,
        "short": words < SHORT - 3,
        "subject": bool(SUBJECT.match(text)) or (bool(name) and text.startswith(name)),
        "name": bool(name) and name in text,
        "about nothing": not reading.areas,
    }
    return (sign for sign, holds in shown.items() if holds)


def _standing(statement: Statement, document: DocumentReading) -> float:
    """Return how much the author's word counts on what the sentence is about, 0 to 1."""
    found = [standing(document.facts, area) for area in statement.reading.areas]
    return min(1.0, max(found, default=1.0) / BEST_STANDING)
