"""The profile: headline figures in their order, each comparator's value beside the authority's."""

from __future__ import annotations

import pytest

from analytics.sen2.comparator import Comparator
from analytics.sen2.comparison import compare
from analytics.sen2.cube import Column, Cube, build
from analytics.sen2.profile import (
    HEADLINES,
    MOST_YEARS,
    columns_of,
    of_regions,
    profile,
    through_years,
)
from data.schemas.indicators import INDICATORS
from tests.analytics.sen2.invented import authorities, figure, frame, neighbours, whole

CODES = ["Z01", "Z02", "Z11", "Z12"]
COUNTS = {"Z01": 50, "Z02": 30, "Z11": 80, "Z12": 20}


@pytest.fixture(scope="module")
def cube() -> Cube:
    rows = [
        figure(code, id, 2024, count, 100)
        for id in ("within_20_weeks_pct", "refusal_pct")
        for code, count in COUNTS.items()
    ]
    rows += [figure(code, "age_5_10", 2025, count, 200) for code, count in COUNTS.items()]
    return build(frame(whole(rows)), authorities(CODES), neighbours(new={"Z01": ["Z11", "Z12"]}))


def test_headlines_come_in_their_order(cube: Cube) -> None:
    assert set(HEADLINES) <= set(INDICATORS)
    assert columns_of(cube, "") == (
        Column("refusal_pct", 2024),
        Column("within_20_weeks_pct", 2024),
    )


def test_a_group_has_its_own(cube: Cube) -> None:
    assert columns_of(cube, "Age") == (Column("age_5_10", 2025),)
    assert columns_of(cube, "Age", 2024) == ()


def test_every_comparator_stands_beside_the_authority(cube: Cube) -> None:
    columns = columns_of(cube, "")
    england = compare(cube, columns, Comparator())
    near = compare(cube, columns, Comparator("neighbours", model="new"))
    rows = profile(cube, "Z01", england, {"england": england, "neighbours": near})
    row = rows.set_index("indicator").loc["within_20_weeks_pct"]
    assert (row["code"], row["own"]) == ("Z01", 50)
    assert row["england"] == pytest.approx(100 * 180 / 400)
    assert row["neighbours"] == pytest.approx((80 + 20) / 2)


def test_each_region_has_its_figure(cube: Cube) -> None:
    rows = of_regions(cube, Column("within_20_weeks_pct", 2024)).set_index("name")["own"]
    assert rows.to_dict() == {"North": 40, "South": 50}


def test_years_are_the_last_ten_with_each_comparator_beside(cube: Cube) -> None:
    beside = {"england": Comparator(), "near": Comparator("neighbours", model="new")}
    (found,) = through_years(cube, "Z01", ("within_20_weeks_pct",), beside)
    assert found.years == (2024,)
    assert found.own.tolist() == [50]
    assert found.beside["england"].tolist() == [pytest.approx(45)]
    assert found.beside["near"].tolist() == [50]
    assert (found.broken.tolist(), found.suspect.tolist()) == ([False], [False])


def test_no_more_years_are_kept_than_a_small_chart_shows() -> None:
    rows = [figure("Z01", "refusal_pct", year, year - 2000, 100) for year in range(2010, 2025)]
    made = build(frame(whole(rows)), authorities(["Z01"]), neighbours())
    (found,) = through_years(made, "Z01", ("refusal_pct",), {})
    assert found.years == tuple(range(2025 - MOST_YEARS, 2025))
    assert found.own.tolist() == [year - 2000 for year in found.years]
