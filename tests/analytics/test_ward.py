"""Ward's method on weighted points: scipy's heights, one rule for ties, whole trees."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.ward import cut, linkage, ward
from tests import oracles
from tests.analytics import invented
from tests.analytics.partitions import partition

# Few scores and few cases, so that equal cases and equal distances are everywhere.
TIED = {"n": st.integers(1, 14), "seed": st.integers(0, 10**6), "highest": st.integers(1, 2)}


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6), n=st.integers(2, 40), most=st.integers(1, 9))
def test_heights_equal_scipys_on_the_cases_themselves(seed, n, most):
    from scipy.cluster.hierarchy import is_monotonic, is_valid_linkage
    from scipy.cluster.hierarchy import linkage as scipys

    chance = np.random.default_rng(seed)
    points, counts = chance.normal(size=(n, 6)), chance.integers(1, most + 1, n)
    ours = linkage(points, counts)
    theirs = scipys(np.repeat(points, counts, axis=0), "ward")[:, 2]
    assert np.abs(ours[:, 2] - theirs[len(theirs) - len(ours) :]).max() <= 1e-9
    assert np.abs(theirs[: len(theirs) - len(ours)]).max(initial=0) <= 1e-6
    assert is_valid_linkage(ours)
    assert is_monotonic(ours)


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10**6), k=st.integers(1, 45))
def test_ward_equals_scipy_where_nothing_ties(seed, k):
    from scipy.cluster.hierarchy import cut_tree
    from scipy.cluster.hierarchy import linkage as scipys

    points = np.random.default_rng(seed).normal(size=(40, 6))
    theirs = cut_tree(scipys(points, "ward"), n_clusters=min(k, 40))[:, 0]
    ours = ward(points, np.ones(40), k=k)
    assert partition(ours) == partition(theirs)


@settings(max_examples=40, deadline=None)
@given(**TIED, k=st.integers(1, 9))
def test_ties_go_to_the_first_points_as_in_exact_arithmetic(n, seed, highest, k):
    frame = invented.cases(n, seed=seed, highest=highest)
    rows = [tuple(int(x) for x in row) for row in frame[list(oracles.METRICS)].to_numpy()]
    weights = np.array(oracles.WHOLE_WEIGHTS) / 5
    points, place, counts = np.unique(
        np.array(rows) * weights, axis=0, return_inverse=True, return_counts=True
    )
    assert partition(ward(points, counts, k=k)[place]) == oracles.ward_groups(rows, k)


def test_a_point_counts_as_often_as_it_stands_for_cases():
    chance = np.random.default_rng(5)
    points, counts = chance.normal(size=(12, 4)), np.array([1, 5, 2, 1, 1, 3, 1, 1, 4, 1, 1, 2])
    expanded = np.repeat(np.arange(12), counts)
    once = ward(points, counts, k=4)[expanded]
    whole = ward(points[expanded], np.ones(len(expanded)), k=4)
    assert partition(once) == partition(whole)


def test_the_same_whatever_the_scale_of_the_counts():
    points = np.random.default_rng(6).normal(size=(30, 4))
    one, many = linkage(points, np.ones(30)), linkage(points, np.full(30, 7))
    np.testing.assert_allclose(many[:, 2], one[:, 2] * np.sqrt(7), rtol=1e-9)
    assert (one[:, [0, 1, 3]] == many[:, [0, 1, 3]]).all()


def test_scipy_cuts_our_tree_as_we_do():
    from scipy.cluster.hierarchy import fcluster

    points = np.random.default_rng(7).normal(size=(50, 3))
    merges = linkage(points, np.ones(50))
    for k in (1, 2, 9, 49, 50):
        assert partition(cut(merges, k=k)) == partition(fcluster(merges, k, "maxclust"))


def test_groups_are_numbered_by_their_first_points():
    merges = linkage(np.array([[0.0], [9.0], [0.1], [9.1], [50.0]]), np.ones(5))
    assert cut(merges, k=3).tolist() == [0, 1, 0, 1, 2]
    assert ward(np.array([[0.0], [9.0], [0.1]]), np.ones(3), k=2).tolist() == [0, 1, 0]


def test_heights_never_fall_though_ties_are_rounded():
    points = np.array([[0.0], [1.0], [2.0 - 4e-10], [3.0 - 4e-10]])
    heights = linkage(points, np.ones(4))[:, 2]
    assert (np.diff(heights) >= 0).all()


def test_one_point_and_none_have_no_joins():
    assert linkage(np.empty((0, 3)), np.empty(0)).shape == (0, 4)
    assert linkage(np.ones((1, 3)), np.ones(1)).shape == (0, 4)
    assert ward(np.ones((1, 3)), np.ones(1), k=5).tolist() == [0]
    assert ward(np.empty((0, 3)), np.empty(0), k=5).tolist() == []


def test_no_groups_at_all_are_refused():
    with pytest.raises(ValueError, match="1 or more"):
        cut(np.empty((0, 4)), k=0)
