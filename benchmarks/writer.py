"""A process that saves one thing after another and says so, until it is killed or has done enough.

Run by `benchmarks.durability` and by the tests of the journal, never by the product. It says
"ready" once it is open and waits for a line on its standard input before it begins.
"""

from __future__ import annotations

import argparse
import itertools
import os
import sys
from pathlib import Path

from data.database import open_database
from data.journal import Change, Conflict, Journal, SaveFailed

REVISIONS_PER_PUPIL = 4
SAVES_PER_FOLD = 10


def change(number: int) -> Change:
    """Return the save of this number: four revisions of one pupil, then of the next."""
    pupil, revision = divmod(number, REVISIONS_PER_PUPIL)
    key = f"P{pupil:05d}"
    payload = {"pupil_id": key, "hearing": revision, "hearing_note": f"Save {number}. " * 20}
    return Change("assessments", key, revision, payload)


def request(number: int) -> str:
    """Return the request id of the save of this number."""
    return f"save-{number}"


def count(number: int, revision: int) -> Change:
    """Return the save that sets the one number that everybody counts up."""
    payload = {"pupil_id": "P1", "hearing_note": str(number)}
    return Change("assessments", "P1", revision, payload)


def save_from(directory: Path, first: int, saves: int | None, *, folding: bool) -> None:
    """Save from a number on, acknowledging each once it is durable."""
    journal = Journal(open_database(f"sqlite:///{directory / 'journal.sqlite3'}"))
    if folding:
        from data.tables import Tables  # pandas is slow to import, and most writers need none

        tables = Tables(directory / "tables", journal)
    _wait_to_begin()
    for number in itertools.islice(itertools.count(first), saves):
        while not _saved(journal, number):
            _say(f"failed {number}")
        _say(f"saved {number}")
        if folding and number % SAVES_PER_FOLD == 0:
            tables.fold("assessments")


def count_up(url: str, name: str, saves: int) -> None:
    """Add one to the number so many times, each time on top of what is there by then."""
    journal = Journal(open_database(url))
    _wait_to_begin()
    conflicts = 0
    current = journal.latest("assessments", "P1")
    for number in range(saves):
        while True:
            assert current is not None
            assert current.payload is not None
            rise = count(int(current.payload["hearing_note"]) + 1, current.revision)
            request_id = f"{name}-{number}"
            try:
                (current,) = journal.append(rise, actor=name, action="test", request_id=request_id)
                break
            except Conflict as conflict:
                conflicts += 1
                current = conflict.entry
    _say(f"{saves} {conflicts}")


def _saved(journal: Journal, number: int) -> bool:
    try:
        journal.append(change(number), actor="writer", action="test", request_id=request(number))
    except SaveFailed:
        return False
    return True


def _wait_to_begin() -> None:
    _say("ready")
    sys.stdin.readline()


def _say(line: str) -> None:
    os.write(1, f"{line}\n".encode())


def _main() -> None:
    parser = argparse.ArgumentParser()
    roles = parser.add_subparsers(dest="role", required=True)
    saver = roles.add_parser("save")
    saver.add_argument("directory", type=Path)
    saver.add_argument("first", type=int)
    saver.add_argument("--saves", type=int)
    saver.add_argument("--folding", action="store_true")
    counter = roles.add_parser("count")
    counter.add_argument("url")
    counter.add_argument("name")
    counter.add_argument("saves", type=int)
    given = parser.parse_args()
    if given.role == "save":
        save_from(given.directory, given.first, given.saves, folding=given.folding)
    else:
        count_up(given.url, given.name, given.saves)


if __name__ == "__main__":
    _main()
