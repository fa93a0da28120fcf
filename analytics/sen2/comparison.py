"""Each authority against a comparator: by how much, and whether chance could be why.

Two questions are kept apart. Whether a figure differs *beyond chance*: a score test of two shares
or rates (K. Pearson's chi-squared for shares; for rates the conditional test of J. Przyborowski
and H. Wilenski, Biometrika 31 (1940), in its normal form). And whether it is *unusual*: outside
what authorities usually differ by, which `dispersion` reckons. Large authorities differ beyond
chance in next to everything; few figures are unusual.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from analytics.answers import opened
from analytics.intervals import byar, wilson
from analytics.sen2.comparator import Comparator, membership, reference
from analytics.sen2.cube import SCALES, Column, Cube
from analytics.sen2.dispersion import (
    FAR,
    UNUSUAL,
    Dispersion,
    chance_spread,
    dispersion,
    scaled,
)
from data.schemas.indicators import INDICATORS
from data.schemas.sen2 import SYMBOLS

BEYOND_CHANCE = UNUSUAL  # 95%, two-sided
# W. G. Cochran, Biometrics 10 (1954): below five expected the normal form does not hold.
FEWEST_EXPECTED = 5
BETTER, WORSE, HIGHER, LOWER = "better", "worse", "higher", "lower"
SIMILAR, NOT_COMPARABLE = "similar", "not comparable"
VERDICTS = (BETTER, WORSE, HIGHER, LOWER, SIMILAR, NOT_COMPARABLE)
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
TABLED = (
    *("own", "low", "high", "numerator", "denominator", "against", "pooled", "n_against"),
    *("difference", "z", "verdict", "beyond_chance", "unusual", "distance", "reason"),
)
TOLD = ("flagged", "broken", "symbol", "why", "footnote", "release")


@dataclass(frozen=True, eq=False, kw_only=True)
class Compared:
    """Hold a comparison; every array is authorities x columns.

    `own`, `low`, `high`, `against`, `pooled` and `difference` are percentages or rates per 1,000.
    `against` is what is shown of the comparator: England's or the region's own figure, or the
    simple mean of a group (the rule of the DfE's Local Authority Interactive Tool), beside which
    `pooled` is the group taken as one. `z` tests against the comparator without the authority.
    `distance` is the difference in units of what is usual between authorities, `unusual` 1 outside
    the limits of 95% about England, 2 outside those of 99.8%.
    """

    codes: tuple[str, ...]
    columns: tuple[Column, ...]
    comparator: Comparator
    own: np.ndarray
    low: np.ndarray
    high: np.ndarray
    numerator: np.ndarray
    denominator: np.ndarray
    against: np.ndarray
    pooled: np.ndarray
    n_against: np.ndarray
    difference: np.ndarray
    z: np.ndarray
    distance: np.ndarray
    unusual: np.ndarray
    verdict: np.ndarray
    reason: np.ndarray
    spread: Dispersion

    @cached_property
    def beyond_chance(self) -> np.ndarray:
        """Return where the difference is more than chance allows."""
        return np.nan_to_num(np.abs(self.z)) >= BEYOND_CHANCE


@dataclass(frozen=True, eq=False)
class _Counted:
    """Hold k of n of every area; `k` and `n` are NaN where they may not be used, `reason` why."""

    own: np.ndarray
    k: np.ndarray
    n: np.ndarray
    reason: np.ndarray
    is_share: np.ndarray
    scale: np.ndarray

    @cached_property
    def share(self) -> np.ndarray:
        return self.k / self.n


@dataclass(frozen=True, eq=False)
class _Other:
    """Hold the other side: what is shown, k of n taken as one, and the share and size tested."""

    shown: np.ndarray
    members: np.ndarray
    k: np.ndarray
    n: np.ndarray
    share: np.ndarray
    size: np.ndarray
    pooled: np.ndarray


def compare(cube: Cube, columns: tuple[Column, ...], comparator: Comparator) -> Compared:
    """Compare every authority in every column; suspect figures are left out on both sides."""
    every = _counted(cube, columns)
    first = len(cube.areas) - len(cube.authorities)
    ours = _rows(every, slice(first, None))
    if comparator.kind in ("england", "region"):
        other = _rest(every, ours, reference(comparator, cube))
    else:
        other = _group(ours, membership(comparator, cube))
    z, reason = _tested(ours, other)
    low, high = _intervals(ours)
    target, spread = _usual(every, ours, england=cube.england)
    reach = np.sqrt(chance_spread(ours.n) ** 2 + spread.tau**2)
    place = scaled(ours.share, is_share=ours.is_share)
    gap = np.abs(place - scaled(target, is_share=ours.is_share)) / reach
    return Compared(
        codes=cube.authorities,
        columns=columns,
        comparator=comparator,
        own=ours.own,
        low=low * ours.scale,
        high=high * ours.scale,
        numerator=cube.take("numerator", columns)[first:],
        denominator=cube.take("denominator", columns)[first:],
        against=other.shown * ours.scale,
        pooled=other.pooled * ours.scale,
        n_against=other.members,
        difference=ours.own - other.shown * ours.scale,
        z=z,
        distance=(place - scaled(other.shown, is_share=ours.is_share)) / reach,
        unusual=(gap > UNUSUAL).astype(int) + (gap > FAR),
        verdict=_verdicts(z, reason, columns),
        reason=reason,
        spread=spread,
    )


def _counted(cube: Cube, columns: tuple[Column, ...]) -> _Counted:
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
    return _Counted(
        # A percentage published without its counts is still shown.
        own=np.where(unknown, np.where(counts, np.nan, value), scale * k / np.where(n > 0, n, 1)),
        k=np.where(usable, k, np.nan),
        n=np.where(usable, n, np.nan),
        reason=reason,
        is_share=is_share,
        scale=scale,
    )


def _rows(counted: _Counted, chosen: slice | np.ndarray) -> _Counted:
    return replace(
        counted,
        own=counted.own[chosen],
        k=counted.k[chosen],
        n=counted.n[chosen],
        reason=counted.reason[chosen],
    )


def _rest(every: _Counted, ours: _Counted, place: np.ndarray) -> _Other:
    """Return the areas that the authorities lie in, and for the test those without them."""
    there = (place >= 0)[:, None]
    area = _rows(every, place)
    n = area.n - ours.n
    k = area.k - ours.k
    # A part larger than the whole leaves nothing to test against.
    sound = there & (n > 0) & (k >= 0) & (~ours.is_share | (k <= n))
    shown = np.where(there, area.share, np.nan)
    k, n = np.where(sound, k, np.nan), np.where(sound, n, np.nan)
    return _Other(shown, there & ~np.isnan(shown), k, n, share=k / n, size=n, pooled=shown)


def _group(ours: _Counted, within: np.ndarray) -> _Other:
    """Return the mean of each authority's group; members without a figure are left out."""
    valid = ours.reason == ""
    zeros = {name: np.where(valid, getattr(ours, name), 0) for name in ("k", "n", "share")}
    count = within @ valid
    some = np.where(count > 0, count, np.nan)
    k, n = within @ zeros["k"], np.where(count > 0, within @ zeros["n"], np.nan)
    mean = within @ zeros["share"] / some
    inverse = within @ np.where(valid, 1 / np.where(valid, ours.n, 1), 0)
    return _Other(mean, count, k, n, share=mean, size=some**2 / inverse, pooled=k / n)


def _tested(ours: _Counted, other: _Other) -> tuple[np.ndarray, np.ndarray]:
    """Return z of each difference, and why there is none."""
    together = (ours.k + other.k) / (ours.n + other.n)
    absent = np.where(ours.is_share, 1 - together, np.inf)
    expected = np.fmin(ours.n, other.size) * np.fmin(together, absent)
    reason = np.select(
        [ours.reason != "", np.isnan(other.share), ~(expected >= FEWEST_EXPECTED)],
        [ours.reason, "no comparator", "too few"],
        default="",
    )
    tested = reason == ""
    variance = together * np.where(ours.is_share, 1 - together, 1) * (1 / ours.n + 1 / other.size)
    z = (ours.share - other.share) / np.sqrt(np.where(tested, variance, np.nan))
    return z, reason


def _intervals(ours: _Counted) -> tuple[np.ndarray, np.ndarray]:
    shares, rates = wilson(ours.k, ours.n), byar(ours.k, ours.n)
    low, high = (np.where(ours.is_share, s, r) for s, r in zip(shares, rates, strict=True))
    return low, high


def _usual(every: _Counted, ours: _Counted, *, england: int) -> tuple[np.ndarray, Dispersion]:
    """Return England's shares, or those of all authorities as one, and the spread about them."""
    k, n = (np.nansum(counts, axis=0) for counts in (ours.k, ours.n))
    target = k / np.where(n > 0, n, np.nan)
    if england >= 0:
        national = every.share[england]
        target = np.where(np.isnan(national), target, national)
    return target, dispersion(ours.share, ours.n, target, is_share=ours.is_share)


def _verdicts(z: np.ndarray, reason: np.ndarray, columns: tuple[Column, ...]) -> np.ndarray:
    polarity = [INDICATORS[column.indicator].polarity for column in columns]
    above = np.array([{"high": BETTER, "low": WORSE}.get(p, HIGHER) for p in polarity], object)
    below = np.array([{"high": WORSE, "low": BETTER}.get(p, LOWER) for p in polarity], object)
    shape = z.shape
    return np.select(
        [reason != "", z >= BEYOND_CHANCE, z <= -BEYOND_CHANCE],
        [
            np.full(shape, NOT_COMPARABLE, object),
            np.broadcast_to(above, shape),
            np.broadcast_to(below, shape),
        ],
        default=SIMILAR,
    )


def table(compared: Compared, cube: Cube, codes: tuple[str, ...] = ()) -> pd.DataFrame:
    """Return the comparison with a row for each authority (or those of `codes`) and column.

    Columns: code, name, indicator, label, year, own, low, high, numerator, denominator, against,
    pooled, n_against, difference, z, verdict, beyond_chance, unusual (0, 1, 2), distance, reason,
    why (in words), flagged, broken, symbol, footnote, release.
    """
    rows = [n for n, code in enumerate(compared.codes) if not codes or code in codes]
    first = len(cube.areas) - len(cube.authorities)
    named = [cube.names[compared.codes[row]] for row in rows]
    n_rows, n_columns = len(rows), len(compared.columns)
    frame: dict[str, Any] = {
        "code": np.repeat([compared.codes[row] for row in rows], n_columns),
        "name": np.repeat(named, n_columns),
        "indicator": [column.indicator for column in compared.columns] * n_rows,
        "label": [INDICATORS[column.indicator].label for column in compared.columns] * n_rows,
        "year": [column.year for column in compared.columns] * n_rows,
    }
    frame |= {name: getattr(compared, name)[rows].ravel() for name in TABLED}
    told = {name: cube.take(name, compared.columns)[first:][rows].ravel() for name in TOLD}
    words = [
        _why(*given) for given in zip(frame["reason"], told["symbol"], told["why"], strict=True)
    ]
    return pd.DataFrame({**frame, **told, "why": words})


def _why(reason: str, symbol: str, said: str) -> str:
    """Say why there is no verdict, or what a check says of a figure that has one."""
    if reason == "symbol" and symbol in SYMBOLS:
        return f"{opened(REASONS[reason])}: {SYMBOLS[symbol]}."
    start = f"{opened(REASONS[reason])}." if reason else ""
    return " ".join(filter(None, [start, said]))
