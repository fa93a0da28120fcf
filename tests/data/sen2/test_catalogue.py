"""The catalogue names what is kept; what it does not name goes, and a failure is a sentence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from data.database import SaveFailed
from data.sen2.catalogue import (
    Catalogue,
    Release,
    changing,
    commit,
    list_folder,
    read_catalogue,
)

RELEASE = Release(
    id="2031",
    revision=1,
    title="Invented",
    imported_at="2031-07-01T09:00:00+00:00",
    licence="Invented",
    files={"caseload.csv": "0" * 64},
    problems=("caseload.csv: the column new is not in the mapping of 2031.",),
)
KEPT = Catalogue(
    releases=(replace(RELEASE, in_use=False), replace(RELEASE, revision=2)),
    lists={"populations": "f" * 64},
    state="state-0002",
    number=2,
)


def test_a_catalogue_is_read_as_it_was_written(tmp_path: Path) -> None:
    assert read_catalogue(tmp_path) == Catalogue()
    commit(tmp_path, KEPT)
    assert read_catalogue(tmp_path) == KEPT
    assert [one.revision for one in KEPT.in_use] == [2]


def test_a_change_clears_what_is_not_named_and_nothing_else(tmp_path: Path) -> None:
    commit(tmp_path, KEPT)
    named = {
        "release-2031-r1",
        "release-2031-r2",
        "state-0002",
        list_folder("populations", "f" * 64),
    }
    others = {"uploaded-1", "somebody-elses"}
    for name in {*named, *others, "state-0001", "release-2031-r3", "neighbours-0"}:
        (tmp_path / name).mkdir()
    with changing(tmp_path) as catalogue:
        assert catalogue == KEPT
    assert {path.name for path in tmp_path.iterdir() if path.is_dir()} == named | others


def test_a_disk_that_fails_is_a_sentence(tmp_path: Path) -> None:
    with (
        pytest.raises(
            SaveFailed,
            match=r"The figures could not be written \(No space left on device\). "
            r"Nothing was changed\.",
        ),
        changing(tmp_path),
    ):
        raise OSError(28, "No space left on device")
