"""For finished cases, what people answered against what the reader would have suggested."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from data.schemas.questions import QUESTIONS, Question
from data.schemas.reading import Statement, Suggestion


@dataclass(frozen=True)
class Case:
    """Hold one finished case: the answers of people and the suggestions of the reader."""

    case_id: str
    answers: Mapping[str, int]
    suggestions: Mapping[str, Suggestion]


@dataclass(frozen=True)
class Difference:
    """Hold where a person and the reader differ, and the sentence the reader went by."""

    case_id: str
    question_id: str
    answered: int
    read: int
    statement: Statement | None


@dataclass(frozen=True)
class DualRun:
    """Hold how far people and the reader agree."""

    table: pd.DataFrame
    """A row per question: question_id, cases, kappa (None where it cannot be told), exact share,
    and the share within one step."""
    differences: tuple[Difference, ...]
    """The furthest apart first."""


def pairs(cases: Sequence[Case]) -> pd.DataFrame:
    """Return a row per case and question that both answer: case_id, question_id, answered, read."""
    rows = [
        (case.case_id, question.id, case.answers[question.id], case.suggestions[question.id].value)
        for case in cases
        for question in QUESTIONS
        if question.id in case.answers and question.id in case.suggestions
    ]
    return pd.DataFrame(rows, columns=["case_id", "question_id", "answered", "read"])


def agreement(both: pd.DataFrame) -> pd.DataFrame:
    """Return agreement per question from such rows, so that those of many parts can be joined."""
    rows = [
        _agreement(question, both[both["question_id"] == question.id]) for question in QUESTIONS
    ]
    return pd.DataFrame(rows, columns=["question_id", "cases", "kappa", "exact", "within_one"])


def dual_run(cases: Sequence[Case]) -> DualRun:
    """Return agreement per question, and where and why a person and the reader differ."""
    differences = [
        Difference(case.case_id, name, answered, suggestion.value, _first(suggestion))
        for case in cases
        for name, answered in case.answers.items()
        if (suggestion := case.suggestions.get(name)) and suggestion.value != answered
    ]
    differences.sort(key=lambda one: (-abs(one.answered - one.read), one.case_id, one.question_id))
    return DualRun(agreement(pairs(cases)), tuple(differences))


def _first(suggestion: Suggestion) -> Statement | None:
    return suggestion.evidence[0] if suggestion.evidence else None


def _agreement(
    question: Question, both: pd.DataFrame
) -> tuple[str, int, float | None, float | None, float | None]:
    cases = len(both)
    if not cases:
        return question.id, 0, None, None, None
    apart = (both["answered"] - both["read"]).abs()
    exact, near = float((apart == 0).mean()), float((apart <= 1).mean())
    return question.id, cases, _kappa(question, both), exact, near


def _kappa(question: Question, both: pd.DataFrame) -> float | None:
    """Return quadratic weighted kappa; None where everybody gave one and the same answer."""
    from sklearn.metrics import cohen_kappa_score  # noqa: PLC0415  only this view waits for it

    if pd.concat([both["answered"], both["read"]]).nunique() < 2:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return float(
            cohen_kappa_score(
                both["answered"],
                both["read"],
                weights="quadratic",
                labels=list(range(len(question.scale))),
            )
        )
