"""Answers in files: whole or not at all, found by every process, never more than there is room."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from data.sen2.answers import LARGEST, AnswerFiles


def test_another_process_finds_an_answer(tmp_path: Path) -> None:
    AnswerFiles(tmp_path / "answers").put(b"who?", b"\x00them")
    assert AnswerFiles(tmp_path / "answers").get(b"who?") == b"\x00them"
    assert AnswerFiles(tmp_path / "answers").get(b"whom?") is None


def test_only_the_owner_reads_them(tmp_path: Path) -> None:
    AnswerFiles(tmp_path / "answers").put(b"who?", b"them")
    (file,) = (tmp_path / "answers").iterdir()
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_there_is_one_answer_to_a_place(tmp_path: Path) -> None:
    kept = AnswerFiles(tmp_path, places=3)
    for number in range(50):
        kept.put(bytes([number]), bytes([number]) * 9)
    assert len(list(tmp_path.iterdir())) <= 3
    found = {number: kept.get(bytes([number])) for number in range(50)}
    assert found[49] == bytes([49]) * 9
    assert all(answer in (None, bytes([number]) * 9) for number, answer in found.items())
    assert sum(answer is not None for answer in found.values()) <= 3


@pytest.mark.parametrize("cut", [0, 10, 32, 64, 66])
def test_a_file_that_was_cut_short_is_none(tmp_path: Path, cut: int) -> None:
    kept = AnswerFiles(tmp_path)
    kept.put(b"who?", b"them")
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:cut])
    assert kept.get(b"who?") is None
    kept.put(b"who?", b"them")
    assert kept.get(b"who?") == b"them"


def test_what_is_too_large_is_not_kept(tmp_path: Path) -> None:
    AnswerFiles(tmp_path / "answers").put(b"who?", b"x" * (LARGEST + 1))
    assert not (tmp_path / "answers").exists()


def test_a_folder_that_cannot_be_made_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "answers").write_text("a file")
    AnswerFiles(tmp_path / "answers").put(b"who?", b"them")
    assert AnswerFiles(tmp_path / "answers").get(b"who?") is None


def test_a_disk_that_is_full_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    AnswerFiles(tmp_path).put(b"who?", b"them")
    assert not list(tmp_path.iterdir())
