"""Files of results that wait: one for each person, gone with the pupils that they name."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

import pytest

from data.result_files import KEPT_DAYS, NAME_LENGTH, ResultFile, ResultFiles, forget_in_files

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
TEXT = "Pupil,Line\r\nP_1,E-1\r\n"


class Clock:
    """Tell a time that a test sets."""

    now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def files(engine, clock) -> ResultFiles:
    return ResultFiles(engine, clock=clock)


def test_a_file_comes_back_as_it_was_sent(files):
    text = "Łódź;'x';😀\r\n\x00"
    sha256 = files.save("ana", "n" * 300 + "\0", text)
    kept = text.replace("\0", "")
    assert sha256 == hashlib.sha256(kept.encode()).hexdigest()
    assert files.load("ana") == ResultFile("ana", "n" * NAME_LENGTH, kept, sha256, NOON)
    assert files.load("ben") is None


def test_the_next_file_replaces_the_last_and_only_of_its_owner(files):
    files.save("ana", "a.csv", TEXT)
    files.save("ben", "b.csv", TEXT)
    files.save("ana", "c.csv", "other")
    assert files.load("ana").name == "c.csv"
    assert files.load("ben").name == "b.csv"
    files.discard("ana")
    files.discard("nobody")
    assert files.load("ana") is None
    assert files.load("ben") is not None


def test_a_file_that_nobody_came_back_to_is_deleted_when_another_comes_in(files, clock):
    files.save("ana", "a.csv", TEXT)
    clock.now = NOON + timedelta(days=KEPT_DAYS)
    files.save("ben", "b.csv", TEXT)
    assert files.load("ana") is not None
    clock.now += timedelta(seconds=1)
    files.save("ben", "b.csv", TEXT)
    assert files.load("ana") is None


def test_files_that_name_a_pupil_are_forgotten_and_no_sign_of_a_reference_is_a_wildcard(
    files, engine
):
    files.save("ana", "a.csv", TEXT)
    files.save("ben", "b.csv", TEXT.replace("P_1", "PX1"))
    forget_in_files(engine, "P_1")
    assert files.load("ana") is None
    assert files.load("ben") is not None
