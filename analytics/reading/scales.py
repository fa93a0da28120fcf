"""A suggested answer to each of the 20 questions, with the sentences that speak for it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from analytics.reading.grounds import DIAGNOSIS, is_whole
from analytics.reading.mentions import UNSTATED, Mention, Mentions, mentions_of
from analytics.reading.reasons import states_degree, why
from analytics.reading.told import quoted, writer
from analytics.reading.yes_no import yes_no
from data.schemas.questions import QUESTIONS, YES_NO, Question
from data.schemas.reading import DocumentReading, Suggestion

EVIDENCE = 6
SHARPLY, OLD = 0.5, 0.5
SHORT_WORDS = 6
SLIGHT = 1.2
FINDING = 1.5
WHOLE = re.compile(r"[.!?][\"”’')]*\s*$")
JUDGED = re.compile(
    r"(?i)difficult|disorder|diagnos|impair|delay|behind|severe|moderate|mild|\bneed|below|"
    r"ruled out|"
    r"average|normal|no concern|in my (?:view|opinion)|strength|main barrier|criteria|support"
)
# How far a document's level leans to its gravest sentence, and what several sentences add.
LEAN, SEVERAL = 2.0, 0.5
# What speaks against counts for less; below the least share there is no need, above the full
# share it is not lowered. A need told only in passing weighs less than PASSING.
AGAINST, LEAST_SHARE, FULL_SHARE, PASSING = 0.4, 0.3, 0.5, 0.15
THRESHOLDS = (0.65, 1.5, 2.25, 3.5)


def suggestions(
    documents: Sequence[DocumentReading], *, mentions: Mentions | None = None
) -> dict[str, Suggestion]:
    """Return a suggestion for each of the 20 questions, whether or not a document speaks of it.

    `mentions` are those of the documents, where they are known already.
    """
    found = mentions_of(documents) if mentions is None else mentions
    return {
        question.id: (
            yes_no(question, documents)
            if question.scale is YES_NO
            else suggestion(question, found[question.id])
        )
        for question in QUESTIONS
    }


def suggestion(question: Question, found: Sequence[Mention]) -> Suggestion:
    """Return the suggestion for one graded question from what was said about it."""
    if not found:
        return Suggestion(question.id, 0, (), f"No document speaks of {question.label.lower()}.")
    level = estimate(found)
    value = min(question.maximum, sum(level >= step for step in THRESHOLDS))
    value = min(value, 1) if _is_slight(found) or _is_unnamed(question, found) else value
    best = ranked(found, value=value)
    return Suggestion(
        question.id,
        value,
        tuple(mention.statement for mention in best[:EVIDENCE]),
        why(question, value, best),
        doubts(value, found),
    )


def estimate(found: Sequence[Mention]) -> float:
    """Return the level at which the mentions of a question balance.

    Each document speaks once for a need, at the level it leans to, and once against; what speaks
    against lowers the level, and a need that is told only in passing counts for less.
    """
    needs, against = _by_document(found, need=True), _by_document(found, need=False)
    if not needs:
        return 0.0
    levels = [(_leaning(group), _worth_of(group)) for group in needs]
    total = sum(weight for _, weight in levels)
    level = sum(level * weight for level, weight in levels) / total
    share = total / (total + AGAINST * sum(_worth_of(group) for group in against))
    kept = min(1.0, max(0.0, (share - LEAST_SHARE) / (FULL_SHARE - LEAST_SHARE)))
    return level * kept * total / (total + PASSING)


def _by_document(found: Sequence[Mention], *, need: bool) -> list[list[Mention]]:
    groups: dict[str, list[Mention]] = defaultdict(list)
    for mention in found:
        if mention.is_need == need:
            groups[mention.statement.document_id].append(mention)
    return list(groups.values())


def _leaning(group: Sequence[Mention]) -> float:
    """Return the level of one document's sentences, leaning to the gravest."""
    total = sum(one.weight for one in group)
    return (sum(one.weight * one.level**LEAN for one in group) / total) ** (1 / LEAN)


def _worth_of(group: Sequence[Mention]) -> float:
    """Return the weight of one document: that of its plainest sentence, and more for several."""
    return max(one.weight for one in group) * len(group) ** SEVERAL


def _is_slight(found: Sequence[Mention]) -> bool:
    """Tell whether a need is told by one document of no standing, and without a degree."""
    needs = [one for one in found if one.is_need]
    return len({one.statement.document_id for one in needs}) == 1 and all(
        one.standing <= SLIGHT and one.level == UNSTATED for one in needs
    )


def _is_unnamed(question: Question, found: Sequence[Mention]) -> bool:
    """Tell whether autism is only inferred: a diagnosis that nobody names is none."""
    return question.id == "asd" and not any(
        one.is_need and DIAGNOSIS.search(one.statement.text) for one in found
    )


def ranked(found: Sequence[Mention], *, value: int) -> list[Mention]:
    """Return the mentions that speak for a value, best first."""
    speaks = [one for one in found if one.is_need == (value > 0)] or list(found)
    return sorted(speaks, key=lambda one: (-_worth(one, value), one.statement.number))


def _worth(one: Mention, value: int) -> float:
    """Return how well a sentence serves as evidence for a value."""
    near = 1.0 / (1.0 + abs(one.level - value))
    reading, text = one.statement.reading, one.statement.text
    stated = 1.3 if reading.severity is not None else 1.0
    only = 1.25 if len(reading.areas) == 1 else 1.0 if len(reading.areas) == 2 else 0.85
    row = 0.6 if "|" in text else 1.0 if WHOLE.search(text) else 0.7
    length = 1.0 if len(text.split()) >= SHORT_WORDS else 0.8
    areas = [area for area in reading.areas if is_whole(text, area)]
    whole = FINDING if areas and not one.is_need else 1.0
    named = 1.3 if JUDGED.search(text) else 1.0
    return one.weight * near * stated * only * row * length * named * whole


def doubts(value: int, found: Sequence[Mention]) -> tuple[str, ...]:
    """Return sentences about what a person should look at before accepting a value."""
    needs = [one for one in found if one.is_need]
    against = [one for one in found if not one.is_need]
    said: list[str] = []
    plain = max((one.weight for one in against), default=0.0)
    if value and plain > SHARPLY * max(one.weight for one in needs):
        most = max(against, key=lambda one: one.weight)
        said.append(f"Read the other way: {writer(most.facts)} writes {quoted(most.statement)}")
    if not value and needs:
        most = max(needs, key=lambda one: one.weight)
        said.append(f"Read as a need: {writer(most.facts)} writes {quoted(most.statement)}")
    if needs and all(one.statement.reading.assertion == "uncertain" for one in needs):
        said.append("It is only suspected: no document confirms it.")
    if value and max(one.recency for one in needs) < OLD:
        said.append("Only older documents speak of it.")
    if value and not any(map(states_degree, needs)):
        said.append("No document says how severe it is.")
    return tuple(said)
