"""Series by year, their breaks, and changes recounted against scipy."""

from __future__ import annotations

import math
from typing import Any

import pytest

from analytics.sen2.comparator import ENGLAND_AS_A_WHOLE, Comparator
from analytics.sen2.cube import build
from analytics.sen2.trend import COLUMNS, Change, change, change_words, reading, series
from tests.analytics.sen2 import invented
from tests.analytics.sen2.invented import figure, whole

ASD, RATE = "need_asd", "plans_per_1000"
NEAR = Comparator("neighbours", model="2025-05")


def rows(counts: dict[int, int], code: str = "Z01", broken: int = 0, **given: Any) -> list[Any]:
    return [
        figure(code, ASD, year, count, 1_000, broken=year == broken, **given)
        for year, count in counts.items()
    ]


def test_a_change_is_tested_as_two_samples_are() -> None:
    from scipy.stats import chi2_contingency

    cube = invented.cube(whole([*rows({2023: 300, 2024: 320, 2025: 360}), *rows({2023: 9}, "Z02")]))
    found = change(cube, ASD, "Z01")
    assert found is not None
    statistic = chi2_contingency([[360, 640], [300, 700]], correction=False).statistic
    assert found.z == pytest.approx(math.sqrt(statistic))
    assert (found.first_year, found.last_year, found.difference) == (2023, 2025, pytest.approx(6))
    assert found.is_real
    assert (found.other_first, found.other_last) == pytest.approx((100 * 309 / 2_000, 36))


def test_a_change_of_a_rate_is_that_of_two_counts() -> None:
    both = [figure("Z01", RATE, year, k, 9_000) for year, k in ((2024, 60), (2025, 100))]
    found = change(invented.cube(whole(both)), RATE, "Z01")
    assert found is not None
    assert found.z == pytest.approx((100 - 60) / math.sqrt(160))


def changed(years: range, **given: Any) -> Change:
    counts = {year: 200 + 10 * (year - 2010) for year in years}
    found = change(invented.cube(whole(rows(counts, **given))), ASD, "Z01")
    assert found is not None
    return found


def test_only_the_last_five_years_are_read() -> None:
    found = changed(range(2016, 2023))
    assert (found.first_year, found.last_year, found.broken) == (2018, 2022, None)


def test_only_years_after_a_break_are_read() -> None:
    found = changed(range(2018, 2026))
    assert (found.first_year, found.broken) == (2023, 2023)
    assert change_words(found).endswith(
        "Years before 2023 are left out: the return changed from totals to single people."
    )
    earlier = changed(range(2016, 2023), broken=2017)
    assert (earlier.first_year, earlier.broken) == (2018, 2017)
    assert "left out" not in change_words(earlier)


def test_suspect_years_are_not_read() -> None:
    given = [*rows({2024: 300}), *rows({2023: 100, 2025: 400}, flagged=True)]
    cube = invented.cube(whole(given))
    assert change(cube, ASD, "Z01") is None
    assert change(cube, "need_hi", "Z01") is None
    assert change(cube, ASD, "Z99") is None
    years = series(cube, ASD, "Z01", ())
    assert list(years["mark"]) == ["flagged", "", "flagged"]
    assert reading(years, None) == (
        "Place Z01: There are not two years that can be compared with each other. "
        "Without a sound figure: 2023 and 2025."
    )


def test_nobody_counted_twice_is_no_change() -> None:
    found = change(invented.cube(whole(rows({2024: 0, 2025: 0}))), ASD, "Z01")
    assert found is not None
    assert (found.z, found.is_real) == (0.0, False)


GIVEN = Change(ASD, 2023, 2025, 28.1, 31.5, 4.0, "England", 23.1, 24.0, None)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (
            GIVEN,
            "It rose from 28.1% in 2023 to 31.5% in 2025 (3.4 percentage points more), more than "
            "chance allows. England went from 23.1% to 24.0%.",
        ),
        (
            Change(ASD, 2023, 2025, 31.5, 28.1, -4.0, "the South", math.nan, 24.0, None),
            "It fell from 31.5% in 2023 to 28.1% in 2025 (3.4 percentage points less), more than "
            "chance allows.",
        ),
        (
            Change(ASD, 2023, 2025, 31.5, 31.9, 0.4, "England", 23.1, 24.0, None),
            "It went from 31.5% in 2023 to 31.9% in 2025, no more of a change than chance allows. "
            "England went from 23.1% to 24.0%.",
        ),
        (None, "There are not two years that can be compared with each other."),
    ],
)
def test_a_change_is_told(given: Change | None, words: str) -> None:
    assert change_words(given) == words


def test_the_series_has_the_authority_and_all_it_is_compared_with() -> None:
    given = [
        *rows({2024: 300, 2025: 320}),
        *rows({2024: 100, 2025: 120}, "Z02"),
        *rows({2025: 200}, "Z11"),
        figure("Z11", ASD, 2024, symbol="c"),
    ]
    near = invented.neighbours(**{"2025-05": {"Z01": ["Z02", "Z11"]}})
    cube = invented.cube(whole(given), near=near)
    chosen = Comparator("chosen", codes=("Z11", "Z01"))
    found = series(cube, ASD, "Z01", (ENGLAND_AS_A_WHOLE, Comparator("region"), NEAR, chosen))
    assert list(found) == list(COLUMNS)
    of = {name: part.set_index("year") for name, part in found.groupby("series")}
    assert set(of) == {"own", "england", "region", "neighbours2025-05", "Z11"}
    assert of["own"].loc[2025, ["own", "numerator"]].tolist() == [32, 320]
    assert of["england"]["own"].tolist() == pytest.approx([20, 100 * 640 / 3_000])
    assert of["region"]["own"].tolist() == pytest.approx([20, 22])
    assert of["neighbours2025-05"]["own"].tolist() == pytest.approx([10, 16])
    assert of["Z11"]["mark"].tolist() == ["symbol", ""]
    assert of["Z11"].loc[2024, "why"] == "No figure was published: withheld to protect people."
    assert of["own"].loc[2025, "low"] < 32 < of["own"].loc[2025, "high"]
    told = reading(found, change(cube, ASD, "Z01"))
    assert told == "Place Z01: " + change_words(change(cube, ASD, "Z01"))


def test_a_series_runs_on_through_the_one_it_replaced() -> None:
    given = [*rows({2019: 100}, "Z01"), *rows({2020: 110, 2021: 120}, "Z02")]
    places = invented.authorities(["Z01", "Z02"], Z01="Z02")
    cube = build(invented.frame(whole(given)), places, invented.neighbours())
    found = series(cube, ASD, "Z02", ())
    assert found["own"].tolist() == [10, 11, 12]
    assert found["of"].tolist() == ["Place Z01", "", ""]
    assert set(found["name"]) == {"Place Z02"}


def test_without_figures_there_is_no_series() -> None:
    cube = invented.cube(whole(rows({2025: 3})))
    assert series(cube, "need_hi", "Z01", ()).empty
    assert series(cube, ASD, "Z99", ()).empty
    silent = series(invented.cube([figure("Z01", ASD, 2025)]), ASD, "Z01", ())
    assert reading(silent, None) == "No figure was published for any year."
