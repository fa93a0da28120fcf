"""Least squares of which the variance is robust to rows of one setting being alike."""

from __future__ import annotations

import numpy as np

from analytics.intervals import CONFIDENCE


def coefficient(
    values: np.ndarray, terms: np.ndarray, *, place: int, weights: np.ndarray, groups: np.ndarray
) -> tuple[float, float]:
    """Return the coefficient of one column of terms and its standard error.

    Weighted least squares; the variance is robust to rows of one group being alike (K.-Y. Liang
    and S. L. Zeger, Biometrika 73 (1986)), with the usual correction for few groups. The columns
    are independent, and there are two groups or more.
    """
    from statsmodels.regression.linear_model import WLS  # noqa: PLC0415 - a second to import

    model, alike = WLS(values, terms, weights=weights), np.unique(groups, return_inverse=True)[1]
    fitted = model.fit(cov_type="cluster", cov_kwds={"groups": alike}, use_t=True)
    return float(fitted.params[place]), float(fitted.bse[place])


def reach(error: float, degrees: int) -> float:
    """Return how far the 95% interval goes on each side, by Student's t."""
    from scipy.special import stdtrit  # noqa: PLC0415

    return float(stdtrit(degrees, 0.5 + CONFIDENCE / 2) * error)


def p_value(value: float, error: float, degrees: int) -> float:
    """Return how likely a coefficient as large as this one is, were there none.

    Where settings are so alike that there is no error it is 0, and NaN for a coefficient of 0.
    """
    from scipy.special import stdtr  # noqa: PLC0415

    with np.errstate(divide="ignore", invalid="ignore"):
        return float(2 * stdtr(degrees, -np.abs(np.divide(value, error))))
