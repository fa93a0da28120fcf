"""One figure through the years: what is said, and its table."""

from __future__ import annotations

from typing import Any

import pytest

from analytics.sen2.comparator import ENGLAND_AS_A_WHOLE, Comparator
from analytics.sen2.cube import Cube
from analytics.sen2.trend import change, series
from layouts.sen2.address import Chosen
from layouts.sen2.trend import HEADING, part, trend_table
from tests.analytics.sen2 import invented
from tests.analytics.sen2.invented import figure, whole
from tests.tree import words_in

ASD = "need_asd"


@pytest.fixture(scope="module")
def cube() -> Cube:
    rows = [
        figure("Z01", ASD, year, 200 + 50 * (year - 2020), 1_000) for year in (2022, 2023, 2025)
    ]
    rows += [figure("Z02", ASD, year, 300, 1_000) for year in (2022, 2023, 2025)]
    rows += [
        figure("Z01", ASD, 2024, symbol="c"),
        figure("Z01", ASD, 2021, 100, 1_000, flagged=True, why="It jumps."),
    ]
    return invented.cube(whole(rows))


def told(cube: Cube, code: str = "Z01", note: str = "") -> list[Any]:
    rows = series(cube, ASD, code, (ENGLAND_AS_A_WHOLE, Comparator("region")))
    return part(rows, change(cube, ASD, code), ASD, Chosen(authority=code), note=note)


def test_the_change_is_said_with_its_break_and_the_boundary(cube: Cube) -> None:
    words = words_in(told(cube, note="Its figures begin anew."))
    assert HEADING in words
    assert "It rose from 35.0% in 2023 to 45.0% in 2025" in words
    assert "Years before 2023 are left out" in words
    assert "Its figures begin anew." in words


def test_the_table_has_every_year_with_what_is_wrong_with_it(cube: Cube) -> None:
    rows = series(cube, ASD, "Z01", (ENGLAND_AS_A_WHOLE, Comparator("region")))
    words = words_in(trend_table(rows.assign(of="Old place"), ASD))
    for said in (
        *("2022, Old place", "30.0%", "300 of 1,000", "suspect", "England", "North", "37.5%"),
        "No figure was published: withheld to protect people.",
    ):
        assert said in words
    without = rows.assign(series=rows["series"].replace("own", "Z01"))
    assert words_in(trend_table(without, ASD))


def test_nobody_has_no_years(cube: Cube) -> None:
    assert told(cube, code="Z99") == []
