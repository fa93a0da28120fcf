"""What becomes of saves when processes are killed, collide, run out of disk, or the disk fails.

`python -m benchmarks.durability [--small]` prints one table. The tests run the same trials small.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.saving import Timing, measure, measure_peers
from benchmarks.writer import change, count, request
from data.database import create_tables, open_database
from data.journal import Journal, SaveFailed
from data.tables import Tables

ROOT = Path(__file__).resolve().parents[1]
WRITER = (sys.executable, "-m", "benchmarks.writer")
LONGEST_LIFE = 0.15
FOLDING_EVERY = 4
SAVES_UNDER_FAULT = 6
# An empty database on a server that is there for it.
POSTGRES_URL = os.environ.get("TEST_POSTGRES_URL")


@dataclass(frozen=True)
class Killed:
    """What was left by writers killed at random points."""

    kills: int
    acknowledged: int
    lost: int
    kept_unacknowledged: int
    kept_twice: int
    problems: tuple[str, ...]


@dataclass(frozen=True)
class Contended:
    """What became of one number that several writers counted up at once."""

    writers: int
    acknowledged: int
    conflicts: int
    final: int
    problems: tuple[str, ...]
    seconds: float

    @property
    def lost(self) -> int:
        """Return how many acknowledged saves the number does not show."""
        return self.acknowledged - self.final


@dataclass(frozen=True)
class Filled:
    """What became of saves on a disk that filled up and then had room again."""

    acknowledged: int
    lost: int
    refusal: str
    saved_after: int
    problems: tuple[str, ...]


@dataclass(frozen=True)
class Faulted:
    """What became of saves under a disk that failed at one call after another."""

    faults: int
    acknowledged: int
    refused: int
    lost: int
    kept_twice: int
    problems: tuple[str, ...]


@contextmanager
def opened(directory: Path) -> Iterator[tuple[Journal, Tables]]:
    """Open the journal and tables of a folder, as a process that has just started does."""
    engine = open_database(f"sqlite:///{directory / 'journal.sqlite3'}")
    create_tables(engine)
    journal = Journal(engine)
    yield journal, Tables(directory / "tables", journal)
    engine.dispose()


def kill_writers(directory: Path, *, kills: int, seed: int = 0) -> Killed:
    """Kill a writer again and again as it saves, and look for what it acknowledged.

    One writer in four folds the table too. Each begins with the first save that its forerunner
    did not acknowledge, as a person would who saw no answer.
    """
    chance = random.Random(seed)
    acknowledged: set[int] = set()
    unacknowledged: set[int] = set()
    lost = 0
    with opened(directory):
        pass
    for kill in range(kills):
        folding = ("--folding",) if kill % FOLDING_EVERY == 0 else ()
        first = str(max(acknowledged, default=-1) + 1)
        lifetime = chance.uniform(0, LONGEST_LIFE)
        said = _killed_after(lifetime, "save", str(directory), first, *folding)
        acknowledged |= said
        with opened(directory) as (journal, _):
            kept = {entry.request_id for entry in journal.tail(0)}
        lost += sum(request(number) not in kept for number in said)
        following = max(acknowledged, default=-1) + 1
        if request(following) in kept:
            unacknowledged.add(following)
    with opened(directory) as (journal, tables):
        notes = [entry.payload["hearing_note"] for entry in journal.tail(0) if entry.payload]
        wrong = _wrong_rows(tables, len(notes))
        problems = (*journal.verify().problems, *tables.verify(), *wrong)
    twice = len(notes) - len(set(notes))
    return Killed(kills, len(acknowledged), lost, len(unacknowledged), twice, problems)


def _killed_after(seconds: float, *arguments: str) -> set[int]:
    """Return the saves acknowledged by a writer that is killed so long after it begins."""
    with _writer(*arguments) as writer:
        _begin(writer)
        time.sleep(seconds)
        writer.kill()
        said, _ = writer.communicate()
    whole_lines = said.decode().split("\n")[:-1]
    return {int(line.removeprefix("saved ")) for line in whole_lines}


def _writer(
    *arguments: str, before: tuple[str, ...] = (), quiet: bool = False
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*before, *WRITER, *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL if quiet else None,
    )


def _begin(*writers: subprocess.Popen[bytes]) -> None:
    """Wait until every writer is ready, then let all of them begin."""
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"ready\n"
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write(b"\n")
        writer.stdin.flush()


def _wrong_rows(tables: Tables, saves: int) -> list[str]:
    """Compare the table with what the first so many saves should have left."""
    notes = {change(n).key: change(n).payload["hearing_note"] for n in range(saves)}
    found = tables.load("assessments")["hearing_note"].to_dict()
    return [] if found == notes else ["The table does not hold what was saved."]


def contend(url: str, *, writers: int, saves: int) -> Contended:
    """Have writers count up one pupil's number at once, each so many times."""
    engine = open_database(url)
    create_tables(engine)
    journal = Journal(engine)
    journal.append(count(0, 0), actor="test", action="test", request_id="start")
    said, seconds = _counted(url, writers=writers, saves=saves)
    history = journal.history("assessments", "P1")
    problems = list(journal.verify().problems)
    engine.dispose()
    shown = [int(entry.payload["hearing_note"]) for entry in history if entry.payload]
    if shown != list(range(len(shown))):
        problems.append("The number did not rise by one each time.")
    acknowledged, conflicts = (sum(map(int, column)) for column in zip(*said, strict=True))
    return Contended(writers, acknowledged, conflicts, shown[-1], tuple(problems), seconds)


def _counted(url: str, *, writers: int, saves: int) -> tuple[list[list[str]], float]:
    """Return what each writer said of its saves and conflicts, and how long all took."""
    with ExitStack() as stack:
        started = [
            stack.enter_context(_writer("count", url, f"writer{n}", str(saves)))
            for n in range(writers)
        ]
        _begin(*started)
        began = time.perf_counter()
        said = [writer.communicate()[0].decode().split() for writer in started]
        return said, time.perf_counter() - began


def fill(directory: Path, *, ballast: int, after: int = 20) -> Filled:
    """Save until a small disk is full, take a file of so many bytes away, and save on."""
    heavy = directory / "ballast"
    heavy.write_bytes(b"x" * ballast)
    with opened(directory) as (journal, tables):
        number, refusal = 0, ""
        while not refusal:
            try:
                _save(journal, number)
                number += 1
            except SaveFailed as failed:
                refusal = str(failed)
        lost = number - journal.head()
        heavy.unlink()
        for later in range(number, number + after):
            _save(journal, later)
        tables.fold("assessments")
        wrong = _wrong_rows(tables, number + after)
        problems = (*journal.verify().problems, *tables.verify(), *wrong)
        return Filled(number, lost, refusal, journal.head() - number, problems)


def _save(journal: Journal, number: int) -> None:
    journal.append(change(number), actor="test", action="test", request_id=request(number))


@contextmanager
def small_disk(size: str) -> Iterator[Path]:
    """Give a disk of that size in memory; raises PermissionError where none may be mounted."""
    place = Path(tempfile.mkdtemp())
    try:
        _run("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place))
        try:
            yield place
        finally:
            _run("umount", "--lazy", str(place))
    finally:
        place.rmdir()


def _run(*command: str) -> None:
    done = shutil.which(command[0]) and subprocess.run(command, check=False, capture_output=True)
    if not done or done.returncode:
        raise PermissionError("A disk in memory can be mounted only by root on Linux.")


def inject_faults(directory: Path, *, call: str, error: str, faults: range) -> Faulted:
    """Have one system call after another fail under a writer, and look for what it acknowledged.

    Needs strace. The writer repeats a save that is refused until it is kept.
    """
    acknowledged = refused = lost = twice = 0
    problems: list[str] = []
    for number in faults:
        place = directory / f"{call}-{error}-{number}"
        place.mkdir()
        with opened(place):
            said = _under_fault(place, call=call, error=error, number=number)
        with opened(place) as (journal, _):
            kept = [entry.request_id for entry in journal.tail(0)]
            problems += journal.verify().problems
        saved = re.findall(r"^saved (\d+)$", said, re.MULTILINE)
        acknowledged += len(saved)
        refused += said.count("failed ")
        lost += sum(request(int(number)) not in kept for number in saved)
        twice += len(kept) - len(set(kept))
    return Faulted(len(faults), acknowledged, refused, lost, twice, tuple(problems))


def _under_fault(directory: Path, *, call: str, error: str, number: int) -> str:
    """Return what a writer says whose call of that number fails."""
    fault = f"inject={call}:error={error}:when={number}"
    traced = ("strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", fault)
    arguments = ("save", str(directory), "0", "--saves", str(SAVES_UNDER_FAULT))
    with _writer(*arguments, before=traced, quiet=True) as writer:
        return writer.communicate(b"\n")[0].decode()


def unsynced_answers(directory: Path, *, saves: int) -> tuple[int, int]:
    """Return how many saves were acknowledged, and how many of them before they were synced.

    Needs strace: between one answer and the next there must be an fsync that succeeded.
    """
    with opened(directory):
        pass
    trace = directory / "trace"
    traced = ("strace", "-f", "-qq", "-o", str(trace), "-e", "trace=fsync,fdatasync,write")
    with _writer("save", str(directory), "0", "--saves", str(saves), before=traced) as writer:
        writer.communicate(b"\n")
    answers = unsynced = 0
    synced = False
    for line in trace.read_text().splitlines():
        if re.search(r"\bf(data)?sync\(\d+\)\s+= 0", line):
            synced = True
        if 'write(1, "saved' in line:
            answers, unsynced, synced = answers + 1, unsynced + (not synced), False
    return answers, unsynced


def _trials(*, small: bool) -> Iterator[tuple[str, str, str]]:
    """Yield trial, size and outcome of everything that must lose nothing."""
    with tempfile.TemporaryDirectory() as folder:
        killed = kill_writers(Path(folder), kills=5 if small else 200)
        yield (
            "kill -9 at random points",
            f"{killed.kills} kills, {killed.acknowledged:,} saves acknowledged",
            f"{killed.lost} lost, {killed.kept_twice} kept twice, {killed.kept_unacknowledged} kept"
            f" unacknowledged, {len(killed.problems)} problems",
        )
    with tempfile.TemporaryDirectory() as folder:
        yield _contended("SQLite", f"sqlite:///{folder}/journal.sqlite3", 10 if small else 500)
    if POSTGRES_URL:
        yield _contended("PostgreSQL", POSTGRES_URL, 10 if small else 500)
    yield _filled("3m", 1_500_000) if small else _filled("40m", 20_000_000)
    for call, error in (("fdatasync", "EIO"), ("pwrite64", "EIO"), ("pwrite64", "ENOSPC")):
        with tempfile.TemporaryDirectory() as folder:
            faults = range(1, 3 if small else 31)
            faulted = inject_faults(Path(folder), call=call, error=error, faults=faults)
            yield (
                f"{error} from one {call} after another",
                f"{faulted.faults} faults, {faulted.acknowledged:,} saves acknowledged",
                f"{faulted.lost} lost, {faulted.kept_twice} kept twice, {faulted.refused} refused "
                f"and then saved, {len(faulted.problems)} problems",
            )
    with tempfile.TemporaryDirectory() as folder:
        answers, unsynced = unsynced_answers(Path(folder), saves=20 if small else 500)
        yield "answer only after fsync (strace)", f"{answers} answers", f"{unsynced} too early"


def _contended(kind: str, url: str, saves: int) -> tuple[str, str, str]:
    done = contend(url, writers=8, saves=saves)
    return (
        f"8 processes on one pupil ({kind})",
        f"{done.acknowledged:,} saves acknowledged, {done.conflicts:,} conflicts told",
        f"{done.lost} lost, {len(done.problems)} problems; "
        f"{done.acknowledged / done.seconds:,.0f} saves a second",
    )


def _filled(size: str, ballast: int) -> tuple[str, str, str]:
    with small_disk(size) as disk:
        filled = fill(disk, ballast=ballast, after=40 if size == "40m" else 20)
    return (
        f"disk of {size} full, then room again",
        f"{filled.acknowledged:,} saves acknowledged, then: {filled.refusal}",
        f"{filled.lost} lost, {filled.saved_after} saved after, {len(filled.problems)} problems",
    )


def _timings(*, small: bool) -> Iterator[Timing]:
    pupils, runs = (500, 40) if small else (5_000, 400)
    with tempfile.TemporaryDirectory() as folder:
        yield from measure(Path(folder), pupils=pupils, runs=runs)
        yield from measure_peers(Path(folder), pupils=pupils, runs=runs)
    if POSTGRES_URL:
        with tempfile.TemporaryDirectory() as folder:
            yield from measure(Path(folder), pupils=pupils, runs=runs, url=POSTGRES_URL)


def _row(timing: Timing) -> str:
    return f"| {timing.what} | {timing.runs} | {timing.median * 1e3:.2f} | {timing.p95 * 1e3:.2f} |"


def main(argv: Sequence[str] | None = None) -> None:
    """Run everything and print it as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true", help="a minute instead of many")
    small = parser.parse_args(argv).small
    print("| trial | size | outcome |\n|---|---|---|")
    for line in _trials(small=small):
        print("| " + " | ".join(line) + " |", flush=True)
    print("\n| what | runs | median ms | p95 ms |\n|---|---|---|---|")
    timings = list(_timings(small=small))
    print("\n".join(map(_row, timings)))
    by_name = {timing.what: timing for timing in timings}
    own, peer = by_name["save one row (SQLite)"], by_name["peer: save one row"]
    print(f"\nA save takes 1/{peer.median / own.median:.0f} of the peer's time at the median,")
    print(f"1/{peer.p95 / own.p95:.0f} at the 95th percentile.")


if __name__ == "__main__":
    main()
