"""Means and shares: the sandwich of the textbook recomputed, and what has no interval."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analytics.efficacy.estimates import Estimate, mean_of, share_of
from analytics.intervals import wilson


def sandwich(values: list[float], groups: list[str]) -> tuple[float, float]:
    """Return the cluster-robust interval of a mean, worked out setting by setting."""
    mean, count, names = sum(values) / len(values), len(values), sorted(set(groups))
    sums = [
        sum(v - mean for v, g in zip(values, groups, strict=True) if g == name) for name in names
    ]
    many = len(names)
    variance = sum(s * s for s in sums) / count**2 * many / (many - 1)
    reach = stats.t.ppf(0.975, many - 1) * math.sqrt(variance)
    return mean - reach, mean + reach


def test_the_interval_of_a_mean_is_the_sandwich_s() -> None:
    values = [0.5, -1.0, 0.0, 1.5, -0.5, 0.25, -2.0]
    groups = ["a", "a", "b", "b", "c", "c", "c"]
    found = mean_of(values, groups)
    assert found.value == pytest.approx(np.mean(values))
    assert (found.low, found.high) == pytest.approx(sandwich(values, groups))
    assert found.pupils == 7
    assert found.is_bounded


def test_pupils_of_one_setting_alone_count_as_independent() -> None:
    values = [0.5, -1.0, 0.0, 1.5]
    found = mean_of(values, ["a"] * 4)
    expected = stats.t.interval(0.95, 3, loc=np.mean(values), scale=stats.sem(values))
    assert (found.low, found.high) == pytest.approx(expected)


def test_pupils_who_are_alike_in_a_setting_say_less() -> None:
    values = [1.0, 1.0, 1.0, -1.0, -1.0, -1.0, 0.5, 0.5, 0.5]
    alike = mean_of(values, list("aaabbbccc"))
    mixed = mean_of(values, list("abcabcabc"))
    assert alike.high - alike.low > mixed.high - mixed.low


@pytest.mark.parametrize("values", [[1.0], [0.5, 0.5, 0.5]])
def test_one_pupil_or_even_values_have_no_interval(values: list[float]) -> None:
    found = mean_of(values, list("abc")[: len(values)])
    assert (found.value, found.pupils) == (values[0], len(values))
    assert not found.is_bounded


def test_nobody_has_no_mean() -> None:
    assert mean_of([], []).pupils == 0
    assert share_of([], []).pupils == 0
    assert math.isnan(Estimate().value)


def test_an_interval_stays_on_its_scale() -> None:
    found = mean_of([2.0, 2.0, -2.0, 2.0], list("aabb"), within=(-2.0, 2.0))
    assert (found.low, found.high) == (-2.0, 2.0)


def test_a_share_of_independent_pupils_is_wilson_s_and_never_narrower() -> None:
    hits = [1, 0, 1, 1, 0, 0, 1, 0, 0, 0]
    alone = share_of(hits, [str(n) for n in range(10)])
    low, high = wilson(4, 10)
    assert alone.value == 0.4
    assert alone.low <= float(low) + 1e-9
    assert alone.high >= float(high) - 1e-9
    alike = share_of(sorted(hits), [str(n // 2) for n in range(10)])
    assert alike.high - alike.low > high - low


def test_a_share_of_all_is_wilson_s() -> None:
    found = share_of([1, 1, 1], ["a", "b", "c"])
    assert (found.low, found.high) == pytest.approx([float(end) for end in wilson(3, 3)])


@settings(max_examples=20)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 3)), min_size=1, max_size=30))
def test_a_share_lies_in_its_interval(rows: list[tuple[bool, int]]) -> None:
    found = share_of([hit for hit, _ in rows], [str(place) for _, place in rows])
    assert 0 <= found.low <= found.value + 1e-9
    assert found.value - 1e-9 <= found.high <= 1


def test_settings_that_are_all_alike_tell_no_more_than_their_pupils() -> None:
    found = share_of([1, 0, 1, 0], ["a", "a", "b", "b"])
    assert (found.low, found.high) == pytest.approx([float(end) for end in wilson(2, 4)])
