"""Checks of areas against the areas they lie in, over every cell of a release at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.schemas.sen2 import ENGLAND, LOCAL, REGIONAL

SPREADS = ["file", "year", "dimension", "category", "split", "part", "measure"]
HALF_A_PERSON = 0.5
# Two authorities of a region may have the same count; equal to the whole region's none of any size.
SMALLEST_TOTAL = 100


@dataclass(frozen=True)
class Grid:
    """Hold counts as a table: a row for each year and meaning, a column for each area.

    `counts` is NaN where there is a symbol or no cell, `gaps` is true where there is a symbol.
    """

    spreads: pd.DataFrame
    codes: pd.Index
    counts: np.ndarray
    gaps: np.ndarray
    inside: np.ndarray
    levels: pd.Series


def grid(counts: pd.DataFrame, areas: pd.DataFrame) -> Grid:
    """Return cells as a grid; `areas` is level and region by code."""
    rows, spreads = _numbered(counts)
    columns, codes = pd.factorize(counts["code"], sort=True)
    index = pd.Index(codes.astype(str))
    shape = (len(spreads), len(index))
    values, gaps = np.full(shape, np.nan), np.zeros(shape, dtype=bool)
    values[rows, columns] = counts["value"].to_numpy()
    gaps[rows, columns] = counts["value"].isna().to_numpy()
    regions, levels = areas["region"].reindex(index), areas["level"].reindex(index)
    # A column for each area: 1 for every authority within it.
    within = (regions.to_numpy()[:, None] == index.to_numpy()[None, :]).astype(float)
    within *= (levels == LOCAL).to_numpy()[:, None]
    return Grid(spreads, index, values, gaps, within, levels)


def _numbered(counts: pd.DataFrame) -> tuple[np.ndarray, pd.DataFrame]:
    """Return which year and meaning each cell has, as a number, and what the numbers mean."""
    number = np.zeros(len(counts), dtype="int64")
    for name in SPREADS:
        codes, different = pd.factorize(counts[name])
        number = number * len(different) + codes
    _, first, rows = np.unique(number, return_index=True, return_inverse=True)
    return rows, counts[SPREADS].iloc[first].reset_index(drop=True)


def _sum(table: Grid, within: np.ndarray) -> np.ndarray:
    """Return the sum of the areas within each, NaN where one of them has a symbol or none is."""
    filled = np.nan_to_num(table.counts)
    there = (~np.isnan(table.counts)).astype(float) @ within
    open_ends = table.gaps.astype(float) @ within
    return np.where((there > 0) & (open_ends == 0), filled @ within, np.nan)


def region_totals(table: Grid) -> pd.DataFrame:
    """Return authorities with the count of their whole region, where several of it have it."""
    regional = (table.levels == REGIONAL).to_numpy()
    totals = np.where(regional & (table.counts >= SMALLEST_TOTAL), table.counts, np.nan)
    # For each authority the count printed for its region.
    of_region = np.nan_to_num(totals) @ table.inside.T
    same = (of_region > 0) & (table.counts == of_region)
    several = (same.astype(float) @ table.inside) @ table.inside.T > 1
    rows, columns = np.nonzero(same & several)
    regions = [table.codes[table.inside[column].argmax()] for column in columns]
    return _cells(table, rows, columns).assign(region=regions)


def wrong_sums(table: Grid) -> pd.DataFrame:
    """Return regions and England that are not the `sum` of what lies within them.

    England is both the sum of its regions and of its authorities.
    """
    england = table.codes == ENGLAND
    found = []
    for level in (REGIONAL, LOCAL):
        inside = np.outer((table.levels == level).to_numpy(), england).astype(float)
        inside = inside if level == REGIONAL else np.maximum(inside, table.inside)
        sums = _sum(table, inside)
        rows, columns = np.nonzero(np.abs(table.counts - sums) > HALF_A_PERSON)
        found.append(_cells(table, rows, columns).assign(sum=sums[rows, columns]))
    return pd.concat(found, ignore_index=True)


def _cells(table: Grid, rows: np.ndarray, columns: np.ndarray) -> pd.DataFrame:
    spreads = table.spreads.iloc[rows].reset_index(drop=True)
    return spreads.assign(code=table.codes[columns], value=table.counts[rows, columns])
