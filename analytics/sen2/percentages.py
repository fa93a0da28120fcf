"""Checks of printed shares of plans against the counts that the same file prints."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.sen2.sums import SPREADS, Grid
from data.schemas.sen2 import ALL

ENDING = "_pct"
# Percentages that the release prints of these are of all plans of the row; those of requests and
# of assessments have a total of their own each, which `reconciliation` knows of the indicators.
SHARED = ("plans", "new_plans", "need_plans", "new_need_plans")
PRINTED = tuple(f"{whole}{ENDING}" for whole in SHARED)


def wrong_percentages(percents: Grid, counts: Grid, *, tolerance: float) -> pd.DataFrame:
    """Return shares that are not `worked_out` from their count (`n`) and its whole (`of`).

    Columns: SPREADS, code and value too. A share of a row without plans is not looked at.
    """
    places = {row: place for place, row in enumerate(_rows(counts.spreads))}
    parts, wholes = (
        np.array([places.get(row, -1) for row in _rows(spreads)], dtype=int)
        for spreads in _counted(percents.spreads)
    )
    found = np.flatnonzero((parts >= 0) & (wholes >= 0))
    columns = counts.codes.get_indexer(percents.codes)
    n, of = (counts.counts[np.ix_(at[found], columns)] for at in (parts, wholes))
    printed = percents.counts[found]
    worked_out = 100 * n / np.where(of > 0, of, np.nan)
    rows, areas = np.nonzero(np.abs(printed - worked_out) > tolerance)
    wrong = percents.spreads.iloc[found[rows]].assign(
        code=percents.codes[areas],
        value=printed[rows, areas],
        worked_out=worked_out[rows, areas],
        n=n[rows, areas],
        of=of[rows, areas],
    )
    # In whatever order the files came.
    text = wrong.astype(dict.fromkeys(set(SPREADS) - {"year"}, str))
    return wrong.iloc[np.lexsort([text[name] for name in ("code", *reversed(SPREADS))])]


def _counted(spreads: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return where the count and the whole of each percentage stand."""
    part = spreads.astype(dict.fromkeys(set(SPREADS) - {"year"}, str))
    part = part.assign(measure=part["measure"].str.removesuffix(ENDING))
    # Split by a column, a row's whole is the row's own; else it is that of all rows.
    by_row = part["split"] == ""
    whole = part.assign(split="", part="")
    for name in ("dimension", "category"):
        whole[name] = whole[name].mask(by_row, ALL)
    return part, whole


def _rows(spreads: pd.DataFrame) -> list[tuple[object, ...]]:
    return list(zip(*(spreads[name].tolist() for name in SPREADS), strict=True))
