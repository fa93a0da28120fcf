"""Grouping finished cases by their needs, and the frozen model that comes of it.

Which cluster a new pupil is nearest to is `analytics.allocation`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count, islice
from typing import Any

import numpy as np
import pandas as pd

from analytics.distinct import STEPS, BadLibrary, check, keys, scores
from analytics.microclusters import group_means, groups, tree
from analytics.ward import TIE_DECIMALS
from data.schemas import METRICS, NO_PLAN_CLUSTER, QUESTION_IDS, SEVERITY_IDS

__all__ = [
    "GROUPS_WANTED",
    "TIE_DECIMALS",
    "WEIGHTS",
    "BadLibrary",
    "ClusterModel",
    "Derivation",
    "add_clusters",
    "assign",
    "check",
    "cluster_means",
    "derivation",
    "derive",
    "distinct_points",
    "in_order",
    "sizes",
    "squared_distances",
    "weighted",
    "weighted_point",
]

# The technical pack prints the metrics but not how they were scaled. One step on any scale counts
# the same; age, which runs to 25 and not to 4, counts as one step for every five years.
WEIGHTS: dict[str, float] = {**dict.fromkeys(QUESTION_IDS, 1.0), "age_years": 0.2}

# Technical pack, "Needs clustering suggests 10 groups": nine groups and one without a plan.
GROUPS_WANTED = 9

SEVERITY_PLACES = [METRICS.index(question) for question in SEVERITY_IDS]


@dataclass(frozen=True)
class Derivation:
    """Hold how distinct cases were grouped: `profiles` has key, cases and cluster.

    `exact` tells whether Ward's method joined the distinct cases themselves; otherwise it joined
    micro-clusters, which hold `share_inside` of all variance.
    """

    profiles: pd.DataFrame
    exact: bool
    share_inside: float

    @property
    def reading(self) -> str:
        """Say in one sentence how the groups came about."""
        cases, distinct = int(self.profiles["cases"].sum()), len(self.profiles)
        what = f"{cases:,} cases with {distinct:,} different sets of answers"
        if self.exact:
            return f"{what} were grouped exactly."
        share = f"{self.share_inside:.0%} of the variance"
        return f"{what} were grouped by way of micro-clusters, which hold {share}."


@dataclass(frozen=True)
class ClusterModel:
    """Hold one version of the clusters: their mean answers, sizes, and what they came from."""

    version: int
    centroids: Mapping[str, Mapping[str, float]]
    sizes: Mapping[str, int]
    weights: Mapping[str, float]
    cases: int
    library: str
    library_sha256: str = ""

    @classmethod
    def from_library(
        cls,
        frame: pd.DataFrame,
        *,
        version: int = 1,
        library: str,
        library_sha256: str = "",
        weights: Mapping[str, float] = WEIGHTS,
    ) -> ClusterModel:
        """Build the model of a library whose cases already have a `cluster`."""
        means = cluster_means(frame)
        return cls(
            version=version,
            centroids={
                str(name): dict(zip(METRICS, map(float, row), strict=True))
                for name, row in zip(means.index, means.to_numpy(), strict=True)
            },
            sizes={str(name): int(n) for name, n in sizes(frame).items()},
            weights=dict(weights),
            cases=len(frame),
            library=library,
            library_sha256=library_sha256,
        )

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> ClusterModel:
        """Read the model back from a row of the `cluster_models` table."""
        return cls(
            version=int(row["version"]),
            centroids=json.loads(row["centroids"]),
            sizes=json.loads(row["sizes"]),
            weights=json.loads(row["weights"]),
            cases=int(row["cases"]),
            library=row["library"],
            library_sha256=row.get("library_sha256") or "",
        )

    def to_row(self, *, reason: str) -> dict[str, Any]:
        """Return the row of the `cluster_models` table; every digit of the means survives."""
        return {
            "version": str(self.version),
            "library": self.library,
            "library_sha256": self.library_sha256 or None,
            "cases": self.cases,
            "centroids": json.dumps(self.centroids),
            "sizes": json.dumps(self.sizes),
            "weights": json.dumps(self.weights),
            "reason": reason,
        }

    @property
    def clusters(self) -> tuple[str, ...]:
        """Return the names of the clusters in order."""
        return tuple(self.centroids)

    def points(self) -> np.ndarray:
        """Return the weighted means, a row for each cluster and a column for each metric."""
        rows = [weighted_point(mean, self.weights) for mean in self.centroids.values()]
        return np.array(rows).reshape(len(rows), len(METRICS))


def in_order(cluster: str) -> tuple[int, str]:
    """Return a sort key that puts X2 before X10."""
    number = cluster[1:]
    return (int(number) if number.isdigit() else 0, cluster)


def cluster_means(library: pd.DataFrame) -> pd.DataFrame:
    """Return the mean of each of the 21 metrics, a row for each cluster, X1 first."""
    means = library.groupby("cluster")[list(METRICS)].mean().astype("float64")
    return means.loc[sorted(means.index, key=in_order)]


def sizes(library: pd.DataFrame) -> pd.Series:
    """Return the number of cases in each cluster, X1 first."""
    found = library["cluster"].value_counts().rename("cases")
    return found.loc[sorted(found.index, key=in_order)]


def weighted(frame: pd.DataFrame, weights: Mapping[str, float]) -> np.ndarray:
    """Return the 21 metrics as numbers times their weights; a missing answer is NaN."""
    values = frame[list(METRICS)].to_numpy(dtype=float, na_value=np.nan)
    return values * np.array([weights[metric] for metric in METRICS])


def weighted_point(metrics: Mapping[str, Any], weights: Mapping[str, float]) -> np.ndarray:
    """Return the 21 metrics of one case or mean times their weights."""
    return np.array([float(metrics[metric]) * weights[metric] for metric in METRICS])


def squared_distances(points: np.ndarray, centres: np.ndarray) -> np.ndarray:
    """Return the squared distance of each point (rows) from each centre (columns)."""
    # Metric by metric, because `sum` adds up in an order that depends on how many rows there are,
    # and one pupil alone must come out as the same pupil among many, to the last bit.
    distances = np.zeros((len(points), len(centres)))
    for metric in range(len(METRICS)):
        distances += (points[:, [metric]] - centres[:, metric]) ** 2
    return distances


def derive(
    cases: pd.DataFrame,
    *,
    k: int = GROUPS_WANTED,
    weights: Mapping[str, float] = WEIGHTS,
    reference: ClusterModel | None = None,
) -> pd.Series:
    """Group any number of cases and name the groups, the same whatever the order of the rows.

    Needs the 21 metrics; returns labels on the index of `cases`. Raises BadLibrary. How the groups
    come about and get their names: see `derivation`.
    """
    check(cases)
    place, key = pd.factorize(keys(cases), sort=True)
    profiles = pd.DataFrame({"key": key, "cases": np.bincount(place, minlength=len(key))})
    found = derivation(profiles, k=k, weights=weights, reference=reference).profiles
    cluster = found["cluster"].array.take(place)
    return pd.Series(cluster, index=cases.index, name="cluster", dtype="str")


def derivation(
    profiles: pd.DataFrame,
    *,
    k: int = GROUPS_WANTED,
    weights: Mapping[str, float] = WEIGHTS,
    reference: ClusterModel | None = None,
) -> Derivation:
    """Group distinct cases (`key` and `cases`, from `analytics.distinct`) and name the groups.

    Ward's method gives k groups and k-means settles each case. Fewer distinct cases than k give as
    many groups. Names come from the reference model's nearest clusters, by the best matching
    overall; without one, from X1 by number of cases, then by mean need, highest first.
    """
    if k < 1:
        raise ValueError("The number of clusters must be 1 or more.")
    points, counts, place = distinct_points(profiles, weights)
    joined = tree(points, counts)
    group = groups(joined, points, counts, k=k)[place]
    if reference is None or profiles.empty:
        names = _names_by_size(profiles, group)
    else:
        centres = group_means(points[place], profiles["cases"].to_numpy(), group)[1]
        names = _names_by_match(centres, reference, weights)
    cluster = pd.Series(names[group], index=profiles.index, dtype="str")
    return Derivation(profiles.assign(cluster=cluster), joined.exact, joined.share_inside)


def distinct_points(
    profiles: pd.DataFrame, weights: Mapping[str, float]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the distinct points of cases, how many cases each is, and the point of each profile.

    Profiles that differ only in metrics of weight 0 are one point. Raises ValueError for weights
    that are missing, negative or endless.
    """
    factors = np.array([weights.get(metric, np.nan) for metric in METRICS], dtype=float)
    if not (np.isfinite(factors) & (factors >= 0)).all():
        raise ValueError("Each of the 21 metrics needs a weight of 0 or more.")
    key, counts = profiles["key"].to_numpy(), profiles["cases"].to_numpy()
    if (factors > 0).all():
        return scores(key) * factors, counts, np.arange(len(key))
    seen = scores(key) * (factors > 0)
    key, place = np.unique(seen @ np.array(STEPS), return_inverse=True)
    together = np.bincount(place, weights=counts, minlength=len(key)).astype("int64")
    return scores(key) * factors, together, place


def assign(cases: pd.DataFrame, profiles: pd.DataFrame) -> pd.Series:
    """Return the cluster of each case, which must be among the profiles of a derivation.

    Works on any part of the cases. Raises ValueError for a case that was not counted.
    """
    known, wanted = profiles["key"].to_numpy(), keys(cases)
    place = np.searchsorted(known, wanted)
    if (place == len(known)).any() or (known[place] != wanted).any():
        raise ValueError("There is a case that the clusters were not derived from.")
    cluster = profiles["cluster"].array.take(place)
    return pd.Series(cluster, index=cases.index, name="cluster", dtype="str")


def _labels(taken: Sequence[str] = ()) -> Iterator[str]:
    names = (f"X{number}" for number in count(1))
    return (name for name in names if name not in taken and name != NO_PLAN_CLUSTER)


def _names_by_size(profiles: pd.DataFrame, group: np.ndarray) -> np.ndarray:
    # Sums of whole scores are exact, so the order of the rows cannot change a mean.
    counts = profiles["cases"].to_numpy()
    needs = scores(profiles["key"].to_numpy())[:, SEVERITY_PLACES].sum(axis=1)
    members = np.bincount(group, weights=counts)
    mean_need = np.bincount(group, weights=needs * counts) / members
    order = np.lexsort((-np.round(mean_need, TIE_DECIMALS), -members))
    names = np.empty(len(members), dtype=object)
    names[order] = list(islice(_labels(), len(order)))
    return names


def _names_by_match(
    centres: np.ndarray, reference: ClusterModel, weights: Mapping[str, float]
) -> np.ndarray:
    # scipy takes 0.3 s to import, which no other request should wait for.
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415

    known = replace(reference, weights=weights).points()
    ours, theirs = linear_sum_assignment(squared_distances(centres, known))
    names = np.empty(len(centres), dtype=object)
    names[ours] = np.array(reference.clusters, dtype=object)[theirs]
    spare = _labels(reference.clusters)
    for place in np.setdiff1d(np.arange(len(centres)), ours):
        names[place] = next(spare)
    return names


def add_clusters(
    frame: pd.DataFrame,
    *,
    k: int = GROUPS_WANTED,
    weights: Mapping[str, float] = WEIGHTS,
    reference: ClusterModel | None = None,
) -> pd.DataFrame:
    """Return the library with its `cluster` column derived anew; raises BadLibrary."""
    return frame.assign(cluster=derive(frame, k=k, weights=weights, reference=reference))
