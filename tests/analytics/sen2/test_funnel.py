"""Funnels: limits that hold what they say they hold, and points on the right side of them."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.sen2.cube import Column, Cube
from analytics.sen2.funnel import funnel, reading, sizes_are
from data.schemas.sen2 import ENGLAND
from tests.analytics.sen2 import invented
from tests.analytics.sen2.invented import figure, whole

ASD = Column("need_asd", 2025)


def england(spread: float, *, seed: int = 1, places: int = 90) -> Cube:
    numbers = np.random.default_rng(seed)
    rows = []
    for place in range(places):
        n = int(numbers.integers(300, 9_000))
        share = np.clip(numbers.normal(0.3, spread), 0.01, 0.99)
        rows.append(figure(f"Z{place:02}", ASD.indicator, 2025, int(numbers.binomial(n, share)), n))
    return invented.cube(whole(rows))


def test_by_chance_alone_the_limits_of_95_hold_about_95() -> None:
    found = funnel(england(0), ASD)
    assert (found.points["by_chance"] > 0).mean() < 0.12
    assert found.phi < 1.5
    assert found.target == pytest.approx(30, abs=0.5)


def test_real_differences_leave_chance_but_are_usual() -> None:
    found = funnel(england(0.06), ASD)
    assert (found.points["by_chance"] > 0).mean() > 0.5
    assert (found.points["usual"] > 0).mean() < 0.15
    assert found.phi > 5


def test_points_lie_on_the_side_of_the_limits_that_they_are_said_to() -> None:
    found = funnel(england(0.06), ASD)
    limits = found.limits
    assert limits["denominator"].is_monotonic_increasing
    for point in found.points.itertuples():
        for kind, level in (("chance", point.by_chance), ("usual", point.usual)):
            for name, least in (("95", 1), ("998", 2)):
                low, high = (
                    np.interp(
                        point.denominator, limits["denominator"], limits[f"{kind}_{end}_{name}"]
                    )
                    for end in ("low", "high")
                )
                beyond = max(low - point.own, point.own - high)
                # Between two steps of the limits a point may be a little to either side.
                assert abs(beyond) < 0.2 or (beyond > 0) == (level >= least)


def test_figures_that_may_not_be_used_are_left_out_and_england_may_be_missing() -> None:
    rows = [figure(f"Z0{n}", "need_asd", 2025, 300 + n, 1_000, flagged=n == 3) for n in range(4)]
    found = funnel(invented.cube(rows), ASD)
    assert list(found.points["code"]) == ["Z00", "Z01", "Z02"]
    assert found.target == pytest.approx(30.1)
    nobody = funnel(invented.cube([figure(ENGLAND, "need_asd", 2025, 30, 100)]), ASD)
    assert nobody.points.empty
    assert nobody.limits.empty
    assert reading(nobody) == "No authority has a figure that can be compared."
    assert np.isnan(funnel(invented.cube([figure("Z01", "need_asd", 2025)]), ASD).target)


def test_the_funnel_is_read_with_one_authority_s_place() -> None:
    rows = [figure(f"Z{n:02}", "need_asd", 2025, 300, 1_000) for n in range(20)]
    rows.append(figure("Z30", "need_asd", 2025, 700, 1_000))
    found = funnel(invented.cube(whole(rows)), ASD)
    unusual = int((found.points["usual"] > 0).sum())
    beyond = int((found.points["by_chance"] > 0).sum())
    counts = (
        f"{beyond} of 21 authorities differ from England's 31.9% beyond chance, {unusual} by more "
        "than authorities usually differ"
    )
    assert reading(found) == f"{counts}."
    assert reading(found, "Z30") == f"{counts}; Place Z30, 70.0%, lies far outside what is usual."
    assert sizes_are("need_asd") == "EHC plans in force in January"
