"""The releases that were imported: kept beside one another, and swapped in one step.

`catalogue.json` names everything in use, so that replacing it is the only moment anything
changes. Folders that it names never change; what an import leaves behind is cleared by the next.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from data.database import SaveFailed
from data.folds import alone_in, write_durably
from data.sen2.cells import TEXTS

CATALOGUE = "catalogue.json"
# What the folders that belong to a catalogue begin with.
OWN = ("release-", "state-", "populations-", "neighbours-")
TITLE = "Education, health and care plans"
INVENTED = "Invented for illustration; England's totals are published ones"
LICENCE = "Open Government Licence v3.0, Department for Education"
WAIT_SECONDS = 120


@dataclass(frozen=True)
class Release:
    """Hold what is known of one imported revision of one release."""

    id: str
    revision: int
    title: str
    imported_at: str
    licence: str
    files: dict[str, str]
    problems: tuple[str, ...] = ()
    in_use: bool = True
    mapping: str = ""

    @property
    def folder(self) -> str:
        """Return the name of the folder that holds its cells."""
        return f"release-{self.id}-r{self.revision}"

    @property
    def sha256(self) -> str:
        """Return one checksum for all of its files."""
        return checksum(self.files)


@dataclass(frozen=True)
class Catalogue:
    """Name the releases, the lists of areas and the folder of figures worked out from them."""

    releases: tuple[Release, ...] = ()
    lists: dict[str, str] = field(default_factory=dict)
    state: str = ""
    number: int = 0

    @property
    def in_use(self) -> tuple[Release, ...]:
        """Return the revisions in use, the newest release last."""
        return tuple(one for one in self.releases if one.in_use)

    @property
    def folders(self) -> set[str]:
        """Return every folder that is named, in use or not."""
        lists = {list_folder(name, sha256) for name, sha256 in self.lists.items()}
        return {self.state, *lists, *(one.folder for one in self.releases)}

    def used(self, release: str) -> Release | None:
        """Return the revision of a release in use, or its last; None if there is none."""
        revisions = [one for one in self.releases if one.id == release]
        return max(revisions, key=lambda one: (one.in_use, one.revision), default=None)

    def holding(self, release: str, files: dict[str, str], mapping: str) -> Release | None:
        """Return the last revision of a release that holds just these files, read just so."""
        wanted = (release, files, mapping)
        revisions = [one for one in self.releases if (one.id, one.files, one.mapping) == wanted]
        return max(revisions, key=lambda one: one.revision, default=None)

    def last_revision(self, release: str) -> int:
        """Return the number of the last revision of a release, 0 if there is none."""
        return max((one.revision for one in self.releases if one.id == release), default=0)

    def with_release(self, release: Release) -> Catalogue:
        """Return the catalogue with a revision in use instead of the others of its release."""
        others = [
            replace(one, in_use=one.in_use and one.id != release.id)
            for one in self.releases
            if (one.id, one.revision) != (release.id, release.revision)
        ]
        ordered = sorted([*others, release], key=lambda one: (one.id, one.revision))
        return replace(self, releases=tuple(ordered))


def list_folder(name: str, sha256: str) -> str:
    """Return the name of the folder that holds a list of areas."""
    return f"{name}-{sha256[:12]}"


def checksum(files: dict[str, str]) -> str:
    """Return one SHA-256 of several, by the names of their files."""
    return hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()


def read_catalogue(directory: Path) -> Catalogue:
    """Return what was imported; nothing where nothing was."""
    path = directory / CATALOGUE
    if not path.exists():
        return Catalogue()
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    releases = (
        Release(**{**one, "problems": tuple(one["problems"])}) for one in content.pop("releases")
    )
    return Catalogue(releases=tuple(releases), **content)


@contextmanager
def changing(directory: Path) -> Iterator[Catalogue]:
    """Let one process at a time change the catalogue; raises TimeoutError or SaveFailed."""
    with alone_in(directory, wait=WAIT_SECONDS):
        catalogue = read_catalogue(directory)
        try:
            _clear(directory, catalogue)
            yield catalogue
        except OSError as error:
            reason = error.strerror or error
            raise SaveFailed(
                f"The figures could not be written ({reason}). Nothing was changed."
            ) from error


def commit(directory: Path, catalogue: Catalogue) -> None:
    """Put a catalogue in use, in one durable step."""
    content = json.dumps(asdict(catalogue), indent=1).encode()
    write_durably(directory / CATALOGUE, content)


def write_table(directory: Path, folder: str, name: str, frame: pd.DataFrame) -> None:
    """Write a table into a folder that no catalogue names yet."""
    path = table_path(directory, folder, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    frame.to_parquet(path, index=False)


def write_by_area(directory: Path, folder: str, name: str, cells: pa.Table) -> None:
    """Write cells, sorted by code, so that each area is one group of rows of the file."""
    path = table_path(directory, folder, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    starts = [0, *_changes(cells["code"]), cells.num_rows]
    with pq.ParquetWriter(path, cells.schema, compression="zstd") as writer:
        for start, end in pairwise(starts):
            writer.write_table(cells.slice(start, end - start))


def read_area(directory: Path, folder: str, name: str, code: str) -> pa.Table | None:
    """Return the cells of one area, None if it has none; texts are in dictionaries."""
    path = table_path(directory, folder, name)
    metadata, groups = _groups(path)
    if code not in groups:
        return None
    with pq.ParquetFile(path, metadata=metadata, read_dictionary=list(TEXTS)) as file:
        return file.read_row_group(groups[code])


@lru_cache(maxsize=8)
def _groups(path: Path) -> tuple[pq.FileMetaData, dict[str, int]]:
    """Return what stands at the end of a file that never changes, and each area's group of rows."""
    metadata = pq.read_metadata(path)
    place = metadata.schema.names.index("code")
    groups = range(metadata.num_row_groups)
    return metadata, {metadata.row_group(n).column(place).statistics.min: n for n in groups}


def _changes(codes: pa.ChunkedArray) -> list[int]:
    values = codes.combine_chunks().indices.to_numpy()
    return (np.flatnonzero(np.diff(values)) + 1).tolist()


def table_path(directory: Path, folder: str, name: str) -> Path:
    """Return where a table is."""
    return directory / folder / f"{name}.parquet"


def _clear(directory: Path, catalogue: Catalogue) -> None:
    """Remove what an import that ended early left behind, and states no longer in use."""
    for path in directory.iterdir():
        if path.name.startswith(OWN) and path.name not in catalogue.folders:
            shutil.rmtree(path)
