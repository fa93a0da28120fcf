"""Whose plan may need an early review, for one pupil and for many, and what was decided of it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analytics.review_flags.known import Known, days
from analytics.review_flags.model import Weights, beyond_usual, scores
from analytics.review_flags.rules import NOT_ALONE, RULES, TOGETHER, figures, raised
from analytics.review_flags.sentences import one_of, sentence_of
from analytics.review_flags.signs import signs_of
from data.schemas.feedback import Flag

# Below this much of the log odds a sign is not told as one of several.
TOLD_FROM = 0.2


@dataclass(frozen=True)
class Review:
    """Hold why one pupil's plan may need an early review, and how surely."""

    flags: tuple[Flag, ...]
    figures: Mapping[str, float]
    """The figure of each reason that is raised: the greater, the worse."""
    score: float
    """Suggested probability, 0 to 1."""
    early: bool


@dataclass(frozen=True)
class Reviews:
    """Hold many pupils: `table` has a row each, in the order of reference.

    Its columns are pupil_id, score, early, reasons (how many), and one of each reason, true where
    raised; `found` holds the figure of each rule.
    """

    known: Known
    signs: pd.DataFrame
    found: pd.DataFrame
    table: pd.DataFrame
    weights: Weights


def reviews_of(known: Known, *, weights: Weights) -> Reviews:
    """Return reasons and score of every pupil."""
    signs = signs_of(known)
    found = figures(signs)
    reasons = raised(found)
    score = scores(signs, weights=weights)
    early = (score >= weights.threshold).to_numpy()
    told = reasons.drop(columns=NOT_ALONE).any(axis=1).to_numpy()
    reasons = reasons.assign(**{TOGETHER: early & ~told})
    table = reasons.assign(score=score, early=early, reasons=reasons.sum(axis=1))
    table.insert(0, "pupil_id", known.pupil_ids.to_numpy(dtype=object))
    return Reviews(known, signs, found, table.reset_index(drop=True), weights)


def flags_for(pupil_id: str, known: Known, *, weights: Weights) -> Review:
    """Return the reasons for one pupil, who must be among those known."""
    return review_of(reviews_of(known.of([pupil_id]), weights=weights), pupil_id)


def review_of(reviews: Reviews, pupil_id: str) -> Review:
    """Return the reasons for one of many pupils in words, those that add most first."""
    place = int(reviews.known.pupil_ids.get_indexer(pd.Index([pupil_id]))[0])
    row: Mapping[str, Any] = dict(reviews.table.iloc[place])
    signs = reviews.signs.iloc[[place]]
    found: Mapping[str, Any] = dict(reviews.found.iloc[place])
    adds = beyond_usual(signs, weights=reviews.weights).iloc[0]
    one = one_of(reviews.known, pupil_id, dict(signs.iloc[0]))
    flags = []
    for reason in (name for name in RULES if row[name]):
        sentence, sources = sentence_of(reason, one)
        weight = float(adds[list(RULES[reason].signs)].sum())
        flags.append(Flag(reason, sentence, sources, round(weight, 2)))
    if row[TOGETHER]:
        flags.append(Flag(TOGETHER, _together(adds), (), round(float(adds.sum()), 2)))
    told = {name: float(found[name]) for name in RULES if row[name]}
    return Review(
        flags=tuple(sorted(flags, key=lambda flag: -flag.weight)),
        figures={**told, **({TOGETHER: float(row["score"])} if row[TOGETHER] else {})},
        score=float(row["score"]),
        early=bool(row["early"]),
    )


def _together(adds: pd.Series) -> str:
    """Say which reasons weigh most where none is raised by itself."""
    by_reason = {rule.words: adds[list(rule.signs)].sum() for rule in RULES.values()}
    strongest = sorted(by_reason, key=lambda words: -by_reason[words])
    named = [words.lower() for words in strongest if by_reason[words] >= TOLD_FROM][:3]
    listed = ", ".join(named) or "time since the last review"
    return f"No sign stands out by itself; together they do, in this order: {listed}."


# ---- what was decided ----


@dataclass(frozen=True)
class Decided:
    """Hold a decision and whether it still stands; `since` says why it does not."""

    row: Mapping[str, Any]
    stands: bool
    since: str = ""


def standing(
    row: Mapping[str, Any],
    kept: Sequence[Mapping[str, Any]],
    now: Mapping[str, float],
    known: Known,
) -> Decided:
    """Tell whether a decision still stands beside the figures of now.

    `kept` are the reasons as they stood, each with reason and figure. It ends with a review held
    since, with a new reason, and with a figure that is worse than then.
    """
    held = days(known.of([str(row["pupil_id"])]).request["review_held_on"])[0]
    if held > datetime.date.fromisoformat(str(row["decided_on"])).toordinal():
        return Decided(row, False, "A review was held since.")
    return _beside(row, {str(one["reason"]): float(one["figure"]) for one in kept}, now)


def _beside(row: Mapping[str, Any], kept: Mapping[str, float], now: Mapping[str, float]) -> Decided:
    new = [name for name in now if name not in kept]
    worse = [name for name in now if name in kept and now[name] >= kept[name] + _worse(name)]
    if new or worse:
        told = [*(f"new: {_words(name)}" for name in new), *(f"worse: {_words(n)}" for n in worse)]
        return Decided(row, False, f"Since then {'; '.join(told)}.")
    return Decided(row, True)


def _worse(name: str) -> float:
    return RULES[name].worse if name in RULES else 0.1


def _words(name: str) -> str:
    return (RULES[name].words if name in RULES else "several signs together").lower()


def kept_reasons(review: Review) -> list[dict[str, Any]]:
    """Return the reasons as they are kept with a decision."""
    return [
        {
            "reason": flag.reason,
            "sentence": flag.sentence,
            "sources": list(flag.sources)[:20],
            "figure": round(review.figures[flag.reason], 3),
        }
        for flag in review.flags
    ]


def ranked(table: pd.DataFrame) -> pd.DataFrame:
    """Return pupils with most reasons first, then by score and reference."""
    order = np.lexsort(
        (
            table["pupil_id"].to_numpy(dtype=str),
            -table["score"].to_numpy(dtype=float),
            -table["reasons"].to_numpy(dtype=int),
        )
    )
    return table.iloc[order]
