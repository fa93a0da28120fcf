"""Which cluster a pupil is nearest to, and the reasons in words.

How the clusters were derived is `analytics.clustering`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analytics.answers import YES_OR_NO, known, listed, opened, phrase, score_of
from analytics.clustering import (
    TIE_DECIMALS,
    ClusterModel,
    squared_distances,
    weighted,
    weighted_point,
)
from data.schemas import METRICS, NO_PLAN_CLUSTER, QUESTION, QUESTION_IDS, SEVERITY_IDS

# Our choices. A pupil whose distance to the second cluster is hardly more than to the first could
# as well be in either: within a tenth counts as close. Beyond four reasons nobody reads on, and
# what pulls less than its even share of the difference is no reason.
CLOSE_RATIO = 0.9
MOST_REASONS = 4
LEAST_PULL = round(1 / len(METRICS), 6)


@dataclass(frozen=True)
class CutOff:
    """State the rule for no plan: no need above a score, and the 18 needs add up to at most a sum.

    The technical pack has no case without a plan ("more examples of No EHCP required"), so the
    default is a starting point for the authority to set, not a finding.
    """

    highest_score: int = 1
    highest_total: int = 6

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> CutOff:
        """Read the rule from a row of the `cut_offs` table."""
        return cls(int(row["highest_score"]), int(row["highest_total"]))

    def applies(self, answers: Mapping[str, Any]) -> bool:
        """Tell whether all 18 graded needs are answered and within the rule."""
        scores = [score for q in SEVERITY_IDS if (score := score_of(answers, q)) is not None]
        return (
            len(scores) == len(SEVERITY_IDS)
            and max(scores) <= self.highest_score
            and sum(scores) <= self.highest_total
        )


@dataclass(frozen=True)
class Deciding:
    """Hold one metric that speaks for the cluster: the answer, and the mean on either side.

    `pull` is its share of the difference between the two squared distances.
    """

    question_id: str
    answer: int
    pull: float
    toward: float
    away: float


@dataclass(frozen=True)
class NearCase:
    """Hold one case of the library and its distance from the pupil."""

    pupil_id: str
    cluster: str
    distance: float


@dataclass(frozen=True)
class Allocation:
    """Hold the cluster suggested for a pupil and everything needed to say why.

    Distances are in steps of the scales (five years of age count as one). Under the cut-off the
    cluster is X10, its distance is NaN, and the runner-up is the nearest cluster with a plan.
    With a single cluster there is no runner-up: "" and NaN. `margin` is "close" where the two
    distances are within a tenth, or one more step would end the rule for no plan, else "clear".
    """

    cluster: str
    distance: float
    runner_up: str
    runner_up_distance: float
    decided: tuple[Deciding, ...]
    nearest: tuple[NearCase, ...]
    by_cut_off: bool
    margin: str
    needs_total: int
    cut_off: CutOff


def allocate(
    answers: Mapping[str, Any],
    age_years: int | None,
    *,
    model: ClusterModel,
    cut_off: CutOff,
    library: pd.DataFrame,
    n_nearest: int = 10,
    pupil_id: str = "",
) -> Allocation | None:
    """Return the cluster nearest to a pupil's answers, or X10 where the cut-off applies.

    None when one of the 20 answers or the age is missing, or the model is empty. Equal distances
    go to the cluster named first. `pupil_id` keeps a pupil out of its own nearest cases.
    """
    metrics = {q: score_of(answers, q) for q in QUESTION_IDS} | {"age_years": known(age_years)}
    if None in metrics.values() or not model.centroids:
        return None
    point = weighted_point(metrics, model.weights)
    squared = squared_distances(point[np.newaxis], model.points())[0]
    order = _nearest_first(squared)
    ranked = [(model.clusters[place], math.sqrt(squared[place])) for place in order[:2]]
    total = sum(metrics[q] for q in SEVERITY_IDS)
    by_cut_off = cut_off.applies(answers)
    if by_cut_off:
        ranked.insert(0, (NO_PLAN_CLUSTER, math.nan))
    (cluster, distance), (runner_up, runner_up_distance) = (*ranked, ("", math.nan))[:2]
    at_the_edge = by_cut_off and total == cut_off.highest_total
    near_to_both = distance >= CLOSE_RATIO * runner_up_distance
    return Allocation(
        cluster=cluster,
        distance=distance,
        runner_up=runner_up,
        runner_up_distance=runner_up_distance,
        decided=() if by_cut_off else _decided(metrics, cluster, runner_up, model),
        nearest=_nearest_cases(point, library, model, n_nearest, pupil_id),
        by_cut_off=by_cut_off,
        margin="close" if at_the_edge or near_to_both else "clear",
        needs_total=total,
        cut_off=cut_off,
    )


def _nearest_first(squared: np.ndarray) -> np.ndarray:
    return np.argsort(np.round(squared, TIE_DECIMALS), axis=-1, kind="stable")


def pulls(metrics: Mapping[str, Any], *, toward: str, away: str, model: ClusterModel) -> pd.Series:
    """Return how much each of the 21 metrics speaks for one cluster rather than another.

    They add up exactly to the difference of the squared distances, in squared steps; a metric
    that speaks for the other cluster is negative.
    """
    point, ours, theirs = (
        weighted_point(values, model.weights)
        for values in (metrics, model.centroids[toward], model.centroids[away])
    )
    return pd.Series((point - theirs) ** 2 - (point - ours) ** 2, index=list(METRICS), name="pull")


def _decided(
    metrics: Mapping[str, Any], cluster: str, runner_up: str, model: ClusterModel
) -> tuple[Deciding, ...]:
    if not runner_up:
        return ()
    pull = pulls(metrics, toward=cluster, away=runner_up, model=model)
    difference = float(pull.sum())
    if round(difference, TIE_DECIMALS) == 0:
        return ()
    shares = dict(zip(METRICS, pull.tolist(), strict=True))
    order = sorted(METRICS, key=lambda metric: -round(shares[metric], TIE_DECIMALS))
    return tuple(
        Deciding(
            question_id=metric,
            answer=int(metrics[metric]),
            pull=shares[metric] / difference,
            toward=float(model.centroids[cluster][metric]),
            away=float(model.centroids[runner_up][metric]),
        )
        for metric in order[:MOST_REASONS]
        if round(shares[metric] / difference, TIE_DECIMALS) >= LEAST_PULL
    )


def case_ids(library: pd.DataFrame) -> pd.Series:
    """Return the references of the library's cases, kept as a column or as the index."""
    if "pupil_id" in library.columns:
        return library["pupil_id"]
    return library.index.to_series()


def _nearest_cases(
    point: np.ndarray, library: pd.DataFrame, model: ClusterModel, n: int, pupil_id: str
) -> tuple[NearCase, ...]:
    if library.empty or not n:
        return ()
    ids, clusters = (names.to_numpy(dtype=str) for names in (case_ids(library), library["cluster"]))
    cases = weighted(library, model.weights)
    distances = np.sqrt(squared_distances(cases, point[np.newaxis])[:, 0])
    order = np.lexsort((ids, np.round(distances, TIE_DECIMALS)))
    others = order[ids[order] != pupil_id][:n]
    return tuple(NearCase(str(ids[i]), str(clusters[i]), float(distances[i])) for i in others)


def allocate_all(frame: pd.DataFrame, *, model: ClusterModel, cut_off: CutOff) -> pd.DataFrame:
    """Allocate every row at once, each as `allocate` would.

    Needs the 21 metrics; returns cluster, distance, runner_up and runner_up_distance on the same
    index. A row with a missing answer has "" and NaN.
    """
    points = weighted(frame, model.weights)
    blank = np.full(len(frame), "", dtype=object)
    nowhere = np.full(len(frame), np.nan)
    names = [*model.clusters, "", ""]
    squared = np.full((len(frame), len(names)), np.inf)
    squared[:, : len(model.clusters)] = squared_distances(points, model.points())
    whole = ~np.isnan(points).any(axis=1) & bool(model.clusters)
    order = _nearest_first(squared)[:, :2]
    nearest = np.array(names, dtype=object)[order]
    distance = np.sqrt(np.take_along_axis(squared, order, axis=1))
    distance[np.isinf(distance)] = np.nan
    under = whole & _under(frame, cut_off)
    first = np.where(under, NO_PLAN_CLUSTER, nearest[:, 0])
    second = np.where(under, nearest[:, 0], nearest[:, 1])
    return pd.DataFrame(
        {
            "cluster": np.where(whole, first, blank),
            "distance": np.where(whole & ~under, distance[:, 0], nowhere),
            "runner_up": np.where(whole, second, blank),
            "runner_up_distance": np.where(
                whole, np.where(under, distance[:, 0], distance[:, 1]), nowhere
            ),
        },
        index=frame.index,
    ).astype({"cluster": "str", "runner_up": "str"})


def _under(frame: pd.DataFrame, cut_off: CutOff) -> np.ndarray:
    needs = frame[list(SEVERITY_IDS)].to_numpy(dtype=float, na_value=np.nan)
    return (needs <= cut_off.highest_score).all(axis=1) & (
        needs.sum(axis=1) <= cut_off.highest_total
    )


def sentences(allocation: Allocation) -> tuple[str, ...]:
    """Return the reasons for an allocation as short sentences, the deciding one first."""
    if allocation.by_cut_off:
        return _cut_off_sentences(allocation)
    if not allocation.runner_up:
        return (f"{allocation.cluster} is the only cluster of the model.",)
    return (_why(allocation), _how_near(allocation))


def _cut_off_sentences(allocation: Allocation) -> tuple[str, ...]:
    rule, total = allocation.cut_off, allocation.needs_total
    graded = [QUESTION[q] for q in SEVERITY_IDS]
    words = dict.fromkeys(
        q.scale[rule.highest_score] for q in graded if rule.highest_score <= q.maximum
    )
    return (
        f"No need is above {listed(tuple(words), word='or')}, and the needs add up to {total}, at "
        f"most {rule.highest_total}, so the rule for no plan applies.",
        f"Of the clusters with a plan, {allocation.runner_up} is the nearest.",
    )


def _why(allocation: Allocation) -> str:
    cluster, runner_up = allocation.cluster, allocation.runner_up
    if not allocation.decided:
        return f"{cluster} and {runner_up} fit equally well; {cluster} is named first."
    reasons = tuple(_reason(deciding, allocation) for deciding in allocation.decided)
    return f"{cluster} rather than {runner_up} because {listed(reasons)}."


def _reason(deciding: Deciding, allocation: Allocation) -> str:
    away, toward = deciding.away, deciding.toward
    answer = phrase(deciding.question_id, deciding.answer)
    cluster, runner_up = allocation.cluster, allocation.runner_up
    if deciding.question_id in YES_OR_NO:
        same = [share if deciding.answer else 1 - share for share in (away, toward)]
        return f"{answer} ({same[0]:.0%} of {runner_up}, {same[1]:.0%} of {cluster})"
    return f"{answer} ({runner_up} averages {away:.1f}, {cluster} {toward:.1f})"


def _how_near(allocation: Allocation) -> str:
    distances = (
        f"{allocation.distance:.1f} steps from {allocation.cluster} and "
        f"{allocation.runner_up_distance:.1f} from {allocation.runner_up}"
    )
    if allocation.margin == "close":
        return opened(f"it is a close call: {distances}, so both are worth a look.")
    return opened(f"it is a clear fit: {distances}.")
