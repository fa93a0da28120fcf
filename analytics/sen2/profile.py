"""The headline figures of one authority beside everything it is compared with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.sen2.comparator import Comparator
from analytics.sen2.comparison import Compared, against, table
from analytics.sen2.counted import counted
from analytics.sen2.cube import Column, Cube
from data.schemas.indicators import INDICATORS
from data.schemas.sen2 import REGIONAL

# What a leader is asked about first; the rest is a group away.
HEADLINES = (
    "plans_per_1000",
    "new_plans_per_1000",
    "requests_per_1000",
    "refusal_pct",
    "decided_within_6_weeks_pct",
    "within_20_weeks_pct",
    "over_1_year_pct",
    "appeal_rate_pct",
    "placement_mainstream",
    "placement_special",
    "placement_independent_special",
    "personal_budgets_pct",
)

MOST_YEARS = 10


@dataclass(frozen=True, eq=False, kw_only=True)
class Years:
    """Hold one figure of an authority through its last years, and that of each comparator.

    `broken` says before which years the series breaks, `suspect` which figures a check suspects.
    """

    indicator: str
    years: tuple[int, ...]
    own: np.ndarray
    broken: np.ndarray
    suspect: np.ndarray
    beside: dict[str, np.ndarray]


def columns_of(cube: Cube, group: str, collection: int | None = None) -> tuple[Column, ...]:
    """Return the compared indicators of a group, the headlines if it is empty."""
    found = cube.columns(collection)
    if not group:
        places = {id: place for place, id in enumerate(HEADLINES)}
        headlines = (column for column in found if column.indicator in places)
        return tuple(sorted(headlines, key=lambda column: places[column.indicator]))
    return tuple(column for column in found if INDICATORS[column.indicator].group == group)


def profile(cube: Cube, code: str, against: Compared, beside: dict[str, Compared]) -> pd.DataFrame:
    """Return the comparison of an authority (as `comparison.table`), a row for each column.

    Added: a column for each name of `beside`, the value of that comparator.
    """
    place = against.codes.index(code)
    others = {name: compared.against[place] for name, compared in beside.items()}
    return table(against, cube, (code,)).assign(**others)


def through_years(
    cube: Cube, code: str, indicators: tuple[str, ...], beside: Mapping[str, Comparator]
) -> tuple[Years, ...]:
    """Return figures of an authority through the last years in which each has any."""
    spans = {id: cube.through_years(id)[-MOST_YEARS:] for id in indicators}
    columns = tuple(column for span in spans.values() for column in span)
    own = counted(cube, columns).own[cube.area_places[code]]
    others = {name: against(cube, columns, one, code) for name, one in beside.items()}
    broken, suspect = (cube.of_area(name, code, columns) for name in ("broken", "flagged"))
    found, start = [], 0
    for id, span in spans.items():
        here = slice(start, start := start + len(span))
        found.append(
            Years(
                indicator=id,
                years=tuple(column.year for column in span),
                own=own[here],
                broken=broken[here],
                suspect=suspect[here],
                beside={name: values[here] for name, values in others.items()},
            )
        )
    return tuple(found)


def of_regions(cube: Cube, column: Column) -> pd.DataFrame:
    """Return one figure of each region. Columns: code, name, own."""
    own = counted(cube, (column,)).own[:, 0]
    codes = [code for code in cube.areas if cube.levels[code] == REGIONAL]
    return pd.DataFrame(
        {
            "code": codes,
            "name": [cube.names[code] for code in codes],
            "own": [own[cube.area_places[code]] for code in codes],
        }
    )
