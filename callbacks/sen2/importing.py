"""Importing releases: read every file, check them against one another, swap all in one step."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analytics.sen2.breaks import after_a_gap
from analytics.sen2.footnotes import footnoted
from analytics.sen2.indicators import figures, newest, rated, summed_populations
from analytics.sen2.recipes import DIMENSIONS, MEASURES
from analytics.sen2.reconciliation import (
    cell_suspects,
    doubted_by_publisher,
    figure_suspects,
    flagged,
    marked,
    shared_populations,
)
from data.schemas import sen2 as schemas
from data.sen2.areas import authorities
from data.sen2.catalogue import (
    INVENTED,
    LICENCE,
    TITLE,
    Catalogue,
    Release,
    changing,
    commit,
    list_folder,
    read_catalogue,
    table_path,
    write_by_area,
    write_table,
)
from data.sen2.cells import AREA_COLUMNS
from data.sen2.mapping import ILLUSTRATIVE, footnotes, mapping_checksum
from data.sen2.reading import (
    NEIGHBOURS,
    POPULATIONS,
    Progress,
    Read,
    ReadRelease,
    areas_of,
    read_paths,
)

CELLS, FOUND, AREAS, DOUBTED = "cells", "figures", "areas", "suspects"


@dataclass(frozen=True)
class Outcome:
    """Say what an import did: the releases and lists it changed, and what it could not place."""

    releases: tuple[Release, ...]
    lists: tuple[str, ...]
    suspects: int

    @property
    def changed(self) -> bool:
        """Tell whether anything is different now."""
        return bool(self.releases or self.lists)


def import_paths(
    directory: Path,
    paths: Iterable[Path],
    *,
    now: datetime,
    progress: Progress,
    release: str = "",
) -> Outcome:
    """Import zips, folders and CSV files, all or none; raises Refused, TimeoutError, SaveFailed.

    What is there already is left alone. `release` names the release whatever the files say.
    """
    before = read_catalogue(directory)
    known = _areas(directory, before.in_use)
    read = read_paths(list(paths), progress=progress, release=release, known=known)
    with changing(directory) as catalogue:
        changed = catalogue
        for one in read.releases.values():
            changed = _with_release(directory, changed, one, now=now, progress=progress)
        changed = _without_invented(_with_lists(directory, changed, read))
        if changed == catalogue:
            return Outcome((), (), 0)
        progress("Checking the figures against one another")
        changed, doubted = _with_state(directory, changed)
        commit(directory, changed)
    new = tuple(one for one in changed.releases if one not in catalogue.releases and one.in_use)
    lists = tuple(
        name for name in changed.lists if changed.lists[name] != catalogue.lists.get(name)
    )
    return Outcome(new, lists, doubted)


def use_revision(directory: Path, release: str, revision: int) -> bool:
    """Go back, or forward, to a revision that was imported; tell whether there is such a one."""
    with changing(directory) as catalogue:
        wanted = [
            one for one in catalogue.releases if (one.id, one.revision) == (release, revision)
        ]
        if not wanted:
            return False
        used = replace(wanted[0], in_use=True)
        changed = _without_invented(catalogue.with_release(used))
        if used not in changed.releases:
            return False
        commit(directory, _with_state(directory, changed)[0])
    return True


def _with_release(
    directory: Path, catalogue: Catalogue, read: ReadRelease, *, now: datetime, progress: Progress
) -> Catalogue:
    """Add a revision: the files read, and those of the revision before that were not read."""
    before = catalogue.used(read.id)
    files = {**(before.files if before else {}), **read.files}
    known = catalogue.holding(read.id, files, mapping_checksum())
    if known:
        progress(f"{read.id}: these files were loaded as revision {known.revision}")
        return catalogue.with_release(replace(known, in_use=True))
    release = Release(
        id=read.id,
        revision=catalogue.last_revision(read.id) + 1,
        title=f"{TITLE}, {read.id}",
        imported_at=now.isoformat(timespec="seconds"),
        licence=INVENTED if read.id == ILLUSTRATIVE else LICENCE,
        files=files,
        problems=_problems(before, read),
        mapping=mapping_checksum(),
    )
    cells, areas = _cells(directory, before, read)
    _write_release(directory, release, cells, areas)
    return catalogue.with_release(release)


def _problems(before: Release | None, read: ReadRelease) -> tuple[str, ...]:
    """Return what is odd about the files read, and about those kept from the revision before."""
    kept = [
        one for one in (before.problems if before else ()) if not one.startswith(tuple(read.files))
    ]
    return tuple(dict.fromkeys([*kept, *read.problems]))


def _cells(
    directory: Path, before: Release | None, read: ReadRelease
) -> tuple[pa.Table, pd.DataFrame]:
    """Return all cells of a revision, the areas' in turn, and its areas."""
    tables = [part.cells for part in read.parts.values()]
    areas = areas_of(read.parts.values())
    if before:
        kept = pq.read_table(table_path(directory, before.folder, CELLS)).drop(["flagged"])
        other = pc.invert(pc.is_in(kept["file"].cast(pa.string()), pa.array(list(read.files))))
        tables.append(kept.filter(other))
        areas = pd.concat([areas, _areas(directory, [before])]).drop_duplicates(["code", "year"])
    together = pa.concat_tables(tables, promote_options="default").unify_dictionaries()
    codes = together["code"].combine_chunks()
    order = pc.sort_indices(codes.dictionary_decode())
    return together.take(order), areas


def _write_release(directory: Path, release: Release, cells: pa.Table, areas: pd.DataFrame) -> None:
    frame, newest_areas = cells.to_pandas(), _newest_areas(areas)
    needed = frame[
        frame["measure"].isin(MEASURES)
        & frame["dimension"].isin(DIMENSIONS)
        & (frame["split"] == "")
    ]
    found = figures(needed, newest_areas)
    doubted = pd.concat(
        [
            cell_suspects(frame, newest_areas),
            figure_suspects(found, newest_areas),
            doubted_by_publisher(found, footnotes(release.id), newest_areas),
        ],
        ignore_index=True,
    )
    frame["flagged"] = marked(frame, doubted)
    cells = cells.append_column("flagged", pa.array(frame["flagged"]))
    write_by_area(directory, release.folder, CELLS, cells)
    for name, table in ((FOUND, found), (AREAS, areas), (DOUBTED, doubted)):
        write_table(directory, release.folder, name, table)


def _newest_areas(areas: pd.DataFrame) -> pd.DataFrame:
    return areas.sort_values("year").drop_duplicates("code", keep="last")


def _areas(directory: Path, releases: Iterable[Release]) -> pd.DataFrame:
    frames = [pd.read_parquet(table_path(directory, one.folder, AREAS)) for one in releases]
    return pd.concat([pd.DataFrame(columns=list(AREA_COLUMNS)), *frames], ignore_index=True)


def _with_lists(directory: Path, catalogue: Catalogue, read: Read) -> Catalogue:
    """Add the lists read: a row replaces those of the same authority, and model if it has one."""
    lists = dict(catalogue.lists)
    for name, frame in read.lists.items():
        before = _read_list(directory, catalogue, name, frame.columns)
        keys = [column for column in ("code", "model") if column in frame]
        fresh = pd.MultiIndex.from_frame(frame[keys])
        kept = before[~pd.MultiIndex.from_frame(before[keys]).isin(fresh)]
        together = pd.concat([kept, frame] if len(kept) else [frame], ignore_index=True)
        together = together.sort_values(list(frame.columns), ignore_index=True)
        lists[name] = hashlib.sha256(together.to_csv(index=False).encode()).hexdigest()
        if lists[name] != catalogue.lists.get(name):
            write_table(directory, list_folder(name, lists[name]), name, together)
    return replace(catalogue, lists=lists)


def _read_list(directory: Path, catalogue: Catalogue, name: str, columns: Iterable[str]) -> Any:
    if name not in catalogue.lists:
        return pd.DataFrame(columns=list(columns))
    folder = list_folder(name, catalogue.lists[name])
    return pd.read_parquet(table_path(directory, folder, name))


def _without_invented(catalogue: Catalogue) -> Catalogue:
    """Take the invented figures out of use once there are real ones."""
    if all(one.id == ILLUSTRATIVE for one in catalogue.releases):
        return catalogue
    real = [
        replace(one, in_use=one.in_use and one.id != ILLUSTRATIVE) for one in catalogue.releases
    ]
    return replace(catalogue, releases=tuple(real))


def _with_state(directory: Path, catalogue: Catalogue) -> tuple[Catalogue, int]:
    """Write the tables that pages read, and return the catalogue that names them."""
    areas = _areas(directory, catalogue.in_use)
    populations = _read_list(directory, catalogue, POPULATIONS, ("code", "population"))
    known = authorities(areas, populations)
    people = summed_populations(known)
    found = [_figures(directory, one, known, people) for one in catalogue.in_use]
    number = catalogue.number + 1
    state = f"state-{number:04}"
    every = _together([frame for frame, _ in found], schemas.FIGURES)
    every = every.assign(broken=every["broken"].astype(bool) | after_a_gap(every))
    doubted = _together([suspects for _, suspects in found], schemas.SUSPECTS)
    neighbours = _read_list(directory, catalogue, NEIGHBOURS, schemas.NEIGHBOURS)
    tables = {
        "figures": newest(every),
        "every": every,
        "suspects": doubted,
        "authorities": known,
        # A list may name authorities that no release in use has, such as invented ones.
        "neighbours": neighbours[neighbours["code"].isin(known["code"])],
    }
    for name, table in tables.items():
        write_table(directory, state, name, table)
    return replace(catalogue, state=state, number=number), len(doubted)


def _together(frames: list[pd.DataFrame], columns: Iterable[str]) -> pd.DataFrame:
    if not frames:
        return pd.DataFrame(columns=list(columns))
    return pd.concat(frames, ignore_index=True)[list(columns)]


def _figures(
    directory: Path, release: Release, known: pd.DataFrame, people: pd.Series
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the figures of one release, and its suspects."""
    tables = {
        name: pd.read_parquet(table_path(directory, release.folder, name))
        for name in (FOUND, DOUBTED)
    }
    found = rated(tables[FOUND], people)
    doubted = pd.concat([tables[DOUBTED], shared_populations(found, known)], ignore_index=True)
    noted = footnoted(flagged(found, doubted), footnotes(release.id))
    return noted.assign(release=release.id), doubted.assign(release=release.id)
