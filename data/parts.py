"""A Parquet file of cases read and written part by part, so that no process holds all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from data.schemas import METRICS


def parts_of(path: Path) -> list[int]:
    """Return how many rows each part (row group) has; raises OSError or ValueError."""
    with pq.ParquetFile(path) as file:
        groups = range(file.num_row_groups)
        return [file.metadata.row_group(number).num_rows for number in groups]


def read_part(path: str, number: int | None) -> pd.DataFrame:
    """Return those of the 21 metrics that one part of a file has; no rows for no number."""
    with pq.ParquetFile(path) as file:
        wanted = [metric for metric in METRICS if metric in file.schema_arrow.names]
        if number is None:
            table = file.schema_arrow.empty_table().select(wanted)
        else:
            table = file.read_row_group(number, columns=wanted)
    return table.to_pandas(ignore_metadata=True)


def on_part(do: Callable[..., Any], path: str, number: int, *given: Any) -> Any:
    """Do something to one part of a file; every argument can go to another process."""
    return do(read_part(path, number), *given)


def write_with(path: Path, out: Path, *, column: str, parts: Sequence[Iterable[str]]) -> None:
    """Write a file's parts with one more column of text, and put the new file in place whole."""
    draft = out.with_name(f".{out.name}.draft")
    with pq.ParquetFile(path) as file:
        schema = _with(file.schema_arrow.empty_table(), column, []).schema
        with pq.ParquetWriter(draft, schema) as writer:
            for number, values in enumerate(parts):
                writer.write_table(_with(file.read_row_group(number), column, values))
    draft.replace(out)


def _with(table: pa.Table, column: str, values: Iterable[str]) -> pa.Table:
    if column in table.column_names:
        table = table.drop_columns([column])
    return table.append_column(column, pa.array(values, type=pa.string()))
