"""The total rows of the DfE's release of 2025 as FIGURES, read in place by the tests."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path

import pandas as pd

from analytics.sen2.cube import Cube, build
from data.schemas.sen2 import ENGLAND, FIGURES, LOCAL, NATIONAL

SEN2 = Path(__file__).resolve().parents[4] / "shared" / "sen2"
RELEASE = SEN2 / "education-health-and-care-plans_2025.zip"
# Each file's percentages: indicator, its numerator and its denominator.
PARTS: dict[str, list[tuple[str, str, str]]] = {
    "caseload.csv": [
        ("placement_mainstream", "mainstream_total", "ehcplans"),
        ("placement_special", "special_total", "ehcplans"),
        ("placement_independent_special", "special_independent", "ehcplans"),
        ("placement_ap", "ap_pru_total", "ehcplans"),
        ("placement_fe", "fe_total", "ehcplans"),
        ("placement_elsewhere", "ed_elsewhere", "ehcplans"),
        ("placement_unknown", "placement_unknown", "ehcplans"),
        ("plans_per_1000", "ehcplans", "population"),
    ],
    "sen_needs_all_plans.csv": [
        (f"need_{need}", f"number_{need}", "ehc_plans")
        for need in (
            *("asd", "hi", "mld", "msi", "oth", "pd", "pmld", "semh", "slcn", "sld", "spld", "vi"),
        )
    ],
    "requests.csv": [
        ("refusal_pct", "requests_decided_not_to_assess", "requests_received_in_year"),
        ("requests_per_1000", "requests_received_in_year", "population"),
    ],
    "timeliness_20_week.csv": [
        ("within_20_weeks_pct", "plans_issued_20_weeks_ex", "plans_issued_den_ex"),
        ("within_20_weeks_incl_exceptions_pct", "plans_issued_within_20_weeks", "plans_issued_den"),
        ("over_1_year_pct", "plans_issued_gt_1_year_ex", "plans_issued_den_ex"),
    ],
}


def _read(name: str) -> pd.DataFrame:
    with zipfile.ZipFile(RELEASE) as release:
        content = release.read(f"data/{name}")
    rows = pd.read_csv(io.BytesIO(content), dtype=str, encoding="utf-8-sig", keep_default_na=False)
    rows = rows[rows["breakdown_topic"].str.startswith(("All ", "New EHC plans"))]
    return rows[rows["breakdown_topic"] == rows["breakdown"]].reset_index(drop=True)


def _figures(name: str, populations: pd.Series) -> pd.DataFrame:
    rows = _read(name)
    level = rows["geographic_level"]
    period = rows["time_period"]
    base = pd.DataFrame(
        {
            "release": "2025",
            "level": level,
            "code": rows["old_la_code"]
            .where(level == LOCAL, rows["region_code"])
            .mask(level == NATIONAL, ENGLAND),
            "name": rows["la_name"]
            .where(level == LOCAL, rows["region_name"])
            .mask(level == NATIONAL, "England"),
            "region": rows["region_code"].where(level == LOCAL, ""),
            "year": period.str[:4].astype(int) + (period.str.len() == 6),
        }
    )
    rows["population"] = base["code"].map(populations)
    numbers = rows.apply(pd.to_numeric, errors="coerce")
    parts = []
    for indicator, numerator, denominator in PARTS[name]:
        k, n = numbers[numerator], numbers[denominator]
        counted = indicator.startswith(("need_", "placement_"))
        parts.append(
            base.assign(
                indicator=indicator,
                value=k if counted else k / n * (1_000 if denominator == "population" else 100),
                symbol=rows[numerator].where(k.isna(), ""),
                numerator=k,
                denominator=n,
                broken=base["year"] == (2023 if "time_identifier" in rows else 0),
                flagged=False,
                why="",
                footnote="",
            )
        )
    return pd.concat(parts)[list(FIGURES)]


@cache
def authorities() -> pd.DataFrame:
    """Return AUTHORITIES as `local_authorities.csv` has them."""
    rows = pd.read_csv(SEN2 / "local_authorities.csv", dtype=str, keep_default_na=False)
    population = pd.to_numeric(rows["population_0_25"]).astype("float64")
    return pd.DataFrame(
        {
            "code": rows["old_la_code"],
            "name": rows["la_name"],
            "region": rows["region_code"],
            "region_name": rows["region_name"],
            "population": population,
            "population_flagged": population.notna() & population.duplicated(keep=False),
            "first_year": rows["first_january"].str[:4].astype(int) + 1,
            "last_year": rows["last_january"].str[:4].astype(int) + 1,
            "current": rows["current"] == "True",
            "successors": rows["successor"].str.extract(r"^([\d+]*)")[0],
        }
    )


@cache
def figures() -> pd.DataFrame:
    """Return the release's figures of all indicators of PARTS."""
    places = authorities()
    known = places.dropna(subset="population").query("current").set_index("code")["population"]
    regions = places.query("current").groupby("region")["population"].sum()
    populations = pd.concat([known, regions, pd.Series({ENGLAND: known.sum()})])
    return pd.concat([_figures(name, populations) for name in PARTS], ignore_index=True)


@cache
def neighbours() -> pd.DataFrame:
    """Return NEIGHBOURS as `statistical_neighbours.csv` has them."""
    rows = pd.read_csv(SEN2 / "statistical_neighbours.csv", dtype={"old_la_code": str})
    return rows.rename(
        columns={"old_la_code": "code", "neighbour_old_la_code": "neighbour"}
    ).astype({"neighbour": str})[["code", "neighbour", "rank", "closeness", "model"]]


@cache
def cube() -> Cube:
    """Return the release as a cube."""
    return build(figures(), authorities(), neighbours())
