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
        0.25,
        re.compile(
            r"(?i)\bdiagnos\w+|meets? (?:the )?(?:full |diagnostic )?criteria|consistent with"
        ),
    ),
    (
        0.15,
        re.compile(
            r"(?i)centile|standard score|\bSS\b|scaled|\bdB|\b6/\d|T[- ]?score|\d+ ?%|per cent"
        ),
    ),
    (
        0.05,
        re.compile(r"(?i)in (?:my|our) (?:view|opinion|judgement)|overall|in summary|main barrier"),
    ),
    (
        0.35,
        re.compile(
            r"(?i)what (?:we|i) (?:want|would like)|(?:we|i)(?:[’']d| would) (?:like|love)|i want|"
            r"(?:his|her|our|my) (?:wish|hope|dream|aspiration)|when i(?:[’']m| am) (?:grown|older)"
        ),
    ),
    (
        0.35,
        re.compile(
            r"(?i)\b(?:hours?|minutes|sessions?|times) (?:a|per|each|every) (?:day|week|"
            r"fortnight|term)|"
            r"\brecommend|\brequires?\b|one[- ]to[- ]one|\b1:1\b|full[- ]time support"
        ),
    ),
    (0.2, re.compile(r"(?i)attend(?:s|ed|ance)|exclu(?:sion|ded)|suspen(?:sion|ded)|timetable")),
    (
        0.1,
        re.compile(
            r"(?i)self-harm|\brisk\b|unsafe|safeguard|suicid|hurt (?:himself|herself|themsel)|"
            r"abscond|"
            r"child in need|protection plan|exploit"
        ),
    ),
    (
        0.15,
        re.compile(
            r"(?i)ruled out|excluded|does not have|no evidence of|there is no\b|not explained"
        ),
    ),
    (
        0.05,
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
    "first evidence": 0.5,
    "second evidence": 0.1,
    "evidence of no need": 0.1,
    "several questions": -0.15,
    "rank": 0.75,
    "negative": 0.45,
    "positive": 0.15,
    "family": -0.3,
    "degree": 0.55,
    "judged": 0.6,
    "whole sentence": 0.75,
    "middle length": 0.55,
    "short": -0.4,
    "subject": 0.35,
    "name": 0.5,
    "plain": 0.45,
    "past": -0.1,
    "number": 0.25,
    "quoted": -0.25,
    "row": -0.4,
    "new": 1.05,
    "standing": 0.7,
    "sureness": 0.25,
    "lay": -0.25,
    "repeats others": -0.35,
}
# Who tells what they see at home, and papers that repeat what others found.
LAY = ("parent", "pupil")
REPEATS = (
    "call_log",
    "behaviour_log",
    "draft_plan",
    "final_plan",
    "provision_plan",
    "panel_paper",
)
PLAIN = re.compile(r"(?i)\b(?:is|has|can|cannot|does not|needs|takes|uses|attends|missed)\b")
PAST = re.compile(r"\b(?:was|were|had|said|told|did)\b")
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
    ranks, best, name = _ranks(suggestions), _best(suggestions), _name(own)
    return [
        _Candidate(
            statement,
            math.exp(
                sum(WEIGHTS[sign] for sign in _signs(statement, name))
                + sum(WEIGHTS[sign] for sign in ranks.get(_key(statement), ()))
                + sum(weight for weight, pattern in CUES if pattern.search(statement.text))
                + WEIGHTS["new"] * age
                + WEIGHTS["standing"] * _standing(statement, document)
                + WEIGHTS["rank"] * best.get(_key(statement), 0.0)
                + WEIGHTS["sureness"] * statement.reading.sureness
                + of_paper
            ),
            frozenset(WORD.findall(statement.text.lower())),
        )
        for document, age in zip(own, age_weights([one.facts for one in own]), strict=True)
        for of_paper in (_of_paper(document),)
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


def _best(suggestions: Mapping[str, Suggestion]) -> dict[tuple[str, int], float]:
    """Return how high sentences rank as evidence, 0 to 1; half of it where there is no need."""
    best: dict[tuple[str, int], float] = defaultdict(float)
    for one in suggestions.values():
        for number, statement in enumerate(one.evidence, start=1):
            rank = (1.0 if one.value else 0.5) / number
            best[_key(statement)] = max(best[_key(statement)], rank)
    return best


def _of_paper(document: DocumentReading) -> float:
    """Return what all sentences of a document owe to its author and its type."""
    facts = document.facts
    return WEIGHTS["lay"] * (facts.author_role in LAY) + WEIGHTS["repeats others"] * (
        facts.type in REPEATS
    )


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
        "family": reading.assertion == "family",
        "degree": reading.severity is not None,
        "judged": bool(JUDGED.search(text)),
        "whole sentence": bool(STOP.search(text)),
        "middle length": SHORT <= words <= LONG,
        "short": words < SHORT - 3,
        "subject": bool(SUBJECT.match(text)) or (bool(name) and text.startswith(name)),
        "name": bool(name) and name in text,
        "plain": bool(PLAIN.search(text)),
        "past": bool(PAST.search(text)),
        "number": any(letter.isdigit() for letter in text),
        "quoted": "“" in text or '"' in text,
        "row": "|" in text,
    }
    return (sign for sign, holds in shown.items() if holds)


def _standing(statement: Statement, document: DocumentReading) -> float:
    """Return how much the author's word counts on what the sentence is about, 0 to 1."""
    found = [standing(document.facts, area) for area in statement.reading.areas]
    return min(1.0, max(found, default=1.0) / BEST_STANDING)
