"""Checking cases, and counting those that are equal in all 21 metrics.

Pure functions of a part of the cases: `part` counts each part, wherever it lies, and `combine`
brings the counts together, so that whatever maps a function over parts can do the work.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pandas as pd

from data.schemas import METRICS, OLDEST_AGE, QUESTIONS

TOPS = (*(question.maximum for question in QUESTIONS), OLDEST_AGE)
ROWS_NAMED = 5

# What one step of a metric adds to a case's key: the key is one number, written with a digit for
# each metric, the first in front, so that keys are in the order of the metrics. The highest is
# 2.7e13, well within the whole numbers that JSON and Parquet keep.
STEPS = tuple(int(step) for step in np.cumprod([1, *(top + 1 for top in TOPS[:0:-1])])[::-1])


class BadLibrary(ValueError):
    """Refuse a library of cases: `problems` has one sentence for each thing to put right."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = tuple(problems)

    def __reduce__(self) -> tuple[type[BadLibrary], tuple[tuple[str, ...]]]:
        """Let another process raise it here with its problems whole."""
        return BadLibrary, (self.problems,)


def check(frame: pd.DataFrame, *, first_row: int = 1) -> None:
    """Raise BadLibrary unless every metric is there, whole, and within its scale in every row."""
    missing = [metric for metric in METRICS if metric not in frame.columns]
    if missing:
        raise BadLibrary([f"The library has no column {', '.join(missing)}."])
    columns = [(frame[name], name, top) for name, top in zip(METRICS, TOPS, strict=True)]
    wrong = [column for column in columns if not _is_sound(column[0], column[2])]
    if wrong:
        raise BadLibrary([s for column in wrong for s in _problems(*column, first_row=first_row)])


def part(cases: pd.DataFrame, first_row: int = 1) -> pd.DataFrame:
    """Return `key` and `cases`, how many cases have it, for each distinct case of a part.

    Raises BadLibrary, counting the part's rows from `first_row`.
    """
    check(cases, first_row=first_row)
    key, number = np.unique(keys(cases), return_counts=True)
    return pd.DataFrame({"key": key, "cases": number})


def combine(parts: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Return the `key` and `cases` of all parts together, whatever the parts, in order of key."""
    together = pd.concat([pd.DataFrame({"key": [], "cases": []}, dtype="int64"), *parts])
    return together.groupby("key")["cases"].sum().reset_index()


def keys(cases: pd.DataFrame) -> np.ndarray:
    """Return one whole number for each case that has been checked; equal cases have equal ones."""
    key = np.zeros(len(cases), dtype="int64")
    for metric, step in zip(METRICS, STEPS, strict=True):
        column = cases[metric]
        whole = "int64" if column.dtype.kind in "iub" else "float64"
        key += column.to_numpy(dtype=whole).astype("int64", copy=False) * step
    return key


def scores(key: np.ndarray) -> np.ndarray:
    """Return the 21 metrics of each key: a row for each key and a column for each metric."""
    found = np.empty((len(key), len(METRICS)), dtype="int8")
    for place, (step, top) in enumerate(zip(STEPS, TOPS, strict=True)):
        found[:, place] = key // step % (top + 1)
    return found


def _is_sound(column: pd.Series, top: int) -> bool:
    if column.dtype.kind in "iu" and isinstance(column.dtype, np.dtype):
        return bool(((column >= 0) & (column <= top)).all())
    try:
        values = column.to_numpy(dtype=float, na_value=np.nan)
    except (TypeError, ValueError):
        return False
    return bool(((values >= 0) & (values <= top) & (values == np.floor(values))).all())


def _problems(column: pd.Series, metric: str, top: int, *, first_row: int) -> Iterator[str]:
    numbers = pd.to_numeric(column, errors="coerce").to_numpy(dtype=float, na_value=np.nan)
    blank = column.isna().to_numpy(dtype=bool)
    strange = np.isnan(numbers) & ~blank
    outside = (numbers < 0) | (numbers > top) | (numbers != np.floor(numbers))
    if blank.any():
        yield f"{metric} has no value in {_rows(blank, first_row)}."
    if strange.any():
        yield f"{metric} is not a number in {_rows(strange, first_row)}."
    if (outside & ~blank & ~strange).any():
        rows = _rows(outside & ~blank & ~strange, first_row)
        yield f"{metric} must be a whole number from 0 to {top}; see {rows}."


def _rows(wrong: np.ndarray, first_row: int) -> str:
    """Name the rows of a table, counted below its heading."""
    places = [str(place + first_row) for place in np.flatnonzero(wrong)]
    more = len(places) - ROWS_NAMED
    named = ", ".join(places[:ROWS_NAMED]) + (f" and {more} more" if more > 0 else "")
    return f"row {named}" if len(places) == 1 else f"rows {named}"
