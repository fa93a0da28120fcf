"""Pupils who had a package beside pupils like them who had not.

Matched are pupils whose start falls in the same coarse class (coarsened exact matching: S. M.
Iacus, G. King and G. Porro, Political Analysis 20 (2012)): cluster, kind of setting, age group, and
a band of the sum of needs. What is left within a class is adjusted for by weighted least squares.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.cluster_profiles import PLACEMENT
from analytics.efficacy.estimates import Estimate
from analytics.efficacy.evidence import Evidence, count_packages, names_package
from analytics.intervals import CONFIDENCE
from data.schemas import AGE_BANDS
from data.schemas.feedback import VOICES

# Our choice, in points of the sum of needs.
BAND = 4
# From fewer pupils on either side an interval covers less often than it says: measured in
# benchmarks/efficacy.py.
FEWEST = 20
START = ["cluster", "type", "ages", "band"]
SPOKE = "spoke_"
LEVEL = "level"


@dataclass(frozen=True)
class Comparison:
    """Hold the difference in mean attainment, with a package less without; None where too few.

    `raw` is of everybody, `matched` of pupils who began alike; each rests on the pupils with the
    package. `unknown` pupils with it have no known start, `alone` ones nobody like them without
    it: `alone_by` counts these by cluster. A count that is None is withheld.
    """

    package_id: str
    with_it: int
    without_it: int
    matched_with: int | None
    matched_without: int | None
    unknown: int | None
    alone: int | None
    alone_by: Mapping[str, int]
    raw: Estimate | None
    matched: Estimate | None
    p: float = math.nan
    """Of the matched difference, were there none."""


def compare(known: Evidence, package_id: str, *, types: Mapping[str, str]) -> Comparison:
    """Compare ratings of outcomes that a package serves, of pupils with it and without.

    `types` gives the kind of each setting. Pupils without it are those of whom no answer names it;
    their ratings count for outcomes that it serves in somebody's plan.
    """
    cells = _cells(known, package_id)
    starts = _starts(known, package_id, types=types)
    cells = cells.join(starts, on="pupil_id")
    matched = cells.dropna(subset=[*START, "age"])
    weights = _weights(matched)
    # As objects: categories of nobody would give a balance that cannot be compared.
    balance = matched["pupil_id"].astype("object").map(weights).astype("float64").fillna(0.0)
    matched = matched.assign(balance=balance)
    matched = matched[matched["balance"] > 0]
    estimate, p = _adjusted(matched)
    mine = cells[cells["had"] == 1].drop_duplicates("pupil_id")
    with_start = mine.dropna(subset=[*START, "age"])
    alone = with_start[~with_start["pupil_id"].isin(matched["pupil_id"])]
    return Comparison(
        package_id=package_id,
        with_it=len(mine),
        without_it=cells.loc[cells["had"] == 0, "pupil_id"].nunique(),
        matched_with=_pupils(matched, 1),
        matched_without=_pupils(matched, 0),
        unknown=len(mine) - len(with_start),
        alone=len(alone),
        alone_by={str(name): int(n) for name, n in alone.groupby("cluster").size().items()},
        raw=_raw(cells),
        matched=estimate,
        p=p,
    )


def _cells(known: Evidence, package_id: str) -> pd.DataFrame:
    """Return one row per pupil and outcome: mean score, weight, who spoke, other packages.

    The weights of a pupil add up to 1, so that many answers count no more than few.
    """
    rows = known.ratings
    served = names_package(rows, package_id)
    fitting = rows["outcome_id"].isin(rows["outcome_id"][served].dropna().unique())
    given = known.given["pupil_id"][known.given["package_id"] == package_id]
    have = rows["pupil_id"].isin([*rows["pupil_id"][served].unique(), *given.unique()])
    spoke = {SPOKE + voice: (rows["voice"] == voice).astype("float64") for voice in VOICES}
    long = rows.assign(had=served.astype(float), others=count_packages(rows) - served, **spoke)
    groups = long[fitting & (served | ~have)].groupby(["pupil_id", "outcome_id"], observed=True)
    cells = groups[["score", "had", "others", *spoke]].mean()
    cells = cells.assign(count=groups.size()).reset_index()
    total = cells.groupby("pupil_id", observed=True)["count"].transform("sum")
    return cells.assign(weight=cells["count"] / total)


def _starts(known: Evidence, package_id: str, *, types: Mapping[str, str]) -> pd.DataFrame:
    """Return what was so of each pupil at the first answer, and the class that puts them in."""
    rows = known.ratings.drop_duplicates("pupil_id")
    youngest = [least for least, _ in AGE_BANDS.values()]
    kind = rows["school_id"].astype("object").map(dict(types))
    starts = pd.DataFrame(
        {
            "cluster": rows["cluster"].astype("object"),
            # The place is itself the kind of setting, so there is nobody alike without it.
            "type": "any" if package_id == PLACEMENT else kind,
            "ages": np.searchsorted(youngest, rows["age_years"], side="right"),
            "band": rows["needs_total"] // BAND,
            "needs": rows["needs_total"],
            "age": rows["age_years"],
            "group": rows["group"],
        }
    )
    return starts.set_index(pd.Index(rows["pupil_id"], name="pupil_id"))


def _weights(cells: pd.DataFrame) -> pd.Series:
    """Return the weight of each matched pupil: 1 with the package, else their class's ratio."""
    pupils = cells.drop_duplicates("pupil_id").set_index("pupil_id")
    groups = pupils.groupby(START)["had"]
    with_it, count = groups.transform("sum"), groups.transform("size")
    without = count - with_it
    ratio = (with_it / without.where(without > 0)).fillna(0.0)
    return (
        pupils["had"]
        .where(pupils["had"] == 0, (without > 0).astype(float))
        .where(pupils["had"] == 1, ratio)
    )


def _pupils(cells: pd.DataFrame, had: int) -> int:
    return int(cells.loc[cells["had"] == had, "pupil_id"].nunique())


def _raw(cells: pd.DataFrame) -> Estimate | None:
    found = _fitted(cells, cells["weight"], cells[["had"]])
    return None if found is None else found[0]


def _adjusted(cells: pd.DataFrame) -> tuple[Estimate | None, float]:
    kinds = [
        pd.get_dummies(cells[name].astype("object"), prefix=name, drop_first=True, dtype=float)
        for name in ("outcome_id", "cluster", "type")
    ]
    spoke = [SPOKE + voice for voice in list(VOICES)[1:]]
    plain = cells[["had", "needs", "age", "others", *spoke]].astype(float)
    found = _fitted(cells, cells["weight"] * cells["balance"], pd.concat([plain, *kinds], axis=1))
    return found or (None, math.nan)


def _fitted(
    cells: pd.DataFrame, weights: pd.Series, terms: pd.DataFrame
) -> tuple[Estimate, float] | None:
    """Return the difference that `had` makes and its p-value, None where too few had or had not.

    The variance is robust to pupils of one setting, and so answers of one pupil, being alike.
    """
    fewest = min(_pupils(cells, 1), _pupils(cells, 0))
    settings = cells.groupby("had")["group"].nunique()
    if fewest < FEWEST or settings.min() == 1 or np.ptp(cells["score"]) == 0:
        return None
    names = _independent(terms.assign(**{LEVEL: 1.0}), weights)
    if "had" not in names:
        return None
    from statsmodels.regression.linear_model import WLS  # noqa: PLC0415

    model = WLS(
        cells["score"].to_numpy(),
        terms.assign(**{LEVEL: 1.0})[names].to_numpy(),
        weights=weights.to_numpy(),
    )
    fitted = model.fit(
        cov_type="cluster", cov_kwds={"groups": cells["group"].to_numpy()}, use_t=True
    )
    place = names.index("had")
    return _bounded(fitted.params[place], fitted.bse[place], cells)


def _bounded(value: float, error: float, cells: pd.DataFrame) -> tuple[Estimate, float]:
    """Return an estimate with its interval and p-value.

    Degrees of freedom are those of the side in fewer settings, for it limits what is known.
    """
    from scipy.stats import t  # noqa: PLC0415

    degrees = int(cells.groupby("had")["group"].nunique().min()) - 1
    middle, reach = float(value), float(t.ppf(0.5 + CONFIDENCE / 2, degrees) * error)
    found = Estimate(middle, middle - reach, middle + reach, _pupils(cells, 1))
    return found, float(2 * t.sf(abs(value) / error, degrees))


def _independent(terms: pd.DataFrame, weights: pd.Series) -> list[str]:
    """Return the terms of which none follows from the others; `had` stays only if it does not."""
    scaled = (terms / terms.abs().max().replace(0.0, 1.0)).to_numpy(dtype=float)
    products = (scaled * weights.to_numpy()[:, None]).T @ scaled
    names = list(map(str, terms))
    ordered = [LEVEL, *(name for name in names if name not in (LEVEL, "had")), "had"]
    kept: list[int] = []
    for place in map(names.index, ordered):
        tried = [*kept, place]
        if np.linalg.matrix_rank(products[np.ix_(tried, tried)], hermitian=True) == len(tried):
            kept = tried
    return [names[place] for place in kept]
