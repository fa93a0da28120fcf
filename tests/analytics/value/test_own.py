"""An authority's own volumes, counted again the slow way, and small counts blurred."""

from __future__ import annotations

import datetime
from typing import Any

import pandas as pd

from analytics.value.inputs import inputs_of
from analytics.value.own import own
from data.schemas import TABLES

TODAY = datetime.date(2026, 11, 22)
COLUMNS = TABLES["requests"].dtypes


def requests(*rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=list(COLUMNS)).astype(COLUMNS)


def many(count: int, **row: Any) -> list[dict[str, Any]]:
    return [row] * count


def test_volumes_are_counted() -> None:
    table = requests(
        *many(10, stage="final", requested_on="2026-01-05", final_on="2026-06-01"),
        *many(20, stage="final", requested_on="2025-01-05", final_on="2025-06-01"),
        *many(30, stage="review", requested_on="2023-01-05", final_on="2023-06-01",
              review_held_on="2026-05-01"),
        *many(7, stage="ceased", requested_on="2023-01-05", final_on="2023-06-01",
              closed_on="2026-03-01"),
        *many(8, stage="drafting", requested_on="2026-10-01"),
        *many(9, stage="no_plan", requested_on="2026-02-01", closed_on="2026-05-01"),
        *many(6, stage="not_assessed", requested_on="2024-02-01", closed_on="2024-03-01"),
    )  # fmt: skip
    found = own(table, today=TODAY)
    assert found.inputs == {
        "requests": 18,
        "ongoing": 8,
        "not_qualified": 9,
        "plans_two_years_before": 37,
        "plans_year_before": 57,
        "plans": 60,
        "review_share": 50.0,
        "authorities": 1,
    }
    assert inputs_of(found.inputs).requests == 18
    assert "27 requests came in" in found.told[0]
    assert "30 had a review" in found.told[2]


def test_counts_of_a_few_are_blurred() -> None:
    table = requests(
        *many(2, stage="final", requested_on="2026-01-05", final_on="2026-06-01"),
        *many(1, stage="assessing", requested_on="2026-10-01"),
    )
    found = own(table, today=TODAY)
    assert (found.inputs["requests"], found.inputs["ongoing"]) == (10, 5)
    assert found.inputs["not_qualified"] == 0
    assert " 1 " not in found.told[0]


def test_where_no_review_is_recorded_the_pack_s_share_stays() -> None:
    found = own(requests(), today=TODAY)
    assert "review_share" not in found.inputs
    assert "No review is recorded" in found.told[2]
    assert inputs_of(found.inputs).review_share == 20
