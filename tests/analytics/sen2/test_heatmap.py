"""Heatmaps: each cell is the comparison's, marked where it may not be read like the others."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from analytics.sen2.comparator import ENGLAND_AS_A_WHOLE
from analytics.sen2.comparison import compare
from analytics.sen2.cube import Column, Cube
from analytics.sen2.heatmap import (
    Matrix,
    by_indicator,
    by_year,
    clustered,
    part,
    reading,
    sorted_by,
    table,
)
from tests.analytics.sen2 import invented
from tests.analytics.sen2.invented import figure, whole

ASD, TIMELY = "need_asd", "within_20_weeks_pct"
SHARES = {"Z01": (600, 1_000), "Z02": (100, 1_000), "Z03": (300, 1_000), "Z11": (610, 1_000)}


@pytest.fixture(scope="module")
def cube() -> Cube:
    rows: list[dict[str, Any]] = []
    for code, (k, n) in SHARES.items():
        rows.append(figure(code, ASD, 2025, k, n))
        rows.append(figure(code, TIMELY, 2024, n - k, n))
    rows += [figure(code, ASD, 2024, 300, 1_000) for code in ("Z01", "Z02")]
    rows = whole(rows)
    rows += [
        figure("Z12", ASD, 2025, symbol="c"),
        figure("Z12", TIMELY, 2024, 9, 100, flagged=True),
        figure("Z13", ASD, 2025, 2, 3),
        figure("Z14", ASD, 2022, 30, 100),
    ]
    for row in rows:
        row["broken"] = row["year"] == 2025
    return invented.cube(rows)


@pytest.fixture
def matrix(cube: Cube) -> Matrix:
    return by_indicator(cube, ENGLAND_AS_A_WHOLE)


def test_every_cell_is_that_of_the_comparison(cube: Cube, matrix: Matrix) -> None:
    found = compare(cube, cube.columns(), ENGLAND_AS_A_WHOLE)
    # Z14 has no figure in these years, so it has no row.
    assert matrix.codes == ("Z01", "Z02", "Z03", "Z11", "Z12", "Z13")
    assert matrix.labels == ("Issued within 20 weeks", "Autistic spectrum disorder")
    for row, code in enumerate(matrix.codes):
        at = found.codes.index(code)
        assert list(matrix.verdict[row]) == list(found.verdict[at])
        assert list(matrix.unusual[row]) == list(found.unusual[at])
        if code in SHARES:
            np.testing.assert_allclose(matrix.value[row], found.own[at])


def test_cells_that_may_not_be_read_like_others_are_marked(matrix: Matrix) -> None:
    marks = dict(zip(matrix.codes, matrix.mark.tolist(), strict=True))
    assert marks["Z01"] == ["", ""]
    assert marks["Z12"] == ["flagged", "none"]
    assert marks["Z13"] == ["none", "few"]
    assert np.isnan(matrix.value[matrix.mark == "none"]).all()
    assert matrix.value[4, 0] == 9


def test_authorities_and_indicators_can_be_chosen(cube: Cube) -> None:
    some = by_indicator(
        cube, ENGLAND_AS_A_WHOLE, collection=2025, codes=("Z02", "Z01"), indicators=(ASD,)
    )
    assert (some.codes, some.columns) == (("Z01", "Z02"), (Column(ASD, 2025),))


def test_years_are_compared_each_with_its_own_and_breaks_are_marked(cube: Cube) -> None:
    years = by_year(cube, ENGLAND_AS_A_WHOLE, ASD)
    assert years.labels == ("2022", "2024", "2025")
    assert years.codes == ("Z01", "Z02", "Z03", "Z11", "Z12", "Z13", "Z14")
    assert years.mark[0].tolist() == ["none", "", "broken"]
    assert years.verdict[0].tolist() == ["not comparable", "similar", "higher"]
    one = by_year(cube, ENGLAND_AS_A_WHOLE, ASD, codes=("Z01",))
    assert one.codes == ("Z01",)
    assert by_year(cube, ENGLAND_AS_A_WHOLE, "need_hi").codes == ()


def test_rows_are_sorted_by_a_column_with_the_missing_last(matrix: Matrix) -> None:
    asd = Column(ASD, 2025)
    assert sorted_by(matrix, asd).codes == ("Z13", "Z11", "Z01", "Z03", "Z02", "Z12")
    lowest = sorted_by(matrix, asd, highest_first=False)
    assert lowest.codes == ("Z02", "Z03", "Z01", "Z11", "Z13", "Z12")
    assert lowest.names[0] == "Place Z02"
    assert lowest.value[0].tolist() == [90, 10]
    assert sorted_by(matrix, Column("need_hi", 2025)) is matrix


def test_some_rows_can_be_put_first(matrix: Matrix) -> None:
    assert part(matrix, ("Z11", "Z99", "Z01")).codes == ("Z11", "Z01")


def test_alike_authorities_become_neighbours() -> None:
    numbers = np.random.default_rng(4)
    rows = []
    for place in range(12):
        for indicator in (ASD, "need_slcn", "need_hi", "plans_per_1000"):
            share = (0.1 if place % 2 else 0.5) + numbers.uniform(0, 0.02)
            if (place, indicator) != (3, ASD):
                rows.append(figure(f"Z{place:02}", indicator, 2025, round(1_000 * share), 1_000))
    matrix = clustered(by_indicator(invented.cube(whole(rows)), ENGLAND_AS_A_WHOLE))
    kinds = [int(code[1:]) % 2 for code in matrix.codes]
    assert sum(one != other for one, other in pairwise(kinds)) == 1
    assert sorted(matrix.codes) == [f"Z{place:02}" for place in range(12)]
    for row, code in enumerate(matrix.codes):
        column = matrix.columns.index(Column(ASD, 2025))
        assert np.isnan(matrix.value[row, column]) == (code == "Z03")


def test_years_keep_their_order_and_two_rows_theirs(cube: Cube) -> None:
    years = clustered(by_year(cube, ENGLAND_AS_A_WHOLE, ASD))
    assert years.labels == ("2022", "2024", "2025")
    two = by_indicator(cube, ENGLAND_AS_A_WHOLE, codes=("Z01", "Z02"))
    assert clustered(two).codes == two.codes
    assert clustered(by_year(cube, ENGLAND_AS_A_WHOLE, "need_hi")).codes == ()


def test_the_table_says_in_words_what_colours_say(cube: Cube, matrix: Matrix) -> None:
    rows = table(matrix).to_dict("index")
    assert rows["Z01"] == {
        "name": "Place Z01",
        "Issued within 20 weeks": "40.0%, worse",
        "Autistic spectrum disorder": "60.0%, higher",
    }
    assert rows["Z12"]["Issued within 20 weeks"] == "9.0%, suspect"
    assert rows["Z12"]["Autistic spectrum disorder"] == "no figure"
    assert rows["Z13"]["Autistic spectrum disorder"] == "66.7%, too few to tell"
    years = table(by_year(cube, ENGLAND_AS_A_WHOLE, ASD, codes=("Z01",)))
    assert years["2025"].tolist() == ["60.0%, higher, the series breaks"]


def test_the_reading_counts_what_differs(cube: Cube, matrix: Matrix) -> None:
    assert reading(matrix, "England") == (
        "Of 8 figures compared with England, 8 differ beyond chance (2 better and 2 worse where "
        "one end is better), 0 by more than authorities usually differ."
    )
    empty = by_year(cube, ENGLAND_AS_A_WHOLE, "need_hi")
    assert reading(empty, "England") == "None of these figures can be compared."
