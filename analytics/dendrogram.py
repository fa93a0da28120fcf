"""The tree of the library: which cases Ward's method joins first, and the groups at a cut."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Any

import numpy as np
import pandas as pd

from analytics.answers import listed
from analytics.clustering import WEIGHTS, in_order, weighted
from analytics.microclusters import tree
from analytics.suppression import SMALLEST_SHOWN, shown

FEWEST_GROUPS, MOST_GROUPS = 2, 15
# Twice the most groups: enough to see how each group hangs together, few enough to read.
BRANCHES_DRAWN = 2 * MOST_GROUPS
ROUNDED_TO = 10  # as the DfE rounds counts of children above the level of an authority
AT_HOME = 0.5  # a cluster is where at least half of its cases are


@dataclass(frozen=True)
class Dendrogram:
    """Hold the upper joins of a tree and the groups that a cut leaves.

    `joins` has a row for each join drawn: height, the heights of the two branches (0 for a branch
    that is drawn no further), the rows they are drawn in, and the group they lie in, "" above the
    cut. `groups` has a row for each group, as drawn: group, cases, clusters (those with half of
    their cases in it), first_row, last_row, and whether `cases` is rounded. `cut` is the height of
    the cut.
    """

    joins: pd.DataFrame
    groups: pd.DataFrame
    cut: float
    k: int


@dataclass(frozen=True)
class Joined:
    """Hold every join of Ward's method in scipy's format, and the leaf of each case."""

    merges: np.ndarray
    leaf: np.ndarray


def joined(cases: pd.DataFrame, *, weights: Mapping[str, float] = WEIGHTS) -> Joined:
    """Join the cases by Ward's method, in no order of theirs; equal cases are one leaf."""
    if cases.empty:
        return Joined(np.empty((0, 4)), np.empty(0, dtype=int))
    points, place, counts = np.unique(
        weighted(cases, weights), axis=0, return_inverse=True, return_counts=True
    )
    found = tree(points, counts)
    return Joined(found.merges, found.leaf[place])


def dendrogram(cases: pd.DataFrame, found: Joined, *, k: int) -> Dendrogram | None:
    """Return the tree of the joins cut into k groups, or None with fewer than two unlike cases.

    Takes cases with their `cluster`, and what `joined` found of them. Fewer unlike cases than k
    leave as many groups.
    """
    joins, leaves = found.merges, len(found.merges) + 1
    if leaves < FEWEST_GROUPS:
        return None
    groups = min(max(k, FEWEST_GROUPS), MOST_GROUPS, leaves)
    drawn = min(BRANCHES_DRAWN, leaves)
    rows = _rows(joins, drawn)
    homes = _homes(joins, groups, rows)
    return Dendrogram(
        joins=_drawn(joins, drawn, rows, homes),
        groups=_groups(cases["cluster"].to_numpy(), found, drawn, rows, homes),
        cut=_cut_height(joins, groups),
        k=groups,
    )


def _tops(joins: np.ndarray, count: int) -> list[int]:
    """Return the nodes that are left when the tree is cut into this many branches."""
    leaves = len(joins) + 1
    kept = range(len(joins) - (count - 1), len(joins))
    children = {int(child) for step in kept for child in joins[step, :2]}
    return sorted(children - {leaves + step for step in kept})


def _below(joins: np.ndarray, node: int, stops: set[int]) -> list[int]:
    """Return the stops under a node, from first to last row."""
    leaves = len(joins) + 1
    found, waiting = [], [node]
    while waiting:
        one = waiting.pop()
        if one in stops:
            found.append(one)
            continue
        # Larger branches first, so that the tree leans one way.
        first, second = sorted(
            (int(child) for child in joins[one - leaves, :2]),
            key=lambda child: (-_size(joins, child), child),
        )
        waiting += [second, first]
    return found


def _size(joins: np.ndarray, node: int) -> int:
    leaves = len(joins) + 1
    return 1 if node < leaves else int(joins[node - leaves, 3])


def _root(joins: np.ndarray) -> int:
    return 2 * len(joins)


def _rows(joins: np.ndarray, drawn: int) -> dict[int, float]:
    """Return the row that each branch and each join above it is drawn in."""
    leaves = len(joins) + 1
    order = _below(joins, _root(joins), set(_tops(joins, drawn)))
    rows = {node: float(row) for row, node in enumerate(order)}
    for step in range(len(joins) - (drawn - 1), len(joins)):
        first, second = joins[step, :2].astype(int)
        rows[leaves + step] = (rows[first] + rows[second]) / 2
    return rows


def _homes(joins: np.ndarray, k: int, rows: dict[int, float]) -> dict[int, str]:
    """Return the letter of each group's top node, A at the top."""
    tops = sorted(_tops(joins, k), key=lambda node: rows[node])
    return dict(zip(tops, ascii_uppercase, strict=False))


def _drawn(
    joins: np.ndarray, drawn: int, rows: dict[int, float], homes: dict[int, str]
) -> pd.DataFrame:
    leaves = len(joins) + 1
    steps = range(len(joins) - 1, len(joins) - drawn, -1)
    homes = dict(homes)
    shown_from = len(joins) - (drawn - 1)
    table = []
    for step in steps:
        node, (one, other) = leaves + step, joins[step, :2].astype(int)
        if node in homes:
            homes[one] = homes[other] = homes[node]
        heights = [
            float(joins[child - leaves, 2]) if child >= leaves + shown_from else 0.0
            for child in (one, other)
        ]
        table.append((float(joins[step, 2]), *heights, rows[one], rows[other], homes.get(node, "")))
    names = ["height", "one_height", "other_height", "one_row", "other_row", "group"]
    return pd.DataFrame(table, columns=names)


def _groups(
    clusters: np.ndarray,
    found: Joined,
    drawn: int,
    rows: dict[int, float],
    homes: dict[int, str],
) -> pd.DataFrame:
    leaves = set(range(len(found.merges) + 1))
    branches = set(_tops(found.merges, drawn))
    of_leaf = np.empty(len(leaves), dtype=object)
    spans = []
    for node, name in homes.items():
        of_leaf[_below(found.merges, node, leaves)] = name
        places = [rows[branch] for branch in _below(found.merges, node, branches)]
        spans.append((min(places), max(places)))
    of_case = of_leaf[found.leaf]
    names = list(homes.values())
    counts = pd.Series(of_case).value_counts()
    return pd.DataFrame(
        {
            "group": names,
            "cases": pd.array([int(counts[name]) for name in names], dtype="Int64"),
            "clusters": _clusters(clusters, of_case, names),
            "first_row": [first for first, _ in spans],
            "last_row": [last for _, last in spans],
            "rounded": False,
        }
    )


def _clusters(cluster: np.ndarray, group: np.ndarray, names: list[str]) -> list[str]:
    """Return for each group the clusters that have half of their cases or more in it."""
    part = pd.crosstab(group, cluster, normalize="columns").T
    return [
        listed(tuple(sorted((str(one) for one in part.index[part[name] >= AT_HOME]), key=in_order)))
        for name in names
    ]


def _cut_height(joins: np.ndarray, k: int) -> float:
    """Return the height half way between the join that the cut undoes and the one it leaves."""
    left = joins[-k, 2] if k <= len(joins) else 0.0
    return float(joins[1 - k, 2] + left) / 2


def for_all_staff(groups: pd.DataFrame) -> pd.DataFrame:
    """Return the groups with the sizes of small ones withheld and the others to the nearest ten.

    Exact sizes would give a small group away as the difference between one cut and the next.
    """
    rounded = (groups["cases"] + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO
    return groups.assign(cases=rounded.where(groups["cases"] >= SMALLEST_SHOWN), rounded=True)


def reading(groups: pd.DataFrame, *, cases: int) -> str:
    """Say in one sentence how large the groups of a cut are."""
    known, withheld = groups["cases"].dropna(), int(groups["cases"].isna().sum())
    words = f"Cut here, the {cases:,} cases fall into {len(groups)} groups"
    if len(known):
        about = "about " if groups["rounded"].any() else ""
        words += f", the largest of {about}{known.max()} cases"
        words += f" and the smallest of {known.min()}" if not withheld else ""
    return f"{words}; {withheld} of 5 or fewer are withheld." if withheld else f"{words}."


def size_words(count: Any, *, rounded: bool) -> str:
    """Return the size of a group in words."""
    if pd.isna(count):
        return shown(count)
    return f"{'about ' if rounded else ''}{count} {'case' if count == 1 else 'cases'}"
