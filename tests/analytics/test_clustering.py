"""Deriving clusters: the same whatever the order, exact in its ties, kept to the last digit."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import microclusters
from analytics.clustering import (
    WEIGHTS,
    BadLibrary,
    ClusterModel,
    add_clusters,
    assign,
    check,
    cluster_means,
    derivation,
    derive,
    distinct_points,
    in_order,
    sizes,
    squared_distances,
    weighted,
    weighted_point,
)
from analytics.distinct import combine, keys, part
from analytics.ward import cut
from data.schemas import METRICS, QUESTION_IDS, TABLES
from tests import oracles
from tests.analytics import invented
from tests.analytics.partitions import partition, rand, squares_within

ROOT = Path(__file__).resolve().parents[2]

# Few scores and few cases, so that equal cases and equal distances are everywhere.
TIED = {"n": st.integers(1, 14), "seed": st.integers(0, 10**6), "highest": st.integers(1, 2)}


def test_every_answer_weighs_one_and_five_years_weigh_one_step():
    assert {WEIGHTS[question] for question in QUESTION_IDS} == {1.0}
    assert 5 * WEIGHTS["age_years"] == 1
    assert tuple(WEIGHTS) == METRICS


def test_weighted_multiplies_each_metric_and_shows_what_is_missing():
    frame = invented.cases(3, seed=1)
    frame.loc[1, "health"] = pd.NA
    points = weighted(frame, WEIGHTS)
    assert points.shape == (3, 21)
    assert np.isnan(points[1, METRICS.index("health")])
    assert points[2, -1] == pytest.approx(0.2 * float(frame.loc[2, "age_years"]))
    assert points[0].tolist() == weighted_point(frame.loc[0].to_dict(), WEIGHTS).tolist()


@given(n=st.integers(0, 5), k=st.integers(0, 4), seed=st.integers(0, 10**6))
def test_squared_distances_equal_the_loops(n, k, seed):
    numbers = np.random.default_rng(seed)
    points, centres = numbers.normal(size=(n, 21)), numbers.normal(size=(k, 21))
    found = squared_distances(points, centres)
    assert found.shape == (n, k)
    ones = dict.fromkeys(METRICS, 1.0)
    for i in range(n):
        for j in range(k):
            first, second = (dict(zip(METRICS, x, strict=True)) for x in (points[i], centres[j]))
            assert found[i, j] == pytest.approx(oracles.distance(first, second, ones) ** 2)


@settings(max_examples=40, deadline=None)
@given(**TIED, k=st.integers(1, 9))
def test_derive_is_every_pair_tried_and_every_distance_measured(n, seed, highest, k):
    frame = invented.cases(n, seed=seed, highest=highest)
    rows = [tuple(int(x) for x in row) for row in frame[list(METRICS)].to_numpy()]
    joined = [0] * n
    for number, group in enumerate(oracles.ward_groups(rows, k)):
        for place in group:
            joined[place] = number
    polished = oracles.polished(weighted(frame, WEIGHTS).tolist(), [1] * n, joined)
    assert partition(derive(frame, k=k)) == partition(polished)


@settings(max_examples=40, deadline=None)
@given(**TIED, k=st.integers(1, 9), shuffle=st.randoms(use_true_random=False))
def test_derive_does_not_depend_on_the_order_of_the_rows(n, seed, highest, k, shuffle):
    frame = invented.cases(n, seed=seed, highest=highest)
    order = list(range(n))
    shuffle.shuffle(order)
    shuffled = derive(frame.iloc[order], k=k)
    pd.testing.assert_series_equal(shuffled.sort_index(), derive(frame, k=k))


def test_analytics_starts_without_scipy_and_scikit_learn():
    names = (
        "clustering",
        "stability",
        "allocation",
        "profiles",
        "packages",
        "assessments",
        "caseload",
    )
    imports = "; ".join(f"import analytics.{name}" for name in names)
    heavy = "[m for m in sys.modules if m.split('.')[0] in ('scipy', 'sklearn')]"
    script = f"import sys; {imports}; assert not {heavy}, {heavy}"
    subprocess.run([sys.executable, "-c", script], check=True, cwd=ROOT)


def test_derive_keeps_the_index_even_if_it_repeats():
    frame = invented.cases(12, seed=3).set_axis(list("aabbccddeeff"), axis=0)
    labels = derive(frame, k=4)
    assert labels.index.equals(frame.index)
    assert labels.name == "cluster"
    assert labels.dtype == "str"
    assert set(labels) == {"X1", "X2", "X3", "X4"}


def test_derive_makes_as_many_groups_as_there_are_distinct_cases():
    three = invented.cases(3, seed=2)
    labels = derive(pd.concat([three] * 4, ignore_index=True))
    assert set(labels) == {"X1", "X2", "X3"}
    assert partition(labels) == {frozenset(range(i, 12, 3)) for i in range(3)}


def test_derive_of_nothing_is_nothing():
    empty = invented.cases(5, seed=0).iloc[:0]
    assert derive(empty).empty
    assert add_clusters(empty)["cluster"].dtype == "str"
    assert cluster_means(add_clusters(empty)).shape == (0, 21)
    assert sizes(add_clusters(empty)).empty
    model = ClusterModel.from_library(add_clusters(empty), library="none")
    assert (model.cases, model.clusters, model.points().shape) == (0, (), (0, 21))


def test_derive_refuses_no_clusters_at_all():
    with pytest.raises(ValueError, match="1 or more"):
        derive(invented.cases(3, seed=0), k=0)


def test_names_go_by_size_then_by_mean_need():
    rows = [
        *[invented.answers(0) | {"age_years": 3}] * 2,
        *[invented.answers(3) | {"age_years": 3}] * 2,
        *[invented.answers(1) | {"age_years": 25}] * 3,
    ]
    labels = derive(pd.DataFrame(rows), k=3)
    assert list(labels) == ["X3", "X3", "X2", "X2", "X1", "X1", "X1"]


def test_names_skip_x10_which_means_no_plan():
    labels = derive(invented.cases(40, seed=4), k=12)
    assert set(labels) == {*(f"X{n}" for n in range(1, 10)), "X11", "X12", "X13"}


def test_a_reference_keeps_its_names_whatever_the_new_sizes(library, model):
    pd.testing.assert_series_equal(derive(library, reference=model), library["cluster"])
    swap = {"X1": "X9", "X9": "X1", "X2": "X5", "X5": "X2"}
    renamed = library.assign(cluster=library["cluster"].replace(swap))
    other = ClusterModel.from_library(renamed, library="renamed")
    pd.testing.assert_series_equal(derive(library, reference=other), renamed["cluster"])


def test_a_reference_of_another_size_names_what_it_can(library, model):
    names = derive(library, k=11, reference=model)
    assert set(names) == {*model.clusters, "X11", "X12"}
    few = derive(library, k=4, reference=model)
    assert set(few) < set(model.clusters)
    assert few.nunique() == 4


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 10**6), k=st.integers(2, 6))
def test_a_reference_is_matched_at_the_least_total_distance(seed, k):
    from itertools import permutations

    model = ClusterModel.from_library(
        add_clusters(invented.cases(12, seed=seed, highest=2), k=k), library=""
    )
    frame = invented.cases(12, seed=seed + 1, highest=2)
    named = frame.assign(cluster=derive(frame, k=len(model.clusters), reference=model))
    fresh = ClusterModel.from_library(named, library="")

    def total(order):
        pairs = zip(fresh.clusters, order, strict=False)
        return sum(
            oracles.distance(fresh.centroids[ours], model.centroids[theirs], WEIGHTS) ** 2
            for ours, theirs in pairs
        )

    least = min(total(order) for order in permutations(model.clusters, len(fresh.clusters)))
    assert total(fresh.clusters) == pytest.approx(least)


def test_model_survives_its_row_to_the_last_digit(model):
    row = model.to_row(reason="first")
    assert TABLES["cluster_models"].validate(row) == row
    assert ClusterModel.from_row(row) == model
    assert ClusterModel.from_row({**row, "version": "12", "library_sha256": None}).version == 12


def test_model_row_is_plain_json(model):
    row = model.to_row(reason="first")
    assert json.loads(row["sizes"]) == model.sizes
    assert json.loads(row["weights"]) == WEIGHTS
    assert row["version"] == "1"


def test_model_holds_means_and_sizes(library, model):
    means = cluster_means(library)
    assert tuple(means.index) == model.clusters == tuple(f"X{n}" for n in range(1, 10))
    assert model.sizes == sizes(library).to_dict()
    assert sum(model.sizes.values()) == model.cases == 60
    members = library[library["cluster"] == "X4"]
    assert model.centroids["X4"]["asd"] == sum(members["asd"]) / len(members)
    assert model.points()[3].tolist() == weighted(means, WEIGHTS)[3].tolist()


def test_clusters_are_ordered_by_number():
    assert sorted(["X10", "X9", "X2", "other"], key=in_order) == ["other", "X2", "X9", "X10"]


def test_add_clusters_replaces_what_was_there(library):
    again = add_clusters(library.assign(cluster="?"))
    pd.testing.assert_frame_equal(again, library)


def test_a_library_without_columns_says_which():
    with pytest.raises(BadLibrary, match=r"^The library has no column health, age_years\.$"):
        check(invented.cases(3, seed=0).drop(columns=["health", "age_years"]))


def test_a_library_with_wrong_values_says_where():
    frame = invented.cases(9, seed=0).astype(object)
    frame.loc[[1, 4], "health"] = None
    frame.loc[3, "maths"] = "two"
    frame.loc[5, "asd"] = 4
    frame.loc[6, "asd"] = 1.5
    frame.loc[0:6, "age_years"] = 26
    frame.loc[2, "social_care"] = -1
    with pytest.raises(BadLibrary) as refusal:
        add_clusters(frame)
    assert refusal.value.problems == (
        "health has no value in rows 2, 5.",
        "asd must be a whole number from 0 to 3; see rows 6, 7.",
        "maths is not a number in row 4.",
        "social_care must be a whole number from 0 to 1; see row 3.",
        "age_years must be a whole number from 0 to 25; see rows 1, 2, 3, 4, 5 and 2 more.",
    )
    assert isinstance(refusal.value, ValueError)
    assert "maths is not a number in row 4." in str(refusal.value)


def test_numbers_kept_as_text_or_flags_are_read_as_numbers():
    frame = invented.cases(9, seed=0)
    check(frame.astype({"maths": "str", "social_care": bool}))


def test_the_demonstration_library_is_recovered_whatever_its_order(demo_library):
    model = ClusterModel.from_library(demo_library, library="demo")
    for seed in range(5):
        shuffled = demo_library.sample(frac=1, random_state=seed)
        # The same groups are an adjusted Rand index of 1.
        assert partition(derive(shuffled)) == partition(shuffled["cluster"])
        pd.testing.assert_series_equal(derive(shuffled, reference=model), shuffled["cluster"])


def test_scipy_agrees_on_the_demonstration_library(demo_library):
    from scipy.cluster.hierarchy import cut_tree, linkage

    points = weighted(demo_library, WEIGHTS)
    theirs = cut_tree(linkage(points, "ward"), n_clusters=9)[:, 0]
    assert partition(theirs) == partition(demo_library["cluster"])


def test_the_demonstration_library_is_both_wards_own_and_polished(demo_library):
    profiles = part(demo_library)
    points, counts, _ = distinct_points(profiles, WEIGHTS)
    joined = microclusters.tree(points, counts)
    own = cut(joined.merges, k=9)
    assert partition(microclusters.polish(points, counts, own)) == partition(own)
    found = derivation(profiles)
    assert found.exact
    assert found.share_inside == 0
    assert found.reading == "95 cases with 95 different sets of answers were grouped exactly."


@pytest.mark.parametrize("seed", range(20))
def test_mixtures_are_found_at_least_as_well_as_by_scipy(seed):
    from scipy.cluster.hierarchy import fcluster, linkage

    frame, truth = invented.mixture(2_000, seed=seed)
    points = weighted(frame, WEIGHTS)
    ours, theirs = derive(frame), fcluster(linkage(points, "ward"), 9, "maxclust")
    assert rand(ours, truth) >= rand(theirs, truth)
    assert squares_within(points, ours) <= squares_within(points, theirs) + 1e-6


@pytest.fixture
def small(monkeypatch):
    """Make micro-clusters of what would otherwise be joined exactly."""
    monkeypatch.setattr(microclusters, "MOST_EXACT", 500)
    monkeypatch.setattr(microclusters, "MICROCLUSTERS", 300)
    monkeypatch.setattr(microclusters, "SAMPLE", 1_000)


def test_micro_clusters_do_not_depend_on_the_order_of_the_rows(small):
    frame, truth = invented.mixture(1_500, seed=1)
    found = derivation(part(frame))
    assert not found.exact
    assert found.reading == (
        f"1,500 cases with {len(found.profiles):,} different sets of answers were grouped by way "
        f"of micro-clusters, which hold {found.share_inside:.0%} of the variance."
    )
    labels = derive(frame)
    assert rand(labels, truth) > 0.75
    for shuffle in range(3):
        shuffled = frame.sample(frac=1, random_state=shuffle)
        pd.testing.assert_series_equal(derive(shuffled).sort_index(), labels)


@pytest.mark.parametrize("parts", [1, 2, 7])
def test_parts_counted_and_assigned_apart_come_to_the_same(small, parts):
    frame, _ = invented.mixture(1_200, seed=2)
    pieces = [frame.iloc[number::parts] for number in range(parts)]
    found = derivation(combine(map(part, pieces)))
    labels = pd.concat([assign(piece, found.profiles) for piece in pieces])
    pd.testing.assert_series_equal(labels.sort_index(), derive(frame))


def test_a_case_that_was_not_counted_has_no_cluster():
    frame = invented.cases(30, seed=1)
    found = derivation(part(frame.iloc[:20]))
    for row in range(20, 30):
        with pytest.raises(ValueError, match="not derived from"):
            assign(frame.iloc[[row]], found.profiles)


def test_what_weighs_nothing_keeps_nobody_apart():
    frame = pd.concat([invented.cases(6, seed=1)] * 2, ignore_index=True)
    frame.loc[6:, "age_years"] = 25 - frame.loc[6:, "age_years"]
    frame.loc[6:, "maths"] = 3 - frame.loc[6:, "maths"]
    labels = derive(frame, k=12, weights={**WEIGHTS, "age_years": 0, "maths": 0})
    assert partition(labels) == {frozenset({i, i + 6}) for i in range(6)}
    points, counts, place = distinct_points(part(frame), dict.fromkeys(METRICS, 0))
    assert (points.shape, counts.tolist(), set(place)) == ((1, 21), [12], {0})


@pytest.mark.parametrize("wrong", [{"maths": -1}, {"maths": np.nan}, {"maths": np.inf}])
def test_weights_that_make_no_sense_are_refused(wrong):
    with pytest.raises(ValueError, match="weight of 0 or more"):
        derive(invented.cases(5, seed=0), weights={**WEIGHTS, **wrong})
    with pytest.raises(ValueError, match="weight of 0 or more"):
        derive(invented.cases(5, seed=0), weights={"maths": 1.0})


def test_nothing_is_named_after_nothing(model):
    assert derive(invented.cases(5, seed=0).iloc[:0], reference=model).empty
    assert keys(invented.cases(5, seed=0).iloc[:0]).size == 0
