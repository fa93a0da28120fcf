"""Deriving clusters from a file of any size, part by part, on whatever maps over the parts."""

from __future__ import annotations

from itertools import accumulate, repeat
from pathlib import Path

from analytics.clustering import ClusterModel, Derivation, assign, derivation
from analytics.distinct import combine, part
from data.executors import executor
from data.parts import on_part, parts_of, read_part, write_with


def derive_file(
    cases: Path, out: Path, *, reference: ClusterModel, scheduler: str = ""
) -> Derivation:
    """Write the cases of a Parquet file with their `cluster`, and return how they were grouped.

    An executor counts each part and later looks up its clusters; what lies between needs no more
    than the distinct cases. Nothing is written before every part is known to be sound. Raises
    BadLibrary, or OSError or ValueError for what is no Parquet file.
    """
    rows, path = parts_of(cases), str(cases)
    numbers, firsts = range(len(rows)), list(accumulate(rows, initial=1))[:-1]
    with executor(scheduler, parts=len(rows)) as run:
        counted = run(on_part, *_same(len(rows), part, path), numbers, firsts)
        # A file without rows has no parts, and still has to have the right columns.
        found = derivation(combine([part(read_part(path, None)), *counted]), reference=reference)
        known = found.profiles[["key", "cluster"]].astype({"cluster": "category"})
        labels = run(on_part, *_same(len(rows), assign, path), numbers, *_same(len(rows), known))
        write_with(cases, out, column="cluster", parts=list(labels))
    return found


def _same(times: int, *values: object) -> list[list[object]]:
    """Return each value as often as there are parts: Dask takes lists, not what never ends."""
    return [list(repeat(value, times)) for value in values]
