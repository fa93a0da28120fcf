"""What stands out: found again where it was put in, told once, and tried against others."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from analytics.sen2.comparator import ENGLAND_AS_A_WHOLE, Comparator
from analytics.sen2.cube import Column, Cube
from analytics.sen2.soundness import doubts
from analytics.sen2.standing_out import (
    Held,
    StandingOut,
    certainty,
    data_words,
    holds_words,
    reading,
    standing,
    standing_out,
    two_sided,
)
from data.schemas.indicators import INDICATORS
from tests.analytics.sen2 import invented
from tests.analytics.sen2.invented import figure, whole

TIMELY, WITH_EXCEPTIONS = "within_20_weeks_pct", "within_20_weeks_incl_exceptions_pct"
USUAL = {"need_asd": 0.3, "need_slcn": 0.2, "need_hi": 0.012, TIMELY: 0.5, "placement_ap": 0.05}
N = 4_000


def england(own: dict[str, float], **extra: Any) -> Cube:
    """Return 30 places as usual, and Z01 as given; timeliness with exceptions follows the other."""
    numbers = np.random.default_rng(8)
    rows = []
    for place in range(30):
        code = f"Z{place:02}"
        for indicator, usual in USUAL.items():
            share = usual * numbers.uniform(0.8, 1.2)
            share = own.get(indicator, usual) if code == "Z01" else share
            rows.append(figure(code, indicator, 2025, round(share * N), N))
            if indicator == TIMELY:
                rows.append(figure(code, WITH_EXCEPTIONS, 2025, round(share * 0.9 * N), N))
    near = invented.neighbours(
        **{
            "2021-04": {"Z01": ["Z02", "Z03", "Z12"]},
            "2025-05": {"Z01": ["Z04", "Z13", "Z14"]},
        }
    )
    return invented.cube(whole([*rows, *extra.get("rows", [])]), near=near)


def found(own: dict[str, float], **given: Any) -> StandingOut:
    result = standing_out(england(own), "Z01", comparator=ENGLAND_AS_A_WHOLE, **given)
    assert result is not None
    return result


def test_what_was_put_in_is_found_in_order_and_told_once() -> None:
    # England's own shares differ a little from the usual ones, by chance.
    out = found({"need_asd": 0.6, TIMELY: 0.2})
    assert [one.indicator for one in out.top[:2]] == ["need_asd", TIMELY]
    timely = out.top[1]
    assert timely.also == (INDICATORS[WITH_EXCEPTIONS].label,)
    assert (timely.verdict, out.top[0].verdict) == ("worse", "higher")
    assert (timely.rank, timely.tied, timely.out_of) == (1, False, 30)
    assert timely.unusual == 2
    assert WITH_EXCEPTIONS not in {one.indicator for one in out.findings}
    assert timely.certainty == (
        "Almost certainly real, not chance; lowest of 30 authorities, far outside what is usual "
        "between authorities."
    )
    assert timely.size.startswith("20.0% (800 of 4,000 new plans issued in the year, without")
    assert timely.holds == "Holds against England, its region and both neighbour models."
    assert reading(out).startswith(
        "What most distinguishes Place Z01 from England: autistic spectrum disorder (60.0% against "
    )


def test_a_small_difference_comes_after_larger_ones_however_sure() -> None:
    out = found({"need_hi": 0.004, "need_asd": 0.4})
    order = [one.indicator for one in out.findings]
    assert order.index("need_asd") < order.index("need_hi")
    by = {one.indicator: one for one in out.findings}
    assert abs(by["need_hi"].distance) > abs(by["need_asd"].distance)


def test_gaps_in_the_records_come_last() -> None:
    unknown = {"Z01": 2_000, "Z02": 40, "Z03": 40}
    rows = [figure(code, "need_unknown", 2025, count, N) for code, count in unknown.items()]
    cube = england({"need_asd": 0.36}, rows=rows)
    out = standing_out(cube, "Z01", comparator=Comparator("chosen", codes=("Z02", "Z03")))
    assert out is not None
    assert out.findings[-1].indicator == "need_unknown"
    assert out.findings[0].indicator == "need_asd"


def test_a_place_like_england_has_nothing_that_stands_out() -> None:
    cube = england({})
    shares = {
        id: cube.numerator[0, cube.places[id], 0] / cube.denominator[0, cube.places[id], 0]
        for id in USUAL
    }
    out = found({id: float(share) for id, share in shares.items()})
    assert out.findings == ()
    assert reading(out) == (
        "None of the 6 figures of Place Z01 that can be compared differs by more than chance "
        "allows."
    )


def test_chosen_authorities_are_tried_too() -> None:
    out = found({"need_asd": 0.6}, chosen=("Z05",))
    assert [held.outcome for held in out.top[0].held] == ["holds"] * 5
    assert out.top[0].holds == (
        "Holds against England, its region, both neighbour models and Place Z05."
    )


def test_a_region_is_named_where_it_is_the_comparator() -> None:
    cube = england({"need_asd": 0.6})
    out = standing_out(cube, "Z01", comparator=Comparator("region"))
    assert out is not None
    assert reading(out).startswith("What most distinguishes Place Z01 from the North: ")
    assert " in the North: " in out.top[0].size
    near = standing_out(cube, "Z01", comparator=Comparator("neighbours", model="2025-05"))
    assert near is not None
    assert "from its statistical neighbours (2025 model): " in reading(near)


def test_an_unknown_authority_has_nothing_to_tell() -> None:
    assert standing_out(england({}), "Z99", comparator=ENGLAND_AS_A_WHOLE) is None


def test_how_good_the_data_is_is_said() -> None:
    assert data_words(found({})) == (
        "All 6 figures were published, pass the checks and can be compared."
    )
    rows = [
        figure("Z01", "need_pd", 2025, 9, N, flagged=True, why="It jumps."),
        figure("Z01", "need_vi", 2025, symbol="c"),
        figure("Z01", "need_msi", 2025, 1, N),
        figure("Z02", "need_msi", 2025, 1, N),
        figure("Z02", "need_vi", 2025, 30, N),
    ]
    cube = england({}, rows=rows)
    out = standing_out(cube, "Z01", comparator=ENGLAND_AS_A_WHOLE)
    assert out is not None
    assert data_words(out) == (
        "6 of 9 figures can be compared; left out: 1 not published, 1 too few to tell from chance "
        "and 1 suspect."
    )
    why = dict(zip(out.left_out["indicator"], out.left_out["why"], strict=True))
    assert why["need_pd"] == "The figure is suspect. It jumps."
    assert list(out.left_out["reason"]) == ["symbol", "too few", "flagged"]


def held(kind: Any, outcome: str, model: str = "", name: str = "") -> Held:
    return Held(comparator=Comparator(kind, model=model), name=name or kind, outcome=outcome)


def test_against_whom_a_finding_holds_is_said() -> None:
    old, new = ("neighbours", "2021-04"), ("neighbours", "2025-05")
    given = (
        held("england", "holds", name="England"),
        held("region", "similar"),
        held(new[0], "holds", new[1], "its statistical neighbours (2025 model)"),
        held(old[0], "opposite", old[1], "its statistical neighbours (2021 model)"),
        held("chosen", "not comparable", name="Place Z05"),
    )
    assert holds_words(given) == (
        "Holds against England and its statistical neighbours (2025 model); no more than chance "
        "against its region; the other way round against its statistical neighbours (2021 model); "
        "cannot be tried against Place Z05."
    )


def test_a_finding_may_turn_round_against_others() -> None:
    rows = [
        figure("Z01", "need_asd", 2025, 300, 1_000),
        figure("Z02", "need_asd", 2025, 500, 1_000),
    ]
    rows += [figure(f"Z1{n}", "need_asd", 2025, 100, 1_000) for n in range(8)]
    out = standing_out(invented.cube(whole(rows)), "Z01", comparator=ENGLAND_AS_A_WHOLE)
    assert out is not None
    assert [one.outcome for one in out.top[0].held] == ["holds", "opposite"]


@pytest.mark.parametrize(
    ("p", "unusual", "words"),
    [
        (0.0001, 2, "Almost certainly real, not chance; far, far outside what is usual "),
        (0.005, 1, "Very likely real, not chance; far, outside what is usual between authorities."),
        (0.04, 0, "Probably real, not chance; far, within what is usual between authorities."),
    ],
)
def test_certainty_is_told_in_words(p: float, unusual: int, words: str) -> None:
    assert certainty(p, unusual, "far").startswith(words)


def test_standing_is_counted_from_its_end() -> None:
    assert standing(1, 151, tied=False, more=True) == "highest of 151 authorities"
    assert standing(3, 151, tied=True, more=False) == "equal 3rd lowest of 151 authorities"


def test_p_values_are_scipy_s() -> None:
    from scipy.stats import norm

    z = np.array([-3.2, 0.0, 1.96, np.nan])
    np.testing.assert_allclose(two_sided(z), 2 * norm.sf(np.abs(z)))


def test_doubts_are_what_is_said_of_a_figure() -> None:
    rows = [
        figure("Z01", "need_asd", 2025, 30, 100, why="It jumps.", footnote="It jumps."),
        figure("Z01", "need_unknown", 2025, 8, 100),
        figure("Z02", "need_asd", 2025, 30, 100),
        figure("Z02", "need_unknown", 2025, 5, 100),
        figure("Z03", "need_asd", 2025, 30, 100),
        figure("Z01", TIMELY, 2025, 30, 100, footnote="All plans count as exceptions."),
    ]
    cube = invented.cube(rows)
    unrecorded = "8% of its plans have no primary need recorded, so this may be higher."
    assert doubts(cube, "Z01", Column("need_asd", 2025)) == ("It jumps.", unrecorded)
    assert doubts(cube, "Z01", Column("need_unknown", 2025)) == ()
    assert doubts(cube, "Z02", Column("need_asd", 2025)) == ()
    assert doubts(cube, "Z03", Column("need_asd", 2025)) == ()
    assert doubts(cube, "Z03", Column("need_asd", 2025), area="Z02") == ()
    assert doubts(cube, "Z03", Column("need_asd", 2025), area="Z01") == ()
    cube.flagged[cube.area_places["Z01"]] = True
    assert doubts(cube, "Z03", Column("need_asd", 2025), area="Z01") == (
        "The figure of Place Z01 is itself suspect, so its authorities are added up for the test. "
        "It jumps.",
    )
    assert doubts(cube, "Z01", Column(TIMELY, 2025)) == ("All plans count as exceptions.",)
