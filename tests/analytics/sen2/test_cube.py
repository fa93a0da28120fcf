"""The cube: every figure in its place, the newest release first, nothing invented."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.sen2.cube import SAME_POPULATION, Column, build
from data.schemas.sen2 import ENGLAND
from tests.analytics.sen2 import invented
from tests.analytics.sen2.invented import NORTH, SOUTH, figure, whole

ASD, TIMELY, RATE = "need_asd", "within_20_weeks_pct", "plans_per_1000"


def test_every_figure_is_found_where_it_belongs() -> None:
    rows = whole(
        [
            figure("Z01", ASD, 2025, 30, 100, footnote="Seen."),
            figure("Z11", ASD, 2024, 10, 50, flagged=True, why="It jumps.", broken=True),
            figure("Z11", TIMELY, 2024, None, None, symbol="c"),
        ]
    )
    cube = invented.cube(rows)
    assert cube.areas == (ENGLAND, NORTH, SOUTH, "Z01", "Z11")
    assert cube.authorities == ("Z01", "Z11")
    assert (cube.years, set(cube.indicators)) == ((2024, 2025), {ASD, TIMELY})
    for row in rows:
        at = (
            cube.area_places[row["code"]],
            cube.places[row["indicator"]],
            cube.years.index(row["year"]),
        )
        for name in ("value", "numerator", "denominator"):
            expected = np.nan if row[name] is None else row[name]
            np.testing.assert_equal(getattr(cube, name)[at], expected)
        for name in ("symbol", "flagged", "broken", "why", "footnote", "release"):
            assert getattr(cube, name)[at] == row[name]
        assert cube.held[at]
    assert cube.held.sum() == len(rows)
    assert np.isnan(cube.value[~cube.held]).all()


def test_the_newer_release_stands_unless_it_has_no_value() -> None:
    rows = [
        figure("Z01", ASD, 2022, 31, 100, release="2025"),
        figure("Z01", ASD, 2022, 30, 100, release="2022"),
        figure("Z01", ASD, 2021, None, None, release="2025"),
        figure("Z01", ASD, 2021, 20, 90, release="2022"),
    ]
    cube = invented.cube(rows)
    assert list(cube.numerator[0, 0]) == [20, 31]
    assert list(cube.release[0, 0]) == ["2022", "2025"]
    assert list(cube.symbol[0, 0]) == ["", ""]


def test_columns_are_the_newest_or_those_of_a_collection() -> None:
    rows = [
        figure("Z01", ASD, 2024, 20, 90),
        figure("Z01", ASD, 2025, None, None),
        figure("Z01", TIMELY, 2024, 5, 10),
        figure("Z01", TIMELY, 2023, 5, 10),
        figure("Z01", "plans", 2025, 90),
    ]
    cube = invented.cube(rows)
    assert cube.newest == {"plans": 2025, TIMELY: 2024, ASD: 2024}
    assert cube.columns() == (Column(TIMELY, 2024), Column(ASD, 2024))
    assert cube.columns(2025) == (Column(TIMELY, 2024), Column(ASD, 2025))
    assert cube.columns(2023) == ()
    assert cube.through_years(ASD) == (Column(ASD, 2024), Column(ASD, 2025))
    assert cube.through_years("need_hi") == ()
    assert cube.take("numerator", cube.columns(2025)).tolist()[0][0] == 5


def test_an_indicator_without_any_figure_has_no_newest_year() -> None:
    cube = invented.cube([figure("Z01", ASD, 2025), figure("Z01", TIMELY, 2025, 1, 2)])
    assert cube.newest == {TIMELY: 2025}
    assert [column.indicator for column in cube.columns()] == [TIMELY]


def test_a_population_of_several_authorities_makes_rates_suspect() -> None:
    rows = [
        figure("Z01", RATE, 2025, 30, 9_000),
        figure("Z02", RATE, 2025, 30, 9_000, why="It jumps."),
        figure("Z03", RATE, 2025, 30, 9_000),
        figure("Z01", ASD, 2025, 3, 30),
    ]
    places = invented.authorities(["Z01", "Z02", "Z03"])
    places["population_flagged"] = [True, True, False]
    cube = build(invented.frame(rows), places, invented.neighbours())
    rates, needs = cube.places[RATE], cube.places[ASD]
    assert cube.flagged[:, rates, 0].tolist() == [True, True, False]
    assert cube.why[:, rates, 0].tolist() == [SAME_POPULATION, "It jumps.", ""]
    assert not cube.flagged[:, needs].any()


def test_neighbours_and_predecessors_are_kept_by_code() -> None:
    near = invented.neighbours(m2021={"Z01": ["Z02"]}, m2025={"Z01": ["Z03", "Z02"]})
    of = invented.authorities(["Z01", "Z02", "Z03", "Z04"], Z04="Z02+Z03", Z03="Z02")
    cube = invented.cube([figure("Z01", ASD, 2025, 3, 30)], of, near)
    assert list(cube.groups) == ["m2025", "m2021"]
    assert cube.groups["m2025"]["Z01"] == ("Z03", "Z02")
    assert cube.predecessors == {"Z02": ("Z03", "Z04"), "Z03": ("Z04",)}


def test_a_series_breaks_at_its_first_figure_after_the_return_changed() -> None:
    def rows(indicator: str, years: list[int]) -> list[dict[str, object]]:
        return [figure("Z01", indicator, year, 5, 10) for year in years]

    given = [
        *rows(ASD, [2021, 2022, 2024, 2025]),
        *rows(TIMELY, [2020, 2021, 2022, 2023]),
        *rows("need_hi", [2024, 2025]),
        figure("Z01", ASD, 2023),
    ]
    cube = invented.cube(given)
    broken = {
        id: [year for n, year in enumerate(cube.years) if cube.broken[0, place, n]]
        for id, place in cube.places.items()
    }
    # A January count is of the collection of its year, activity of the one after.
    assert broken == {ASD: [2024], TIMELY: [2022], "need_hi": []}


def test_a_place_is_called_what_the_newest_figures_call_it() -> None:
    rows = [figure("Z01", ASD, 2025, 1, 2, name="New"), figure("Z01", ASD, 2020, 1, 2, name="Old")]
    assert invented.cube(rows).names["Z01"] == "New"


def test_no_figures_are_an_empty_cube() -> None:
    cube = invented.cube([])
    assert (cube.areas, cube.years, cube.columns(), cube.england) == ((), (), (), -1)


@pytest.mark.parametrize("code", [ENGLAND, "Z01"])
def test_england_s_place_is_known(code: str) -> None:
    cube = invented.cube([figure(code, ASD, 2025, 1, 2)])
    assert cube.england == (0 if code == ENGLAND else -1)
