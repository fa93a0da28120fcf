"""Ranks, quarters and the range that chance allows, each recounted one by one."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.sen2.comparator import ENGLAND_AS_A_WHOLE
from analytics.sen2.comparison import compare
from analytics.sen2.ranks import COLUMNS, left_out, ranks, reading
from tests.analytics.sen2 import invented
from tests.analytics.sen2.invented import figure, whole

ASD, TIMELY, SLOW = "need_asd", "within_20_weeks_pct", "over_1_year_pct"


def ranked(
    pairs: list[tuple[int, int]], indicator: str = ASD, extra: Any = (), **given: bool
) -> pd.DataFrame:
    rows = [figure(f"Z{n:02}", indicator, 2025, *pair) for n, pair in enumerate(pairs)]
    cube = invented.cube(whole([*rows, *extra]))
    found = compare(cube, cube.columns(), ENGLAND_AS_A_WHOLE)
    return ranks(found, cube, indicator, **given)


pairs = st.lists(
    st.integers(20, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    min_size=1,
    max_size=9,
)


@pytest.mark.no_cover
@settings(max_examples=20)
@given(pairs, st.sampled_from([ASD, TIMELY, SLOW]))
def test_every_rank_is_that_of_the_recount(drawn: list[tuple[int, int]], indicator: str) -> None:
    found = ranked(drawn, indicator)
    sign = -1 if indicator == SLOW else 1
    for row in found.itertuples():
        ahead = [o for o in found.itertuples() if sign * o.own > sign * row.own]
        equal = [o for o in found.itertuples() if o.own == row.own]
        assert row.rank == len(ahead) + 1
        assert row.tied == (len(equal) > 1)
        assert row.out_of == len(drawn)
        surely_ahead = sum(1 for o in found.itertuples() if _beyond(o, row, sign))
        surely_behind = sum(1 for o in found.itertuples() if _beyond(row, o, sign))
        assert (row.first, row.last) == (surely_ahead + 1, len(drawn) - surely_behind)
        assert row.first <= row.rank <= row.last
        assert row.band == "ABCD"[4 * (row.rank - 1) // row.out_of]
    assert list(found["rank"]) == sorted(found["rank"])


def _beyond(one: Any, other: Any, sign: int) -> bool:
    return bool(one.low > other.high if sign > 0 else one.high < other.low)


@pytest.mark.parametrize(
    ("indicator", "first", "words"),
    [
        (TIMELY, "Z00", ["best quarter", "worst quarter"]),
        (SLOW, "Z03", ["best quarter", "worst quarter"]),
        (ASD, "Z00", ["highest quarter", "lowest quarter"]),
    ],
)
def test_the_best_comes_first_whichever_end_it_is(
    indicator: str, first: str, words: list[str]
) -> None:
    found = ranked([(90, 100), (70, 100), (50, 100), (10, 100)], indicator)
    assert found["code"].iloc[0] == first
    assert [found["quarter"].iloc[0], found["quarter"].iloc[-1]] == words
    assert "".join(found["band"]) == "ABCD"


def test_suspect_figures_are_left_out_unless_asked_for() -> None:
    extra = [
        figure("Z20", ASD, 2025, 99, 100, flagged=True),
        figure("Z21", ASD, 2025),
        figure("Z22", ASD, 2025, 120, 100),
        figure("Z23", ASD, 2024, 1, 2),
    ]
    given = [(90, 100), (10, 100)]
    assert list(ranked(given, extra=extra)["code"]) == ["Z00", "Z01"]
    found = ranked(given, extra=extra, with_flagged=True)
    assert list(found["code"]) == ["Z20", "Z00", "Z01"]
    assert list(found["flagged"]) == [True, False, False]
    assert np.isnan(found["first"].iloc[0])
    assert reading(found, "Z20", "Place Z20") == (
        "Place Z20 is 1st of 3 authorities, in the highest quarter."
    )


def test_who_is_left_out_is_named() -> None:
    rows = [figure(f"Z0{n}", ASD, 2025, 9, 100, flagged=n < 2) for n in range(3)]
    cube = invented.cube(whole(rows))
    found = compare(cube, cube.columns(), ENGLAND_AS_A_WHOLE)
    assert left_out(found, cube, ASD) == ("Place Z00", "Place Z01")


def test_nobody_to_rank_is_an_empty_table() -> None:
    found = ranked([], extra=[figure("Z20", ASD, 2025, 9, 10, flagged=True)])
    assert found.empty
    assert list(found) == list(COLUMNS)


def test_the_place_is_read_with_what_chance_allows() -> None:
    found = ranked([(90, 100), (10, 100), (12, 100), (12, 100)])
    assert reading(found, "Z00", "Here") == (
        "Here is 1st of 4 authorities, in the highest quarter; chance does not blur that place."
    )
    assert reading(found, "Z03", "There") == (
        "There is equal 2nd of 4 authorities, in the second highest quarter; chance alone could "
        "place it from 2nd to 4th."
    )
    assert reading(found, "Z99", "Nowhere") == (
        "Nowhere is not ranked: its figure is missing or suspect."
    )
