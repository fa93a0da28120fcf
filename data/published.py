"""What is published whole and not casework: read from Parquet, checked, and kept in memory."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pandas as pd

from data.schemas import TABLES, Column, Invalid

LIBRARY = TABLES["library"]
REFERENCE = Path(__file__).resolve().parent / "reference"
OUTCOME = Column("outcome", "whole", "1 if the case had it", required=True, minimum=0, maximum=1)
OUTCOME_PREFIX = "outcome_"
# Nothing is missing in a library, so its numbers need no nullable type: as plain ones they share
# one block of memory, and choosing rows is twenty times quicker.
WHOLE = {column.name: "int64" for column in LIBRARY.columns if column.kind in {"whole", "score"}}


def read_library(path: Path) -> pd.DataFrame:
    """Return the finished cases of a library, the key both as a column and as the index.

    The declared columns are text or plain whole numbers; columns of outcomes may come beside them.
    Raises Invalid with a sentence per column that is missing, unknown or out of limits.
    """
    return _library(path, path.stat().st_mtime_ns).copy(deep=False)


@lru_cache(maxsize=4)
def _library(path: Path, _modified: int) -> pd.DataFrame:
    frame = pd.read_parquet(path)
    problems = {name: _problem(frame, name) for name in {*LIBRARY.by_name, *frame.columns}}
    found = {name: sentence for name, sentence in problems.items() if sentence}
    if found:
        raise Invalid(found)
    # A copy puts the numbers into their one block.
    frame = frame.astype(LIBRARY.dtypes | WHOLE).copy()
    return frame.set_index(frame[LIBRARY.key].rename(LIBRARY.key))


def _problem(frame: pd.DataFrame, name: str) -> str | None:
    """Return what is wrong with a column, judged by each of its different values once."""
    column = OUTCOME if name.startswith(OUTCOME_PREFIX) else LIBRARY.by_name.get(name)
    if column is None:
        return f"{name} is not a column of the library."
    if name not in frame:
        return f"The library has no column {name}."
    values = frame[name]
    if name == LIBRARY.key and values.duplicated().any():
        return "Two cases of the library have the same reference."
    return _first_problem(column, values)


def _first_problem(column: Column, values: pd.Series) -> str | None:
    different = values.astype(object).where(values.notna(), None).unique().tolist()
    return next(filter(None, map(column.problem, different)), None)


def read_reference(name: str, *, directory: Path = REFERENCE) -> pd.DataFrame:
    """Return a table of published figures as declared, what is missing as NA.

    Raises Invalid with a sentence per column that is missing, unknown or out of limits.
    """
    path = directory / f"{name}.parquet"
    return _reference(path, path.stat().st_mtime_ns).copy(deep=False)


@lru_cache(maxsize=4)
def _reference(path: Path, _modified: int) -> pd.DataFrame:
    table = TABLES[path.stem]
    # Nullable types, or a whole number beside a missing one would come back as a fraction.
    frame = pd.read_parquet(path, dtype_backend="numpy_nullable")
    problems = {
        column: f"{column} is in only one of the table {table.name} and its declaration."
        for column in {*table.by_name} ^ {*frame.columns}
    } or {
        name: sentence
        for name, column in table.by_name.items()
        if (sentence := _first_problem(column, frame[name]))
    }
    if problems:
        raise Invalid(problems)
    return frame.astype(table.dtypes)
