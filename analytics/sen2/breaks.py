"""Where the series of published figures break: the return changed from totals to single people."""

from __future__ import annotations

import pandas as pd

from data.schemas.indicators import INDICATORS
from data.schemas.sen2 import FIRST_PERSON_LEVEL_YEAR

JANUARY = tuple(id for id, one in INDICATORS.items() if one.counted_at == "January")


def first_years(indicators: pd.Series) -> pd.Series:
    """Return, for each figure, the first year that the changed return is about.

    The collection of January 2023 was the first about each person; it holds the year 2022.
    """
    return FIRST_PERSON_LEVEL_YEAR - (~indicators.isin(JANUARY)).astype(int)


def after_a_gap(figures: pd.DataFrame) -> pd.Series:
    """Tell which are the first figures after the return changed, where there is one before.

    Some series have none in the very year of the change. Takes code, indicator, year and value.
    """
    keys = [figures["code"], figures["indicator"]]
    known = figures["value"].notna()
    late = figures["year"] >= first_years(figures["indicator"])
    before = (known & ~late).groupby(keys).transform("any")
    first = figures["year"].where(known & late).groupby(keys).transform("min")
    return before & known & (figures["year"] == first)
