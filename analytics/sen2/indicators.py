"""Working out the indicators of every area and year from the cells of a release."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from analytics.sen2.breaks import first_years
from analytics.sen2.recipes import DIMENSIONS, MEASURES, RECIPES, SUMS, Key, Recipe
from data.schemas.indicators import INDICATORS, PER, Indicator
from data.schemas.sen2 import ALL, ENGLAND

AREA_YEAR = ["code", "year"]


def figures(cells: pd.DataFrame, areas: pd.DataFrame) -> pd.DataFrame:
    """Return every indicator that a release prints, one row for each area and year.

    `cells` has file, code, year, dimension, category, split, measure, value and symbol; `areas` is
    the areas. The columns are release to footnote of FIGURES without release, flagged, why and
    footnote. A percentage is the one printed; what is not printed as a percentage is worked out
    from its counts, never from a symbol. A rate has no value yet: `rated` gives it one.
    """
    wide = _wide(cells)
    printed = [id for id, recipe in RECIPES.items() if _is_printed(wide, recipe)] or ["plans"]
    found = [_indicator(wide, INDICATORS[id], RECIPES[id]) for id in printed]
    long = pd.concat(found, ignore_index=True)
    named = areas.set_index("code")
    for column in ("level", "name", "region"):
        long[column] = long["code"].map(named[column])
    long["broken"] = long["year"] == first_years(long["indicator"])
    return long


def rated(figures: pd.DataFrame, populations: pd.Series) -> pd.DataFrame:
    """Return figures with the rates for every 1,000 people; `populations` is by code."""
    rate = figures["indicator"].isin([id for id, one in INDICATORS.items() if one.kind == "rate"])
    people = figures["code"].map(populations.to_dict()).astype(float).where(rate)
    rates = PER * figures["numerator"] / people.where(people > 0)
    return figures.assign(
        denominator=people.where(rate, figures["denominator"]),
        value=rates.where(rate, figures["value"]),
        symbol=figures["symbol"].mask(rates.notna(), ""),
    )


def summed_populations(areas: pd.DataFrame) -> pd.Series:
    """Return the people aged 0 to 25 of every area, by code; regions and England are sums.

    Takes code, region, population, population_flagged and current. A number that stands for
    several authorities is of the county they were, so it counts once; an area with an authority
    without one has none.
    """
    areas = areas.assign(population=pd.to_numeric(areas["population"]).astype("Float64"))
    areas["population"] = areas["population"].to_numpy(dtype=float, na_value=np.nan)
    local = areas[areas["current"]]
    again = local["population_flagged"] & local.duplicated(["region", "population"])
    once = local["population"].mask(again)
    counted = local.assign(once=once.fillna(0.0).where(local["population"].notna()))
    regions = counted.groupby("region")["once"].agg(lambda people: people.sum(skipna=False))
    england = pd.Series({ENGLAND: counted["once"].sum(skipna=False)})
    everywhere = areas.set_index("code")["population"]
    return pd.concat([everywhere, regions, england]).astype(float)


def _wide(cells: pd.DataFrame) -> pd.DataFrame:
    """Return value and symbol of each needed cell: areas and years by (which, key)."""
    needed = cells[
        cells["measure"].isin(MEASURES)
        & cells["dimension"].isin(DIMENSIONS)
        & (cells["split"] == "")
    ]
    needed = needed.astype(dict.fromkeys(("code", "measure", "dimension", "category"), str))
    # The files by age and by setting of 2022 print totals that differ before 2018: those by age,
    # the first by name, are the headline ones, in whatever order the files were read.
    needed = needed.sort_values("file", key=lambda files: files.astype(str), kind="stable")
    needed = needed.drop_duplicates([*AREA_YEAR, "measure", "dimension", "category"])
    long = needed.set_index([*AREA_YEAR, "measure", "dimension", "category"])[["value", "symbol"]]
    long["symbol"] = long["symbol"].astype(object)
    wide: Any = long.unstack(["measure", "dimension", "category"])  # noqa: PD010 - two values at once
    for name, parts in SUMS.items():
        _add_sum(wide, name, parts)
    return wide


def _add_sum(wide: pd.DataFrame, name: str, parts: Iterable[str]) -> None:
    keys = [(part, ALL, ALL) for part in parts]
    if all(("value", *key) in wide for key in keys):
        wide[("value", name, ALL, ALL)] = sum(wide[("value", *key)] for key in keys)


def _is_printed(wide: pd.DataFrame, recipe: Recipe) -> bool:
    keys = [key for keys in recipe.numerators for key in keys]
    return any(("value", *key) in wide for key in [*keys, recipe.published] if key)


def _indicator(wide: pd.DataFrame, indicator: Indicator, recipe: Recipe) -> pd.DataFrame:
    numerator, symbol = _numerator(wide, recipe)
    denominator = _value(wide, recipe.denominator)
    value, symbol = _published(wide, indicator, recipe, numerator, denominator, symbol)
    frame = pd.DataFrame(
        {
            "indicator": indicator.id,
            "value": value,
            "symbol": symbol.where(value.isna(), ""),
            "numerator": numerator,
            "denominator": denominator,
        },
        index=wide.index,
    )
    printed = frame["value"].notna() | (frame["symbol"] != "")
    return frame[printed].reset_index()


def _numerator(wide: pd.DataFrame, recipe: Recipe) -> tuple[pd.Series, pd.Series]:
    """Return the sum of the first alternative that is printed for a row, and a part's symbol.

    A part without a row is 0 where another part has one; a part with a symbol makes no sum.
    """
    total = pd.Series(np.nan, index=wide.index)
    symbol = pd.Series("", index=wide.index, dtype=object)
    for keys in recipe.numerators:
        there = [key for key in keys if ("value", *key) in wide]
        if not there:
            continue
        values = wide[[("value", *key) for key in there]]
        mark = _first_mark(wide[("symbol", *key)] for key in there)
        summed = values.sum(axis=1, min_count=1).where(mark == "")
        symbol = symbol.where(total.notna() | (symbol != ""), mark)
        total = total.fillna(summed)
    return total, symbol.where(total.isna(), "")


def _first_mark(symbols: Iterable[pd.Series]) -> pd.Series:
    """Return the first symbol of each row, or nothing."""
    first, *rest = (one.fillna("") for one in symbols)
    for one in rest:
        first = first.where(first != "", one)
    return first


def _published(  # noqa: PLR0917 - six columns of one table
    wide: pd.DataFrame,
    indicator: Indicator,
    recipe: Recipe,
    numerator: pd.Series,
    denominator: pd.Series,
    symbol: pd.Series,
) -> tuple[pd.Series, pd.Series]:
    if indicator.kind == "count":
        return numerator, symbol
    if recipe.published and ("value", *recipe.published) in wide:
        marks = wide[("symbol", *recipe.published)].fillna("")
        return _value(wide, recipe.published), marks
    worked_out = 100 * numerator / denominator.where(denominator > 0)
    # Without a number of people there is no rate, whatever is counted.
    gap = symbol.mask(numerator.notna() & worked_out.isna(), "x")
    return worked_out, gap


def _value(wide: pd.DataFrame, key: Key | None) -> pd.Series:
    if key is None or ("value", *key) not in wide:
        return pd.Series(np.nan, index=wide.index)
    return wide[("value", *key)]


def newest(figures: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each area, year and indicator: the newest release that prints a value.

    Where none does, the newest that prints a symbol.
    """
    ranked = figures.assign(has=figures["value"].notna()).sort_values(["has", "release"])
    once = ranked.drop_duplicates([*AREA_YEAR, "indicator"], keep="last").drop(columns="has")
    return once.sort_values(["indicator", *AREA_YEAR], ignore_index=True)
