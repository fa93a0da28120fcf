"""Small invented figures of invented authorities, for the tests of SEN2."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analytics.sen2.cube import Cube, build
from data.schemas.indicators import INDICATORS
from data.schemas.sen2 import AUTHORITIES, ENGLAND, FIGURES, LOCAL, NATIONAL, NEIGHBOURS, REGIONAL

NORTH, SOUTH = "E12000001", "E12000002"
NAMES = {ENGLAND: "England", NORTH: "North", SOUTH: "South"}
SCALE = {"share": 100, "rate": 1_000}


def figure(
    code: str,
    indicator: str,
    year: int,
    numerator: float | None = None,
    denominator: float | None = None,
    **given: Any,
) -> dict[str, Any]:
    """Return one row of FIGURES; authorities of Z0. lie in the North, others in the South."""
    level = NATIONAL if code == ENGLAND else REGIONAL if code.startswith("E") else LOCAL
    region = (NORTH if code < "Z10" else SOUTH) if level == LOCAL else ""
    declared = INDICATORS[indicator]
    value = numerator
    if declared.kind != "count" and numerator is not None and denominator:
        value = SCALE[declared.compared] * numerator / denominator
    return {
        "release": "2025",
        "level": level,
        "code": code,
        "name": NAMES.get(code, f"Place {code}"),
        "region": region,
        "year": year,
        "indicator": indicator,
        "value": value,
        "symbol": "" if value is not None else "x",
        "numerator": numerator,
        "denominator": denominator,
        "flagged": False,
        "why": "",
        "footnote": "",
        "broken": False,
        **given,
    }


def whole(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows of authorities with England's and the regions', added up."""
    sums: dict[tuple[str, int, str], list[float]] = {}
    for row in rows:
        if row["numerator"] is not None and row["denominator"] is not None:
            for area in (ENGLAND, row["region"]):
                total = sums.setdefault((row["indicator"], row["year"], area), [0.0, 0.0])
                total[0] += row["numerator"]
                total[1] += row["denominator"]
    return [*(figure(area, id, year, *total) for (id, year, area), total in sums.items()), *rows]


def frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Return rows as FIGURES."""
    numbers = dict.fromkeys(("value", "numerator", "denominator"), "float64")
    made = pd.DataFrame(rows, columns=list(FIGURES))
    return made.astype({**numbers, "flagged": bool, "broken": bool, "year": "int64"})


def authorities(codes: list[str], **successors: str) -> pd.DataFrame:
    """Return AUTHORITIES of invented places; keywords say what became of some."""
    rows = [
        {
            "code": code,
            "name": f"Place {code}",
            "region": NORTH if code < "Z10" else SOUTH,
            "region_name": "North" if code < "Z10" else "South",
            "population": 10_000,
            "population_flagged": False,
            "first_year": 2019,
            "last_year": 2025,
            "current": code not in successors,
            "successors": successors.get(code, ""),
        }
        for code in codes
    ]
    return pd.DataFrame(rows, columns=list(AUTHORITIES))


def neighbours(**groups: dict[str, list[str]]) -> pd.DataFrame:
    """Return NEIGHBOURS; each keyword is a model, its hyphen an underscore after an m."""
    rows = [
        {"code": code, "neighbour": other, "rank": rank, "closeness": "Close", "model": model}
        for model, of in groups.items()
        for code, others in of.items()
        for rank, other in enumerate(others, start=1)
    ]
    return pd.DataFrame(rows, columns=list(NEIGHBOURS))


def cube(
    rows: list[dict[str, Any]],
    of: pd.DataFrame | None = None,
    near: pd.DataFrame | None = None,
) -> Cube:
    """Return rows as a cube, its authorities current and without neighbours unless given."""
    figures = frame(rows)
    codes = sorted(figures.loc[figures["level"] == LOCAL, "code"].unique())
    return build(
        figures,
        authorities(codes) if of is None else of,
        neighbours() if near is None else near,
    )
