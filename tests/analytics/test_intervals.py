"""Wilson's interval: as scipy has it, and sound at the ends."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.intervals import wilson


@pytest.mark.parametrize("count", range(15))
def test_the_interval_is_scipy_s(count: int) -> None:
    from scipy.stats import binomtest

    expected = binomtest(count, 14).proportion_ci(method="wilson")
    low, high = wilson([count], [14])
    assert (low[0], high[0]) == pytest.approx((expected.low, expected.high), abs=1e-12)


@given(st.integers(0, 500), st.integers(1, 500))
def test_a_share_lies_in_its_interval(count: int, total: int) -> None:
    count = min(count, total)
    low, high = wilson([count], [total])
    assert 0 <= low[0] <= count / total <= high[0] <= 1


def test_nothing_counted_has_no_interval() -> None:
    low, high = wilson([0, 1], [0, 2])
    assert np.isnan([low[0], high[0]]).all()
    assert not np.isnan([low[1], high[1]]).any()
