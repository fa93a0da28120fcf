"""Keeping what is read from many tests from being mostly chance."""

from __future__ import annotations

from typing import Any

import numpy as np

# Y. Benjamini and Y. Hochberg, J. R. Statist. Soc. B 57 (1995): of what is read as real, no more
# than this share is expected to be chance.
FALSE_DISCOVERY_RATE = 0.05


def benjamini_hochberg(p: Any) -> np.ndarray:
    """Adjust p-values by Benjamini and Hochberg's step-up procedure.

    Tests that could not be made are NaN: they stay so and do not count.
    """
    given = np.asarray(p, dtype=float)
    adjusted = np.full(given.shape, np.nan)
    made = np.flatnonzero(~np.isnan(given))
    order = made[given[made].argsort(kind="stable")[::-1]]
    stepped = given[order] * len(order) / np.arange(len(order), 0, -1)
    adjusted[order] = np.minimum(np.minimum.accumulate(stepped), 1)
    return adjusted
