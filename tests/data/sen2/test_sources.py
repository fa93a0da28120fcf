"""Zips and files from elsewhere: opened within limits, refused with a reason, without a crash."""

from __future__ import annotations

import hashlib
import os
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.sen2 import sources as module
from data.sen2.cells import Refused
from data.sen2.sources import reporting_year, sources
from tests.data.sen2.releases import zipped


def opened(path: Path) -> dict[str, bytes]:
    return {one.name: one.content for one in sources(path)}


@pytest.fixture
def small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST_FILE", 1000)
    monkeypatch.setattr(module, "LARGEST_RELEASE", 2500)
    monkeypatch.setattr(module, "MOST_MEMBERS", 5)


def test_csv_and_guidance_are_read_and_nothing_else(tmp_path: Path) -> None:
    members = {
        "data/a.csv": b"1", "data/B.CSV": b"2", "notes.pdf": b"3", "data/a.meta.csv.txt": b"4",
    }  # fmt: skip
    path = zipped(tmp_path / "r.zip", members, year="2025")
    found = opened(path)
    assert list(found) == ["a.csv", "B.CSV", "data-guidance.txt"]
    assert found["B.CSV"] == b"2"


def test_a_single_file_is_itself(tmp_path: Path) -> None:
    path = tmp_path / "one.csv"
    path.write_bytes(b"a,b")
    (found,) = sources(path)
    assert (found.name, found.content) == ("one.csv", b"a,b")
    assert found.sha256 == hashlib.sha256(b"a,b").hexdigest()


def test_a_name_in_a_zip_cannot_leave_its_folder(tmp_path: Path) -> None:
    assert list(opened(zipped(tmp_path / "r.zip", {"../../etc/a.csv": b"1"}))) == ["a.csv"]


def test_a_path_that_is_missing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"gone\.zip: There is no such file\. Nothing was changed\."):
        opened(tmp_path / "gone.zip")


@pytest.mark.parametrize("name", ["huge.csv", "huge.zip"])
def test_a_gigabyte_is_refused_by_its_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        file.truncate(1_000_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it was read"))
    monkeypatch.setattr(zipfile, "ZipFile", lambda _: pytest.fail("it was opened"))
    with pytest.raises(Refused, match=f"{name}: It is larger than 100 MB"):
        opened(path)


def test_a_zip_without_csv_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="The zip holds no CSV file"):
        opened(zipped(tmp_path / "r.zip", {"a.pdf": b"1"}))


def test_what_only_claims_to_be_a_zip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "r.zip"
    path.write_bytes(b"time_period,time_identifier\n")
    with pytest.raises(Refused, match="The zip is damaged or cut off"):
        opened(path)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_zip_is_refused(tmp_path: Path, share: float) -> None:
    path = zipped(tmp_path / "r.zip", {f"{name}.csv": os.urandom(500) for name in "abc"})
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(Refused, match="The zip is damaged or cut off"):
        opened(path)


@pytest.mark.usefixtures("small_limits")
def test_too_large_a_member_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "r.zip", {"a.csv": b"0" * 1001})
    with pytest.raises(Refused, match=r"r\.zip: a\.csv: It is larger than"):
        opened(path)


@pytest.mark.usefixtures("small_limits")
def test_too_much_in_all_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "r.zip", {f"{name}.csv": b"0" * 900 for name in "abc"})
    with pytest.raises(Refused, match="It holds more than a release"):
        opened(path)


@pytest.mark.usefixtures("small_limits")
def test_too_many_members_are_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "r.zip", {f"{name}.csv": b"0" for name in "abcdef"})
    with pytest.raises(Refused, match="It holds more than a release"):
        opened(path)


@pytest.mark.usefixtures("small_limits")
def test_a_bomb_that_says_it_is_small_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "r.zip", {"a.csv": b"0" * 5_000})
    content = path.read_bytes()
    # Both headers give the size unpacked as a number of four bytes.
    path.write_bytes(content.replace(struct.pack("<L", 5_000), struct.pack("<L", 10)))
    with pytest.raises(Refused, match="The zip is damaged or cut off"):
        opened(path)


@pytest.mark.usefixtures("small_limits")
def test_a_member_that_unpacks_to_more_than_it_says_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = zipped(tmp_path / "r.zip", {"a.csv": b"0" * 5_000})
    monkeypatch.setattr(module, "_check_sizes", lambda *_: None)
    with pytest.raises(Refused, match=r"a\.csv: It is larger than"):
        opened(path)


@given(data=st.data())
def test_a_damaged_zip_is_read_or_refused(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("damaged") / "r.zip"
    content = bytearray(zipped(path, {"a.csv": b"some,text\n" * 30, "ü.csv": b"1"}).read_bytes())
    for _ in range(data.draw(st.integers(1, 3))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(content)
    try:
        opened(path)
    except Refused as refusal:
        assert "Nothing was changed" in str(refusal)


@pytest.mark.parametrize(
    ("guidance", "year"),
    [
        ("Education\nReporting year 2025\n", "2025"),
        ("2022 Reporting year", "2022"),
        ("reporting YEAR 2026", "2026"),
        ("Something else of 2025", ""),
        ("x" * 3000 + "Reporting year 2025", ""),
        ("", ""),
    ],
)
def test_the_guidance_names_the_year(guidance: str, year: str) -> None:
    assert reporting_year(guidance.encode()) == year
