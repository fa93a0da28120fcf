"""Breakdowns: parts recounted from cells however a release has them, with England beside."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest

from analytics.sen2.breakdown import COLUMNS, Within, breakdown, reading
from analytics.sen2.categories import BREAKDOWNS, labels
from data.schemas.sen2 import CELLS

YEAR = 2025


def cell(value: float | None, **given: Any) -> dict[str, Any]:
    """Return one of CELLS, of all plans unless told otherwise."""
    return {
        "release": "2025",
        "file": "caseload.csv",
        "level": "Local authority",
        "code": "Z01",
        "year": YEAR,
        "dimension": "all",
        "category": "all",
        "split": "",
        "part": "",
        "measure": "plans",
        "value": value,
        "symbol": "" if value is not None else "x",
        "flagged": False,
        **given,
    }


def cells(*rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=list(CELLS)).astype({"value": float})


def aged(counts: dict[str, float | None], **given: Any) -> list[dict[str, Any]]:
    return [cell(n, dimension="age", category=age, **given) for age, n in counts.items()]


SINGLES = {
    "under_3": 2,
    "3": 3,
    "4": 5,
    "5": 40,
    "10": 60,
    "11": 90,
    "20_and_over": 7,
    "unknown": 1,
}
OWN = cells(cell(208), *aged({age: float(n) for age, n in SINGLES.items()}))
ENGLAND = cells(
    cell(2_080), *aged({age: 10.0 * n + (100 if age == "5" else 0) for age, n in SINGLES.items()})
)


def test_single_years_are_added_up_to_bands() -> None:
    found = breakdown(OWN, ENGLAND, "age", year=YEAR).set_index("category")
    assert list(found.reset_index()) == list(COLUMNS)
    assert found["n"].to_dict() == {
        "under_5": 10, "5_10": 100, "11_15": 90, "20_25": 7, "unknown": 1,
    }  # fmt: skip
    assert set(found["total"]) == {208}
    assert found.loc["5_10", "percent"] == pytest.approx(100 * 100 / 208)
    assert found.loc["5_10", "england_percent"] == pytest.approx(100 * 1_100 / 2_080)
    assert found.loc["5_10", "low"] < found.loc["5_10", "percent"] < found.loc["5_10", "high"]
    assert found.loc["5_10", "label"] == "Aged 5 to 10"
    phase = breakdown(OWN, ENGLAND, "phase", year=YEAR)
    assert list(phase["n"]) == list(found["n"])
    assert phase["label"].iloc[1] == "Primary (5 to 10)"


def test_single_years_are_shown_where_asked_for() -> None:
    found = breakdown(OWN, ENGLAND, "age", year=YEAR, detail=True)
    assert found["n"].tolist() == list(SINGLES.values())
    assert found["label"].tolist()[:3] == ["Aged under 3", "Aged 3", "Aged 4"]


def test_a_band_with_a_missing_year_is_missing() -> None:
    own = cells(cell(20), *aged({"3": 4, "4": None, "5": 6}))
    found = breakdown(own, ENGLAND, "age", year=YEAR).set_index("category")
    assert math.isnan(found.loc["under_5", "n"])
    assert found.loc["under_5", "symbol"] == "x"
    assert found.loc["under_5", "verdict"] == "not comparable"
    assert found.loc["5_10", "n"] == 6


def test_england_is_tested_without_the_area() -> None:
    from scipy.stats import chi2_contingency

    own = cells(cell(100), *aged({"5": 40, "11": 60}))
    beside = cells(cell(1_000), *aged({"5": 300, "11": 700}))
    statistic = chi2_contingency([[40, 60], [260, 640]], correction=False).statistic
    assert math.sqrt(statistic) > 1.96
    assert breakdown(own, beside, "age", year=YEAR)["verdict"].tolist() == ["higher", "lower"]
    beside = cells(cell(1_000), *aged({"5": 400, "11": 600}))
    assert breakdown(own, beside, "age", year=YEAR)["verdict"].tolist() == ["similar"] * 2


def test_suspect_cells_and_few_are_not_compared() -> None:
    own = cells(cell(100), *aged({"5": 40}, flagged=True), *aged({"11": 60, "16": 1}))
    beside = cells(cell(1_000), *aged({"11": 600}, flagged=True), *aged({"5": 300, "16": 9}))
    found = breakdown(own, beside, "age", year=YEAR)
    assert found["flagged"].tolist() == [True, False, False]
    # England's is marked, but one part that does not add up says little of its share.
    assert found["england_flagged"].tolist() == [False, True, False]
    assert found["verdict"].tolist() == ["not comparable", "similar", "not comparable"]


ASD: dict[str, Any] = {"measure": "need_plans", "split": "need", "part": "asd"}
SPECIAL: dict[str, Any] = {"split": "placement", "part": "special"}
NEEDS = cells(
    cell(100, measure="need_plans"),
    cell(30, **ASD),
    cell(60, measure="need_plans", split="need", part="slcn"),
    cell(40, measure="need_plans", dimension="placement", category="special"),
    cell(25, dimension="placement", category="special", **ASD),
    cell(5, dimension="placement", category="mainstream", **ASD),
    cell(12, dimension="sex", category="female", **ASD),
    cell(90, **SPECIAL),
    cell(10, split="placement", part="special_la_maintained"),
    cell(5, split="placement", part="odd"),
    cell(120),
    cell(50, dimension="sex", category="female"),
    cell(20, dimension="sex", category="female", **SPECIAL),
)


@pytest.mark.parametrize(
    ("by", "within", "expected", "total"),
    [
        ("need", Within(), {"slcn": 60, "asd": 30}, 100),
        ("need", Within("placement", "special"), {"asd": 25}, 40),
        ("placement", Within("need", "asd"), {"mainstream": 5, "special": 25}, 30),
        ("placement", Within(), {"special": 90}, 120),
        ("placement", Within("sex", "female"), {"special": 20}, 50),
        ("sex", Within("need", "asd"), {"female": 12}, 30),
        ("sex", Within("placement", "special"), {"female": 20}, 90),
        ("sex", Within(), {"female": 50}, 120),
    ],
)
def test_plans_are_divided_however_the_cells_lie(
    by: str, within: Within, expected: dict[str, float], total: float
) -> None:
    found = breakdown(NEEDS, NEEDS, by, year=YEAR, within=within)
    assert dict(zip(found["category"], found["n"], strict=True)) == expected
    assert set(found["total"]) == {total}


def test_types_of_placement_are_shown_with_those_nobody_knows() -> None:
    found = breakdown(NEEDS, NEEDS, "placement", year=YEAR, detail=True)
    assert found["label"].tolist() == ["Special: authority-maintained", "odd"]


def test_older_releases_have_bands_and_placements_as_rows() -> None:
    old = cells(
        cell(50, year=2022, release="2022"),
        cell(20, year=2022, release="2022", dimension="age_band", category="5_10"),
        cell(30, year=2022, release="2022", dimension="placement", category="special"),
    )
    assert breakdown(old, old, "age", year=2022)["n"].tolist() == [20]
    assert breakdown(old, old, "placement", year=2022)["n"].tolist() == [30]


def test_of_two_releases_the_newer_with_a_value_stands() -> None:
    rows = [
        *aged({"5": 1.0}, release="2022"),
        *aged({"5": 2.0}, release="2025"),
        *aged({"11": 3.0}, release="2022"),
        *aged({"11": None}, release="2025"),
    ]
    found = breakdown(cells(*rows), ENGLAND, "age", year=YEAR)
    assert found["n"].tolist() == [2, 3]
    # Without a published total the parts are added up.
    assert set(found["total"]) == {5}


def test_an_england_without_figures_is_not_compared_with() -> None:
    found = breakdown(OWN, OWN.iloc[:0], "age", year=YEAR)
    assert set(found["verdict"]) == {"not comparable"}
    assert found["england_n"].isna().all()


def test_cells_in_dictionaries_are_read_alike() -> None:
    texts = ["release", "dimension", "category", "split", "part", "measure", "symbol"]
    stored = NEEDS.astype(dict.fromkeys(texts, "category"))
    for by in ("need", "placement", "sex"):
        pd.testing.assert_frame_equal(
            breakdown(stored, stored, by, year=YEAR), breakdown(NEEDS, NEEDS, by, year=YEAR)
        )


def test_nothing_to_divide_is_an_empty_table() -> None:
    found = breakdown(OWN, ENGLAND, "sex", year=YEAR)
    assert found.empty
    assert list(found) == list(COLUMNS)
    assert reading(found, "Here") == "Here has no such figures for this year."


def test_new_plans_are_divided_by_their_own_measure() -> None:
    own = cells(cell(9, measure="new_plans"), *aged({"5": 4.0}, measure="new_plans"))
    assert breakdown(own, ENGLAND, "age", year=YEAR, of="new_plans")["total"].tolist() == [9]


def test_the_reading_names_the_largest_and_what_differs() -> None:
    own = cells(cell(100), *aged({"5": 40, "11": 60}))
    beside = cells(cell(1_000), *aged({"5": 300, "11": 700}))
    assert reading(breakdown(own, beside, "age", year=YEAR), "Here") == (
        "The largest part of Here: aged 11 to 15, 60 of 100 (60.0%); furthest from England: "
        "aged 5 to 10 (40.0% against 30.0%) and aged 11 to 15 (60.0% against 70.0%)."
    )
    assert reading(breakdown(own, own, "age", year=YEAR), "Here").endswith(
        "(60.0%); no part differs from England by more than chance allows."
    )


@pytest.mark.parametrize("by", list(BREAKDOWNS))
def test_every_category_has_a_name(by: str) -> None:
    names = labels(by)
    assert BREAKDOWNS[by].known <= names.keys()
    assert len(set(names.values())) == len(names) or by in ("age", "age_started")
