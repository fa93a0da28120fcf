"""Where an authority stands in order, and how far chance could move it.

A rank hides how near the next authority is, so each has the range that chance allows: those whose
whole interval lies beyond its own are surely ahead or behind (as H. Goldstein and M. J. R. Healy,
J. R. Statist. Soc. A 158 (1995), draw it), the others may not be.
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from analytics.sen2.comparison import Compared
from analytics.sen2.cube import Cube
from analytics.sen2.records import records
from analytics.sen2.words import ordinal
from data.schemas.indicators import INDICATORS

BANDS = ("A", "B", "C", "D")
QUARTERS: dict[str, tuple[str, ...]] = {
    "judged": ("best quarter", "second best quarter", "second worst quarter", "worst quarter"),
    "neutral": (
        *("highest quarter", "second highest quarter"),
        *("second lowest quarter", "lowest quarter"),
    ),
}
COLUMNS = (
    *("code", "name", "own", "low", "high", "rank", "out_of", "tied", "band", "quarter"),
    *("first", "last", "flagged", "verdict", "unusual", "numerator", "denominator", "why"),
)


def ranks(
    compared: Compared, cube: Cube, indicator: str, *, with_flagged: bool = False
) -> pd.DataFrame:
    """Return the authorities in order of one column of a comparison, the best or highest first.

    Where high is better, or neither end is, the highest is 1st; where low is better the lowest.
    `band` A to D and `quarter` are quarters of those ranked, by the DfE's rule A for the best;
    `first` and `last` the ranks that chance allows. Suspect figures are left out unless asked for;
    authorities without a figure always are. Columns: COLUMNS.
    """
    place = next(n for n, column in enumerate(compared.columns) if column.indicator == indicator)
    reason, own = compared.reason[:, place], compared.own[:, place]
    hidden = np.isin(reason, ["absent", "symbol", "impossible"]) | np.isnan(own)
    kept = ~hidden if with_flagged else ~hidden & (reason != "flagged")
    rows = np.flatnonzero(kept)
    polarity = INDICATORS[indicator].polarity
    sign = 1.0 if polarity == "low" else -1.0
    rank, tied = _ranked(sign * own[rows])
    low, high = compared.low[rows, place], compared.high[rows, place]
    first, last = _range(*((low, high) if sign > 0 else (-high, -low)))
    band = 4 * (rank - 1) // max(len(rows), 1)
    quarters = QUARTERS["neutral" if polarity == "neutral" else "judged"]
    start = len(cube.areas) - len(cube.authorities)
    column = (compared.columns[place],)
    frame = pd.DataFrame(
        {
            "code": [compared.codes[row] for row in rows],
            "name": [cube.names[compared.codes[row]] for row in rows],
            "own": own[rows],
            "low": low,
            "high": high,
            "rank": rank,
            "out_of": len(rows),
            "tied": tied,
            "band": [BANDS[n] for n in band],
            "quarter": [quarters[n] for n in band],
            "first": first,
            "last": last,
            "flagged": cube.take("flagged", column)[start:, 0][rows],
            "verdict": compared.verdict[rows, place],
            "unusual": compared.unusual[rows, place],
            "numerator": compared.numerator[rows, place],
            "denominator": compared.denominator[rows, place],
            "why": cube.take("why", column)[start:, 0][rows],
        },
        columns=list(COLUMNS),
    )
    return frame.sort_values(["rank", "name"], kind="stable").reset_index(drop=True)


def _ranked(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the rank of each value, the least first, equal ones alike; and which are equal."""
    ordered = np.sort(values)
    ahead = np.searchsorted(ordered, values, side="left")
    return ahead + 1, np.searchsorted(ordered, values, side="right") - ahead > 1


def _range(low: np.ndarray, high: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the first and last rank that the intervals leave open, NaN without an interval."""
    known = ~np.isnan(low)
    lows, highs = np.sort(low[known]), np.sort(high[known])
    ahead = np.searchsorted(highs, low, side="left")
    behind = len(lows) - np.searchsorted(lows, high, side="right")
    first, last = ahead + 1.0, len(low) - behind + 0.0
    return np.where(known, first, np.nan), np.where(known, last, np.nan)


def left_out(compared: Compared, cube: Cube, indicator: str) -> tuple[str, ...]:
    """Return the names of the authorities whose suspect figure is left out of the ranks."""
    place = next(n for n, column in enumerate(compared.columns) if column.indicator == indicator)
    flagged = np.flatnonzero(compared.reason[:, place] == "flagged")
    return tuple(sorted(cube.names[compared.codes[row]] for row in flagged))


def reading(ranked: pd.DataFrame, code: str, name: str) -> str:
    """Say where an authority stands, in which quarter, and how far chance could move it."""
    codes = ranked["code"].tolist()
    if code not in codes:
        return f"{name} is not ranked: its figure is missing or suspect."
    at = codes.index(code)
    (row,) = records(ranked.iloc[at : at + 1])
    equal = "equal " if row["tied"] else ""
    place = f"{name} is {equal}{ordinal(int(row['rank']))} of {row['out_of']} authorities"
    start = f"{place}, in the {row['quarter']}"
    if math.isnan(row["first"]):
        return f"{start}."
    first, last = int(row["first"]), int(row["last"])
    if first == last:
        return f"{start}; chance does not blur that place."
    return f"{start}; chance alone could place it from {ordinal(first)} to {ordinal(last)}."
