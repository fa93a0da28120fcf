"""Stability under resampling: held against scikit-learn and loops; how k is suggested."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import stability
from analytics.clustering import WEIGHTS, BadLibrary, derive, weighted
from analytics.stability import (
    COLUMNS,
    adjusted_rand,
    best_jaccard,
    by_cluster,
    by_k,
    crossed,
    silhouette,
    suggested_k,
    verdict,
)
from tests.analytics import invented

DIVISIONS = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 4)), min_size=1, max_size=30
)


@given(rows=DIVISIONS)
def test_agreement_is_that_of_scikit_learn_on_every_case(rows):
    from sklearn.metrics import adjusted_rand_score

    first, second, counts = (np.array(column) for column in zip(*rows, strict=True))
    if not counts.sum():
        return
    shared = crossed(first, second, counts)
    cases = np.repeat(np.arange(len(rows)), counts)
    assert adjusted_rand(shared) == pytest.approx(adjusted_rand_score(first[cases], second[cases]))
    best = best_jaccard(shared)
    for group in range(first.max() + 1):
        ours = {i for i, case in enumerate(cases) if first[case] == group}
        others = [{i for i, case in enumerate(cases) if second[case] == g} for g in range(4)]
        assert best[group] == max(
            (len(ours & other) / len(ours | other) for other in others if ours | other), default=0
        )


@settings(max_examples=25, deadline=None)
@given(n=st.integers(3, 25), k=st.integers(2, 4), seed=st.integers(0, 10**6))
def test_silhouette_is_that_of_scikit_learn_on_every_case(n, k, seed):
    from sklearn.metrics import silhouette_score

    chance = np.random.default_rng(seed)
    points, counts = chance.normal(size=(n, 3)), chance.integers(1, 4, n)
    group = np.unique(chance.integers(0, k, n), return_inverse=True)[1]
    if not 2 <= group.max() + 1 < counts.sum():
        return
    found = silhouette(stability._distances(points), counts, group)
    cases = np.repeat(np.arange(n), counts)
    assert found == pytest.approx(silhouette_score(points[cases], group[cases]), abs=1e-6)


def test_clear_groups_are_found_again_and_their_number_suggested():
    frame, _ = invented.mixture(300, seed=1, spread=0.5)
    found = by_k(frame, ks=range(7, 13), resamples=6)
    assert tuple(found.columns) == COLUMNS
    assert found["k"].tolist() == list(range(7, 13))
    assert found.attrs["cases"] == 300
    nine = found[found["k"] == 9].iloc[0]
    assert nine["stability"] == nine["weakest"] == nine["low"] == nine["high"] == 1
    assert nine["silhouette"] == found["silhouette"].max()
    k, why = suggested_k(found)
    assert k == 9
    assert why == (
        "9 is the most groups of which every one is found again in parts of the cases "
        "(the weakest at 1.00, where 0.75 or more is stable)."
    )


def test_one_resample_is_what_deriving_from_it_gives():
    frame, _ = invented.mixture(60, seed=4)
    found = by_k(frame, ks=[5], resamples=3, seed=8)
    ordered = frame.sort_values(list(frame.columns), ignore_index=True)
    chance = np.random.default_rng(8)
    drawn = chance.multivariate_hypergeometric(np.ones(60, dtype=int), 48, size=3)
    whole = derive(ordered, k=5)
    from sklearn.metrics import adjusted_rand_score, silhouette_score

    rand = [adjusted_rand_score(whole[one > 0], derive(ordered[one > 0], k=5)) for one in drawn]
    assert found.loc[0, "stability"] == pytest.approx(np.mean(rand))
    assert found.loc[0, "low"] == pytest.approx(np.percentile(rand, 5))
    assert found.loc[0, "high"] == pytest.approx(np.percentile(rand, 95))
    points = weighted(ordered, WEIGHTS)
    assert found.loc[0, "silhouette"] == pytest.approx(silhouette_score(points, whole))


def test_nothing_depends_on_the_order_of_the_rows():
    frame, _ = invented.mixture(80, seed=5)
    frame = pd.concat([frame, frame.iloc[:20]], ignore_index=True)
    shuffled = frame.sample(frac=1, random_state=1)
    few = {"resamples": 4, "seed": 2}
    pd.testing.assert_frame_equal(by_k(frame, ks=[3, 9], **few), by_k(shuffled, ks=[3, 9], **few))
    pd.testing.assert_frame_equal(by_cluster(frame, **few), by_cluster(shuffled, **few))


def test_each_cluster_has_its_stability_and_verdict(demo_library):
    found = by_cluster(demo_library, resamples=10)
    assert found["cluster"].tolist() == [f"X{number}" for number in range(1, 10)]
    assert found["cases"].sum() == 95
    assert (found["low"] <= found["stability"]).all()
    assert (found["stability"] <= found["high"]).all()
    assert found["verdict"].tolist() == [verdict(value) for value in found["stability"]]
    assert by_k(demo_library, ks=[9], resamples=10)["weakest"].item() == pytest.approx(
        found["stability"].min()
    )


def test_clusters_keep_the_names_of_a_reference(library, model):
    renamed = by_cluster(library, reference=model, resamples=2)
    assert dict(zip(renamed["cluster"], renamed["cases"], strict=True)) == model.sizes


@pytest.mark.parametrize(
    ("value", "words"),
    [(0.75, "stable"), (0.74, "a pattern"), (0.6, "a pattern"), (0.5, "doubtful")],
)
def test_verdicts_follow_hennig(value, words):
    assert verdict(value) == words


def test_a_large_library_is_drawn_evenly(monkeypatch):
    monkeypatch.setattr(stability, "MOST_CASES", 100)
    frame, _ = invented.mixture(1_000, seed=6, spread=0.3)
    found = by_k(frame, ks=[9], resamples=2)
    assert found.attrs["cases"] == 100
    assert found.loc[0, "stability"] > 0.9
    assert by_cluster(frame, resamples=2)["cases"].sum() == 100


def test_too_many_groups_are_left_out():
    frame = invented.cases(12, seed=1)
    assert by_k(frame, ks=[1, 2, 3, 40], resamples=2)["k"].tolist() == [2, 3]
    none = by_k(frame, ks=[40], resamples=2)
    assert none.empty
    assert none.dtypes.to_dict() == by_k(frame, ks=[2], resamples=2).dtypes.to_dict()
    with pytest.raises(BadLibrary, match="too few different cases"):
        suggested_k(none)


def test_unstable_groups_are_said_to_be():
    frame = pd.DataFrame(
        [(2, 0.1, 0.5, 0.2, 0.9, 0.6), (3, 0.1, 0.7, 0.2, 0.9, 0.7)], columns=list(COLUMNS)
    )
    assert suggested_k(frame) == (
        3,
        "No number of groups is stable throughout; with 3, parts of the cases give the most "
        "similar groups (agreement 0.70 of 1).",
    )


@pytest.mark.parametrize("rows", [0, 1, 2])
def test_too_few_cases_are_refused_in_a_sentence(rows):
    frame = invented.cases(5, seed=1).iloc[:rows]
    with pytest.raises(BadLibrary, match=f"3 different cases or more, not {rows}"):
        by_k(frame)
    with pytest.raises(BadLibrary, match="different cases"):
        by_cluster(frame)


def test_equal_cases_and_missing_answers_are_refused_in_a_sentence():
    same = pd.concat([invented.cases(1, seed=1)] * 30)
    with pytest.raises(BadLibrary, match="3 different cases or more, not 1"):
        by_k(same)
    blank = invented.cases(9, seed=1)
    blank.loc[3, "asd"] = pd.NA
    with pytest.raises(BadLibrary, match="asd has no value in row 4"):
        by_k(blank)
    with pytest.raises(ValueError, match="resamples must be 1"):
        by_k(invented.cases(9, seed=1), resamples=0)
