"""One pupil beside the clusters and beside the finished cases most like them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analytics.allocation import Allocation, allocate, case_ids
from analytics.answers import listed
from analytics.case import Adopted, mean_cluster
from analytics.cluster_profiles import (
    OUTCOME_NAMES,
    OUTCOME_PREFIX,
    PACKAGE_NAMES,
    PACKAGE_PREFIX,
    PLACEMENT,
    shares,
    to_send,
)
from analytics.cluster_words import uncapped
from analytics.clustering import ClusterModel, squared_distances, weighted_point
from analytics.profiles import pupil_against_cluster, reading
from analytics.what_if import one_step
from data.schemas import QUESTION_IDS, SEVERITY_IDS

NOTABLE_STEP = 0.5  # as in `analytics.profiles`
MOST_NAMED = 2
FITS = {"clear": "a clear fit", "close": "a close call"}


@dataclass(frozen=True)
class Benchmark:
    """Hold how one pupil with all 20 answers compares.

    `needs` is the frame of `pupil_against_cluster` with nearest_mean, the mean of the nearest
    cases. `distances` has every cluster of the model, the nearest first. `steps` has what each
    change of one answer by one step would suggest. `cases` are the nearest rows of the library
    with their distance, `packages` and `outcomes` their shares.
    """

    pupil_id: str
    age_years: int
    answers: Mapping[str, int]
    allocation: Allocation
    compared: str
    needs: pd.DataFrame
    distances: pd.DataFrame
    steps: pd.DataFrame
    cases: pd.DataFrame
    packages: pd.DataFrame
    outcomes: pd.DataFrame

    @property
    def would_change(self) -> pd.DataFrame:
        """Return the single steps that would change the suggestion."""
        return self.steps[self.steps["cluster"] != self.allocation.cluster]


def benchmark(
    pupil_id: str, answers: Mapping[str, Any], age_years: int, *, adopted: Adopted
) -> Benchmark | None:
    """Compare a pupil with the adopted model and library; None until all is answered."""
    model, cut_off, library = adopted.model, adopted.cut_off, adopted.library
    allocation = allocate(
        answers, age_years, model=model, cut_off=cut_off, library=library, pupil_id=pupil_id
    )
    if allocation is None:
        return None
    compared = mean_cluster(allocation)
    cases = nearest(allocation, library)
    needs = pupil_against_cluster(answers, age_years, cluster=compared, model=model)
    return Benchmark(
        pupil_id=pupil_id,
        age_years=age_years,
        answers={question: int(answers[question]) for question in QUESTION_IDS},
        allocation=allocation,
        compared=compared,
        needs=needs.assign(nearest_mean=_means(cases)),
        distances=distances(answers, age_years, model=model),
        steps=one_step(answers, age_years, model=model, cut_off=cut_off),
        cases=cases,
        packages=shares(cases, PACKAGE_PREFIX, PACKAGE_NAMES),
        outcomes=shares(cases, OUTCOME_PREFIX, OUTCOME_NAMES),
    )


def nearest(allocation: Allocation, library: pd.DataFrame) -> pd.DataFrame:
    """Return the library's rows of the nearest cases with their distance, the nearest first."""
    near = {case.pupil_id: case.distance for case in allocation.nearest}
    rows = library.iloc[0:0] if library.empty else library[case_ids(library).isin(list(near))]
    rows = rows.reset_index(drop=True)
    order = {pupil_id: place for place, pupil_id in enumerate(near)}
    found = rows.iloc[np.argsort([order[pupil_id] for pupil_id in rows["pupil_id"]], kind="stable")]
    return found.assign(distance=[near[pupil_id] for pupil_id in found["pupil_id"]])


def _means(cases: pd.DataFrame) -> np.ndarray:
    if cases.empty:
        return np.full(len(QUESTION_IDS), math.nan)
    return cases[list(QUESTION_IDS)].to_numpy(dtype=float, na_value=np.nan).mean(axis=0)


def distances(answers: Mapping[str, Any], age_years: int, *, model: ClusterModel) -> pd.DataFrame:
    """Return the distance of complete answers from each cluster's mean, the nearest first.

    Columns: cluster, distance (in steps of the scales; five years of age count as one).
    """
    point = weighted_point({**answers, "age_years": age_years}, model.weights)
    found = np.sqrt(squared_distances(point[np.newaxis], model.points())[0])
    rows = pd.DataFrame({"cluster": list(model.clusters), "distance": found})
    return rows.iloc[np.argsort(found.round(9), kind="stable")].reset_index(drop=True)


def downloads(found: Benchmark) -> dict[str, pd.DataFrame]:
    """Return the tables beside the charts of one pupil, as they are downloaded."""
    columns = ["label", "words", "score", "maximum", "cluster_mean", "nearest_mean"]
    return {
        "distances": found.distances.round(3),
        "needs": found.needs[columns].rename(columns={"label": "need"}).round(2),
        "packages": to_send(found.packages, "package", "cases"),
        "outcomes": to_send(found.outcomes, "outcome", "cases"),
    }


def read_sureness(found: Benchmark) -> str:
    """Say how near the suggested cluster is, how near the next, and what one step would do."""
    allocation = found.allocation
    if allocation.by_cut_off:
        start = (
            f"X10 is suggested by the rule for no plan: the needs add up to "
            f"{allocation.needs_total}, and the rule allows {allocation.cut_off.highest_total}."
        )
    elif not allocation.runner_up:
        start = f"{allocation.cluster} is the only cluster of the model."
    else:
        start = (
            f"{allocation.cluster} is suggested, {FITS[allocation.margin]}: "
            f"{allocation.distance:.1f} steps away, and {allocation.runner_up} is "
            f"{allocation.runner_up_distance:.1f}."
        )
    return f"{start} {_one_step_words(found)}"


def _one_step_words(found: Benchmark) -> str:
    n_moves, n_changing = len(found.steps), len(found.would_change)
    if not n_changing:
        return "No single answer one step different would change the suggestion."
    return (
        f"{n_changing} of the {n_moves} ways of giving one answer one step differently would "
        "change the suggestion."
    )


def read_needs(found: Benchmark) -> str:
    """Say where the pupil differs most from the cluster and from the nearest cases."""
    needs = found.needs[found.needs["question_id"].isin(list(SEVERITY_IDS))]
    gaps = needs["score"].astype("float64") - needs["nearest_mean"]
    against_cluster = reading(found.needs, found.compared)
    if gaps.isna().all():
        return against_cluster
    sides = [_side(needs, gaps, 1, "above"), _side(needs, gaps, -1, "below")]
    told = "; ".join(filter(None, sides))
    cases = f"the {len(found.cases)} nearest cases"
    if not told:
        return f"{against_cluster} Every graded need is within half a step of the mean of {cases}."
    return f"{against_cluster} Compared with {cases}, furthest {told}."


def _side(needs: pd.DataFrame, gaps: pd.Series, sign: int, word: str) -> str:
    order = (gaps * sign).sort_values(ascending=False, kind="stable")
    named = needs.loc[order[order >= NOTABLE_STEP].index[:MOST_NAMED]]
    rows = zip(named["label"], named["score"], named["nearest_mean"], strict=True)
    words = tuple(f"{uncapped(label)} ({score} against {mean:.1f})" for label, score, mean in rows)
    return f"{word}: {listed(words)}" if words else ""


def read_placements(found: Benchmark) -> str:
    """Say where the nearest cases were placed and in which clusters they are."""
    cases = found.cases
    if cases.empty:
        return "The library has no other case to compare with."
    column = f"{PACKAGE_PREFIX}{PLACEMENT}"
    special = int((cases[column] == 1).sum()) if column in cases else None
    clusters = cases["cluster"].value_counts()
    grouped = listed(tuple(f"{n} in {cluster}" for cluster, n in clusters.items()))
    n = len(cases)
    lead = "Of the nearest case" if n == 1 else f"Of the {n} nearest cases"
    if special is None:
        return f"{lead}, {grouped}."
    placed = f"{special} had a special school placement and {n - special} a mainstream one"
    return f"{lead}, {placed}; by cluster, {grouped}."
