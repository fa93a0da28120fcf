"""Comparisons against plain recounts and scipy, and the verdicts drawn from them."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.sen2.comparator import ENGLAND_AS_A_WHOLE, Comparator
from analytics.sen2.comparison import Compared, against, compare, table
from analytics.sen2.cube import Column
from data.schemas.sen2 import ENGLAND
from tests.analytics.sen2 import invented
from tests.analytics.sen2.invented import NORTH, SOUTH, figure, whole

ASD, TIMELY, SLOW = "need_asd", "within_20_weeks_pct", "over_1_year_pct"
RATE, YEAR = "plans_per_1000", 2025
REGION = Comparator("region")


def shares(counts: dict[str, tuple[float, float]], indicator: str = ASD) -> list[dict[str, Any]]:
    return [figure(code, indicator, YEAR, k, n) for code, (k, n) in counts.items()]


def compared(rows: list[dict[str, Any]], comparator: Comparator = ENGLAND_AS_A_WHOLE) -> Compared:
    cube = invented.cube(rows)
    return compare(cube, tuple(Column(id, YEAR) for id in cube.indicators), comparator)


FOUR = {"Z01": (300, 1_000), "Z02": (200, 1_000), "Z11": (90, 400), "Z12": (40, 100)}


def test_england_without_the_authority_is_what_a_share_is_tested_against() -> None:
    from scipy.stats import chi2_contingency

    found = compared(whole(shares(FOUR)))
    total, out_of = 630, 2_500
    for row, (k, n) in enumerate(FOUR.values()):
        square = [[k, n - k], [total - k, out_of - n - (total - k)]]
        statistic = chi2_contingency(square, correction=False).statistic
        sign = math.copysign(1, k / n - (total - k) / (out_of - n))
        assert found.z[row, 0] == pytest.approx(sign * math.sqrt(statistic))
        assert found.own[row, 0] == pytest.approx(100 * k / n)
        assert found.against[row, 0] == pytest.approx(100 * total / out_of)
        assert found.difference[row, 0] == pytest.approx(100 * (k / n - total / out_of))
    assert list(found.verdict[:, 0]) == ["higher", "lower", "similar", "higher"]


def test_a_region_is_tested_without_the_authority_too() -> None:
    from scipy.stats import chi2_contingency

    found = compared(whole(shares(FOUR)), REGION)
    statistic = chi2_contingency([[90, 310], [40, 60]], correction=False).statistic
    assert found.z[2, 0] == pytest.approx(-math.sqrt(statistic))
    assert found.z[3, 0] == pytest.approx(math.sqrt(statistic))
    assert found.against[2, 0] == pytest.approx(100 * 130 / 500)


def test_rates_are_tested_as_poisson_counts_are() -> None:
    from scipy.stats import chisquare

    counts = {"Z01": (60, 9_000), "Z02": (400, 90_000)}
    found = compared(whole(shares(counts, RATE)))
    # Given 460 in all, the first place's part of them is expected to be its part of the people.
    expected = chisquare([60, 400], [460 / 11, 4_600 / 11]).statistic
    assert found.z[0, 0] == pytest.approx(math.sqrt(expected))
    assert found.z[0, 0] == pytest.approx(-found.z[1, 0])
    assert found.own[0, 0] == pytest.approx(60 / 9)
    assert found.against[0, 0] == pytest.approx(460 / 99)
    assert found.low[0, 0] < 60 / 9 < found.high[0, 0]


def test_neighbours_are_their_simple_mean_and_missing_ones_drop_out() -> None:
    rows = [*whole(shares(FOUR)), figure("Z13", ASD, YEAR), figure("Z14", ASD, YEAR, 5, 50)]
    rows[-1]["flagged"] = True
    near = invented.neighbours(m1={"Z01": ["Z02", "Z12", "Z13", "Z14", "Z99"]})
    cube = invented.cube(rows, near=near)
    found = compare(cube, cube.columns(), Comparator("neighbours", model="m1"))
    assert found.against[0, 0] == pytest.approx((20 + 40) / 2)
    assert found.pooled[0, 0] == pytest.approx(100 * 240 / 1_100)
    assert found.n_against[0, 0] == 2
    p = (300 + 240) / 2_100
    error = math.sqrt(p * (1 - p) * (1 / 1_000 + (1 / 1_000 + 1 / 100) / 4))
    assert found.z[0, 0] == pytest.approx((0.3 - 0.3) / error, abs=1e-9)
    assert found.verdict[0, 0] == "similar"
    assert found.reason[1, 0] == "no comparator"
    assert np.isnan(found.against[1, 0])


def test_one_chosen_authority_is_tested_as_two_shares_are() -> None:
    from scipy.stats import chi2_contingency

    found = compared(whole(shares(FOUR)), Comparator("chosen", codes=("Z01", "Z02", "Z99")))
    statistic = chi2_contingency([[300, 700], [200, 800]], correction=False).statistic
    # Each of the two is compared with the other: an authority is never its own comparator.
    assert found.z[0, 0] == pytest.approx(math.sqrt(statistic))
    assert found.z[1, 0] == pytest.approx(-math.sqrt(statistic))
    assert found.against[2, 0] == pytest.approx(25)


@pytest.mark.parametrize(
    ("indicator", "words"),
    [(ASD, ("higher", "lower")), (TIMELY, ("better", "worse")), (SLOW, ("worse", "better"))],
)
def test_the_verdict_goes_by_which_end_is_better(indicator: str, words: tuple[str, str]) -> None:
    found = compared(whole(shares(FOUR, indicator)))
    assert tuple(found.verdict[:2, 0]) == words
    assert found.beyond_chance[:2, 0].all()


def reasons(
    rows: list[dict[str, Any]], comparator: Comparator = ENGLAND_AS_A_WHOLE
) -> dict[str, str]:
    found = compared(rows, comparator)
    return dict(zip(found.codes, found.reason[:, 0], strict=True))


def test_why_there_is_no_verdict_is_said() -> None:
    many = shares({"Z01": (300, 1_000), "Z02": (200, 1_000), "Z03": (3, 12)})
    rows = [
        *whole(many),
        figure("Z04", ASD, YEAR, symbol="c"),
        figure("Z05", ASD, YEAR, 30, 100, flagged=True),
        figure("Z06", ASD, YEAR, 30, None),
        figure("Z07", ASD, YEAR, 30, 0),
        figure("Z08", ASD, YEAR, 30, 20),
        figure("Z09", ASD, 2024, 30, 100),
        figure("Z20", ASD, YEAR, 30, 100),
    ]
    expected = {
        "Z01": "",
        "Z02": "",
        "Z03": "too few",
        "Z04": "symbol",
        "Z05": "flagged",
        "Z06": "no denominator",
        "Z07": "no denominator",
        "Z08": "impossible",
        "Z09": "absent",
    }
    assert reasons(rows) == {**expected, "Z20": ""}
    assert reasons(rows, REGION) == {**expected, "Z20": "no comparator"}
    found = compared(rows)
    assert set(found.verdict[found.reason != ""]) == {"not comparable"}
    assert np.isnan(found.z[found.reason != ""]).all()
    # A suspect figure is shown, but nothing is drawn from it.
    assert found.own[4, 0] == pytest.approx(30)
    assert np.isnan(found.low[4, 0])


def test_a_part_beyond_the_whole_is_not_tested() -> None:
    rows = [*shares({"Z01": (300, 1_000)}), figure(ENGLAND, ASD, YEAR, 200, 1_100)]
    assert reasons(rows) == {"Z01": "no comparator"}


def test_for_a_suspect_england_its_authorities_are_added_up() -> None:
    sound, rows = compared(whole(shares(FOUR))), whole(shares(FOUR))
    rows[0] |= {"flagged": True, "numerator": 500.0}
    found = compared(rows)
    np.testing.assert_allclose(found.z, sound.z)
    # What is shown of England is what was published.
    assert found.against[0, 0] == pytest.approx(100 * 500 / 2_500)
    assert (found.unusual == sound.unusual).all()


def test_for_a_suspect_region_its_own_authorities_are_added_up() -> None:
    rows = whole(shares(FOUR))
    north = next(row for row in rows if row["code"] == NORTH)
    sound = compared(whole(shares(FOUR)), REGION)
    north |= {"flagged": True, "numerator": 499.0}
    np.testing.assert_allclose(compared(rows, REGION).z, sound.z)


def test_a_percentage_without_its_counts_is_shown_but_not_compared() -> None:
    found = compared([figure("Z01", TIMELY, YEAR, value=61.5), *shares(FOUR)[1:]])
    assert (found.own[0, 0], found.reason[0, 0]) == (61.5, "no denominator")
    found = compared([figure("Z01", ASD, YEAR, 61), *shares(FOUR)[1:]])
    assert np.isnan(found.own[0, 0])


def oracle(rows: list[dict[str, Any]], code: str) -> float:
    """Recompute z against England's others with plain arithmetic."""
    of = {row["code"]: (row["numerator"], row["denominator"]) for row in rows}
    (k, n), (total, out_of) = of[code], of[ENGLAND]
    rest, size = total - k, out_of - n
    p = total / out_of
    return (k / n - rest / size) / math.sqrt(p * (1 - p) * (1 / n + 1 / size))


counts = st.integers(50, 5_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.no_cover
@settings(max_examples=20)
@given(st.lists(counts, min_size=2, max_size=6))
def test_every_difference_is_that_of_the_recount(drawn: list[tuple[int, int]]) -> None:
    rows = whole(shares({f"Z0{n}": pair for n, pair in enumerate(drawn)}))
    found = compared(rows)
    for row, code in enumerate(found.codes):
        if found.reason[row, 0] == "":
            assert found.z[row, 0] == pytest.approx(oracle(rows, code), rel=1e-9, abs=1e-9)
            # What is shown and what is tested never point different ways.
            assert found.z[row, 0] * found.difference[row, 0] >= -1e-9


@settings(max_examples=5)
@given(st.permutations(list(FOUR)))
def test_the_order_of_rows_does_not_matter(order: list[str]) -> None:
    found = compared(whole(shares({code: FOUR[code] for code in order})))
    np.testing.assert_allclose(found.z, compared(whole(shares(FOUR))).z)


def test_the_table_has_a_row_for_each_figure_and_says_why() -> None:
    rows = [
        *whole(shares(FOUR)),
        figure("Z13", ASD, YEAR, symbol="c"),
        figure("Z14", ASD, YEAR, 9, 30, flagged=True, why="It is three times last year's."),
        figure("Z15", ASD, YEAR, symbol="?"),
    ]
    cube = invented.cube(rows)
    every = table(compare(cube, cube.columns(), Comparator()), cube)
    assert list(every["code"]) == list(cube.authorities)
    why = dict(zip(every["code"], every["why"], strict=True))
    assert why["Z01"] == ""
    assert why["Z13"] == "No figure was published: withheld to protect people."
    assert why["Z14"] == "The figure is suspect. It is three times last year's."
    assert why["Z15"] == "No figure was published."
    one = table(compare(cube, cube.columns(), Comparator()), cube, codes=("Z11",))
    pd.testing.assert_frame_equal(
        one, every[every["code"] == "Z11"].reset_index(drop=True), check_dtype=False
    )
    assert one.loc[0, ["name", "indicator", "year", "verdict"]].tolist() == [
        "Place Z11", ASD, YEAR, "similar",
    ]  # fmt: skip


def test_nothing_is_compared_without_figures() -> None:
    cube = invented.cube([])
    found = compare(cube, (), Comparator())
    assert found.own.shape == (0, 0)
    assert table(found, cube).empty


def test_england_alone_has_nobody_to_compare() -> None:
    cube = invented.cube([figure(ENGLAND, ASD, YEAR, 3, 10)])
    assert compare(cube, cube.columns(), Comparator()).own.shape == (0, 1)


def test_a_region_that_is_not_there_is_no_comparator() -> None:
    rows = [row for row in whole(shares(FOUR)) if row["code"] not in (NORTH, SOUTH)]
    assert set(reasons(rows, REGION).values()) == {"no comparator"}


@pytest.mark.parametrize(
    "comparator",
    [
        ENGLAND_AS_A_WHOLE,
        REGION,
        Comparator("neighbours", model="m1"),
        Comparator("chosen", codes=("Z02",)),
        Comparator("chosen", codes=("Z99",)),
    ],
)
def test_one_authority_s_comparator_is_that_of_all(comparator: Comparator) -> None:
    near = invented.neighbours(m1={"Z01": ["Z02", "Z12"]})
    south = [row for row in whole(shares(FOUR)) if row["code"] != NORTH]
    for rows in (whole(shares(FOUR)), south):
        cube = invented.cube(rows, near=near)
        found = compare(cube, cube.columns(), comparator)
        for row, code in enumerate(found.codes):
            one = against(cube, cube.columns(), comparator, code)
            np.testing.assert_allclose(one, found.against[row])
