"""Authorities, their populations and their statistical neighbours."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pandas as pd

from data.schemas.sen2 import AUTHORITIES, LOCAL, NEIGHBOURS
from data.sen2.cells import AUTHORITY_CODE, Refused, first_row

CHANGES = Path(__file__).resolve().parent / "boundary_changes.csv"
POPULATION_COLUMNS = ("old_la_code", "la_name", "population_0_25")
NEIGHBOUR_COLUMNS = ("old_la_code", "rank", "neighbour_old_la_code", "closeness", "model")
NOBODY = "-"


def boundary_changes() -> pd.DataFrame:
    """Return the authorities that are gone and what each became: code, name, successors."""
    return pd.read_csv(CHANGES, dtype=str, keep_default_na=False)


@cache
def gone() -> frozenset[str]:
    """Return the DfE numbers of authorities that are gone."""
    return frozenset(boundary_changes()["code"])


def header(content: bytes) -> list[str]:
    """Return the first line of a CSV file as names of columns; none of what is no CSV file."""
    line = content.split(b"\n", 1)[0].decode("utf-8-sig", errors="replace").strip()
    try:
        return next(csv.reader([line]), [])
    except csv.Error:
        return []


def is_populations(content: bytes) -> bool:
    """Tell whether a file lists authorities with their populations."""
    return set(POPULATION_COLUMNS) <= set(header(content))


def is_neighbours(content: bytes) -> bool:
    """Tell whether a file lists statistical neighbours."""
    return set(NEIGHBOUR_COLUMNS) <= set(header(content))


def read_populations(content: bytes, *, name: str) -> pd.DataFrame:
    """Return code, population of a list of authorities; raises Refused."""
    frame = _text(content, name)
    _check_codes(frame["old_la_code"], name)
    people = frame["population_0_25"]
    wrong = (people != "") & ~people.str.fullmatch(r"[1-9][0-9]{0,7}")
    _refuse(wrong, name, lambda row: f"{people[row]!r} is no number of people.")
    again = frame["old_la_code"].duplicated()
    _refuse(again, name, lambda row: f"{frame['old_la_code'][row]} stands in an earlier row.")
    population = pd.to_numeric(people.replace("", None)).astype("Float64")
    return pd.DataFrame({"code": frame["old_la_code"], "population": population})


def read_neighbours(content: bytes, *, name: str) -> pd.DataFrame:
    """Return the NEIGHBOURS of a list, without places left empty; raises Refused."""
    frame = _text(content, name)
    frame = frame[frame["neighbour_old_la_code"] != NOBODY]
    _check_codes(frame["old_la_code"], name)
    _check_codes(frame["neighbour_old_la_code"], name)
    no_rank = ~frame["rank"].str.fullmatch(r"[1-9][0-9]{0,2}")
    _refuse(no_rank, name, lambda row: f"{frame['rank'][row]!r} is no rank.")
    again = frame.duplicated(["old_la_code", "neighbour_old_la_code", "model"])
    _refuse(again, name, lambda _: "The neighbour stands in an earlier row of this model.")
    found = frame.rename(columns={"old_la_code": "code", "neighbour_old_la_code": "neighbour"})
    return found.assign(rank=found["rank"].astype("int16"))[list(NEIGHBOURS)].reset_index(drop=True)


def _text(content: bytes, name: str) -> pd.DataFrame:
    text = content.decode("utf-8-sig", errors="replace")
    try:
        frame = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
    except pd.errors.ParserError as error:
        raise Refused(name, f"It cannot be read as a table ({error}).") from None
    if frame.empty:
        raise Refused(name, "It has no rows.")
    return frame.fillna("")


def _refuse(wrong: pd.Series, name: str, reason: Callable[[int], str]) -> None:
    if wrong.any():
        row = first_row(wrong)
        raise Refused(name, reason(row), row=row + 2)


def _check_codes(codes: pd.Series, name: str) -> None:
    wrong = ~codes.str.fullmatch(AUTHORITY_CODE)
    _refuse(wrong, name, lambda row: f"{codes[row]!r} is no DfE number of an authority.")


def names_of(areas: pd.DataFrame) -> dict[str, str]:
    """Return the name of each authority by its DfE number, those that are gone first."""
    local = areas[areas["level"] == LOCAL].sort_values("year")
    changes = boundary_changes()
    former = dict(zip(changes["code"], changes["name"], strict=True))
    return {**former, **dict(zip(local["code"], local["name"], strict=True))}


def authorities(areas: pd.DataFrame, populations: pd.DataFrame) -> pd.DataFrame:
    """Return AUTHORITIES, one row each, by code: as the newest year of the releases names them."""
    local = areas[areas["level"] == LOCAL].sort_values(["code", "year"])
    newest = local.groupby("code").last()
    years = local.groupby("code")["year"]
    changes = boundary_changes().set_index("code")["successors"]
    frame = newest[["name", "region", "region_name"]].assign(
        first_year=years.min(),
        last_year=years.max(),
        current=years.max() == local["year"].max(),
        successors=changes.reindex(newest.index).fillna(""),
        population=populations.set_index("code")["population"].reindex(newest.index),
    )
    # Far apart, two authorities may well have as many people as each other.
    again = frame.duplicated(["region", "population"], keep=False)
    frame["population_flagged"] = frame["population"].notna() & again
    return frame.reset_index()[list(AUTHORITIES)]
