"""How much authorities differ from each other beyond chance, so that "unusual" means something.

With thousands of plans an authority next to never equals England, and chance is not why: real
differences of circumstance are. D. J. Spiegelhalter, "Funnel plots for comparing institutional
performance", Statistics in Medicine 24 (2005) 1185-1202, widens the limits by what authorities
usually differ: figures are put on a scale on which chance is the same everywhere (arcsine of the
root for shares, root for rates), the outermost tenth at each end is pulled in, and what spread is
left beyond chance is added to each authority's own (his section 4, random effects).
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

# The tenth of authorities at each end is pulled in to the tenth's edge (Spiegelhalter 2005, 3.3).
WINSORISED = 0.1
UNUSUAL = NormalDist().inv_cdf(0.975)
# Funnel plots show the limits of 95% and of 99.8%.
FAR = NormalDist().inv_cdf(0.999)


@dataclass(frozen=True)
class Dispersion:
    """Hold, for each column, phi (1: chance alone) and tau, the spread beyond chance."""

    phi: np.ndarray
    tau: np.ndarray


def scaled(share: np.ndarray, *, is_share: np.ndarray) -> np.ndarray:
    """Return shares or rates on the scale on which the chance variation is 1 / (2 root n)."""
    root = np.sqrt(np.maximum(share, 0))
    return np.where(is_share, np.arcsin(np.minimum(root, 1)), root)


def unscaled(place: np.ndarray, *, is_share: np.ndarray) -> np.ndarray:
    """Return what `scaled` was given."""
    root = np.maximum(place, 0)
    return np.where(is_share, np.sin(np.minimum(root, np.pi / 2)), root) ** 2


def chance_spread(n: np.ndarray) -> np.ndarray:
    """Return the standard deviation by chance alone of a scaled figure out of n."""
    return 0.5 / np.sqrt(np.where(n > 0, n, np.nan))


def dispersion(
    share: np.ndarray, n: np.ndarray, target: np.ndarray, *, is_share: np.ndarray
) -> Dispersion:
    """Return how much the authorities (rows) of each column spread about the target.

    Missing figures are NaN. Where the spread is no more than chance gives, tau is 0.
    """
    chance = chance_spread(np.where(np.isnan(share), np.nan, n))
    gap = scaled(share, is_share=is_share) - scaled(target, is_share=is_share)
    z = gap / chance
    known = ~np.isnan(z)
    count = known.sum(axis=0)
    z = np.clip(z, _quantile(z, WINSORISED), _quantile(z, 1 - WINSORISED))
    phi = np.where(known, z**2, 0).sum(axis=0) / np.maximum(count, 1)
    weight = np.where(known, 1 / chance**2, 0)
    total = weight.sum(axis=0)
    spare = total - (weight**2).sum(axis=0) / np.where(total > 0, total, 1)
    beyond = np.maximum(count * phi - (count - 1), 0)
    # One authority alone has nobody to spread from, but for what rounding leaves.
    tau = np.sqrt(np.where(count > 1, beyond / np.where(count > 1, spare, 1), 0))
    return Dispersion(phi=np.where(count > 0, phi, np.nan), tau=tau)


def _quantile(values: np.ndarray, at: float) -> np.ndarray:
    """Return a quantile of each column of what is known (np.nanquantile takes 20 times longer)."""
    if not len(values):
        return np.full(values.shape[1], np.nan)
    ordered = np.sort(values, axis=0)
    count = (~np.isnan(values)).sum(axis=0)
    place = at * np.maximum(count - 1, 0)
    below = np.floor(place).astype(int)
    above = np.minimum(below + 1, np.maximum(count - 1, 0))
    columns = np.arange(values.shape[1])
    low, high = ordered[below, columns], ordered[above, columns]
    return low + (place - below) * (high - low)
