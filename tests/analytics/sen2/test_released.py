"""All of it on the DfE's release of 2025: held against plain recounts, for every authority."""

from __future__ import annotations

import math

import numpy as np
import pytest

from analytics.sen2.comparator import ENGLAND_AS_A_WHOLE, all_comparators
from analytics.sen2.comparison import compare
from analytics.sen2.cube import Column, Cube
from analytics.sen2.ranks import ranks
from analytics.sen2.standing_out import standing_out
from analytics.sen2.trend import series
from data.schemas.indicators import INDICATORS
from data.schemas.sen2 import ENGLAND
from tests.analytics.sen2 import released


@pytest.fixture(scope="module")
def cube() -> Cube:
    return released.cube()


@pytest.mark.parametrize("column", [Column("need_asd", 2025), Column("requests_per_1000", 2024)])
def test_every_authority_is_compared_as_by_hand(cube: Cube, column: Column) -> None:
    figures = released.figures()
    rows = figures[(figures["indicator"] == column.indicator) & (figures["year"] == column.year)]
    of = {row.code: (row.numerator, row.denominator) for row in rows.itertuples()}
    found = compare(cube, (column,), ENGLAND_AS_A_WHOLE)
    scale = 100 if INDICATORS[column.indicator].compared == "share" else 1_000
    total, out_of = of[ENGLAND]
    tested = 0
    for row, code in enumerate(found.codes):
        if found.reason[row, 0]:
            continue
        tested += 1
        k, n = of[code]
        assert found.own[row, 0] == pytest.approx(scale * k / n)
        together = total / out_of
        variance = together * ((1 - together) if scale == 100 else 1)
        gap = k / n - (total - k) / (out_of - n)
        error = math.sqrt(variance * (1 / n + 1 / (out_of - n)))
        assert found.z[row, 0] == pytest.approx(gap / error)
    # In requests two pairs of authorities share a population, and the Isles of Scilly are few.
    assert tested >= 145


def test_england_is_as_published(cube: Cube) -> None:
    found = compare(cube, cube.columns(), ENGLAND_AS_A_WHOLE)
    shown = {c.indicator: found.against[0, n] for n, c in enumerate(found.columns)}
    assert round(shown["within_20_weeks_pct"], 1) == 46.4
    assert round(shown["need_asd"], 1) == 31.5
    assert round(shown["refusal_pct"], 1) == 25.2
    place = cube.places["requests_per_1000"]
    assert cube.numerator[cube.england, place, cube.years.index(2024)] == 154_489
    plans = cube.numerator[cube.england, cube.places["plans_per_1000"], cube.years.index(2025)]
    assert plans == 638_745


def test_most_differ_beyond_chance_and_few_are_unusual(cube: Cube) -> None:
    found = compare(cube, cube.columns(), ENGLAND_AS_A_WHOLE)
    known = found.reason == ""
    assert found.beyond_chance[known].mean() > 0.6
    assert 0.03 < (found.unusual[known] > 0).mean() < 0.2


@pytest.mark.no_cover
def test_something_can_be_said_of_every_authority(cube: Cube) -> None:
    for code in cube.authorities:
        found = standing_out(cube, code, comparator=ENGLAND_AS_A_WHOLE)
        assert found is not None
        for one in found.findings:
            words = (one.size, one.certainty, one.trend, one.holds)
            assert all(words)
            assert "nan" not in " ".join(words)
            assert one.adjusted_p < 0.05
            assert one.rank <= one.out_of


def test_ranks_are_a_permutation_of_those_with_a_figure(cube: Cube) -> None:
    found = compare(cube, cube.columns(), ENGLAND_AS_A_WHOLE)
    for column in found.columns:
        rows = ranks(found, cube, column.indicator)
        assert rows["rank"].is_monotonic_increasing
        assert not rows["code"].duplicated().any()
        assert (rows["first"] <= rows["rank"]).all()
        assert (rows["rank"] <= rows["last"]).all()


def test_dorset_runs_on_and_cumberland_begins_anew(cube: Cube) -> None:
    def held(code: str) -> list[int]:
        years = series(cube, "placement_special", code, all_comparators(cube, code))
        own = years[(years["series"] == "own") & years["own"].notna()]
        return own["year"].tolist()

    assert held("838") == list(range(2019, 2026))
    assert held("942") == [2024, 2025]
    assert np.isin(held("839"), range(2020, 2026)).all()
