"""An import runs in a process of its own and always says how it ended."""

from __future__ import annotations

import datetime
import json
import time
from pathlib import Path
from typing import Any

import pytest

from callbacks.sen2 import jobs
from callbacks.sen2.importing import Outcome
from callbacks.sen2.jobs import (
    DONE,
    FAILED,
    JOB,
    REFUSED,
    RUNNING,
    SECONDS,
    STOPPED,
    UPLOADED,
    Busy,
    begin,
    read_job,
    run,
)
from data.sen2.catalogue import Release
from data.sen2.cells import Refused

NOW = datetime.datetime.now(datetime.UTC)
BASE = "https://api.example/v1"
LONGEST_SECONDS = 60
RELEASE = Release(
    id="2031",
    revision=2,
    title="Invented",
    imported_at=NOW.isoformat(),
    licence="Invented",
    files={"caseload.csv": "0" * 64},
    problems=("caseload.csv: the column new is not in the mapping.",),
)


def uploaded(directory: Path, content: bytes = b"a,b\n1,2\n") -> Path:
    folder = directory / f"{UPLOADED}1"
    folder.mkdir(parents=True)
    path = folder / "00-figures.csv"
    path.write_bytes(content)
    return path


def importing(monkeypatch: pytest.MonkeyPatch, outcome: Outcome | Exception) -> None:
    def instead(_directory: Path, _paths: Any, *, now: Any, progress: Any) -> Outcome:
        progress("caseload.csv: 12 figures")
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    monkeypatch.setattr(jobs, "import_paths", instead)


def test_nothing_was_imported_yet(tmp_path: Path) -> None:
    assert read_job(tmp_path) is None


def test_an_import_tells_its_lines_and_removes_what_was_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    importing(monkeypatch, Outcome((RELEASE,), ("populations",), 1234))
    path = uploaded(tmp_path)
    job = run(tmp_path, [str(path)], base=BASE, now=NOW)
    assert job == read_job(tmp_path)
    assert job.state == DONE
    assert job.lines == (
        "caseload.csv: 12 figures",
        "2031, revision 2: 1 files in use.",
        "caseload.csv: the column new is not in the mapping.",
        "A list of populations is in use.",
        "1,234 figures are suspect; they are marked wherever they stand.",
    )
    assert not path.parent.exists()


def test_an_import_of_what_is_there_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    importing(monkeypatch, Outcome((), (), 0))
    job = run(tmp_path, [str(uploaded(tmp_path))], base=BASE, now=NOW)
    assert (job.state, job.lines[-1]) == (
        DONE,
        "All of it was loaded before. Nothing was changed.",
    )


def test_a_refused_file_is_told_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    importing(monkeypatch, Refused("caseload.csv", "It has no rows."))
    path = uploaded(tmp_path)
    job = run(tmp_path, [str(path)], base=BASE, now=NOW)
    assert (job.state, job.lines[-1]) == (
        REFUSED,
        "caseload.csv: It has no rows. Nothing was changed.",
    )
    assert not path.parent.exists()


def test_what_nobody_foresaw_still_removes_what_was_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    importing(monkeypatch, ZeroDivisionError())
    path = uploaded(tmp_path)
    with pytest.raises(ZeroDivisionError):
        run(tmp_path, [str(path)], base=BASE, now=NOW)
    assert not path.parent.exists()


def test_only_one_import_runs_at_a_time(tmp_path: Path) -> None:
    write(tmp_path, begun_at=NOW)
    with pytest.raises(Busy, match="Another import is running"):
        begin(tmp_path, [], by="gill", base=BASE, now=NOW)


def test_an_import_whose_server_is_gone_has_failed(tmp_path: Path) -> None:
    write(tmp_path, begun_at=NOW - datetime.timedelta(seconds=2 * SECONDS + 1))
    job = read_job(tmp_path)
    assert job is not None
    assert (job.state, job.lines[-1]) == (FAILED, STOPPED)


def write(directory: Path, *, begun_at: datetime.datetime) -> None:
    content = {
        "state": RUNNING,
        "begun_at": begun_at.isoformat(),
        "begun_by": "gill",
        "files": [],
        "lines": [],
    }
    (directory / JOB).write_text(json.dumps(content))


def test_a_process_of_its_own_reads_and_refuses(tmp_path: Path) -> None:
    path = uploaded(tmp_path)
    begun = begin(tmp_path, [str(path)], by="gill", base=BASE, now=NOW)
    assert (begun.state, begun.begun_by, begun.files) == (RUNNING, "gill", ("00-figures.csv",))
    job = ended(tmp_path)
    assert job.state == REFUSED
    assert "00-figures.csv" in job.lines[-1]
    assert job.begun_by == "gill"


def test_a_process_that_dies_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs.sys, "executable", "/bin/false")
    begin(tmp_path, [], by="gill", base=BASE, now=NOW)
    job = ended(tmp_path)
    assert (job.state, job.lines) == (FAILED, (STOPPED,))


def test_a_process_that_takes_too_long_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "SECONDS", 0.2)
    monkeypatch.setattr(jobs.sys, "executable", "/bin/sh")
    monkeypatch.setattr(jobs, "MODULE", ("-c", "exec sleep 60"))
    begin(tmp_path, [], by="gill", base=BASE, now=datetime.datetime.now(datetime.UTC))
    job = ended(tmp_path)
    assert (job.state, job.lines) == (FAILED, (STOPPED,))


def ended(directory: Path) -> jobs.Job:
    end = time.monotonic() + LONGEST_SECONDS
    while time.monotonic() < end:
        job = read_job(directory)
        if job and job.state != RUNNING:
            return job
        time.sleep(0.05)
    raise AssertionError("the import has not ended")
