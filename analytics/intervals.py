"""How far a share or a rate counted in a few cases can be trusted."""

from __future__ import annotations

from statistics import NormalDist
from typing import Any

import numpy as np

CONFIDENCE = 0.95
# The exact 95% limits of a Poisson count of 0 to 9 (F. Garwood, Biometrika 28 (1936)), half a
# chi-squared quantile each. Byar's approximation is for 10 and more (N. E. Breslow and N. E. Day,
# Statistical Methods in Cancer Research II (1987), p. 69); public health figures do the same.
EXACT_LOW = np.array(
    (0, 0.025318, 0.242209, 0.618672, 1.089865, 1.623486, 2.201894, 2.814363, 3.453832, 4.115373)
)
EXACT_HIGH = np.array(
    (3.68888, 5.57164, 7.22469, 8.76727, 10.24159, 11.66833, 13.05947, 14.42268, 15.76319, 17.0848)
)


def wilson(count: Any, total: Any) -> tuple[np.ndarray, np.ndarray]:
    """Return the lower and upper end of the 95% interval of each share, NaN where total is 0.

    E. B. Wilson, JASA 22 (1927). It holds with few cases and at 0 and 100%, where the usual
    interval does not. The closed form spares the second that scipy.stats takes to import.
    """
    k, n = np.asarray(count, dtype=float), np.asarray(total, dtype=float)
    z = NormalDist().inv_cdf(0.5 + CONFIDENCE / 2)
    n = np.where(n > 0, n, np.nan)
    middle = (k + z * z / 2) / (n + z * z)
    reach = z / (n + z * z) * np.sqrt(np.maximum(k * (n - k), 0) / n + z * z / 4)
    low, high = np.clip(middle - reach, 0, 1), np.clip(middle + reach, 0, 1)
    # At the ends rounding would leave a share just outside its own interval.
    return np.where(k == 0, 0 * low, low), np.where(k == n, 0 * high + 1, high)


def byar(count: Any, exposure: Any) -> tuple[np.ndarray, np.ndarray]:
    """Return the lower and upper end of the 95% interval of each rate, count / exposure.

    Exact below a count of 10, Byar's approximation from there; NaN where there is no exposure or
    no count. Counts are whole numbers.
    """
    k, n = np.asarray(count, dtype=float), np.asarray(exposure, dtype=float)
    n = np.where((n > 0) & (k >= 0), n, np.nan)
    few = np.nan_to_num(np.clip(k, 0, len(EXACT_LOW) - 1)).astype(int)
    low = np.where(k < len(EXACT_LOW), EXACT_LOW[few], _byar_limit(np.maximum(k, 1), sign=-1))
    high = np.where(k < len(EXACT_HIGH), EXACT_HIGH[few], _byar_limit(k + 1, sign=1))
    return low / n, high / n


def _byar_limit(k: np.ndarray, *, sign: int) -> np.ndarray:
    z = NormalDist().inv_cdf(0.5 + CONFIDENCE / 2)
    return k * (1 - 1 / (9 * k) + sign * z / (3 * np.sqrt(k))) ** 3
