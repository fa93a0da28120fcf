"""Means and shares of pupils, with 95% intervals that allow for pupils of a setting being alike."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

import numpy as np

from analytics.efficacy.regression import coefficient, reach
from analytics.intervals import CONFIDENCE, wilson


@dataclass(frozen=True)
class Estimate:
    """Hold a number with its 95% interval and how many pupils it rests on; NaN where unknown."""

    value: float = math.nan
    low: float = math.nan
    high: float = math.nan
    pupils: int = 0

    @property
    def is_bounded(self) -> bool:
        """Tell whether an interval could be worked out."""
        return not math.isnan(self.low)


def mean_of(values: Any, settings: Any, *, within: tuple[float, float] | None = None) -> Estimate:
    """Return the mean of one value per pupil; `settings` says which pupils are of one setting.

    The variance is robust to pupils of a setting being alike (K.-Y. Liang and S. L. Zeger,
    Biometrika 73 (1986)), with t of as many degrees of freedom as there are settings less one.
    Pupils of one setting alone count as independent. No interval is given for one pupil, or where
    all values are the same. `within` cuts the interval to the scale.
    """
    given = np.asarray(values, dtype=float)
    if len(given) == 0:
        return Estimate()
    value = float(given.mean())
    if len(given) == 1 or np.ptp(given) == 0:
        return Estimate(value, pupils=len(given))
    low, high = _interval(given, np.asarray(settings, dtype=object))
    least, most = within or (-math.inf, math.inf)
    return Estimate(value, max(low, least), min(high, most), len(given))


def share_of(hits: Any, settings: Any) -> Estimate:
    """Return the share of pupils of whom something is so.

    Wilson's interval over the pupils that independent ones would amount to: E. L. Korn and B. I.
    Graubard, Survey Methodology 24 (1998).
    """
    given = np.asarray(hits, dtype=float)
    if len(given) == 0:
        return Estimate()
    share, count = float(given.mean()), float(len(given))
    plain = mean_of(given, settings)
    # Settings that are all alike tell as much as independent pupils.
    if plain.high > plain.low:
        # The interval of the mean says how many independent pupils are as telling as these.
        half = (plain.high - plain.low) / 2
        usual = NormalDist().inv_cdf(0.5 + CONFIDENCE / 2)
        count = min(count, share * (1 - share) * (usual / half) ** 2)
    low, high = wilson(share * count, count)
    return Estimate(share, float(low), float(high), len(given))


def _interval(values: np.ndarray, settings: np.ndarray) -> tuple[float, float]:
    names, groups = np.unique(settings.astype(str), return_inverse=True)
    if len(names) == 1:
        groups = np.arange(len(values))
    same = np.ones(len(values))
    value, error = coefficient(values, same[:, None], place=0, weights=same, groups=groups)
    ends = reach(error, len(np.unique(groups)) - 1)
    return value - ends, value + ends
