"""Groups of any number of cases: exact while the distinct cases allow, else on micro-clusters.

Ward's method compares every two points, so its memory grows with their square. Beyond a limit the
points are first gathered into micro-clusters by k-means, Ward's method joins those, and k-means
from the groups' means settles each point. Nothing is drawn by chance, and the points come in a
fixed order, so the result is the same whatever the order of the cases.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analytics.ward import TIE_DECIMALS, cut, linkage

# Measured on 2 cores (benchmarks/README.md): Ward on so many points takes about a second and
# 0.2 GiB; more micro-clusters take longer without a better result.
MOST_EXACT = 4_000
MICROCLUSTERS = 2_000
# So many cases, evenly spaced among all, decide where the micro-clusters are.
SAMPLE = 60_000
SAMPLE_ROUNDS = 3

# Lloyd's method needs some tens of rounds; one that goes round in a circle must end.
MOST_ROUNDS = 300
BLOCK = 2**21
TIE = 10.0**-TIE_DECIMALS


@dataclass(frozen=True)
class Tree:
    """Hold how points were joined: their leaves, the joins, and what the leaves left out.

    `leaf` is the leaf of each point: itself, or its micro-cluster. `share_inside` is the share of
    all variance that lies inside micro-clusters, where the joins cannot see it: 0 where exact.
    """

    leaf: np.ndarray
    merges: np.ndarray
    share_inside: float

    @property
    def exact(self) -> bool:
        """Tell whether every distinct point was joined, rather than micro-clusters."""
        return len(self.merges) >= len(self.leaf) - 1


def tree(points: np.ndarray, counts: np.ndarray) -> Tree:
    """Join distinct points in a fixed order, each standing for `counts` cases, by Ward's method."""
    if len(points) <= MOST_EXACT:
        return Tree(np.arange(len(points)), linkage(points, counts), 0.0)
    leaf, centres = _microclusters(points, counts)
    members = np.bincount(leaf, weights=counts)
    return Tree(leaf, linkage(centres, members), share_inside(points, counts, leaf))


def share_inside(points: np.ndarray, counts: np.ndarray, group: np.ndarray) -> float:
    """Return the share of the variance of all cases that lies inside groups; 0 if there is none."""
    group, centres = group_means(points, counts, group)
    middle = np.average(points, axis=0, weights=counts)
    squares = np.einsum("ij,ij,i->", points, points, counts)
    between = np.einsum("ij,ij,i->", centres, centres, np.bincount(group, weights=counts))
    whole = float(squares - counts.sum() * (middle @ middle))
    return max(float(squares - between), 0.0) / whole if whole > TIE else 0.0


def groups(of: Tree, points: np.ndarray, counts: np.ndarray, *, k: int) -> np.ndarray:
    """Return the group of each point once k are left, polished, numbered by their first points."""
    if not len(points):
        return np.arange(0)
    return polish(points, counts, cut(of.merges, k=k)[of.leaf])


def polish(points: np.ndarray, counts: np.ndarray, group: np.ndarray) -> np.ndarray:
    """Move points to a nearer mean, again and again, until none moves (k-means).

    The sum of squares within groups never grows, and no group loses its last point. Groups are
    numbered by their first points.
    Method: S. P. Lloyd, IEEE Transactions on Information Theory 28 (1982).
    """
    weight = counts.astype(float)
    number = int(group.max()) + 1
    members = np.bincount(group, weights=weight)
    sums = _sums(points, weight, group, number)
    for _ in range(MOST_ROUNDS):
        found = nearest(points, sums / members[:, None], now=group)
        moved = np.flatnonzero(found != group)
        # Few points move in a round, so only they are added up again.
        change, shift = np.zeros(number), np.zeros_like(sums)
        for sign, place in ((-1, group[moved]), (1, found[moved])):
            change += sign * np.bincount(place, weights=weight[moved], minlength=number)
            shift += sign * _sums(points[moved], weight[moved], place, number)
        if not len(moved) or (members + change <= 0).any():
            break
        members, sums, group = members + change, sums + shift, found
    return _in_first_order(group)


def nearest(
    points: np.ndarray, centres: np.ndarray, *, now: np.ndarray | None = None
) -> np.ndarray:
    """Return for each point the number of the nearest centre, of equals the first.

    A point that is already with one stays unless another is nearer by more than a tie.
    """
    # The nearest centre has the greatest x·c - |c|²/2: with a 1 beside each point, one product.
    half = -(centres * centres).sum(axis=1, keepdims=True) / 2
    weights = np.hstack([centres, half]).astype(points.dtype).T
    beside = np.hstack([points, np.ones((len(points), 1), dtype=points.dtype)])
    found = np.empty(len(points), dtype=int)
    rows = max(BLOCK // len(centres), 1)
    for start in range(0, len(points), rows):
        block = slice(start, start + rows)
        gain = beside[block] @ weights
        best = gain.argmax(axis=1)
        if now is not None:
            row = np.arange(len(gain))
            nearer = gain[row, best] - gain[row, now[block]] > TIE
            best = np.where(nearer, best, now[block])
        found[block] = best
    return found


def group_means(
    points: np.ndarray, counts: np.ndarray, group: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return each point's group, without the empty ones, and the mean of each group."""
    group = np.unique(group, return_inverse=True)[1]
    number = int(group.max()) + 1
    weight = counts.astype(float)
    members = np.bincount(group, weights=weight)
    return group, _sums(points, weight, group, number) / members[:, None]


def _microclusters(points: np.ndarray, counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the micro-cluster of each point, and the mean of each micro-cluster."""
    # Half the digits are enough to tell neighbours apart, at twice the speed.
    place, drawn = evenly(counts, size=SAMPLE)
    near = points[place].astype("float32")
    centres = near[np.linspace(0, len(near) - 1, MICROCLUSTERS).astype(int)]
    for _ in range(SAMPLE_ROUNDS):
        centres = group_means(near, drawn, nearest(near, centres))[1]
    return group_means(points, counts, nearest(points.astype("float32"), centres))


def evenly(counts: np.ndarray, *, size: int) -> tuple[np.ndarray, np.ndarray]:
    """Return places evenly spaced among all cases, and how many of that size fall on each."""
    if counts.sum() <= size:
        return np.arange(len(counts)), counts
    ends = np.cumsum(counts)
    drawn = (np.arange(size) + 0.5) * (ends[-1] / size)
    return np.unique(np.searchsorted(ends, drawn, side="right"), return_counts=True)


def _sums(points: np.ndarray, weight: np.ndarray, group: np.ndarray, number: int) -> np.ndarray:
    """Return the weighted sum of the points of each group, a row for each group."""
    columns = [np.bincount(group, weights=column * weight, minlength=number) for column in points.T]
    return np.stack(columns, axis=1)


def _in_first_order(group: np.ndarray) -> np.ndarray:
    """Number groups by their first points, leaving no number out."""
    _, first, number = np.unique(group, return_index=True, return_inverse=True)
    return first.argsort().argsort()[number]
