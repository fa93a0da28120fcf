"""Wilson's interval of shares and Byar's of rates: as scipy has them, and sound at the ends."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.intervals import byar, wilson


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


@pytest.mark.parametrize("count", range(10))
def test_the_interval_of_a_small_count_is_exact(count: int) -> None:
    from scipy.stats import chi2

    low, high = byar([count], [4.0])
    exact = (chi2.ppf(0.025, 2 * count) / 2 if count else 0.0, chi2.ppf(0.975, 2 * count + 2) / 2)
    assert (low[0], high[0]) == pytest.approx((exact[0] / 4, exact[1] / 4), abs=2e-6)


@pytest.mark.parametrize("count", [10, 11, 25, 100, 1_000, 154_489])
def test_the_interval_of_a_larger_count_is_byar_s_and_next_to_exact(count: int) -> None:
    from scipy.stats import chi2, norm

    z = norm.ppf(0.975)
    low, high = byar([count], [50_000])
    byar_low = count * (1 - 1 / (9 * count) - z / (3 * count**0.5)) ** 3 / 50_000
    more = count + 1
    byar_high = more * (1 - 1 / (9 * more) + z / (3 * more**0.5)) ** 3 / 50_000
    assert (low[0], high[0]) == pytest.approx((byar_low, byar_high), rel=1e-12)
    assert low[0] == pytest.approx(chi2.ppf(0.025, 2 * count) / 2 / 50_000, rel=2e-3)
    assert high[0] == pytest.approx(chi2.ppf(0.975, 2 * count + 2) / 2 / 50_000, rel=2e-3)


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_a_rate_lies_in_its_interval(count: int, exposure: int) -> None:
    low, high = byar([count], [exposure])
    assert 0 <= low[0] <= count / exposure < high[0]


def test_nothing_exposed_has_no_interval() -> None:
    low, high = byar([0, np.nan, 3], [0, 5, 5])
    assert np.isnan([low[:2], high[:2]]).all()
    assert not np.isnan([low[2], high[2]]).any()
