"""How far a share counted in a few cases can be trusted."""

from __future__ import annotations

from statistics import NormalDist
from typing import Any

import numpy as np

CONFIDENCE = 0.95


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
