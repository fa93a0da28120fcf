"""Authorities, their populations and their statistical neighbours."""

from __future__ import annotations

import io
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


def header(content: bytes) -> list[str]:
    """Return the first line of a CSV file as names of columns."""
    return content.split(b"\n", 1)[0].decode("utf-8-sig", errors="replace").strip().split(",")


def is_populations(content: bytes) -> bool:
    """Tell whether a file lists authorities with their populations."""
    return set(POPULATION_COLUMNS) <= set(header(content))


def is_neighbours(content: bytes) -> bool:
    """Tell whether a file lists statistical neighbours."""
    return set(NEIGHBOUR_COLUMNS) <= set(header(content))


def read_populations(content: bytes, *, name: str) -> pd.DataFrame:
    """Return code, population of a list of authorities; raises Refused."""
    frame = _text(content)
    _check_codes(frame["old_la_code"], name)
    population = pd.to_numeric(frame["population_0_25"].replace("", None), errors="coerce")
    wrong = (frame["population_0_25"] != "") & ~(population > 0)
    if wrong.any():
        row = first_row(wrong)
        value = frame["population_0_25"][row]
        raise Refused(name, f"{value!r} is no number of people.", row=row + 2)
    again = frame["old_la_code"].duplicated()
    if again.any():
        row = first_row(again)
        raise Refused(name, f"{frame['old_la_code'][row]} stands in an earlier row.", row=row + 2)
    return pd.DataFrame({"code": frame["old_la_code"], "population": population.astype("Float64")})


def read_neighbours(content: bytes, *, name: str) -> pd.DataFrame:
    """Return the NEIGHBOURS of a list, without places left empty; raises Refused."""
    frame = _text(content)
    frame = frame[frame["neighbour_old_la_code"] != NOBODY]
    _check_codes(frame["old_la_code"], name)
    _check_codes(frame["neighbour_old_la_code"], name)
    ranks = pd.to_numeric(frame["rank"], errors="coerce")
    if ranks.isna().any():
        row = first_row(ranks.isna())
        raise Refused(name, f"{frame['rank'][row]!r} is no rank.", row=row + 2)
    found = frame.rename(columns={"old_la_code": "code", "neighbour_old_la_code": "neighbour"})
    return found.assign(rank=ranks.astype("int16"))[list(NEIGHBOURS)].reset_index(drop=True)


def _text(content: bytes) -> pd.DataFrame:
    text = content.decode("utf-8-sig", errors="replace")
    return pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)


def _check_codes(codes: pd.Series, name: str) -> None:
    wrong = ~codes.str.fullmatch(AUTHORITY_CODE)
    if wrong.any():
        row = first_row(wrong)
        raise Refused(name, f"{codes[row]!r} is no DfE number of an authority.", row=row + 2)


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
    frame["population_flagged"] = frame["population"].notna() & frame["population"].duplicated(
        keep=False
    )
    return frame.reset_index()[list(AUTHORITIES)]
