"""Groups of many cases: near to exact, never worse for the polish, the same in any order."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import microclusters
from analytics.microclusters import evenly, group_means, groups, nearest, polish, tree
from tests import oracles
from tests.analytics.partitions import partition, rand, squares_within


def blobs(n: int, *, seed: int = 0, spread: float = 0.6) -> tuple[np.ndarray, np.ndarray]:
    """Return whole points around nine centres of 21 metrics, and which centre each is from."""
    chance = np.random.default_rng(seed)
    centres, truth = chance.uniform(0, 4, (9, 21)), chance.integers(0, 9, n)
    return np.rint(centres[truth] + chance.normal(0, spread, (n, 21))), truth


@pytest.fixture
def small(monkeypatch):
    """Make micro-clusters of what would otherwise be joined exactly."""
    monkeypatch.setattr(microclusters, "MOST_EXACT", 200)
    monkeypatch.setattr(microclusters, "MICROCLUSTERS", 100)


def test_micro_clusters_find_the_groups_that_ward_finds(small):
    points, truth = blobs(1500)
    counts = np.ones(len(points), dtype=int)
    joined = tree(points, counts)
    assert not joined.exact
    assert len(joined.merges) < 100
    assert 0 < joined.share_inside < 1
    found = groups(joined, points, counts, k=9)
    assert rand(found, truth) >= 0.99


def test_the_share_inside_is_that_of_the_variance(small):
    points, _ = blobs(700, spread=1.5)
    counts = np.random.default_rng(1).integers(1, 5, len(points))
    joined = tree(points, counts)
    cases, leaf = np.repeat(points, counts, axis=0), np.repeat(joined.leaf, counts)
    whole = squares_within(cases, np.zeros(len(cases)))
    assert joined.share_inside == pytest.approx(squares_within(cases, leaf) / whole)


def test_below_the_limit_every_point_is_a_leaf():
    points, _ = blobs(60)
    joined = tree(points, np.ones(60))
    assert joined.exact
    assert joined.share_inside == 0
    assert joined.leaf.tolist() == list(range(60))


def test_a_sample_decides_where_micro_clusters_are_if_there_are_many(small, monkeypatch):
    monkeypatch.setattr(microclusters, "SAMPLE", 400)
    points, truth = blobs(1500)
    counts = np.ones(1500, dtype=int)
    assert rand(groups(tree(points, counts), points, counts, k=9), truth) >= 0.98


@settings(max_examples=30, deadline=None)
@given(counts=st.lists(st.integers(1, 30), min_size=1, max_size=20), size=st.integers(1, 60))
def test_an_even_draw_takes_every_nth_case(counts, size):
    place, drawn = evenly(np.array(counts), size=size)
    cases = np.repeat(np.arange(len(counts)), counts)
    if len(cases) <= size:
        assert np.repeat(place, drawn).tolist() == cases.tolist()
        return
    steps = [cases[(2 * i + 1) * len(cases) // (2 * size)] for i in range(size)]
    assert np.repeat(place, drawn).tolist() == steps


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6), n=st.integers(1, 40), k=st.integers(1, 6))
def test_polish_equals_every_distance_looked_at_in_every_round(seed, n, k):
    chance = np.random.default_rng(seed)
    points, counts = chance.normal(size=(n, 3)), chance.integers(1, 4, n)
    start = np.unique(chance.integers(0, k, n), return_inverse=True)[1]
    found = polish(points, counts, start)
    assert partition(found) == partition(oracles.polished(points, counts, start))


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6), n=st.integers(1, 30), k=st.integers(1, 8))
def test_polish_never_adds_to_the_squares_and_keeps_every_group(seed, n, k):
    chance = np.random.default_rng(seed)
    points, counts = chance.integers(0, 3, (n, 3)).astype(float), chance.integers(1, 4, n)
    start = np.unique(chance.integers(0, k, n), return_inverse=True)[1]
    found = polish(points, counts, start)
    cases = np.repeat(points, counts, axis=0)
    before, after = (squares_within(cases, np.repeat(group, counts)) for group in (start, found))
    assert after <= before + 1e-9
    assert len(np.unique(found)) == len(np.unique(start))
    firsts = pd.Series(found).drop_duplicates().to_numpy()
    assert firsts.tolist() == list(range(len(firsts)))


def test_polish_gives_up_after_so_many_rounds(monkeypatch):
    monkeypatch.setattr(microclusters, "MOST_ROUNDS", 1)
    points, _ = blobs(300, spread=2.0)
    start = np.arange(300) % 5
    once = polish(points, np.ones(300), start)
    assert squares_within(points, once) < squares_within(points, start)
    assert partition(polish(points, np.ones(300), once)) != partition(once)


def test_nearest_is_the_first_of_equals_in_every_block(monkeypatch):
    monkeypatch.setattr(microclusters, "BLOCK", 8)
    points, _ = blobs(50)
    centres = np.vstack([points[:4], points[:4]])
    gaps = ((points[:, None] - centres) ** 2).sum(axis=2)
    assert nearest(points, centres).tolist() == gaps.argmin(axis=1).tolist()


def test_group_means_leave_out_numbers_without_points():
    group, means = group_means(
        np.array([[0.0], [2.0], [8.0]]), np.array([1, 3, 1]), np.array([4, 4, 9])
    )
    assert group.tolist() == [0, 0, 1]
    assert means.tolist() == [[1.5], [8.0]]


def test_no_points_have_no_groups():
    none = np.empty((0, 21))
    joined = tree(none, np.empty(0))
    assert joined.exact
    assert groups(joined, none, np.empty(0), k=9).tolist() == []
