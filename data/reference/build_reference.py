"""Write the published figures of data/reference/: `python -m data.reference.build_reference`.

Every number is printed in "Producing EHCPs Using AI & Analytics, Technical & Analytics Pack v0.09"
(25 March 2019), pages "National data" and "High level comparison of partner local authorities",
which cite the DfE's SEN2 return and "Special educational needs in England: 2018". None is invented.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from data.schemas import TABLES
from data.schemas.national import ALL_AGES, AREAS

DIRECTORY = Path(__file__).resolve().parent
SEN2 = "DfE, SEN2 return, as printed in the technical pack v0.09, page National data"
SEN_2018 = (
    "DfE, Special educational needs in England: 2018, tables 1 and 8, as printed in the technical "
    "pack v0.09, page High level comparison of partner local authorities"
)
FIRST_YEAR = 2011
# The pack prints "." where there were no plans for the ages, and leaves new plans of 2018 blank.
NOT_APPLICABLE, NOT_AVAILABLE = "z", "x"
Z, X = NOT_APPLICABLE, NOT_AVAILABLE

PLANS: dict[str, dict[str, tuple[int | str, ...]]] = {
    "all": {
        "Under 5": (9433, 9674, 10416, 10944, 11250, 10513, 11629, 12516),
        "5-10": (80635, 80724, 82360, 84843, 91045, 92213, 97379, 105689),
        "11-15": (117934, 116791, 115992, 114966, 112340, 111225, 112540, 117354),
        "16-19": (20219, 21828, 21388, 22678, 25538, 41300, 58034, 70084),
        "20-25": (Z, Z, Z, Z, 10, 1064, 7708, 14176),
        ALL_AGES: (228221, 229017, 230156, 233431, 240183, 256315, 287290, 319819),
    },
    "new": {
        "Under 5": (7054, 7605, 8134, 8221, 8026, 9054, 9774, X),
        "5-10": (12327, 13073, 13726, 12843, 12457, 16166, 19251, X),
        "11-15": (6356, 6624, 6601, 5813, 5863, 8097, 9881, X),
        "16-19": (150, 145, 175, 260, 1305, 2030, 2340, X),
        "20-25": (Z, Z, Z, 2, 272, 747, 916, X),
        ALL_AGES: (25887, 27447, 28636, 27139, 27923, 36094, 42162, X),
    },
}

# Measure: unit, year, half of the last digit printed, and the figures in the order of AREAS. The
# pack prints England's pupils as 8.7m.
FIGURES: dict[str, tuple[str, int, float, tuple[float, ...]]] = {
    "pupils": ("pupils", 2018, 0.5, (8_700_000, 59_339, 122_902, 109_895)),
    "sen_support_pct": ("%", 2018, 0.005, (11.69, 10.80, 9.54, 10.12)),
    "plan_pct": ("%", 2018, 0.005, (2.90, 3.05, 3.13, 2.50)),
    "plans": ("plans", 2018, 0.5, (319_819, 2_200, 4_456, 4_039)),
    "plans_in_schools": ("pupils", 2018, 0.5, (253_680, 1_808, 3_852, 2_742)),
    "new_requests": ("requests", 2017, 0.5, (64_555, 344, 1_152, 1_113)),
    "within_20_weeks_pct": ("%", 2017, 0.05, (64.9, 54.0, 88.6, 47.2)),
}
ROUNDED: dict[tuple[str, str], float] = {("pupils", "England"): 50_000.0}
STORED_TYPES = {"text": pa.string(), "whole": pa.int64(), "number": pa.float64()}

Rows = list[dict[str, Any]]


def main() -> None:
    """Write the tables beside this script, or where told."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--directory", type=Path, default=DIRECTORY)
    write_reference(parser.parse_args().directory)


def write_reference(directory: Path) -> None:
    """Write each table as Parquet, checked against its declaration."""
    directory.mkdir(parents=True, exist_ok=True)
    for name, rows in (("national_plans", plan_rows()), ("area_figures", figure_rows())):
        checked = [TABLES[name].validate(row) for row in rows]
        columns = [(column.name, STORED_TYPES[column.kind]) for column in TABLES[name].columns]
        table = pa.Table.from_pylist(checked, schema=pa.schema(columns))
        pq.write_table(table, directory / f"{name}.parquet", compression="zstd")


def plan_rows() -> Rows:
    """Return the rows of the national series, in the order printed."""
    return [
        {
            "series_id": f"{measure}:{year}:{band}",
            "measure": measure,
            "year": year,
            "age_band": band,
            "plans": None if isinstance(printed, str) else printed,
            "symbol": printed if isinstance(printed, str) else None,
            "source": SEN2,
        }
        for measure, bands in PLANS.items()
        for band, series in bands.items()
        for year, printed in enumerate(series, start=FIRST_YEAR)
    ]


def figure_rows() -> Rows:
    """Return the rows of the comparison of areas, in the order printed."""
    return [
        {
            "figure_id": f"{measure}:{area}",
            "measure": measure,
            "area": area,
            "year": year,
            "value": float(value),
            "unit": unit,
            "precision": ROUNDED.get((measure, area), half),
            "source": SEN_2018,
        }
        for measure, (unit, year, half, values) in FIGURES.items()
        for area, value in zip(AREAS, values, strict=True)
    ]


if __name__ == "__main__":
    main()
