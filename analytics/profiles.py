"""What each cluster is like, and how one pupil compares with the mean of a cluster."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analytics.answers import NEED_NAMES, known, listed, score_of
from analytics.clustering import ClusterModel, cluster_means, sizes
from data.schemas import QUESTIONS, SEVERITY_IDS

__all__ = [
    "CHARACTERISTICS",
    "CLUSTER_NAMES",
    "cluster_means",
    "pupil_against_cluster",
    "reading",
    "sizes",
]

# Both after the technical pack v0.09, "Cluster profiles", in our own words.
CLUSTER_NAMES: dict[str, str] = {
    "X1": "Autism with speech and language needs",
    "X2": "Autism, mainly at secondary age",
    "X3": "Milder needs or hearing loss",
    "X4": "Learning difficulties with speech and language needs",
    "X5": "Speech and language with social interaction",
    "X6": "Speech and language above all",
    "X7": "Learning, health and daily living",
    "X8": "Speech, early autism and the senses",
    "X9": "Physical disability and health",
    "X10": "No plan",
}
CHARACTERISTICS: dict[str, str] = {
    "X1": "All ages: autism with speech and language needs, difficulty with social interaction, "
    "little physical disability.",
    "X2": "Mainly secondary age: autism above all, with difficulty in social interaction and "
    "emotional literacy.",
    "X3": "All ages: milder needs, more often in speech and language or hearing.",
    "X4": "All ages: learning difficulties together with speech and language needs.",
    "X5": "Nursery and primary age: speech and language above all, with moderate or severe "
    "difficulty in social interaction and emotional literacy.",
    "X6": "Nursery and early primary age: speech and language above all.",
    "X7": "Nursery and early primary age: speech and language needs with moderate or severe "
    "learning difficulties, health issues and help with daily living.",
    "X8": "Nursery age: speech and language needs, possible early autism and sensory difficulty.",
    "X9": "All ages: moderate or severe physical disability and health issues.",
    "X10": "No EHC plan: the needs are below the cut-off for a plan.",
}

# Half a step on a scale of whole steps: less would round to no difference. Our choice.
NOTABLE_STEP = 0.5
NOTABLE_YEARS = 5  # counts as one step of need in `clustering.WEIGHTS`
MOST_NAMED = 2


def pupil_against_cluster(
    answers: Mapping[str, Any],
    age_years: int | None,
    *,
    cluster: str | None,
    model: ClusterModel,
) -> pd.DataFrame:
    """Set a pupil's 20 answers beside the cluster's means, in the order of the form.

    Returns question_id, label (the short one), group, score, words, maximum, cluster_mean and
    difference (score less mean, in steps of the scale). Without a cluster, or with one that has no
    cases such as X10, the means are NaN; an unanswered question has no score or difference. Age is
    no need and has no row: `attrs["years_older"]` has how much older the pupil is than the mean.
    """
    means = model.centroids.get(cluster or "", {})
    scores = [score_of(answers, question.id) for question in QUESTIONS]
    score = pd.array(scores, dtype="Int64")
    cluster_mean = np.array([means.get(question.id, math.nan) for question in QUESTIONS])
    frame = pd.DataFrame(
        {
            "question_id": [question.id for question in QUESTIONS],
            "label": [question.short for question in QUESTIONS],
            "group": [question.group for question in QUESTIONS],
            "score": score,
            "words": [q.words(given) for q, given in zip(QUESTIONS, scores, strict=True)],
            "maximum": np.array([question.maximum for question in QUESTIONS], dtype="int64"),
            "cluster_mean": cluster_mean,
            "difference": score.to_numpy(dtype=float, na_value=math.nan) - cluster_mean,
        }
    )
    age = known(age_years)
    frame.attrs["years_older"] = math.nan if age is None else age - means.get("age_years", math.nan)
    return frame


def reading(frame: pd.DataFrame, cluster: str | None) -> str:
    """Say in one sentence which needs are furthest above and below the cluster's mean.

    Takes the frame of `pupil_against_cluster`. Only the 18 graded needs are read, and only
    differences of half a step or more; the age is named where it is five years or more away.
    """
    needs = [need for need in _needs(frame) if need.question_id in SEVERITY_IDS]
    if all(need.score is None for need in needs):
        return "No need has been graded yet."
    if all(math.isnan(need.mean) for need in needs):
        return "There is no cluster mean to compare these answers with."
    graded = [need for need in needs if not math.isnan(need.difference)]
    above = sorted(graded, key=lambda need: -need.difference)[:MOST_NAMED]
    below = sorted(graded, key=lambda need: need.difference)[:MOST_NAMED]
    sides = [
        *_side([need for need in above if need.difference >= NOTABLE_STEP], "above"),
        *_side([need for need in below if need.difference <= -NOTABLE_STEP], "below"),
    ]
    age = _age_words(frame.attrs.get("years_older", math.nan))
    if not sides:
        within = f"Every graded need is within half a step of the mean of {cluster}"
        return f"{within}, but {age}." if age else f"{within}."
    return f"Compared with the mean of {cluster}, {'; '.join([*sides, age] if age else sides)}."


class _Need(NamedTuple):
    question_id: str
    score: int | None
    mean: float
    difference: float


def _needs(frame: pd.DataFrame) -> list[_Need]:
    # Plain values: slicing a frame of 20 rows a dozen times costs more than all the rest.
    columns = ("question_id", "score", "cluster_mean", "difference")
    rows = zip(*(frame[column].tolist() for column in columns), strict=True)
    return [_Need(question, known(score), mean, gap) for question, score, mean, gap in rows]


def _side(needs: list[_Need], word: str) -> list[str]:
    if not needs:
        return []
    named = tuple(
        f"{NEED_NAMES[need.question_id]} ({need.score} against {need.mean:.1f})" for need in needs
    )
    return [f"furthest {word} {'is' if len(named) == 1 else 'are'} {listed(named)}"]


def _age_words(years_older: float) -> str:
    if math.isnan(years_older) or abs(years_older) < NOTABLE_YEARS:
        return ""
    return f"the pupil is {abs(years_older):.0f} years {'older' if years_older > 0 else 'younger'}"
