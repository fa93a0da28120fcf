"""About the data: suspect figures are named in words, counts whole and shares to a decimal."""

from __future__ import annotations

import pandas as pd

from layouts.sen2.about_data import suspects_table
from tests.tree import walk

FOUND = {"name": "Place", "year": 2024, "published": 62_180.0, "expected": 7.0, "sentence": "No."}


def cells_of(measure: str, *, dimension: str = "all", category: str = "all") -> list[str]:
    row = {**FOUND, "measure": measure, "dimension": dimension, "category": category}
    table = suspects_table(pd.DataFrame([row]))
    return [props["children"] for tag, props in walk(table) if tag == "Td"]


def test_a_count_is_whole_and_its_measure_in_words() -> None:
    assert cells_of("new_plans") == ["2024", "New plans", "62,180", "7", "No."]
    assert cells_of("plans", dimension="sex", category="unknown")[1] == "Plans, sex: unknown"


def test_a_share_says_that_it_is_one_and_of_which_placement() -> None:
    found = cells_of("plans_pct", dimension="placement", category="fe")
    assert found[1:4] == ["Plans (%), placement: further education", "62,180.0", "7.0"]
