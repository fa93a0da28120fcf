"""Ward's method on distinct points that each stand for some cases, with a rule for ties.

Method: J. H. Ward, JASA 58 (1963). What it costs to join two groups, and how that is updated:
G. N. Lance and W. T. Williams, Computer Journal 9 (1967).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from analytics.processors import one_thread

# Ties are everywhere on whole scores: two exact programs agreed at 0.74 (adjusted Rand index) only.
# Costs that agree to nine decimals are a tie, so that rounding in the last bit never decides one.
TIE_DECIMALS = 9
TICKS = 10.0**TIE_DECIMALS


def linkage(points: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Return every join in scipy's format: two groups, the height, and how many points they hold.

    The points are distinct and in a fixed order, each standing for `counts` cases. Heights are
    those that scipy's Ward gives all the cases, without the joins of equal cases at height 0. Each
    step joins the two groups whose union adds least to the sum of squares within groups; of
    equals, those whose first points come first. Memory and time grow with the square of the points.
    """
    if len(points) < 2:
        return np.empty((0, 4))
    merges = np.empty((len(points) - 1, 4))
    numbers = np.arange(len(points))
    sizes = np.ones(len(points))
    with one_thread():
        for step, (kept, gone, cost) in enumerate(_joins(points, counts)):
            sizes[kept] += sizes[gone]
            pair = sorted((numbers[kept], numbers[gone]))
            merges[step] = *pair, np.sqrt(2 * cost), sizes[kept]
            numbers[kept] = len(points) + step
    # Of two costs that count as a tie, the first joined may be the higher by the last digits.
    merges[:, 2] = np.maximum.accumulate(merges[:, 2])
    return merges


def cut(merges: np.ndarray, *, k: int) -> np.ndarray:
    """Return the group of each point once k groups are left, numbered by their first points."""
    points = len(merges) + 1
    if k < 1:
        raise ValueError("The number of clusters must be 1 or more.")
    steps = max(points - k, 0)
    pairs = merges[:steps, :2].astype(int).tolist()
    # Up the tree, each group takes the first point of its parts; down again, each part its group's.
    first = list(range(points))
    for one, other in pairs:
        first.append(min(first[one], first[other]))
    for union in range(points + steps - 1, points - 1, -1):
        one, other = pairs[union - points]
        first[one] = first[other] = first[union]
    return np.unique(first[:points], return_inverse=True)[1]


def ward(points: np.ndarray, counts: np.ndarray, *, k: int) -> np.ndarray:
    """Return, for each distinct point, the first point of its group once k groups are left."""
    if not len(points):
        return np.arange(0)
    group = cut(linkage(points, counts), k=k)
    return np.unique(group, return_index=True)[1][group]


def _joins(points: np.ndarray, counts: np.ndarray) -> Iterator[tuple[int, int, float]]:
    """Yield which group takes in which, and what that adds to the sum of squares within groups.

    A group goes by its first point. `costs` holds, above its diagonal, what joining two groups
    costs; `least` the lowest of each row. One that is not certain is a lower bound, looked up only
    when it comes first: under Ward's method a union is never nearer to a third group than the
    nearer of its parts was, so only groups whose partner was joined can have a dearer one now.
    Once half of the groups are gone, everything moves together: a third of the work is saved.
    """
    # A column for each point: adding up the metrics then runs along memory. Near the origin, no
    # digits are lost in |a - b|² as |a|² + |b|² - 2ab, which is one product for all groups.
    centres, members = np.array(points.T, dtype=float, order="C"), counts.astype(float)
    centres -= centres.mean(axis=1, keepdims=True)
    lengths = (centres * centres).sum(axis=0)
    costs = centres.T @ centres
    for group in range(len(costs)):
        _to_costs(costs[group], group, lengths, members, after=group)
    np.fill_diagonal(costs, np.inf)
    absent = np.zeros(len(points))
    partner = np.array([_best(costs, row, absent) for row in range(len(points))], dtype=int)
    least = costs[np.arange(len(points)), partner]
    certain = np.ones(len(points), dtype=bool)
    first = np.arange(len(points))
    for left in range(len(points), 1, -1):
        if 2 * left <= len(first):
            still = np.flatnonzero(np.isfinite(lengths))
            # Who has a partner that is gone is not certain, so it does not matter whom they get.
            partner = np.searchsorted(still, partner[still])
            centres, costs = centres[:, still], costs[np.ix_(still, still)]
            first, members, lengths = first[still], members[still], lengths[still]
            least, certain, absent = least[still], certain[still], absent[still]
        kept = int(least.argmin())
        while not certain[kept]:
            partner[kept] = _best(costs, kept, absent)
            least[kept] = costs[kept, partner[kept]] + absent[partner[kept]]
            certain[kept] = True
            kept = int(least.argmin())
        gone = int(partner[kept])
        yield int(first[kept]), int(first[gone]), _join(centres, members, kept, gone)
        certain &= (partner != kept) & (partner != gone)
        certain[kept], least[gone] = False, np.inf
        lengths[kept], lengths[gone] = centres[:, kept] @ centres[:, kept], np.inf
        row = centres[:, kept] @ centres
        _to_costs(row, kept, lengths, members)
        costs[kept, kept + 1 :], costs[:kept, kept] = row[kept + 1 :], row[:kept]
        absent[gone] = np.inf


def _best(costs: np.ndarray, row: int, absent: np.ndarray) -> int:
    """Return the group after this one that is cheapest to join; itself if there is none."""
    after = costs[row, row + 1 :] + absent[row + 1 :]
    return row + 1 + int(after.argmin()) if len(after) else row


def _join(centres: np.ndarray, members: np.ndarray, kept: int, gone: int) -> float:
    """Give one group the members of the other and return what that costs, to the last digit."""
    ours, theirs = members[kept], members[gone]
    gap = centres[:, gone] - centres[:, kept]
    centres[:, kept] += gap * (theirs / (ours + theirs))
    members[kept] = ours + theirs
    return float(ours * theirs / (ours + theirs) * (gap @ gap))


def _to_costs(
    row: np.ndarray, group: int, lengths: np.ndarray, members: np.ndarray, *, after: int = -1
) -> None:
    """Turn a group's product with each group, in place, into what joining the two would cost.

    Only for the groups after one, where given. The cost is in whole ticks, so that equal ones are a
    tie; infinite for a group that is gone.
    """
    row, others = row[after + 1 :], members[after + 1 :]
    row *= -2
    row += lengths[after + 1 :]
    row += lengths[group]
    row *= others
    row *= TICKS * members[group] / (others + members[group])
    np.rint(row, out=row)
