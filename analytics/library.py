"""What a set of people is like as a whole: the library's finished cases, or pupils with a plan."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from analytics import correlations, frequencies
from analytics.answers import NEED_NAMES
from analytics.cluster_profiles import OUTCOME_PREFIX, PACKAGE_NAMES, PACKAGE_PREFIX
from analytics.correlations import Correlations
from analytics.frequencies import (
    need_frequencies,
    outcome_frequencies,
    outcome_name,
    package_frequencies,
)
from analytics.needs_by_age import needs_by_age, totalled
from analytics.suppression import SMALLEST_SHOWN, suppress_with_totals
from data.schemas import METRICS, PACKAGE_IDS, QUESTION_IDS, QUESTIONS

# How a column is named beside a picture, and in the middle of a sentence.
AXIS_NAMES: dict[str, str] = {
    **{question.id: question.short for question in QUESTIONS},
    "age_years": "Age",
    **{f"{PACKAGE_PREFIX}{package_id}": package_id.upper() for package_id in PACKAGE_IDS},
}


@dataclass(frozen=True)
class Overview:
    """Hold what the page of the library shows of one set of people.

    `ages` is a table with totals; `counts` and `related` are by topic: needs always, outcomes and
    packages only where they are recorded. `withheld` tells whether small counts are, and `hidden`
    which columns are in no correlation because few have or lack them.
    """

    noun: str
    people: int
    ages: pd.DataFrame
    counts: dict[str, pd.DataFrame]
    related: dict[str, Correlations]
    withheld: bool
    hidden: dict[str, tuple[str, ...]]


def overview(people: pd.DataFrame, *, noun: str, withheld: bool) -> Overview:
    """Return the overview of people with primary_need, age_band and the 21 metrics.

    Columns of outcomes and packages may come beside them. With `withheld` every count passes the
    suppression, and columns that few people have, or all but few, are in no correlation.
    """
    topics = _topics(people)
    counts = {name: count(people[columns]) for name, (columns, count) in topics.items()}
    related = {"needs": people[list(METRICS)]} | {
        name: people[columns] for name, (columns, _) in topics.items() if name != "needs"
    }
    table = needs_by_age(people)
    every = {name: tuple(frame.columns) for name, frame in related.items()}
    if withheld:
        counts = {name: frequencies.for_all_staff(rows) for name, rows in counts.items()}
        fewest = SMALLEST_SHOWN
        related = {n: correlations.for_all_staff(f, fewest=fewest) for n, f in related.items()}
    return Overview(
        noun=noun,
        people=len(people),
        ages=suppress_with_totals(table) if withheld else totalled(table),
        counts=counts,
        related={name: _correlated(name, frame) for name, frame in related.items()},
        withheld=withheld,
        hidden={
            name: tuple(column for column in columns if column not in related[name].columns)
            for name, columns in every.items()
        },
    )


def _topics(
    people: pd.DataFrame,
) -> dict[str, tuple[list[str], Callable[[pd.DataFrame], pd.DataFrame]]]:
    names = [str(name) for name in people.columns]
    found = {
        "needs": (list(QUESTION_IDS), need_frequencies),
        "outcomes": ([n for n in names if n.startswith(OUTCOME_PREFIX)], outcome_frequencies),
        "packages": ([n for n in names if n.startswith(PACKAGE_PREFIX)], package_frequencies),
    }
    return {name: topic for name, topic in found.items() if topic[0]}


def _correlated(name: str, frame: pd.DataFrame) -> Correlations:
    return correlations.spearman(frame) if name == "needs" else correlations.phi(frame)


def axis_name(column: str) -> str:
    """Return how a column is named beside a picture."""
    return AXIS_NAMES.get(column) or outcome_name(column)


def spoken_name(column: str) -> str:
    """Return how a column is named in the middle of a sentence."""
    if column.startswith(OUTCOME_PREFIX):
        return outcome_name(column).lower()
    if column.startswith(PACKAGE_PREFIX):
        package_id = column.removeprefix(PACKAGE_PREFIX)
        return f"{PACKAGE_NAMES[package_id]} ({package_id.upper()})"
    return NEED_NAMES[column]


def pupils_with_answers(pupils: pd.DataFrame, assessments: pd.DataFrame) -> pd.DataFrame:
    """Return rows of a caseload with their 20 answers beside them, missing where there are none."""
    answers = assessments.set_index("pupil_id")[list(QUESTION_IDS)]
    return pupils.join(answers, on="pupil_id")


def fingerprint(cases: pd.DataFrame) -> str:
    """Return a hash of all that a library holds, by which what is slow may be kept."""
    return hashlib.sha256(pd.util.hash_pandas_object(cases).to_numpy().tobytes()).hexdigest()
