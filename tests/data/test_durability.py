"""Saves outlive kills, collisions and full disks: the trials of `benchmarks.durability`, small."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from benchmarks.durability import (
    contend,
    fill,
    inject_faults,
    kill_writers,
    small_disk,
    unsynced_answers,
)


def traces() -> bool:
    """Tell whether strace is here and allowed to trace."""
    return (
        bool(shutil.which("strace"))
        and not subprocess.run(
            ["strace", "-o", "/dev/null", "true"], check=False, capture_output=True
        ).returncode
    )


needs_strace = pytest.mark.skipif(not traces(), reason="strace is not here or may not trace")


@pytest.mark.no_cover
def test_killed_writers_lose_nothing_they_acknowledged(tmp_path):
    trial = kill_writers(tmp_path, kills=5)
    assert (trial.lost, trial.kept_twice, trial.problems) == (0, 0, ())
    assert trial.acknowledged > 0


@pytest.mark.no_cover
def test_writers_on_one_pupil_lose_no_update(sqlite_url):
    trial = contend(sqlite_url.render_as_string(), writers=8, saves=6)
    assert (trial.acknowledged, trial.final, trial.lost, trial.problems) == (48, 48, 0, ())


@pytest.mark.no_cover
def test_writers_on_one_pupil_lose_no_update_on_postgresql(postgres_url):
    trial = contend(postgres_url.render_as_string(), writers=4, saves=6)
    assert (trial.acknowledged, trial.final, trial.lost, trial.problems) == (24, 24, 0, ())


def test_a_full_disk_refuses_loses_nothing_and_takes_saves_again():
    try:
        with small_disk("3m") as disk:
            trial = fill(disk, ballast=1_500_000)
    except PermissionError as reason:
        pytest.skip(str(reason))
    assert (trial.lost, trial.saved_after, trial.problems) == (0, 20, ())
    assert trial.acknowledged > 0
    assert "disk is full" in trial.refusal


@needs_strace
def test_no_save_is_acknowledged_before_it_is_synced(tmp_path):
    assert unsynced_answers(tmp_path, saves=8) == (8, 0)


@pytest.mark.no_cover
@needs_strace
@pytest.mark.parametrize("call", ["fdatasync", "pwrite64"])
def test_a_failing_disk_never_makes_a_false_promise(tmp_path, call):
    trial = inject_faults(tmp_path, call=call, error="EIO", faults=range(8, 10))
    assert (trial.lost, trial.kept_twice, trial.problems) == (0, 0, ())
    assert trial.acknowledged == 12
