"""Robust least squares: as written out, whatever the weights and groups."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analytics.efficacy.regression import coefficient, p_value, reach


def written_out(
    values: np.ndarray, terms: np.ndarray, weights: np.ndarray, groups: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return coefficients and standard errors as Liang and Zeger, group by group."""
    rows, columns = terms.shape
    bread = np.linalg.inv(terms.T @ (terms * weights[:, None]))
    found = bread @ terms.T @ (weights * values)
    filling = np.zeros((columns, columns))
    for group in set(groups.tolist()):
        own = groups == group
        moved = terms[own].T @ (weights[own] * (values[own] - terms[own] @ found))
        filling += np.outer(moved, moved)
    count = len(set(groups.tolist()))
    correction = count / (count - 1) * (rows - 1) / (rows - columns)
    return found, np.sqrt(correction * np.diag(bread @ filling @ bread))


@given(seed=st.integers(0, 10_000), rows=st.integers(12, 60), settings=st.integers(2, 8))
def test_coefficients_and_errors_are_those_written_out(seed: int, rows: int, settings: int) -> None:
    rng = np.random.default_rng(seed)
    terms = np.column_stack([np.ones(rows), rng.normal(size=(rows, 2)), rng.integers(0, 50, rows)])
    values, weights = rng.integers(-2, 3, rows).astype(float), rng.uniform(0.1, 3, rows)
    groups = np.arange(rows) % settings * 10
    found, errors = written_out(values, terms, weights, groups)
    for place in range(terms.shape[1]):
        told = coefficient(values, terms, place=place, weights=weights, groups=groups)
        assert told == pytest.approx((found[place], errors[place]), rel=1e-6, abs=1e-8)


@pytest.mark.parametrize("degrees", [1, 4, 60])
def test_intervals_and_p_values_are_student_s(degrees: int) -> None:
    assert reach(2.0, degrees) == pytest.approx(2 * stats.t.ppf(0.975, degrees))
    for ratio in (-2.5, 0.0, 1.0):
        expected = 2 * stats.t.sf(abs(ratio), degrees)
        assert p_value(2 * ratio, 2.0, degrees) == pytest.approx(expected)


def test_no_error_is_no_doubt_and_no_difference_none_to_doubt() -> None:
    assert p_value(0.5, 0.0, 4) == 0
    assert math.isnan(p_value(0.0, 0.0, 4))
