"""One area's plans divided by age, need, placement, sex, ethnicity and more, England beside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from analytics.answers import listed
from analytics.cluster_words import uncapped
from analytics.intervals import wilson
from analytics.sen2.categories import BANDS, BREAKDOWNS, Breakdown, labels
from analytics.sen2.comparison import (
    BEYOND_CHANCE,
    FEWEST_EXPECTED,
    HIGHER,
    LOWER,
    NOT_COMPARABLE,
    SIMILAR,
)
from analytics.sen2.records import records
from data.schemas.sen2 import ALL

# What may be divided: the measure of the plans, and that of the same plans by need.
MEASURES: dict[str, tuple[str, str]] = {
    "plans": ("plans", "need_plans"),
    "new_plans": ("new_plans", "new_need_plans"),
}
COLUMNS = (
    *("category", "label", "n", "total", "percent", "low", "high", "england_n"),
    *("england_total", "england_percent", "difference", "verdict", "symbol", "flagged"),
    "england_flagged",
)
TAKEN = ("release", "dimension", "category", "split", "part", "value", "symbol", "flagged")
# Dimension, category, split and part of a cell.
Place = tuple[str, str, str, str]
MOST_NAMED = 2


@dataclass(frozen=True)
class Within:
    """Name a part of the plans, such as placement special or need asd, to look inside."""

    dimension: str = ALL
    category: str = ALL


WHOLE = Within()


class Cell(NamedTuple):
    """Hold one cell."""

    value: float
    symbol: str
    flagged: bool


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
    the area's suspect cells nothing is drawn, England's are marked by `england_flagged`.
    """
    one = BREAKDOWNS[by]
    own, total = _counts(cells, one, year=year, of=of, within=within, detail=detail)
    beside, all_total = _counts(england, one, year=year, of=of, within=within, detail=detail)
    if not own:
        return pd.DataFrame(columns=list(COLUMNS))
    n = np.array([cell.value for cell in own.values()])
    all_n = np.array([beside[name].value if name in beside else np.nan for name in own])
    flagged = np.array([cell.flagged for cell in own.values()])
    low, high = wilson(n, np.full(len(n), total))
    percent, all_percent = 100 * _share(n, total), 100 * _share(all_n, all_total)
    names = labels(by)
    frame = pd.DataFrame(
        {
            "category": list(own),
            "label": [names.get(name, name) for name in own],
            "n": n,
            "total": total,
            "percent": percent,
            "low": 100 * low,
            "high": 100 * high,
            "england_n": all_n,
            "england_total": all_total,
            "england_percent": all_percent,
            "difference": percent - all_percent,
            "verdict": _verdicts(n, total, all_n - n, all_total - total, flagged),
            "symbol": [cell.symbol for cell in own.values()],
            "flagged": flagged,
            "england_flagged": [name in beside and beside[name].flagged for name in own],
        }
    )
    return frame[list(COLUMNS)]


def _share(n: np.ndarray, total: float) -> np.ndarray:
    return n / (total if total > 0 else np.nan)


def _verdicts(
    n: np.ndarray, total: float, rest: np.ndarray, rest_total: float, flagged: np.ndarray
) -> np.ndarray:
    known = total > 0 and rest_total > 0
    sound = known & (n <= total) & (rest >= 0) & (rest <= rest_total) & ~flagged
    together = _share(np.where(sound, n + rest, np.nan), total + rest_total)
    expected = np.fmin(total, rest_total) * np.fmin(together, 1 - together)
    tested = sound & (expected >= FEWEST_EXPECTED)
    variance = together * (1 - together) * (1 / total + 1 / rest_total if known else np.nan)
    gap = _share(n, total) - _share(rest, rest_total)
    z = gap / np.sqrt(np.where(tested, variance, np.nan))
    return np.select(
        [~tested, z >= BEYOND_CHANCE, z <= -BEYOND_CHANCE],
        [NOT_COMPARABLE, HIGHER, LOWER],
        default=SIMILAR,
    )


def _measure(by: Breakdown, of: str, within: Within) -> str:
    plans, needs = MEASURES[of]
    return needs if "need" in (by.dimension, within.dimension) else plans


def _counts(
    cells: pd.DataFrame, by: Breakdown, *, year: int, of: str, within: Within, detail: bool
) -> tuple[dict[str, Cell], float]:
    """Return the cell of each category in order, and the total."""
    held = _held(cells, year, _measure(by, of, within), by, within)
    found, total = _selected(held, by, within)
    if not total >= 0:
        total = float(np.sum([cell.value for cell in found.values()])) if found else np.nan
    if by.dimension in BANDS and not detail:
        found = _in_bands(found, BANDS[by.dimension])
    order = by.detail if detail else by.categories
    kept = [one for one in order if one in found]
    kept += [one for one in found if one not in by.known] if detail else []
    return {one: found[one] for one in kept}, total


def _held(
    cells: pd.DataFrame, year: int, measure: str, by: Breakdown, within: Within
) -> dict[Place, Cell]:
    """Return a measure's cells of a year that `_selected` may take, and some more.

    Of several releases the newest that has a value.
    """
    dimensions = {ALL, by.dimension, *by.otherwise, within.dimension}
    splits = {"", by.dimension, within.dimension}
    there = (cells["year"] == year).to_numpy() & (cells["measure"] == measure).to_numpy()
    for name, wanted in (("dimension", dimensions), ("split", splits)):
        there &= np.any([(cells[name] == one).to_numpy() for one in wanted], axis=0)
    rows = np.flatnonzero(there)
    taken = {name: cells[name].array.take(rows) for name in TAKEN}
    order = np.lexsort((np.asarray(taken["release"], str), ~np.isnan(taken["value"])))
    lists = [np.asarray(taken[name], dtype=object)[order].tolist() for name in TAKEN[1:]]
    return {
        (dimension, category, split, part): Cell(float(value), str(symbol), bool(flagged))
        for dimension, category, split, part, value, symbol, flagged in zip(*lists, strict=True)
    }


def _selected(
    held: dict[Place, Cell], by: Breakdown, within: Within
) -> tuple[dict[str, Cell], float]:
    """Return the cells by category and their total, wherever the release has them."""
    inside = (within.dimension, within.category)
    at = (*inside, by.dimension)
    found = {part: cell for (*of, part), cell in held.items() if tuple(of) == at}
    if found:
        return found, _value(held, (*inside, "", ""))
    split = ("", "") if within == WHOLE else inside
    for dimension in (by.dimension, *by.otherwise):
        found = {c: cell for (d, c, *of), cell in held.items() if (d, *of) == (dimension, *split)}
        if found:
            return found, _value(held, (ALL, ALL, *split))
    return {}, np.nan


def _value(held: dict[Place, Cell], place: Place) -> float:
    return held[place].value if place in held else np.nan


def _in_bands(found: dict[str, Cell], bands: dict[str, tuple[str, ...]]) -> dict[str, Cell]:
    """Return ages in the five bands; a band with a missing year is missing."""
    band = {single: name for name, singles in bands.items() for single in singles}
    parts: dict[str, list[Cell]] = {}
    for age, cell in found.items():
        parts.setdefault(band.get(age, age), []).append(cell)
    return {
        name: Cell(
            sum(cell.value for cell in of),
            next((cell.symbol for cell in of if cell.symbol), ""),
            any(cell.flagged for cell in of),
        )
        for name, of in parts.items()
    }


def reading(rows: pd.DataFrame, name: str) -> str:
    """Say which part is the largest, and which lie furthest from England beyond chance."""
    known = [row for row in records(rows) if not np.isnan(row["percent"])]
    if not known:
        return f"{name} has no such figures for this year."
    most = max(known, key=lambda row: row["percent"])
    start = (
        f"The largest part of {name}: {uncapped(most['label'])}, {most['n']:,.0f} of "
        f"{most['total']:,.0f} ({most['percent']:.1f}%)"
    )
    differ = [row for row in known if row["verdict"] in (HIGHER, LOWER)]
    if not differ:
        return f"{start}; no part differs from England by more than chance allows."
    differ.sort(key=lambda row: abs(row["difference"]), reverse=True)
    named = tuple(
        f"{uncapped(row['label'])} ({row['percent']:.1f}% against {row['england_percent']:.1f}%)"
        for row in differ[:MOST_NAMED]
    )
    return f"{start}; furthest from England: {listed(named)}."
