"""Every authority by its size, within the limits of chance and of what authorities usually differ.

D. J. Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in
Medicine 24 (2005). The inner limits hold 95%, the outer 99.8% of authorities.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from analytics.sen2.comparator import ENGLAND_AS_A_WHOLE
from analytics.sen2.comparison import compare
from analytics.sen2.counted import counted, rows
from analytics.sen2.cube import Column, Cube
from analytics.sen2.dispersion import FAR, UNUSUAL, chance_spread, scaled, unscaled
from analytics.sen2.records import records
from analytics.sen2.words import shown
from data.schemas.indicators import INDICATORS

STEPS = 60
LIMITS = {"95": UNUSUAL, "998": FAR}


@dataclass(frozen=True, eq=False)
class Funnel:
    """Hold the points and limits of one indicator in one year.

    `points` has code, name, own, numerator, denominator, verdict, by_chance and usual (0 inside
    both limits, 1 outside those of 95%, 2 outside those of 99.8%): against the limits of chance
    alone and against those of what is usual. `limits` has denominator, and low and high of 95 and
    998 by chance_ and by usual_. `target` is England's figure; `phi` 1 where chance explains all.
    """

    indicator: str
    year: int
    target: float
    phi: float
    points: pd.DataFrame
    limits: pd.DataFrame

    @cached_property
    def told(self) -> list[dict[Any, Any]]:
        """Return the points as plain values."""
        return records(self.points)


def funnel(cube: Cube, column: Column) -> Funnel:
    """Return the funnel of an indicator in a year, without figures too few or not to be used."""
    found = compare(cube, (column,), ENGLAND_AS_A_WHOLE)
    first = len(cube.areas) - len(cube.authorities)
    ours = rows(counted(cube, (column,)), slice(first, None))
    known = np.flatnonzero((ours.reason[:, 0] == "") & (found.reason[:, 0] != "too few"))
    n = ours.n[known, 0]
    target = _target(cube, column, ours.k[known, 0].sum(), n.sum())
    tau, is_share, scale = float(found.spread.tau[0]), ours.is_share, ours.scale[0]
    gap = scaled(ours.share[known, 0], is_share=is_share) - scaled(target, is_share=is_share)
    chance = chance_spread(n)
    points = pd.DataFrame(
        {
            "code": [cube.authorities[row] for row in known],
            "name": [cube.names[cube.authorities[row]] for row in known],
            "own": ours.own[known, 0],
            "numerator": ours.k[known, 0],
            "denominator": n,
            "verdict": found.verdict[known, 0],
            "by_chance": _outside(gap / chance),
            "usual": _outside(gap / np.hypot(chance, tau)),
        }
    )
    return Funnel(
        indicator=column.indicator,
        year=column.year,
        target=float(target[0] * scale),
        phi=float(found.spread.phi[0]),
        points=points,
        limits=_limits(n, target, tau, is_share=is_share, scale=scale),
    )


def _target(cube: Cube, column: Column, k: float, n: float) -> np.ndarray:
    """Return England's share or rate; that of all authorities as one where it is not sound."""
    every = counted(cube, (column,))
    england = every.share[cube.england, 0] if cube.england >= 0 else np.nan
    pooled = k / n if n else np.nan
    return np.array([pooled if np.isnan(england) else england])


def _outside(z: np.ndarray) -> np.ndarray:
    return (np.abs(z) > UNUSUAL).astype(int) + (np.abs(z) > FAR)


def _limits(
    n: np.ndarray, target: np.ndarray, tau: float, *, is_share: np.ndarray, scale: float
) -> pd.DataFrame:
    sizes = np.geomspace(n.min(), n.max(), STEPS) if len(n) else np.array([])
    middle, chance = scaled(target, is_share=is_share), chance_spread(sizes)
    limits = {"denominator": sizes}
    for kind, spread in (("chance", chance), ("usual", np.hypot(chance, tau))):
        for name, reach in LIMITS.items():
            for end, sign in (("low", -1), ("high", 1)):
                edge = unscaled(middle + sign * reach * spread, is_share=is_share)
                limits[f"{kind}_{end}_{name}"] = edge * scale
    return pd.DataFrame(limits)


def reading(found: Funnel, code: str = "") -> str:
    """Say how many authorities lie outside the limits, and where one of them lies."""
    total = len(found.told)
    if not total:
        return "No authority has a figure that can be compared."
    beyond = sum(one["by_chance"] > 0 for one in found.told)
    unusual = sum(one["usual"] > 0 for one in found.told)
    counts = (
        f"{beyond} of {total} authorities differ from England's "
        f"{shown(found.target, found.indicator)} beyond chance, {unusual} by more than "
        "authorities usually differ"
    )
    row = next((one for one in found.told if one["code"] == code), None)
    if row is None:
        return f"{counts}."
    where = ("within what is usual", "outside what is usual", "far outside what is usual")
    place = where[int(row["usual"])]
    return f"{counts}; {row['name']}, {shown(row['own'], found.indicator)}, lies {place}."


def sizes_are(indicator: str) -> str:
    """Return what the size of an authority is in a funnel, as it stands on an axis."""
    return INDICATORS[indicator].denominator
