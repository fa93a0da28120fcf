"""How long a save takes, and a read after it, beside the plainest way to keep rows in Parquet.

The peer keeps a table as one Parquet file: a save reads it, changes a row, writes it to a temporary
file, syncs it and renames it. It has no history, no conflicts and no lock, all of which cost time.
"""

from __future__ import annotations

import os
import sqlite3
import statistics
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pandas as pd
from sqlalchemy import URL

from data.database import SQLITE_SETTINGS, create_tables, open_database
from data.journal import Change, Journal
from data.schemas import QUESTIONS
from data.tables import Tables


@dataclass(frozen=True)
class Timing:
    """Hold the middle and the slow end of many runs of one thing."""

    what: str
    runs: int
    median: float
    p95: float


def assessment(number: int) -> dict[str, Any]:
    """Return a filled-in assessment of an invented pupil."""
    row: dict[str, Any] = {"pupil_id": f"P{number:05d}", "primary_need": "ASD", "cluster": "X1"}
    for place, question in enumerate(QUESTIONS):
        row[question.id] = (number + place) % (question.maximum + 1)
        row[f"{question.id}_note"] = f"Invented note {number} on {question.short}."
        row[f"{question.id}_validated"] = (number + place) % 2 == 0
    return row


def measure(directory: Path, *, pupils: int, runs: int, url: str | None = None) -> list[Timing]:
    """Time saves and reads over a table of so many pupils."""
    engine = open_database(url or URL.create("sqlite", database=str(directory / "own.sqlite3")))
    create_tables(engine)
    journal = Journal(engine)
    tables = Tables(directory / "tables", journal)
    rows = [assessment(number) for number in range(pupils)]
    began = time.perf_counter()
    _append(journal, *(Change("assessments", row["pupil_id"], 0, row) for row in rows))
    bulk = time.perf_counter() - began
    tables.load("assessments")
    save = _saver(journal, rows)
    kept = "PostgreSQL" if url else "SQLite"
    timings = [
        Timing(f"save {pupils:,} rows at once, per row ({kept})", 1, bulk / pupils, bulk / pupils),
        timed(f"save one row ({kept})", runs, save),
        timed(f"row() of another pupil ({kept})", runs, _looker(tables, rows)),
        timed(f"load() with nothing new ({kept})", runs, lambda: tables.load("assessments")),
        timed(
            f"load() after one save ({kept})",
            runs // 4,
            lambda: tables.load("assessments"),
            before=save,
        ),
        timed(
            f"load() in a new worker ({kept})",
            10,
            lambda: Tables(directory / "tables", journal).load("assessments"),
        ),
    ]
    engine.dispose()
    return timings


def measure_peers(directory: Path, *, pupils: int, runs: int) -> list[Timing]:
    """Time the same in the peer, and the bare insert that no save on SQLite can beat."""
    rows = [assessment(number) for number in range(pupils)]
    path = directory / "peer.parquet"
    pd.DataFrame(rows).to_parquet(path)
    numbers = count()
    with closing(sqlite3.connect(directory / "bare.sqlite3", isolation_level=None)) as bare:
        for setting in SQLITE_SETTINGS:
            bare.execute(setting)
        bare.execute("CREATE TABLE bare (number INTEGER PRIMARY KEY, words TEXT)")
        words = str(rows[0])
        insert = "INSERT INTO bare (words) VALUES (?)"
        return [
            timed(
                "bare insert of the same text (SQLite)",
                runs,
                lambda: bare.execute(insert, (words,)),
            ),
            timed(
                "peer: save one row", runs // 4, lambda: _overwrite(path, next(numbers) % pupils)
            ),
            timed("peer: read after a save", runs // 4, lambda: pd.read_parquet(path)),
        ]


def timed(
    what: str, runs: int, act: Callable[[], object], *, before: Callable[[], object] | None = None
) -> Timing:
    """Run a thing so many times and keep how long it took, in seconds."""
    taken = []
    for _ in range(runs):
        if before:
            before()
        began = time.perf_counter()
        act()
        taken.append(time.perf_counter() - began)
    return Timing(what, runs, statistics.median(taken), sorted(taken)[int(runs * 0.95)])


def _append(journal: Journal, *changes: Change) -> None:
    journal.append(*changes, actor="bench", action="bench", request_id=f"r{time.perf_counter_ns()}")


def _saver(journal: Journal, rows: list[dict[str, Any]]) -> Callable[[], None]:
    """Return an act that saves the next revision of one pupil after another."""
    numbers = count()

    def save() -> None:
        revision, place = divmod(next(numbers), len(rows))
        row = rows[place] | {"hearing_note": f"Changed for the {revision}. time"}
        _append(journal, Change("assessments", row["pupil_id"], revision + 1, row))

    return save


def _looker(tables: Tables, rows: list[dict[str, Any]]) -> Callable[[], object]:
    numbers = count(step=7)
    return lambda: tables.row("assessments", rows[next(numbers) % len(rows)]["pupil_id"])


def _overwrite(path: Path, place: int) -> None:
    """Save as the peer does."""
    frame = pd.read_parquet(path)
    frame.loc[place, "hearing_note"] = "Changed"
    part = path.with_suffix(".part")
    frame.to_parquet(part)
    for name in (part, path.parent):
        descriptor = os.open(name, os.O_RDONLY)
        os.fsync(descriptor)
        os.close(descriptor)
        if name == part:
            part.replace(path)
