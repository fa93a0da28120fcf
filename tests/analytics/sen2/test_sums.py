"""Areas against the areas they lie in, over invented counts and by plain loops."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.sen2.sums import SPREADS, grid, region_totals, wrong_sums
from data.schemas.sen2 import ENGLAND, LOCAL, NATIONAL, REGIONAL

REGION = {"A": "R1", "B": "R1", "C": "R1", "D": "R2", "E": "R2"}
LEVELS = {ENGLAND: NATIONAL, "R1": REGIONAL, "R2": REGIONAL, **dict.fromkeys(REGION, LOCAL)}
AREAS = pd.DataFrame(
    {"level": LEVELS.values(), "region": [REGION.get(code, "") for code in LEVELS]},
    index=pd.Index(LEVELS),
)
counts = st.dictionaries(
    st.tuples(st.sampled_from(list(LEVELS)), st.sampled_from([2023, 2024]), st.sampled_from("xy")),
    st.none() | st.sampled_from([0, 5, 100, 105, 200, 300]),
    min_size=1,
)
Counts = dict[tuple[str, int, str], Any]


def frame(values: Counts) -> pd.DataFrame:
    rows = [
        {"code": code, "year": year, "category": category, "value": value}
        for (code, year, category), value in values.items()
    ]
    plain = dict.fromkeys([name for name in SPREADS if name not in {"year", "category"}], "")
    return pd.DataFrame(rows).assign(**plain).astype({"value": float})


def keys(found: pd.DataFrame) -> set[tuple[Any, ...]]:
    return {(row.code, row.year, row.category) for row in found.itertuples()}


@pytest.mark.no_cover
@given(counts)
def test_wrong_sums_are_those_of_plain_loops(values: Counts) -> None:
    expected = defaultdict(set)
    for (code, year, category), value in values.items():
        insides = {
            ENGLAND: [list(REGION), ["R1", "R2"]],
            "R1": [["A", "B", "C"]],
            "R2": [["D", "E"]],
        }.get(code, [])
        for inside in insides:
            there = [
                values[one, year, category] for one in inside if (one, year, category) in values
            ]
            if value is not None and there and None not in there and sum(there) != value:
                expected[code, year, category].add(sum(there))
    found = wrong_sums(grid(frame(values), AREAS))
    told = defaultdict(set)
    for row in found.itertuples():
        told[row.code, row.year, row.category].add(row.sum)
        assert row.value == values[row.code, row.year, row.category]
    assert told == expected


@pytest.mark.no_cover
@given(counts)
def test_region_totals_are_those_of_plain_loops(values: Counts) -> None:
    expected = set()
    for (code, year, category), value in values.items():
        total = values.get((REGION.get(code, ""), year, category))
        others = [
            one
            for one, region in REGION.items()
            if region == REGION.get(code) and values.get((one, year, category)) == total
        ]
        if value is not None and value == total and total >= 100 and len(others) > 1:
            expected.add((code, year, category))
    found = region_totals(grid(frame(values), AREAS))
    assert keys(found) == expected
    assert all(REGION[row.code] == row.region for row in found.itertuples())
