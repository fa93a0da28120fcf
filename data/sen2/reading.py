"""Reading everything that an import names, before anything is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from data.sen2.appeals import is_appeals, read_appeals
from data.sen2.areas import (
    is_neighbours,
    is_populations,
    names_of,
    read_neighbours,
    read_populations,
)
from data.sen2.cells import AREA_COLUMNS, FileCells, Refused, Unknown, read_csv
from data.sen2.mapping import APPEALS, ILLUSTRATIVE, mappings
from data.sen2.sources import GUIDANCE, Source, reporting_year, sources

Progress = Callable[[str], None]
READ = {".csv", ".zip"}
POPULATIONS, NEIGHBOURS = "populations", "neighbours"
NOTHING = "No file of the DfE's EHC plan releases is in it."


@dataclass
class ReadRelease:
    """Hold the files of one release: their cells, their checksums, and what is odd about them."""

    id: str
    parts: dict[str, FileCells] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def add(self, part: FileCells, source: Source) -> None:
        """Take in a file; raises Refused if the release has it already."""
        if part.map.name in self.parts:
            raise Refused(source.name, f"{part.map.name} is there twice.")
        self.parts[part.map.name] = part
        self.files[part.map.name] = source.sha256
        self.problems += part.problems


@dataclass
class Read:
    """Hold all that was read: releases by id, and lists of areas by name."""

    releases: dict[str, ReadRelease] = field(default_factory=dict)
    lists: dict[str, pd.DataFrame] = field(default_factory=dict)

    def release(self, id: str) -> ReadRelease:
        """Return the release of an id, new if need be."""
        return self.releases.setdefault(id, ReadRelease(id))


def read_paths(
    paths: Iterable[Path], *, progress: Progress, release: str = "", known: pd.DataFrame
) -> Read:
    """Return what zips, folders and CSV files hold; raises Refused.

    `release` names the release whatever the files say; `known` is the areas of earlier imports,
    by which the names in the table of appeals are found.
    """
    read = Read()
    for path in _single(paths):
        progress(f"Reading {path.name}")
        _read_file(read, path, progress=progress, release=release, known=known)
    _note_missing_mappings(read)
    if not read.releases and not read.lists:
        raise Refused(", ".join(path.name for path in paths) or "Nothing", NOTHING)
    return read


def _single(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(one for one in path.iterdir() if one.suffix.lower() in READ)
        else:
            yield path


def _read_file(
    read: Read, path: Path, *, progress: Progress, release: str, known: pd.DataFrame
) -> None:
    members = list(sources(path))
    guidance = [one for one in members if one.name.lower() == GUIDANCE]
    named = release or next((reporting_year(one.content) for one in guidance), "")
    appeals = [one for one in members if is_appeals(one.content)]
    areas, parts, unread = [known], [], []
    for source in members:
        if source in appeals or source in guidance or _is_list(read, source):
            continue
        try:
            part = read_csv(source.content, name=source.name)
        except Unknown as refusal:
            # A zip brings files for other purposes along; who names a file wants it read.
            if path.suffix.lower() != ".zip":
                raise
            unread.append(f"{source.name} was not read. {refusal.reason}")
            continue
        progress(f"{source.name}: {part.cells.num_rows:,} figures")
        parts.append((part, source))
        areas.append(part.areas)
    names = names_of(pd.concat(areas, ignore_index=True))
    parts += [(read_appeals(one.content, name=one.name, names=names), one) for one in appeals]
    if unread and not parts:
        raise Refused(path.name, f"{NOTHING} {' '.join(unread)}")
    for part, source in parts:
        read.release(named or part.release).add(part, source)
    if unread:
        read.release(named or parts[0][0].release).problems += unread


def _is_list(read: Read, source: Source) -> bool:
    """Take in a list of authorities or neighbours; tell whether the file is one."""
    if is_populations(source.content):
        frame = read_populations(source.content, name=source.name)
        read.lists[POPULATIONS] = frame
        return True
    if is_neighbours(source.content):
        frame = read_neighbours(source.content, name=source.name)
        read.lists[NEIGHBOURS] = frame
        return True
    return False


def _note_missing_mappings(read: Read) -> None:
    for id, release in read.releases.items():
        if id not in {ILLUSTRATIVE, *mappings()}:
            used = sorted({part.map.release for part in release.parts.values()})
            release.problems.append(
                f"There is no mapping for the release {id}; that of {' and '.join(used)} was used."
            )


def areas_of(parts: Iterable[FileCells]) -> pd.DataFrame:
    """Return the areas of files: level, code, name, region, region_name, year.

    The table of appeals tells only of authorities that no other file names.
    """
    named = {part.map.name: part.areas for part in parts}
    appeals = named.pop(APPEALS, pd.DataFrame(columns=list(AREA_COLUMNS)))
    others = pd.concat([appeals[:0], *named.values()], ignore_index=True)
    more = appeals[~appeals["code"].isin(others["code"])]
    return pd.concat([others, more], ignore_index=True).drop_duplicates(["code", "year"])
