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

from data.schemas import (
    METRICS,
    NO_PLAN_CLUSTER,
    OLDEST_AGE,
    QUESTION_IDS,
    QUESTIONS,
    SEVERITY_IDS,
)

# The technical pack prints the metrics but not how they were scaled. One step on any scale counts
# the same; age, which runs to 25 and not to 4, counts as one step for every five years.
WEIGHTS: dict[str, float] = {**dict.fromkeys(QUESTION_IDS, 1.0), "age_years": 0.2}

# Technical pack, "Needs clustering suggests 10 groups": nine groups and one without a plan.
GROUPS_WANTED = 9

# Ties are everywhere on whole scores (reference/feasibility.md, section 3). Distances that agree
# to nine decimals are a tie, so that rounding in the last bit never decides one.
TIE_DECIMALS = 9
ROWS_NAMED = 5
TOPS = (*(question.maximum for question in QUESTIONS), OLDEST_AGE)


class BadLibrary(ValueError):
    """Refuse a library of cases: `problems` has one sentence for each thing to put right."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = tuple(problems)


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
    """Group cases by Ward's method and name the groups, the same whatever the order of the rows.

    Needs the 21 metrics; returns labels on the index of `cases`. Fewer distinct cases than k give
    as many groups. Names come from the reference model's nearest clusters, by the best matching
    overall; without one, from X1 by number of cases, then by mean need, highest first.
    Raises BadLibrary. Method: J. H. Ward, JASA 58 (1963).
    """
    if k < 1:
        raise ValueError("The number of clusters must be 1 or more.")
    check(cases)
    if cases.empty:
        return pd.Series([], index=cases.index, name="cluster", dtype="str")
    points, case_point, counts = np.unique(
        weighted(cases, weights), axis=0, return_inverse=True, return_counts=True
    )
    owner = ward(points, counts, k=k)
    leaders, group = np.unique(owner[case_point], return_inverse=True)
    if reference is None:
        names = _names_by_size(cases, group)
    else:
        centres = np.array(
            [np.average(points[owner == i], axis=0, weights=counts[owner == i]) for i in leaders]
        )
        names = _names_by_match(centres, reference, weights)
    return pd.Series(names[group], index=cases.index, name="cluster", dtype="str")


def ward(points: np.ndarray, counts: np.ndarray, *, k: int) -> np.ndarray:
    """Return, for each distinct point, the first point of its group once k groups are left.

    The points come in their fixed order, each standing for `counts` cases. Each step joins the two
    groups whose union adds least to the sum of squares within groups; of equals, those whose first
    points come first. Memory grows with the number of points, time with its square.
    """
    # A column for each point: adding up the metrics then runs along memory, 3.5 times quicker.
    centres, members = np.ascontiguousarray(points.T, dtype=float), counts.astype(float)
    owner = np.arange(len(points))
    partner, cost = np.zeros(len(points), dtype=int), np.zeros(len(points))
    # A cost that is not certain is a lower bound, worked out only when it comes first: under Ward's
    # method a union is never nearer to a third group than the nearer of its parts was, so that no
    # partner but the two that were joined can have changed.
    certain = np.zeros(len(points), dtype=bool)
    for _ in range(len(points) - k):
        kept = int(cost.argmin())
        while not certain[kept]:
            partner[kept], cost[kept] = _best(_costs(kept, centres, members))
            certain[kept] = True
            kept = int(cost.argmin())
        gone = int(partner[kept])
        total = members[kept] + members[gone]
        centres[:, kept] = centres[:, [kept, gone]] @ members[[kept, gone]] / total
        members[kept], members[gone], cost[gone] = total, 0.0, np.inf
        owner[owner == gone] = kept
        certain &= (partner != kept) & (partner != gone)
        certain[kept] = False
    return owner


def _costs(point: int, centres: np.ndarray, members: np.ndarray) -> np.ndarray:
    """Return what joining one group to each other would add to the sum of squares within."""
    gaps = centres - centres[:, [point]]
    gaps *= gaps
    cost = members * members[point] / (members + members[point]) * gaps.sum(axis=0)
    cost[members == 0] = np.inf
    cost[point] = np.inf
    return np.round(cost, TIE_DECIMALS)


def _best(row: np.ndarray) -> tuple[int, float]:
    place = int(row.argmin())
    return place, float(row[place])


def _labels(taken: Sequence[str] = ()) -> Iterator[str]:
    names = (f"X{number}" for number in count(1))
    return (name for name in names if name not in taken and name != NO_PLAN_CLUSTER)


def _names_by_size(cases: pd.DataFrame, group: np.ndarray) -> np.ndarray:
    # Sums of whole scores are exact, so the order of the rows cannot change a mean.
    needs = cases[list(SEVERITY_IDS)].to_numpy(dtype=float).sum(axis=1)
    members = np.bincount(group)
    mean_need = np.bincount(group, weights=needs) / members
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


def check(frame: pd.DataFrame) -> None:
    """Raise BadLibrary unless every metric is there, whole, and within its scale in every row."""
    missing = [metric for metric in METRICS if metric not in frame.columns]
    if missing:
        raise BadLibrary([f"The library has no column {', '.join(missing)}."])
    if not _is_sound(frame):
        columns = zip(METRICS, TOPS, strict=True)
        raise BadLibrary([s for name, top in columns for s in _problems(frame[name], name, top)])


def _is_sound(frame: pd.DataFrame) -> bool:
    try:
        values = frame[list(METRICS)].to_numpy(dtype=float, na_value=np.nan)
    except (TypeError, ValueError):
        return False
    return bool(((values >= 0) & (values <= TOPS) & (values == np.floor(values))).all())


def _problems(column: pd.Series, metric: str, top: int) -> Iterator[str]:
    numbers = pd.to_numeric(column, errors="coerce").to_numpy(dtype=float, na_value=np.nan)
    blank = column.isna().to_numpy(dtype=bool)
    strange = np.isnan(numbers) & ~blank
    outside = (numbers < 0) | (numbers > top) | (numbers != np.floor(numbers))
    if blank.any():
        yield f"{metric} has no value in {_rows(blank)}."
    if strange.any():
        yield f"{metric} is not a number in {_rows(strange)}."
    if (outside & ~blank & ~strange).any():
        rows = _rows(outside & ~blank & ~strange)
        yield f"{metric} must be a whole number from 0 to {top}; see {rows}."


def _rows(wrong: np.ndarray) -> str:
    """Name the rows of a table, counted from 1 below its heading."""
    places = [str(place + 1) for place in np.flatnonzero(wrong)]
    more = len(places) - ROWS_NAMED
    named = ", ".join(places[:ROWS_NAMED]) + (f" and {more} more" if more > 0 else "")
    return f"row {named}" if len(places) == 1 else f"rows {named}"
