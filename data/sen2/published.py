"""The published SEN2 figures as everybody reads them: in memory until an import changes them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd
import pyarrow as pa

from data.schemas.sen2 import CELLS
from data.sen2.catalogue import CATALOGUE, Release, read_area, read_catalogue, table_path
from data.sen2.mapping import ILLUSTRATIVE

TABLES = ("figures", "every", "authorities", "neighbours", "suspects")


@dataclass(frozen=True, eq=False)
class Published:
    """Hold the tables in use: `figures` has the newest release's of each, `every` has all."""

    figures: pd.DataFrame
    every: pd.DataFrame
    authorities: pd.DataFrame
    neighbours: pd.DataFrame
    suspects: pd.DataFrame
    releases: tuple[Release, ...]
    illustrative: bool
    fingerprint: str


def stamp(directory: Path) -> int:
    """Return a number that changes with every import; 0 where nothing was imported."""
    path = directory / CATALOGUE
    return path.stat().st_mtime_ns if path.exists() else 0


def published(directory: Path) -> Published:
    """Return the tables in use of a folder into which something was imported."""
    return _published(directory, stamp(directory))


@lru_cache(maxsize=4)
def _published(directory: Path, _stamp: int) -> Published:
    catalogue = read_catalogue(directory)
    tables = {
        name: pd.read_parquet(table_path(directory, catalogue.state, name)) for name in TABLES
    }
    return Published(
        **tables,
        releases=catalogue.releases,
        illustrative=any(one.id == ILLUSTRATIVE for one in catalogue.in_use),
        fingerprint=f"{catalogue.number}-{_stamp}",
    )


def cells(directory: Path, code: str) -> pd.DataFrame:
    """Return the CELLS of one area, of all releases in use."""
    return _cells(directory, code, stamp(directory))


# 3 MB each: an authority, its region and England, for some authorities at a time.
@lru_cache(maxsize=32)
def _cells(directory: Path, code: str, _stamp: int) -> pd.DataFrame:
    found = [
        table.append_column("release", pa.array([one.id] * len(table)).dictionary_encode())
        for one in read_catalogue(directory).in_use
        if (table := read_area(directory, one.folder, "cells", code)) is not None
    ]
    if not found:
        return pd.DataFrame(columns=list(CELLS))
    return pa.concat_tables(found).unify_dictionaries().to_pandas()[list(CELLS)]
