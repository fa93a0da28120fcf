"""Groups of any number of cases: exact while the distinct cases allow, else on micro-clusters.

Ward's method compares every two points, so its memory grows with their square. Beyond a limit the
points are first gathered into micro-clusters by k-means, Ward's method joins those, and k-means
from the groups' means settles each point. Nothing is drawn by chance, and the points come in a
fixed order, so the result is the same whatever the order of the cases.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analytics.processors import in_blocks
from analytics.ward import TIE_DECIMALS, cut, linkage

# Measured on 2 cores (benchmarks/README.md): Ward on 4,000 points takes about a second and 0.2 GiB.
# From 1,000 and from 2,000 micro-clusters the same groups came of 600,000 cases, and of 50,000
# overlapping ones at an adjusted Rand index of 0.998, in half the time.
MOST_EXACT = 4_000
MICROCLUSTERS = 1_000
# So many cases, evenly spaced among all, decide where the micro-clusters are.
SAMPLE = 60_000
SAMPLE_ROUNDS = 3

# Lloyd's method needs some tens of rounds; one that goes round in a circle must end.
MOST_ROUNDS = 300
TIE = 10.0**-TIE_DECIMALS
# A point this much nearer to its mean than to the next is looked at again only once the means have
# moved as far: the square root of what is lost in the last digits is below it.
LEAST_AHEAD = 1e-6
# Numbers that the processor's cache holds: blocks of distances of this size took a fifth of the
# time of blocks 64 times the size.
BLOCK = 2**17


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
    middle = members @ centres / members.sum()
    squares = np.einsum("ij,ij,i->", points, points, counts)
    between = np.einsum("ij,ij,i->", centres, centres, members)
    whole = squares - members.sum() * (middle @ middle)
    return Tree(leaf, linkage(centres, members), float((squares - between) / whole))


def groups(of: Tree, points: np.ndarray, counts: np.ndarray, *, k: int) -> np.ndarray:
    """Return the group of each point once k are left, polished, numbered by their first points."""
    if not len(points):
        return np.arange(0)
    return polish(points, counts, cut(of.merges, k=k)[of.leaf])


def polish(points: np.ndarray, counts: np.ndarray, group: np.ndarray) -> np.ndarray:
    """Move points to a nearer mean, again and again, until none moves (k-means).

    The sum of squares within groups never grows, and no group loses its last point. Groups are
    numbered by their first points.
    Method: S. P. Lloyd, IEEE Transactions on Information Theory 28 (1982), leaving out distances
    as in G. Hamerly, SIAM International Conference on Data Mining (2010).
    """
    weight = counts.astype(float)
    number = int(group.max()) + 1
    members = np.bincount(group, weights=weight).astype(float)
    sums = _sums(points, weight, group, number)
    group, ahead = group.copy(), np.zeros(len(points))
    for _ in range(MOST_ROUNDS):
        centres = sums / members[:, None]
        look = np.flatnonzero(ahead < LEAST_AHEAD)
        found, ahead[look] = _nearer(points, look, centres, group)
        changed = found != group[look]
        moved, new = look[changed], found[changed]
        if not len(moved):
            break
        # Few points move in a round, so only they are added up again.
        change, shift = np.zeros(number), np.zeros_like(sums)
        for sign, place in ((-1, group[moved]), (1, new)):
            change += sign * np.bincount(place, weights=weight[moved], minlength=number)
            shift += sign * _sums(points[moved], weight[moved], place, number)
        if (members + change <= 0).any():
            break
        members, sums, group[moved] = members + change, sums + shift, new
        # No mean is nearer, and none further, than by as much as the means have moved.
        steps = np.linalg.norm(sums / members[:, None] - centres, axis=1)
        ahead -= 2 * steps.max()
    return _in_first_order(group)


def _nearer(
    points: np.ndarray, look: np.ndarray, centres: np.ndarray, now: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the nearest centre of some points, and how much further away the next centre is.

    A point stays where it is now unless another centre is nearer by more than a tie.
    """
    found, ahead = np.empty(len(look), dtype=int), np.empty(len(look))
    half = (centres * centres).sum(axis=1) / 2

    def do(rows: slice) -> None:
        block, own = points[look[rows]], now[look[rows]]
        row = np.arange(len(block))
        gain = block @ centres.T - half
        best = gain.argmax(axis=1)
        best = np.where(gain[row, best] - gain[row, own] > TIE, best, own)
        first = gain[row, best]
        gain[row, best] = -np.inf
        length = np.einsum("ij,ij->i", block, block)
        near, far = (np.sqrt(np.maximum(length - 2 * g, 0)) for g in (first, gain.max(axis=1)))
        found[rows], ahead[rows] = best, far - near

    in_blocks(do, number=len(look), size=BLOCK // len(centres) + 1)
    return found, ahead


def nearest(points: np.ndarray, centres: np.ndarray) -> np.ndarray:
    """Return for each point the number of the nearest centre, of equals the first."""
    # The nearest centre has the greatest x·c - |c|²/2.
    half = (centres * centres).sum(axis=1) / 2
    found = np.empty(len(points), dtype=int)

    def do(rows: slice) -> None:
        gain = points[rows] @ centres.T
        gain -= half
        found[rows] = gain.argmax(axis=1)

    in_blocks(do, number=len(points), size=BLOCK // len(centres) + 1)
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
        centres = group_means(near, drawn, nearest(near, centres))[1].astype("float32")
    return group_means(points, counts, nearest(points.astype("float32"), centres))


def evenly(counts: np.ndarray, *, size: int) -> tuple[np.ndarray, np.ndarray]:
    """Return places evenly spaced among all cases, and how many of that size fall on each."""
    if counts.sum() <= size:
        return np.arange(len(counts)), counts
    ends = np.cumsum(counts)
    # In whole numbers: a rounded half would draw the case before.
    drawn = (2 * np.arange(size) + 1) * int(ends[-1]) // (2 * size)
    return np.unique(np.searchsorted(ends, drawn, side="right"), return_counts=True)


def _sums(points: np.ndarray, weight: np.ndarray, group: np.ndarray, number: int) -> np.ndarray:
    """Return the weighted sum of the points of each group, a row for each group."""
    columns = [np.bincount(group, weights=column * weight, minlength=number) for column in points.T]
    return np.stack(columns, axis=1)


def _in_first_order(group: np.ndarray) -> np.ndarray:
    """Number groups by their first points, leaving no number out."""
    _, first, number = np.unique(group, return_index=True, return_inverse=True)
    return first.argsort().argsort()[number]
