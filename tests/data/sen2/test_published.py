"""The tables that everybody reads: kept until an import, and each area's cells among all."""

from __future__ import annotations

import datetime
from pathlib import Path

import pandas as pd
import pytest

from callbacks.sen2.importing import import_paths
from data.schemas.sen2 import AUTHORITIES, CELLS, ENGLAND, FIGURES, NEIGHBOURS, SUSPECTS
from data.sen2.catalogue import Catalogue, Release, read_catalogue, table_path
from data.sen2.published import cells, published, stamp
from tests.data.sen2 import releases

NOW = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Import an invented release in the shape of 2025 with its lists, and one of 2022."""
    place = tmp_path_factory.mktemp("published")
    (place / "people.csv").write_bytes(releases.populations())
    (place / "near.csv").write_bytes(releases.neighbours())
    paths = [
        releases.whole_2025(place / "2025.zip"),
        releases.zipped(
            place / "2022.zip", releases.contents(releases.release_2022()), year="2022"
        ),
        place / "people.csv",
        place / "near.csv",
    ]
    import_paths(place / "store", paths, now=NOW, progress=lambda _: None)
    return place / "store"


def test_the_tables_have_their_columns(store: Path) -> None:
    held = published(store)
    assert list(held.every.columns) == list(FIGURES)
    assert set(held.figures.columns) == set(FIGURES)
    assert list(held.authorities.columns) == list(AUTHORITIES)
    assert list(held.neighbours.columns) == list(NEIGHBOURS)
    assert list(held.suspects.columns) == list(SUSPECTS)
    assert [one.id for one in held.releases] == ["2022", "2025"]


def test_nothing_is_read_twice(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, own = published(store), cells(store, "Z01")
    assert published(store) is first
    assert cells(store, "Z01") is own
    later = stamp(store) + 1
    monkeypatch.setattr("data.sen2.published.stamp", lambda _: later)
    second = published(store)
    assert second is not first
    assert second.fingerprint != first.fingerprint
    assert cells(store, "Z01") is not own


def test_a_stamp_follows_the_catalogue(store: Path, tmp_path: Path) -> None:
    assert stamp(tmp_path) == 0
    assert stamp(store) == (store / "catalogue.json").stat().st_mtime_ns


def test_each_row_of_figures_is_the_newest_release_with_a_value(store: Path) -> None:
    held = published(store)
    keys = ["code", "year", "indicator"]
    assert not held.figures.duplicated(keys).any()
    best: dict[tuple[object, ...], tuple[bool, str]] = {}
    for row in held.every.to_dict("records"):
        key = tuple(row[name] for name in keys)
        best[key] = max(best.get(key, (False, "")), (not pd.isna(row["value"]), row["release"]))
    used = held.figures.set_index(keys)["release"].to_dict()
    assert used == {key: release for key, (_, release) in best.items()}


@pytest.mark.parametrize("code", ["Z01", "Z06", releases.NORTH, ENGLAND, "Z99"])
def test_an_areas_cells_are_those_of_the_whole_table(store: Path, code: str) -> None:
    compare(store, code)


@pytest.mark.parametrize("code", ["201", "E12000003"])
def test_an_areas_cells_are_those_of_the_released_table(released_sen2: Path, code: str) -> None:
    compare(released_sen2, code)


def compare(store: Path, code: str) -> None:
    """Compare an area's cells with those of the files read whole."""
    found = cells(store, code)
    assert list(found.columns) == list(CELLS)
    whole = [
        pd.read_parquet(
            table_path(store, one.folder, "cells"), filters=[("code", "==", code)]
        ).assign(release=one.id)
        for one in read_catalogue(store).in_use
    ]
    expected = pd.concat(whole)[list(CELLS)]
    assert len(found) == len(expected)
    for name in CELLS:
        left, right = found[name].astype(object).tolist(), expected[name].astype(object).tolist()
        assert pd.Series(left, dtype=object).equals(pd.Series(right, dtype=object)), name


# The catalogue itself.


def revision(release: str, number: int, *, in_use: bool = False, **files: str) -> Release:
    return Release(release, number, "t", "now", "l", files, in_use=in_use)


def test_a_catalogue_finds_its_revisions() -> None:
    old, new = revision("2025", 1, a="x"), revision("2025", 2, in_use=True, a="y")
    third = revision("2025", 3, a="x")
    catalogue = Catalogue((old, new, third))
    assert catalogue.used("2025") is new
    assert catalogue.used("2022") is None
    assert catalogue.holding("2025", {"a": "x"}, "") is third
    assert catalogue.holding("2025", {"a": "z"}, "") is None
    assert (catalogue.last_revision("2025"), catalogue.last_revision("2022")) == (3, 0)
    assert catalogue.in_use == (new,)
    assert Catalogue((old, third)).used("2025") is third


def test_one_revision_of_a_release_is_in_use() -> None:
    other = revision("2022", 1, in_use=True)
    catalogue = Catalogue((other, revision("2025", 1, in_use=True)))
    changed = catalogue.with_release(revision("2025", 2, in_use=True))
    assert [(one.id, one.revision) for one in changed.in_use] == [("2022", 1), ("2025", 2)]
    assert len(changed.releases) == 3
    again = changed.with_release(revision("2025", 2, in_use=True))
    assert again == changed


def test_a_release_has_one_checksum_for_its_files() -> None:
    one, other = revision("2025", 1, a="x", b="y"), revision("2025", 2, b="y", a="x")
    assert one.sha256 == other.sha256 != revision("2025", 1, a="x").sha256
    assert one.folder != other.folder
