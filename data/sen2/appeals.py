"""Reading the table of appeals to the SEND Tribunal that a release brings with it.

It is laid out for people: three columns to a year, two lines of headings, notes below, and names
with the numbers of their notes.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pyarrow as pa

from data.schemas.sen2 import ALL, ENGLAND, LOCAL, NATIONAL
from data.sen2.areas import gone
from data.sen2.cells import AREA_COLUMNS, AUTHORITY_CODE, FileCells, Refused
from data.sen2.mapping import APPEALS, FileMap, mappings
from data.sen2.symbols import parsed

TITLE = "SEND Appeal rate table"
FIRST_HEADING = "Local Authority"
ENGLAND_TOTAL = "England Total"
YEAR = re.compile(r"20[0-9]{2}")
NOTE = re.compile(r"(?<=[A-Za-z.])\d+(?:,\d+)*$")


@dataclass(frozen=True)
class _Column:
    """Say what one column of the table counts, and in which year."""

    place: int
    measure: str
    year: int


def is_appeals(content: bytes) -> bool:
    """Tell whether a file is the table of appeals."""
    return TITLE.encode() in content[:500]


def read_appeals(content: bytes, *, name: str, names: Mapping[str, str]) -> FileCells:
    """Return the cells of the table of appeals; raises Refused.

    `names` gives the name of each authority by its DfE number, the newest last. Where the printed
    number is that of another authority, the name is believed and the difference reported.
    """
    file = next(files[APPEALS] for files in mappings().values() if APPEALS in files)
    lines = _lines(content, name)
    top = next((i for i, line in enumerate(lines) if line[:1] == [FIRST_HEADING]), None)
    if top is None or top + 1 >= len(lines):
        raise Refused(name, "The table of appeals has no line of headings.")
    columns, problems = _columns(lines[top], lines[top + 1], file)
    codes = {plain_name(one): code for code, one in names.items()}
    rows: list[tuple[str, str, int, str, str]] = []
    seen: set[str] = set()
    for number, line in enumerate(lines[top + 2 :], start=top + 3):
        code, problem = _code(line, codes=codes, names=names)
        problems += [f"{name}, row {number}: {problem}"] if problem else []
        if code in seen:
            raise Refused(name, f"{_name(line[0])} stands in an earlier row.", row=number)
        if code:
            seen.add(code)
            rows += [
                (code, _name(line[0]), one.year, one.measure, text)
                for one, text in _texts(columns, line)
            ]
    if not rows:
        raise Refused(name, "The table of appeals has no figures.")
    return _cells(rows, file, problems)


def _lines(content: bytes, name: str) -> list[list[str]]:
    """Return the cells of each line, at least a name and a number of an area."""
    text = io.StringIO(content.decode("utf-8-sig", errors="replace"), newline="")
    try:
        return [line + [""] * (2 - len(line)) for line in csv.reader(text)]
    except csv.Error as error:
        raise Refused(name, f"It cannot be read as a table ({error}).") from None


def _columns(
    years: list[str], headings: list[str], file: FileMap
) -> tuple[list[_Column], list[str]]:
    columns: list[_Column] = []
    problems: list[str] = []
    year = 0
    for place, heading in enumerate(headings):
        printed = years[place].strip() if place < len(years) else ""
        year = int(printed) if YEAR.fullmatch(printed) else year
        plain = NOTE.sub("", heading.strip())
        counted = file.counted(plain)
        if counted:
            columns.append(_Column(place, counted.measure, year))
        elif plain:
            problems.append(f"{file.name}: the column {plain} of {year} is not in the mapping.")
    return columns, problems


def _code(
    line: list[str], *, codes: Mapping[str, str], names: Mapping[str, str]
) -> tuple[str, str]:
    """Return the code of the area that a line is about, if any, and what is odd about it."""
    name, printed = _name(line[0]), line[1].strip()
    if name == ENGLAND_TOTAL:
        return ENGLAND, ""
    named = codes.get(plain_name(name), "")
    if not re.fullmatch(AUTHORITY_CODE, printed):
        return named if _has_figures(line) else "", _unread(line, name, named)
    if named == printed:
        return printed, ""
    if printed not in names and (not named or named in gone()):
        return printed, f"{name}, {printed}, is in no other file."
    if named:
        whose = names.get(printed, "nobody known")
        return named, f"{name} has the number {printed} of {whose}; it is taken as {named}."
    return printed, f"{name} is the name of no authority; its number {printed} is believed."


def _has_figures(line: list[str]) -> bool:
    """Tell a line with figures from headings, notes and sources."""
    return any(cell.strip() for cell in line[2:])


def _unread(line: list[str], name: str, named: str) -> str:
    """Return what to say of a line without a number; two authorities that are gone have none."""
    if named or not _has_figures(line):
        return ""
    return f"{name} is no authority known here; it was not read."


def _name(cell: str) -> str:
    return NOTE.sub("", cell.strip())


def plain_name(name: str) -> str:
    """Return a name as it is compared: without case, marks, `city of` or `county`."""
    text = name.casefold().replace("&", "and")
    words = re.sub(r"[^a-z ]", " ", text).split()
    return " ".join(sorted(word for word in words if word not in {"city", "county", "of", "ua"}))


def _texts(columns: list[_Column], line: list[str]) -> Iterator[tuple[_Column, str]]:
    """Yield what is printed; where nothing is, the authority did not exist."""
    for one in columns:
        if one.place < len(line) and line[one.place].strip():
            yield one, line[one.place]


def _cells(
    rows: list[tuple[str, str, int, str, str]], file: FileMap, problems: list[str]
) -> FileCells:
    frame = pd.DataFrame(rows, columns=["code", "name", "year", "measure", "text"])
    level = frame["code"].map(lambda code: NATIONAL if code == ENGLAND else LOCAL)
    values, symbols = parsed(frame["text"])
    whole = ["" for _ in rows]
    cells: dict[str, Any] = {
        "file": [file.name for _ in rows],
        "level": level,
        "code": frame["code"],
        "dimension": [ALL for _ in rows],
        "category": [ALL for _ in rows],
        "split": whole,
        "part": whole,
        "measure": frame["measure"],
    }
    table = {
        name: pa.array(list(column), pa.string()).dictionary_encode()
        for name, column in cells.items()
    }
    table |= {
        "year": pa.array(frame["year"].astype("int16")),
        "value": pa.array(values, from_pandas=True),
        "symbol": symbols.dictionary_encode(),
    }
    # Its regions have no codes, so other files are asked first.
    names = frame["name"].mask(frame["code"] == ENGLAND, "England")
    areas = frame.assign(level=level, name=names, region="", region_name="")
    areas = areas.drop_duplicates(["code", "year"])[list(AREA_COLUMNS)]
    return FileCells(map=file, cells=pa.table(table), areas=areas, problems=tuple(problems))
