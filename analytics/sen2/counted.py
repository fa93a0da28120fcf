"""What is counted in each area, out of how many, and why a figure may not be used."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np

from analytics.sen2.cube import SCALES, Column, Cube
from data.schemas.indicators import INDICATORS

# Why there is no verdict, in the order in which they are looked for.
REASONS: dict[str, str] = {
    "absent": "no figure was published",
    "symbol": "no figure was published",
    "flagged": "the figure is suspect",
    "no denominator": "it was not published how many it is out of",
    "impossible": "more are counted than there are",
    "no comparator": "there is no figure to compare it with",
    "too few": "there are too few to tell a difference from chance",
}


@dataclass(frozen=True, eq=False)
class Counted:
    """Hold k of n, areas x columns; both are NaN where they may not be used, and `reason` why.

    `own` is what is shown: a percentage or a rate per 1,000. `scale` makes one of k / n.
    """

    own: np.ndarray
    k: np.ndarray
    n: np.ndarray
    reason: np.ndarray
    is_share: np.ndarray
    scale: np.ndarray

    @cached_property
    def share(self) -> np.ndarray:
        """Return k / n."""
        return self.k / self.n


@lru_cache(maxsize=256)
def counted(cube: Cube, columns: tuple[Column, ...]) -> Counted:
    """Return what is counted in every area, and where it may be used.

    The arrays are shared between callers and are not to be written to.
    """
    k, n = cube.take("numerator", columns), cube.take("denominator", columns)
    compared = [INDICATORS[column.indicator].compared for column in columns]
    is_share = np.array([way == "share" for way in compared], dtype=bool)
    scale = np.array([SCALES[way] for way in compared])
    value = cube.take("value", columns)
    counts = np.array([INDICATORS[column.indicator].kind == "count" for column in columns], bool)
    unknown = np.isnan(k) | ~(n > 0)
    reason = np.select(
        [
            ~cube.take("held", columns),
            np.isnan(value) & unknown,
            cube.take("flagged", columns),
            unknown,
            is_share & (k > n),
        ],
        ["absent", "symbol", "flagged", "no denominator", "impossible"],
        default="",
    ).astype(object)
    usable = reason == ""
    return Counted(
        # A percentage published without its counts is still shown.
        own=np.where(unknown, np.where(counts, np.nan, value), scale * k / np.where(n > 0, n, 1)),
        k=np.where(usable, k, np.nan),
        n=np.where(usable, n, np.nan),
        reason=reason,
        is_share=is_share,
        scale=scale,
    )


def rows(every: Counted, chosen: slice | np.ndarray) -> Counted:
    """Return some of the areas."""
    return replace(
        every,
        own=every.own[chosen],
        k=every.k[chosen],
        n=every.n[chosen],
        reason=every.reason[chosen],
    )
