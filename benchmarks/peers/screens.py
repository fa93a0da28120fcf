"""What the two small screens hold, whatever framework draws them.

All of them read the product's own Parquet files, call the product's own analytics and figure, and
save to SQLite as durably as the product does, so that the framework is what differs.
"""

from __future__ import annotations

import datetime
import json
import os
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

import pandas as pd
import pyarrow.parquet as pq

from analytics.age import age_band, age_years
from analytics.allocation import Allocation, CutOff, allocate
from analytics.case import mean_cluster
from analytics.clustering import ClusterModel
from analytics.profiles import pupil_against_cluster, reading
from data.schemas import PRIMARY_NEEDS, QUESTION_IDS, TABLES
from layouts.figures.needs import draw_needs

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = ROOT / "data" / "demo" / "library.parquet"
# The plotly.js that the product serves, for the peers that take one.
PLOTLY_JS = "00-plotly-cartesian.min.js"

SCHEMA = """
create table if not exists saves (
    pupil_id text not null, revision integer not null, recorded_at text not null,
    payload text not null, primary key (pupil_id, revision)
)
"""


@dataclass(frozen=True)
class Screen:
    """Hold what a screen shows of one pupil."""

    pupil_id: str
    facts: tuple[tuple[str, str], ...]
    reading: str
    figure: dict[str, Any]
    answers: Mapping[str, int | None]
    revision: int


class Cases:
    """Read the tables once, keep the last revision of each pupil, and save new ones durably."""

    def __init__(self, tables: Path, saves: Path) -> None:
        self._pupils = _rows(tables, "pupils")
        self._assessments = _rows(tables, "assessments")
        self._schools = {code: row["name"] for code, row in _rows(tables, "schools").items()}
        models = _rows(tables, "cluster_models")
        self._model = ClusterModel.from_row(models[max(models, key=int)])
        self._cut_off = CutOff.from_row(next(iter(_rows(tables, "cut_offs").values())))
        self._library = pd.read_parquet(LIBRARY)
        self._saves = _database(saves)
        self._lock = Lock()

    @classmethod
    def from_environment(cls) -> Cases:
        """Open the folders that the benchmark names."""
        return cls(Path(os.environ["BENCH_TABLES"]), Path(os.environ["BENCH_SAVES"]))

    @cached_property
    def pupil_ids(self) -> tuple[str, ...]:
        """Return the pupils whose 20 questions are all answered, by reference."""
        whole = (key for key, row in self._assessments.items() if _complete(row))
        return tuple(sorted(whole))

    def after(self, pupil_id: str) -> str:
        """Return the next pupil by reference, the first one after the last."""
        place = self.pupil_ids.index(pupil_id) + 1
        return self.pupil_ids[place % len(self.pupil_ids)]

    def known(self, pupil_id: str | None) -> str:
        """Return a reference that was asked for if there is such a pupil, else the first."""
        return pupil_id if pupil_id in self._assessments else self.pupil_ids[0]

    def screen(self, pupil_id: str) -> Screen:
        """Put together what is shown of a pupil: facts, needs and the nearest cluster."""
        pupil, row = self._pupils[pupil_id], self._assessments[pupil_id]
        answers = {question: row[question] for question in QUESTION_IDS}
        age = age_years(int(pupil["birth_year"]), int(pupil["birth_month"]), _today())
        found = self._allocate(answers, age)
        compared = mean_cluster(found) if found else None
        needs = pupil_against_cluster(answers, age, cluster=compared, model=self._model)
        return Screen(
            pupil_id=pupil_id,
            facts=self._facts(pupil, row, age=age, cluster=found.cluster if found else "Not yet"),
            reading=reading(needs, compared),
            figure=draw_needs(needs, cluster=compared),
            answers=answers,
            revision=int(row["revision"]),
        )

    def _allocate(self, answers: Mapping[str, Any], age: int) -> Allocation | None:
        return allocate(
            answers, age, model=self._model, cut_off=self._cut_off, library=self._library
        )

    def _facts(
        self, pupil: Mapping[str, Any], row: Mapping[str, Any], *, age: int, cluster: str
    ) -> tuple[tuple[str, str], ...]:
        return (
            ("Cluster", cluster),
            ("Primary need", PRIMARY_NEEDS.get(row["primary_need"] or "", "Not decided")),
            ("Age band", age_band(age)),
            ("School", self._schools.get(pupil["school_id"] or "", "Not recorded")),
            ("Revision", str(row["revision"])),
        )

    def save(self, pupil_id: str, answers: Mapping[str, int | None]) -> int:
        """Keep a revision with its cluster, durably, and return its number."""
        pupil = self._pupils[pupil_id]
        age = age_years(int(pupil["birth_year"]), int(pupil["birth_month"]), _today())
        found = self._allocate(answers, age)
        with self._lock:
            revision = int(self._assessments[pupil_id]["revision"]) + 1
            row = {
                **self._assessments[pupil_id],
                **answers,
                "age_years": age,
                "cluster": found.cluster if found else None,
                "revision": revision,
            }
            self._write(pupil_id, revision, row)
            self._assessments[pupil_id] = row
        return revision

    def _write(self, pupil_id: str, revision: int, row: Mapping[str, Any]) -> None:
        values = (pupil_id, revision, _now(), json.dumps(row, default=str))
        with self._saves:
            self._saves.execute("insert into saves values (?, ?, ?, ?)", values)


def answers_from(values: Mapping[str, Any]) -> dict[str, int | None]:
    """Return the 20 answers of a form, whose controls may hold numbers as text."""
    given = {question: values.get(question) for question in QUESTION_IDS}
    return {name: None if value in (None, "") else int(value) for name, value in given.items()}


def _rows(tables: Path, name: str) -> dict[str, dict[str, Any]]:
    """Return the last revision of each row of a table, by its key."""
    rows = pq.read_table(tables / f"{name}.parquet").to_pylist()
    key = TABLES[name].key
    return {row[key]: row for row in sorted(rows, key=lambda row: row["sequence"])}


def _complete(row: Mapping[str, Any]) -> bool:
    return all(row[question] is not None for question in QUESTION_IDS)


def _database(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, check_same_thread=False, timeout=5)
    connection.execute("pragma journal_mode=wal")
    connection.execute("pragma synchronous=full")
    connection.execute(SCHEMA)
    return connection


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat()


def _today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()
