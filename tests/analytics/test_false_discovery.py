"""Benjamini and Hochberg's adjustment: as scipy has it, and blind to tests not made."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.false_discovery import FALSE_DISCOVERY_RATE, benjamini_hochberg


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_the_adjustment_is_scipy_s(p: list[float]) -> None:
    from scipy.stats import false_discovery_control

    expected = false_discovery_control(p, method="bh")
    assert benjamini_hochberg(p) == pytest.approx(expected, abs=1e-12)


def test_tests_not_made_do_not_count() -> None:
    adjusted = benjamini_hochberg([0.01, np.nan, 0.03])
    assert adjusted[[0, 2]] == pytest.approx(benjamini_hochberg([0.01, 0.03]))
    assert np.isnan(adjusted[1])
    assert benjamini_hochberg([]).shape == (0,)


def test_of_many_tests_of_nothing_few_are_read_as_real() -> None:
    numbers = np.random.default_rng(5)
    found = [
        (benjamini_hochberg(numbers.uniform(size=50)) < FALSE_DISCOVERY_RATE).any()
        for _ in range(400)
    ]
    assert np.mean(found) < 0.08
