"""How strongly each outcome and package is recommended in each cluster, with all that it rests on.

A weight is the chance that a co-ordinator accepts the recommendation. It starts from the share of
the library's cases that had it and moves with the decisions (a Beta-binomial: A. Gelman et al.,
Bayesian Data Analysis, 3rd ed. (2013), 2.4). What the matched comparison makes certain of a
package's effect then raises or lowers the odds.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.cluster_profiles import OUTCOME_PREFIX, PACKAGE_PREFIX
from analytics.efficacy.estimates import Estimate
from analytics.efficacy.matching import Comparison
from analytics.efficacy.summaries import label_of
from analytics.false_discovery import FALSE_DISCOVERY_RATE, benjamini_hochberg
from analytics.learning.amendments import Decisions, Key

# Our choices: the library counts as so many decisions, a changed line as this part of an accepted
# one, and a whole step of attainment multiplies the odds by e.
PRIOR = 10.0
CHANGED_COUNTS = 0.5
PER_STEP = 1.0
NONE = Decisions()


@dataclass(frozen=True)
class Weight:
    """Hold one weight (0 to 1) and what it was worked out from.

    `item` is the column of an outcome in the library or the code of a package. `difference` is the
    matched one, None where none could be worked out, and `certain` how much of it counts, in steps
    of attainment.
    """

    cluster: str
    item: str
    label: str
    n_with: int
    cases: int
    decisions: Decisions
    difference: Estimate | None
    certain: float
    weight: float

    @property
    def start(self) -> float:
        """Return the weight that the library alone gives."""
        return share_of_library(self.n_with, self.cases)


def share_of_library(n_with: int, cases: int) -> float:
    """Return the share of cases that had something, kept off 0 and 1 by half a case each way."""
    return (n_with + 0.5) / (cases + 1)


def weigh(
    library: pd.DataFrame,
    *,
    decisions: Mapping[Key, Decisions],
    comparisons: Mapping[Key, Comparison],
) -> tuple[Weight, ...]:
    """Return the weight of every outcome and package in every cluster of the library.

    `comparisons` are by cluster, "" for all, and package. That of all counts, as it is surest, but
    for a cluster whose own interval excludes it; there its own counts. Attainment does not change
    the weight of an outcome: one that is reached less often may only ask more.
    """
    counts = list(_library_counts(library))
    keys = [_counting(comparisons, cluster, item) for cluster, item, _ in counts]
    certain = _certain({key: comparisons[key] for key in keys if key in comparisons})
    found = []
    for key, (cluster, item, had) in zip(keys, counts, strict=True):
        compared = comparisons.get(key)
        found.append(
            _weight(
                cluster,
                item,
                had=had,
                made=decisions.get((cluster, item), NONE),
                difference=None if compared is None else compared.matched,
                certain=certain.get(key, 0.0),
            )
        )
    return tuple(found)


def _counting(comparisons: Mapping[Key, Comparison], cluster: str, item: str) -> Key:
    """Return which comparison counts for a cluster: that of all, or its own where they differ."""
    own, every = (comparisons.get((name, item)) for name in (cluster, ""))
    if own is None or own.matched is None:
        return "", item
    if every is None or every.matched is None:
        return cluster, item
    differs = not own.matched.low <= every.matched.value <= own.matched.high
    return cluster if differs else "", item


def _library_counts(library: pd.DataFrame) -> Iterator[tuple[str, str, tuple[int, int]]]:
    names = [
        name
        for name in map(str, library.columns)
        if name.startswith((OUTCOME_PREFIX, PACKAGE_PREFIX))
    ]
    for cluster, cases in library.groupby("cluster", sort=True):
        values = cases[names].to_numpy(dtype="float64", na_value=np.nan)
        for place, name in enumerate(names):
            had = int((values[:, place] == 1).sum()), int((~np.isnan(values[:, place])).sum())
            yield str(cluster), name.removeprefix(PACKAGE_PREFIX), had


def _certain(comparisons: Mapping[Key, Comparison]) -> dict[Key, float]:
    """Return the end nearest to 0 of each interval that keeps clear of it, else 0.

    Of many comparisons some keep clear by chance: only those that remain after Benjamini and
    Hochberg's procedure count.
    """
    keys = [key for key, found in comparisons.items() if found.matched is not None]
    adjusted = benjamini_hochberg([comparisons[key].p for key in keys])
    real = {key for key, p in zip(keys, adjusted, strict=True) if p <= FALSE_DISCOVERY_RATE}
    ends = {key: comparisons[key].matched or Estimate() for key in real}
    return {key: min((one.low, one.high), key=abs) for key, one in ends.items()}


def _weight(
    cluster: str,
    item: str,
    *,
    had: tuple[int, int],
    made: Decisions,
    difference: Estimate | None,
    certain: float,
) -> Weight:
    taken = made.accepted + CHANGED_COUNTS * made.changed
    acceptance = (share_of_library(*had) * PRIOR + taken) / (PRIOR + made.made)
    odds = acceptance / (1 - acceptance) * math.exp(PER_STEP * certain)
    is_outcome = item.startswith(OUTCOME_PREFIX)
    return Weight(
        cluster=cluster,
        item=item,
        label=label_of("outcome" if is_outcome else "package", item, {}),
        n_with=had[0],
        cases=had[1],
        decisions=made,
        difference=difference,
        certain=certain,
        weight=odds / (1 + odds),
    )
