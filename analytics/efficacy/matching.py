"""Pupils who had a package beside pupils like them who had not.

Matched are pupils whose start falls in the same coarse class (coarsened exact matching: S. M.
Iacus, G. King and G. Porro, Political Analysis 20 (2012)): cluster, kind of setting, age group, and
a band of the sum of needs. What is left within a class is adjusted for by weighted least squares.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from analytics.cluster_profiles import PLACEMENT
from analytics.efficacy.estimates import Estimate
from analytics.efficacy.evidence import Evidence
from analytics.efficacy.rated import UNKNOWN, Cells, Starts, cells_of, rated
from analytics.efficacy.regression import coefficient, p_value, reach
from analytics.processors import one_thread

# From fewer pupils on either side an interval covers less often than it says: measured in
# benchmarks/efficacy.py.
FEWEST = 20


@dataclass(frozen=True)
class Comparison:
    """Hold the difference in mean attainment, with a package less without; None where too few.

    `raw` is of everybody, `matched` of pupils who began alike; each rests on the pupils with the
    package. `unknown` pupils with it have no known start, `alone` ones nobody like them without
    it: `alone_by` counts these by cluster. A count that is None is withheld.
    """

    package_id: str
    with_it: int
    without_it: int
    matched_with: int | None
    matched_without: int | None
    unknown: int | None
    alone: int | None
    alone_by: Mapping[str, int]
    raw: Estimate | None
    matched: Estimate | None
    p: float = math.nan
    """Of the matched difference, were there none."""


def compare(
    known: Evidence, package_ids: Iterable[str], *, types: Mapping[str, str]
) -> tuple[Comparison, ...]:
    """Compare ratings of outcomes that each package serves, of pupils with it and without.

    `types` gives the kind of each setting. Pupils without it are those of whom no answer names it;
    their ratings count for outcomes that it serves in somebody's plan.
    """
    ratings = rated(known, types=types)
    # A place is itself the kind of setting, so there is nobody alike without it.
    starts = {False: ratings.starts, True: ratings.starts.of_any_kind()}
    classes = {place: found.alike() for place, found in starts.items()}
    with one_thread():
        return tuple(
            _compare(
                cells_of(ratings, one), one, starts[one == PLACEMENT], classes[one == PLACEMENT]
            )
            for one in package_ids
        )


def _compare(cells: Cells, package_id: str, starts: Starts, classes: np.ndarray) -> Comparison:
    balance = _balance(cells, classes)
    matched = cells.only(balance > 0)
    estimate, p = _adjusted(matched, balance[balance > 0], starts)
    mine = np.unique(cells.pupil[cells.had])
    with_start = mine[classes[mine] != UNKNOWN]
    alone = np.setdiff1d(with_start, matched.pupil)
    return Comparison(
        package_id=package_id,
        with_it=len(mine),
        without_it=_pupils(cells, had=False),
        matched_with=_pupils(matched, had=True),
        matched_without=_pupils(matched, had=False),
        unknown=len(mine) - len(with_start),
        alone=len(alone),
        alone_by=dict(sorted(Counter(starts.clusters[n] for n in starts.cluster[alone]).items())),
        raw=_raw(cells, starts),
        matched=estimate,
        p=p,
    )


def _balance(cells: Cells, classes: np.ndarray) -> np.ndarray:
    """Return the weight of each cell's pupil: 1 with the package, else their class's ratio.

    It is 0 for pupils whose class has nobody on the other side, or is unknown.
    """
    pupils, first, place = np.unique(cells.pupil, return_index=True, return_inverse=True)
    had, own = cells.had[first], classes[pupils]
    known = own != UNKNOWN
    with_it, without = (
        np.bincount(own[known & side], minlength=len(classes) + 1) for side in (had, ~had)
    )
    ratio = with_it / np.maximum(without, 1) * (without > 0)
    weights = np.where(had, without[own] > 0, ratio[own]) * known
    return weights[place]


def _pupils(cells: Cells, *, had: bool) -> int:
    return len(np.unique(cells.pupil[cells.had == had]))


def _raw(cells: Cells, starts: Starts) -> Estimate | None:
    if not _tells_enough(cells, starts):
        return None
    return _fitted(cells, cells.weight, starts, ())[0]


def _adjusted(cells: Cells, balance: np.ndarray, starts: Starts) -> tuple[Estimate | None, float]:
    if not _tells_enough(cells, starts):
        return None, math.nan
    pupil = cells.pupil
    others = (
        *(starts.needs[pupil], starts.age[pupil], cells.others),
        *cells.spoke.T[1:],
        *_each(cells.outcome),
        *_each(starts.cluster[pupil]),
        *_each(starts.kind[pupil]),
    )
    return _fitted(cells, cells.weight * balance, starts, others)


def _tells_enough(cells: Cells, starts: Starts) -> bool:
    fewest = min(_pupils(cells, had=had) for had in (True, False))
    return fewest >= FEWEST and _fewest_settings(cells, starts) > 1 and np.ptp(cells.score) > 0


def _fewest_settings(cells: Cells, starts: Starts) -> int:
    group = starts.group[cells.pupil]
    return min(len(np.unique(group[cells.had == had])) for had in (True, False))


def _each(values: np.ndarray) -> Iterator[np.ndarray]:
    """Yield a column of 0 and 1 for each value but the first."""
    for value in np.unique(values)[1:]:
        yield (values == value).astype(float)


def _fitted(
    cells: Cells, weights: np.ndarray, starts: Starts, others: Sequence[np.ndarray]
) -> tuple[Estimate | None, float]:
    """Return the difference that `had` makes and its p-value, None where others make all of it.

    Degrees of freedom are those of the side in fewer settings, for it limits what is known.
    """
    terms = _independent(np.column_stack([np.ones(len(weights)), *others, cells.had]), weights)
    if terms is None:
        return None, math.nan
    group, degrees = starts.group[cells.pupil], _fewest_settings(cells, starts) - 1
    value, error = coefficient(cells.score, terms, place=-1, weights=weights, groups=group)
    ends = reach(error, degrees)
    found = Estimate(value, value - ends, value + ends, _pupils(cells, had=True))
    return found, p_value(value, error, degrees)


def _independent(terms: np.ndarray, weights: np.ndarray) -> np.ndarray | None:
    """Return the columns of which none follows from those before; None where the last one does."""
    largest = np.abs(terms).max(axis=0)
    scaled = terms / np.where(largest > 0, largest, 1.0)
    products = (scaled * weights[:, None]).T @ scaled
    kept: list[int] = []
    if _has_full_rank(products):
        return terms
    for place in range(terms.shape[1]):
        if _has_full_rank(products[np.ix_([*kept, place], [*kept, place])]):
            kept = [*kept, place]
    return terms[:, kept] if terms.shape[1] - 1 in kept else None


def _has_full_rank(products: np.ndarray) -> bool:
    return bool(np.linalg.matrix_rank(products, hermitian=True) == len(products))
