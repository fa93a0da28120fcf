"""The headline figures of one authority beside everything it is compared with."""

from __future__ import annotations

import pandas as pd

from analytics.sen2.comparison import Compared, table
from analytics.sen2.cube import Column, Cube
from data.schemas.indicators import INDICATORS

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
