"""A new cluster model before anybody adopts it: what it would be, who would move, and why."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from analytics.allocation import CutOff, allocate_all, pulls
from analytics.answers import phrase
from analytics.clustering import BadLibrary, ClusterModel, derive, in_order
from analytics.stability import adjusted_rand, by_cluster
from data.schemas import GROUPS, METRICS, NO_PLAN_CLUSTER, PLAN_STAGES, QUESTION, QUESTION_IDS

# The packages are mapped to X1 to X9 (technical pack, "Cluster to support packages mapping"), so a
# model may have fewer clusters than that but no more.
FEWEST_CLUSTERS, MOST_CLUSTERS = 2, 9
MOST_WEIGHT = 10.0

# At most about so many cases, evenly spread, are resampled to see how stable the clusters are.
MOST_RESAMPLED = 300

SOURCES: dict[str, str] = {
    "library": "Finished cases of the library",
    "plans": "This authority's pupils with a plan",
    "both": "Both together",
}
AGE_GROUP = "Age"
WEIGHTED = (*GROUPS, AGE_GROUP)


@dataclass(frozen=True)
class Proposal:
    """Hold a candidate model beside the one in force.

    `movements` has pupil_id, before, after and why, a row for each pupil who would move;
    `crossing` counts pupils by cluster now (rows) and then (columns); `agreement` is the adjusted
    Rand index between the two, 1 where they group alike; `matches` has, for each new cluster, its
    cases, how far its mean lies from the mean of the cluster whose name it takes, in steps, and
    for a model derived now its stability and verdict (`stability.by_cluster`).
    """

    model: ClusterModel
    movements: pd.DataFrame
    crossing: pd.DataFrame
    agreement: float
    matches: pd.DataFrame

    @property
    def pupils(self) -> int:
        """Return how many pupils have a cluster."""
        return int(self.crossing.to_numpy().sum())

    @property
    def fingerprint(self) -> str:
        """Return a hash that changes with the model or with anybody's move."""
        moves = self.movements[["pupil_id", "before", "after"]].to_numpy().tolist()
        whole = [self.model.centroids, dict(self.model.weights), moves]
        return hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()


def weights_of(groups: Mapping[str, float]) -> dict[str, float]:
    """Return the weight of each of the 21 metrics from the weight of its group.

    Raises BadLibrary where a weight is not from 0 to 10 or where all are 0.
    """
    wrong = [name for name, weight in groups.items() if not 0 <= weight <= MOST_WEIGHT]
    if wrong:
        raise BadLibrary([f"The weight of {wrong[0]} must be from 0 to {MOST_WEIGHT:g}."])
    weights = {question: float(groups[QUESTION[question].group]) for question in QUESTION_IDS}
    weights["age_years"] = float(groups[AGE_GROUP])
    if not any(weights.values()):
        raise BadLibrary(["At least one weight must be above 0."])
    return weights


def group_weights(weights: Mapping[str, float]) -> dict[str, float]:
    """Return the weight of each group of questions, and of age, in a model's weights."""
    groups = {QUESTION[question].group: weights[question] for question in QUESTION_IDS}
    return {**groups, AGE_GROUP: weights["age_years"]}


def choose_cases(
    source: str, *, library: pd.DataFrame, assessments: pd.DataFrame, requests: pd.DataFrame
) -> pd.DataFrame:
    """Return the cases to derive from, the 21 metrics of each, by pupil_id.

    Of the authority's pupils those with a plan and all 20 answers count.
    """
    own = complete(assessments)
    planned = requests.set_index("pupil_id")["stage"].isin(PLAN_STAGES)
    own = own[own.index.isin(planned.index[planned])][list(METRICS)]
    finished = library.set_index("pupil_id")[list(METRICS)]
    frames = {"library": [finished], "plans": [own], "both": [finished, own]}[source]
    return pd.concat([frame.astype("int64") for frame in frames])


def complete(assessments: pd.DataFrame) -> pd.DataFrame:
    """Return the assessments that have all 20 answers, an age and a cluster, by pupil_id."""
    answered = assessments[[*METRICS, "cluster"]].notna().all(axis=1)
    return assessments[answered].set_index("pupil_id").sort_index()


def propose(
    cases: pd.DataFrame,
    assessments: pd.DataFrame,
    *,
    k: int,
    weights: Mapping[str, float],
    current: ClusterModel,
    cut_off: CutOff,
    library: str,
) -> Proposal:
    """Derive a model of k clusters and list who would move under it; raises BadLibrary.

    The clusters take the names of those in force by the best matching overall.
    """
    if not FEWEST_CLUSTERS <= k <= MOST_CLUSTERS:
        raise BadLibrary([f"Choose from {FEWEST_CLUSTERS} to {MOST_CLUSTERS} clusters."])
    distinct = len(cases.drop_duplicates())
    if distinct < k:
        raise BadLibrary(
            [f"{k} clusters need at least {k} different cases; these have {distinct}."]
        )
    labels = derive(cases, k=k, weights=weights, reference=current)
    model = ClusterModel.from_library(
        cases.assign(cluster=labels),
        version=current.version + 1,
        library=library,
        library_sha256=hashlib.sha256(cases.to_csv().encode()).hexdigest(),
        weights=weights,
    )
    proposal = compare(model, assessments, current=current, cut_off=cut_off)
    found = _stability(cases, model, k=k)
    return replace(proposal, matches=proposal.matches.merge(found, on="cluster", how="left"))


def _stability(cases: pd.DataFrame, model: ClusterModel, *, k: int) -> pd.DataFrame:
    # Twenty derivations from all of an authority's pupils would keep the reader waiting a minute.
    ordered = cases.sort_values(list(METRICS))
    step = max(1, len(ordered) // MOST_RESAMPLED)
    found = by_cluster(ordered.iloc[::step], k=k, weights=model.weights, reference=model)
    return found[["cluster", "stability", "verdict"]]


def restore(
    earlier: ClusterModel, assessments: pd.DataFrame, *, current: ClusterModel, cut_off: CutOff
) -> Proposal:
    """Propose an earlier model again, as the version after the one in force."""
    model = replace(earlier, version=current.version + 1)
    return compare(model, assessments, current=current, cut_off=cut_off)


def compare(
    model: ClusterModel, assessments: pd.DataFrame, *, current: ClusterModel, cut_off: CutOff
) -> Proposal:
    """Set a model beside the one in force, over every pupil who has a cluster."""
    held = complete(assessments)
    after = allocate_all(held, model=model, cut_off=cut_off)["cluster"]
    before = held["cluster"].astype("str")
    moved = before != after
    moves = pd.DataFrame(
        {
            "pupil_id": held.index[moved],
            "before": before[moved].array,
            "after": after[moved].array,
        }
    )
    metrics = held.loc[moved, list(METRICS)].to_dict("records")
    crossing = _crossing(before, after)
    return Proposal(
        model=model,
        movements=moves.assign(why=_reasons(moves, metrics, model)),
        crossing=crossing,
        agreement=adjusted_rand(crossing.to_numpy()),
        matches=_matches(model, current),
    )


def _reasons(moves: pd.DataFrame, metrics: list[dict[Any, Any]], model: ClusterModel) -> list[str]:
    pairs = zip(moves["before"].tolist(), moves["after"].tolist(), metrics, strict=True)
    return [_reason(before, after, answers, model) for before, after, answers in pairs]


def _reason(before: str, after: str, metrics: Mapping[str, Any], model: ClusterModel) -> str:
    if after == NO_PLAN_CLUSTER:
        return "The rule for no plan applies."
    if before == NO_PLAN_CLUSTER:
        return "The rule for no plan does not apply."
    if before not in model.centroids:
        return f"{before} is not a cluster of this model; {after} is the nearest."
    pull = pulls(metrics, toward=after, away=before, model=model)
    metric = str(pull.idxmax())
    ours, theirs = model.centroids[after][metric], model.centroids[before][metric]
    return (
        f"{phrase(metric, int(metrics[metric])).capitalize()}: {after} would average "
        f"{ours:.1f}, {before} {theirs:.1f}."
    )


def _crossing(before: pd.Series, after: pd.Series) -> pd.DataFrame:
    names = sorted({*before, *after}, key=in_order)
    table = pd.crosstab(before.to_numpy(), after.to_numpy())
    found = table.reindex(index=names, columns=names, fill_value=0).astype("int64")
    return found.rename_axis(index="before", columns="after")


def _matches(model: ClusterModel, current: ClusterModel) -> pd.DataFrame:
    ours, theirs = model.points(), replace(current, weights=model.weights).points()
    places = {name: place for place, name in enumerate(current.clusters)}
    gaps = [
        float(np.linalg.norm(ours[place] - theirs[places[name]])) if name in places else np.nan
        for place, name in enumerate(model.clusters)
    ]
    return pd.DataFrame(
        {
            "cluster": list(model.clusters),
            "cases": [model.sizes[name] for name in model.clusters],
            "cases_before": [current.sizes.get(name, 0) for name in model.clusters],
            "gap": gaps,
        }
    )


def reading(proposal: Proposal) -> str:
    """Say in one sentence how many pupils would move and how alike the two models are."""
    moved, pupils = len(proposal.movements), proposal.pupils
    if not pupils:
        return "No pupil has a cluster yet, so nobody would move."
    if not moved:
        return f"None of the {pupils:,} pupils with a cluster would move."
    return (
        f"{moved:,} of the {pupils:,} pupils with a cluster ({moved / pupils:.0%}) would move; "
        f"the two models group {_likeness(proposal.agreement)} (adjusted Rand index "
        f"{proposal.agreement:.2f}, where 1 is alike and 0 is chance)."
    )


# The index's author gives no bands, so these words are ours.
def _likeness(agreement: float) -> str:
    if agreement >= 0.9:
        return "almost alike"
    return "in part alike" if agreement >= 0.5 else "differently"
