"""Reading all that an import names: zips, folders, single files, lists."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from data.sen2.cells import AREA_COLUMNS, Refused
from data.sen2.reading import NEIGHBOURS, POPULATIONS, Read, areas_of, read_paths
from tests.data.sen2 import releases
from tests.data.sen2.releases import (
    APPEALS,
    Files,
    contents,
    release_2022,
    release_2025,
    table,
    zipped,
)

NOBODY = pd.DataFrame(columns=list(AREA_COLUMNS))
SCHOOLS = table([{"time_period": "2024", "schools": "3"}])


@pytest.fixture(scope="module")
def files() -> Files:
    """Give two files of a release."""
    every = release_2025()
    return {name: every[name] for name in ("requests.csv", "residential_settings.csv")}


@pytest.fixture(scope="module")
def members(files: Files) -> dict[str, bytes]:
    return contents(files)


def read(*paths: Path, release: str = "", known: pd.DataFrame = NOBODY) -> Read:
    return read_paths(paths, progress=lambda _: None, release=release, known=known)


def test_a_release_is_read_with_all_its_files(tmp_path: Path) -> None:
    told: list[str] = []
    path = releases.whole_2025(tmp_path / "ehc.zip")
    found = read_paths([path], progress=told.append, known=NOBODY)
    (release,) = found.releases.values()
    assert (release.id, release.problems) == ("2025", [])
    assert set(release.parts) == {*release_2025(), "SEND Tribunals and appeal rate"}
    assert set(release.files) == set(release.parts)
    assert told[0] == "Reading ehc.zip"
    requests = release.parts["requests.csv"].cells.num_rows
    assert f"requests.csv: {requests:,} figures" in told


def test_the_guidance_names_the_release(tmp_path: Path, members: dict[str, bytes]) -> None:
    found = read(zipped(tmp_path / "r.zip", members, year="2026"))
    (release,) = found.releases.values()
    assert release.id == "2026"
    assert release.problems == ["There is no mapping for the release 2026; that of 2025 was used."]


def test_who_imports_may_name_the_release(tmp_path: Path, members: dict[str, bytes]) -> None:
    found = read(zipped(tmp_path / "r.zip", members, year="2026"), release="2030")
    assert list(found.releases) == ["2030"]


def test_without_a_guidance_the_columns_tell_the_release(
    tmp_path: Path, members: dict[str, bytes]
) -> None:
    both = members | contents({"sen2_mi.csv": release_2022()["sen2_mi.csv"]})
    assert set(read(zipped(tmp_path / "r.zip", both)).releases) == {"2022", "2025"}


@pytest.mark.parametrize("year", ["2025", ""])
def test_a_zip_may_bring_other_files_along(
    tmp_path: Path, members: dict[str, bytes], year: str
) -> None:
    path = zipped(tmp_path / "r.zip", {"a/schools.csv": SCHOOLS, **members}, year=year)
    (release,) = read(path).releases.values()
    assert (release.id, set(release.parts)) == (
        "2025",
        {"requests.csv", "residential_settings.csv"},
    )
    (told,) = release.problems
    assert told.startswith("schools.csv was not read. It has no column")


def test_a_zip_of_another_publication_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "schools.zip", {"schools.csv": SCHOOLS}, year="2025")
    with pytest.raises(Refused, match=r"schools\.zip: No file of the DfE's EHC plan releases"):
        read(path)


def test_a_file_of_another_publication_is_refused(tmp_path: Path) -> None:
    (tmp_path / "schools.csv").write_bytes(SCHOOLS)
    with pytest.raises(Refused, match=r"schools\.csv: It has no column time_identifier"):
        read(tmp_path / "schools.csv")


def test_a_folder_is_read_file_by_file(tmp_path: Path, files: Files) -> None:
    (tmp_path / "Requests.CSV").write_bytes(table(files["requests.csv"]))
    (tmp_path / "notes.txt").write_text("nothing")
    zipped(tmp_path / "more.zip", {"r.csv": table(files["residential_settings.csv"])})
    (release,) = read(tmp_path).releases.values()
    assert set(release.parts) == {"requests.csv", "residential_settings.csv"}


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=f"{tmp_path.name}: No file of the DfE's"):
        read(tmp_path)
    with pytest.raises(Refused, match="Nothing: No file of the DfE's"):
        read()


def test_the_same_file_twice_is_refused(tmp_path: Path, files: Files) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_bytes(table(files["requests.csv"]))
    with pytest.raises(Refused, match=r"b\.csv: requests\.csv is there twice"):
        read(tmp_path)


def test_one_refused_file_refuses_all(tmp_path: Path, members: dict[str, bytes]) -> None:
    broken = members | {"data/caseload.csv": table(release_2025()["caseload.csv"]) + b"202425,\r\n"}
    with pytest.raises(Refused, match=r"caseload\.csv, row \d+: It cannot be read as a table"):
        read(zipped(tmp_path / "r.zip", broken))


def test_lists_are_told_from_releases(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_bytes(releases.populations())
    (tmp_path / "near.csv").write_bytes(releases.neighbours())
    found = read(tmp_path)
    assert not found.releases
    assert set(found.lists) == {POPULATIONS, NEIGHBOURS}
    assert len(found.lists[POPULATIONS]) == 6


def test_appeals_are_read_by_names_known_from_elsewhere(tmp_path: Path) -> None:
    lines = releases.appeal_lines()
    lines[5][1], lines[6][1] = "Z02", "Z01"
    path = tmp_path / APPEALS
    path.write_bytes(releases.appeals_table(lines))
    known = NOBODY.copy()
    for code, (name, region) in releases.AUTHORITIES.items():
        known.loc[len(known)] = ["Local authority", code, name, region, "", 2025]
    (release,) = read(path, known=known).releases.values()
    assert [one.split(": ")[1] for one in release.problems] == [
        "Alderham has the number Z02 of Birchester; it is taken as Z01.",
        "Birchester has the number Z01 of Alderham; it is taken as Z02.",
    ]


def test_appeals_tell_only_of_areas_that_no_other_file_names(tmp_path: Path) -> None:
    found = read(releases.whole_2025(tmp_path / "r.zip"))
    parts = found.releases["2025"].parts
    assert (areas_of(parts.values())["region"] != "").sum() == 8 * 4
    alone = areas_of([parts["SEND Tribunals and appeal rate"]])
    assert set(alone["code"]) == {*releases.AUTHORITIES, "E92000001"}
    assert set(alone["region"]) == {""}
