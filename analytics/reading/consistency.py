"""Where the assessment and the documents disagree, both ways, a sentence each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analytics.reading.told import quoted, writer
from data.schemas.questions import QUESTIONS, YES_NO, Question
from data.schemas.reading import DocumentReading, Doubt, Facts, Suggestion

# One step apart is judgement; two are a disagreement. Yes and no have only one step.
STEPS_APART = 2


def doubts(
    documents: Sequence[DocumentReading],
    *,
    suggestions: Mapping[str, Suggestion],
    assessment: Mapping[str, int],
) -> tuple[Doubt, ...]:
    """Return a doubt for each answer far from what the documents say, in the questions' order."""
    facts = {one.source.document_id: one.facts for one in documents}
    return tuple(
        _doubt(question, assessment[question.id], suggestions[question.id], facts)
        for question in QUESTIONS
        if question.id in assessment
        and is_apart(question, assessment[question.id], suggestions[question.id].value)
    )


def is_apart(question: Question, assessed: int, read: int) -> bool:
    """Tell whether an answer and what was read are further apart than two people's judgement."""
    return abs(assessed - read) >= (1 if question.scale is YES_NO else STEPS_APART)


def _doubt(
    question: Question, assessed: int, suggestion: Suggestion, facts: Mapping[str, Facts]
) -> Doubt:
    begin = f"{question.short} is {question.words(assessed)}"
    evidence = suggestion.evidence[:3]
    if not evidence:
        sentence = f"{begin}, but no document mentions it."
    else:
        best = evidence[0]
        said = f"{writer(facts[best.document_id])} says {quoted(best)}"
        sentence = f"{begin}, but {said}"
    return Doubt(question.id, assessed, suggestion.value, sentence, evidence)
