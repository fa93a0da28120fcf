"""One area's plans divided by age, need, placement, sex, ethnicity and more, England beside."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.answers import listed
from analytics.cluster_words import uncapped
from analytics.intervals import wilson
from analytics.sen2.categories import BANDS, BREAKDOWNS, Breakdown, labels
from analytics.sen2.comparison import BEYOND_CHANCE, FEWEST_EXPECTED

ALL = "all"
# What may be divided: the measure of the plans, and that of the same plans by need.
MEASURES: dict[str, tuple[str, str]] = {
    "plans": ("plans", "need_plans"),
    "new_plans": ("new_plans", "new_need_plans"),
}
COLUMNS = (
    *("category", "label", "n", "total", "percent", "low", "high", "england_n"),
    *("england_total", "england_percent", "difference", "verdict", "symbol", "flagged"),
)
MOST_NAMED = 2


@dataclass(frozen=True)
class Within:
    """Name a part of the plans, such as placement special or need asd, to look inside."""

    dimension: str = ALL
    category: str = ALL


WHOLE = Within()


def breakdown(
    cells: pd.DataFrame,
    england: pd.DataFrame,
    by: str,
    *,
    year: int,
    of: str = "plans",
    within: Within = WHOLE,
    detail: bool = False,
) -> pd.DataFrame:
    """Return an area's plans divided `by` one of BREAKDOWNS, number and percent together.

    `cells` and `england` are CELLS of the area and of England; `of` is "plans" or "new_plans";
    `detail` gives single years of age and types of placement. Columns: COLUMNS; percentages of
    `total`, with Wilson's interval. England is tested without the area, as in `comparison`; of
    suspect cells nothing is drawn.
    """
    own, beside = (
        _counts(given, BREAKDOWNS[by], year=year, of=of, within=within, detail=detail)
        for given in (cells, england)
    )
    if own.empty:
        return pd.DataFrame(columns=list(COLUMNS))
    beside = beside.reindex(own.index)
    n, total = own["value"].to_numpy(), own["total"].to_numpy()
    all_n, all_total = beside["value"].to_numpy(), beside["total"].to_numpy()
    low, high = wilson(n, total)
    percent, all_percent = 100 * _share(n, total), 100 * _share(all_n, all_total)
    suspect = own["flagged"].to_numpy(bool) | beside["flagged"].fillna(False).to_numpy(bool)
    names = labels(by)
    frame = pd.DataFrame(
        {
            "category": list(own.index),
            "label": [names.get(str(one), str(one)) for one in own.index],
            "n": n,
            "total": total,
            "percent": percent,
            "low": 100 * low,
            "high": 100 * high,
            "england_n": all_n,
            "england_total": all_total,
            "england_percent": all_percent,
            "difference": percent - all_percent,
            "verdict": _verdicts(n, total, all_n - n, all_total - total, suspect),
            "symbol": own["symbol"].to_numpy(),
            "flagged": own["flagged"].to_numpy(bool),
        }
    )
    return frame[list(COLUMNS)]


def years(cells: pd.DataFrame, by: str, *, of: str = "plans") -> tuple[int, ...]:
    """Return the years in which an area's plans are divided this way, the newest first."""
    every = sorted(cells["year"].unique().tolist(), reverse=True)
    return tuple(
        int(year)
        for year in every
        if len(_counts(cells, BREAKDOWNS[by], year=year, of=of, within=WHOLE, detail=False))
    )


def _share(n: np.ndarray, total: np.ndarray) -> np.ndarray:
    return n / np.where(total > 0, total, np.nan)


def _verdicts(
    n: np.ndarray, total: np.ndarray, rest: np.ndarray, rest_total: np.ndarray, suspect: np.ndarray
) -> np.ndarray:
    sound = (total > 0) & (rest_total > 0) & (n <= total) & (rest >= 0) & (rest <= rest_total)
    together = _share(np.where(sound, n + rest, np.nan), total + rest_total)
    smaller = np.fmin(total, rest_total)
    expected = smaller * np.fmin(together, 1 - together)
    tested = sound & ~suspect & (expected >= FEWEST_EXPECTED)
    with np.errstate(divide="ignore", invalid="ignore"):
        error = np.sqrt(together * (1 - together) * (1 / total + 1 / rest_total))
        z = np.where(tested, (n / total - rest / rest_total) / error, np.nan)
    return np.select(
        [~tested, z >= BEYOND_CHANCE, z <= -BEYOND_CHANCE],
        ["not comparable", "higher", "lower"],
        default="similar",
    )


def _counts(
    cells: pd.DataFrame, by: Breakdown, *, year: int, of: str, within: Within, detail: bool
) -> pd.DataFrame:
    """Return value, symbol, flagged and total of each category in order."""
    here = cells[cells["year"] == year]
    found, total = _selected(here, by, of=of, within=within)
    if found.empty:
        return found.assign(total=np.nan)
    order = by.detail if detail else by.categories
    if by.dimension in GROUPED and not detail:
        found = _in_bands(found, by.dimension)
    kept = [one for one in order if one in found.index]
    kept += [one for one in found.index if one not in by.known] if detail else []
    return found.loc[kept].assign(total=total)


GROUPED = ("age", "age_started")


def _selected(
    here: pd.DataFrame, by: Breakdown, *, of: str, within: Within
) -> tuple[pd.DataFrame, float]:
    """Return the cells by category and their total, wherever the release has them."""
    plans, needs = MEASURES[of]
    measure = needs if "need" in (by.dimension, within.dimension) else plans
    rows = here[here["measure"] == measure]
    as_column = _where(rows, within.dimension, within.category, split=by.dimension)
    if len(as_column):
        whole = _where(rows, within.dimension, within.category, split="")
        return _with_total(_by(as_column, "part"), whole)
    split, part = ("", "") if within == WHOLE else (within.dimension, within.category)
    inside = rows[(rows["split"] == split) & (rows["part"] == part)]
    for dimension in (by.dimension, *by.otherwise):
        as_row = inside[inside["dimension"] == dimension]
        if len(as_row):
            whole = inside[inside["dimension"] == ALL]
            return _with_total(_by(as_row, "category"), whole)
    return _by(inside.iloc[:0], "category"), np.nan


def _where(rows: pd.DataFrame, dimension: str, category: str, *, split: str) -> pd.DataFrame:
    return rows[
        (rows["dimension"] == dimension) & (rows["category"] == category) & (rows["split"] == split)
    ]


def _by(rows: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return a cell for each part; of several releases the newest that has a value."""
    order = np.lexsort((rows["release"].astype(str), rows["value"].notna()))
    last = rows.iloc[order].drop_duplicates(name, keep="last")
    frame = last[["value", "symbol", "flagged"]].set_index(last[name].astype(str))
    return frame.astype({"value": float, "symbol": object, "flagged": bool})


def _with_total(found: pd.DataFrame, whole: pd.DataFrame) -> tuple[pd.DataFrame, float]:
    """Return the parts with the total as published, or their sum where there is none."""
    known = whole.sort_values("release", kind="stable")["value"].dropna()
    return found, float(known.iloc[-1] if len(known) else found["value"].sum(min_count=1))


def _in_bands(found: pd.DataFrame, dimension: str) -> pd.DataFrame:
    """Return ages in the five bands; a band with a missing year is missing."""
    band = {single: name for name, singles in BANDS[dimension].items() for single in singles}
    names = [band.get(str(one), str(one)) for one in found.index]
    parts = found.groupby(names, sort=False)
    return pd.DataFrame(
        {
            "value": parts["value"].agg(lambda values: values.sum(skipna=False)),
            "symbol": parts["symbol"].agg(lambda said: next(filter(None, said), "")),
            "flagged": parts["flagged"].any(),
        }
    )


def reading(rows: pd.DataFrame, name: str) -> str:
    """Say which part is the largest, and which lie furthest from England beyond chance."""
    known = rows.dropna(subset=["percent"])
    if known.empty:
        return f"{name} has no such figures for this year."
    most = known.iloc[int(known["percent"].to_numpy().argmax())]
    start = (
        f"The largest part of {name}: {uncapped(most['label'])}, {most['n']:,.0f} of "
        f"{most['total']:,.0f} ({most['percent']:.1f}%)"
    )
    differ = known[known["verdict"].isin(["higher", "lower"])]
    if differ.empty:
        return f"{start}; no part differs from England by more than chance allows."
    order = list(differ["difference"].abs().sort_values(ascending=False, kind="stable").index)
    named = tuple(
        f"{uncapped(row['label'])} ({row['percent']:.1f}% against {row['england_percent']:.1f}%)"
        for row in differ.loc[order[:MOST_NAMED]].to_dict("records")
    )
    return f"{start}; furthest from England: {listed(named)}."
