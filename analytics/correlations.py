"""Which needs, outcomes and packages go together more than chance would have it.

Many pairs are looked at, so that some would look related by chance alone: the p-values are adjusted
for the number of tests, and only pairs that stay below 5% are read.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from analytics.answers import listed
from analytics.false_discovery import FALSE_DISCOVERY_RATE, benjamini_hochberg

FEWEST_CASES = 10  # our choice: below it next to no correlation could stand out from chance
# Rounded so far, a correlation of yes/no answers does not give back the count behind it.
DECIMALS = 1
MOST_NAMED = 3


@dataclass(frozen=True)
class Correlations:
    """Hold the correlations of some columns, ordered so that alike ones are neighbours.

    `matrix` and `adjusted` (p-values after adjustment) are square, in the order of `columns`;
    `left_out` names the columns with one value only, `n` the complete cases, `tests` the pairs.
    """

    columns: tuple[str, ...]
    matrix: np.ndarray
    adjusted: np.ndarray
    left_out: tuple[str, ...]
    n: int

    @property
    def tests(self) -> int:
        """Return the number of pairs tested."""
        return len(self.columns) * (len(self.columns) - 1) // 2

    @property
    def significant(self) -> np.ndarray:
        """Return a square of truths: which pairs are unlikely to be chance."""
        return self.adjusted < FALSE_DISCOVERY_RATE


def spearman(frame: pd.DataFrame) -> Correlations:
    """Correlate graded columns by Spearman's rho over the rows without a missing value.

    p-values by Student's t with n - 2 degrees of freedom, as scipy's `spearmanr` has them.
    """
    values, kept, left_out = _prepared(frame)
    if len(kept) < 2:
        return _none(left_out, n=len(values))
    # scipy.stats has all of this too, but takes seconds to import that the first reader waits for.
    from scipy.special import stdtr  # noqa: PLC0415

    rho = _pearson(pd.DataFrame(values).rank().to_numpy())
    degrees = len(values) - 2
    with np.errstate(divide="ignore"):
        t = np.abs(rho) * np.sqrt(degrees / np.maximum(1 - rho**2, 0))
    return _ordered(kept, rho, 2 * stdtr(degrees, -t), left_out, n=len(values))


def phi(frame: pd.DataFrame) -> Correlations:
    """Correlate yes/no columns by phi, with p-values by Fisher's exact test."""
    values, kept, left_out = _prepared(frame)
    if len(kept) < 2:
        return _none(left_out, n=len(values))
    both, ones = values.T @ values, values.sum(axis=0)
    chance = np.zeros_like(both)
    for i, j in combinations(range(len(kept)), 2):
        chance[i, j] = chance[j, i] = _fisher(both[i, j], ones[i], ones[j], len(values))
    return _ordered(kept, _pearson(values), chance, left_out, n=len(values))


def _fisher(both: float, one: float, other: float, n: int) -> float:
    """Return the chance that as few or many of n have both as do, given how many have each.

    R. A. Fisher's exact test, two-sided: the tables that are as unlikely as this one, together.
    """
    logs = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, n + 1)))])
    x = np.arange(max(0, one + other - n), min(one, other) + 1).astype(int)
    # The rest of each table's chance is the same for all of them.
    rest = (logs[k] for k in (x, int(one) - x, int(other) - x, n - int(one) - int(other) + x))
    weight = -sum(rest, np.zeros(len(x)))
    weight = np.exp(weight - weight.max())
    # Tables that are equally unlikely may differ in the last digits.
    as_unlikely = weight <= weight[x == int(both)] * (1 + 1e-7)
    return float(weight[as_unlikely].sum() / weight.sum())


def for_all_staff(frame: pd.DataFrame, *, fewest: int) -> pd.DataFrame:
    """Return the columns that fewer than `fewest` people neither have nor lack alone.

    A column that only few have would let its correlations tell who else has what.
    """
    some, n = (frame > 0).sum(), frame.notna().sum()
    return frame.loc[:, (some >= fewest) & (n - some >= fewest) | (some == 0) | (some == n)]


def _prepared(frame: pd.DataFrame) -> tuple[np.ndarray, tuple[str, ...], tuple[str, ...]]:
    """Return the complete rows of the columns that vary, their names, and those that do not."""
    complete = frame.dropna()
    values = complete.to_numpy(dtype=float)
    varies = values.min(axis=0) < values.max(axis=0) if len(values) else np.zeros(0, dtype=bool)
    if len(values) < FEWEST_CASES:
        return values, (), ()
    names = np.array(frame.columns, dtype=object)
    return values[:, varies], tuple(names[varies]), tuple(names[~varies])


def _none(left_out: tuple[str, ...], *, n: int) -> Correlations:
    return Correlations((), np.zeros((0, 0)), np.zeros((0, 0)), left_out, n)


def _pearson(values: np.ndarray) -> np.ndarray:
    return np.clip(np.corrcoef(values, rowvar=False), -1, 1)


def _ordered(
    columns: tuple[str, ...],
    values: np.ndarray,
    chance: np.ndarray,
    left_out: tuple[str, ...],
    *,
    n: int,
) -> Correlations:
    order = _leaves(values)
    adjusted = _adjusted(chance)
    return Correlations(
        columns=tuple(columns[place] for place in order),
        matrix=values[np.ix_(order, order)],
        adjusted=adjusted[np.ix_(order, order)],
        left_out=left_out,
        n=n,
    )


def _adjusted(chance: np.ndarray) -> np.ndarray:
    """Adjust the p-values of all pairs, each pair once."""
    upper = np.triu_indices(len(chance), k=1)
    adjusted = np.zeros_like(chance)
    adjusted[upper] = benjamini_hochberg(chance[upper])
    return adjusted + adjusted.T


def _leaves(values: np.ndarray) -> np.ndarray:
    """Return an order in which alike columns are neighbours (average linkage, optimal order)."""
    if len(values) < 3:
        return np.arange(len(values))
    from scipy.cluster.hierarchy import leaves_list, linkage  # noqa: PLC0415

    apart = 1 - values[np.triu_indices(len(values), k=1)]
    return leaves_list(linkage(apart, "average", optimal_ordering=True))


def pairs(found: Correlations) -> pd.DataFrame:
    """Return a row for each pair: one, other, value, adjusted_p, significant; strongest first."""
    upper = np.triu_indices(len(found.columns), k=1)
    names = np.array(found.columns, dtype=object)
    frame = pd.DataFrame(
        {
            "one": names[upper[0]],
            "other": names[upper[1]],
            "value": found.matrix[upper],
            "adjusted_p": found.adjusted[upper],
            "significant": found.significant[upper],
        }
    )
    order = frame["value"].abs().sort_values(ascending=False, kind="stable").index
    return frame.loc[order].reset_index(drop=True)


def reading(found: Correlations, *, labels: dict[str, str], noun: str) -> str:
    """Say in one sentence how many pairs are related and which most strongly, each way."""
    if not found.tests:
        return f"There are too few {noun} or cases that differ to say what goes together."
    read = pairs(found).query("significant")
    if read.empty:
        return f"None of the {found.tests} pairs of {noun} is related more than chance allows."
    together = _named(read[read["value"] > 0], labels)
    apart = _named(read[read["value"] < 0], labels)
    sides = [f"most together: {listed(together)}"] if together else []
    sides += [f"most apart: {listed(apart)}"] if apart else []
    counted = f"{len(read)} of the {found.tests} pairs of {noun} are related more than chance"
    return f"{counted} allows; {'; '.join(sides)}."


def rounded(value: float) -> str:
    """Return a correlation as it is shown, with a proper minus sign and no minus zero."""
    words = f"{value:.{DECIMALS}f}".replace("-", "−")
    return words.removeprefix("−") if not float(words.replace("−", "")) else words


def _named(rows: pd.DataFrame, labels: dict[str, str]) -> tuple[str, ...]:
    return tuple(
        f"{labels[row['one']]} with {labels[row['other']]} ({rounded(row['value'])})"
        for row in rows.head(MOST_NAMED).to_dict("records")
    )
