"""Each authority against a comparator: by how much, and whether chance could be why.

Two questions are kept apart. Whether a figure differs *beyond chance*: a score test of two shares
or rates (K. Pearson's chi-squared for shares; for rates the conditional test of J. Przyborowski
and H. Wilenski, Biometrika 31 (1940), in its normal form). And whether it is *unusual*: outside
what authorities usually differ by, which `dispersion` reckons. Large authorities differ beyond
chance in next to everything; few figures are unusual.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import pandas as pd

from analytics.answers import opened
from analytics.intervals import byar, wilson
from analytics.sen2.comparator import Comparator, members, membership, reference
from analytics.sen2.counted import REASONS, Counted, counted, rows
from analytics.sen2.cube import Column, Cube
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

AREAS = ("england", "region")
BEYOND_CHANCE = UNUSUAL  # 95%, two-sided
# W. G. Cochran, Biometrics 10 (1954): below five expected the normal form does not hold.
FEWEST_EXPECTED = 5
BETTER, WORSE, HIGHER, LOWER = "better", "worse", "higher", "lower"
SIMILAR, NOT_COMPARABLE = "similar", "not comparable"
VERDICTS = (BETTER, WORSE, HIGHER, LOWER, SIMILAR, NOT_COMPARABLE)
TABLED = (
    *("own", "low", "high", "numerator", "denominator", "against", "pooled", "n_against"),
    *("difference", "z", "verdict", "beyond_chance", "unusual", "distance", "reason"),
)
LEFT_OUT = ("indicator", "label", "year", "own", "reason", "why")
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
class _Other:
    """Hold the other side: what is shown, k of n taken as one, and the share and size tested."""

    shown: np.ndarray
    members: np.ndarray
    k: np.ndarray
    n: np.ndarray
    share: np.ndarray
    size: np.ndarray
    pooled: np.ndarray


# Pages ask for the same comparators again and again; a cube is told from another by identity.
@lru_cache(maxsize=64)
def compare(cube: Cube, columns: tuple[Column, ...], comparator: Comparator) -> Compared:
    """Compare every authority in every column; suspect figures are left out on both sides.

    The arrays are shared between callers and are not to be written to.
    """
    every = counted(cube, columns)
    first = len(cube.areas) - len(cube.authorities)
    ours = rows(every, slice(first, None))
    if comparator.kind in AREAS:
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


def against(
    cube: Cube, columns: tuple[Column, ...], comparator: Comparator, code: str
) -> np.ndarray:
    """Return what is shown of one authority's comparator in each column."""
    every = counted(cube, columns)
    if comparator.kind in AREAS:
        place = reference(comparator, cube)[cube.authorities.index(code)]
        return every.own[place] if place >= 0 else np.full(len(columns), np.nan)
    places = [cube.area_places[one] for one in members(comparator, cube, code)]
    group = rows(every, np.array(places, dtype=int))
    known = group.reason == ""
    total = np.where(known, group.share, 0).sum(axis=0)
    count = known.sum(axis=0)
    return total / np.where(count > 0, count, np.nan) * every.scale


def _rest(every: Counted, ours: Counted, place: np.ndarray) -> _Other:
    """Return the areas that the authorities lie in, and for the test those without them.

    An area's own figure is shown even where it is suspect; what is tested against is then its
    authorities' sound figures, added up.
    """
    there = (place >= 0)[:, None]
    area = rows(every, place)
    suspect = area.reason == "flagged"
    k, n = _added_up(ours, place) if suspect.any() else (area.k, area.n)
    k, n = np.where(suspect, k, area.k) - ours.k, np.where(suspect, n, area.n) - ours.n
    # A part larger than the whole leaves nothing to test against.
    sound = there & (n > 0) & (k >= 0) & (~ours.is_share | (k <= n))
    shown = np.where(there, area.own, np.nan) / every.scale
    k, n = np.where(sound, k, np.nan), np.where(sound, n, np.nan)
    return _Other(shown, there & ~np.isnan(shown), k, n, share=k / n, size=n, pooled=shown)


def _added_up(ours: Counted, place: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the sound figures of each authority's area, its own among them, added up."""
    within = (place[:, None] == place[None, :]).astype(float)
    valid = ours.reason == ""
    return within @ np.where(valid, ours.k, 0), within @ np.where(valid, ours.n, 0)


def _group(ours: Counted, within: np.ndarray) -> _Other:
    """Return the mean of each authority's group; members without a figure are left out."""
    valid = ours.reason == ""
    zeros = {name: np.where(valid, getattr(ours, name), 0) for name in ("k", "n", "share")}
    count = within @ valid
    some = np.where(count > 0, count, np.nan)
    k, n = within @ zeros["k"], np.where(count > 0, within @ zeros["n"], np.nan)
    mean = within @ zeros["share"] / some
    inverse = within @ np.where(valid, 1 / np.where(valid, ours.n, 1), 0)
    return _Other(mean, count, k, n, share=mean, size=some**2 / inverse, pooled=k / n)


def _tested(ours: Counted, other: _Other) -> tuple[np.ndarray, np.ndarray]:
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


def _intervals(ours: Counted) -> tuple[np.ndarray, np.ndarray]:
    shares, rates = wilson(ours.k, ours.n), byar(ours.k, ours.n)
    low, high = (np.where(ours.is_share, s, r) for s, r in zip(shares, rates, strict=True))
    return low, high


def _usual(every: Counted, ours: Counted, *, england: int) -> tuple[np.ndarray, Dispersion]:
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
    chosen = [n for n, code in enumerate(compared.codes) if not codes or code in codes]
    first = len(cube.areas) - len(cube.authorities)
    named = [cube.names[compared.codes[row]] for row in chosen]
    n_rows, n_columns = len(chosen), len(compared.columns)
    frame: dict[str, Any] = {
        "code": np.repeat([compared.codes[row] for row in chosen], n_columns),
        "name": np.repeat(named, n_columns),
        "indicator": [column.indicator for column in compared.columns] * n_rows,
        "label": [INDICATORS[column.indicator].label for column in compared.columns] * n_rows,
        "year": [column.year for column in compared.columns] * n_rows,
    }
    frame |= {name: getattr(compared, name)[chosen].ravel() for name in TABLED}
    told = {name: cube.take(name, compared.columns)[first:][chosen].ravel() for name in TOLD}
    words = [
        why(*given) for given in zip(frame["reason"], told["symbol"], told["why"], strict=True)
    ]
    return pd.DataFrame({**frame, **told, "why": words})


def left_out(compared: Compared, cube: Cube, code: str) -> pd.DataFrame:
    """Return an authority's columns without a verdict: LEFT_OUT."""
    row = compared.codes.index(code)
    told = {name: cube.of_area(name, code, compared.columns) for name in ("symbol", "why")}
    found = [
        (
            column.indicator,
            INDICATORS[column.indicator].label,
            column.year,
            float(compared.own[row, n]),
            reason,
            why(reason, told["symbol"][n], told["why"][n]),
        )
        for n, (column, reason) in enumerate(
            zip(compared.columns, compared.reason[row].tolist(), strict=True)
        )
        if reason
    ]
    return pd.DataFrame(found, columns=list(LEFT_OUT))


def why(reason: str, symbol: str, said: str) -> str:
    """Say why there is no verdict, or what a check says of a figure that has one."""
    if reason == "symbol" and symbol in SYMBOLS:
        return f"{opened(REASONS[reason])}: {SYMBOLS[symbol]}."
    start = f"{opened(REASONS[reason])}." if reason else ""
    return " ".join(filter(None, [start, said]))
