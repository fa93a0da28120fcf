"""Importing in a process of its own, within limits, and how far it has come.

A release takes some seconds of a processor and a gigabyte for a moment, which no web server
should spend on one request; and what is uploaded may be anything.
"""

from __future__ import annotations

import datetime
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from threading import Thread
from typing import Any

from callbacks.sen2.fetching import fetched
from callbacks.sen2.importing import Outcome, import_paths
from data.database import SaveFailed
from data.folds import write_durably
from data.sen2.cells import Refused

JOB = "job.json"
# Folders of files that were sent: one import runs at a time, so at its end all are done with.
UPLOADED = "uploaded-"
RUNNING, DONE, REFUSED, FAILED = "running", "done", "refused", "failed"
# The 2025 release needs 1.3 GB and half a minute.
MEMORY_BYTES = 6 * 1024**3
SECONDS = 600
MODULE = ("-m", "callbacks.sen2.jobs")
ROOT = Path(__file__).resolve().parents[2]
STOPPED = "The import ended early. The figures in use are as they were."


@dataclass(frozen=True)
class Job:
    """Hold what is told of an import: its state, who began it, and its lines so far."""

    state: str
    begun_at: str
    begun_by: str
    files: tuple[str, ...]
    lines: tuple[str, ...] = ()


class Busy(RuntimeError):
    """Refuse to begin: another import is running."""


def read_job(directory: Path) -> Job | None:
    """Return the last import, None if there was none."""
    path = directory / JOB
    if not path.exists():
        return None
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    job = Job(**{**content, "files": tuple(content["files"]), "lines": tuple(content["lines"])})
    return _ended(job) if job.state == RUNNING and _is_overdue(job) else job


def begin(
    directory: Path, given: Sequence[str], *, by: str, base: str, now: datetime.datetime
) -> Job:
    """Start an import of files and addresses; raises Busy.

    Files in a folder that was made for them go with it at the end. `base` is the API's address.
    """
    last = read_job(directory)
    if last and last.state == RUNNING:
        raise Busy("Another import is running. Wait until it has ended.")
    names = tuple(Path(one).name for one in given)
    job = Job(RUNNING, now.isoformat(timespec="seconds"), by, names)
    _write(directory, job)
    command = [sys.executable, *MODULE, str(directory), base, *given]
    process = subprocess.Popen(command, cwd=ROOT, start_new_session=True)  # noqa: S603 - our own
    Thread(target=_wait, args=(directory, process), daemon=True).start()
    return job


def run(directory: Path, given: Sequence[str], *, base: str, now: datetime.datetime) -> Job:
    """Import files and addresses, keep what is told of it, and remove what was uploaded."""
    job = read_job(directory) or Job(RUNNING, now.isoformat(timespec="seconds"), "", ())

    def tell(line: str) -> None:
        nonlocal job
        job = replace(job, lines=(*job.lines, line))
        _write(directory, job)

    try:
        with fetched(given, base=base, progress=tell) as paths:
            outcome = import_paths(directory, paths, now=now, progress=tell)
        job = replace(job, state=DONE, lines=(*job.lines, *_told(outcome)))
    except (Refused, TimeoutError, SaveFailed) as error:
        job = replace(job, state=REFUSED, lines=(*job.lines, str(error)))
    finally:
        for folder in directory.glob(f"{UPLOADED}*"):
            shutil.rmtree(folder)
    _write(directory, job)
    return job


def _told(outcome: Outcome) -> list[str]:
    if not outcome.changed:
        return ["All of it was loaded before. Nothing was changed."]
    return [
        *(
            f"{one.id}, revision {one.revision}: {len(one.files)} files in use."
            for one in outcome.releases
        ),
        *(problem for one in outcome.releases for problem in one.problems),
        *(f"A list of {name} is in use." for name in outcome.lists),
        f"{outcome.suspects:,} figures are suspect; they are marked wherever they stand.",
    ]


def _wait(directory: Path, process: subprocess.Popen[bytes]) -> None:
    """Say so if the process ended without a word."""
    try:
        process.wait(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    job = read_job(directory)
    if job and job.state == RUNNING:
        _write(directory, _ended(job))


def _ended(job: Job) -> Job:
    return replace(job, state=FAILED, lines=(*job.lines, STOPPED))


def _is_overdue(job: Job) -> bool:
    """Tell whether an import must have ended, its server too, so that nobody could say so."""
    begun = datetime.datetime.fromisoformat(job.begun_at)
    late = begun + datetime.timedelta(seconds=2 * SECONDS)
    return datetime.datetime.now(datetime.UTC) > late


def _write(directory: Path, job: Job) -> None:
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_durably(directory / JOB, json.dumps(asdict(job)).encode())


def _limit() -> None:
    """Let this process take no more memory than an import needs; Windows has no such limit."""
    with suppress(ImportError):
        import resource  # noqa: PLC0415 - only some systems have it

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


if __name__ == "__main__":
    _limit()
    kept, address, *names = sys.argv[1:]
    run(Path(kept), names, base=address, now=datetime.datetime.now(datetime.UTC))
