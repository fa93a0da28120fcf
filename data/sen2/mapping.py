"""What the columns and labels of each release mean: one table per release, no code.

`mappings/<release>/files.csv` lists the files, `columns.csv` says what each column counts and
`labels.csv` what each row is about. A new release is a new folder.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

MAPPINGS = Path(__file__).resolve().parent / "mappings"
# A file belongs to a mapping if at least half of the columns mapped are there: fewer names change
# from one release to the next, and no two files of a release share as many.
ALIKE = 0.5
GEOGRAPHY = (
    "time_period",
    "time_identifier",
    "geographic_level",
    "country_code",
    "region_code",
    "region_name",
    "new_la_code",
    "old_la_code",
    "la_name",
)
APPEALS = "SEND Tribunals and appeal rate"
# The release of invented figures, which follows the mapping of 2025.
ILLUSTRATIVE = "illustrative"


@dataclass(frozen=True)
class Counted:
    """Say what a column counts: a measure, split by nothing or one part of a split."""

    measure: str
    split: str = ""
    part: str = ""
    counted_at: str = ""


@dataclass(frozen=True)
class FileMap:
    """Hold what is known of one file of one release."""

    release: str
    name: str
    title: str
    time_identifier: str
    counted_at: str
    label_columns: tuple[str, ...]
    columns: dict[str, Counted]
    labels: dict[tuple[str, ...], tuple[str, str]]

    def counted(self, column: str) -> Counted | None:
        """Return what a column counts, however its letters are cased; None if nobody knows."""
        return self.columns.get(column.casefold())


@cache
def mapping_checksum() -> str:
    """Return one SHA-256 of all mappings: a release means something else where it changes."""
    return hashlib.sha256(repr(mappings()).encode()).hexdigest()


@cache
def known_columns() -> frozenset[str]:
    """Return the columns that say which area and which part a row is about, in any release."""
    labels = (file.label_columns for files in mappings().values() for file in files.values())
    return frozenset({"country_name", *GEOGRAPHY}.union(*labels))


@cache
def measures() -> frozenset[str]:
    """Return everything that a mapped column counts, in any release."""
    files = (file for files in mappings().values() for file in files.values())
    return frozenset(one.measure for file in files for one in file.columns.values())


@cache
def mappings() -> dict[str, dict[str, FileMap]]:
    """Return the files of every release with a mapping, by release and by name."""
    releases = sorted(path.name for path in MAPPINGS.iterdir() if path.is_dir())
    return {release: _release(release) for release in releases}


def recognise(header: Iterable[str], time_identifier: str) -> FileMap | None:
    """Return the mapping that a file's columns and kind of year fit best, None if none does."""
    names = {name.casefold() for name in header}
    known = [
        (len(names & file.columns.keys()) / len(file.columns), file.release, file.name)
        for files in mappings().values()
        for file in files.values()
        if file.time_identifier == time_identifier and names.issuperset(file.label_columns)
    ]
    score, release, name = max(known, default=(0, "", ""))
    return mappings()[release][name] if score >= ALIKE else None


def _release(release: str) -> dict[str, FileMap]:
    files, columns, labels = (
        pd.read_csv(MAPPINGS / release / f"{name}.csv", dtype=str, keep_default_na=False)
        for name in ("files", "columns", "labels")
    )
    return {
        row["file"]: _file(release, row, _of(columns, row["file"]), _of(labels, row["file"]))
        for row in _rows(files)
    }


def _rows(table: pd.DataFrame) -> list[dict[str, str]]:
    names = [str(name) for name in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.itertuples(index=False, name=None)]


def _of(table: pd.DataFrame, file: str) -> list[dict[str, str]]:
    return _rows(table[table["file"] == file])


def _file(
    release: str, row: dict[str, str], columns: list[dict[str, str]], labels: list[dict[str, str]]
) -> FileMap:
    label_columns = tuple(row["labels"].split())
    return FileMap(
        release=release,
        name=row["file"],
        title=row["title"],
        time_identifier=row["time_identifier"],
        counted_at=row["counted_at"],
        label_columns=label_columns,
        columns={
            one["column"].casefold(): Counted(
                one["measure"], one["split"], one["part"], one["counted_at"]
            )
            for one in columns
        },
        labels={
            (one["label"], one["sublabel"])[: len(label_columns)]: (
                one["dimension"],
                one["category"],
            )
            for one in labels
        },
    )


@dataclass(frozen=True)
class Footnote:
    """Hold what a publisher says of some figures, and whether they are doubted for it."""

    indicators: tuple[str, ...]
    codes: tuple[str, ...]
    years: tuple[int, ...]
    flags: bool
    text: str


@cache
def footnotes(release: str) -> tuple[Footnote, ...]:
    """Return the footnotes of a release; indicators may end in *, no codes or years mean all."""
    path = MAPPINGS / release / "footnotes.csv"
    if not path.exists():
        return ()
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    return tuple(
        Footnote(
            indicators=tuple(row["indicators"].split()),
            codes=() if row["codes"] == "*" else tuple(row["codes"].split()),
            years=() if row["years"] == "*" else tuple(map(int, row["years"].split())),
            flags=row["effect"] == "flag",
            text=row["text"],
        )
        for row in _rows(table)
    )
