"""How far to trust a number of groups: are the same groups found again in parts of the cases?

Everything here counts distinct cases, each as often as it occurs, so that equal cases never fall
apart and the order of the rows does not matter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.clustering import (
    GROUPS_WANTED,
    WEIGHTS,
    ClusterModel,
    derivation,
    distinct_points,
    in_order,
)
from analytics.distinct import BadLibrary, part
from analytics.microclusters import evenly, groups, tree

# Our choices: a resample keeps four fifths of the cases; the interval leaves out a twentieth of the
# resamples at either end.
KEPT = 0.8
LOW, HIGH = 5, 95
# The cases to derive from in full, so many times over, are drawn evenly from a larger library.
MOST_CASES = 2_000
FEWEST_CASES = 3

# C. Hennig, Computational Statistics & Data Analysis 52 (2007), 258-271: a cluster whose mean
# Jaccard similarity is 0.75 or more is valid and stable; below 0.6 it should not be trusted.
STABLE = 0.75
DOUBTFUL = 0.6

COLUMNS = ("k", "silhouette", "stability", "low", "high", "weakest")
DTYPES = {"k": "int64", **dict.fromkeys(COLUMNS[1:], "float64")}


@dataclass(frozen=True)
class _Drawn:
    """Hold the cases used, their distinct points, and how often each is in each resample."""

    profiles: pd.DataFrame
    points: np.ndarray
    counts: np.ndarray
    place: np.ndarray
    resampled: np.ndarray


def by_k(
    cases: pd.DataFrame,
    *,
    ks: Sequence[int] = tuple(range(2, 16)),
    weights: Mapping[str, float] = WEIGHTS,
    resamples: int = 20,
    seed: int = 0,
) -> pd.DataFrame:
    """Return for each number of groups k how clear and how stable the groups are.

    `silhouette` is the mean silhouette (-1 to 1). `stability` is the mean adjusted Rand index
    between the groups of all cases and those of each resample of four fifths of them, on the cases
    they share (1: the same groups); `low` and `high` are its 5th and 95th percentiles. `weakest`
    is the lowest mean best Jaccard similarity of any one group (0 to 1, Hennig 2007). A k as high
    as the number of different cases is left out. Of more than 2,000 cases, 2,000 spread evenly are
    used: `attrs["cases"]` has how many. Raises BadLibrary for fewer than 3 different cases.
    """
    drawn = _draw(cases, weights=weights, resamples=resamples, seed=seed)
    most = (drawn.resampled > 0).sum(axis=1).min()
    wanted = [k for k in ks if 2 <= k < most]
    found = _groups(drawn.points, drawn.counts, wanted)
    again = [_groups(drawn.points, counts, wanted) for counts in drawn.resampled]
    gaps = _distances(drawn.points)
    rows = [
        (
            k,
            silhouette(gaps, drawn.counts, found[i]),
            *_agreement(found[i], [a[i] for a in again], drawn.resampled),
        )
        for i, k in enumerate(wanted)
    ]
    frame = pd.DataFrame(rows, columns=list(COLUMNS)).astype(DTYPES)
    frame.attrs["cases"] = int(drawn.counts.sum())
    return frame


def by_cluster(
    cases: pd.DataFrame,
    *,
    k: int = GROUPS_WANTED,
    weights: Mapping[str, float] = WEIGHTS,
    reference: ClusterModel | None = None,
    resamples: int = 20,
    seed: int = 0,
) -> pd.DataFrame:
    """Return `cluster`, `cases`, `stability`, `low`, `high` and `verdict`, X1 first.

    `stability` is the mean over resamples of the cluster's best Jaccard similarity (shared cases
    over the cases of either) with any group of the resample; `low` and `high` are its 5th and 95th
    percentiles. `verdict` is stable (0.75 or more), doubtful (below 0.6) or a pattern between
    (Hennig 2007). `cases` counts those used, 2,000 at most. Raises BadLibrary as `by_k` does.
    """
    drawn = _draw(cases, weights=weights, resamples=resamples, seed=seed)
    profiles = derivation(drawn.profiles, k=k, weights=weights, reference=reference).profiles
    names, named = np.unique(profiles["cluster"].to_numpy(dtype=object), return_inverse=True)
    group = np.empty(len(drawn.points), dtype=int)
    group[drawn.place] = named
    best = np.array(
        [
            best_jaccard(crossed(group, _groups(drawn.points, counts, [k])[0], counts))
            for counts in drawn.resampled
        ]
    )
    low, high = np.percentile(best, [LOW, HIGH], axis=0)
    frame = pd.DataFrame(
        {
            "cluster": pd.array(names, dtype="str"),
            "cases": np.bincount(group, weights=drawn.counts).astype("int64"),
            "stability": best.mean(axis=0),
            "low": low,
            "high": high,
        }
    )
    frame["verdict"] = [verdict(value) for value in frame["stability"]]
    return frame.sort_values("cluster", key=lambda c: c.map(in_order), ignore_index=True)


def verdict(stability: float) -> str:
    """Return what a mean Jaccard similarity says of a cluster: stable, a pattern, or doubtful."""
    if stability >= STABLE:
        return "stable"
    return "a pattern" if stability >= DOUBTFUL else "doubtful"


def suggested_k(frame: pd.DataFrame) -> tuple[int, str]:
    """Return the number of groups that `by_k` speaks for, and why in one sentence.

    It is the most groups of which every one is stable, that is, found again in parts of the cases;
    where no number has only stable groups, the one whose groups agree best. Raises BadLibrary if
    the frame is empty.
    """
    if frame.empty:
        raise BadLibrary(["There are too few different cases to suggest a number of groups."])
    stable = frame[frame["weakest"] >= STABLE]
    if stable.empty:
        best = frame.iloc[int(frame["stability"].argmax())]
        k = int(best["k"])
        return k, (
            f"No number of groups is stable throughout; with {k}, parts of the cases give the most "
            f"similar groups (agreement {best['stability']:.2f} of 1)."
        )
    most = stable.iloc[int(stable["k"].argmax())]
    k = int(most["k"])
    return k, (
        f"{k} is the most groups of which every one is found again in parts of the cases (the "
        f"weakest at {most['weakest']:.2f}, where {STABLE} or more is stable)."
    )


def crossed(first: np.ndarray, second: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Return how many cases each group of one division (rows) shares with each of another."""
    here = counts > 0
    rows, columns = int(first.max()) + 1, int(second[here].max()) + 1
    cell = first[here] * columns + second[here]
    shared = np.bincount(cell, weights=counts[here], minlength=rows * columns)
    return shared.reshape(rows, columns)


def adjusted_rand(shared: np.ndarray) -> float:
    """Return the adjusted Rand index of two divisions from the cases that their groups share.

    Method: L. Hubert and P. Arabie, Journal of Classification 2 (1985).
    """
    pairs, rows, columns, whole = (
        float((n * (n - 1) / 2).sum())
        for n in (shared, shared.sum(axis=1), shared.sum(axis=0), shared.sum())
    )
    expected = rows * columns / whole if whole else 0.0
    most = (rows + columns) / 2
    return 1.0 if most == expected else (pairs - expected) / (most - expected)


def best_jaccard(shared: np.ndarray) -> np.ndarray:
    """Return for each group of the first division the best Jaccard similarity with any other's.

    A group none of whose cases was drawn was not found again: 0.
    """
    either = shared.sum(axis=1)[:, None] + shared.sum(axis=0) - shared
    return (shared / np.maximum(either, 1)).max(axis=1)


def silhouette(gaps: np.ndarray, counts: np.ndarray, group: np.ndarray) -> float:
    """Return the mean silhouette of all cases from the distances between distinct points.

    Method: P. J. Rousseeuw, Journal of Computational and Applied Mathematics 20 (1987).
    """
    inside = np.eye(int(group.max()) + 1, dtype=bool)[group]
    weight = inside * counts[:, None]
    members = weight.sum(axis=0)
    to_groups = gaps @ weight
    # A case is no distance from itself, so its own group is one case fewer to average over.
    own = to_groups[inside] / np.maximum(members[group] - 1, 1)
    others = np.where(inside, np.inf, to_groups / members).min(axis=1)
    larger = np.maximum(own, others)
    value = np.where(
        (members[group] > 1) & (larger > 0), (others - own) / np.where(larger > 0, larger, 1), 0.0
    )
    return float(np.average(value, weights=counts))


def _draw(
    cases: pd.DataFrame, *, weights: Mapping[str, float], resamples: int, seed: int
) -> _Drawn:
    """Return the cases to use and the resamples of them; raises BadLibrary where there are few."""
    if resamples < 1:
        raise ValueError("The number of resamples must be 1 or more.")
    every = part(cases)
    kept, number = evenly(every["cases"].to_numpy(), size=MOST_CASES)
    profiles = every.iloc[kept].assign(cases=number).reset_index(drop=True)
    points, counts, place = distinct_points(profiles, weights)
    if len(points) < FEWEST_CASES:
        few = f"Stability needs {FEWEST_CASES} different cases or more, not {len(points)}."
        raise BadLibrary([few])
    chance = np.random.default_rng(seed)
    size = int(np.ceil(KEPT * counts.sum()))
    resampled = chance.multivariate_hypergeometric(counts, size, size=resamples)
    return _Drawn(profiles, points, counts, place, resampled)


def _groups(points: np.ndarray, counts: np.ndarray, ks: Sequence[int]) -> list[np.ndarray]:
    """Return the group of each point that was drawn (-1 of one that was not) for each k."""
    here = np.flatnonzero(counts)
    joined = tree(points[here], counts[here])
    found = []
    for k in ks:
        group = np.full(len(points), -1)
        group[here] = groups(joined, points[here], counts[here], k=k)
        found.append(group)
    return found


def _agreement(
    found: np.ndarray, again: Sequence[np.ndarray], resampled: np.ndarray
) -> tuple[float, float, float, float]:
    """Return the mean agreement with the resamples, its interval, and the weakest group's."""
    shared = [crossed(found, one, n) for one, n in zip(again, resampled, strict=True)]
    rand = [adjusted_rand(table) for table in shared]
    low, high = np.percentile(rand, [LOW, HIGH])
    weakest = np.mean([best_jaccard(table) for table in shared], axis=0).min()
    return float(np.mean(rand)), float(low), float(high), float(weakest)


def _distances(points: np.ndarray) -> np.ndarray:
    """Return the distance between each two points."""
    near = points - points.mean(axis=0)
    lengths = (near * near).sum(axis=1)
    squared = lengths[:, None] + lengths - 2 * (near @ near.T)
    np.fill_diagonal(squared, 0.0)
    return np.sqrt(np.maximum(squared, 0.0))
