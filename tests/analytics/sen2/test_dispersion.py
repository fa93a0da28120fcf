"""How much authorities differ beyond chance: recounted, and found again where it was put in."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from analytics.sen2.dispersion import (
    FAR,
    UNUSUAL,
    _quantile,
    chance_spread,
    dispersion,
    scaled,
    unscaled,
)

SHARE, RATE = np.array([True]), np.array([False])


@given(st.floats(0, 1), st.booleans())
def test_the_scale_can_be_undone(share: float, is_share: bool) -> None:
    of = np.array([is_share])
    back = unscaled(scaled(np.array([share]), is_share=of), is_share=of)
    assert back[0] == pytest.approx(share, abs=1e-12)


def test_chance_is_the_same_everywhere_on_the_scale() -> None:
    numbers = np.random.default_rng(3)
    for share in (0.05, 0.3, 0.9):
        drawn = scaled(numbers.binomial(400, share, 20_000) / 400, is_share=SHARE)
        assert drawn.std() == pytest.approx(chance_spread(np.array([400]))[0], rel=0.05)
    drawn = scaled(numbers.poisson(50, 20_000) / 10_000, is_share=RATE)
    assert drawn.std() == pytest.approx(chance_spread(np.array([10_000]))[0], rel=0.05)
    assert np.isnan(chance_spread(np.array([0.0]))).all()


def by_hand(share: list[float], n: list[int], target: float) -> tuple[float, float]:
    """Recompute phi and tau with plain arithmetic, as Spiegelhalter (2005) writes them."""
    known = [(s, m) for s, m in zip(share, n, strict=True) if not math.isnan(s)]
    z = [
        (math.asin(math.sqrt(s)) - math.asin(math.sqrt(target))) * 2 * math.sqrt(m)
        for s, m in known
    ]
    ordered, last = sorted(z), len(z) - 1

    def quantile(at: float) -> float:
        below = math.floor(at * last)
        above = min(below + 1, last)
        return ordered[below] + (at * last - below) * (ordered[above] - ordered[below])

    low, high = quantile(0.1), quantile(0.9)
    phi = sum(min(max(one, low), high) ** 2 for one in z) / len(z)
    weights = [4 * m for _, m in known]
    spare = sum(weights) - sum(w * w for w in weights) / sum(weights)
    return phi, math.sqrt(max(len(z) * phi - (len(z) - 1), 0) / spare)


def test_phi_and_tau_are_those_of_the_recount() -> None:
    numbers = np.random.default_rng(11)
    n = numbers.integers(100, 9_000, 30)
    share = np.clip(numbers.normal(0.3, 0.06, 30), 0.01, 0.99)
    share[4] = np.nan
    found = dispersion(share[:, None], n[:, None], np.array([0.3]), is_share=SHARE)
    assert (found.phi[0], found.tau[0]) == pytest.approx(by_hand(list(share), list(n), 0.3))


def test_chance_alone_leaves_no_spread_and_what_was_put_in_is_found() -> None:
    numbers = np.random.default_rng(2)
    n = numbers.integers(500, 9_000, (150, 2))
    usual = np.column_stack([np.full(150, 0.3), numbers.normal(0.3, 0.05, 150)])
    share = numbers.binomial(n, usual) / n
    found = dispersion(share, n, np.array([0.3, 0.3]), is_share=np.array([True, True]))
    put_in = 0.05 / (2 * math.sqrt(0.3 * 0.7))
    assert found.tau[0] < 0.3 * found.tau[1]
    assert found.phi[0] < 1.3
    # Pulling in the outermost tenths makes the spread somewhat narrower than it was.
    assert 0.7 * put_in < found.tau[1] < 1.1 * put_in


def test_nobody_and_one_have_no_spread() -> None:
    for rows in (0, 1):
        values = np.full((rows, 1), 0.4)
        found = dispersion(values, values * 1_000, np.array([0.3]), is_share=SHARE)
        assert found.tau[0] == 0
        assert np.isnan(found.phi[0]) == (rows == 0)


@given(
    arrays(float, (7, 3), elements=st.one_of(st.floats(-9, 9), st.just(math.nan))),
    st.sampled_from([0.1, 0.5, 0.9]),
)
def test_quantiles_are_those_of_numpy(values: np.ndarray, at: float) -> None:
    values[0] = 1.0
    assert _quantile(values, at) == pytest.approx(np.nanquantile(values, at, axis=0), abs=1e-12)


def test_the_limits_are_those_of_funnel_plots() -> None:
    assert pytest.approx((1.959964, 3.090232), abs=1e-6) == (UNUSUAL, FAR)
