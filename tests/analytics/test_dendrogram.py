import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.clustering import WEIGHTS, weighted
from analytics.dendrogram import (
    BRANCHES_DRAWN,
    MOST_GROUPS,
    dendrogram,
    for_all_staff,
    joined,
    reading,
    size_words,
)
from tests.analytics import invented

KS = range(2, MOST_GROUPS + 1)


def tree_of(cases, k):
    return dendrogram(cases, joined(cases), k=k)


@pytest.fixture(scope="module")
def continuous(demo_library):
    """Return the library's cases with ages that part any two, so that no cost is a tie."""
    chance = np.random.default_rng(5).random(len(demo_library))
    return demo_library.assign(age_years=demo_library["age_years"] + chance)


@pytest.mark.parametrize("k", KS)
def test_groups_are_those_of_scipy_where_there_are_no_ties(continuous, k):
    from scipy.cluster.hierarchy import fcluster, linkage

    theirs = linkage(weighted(continuous, WEIGHTS), "ward")
    sizes = np.bincount(fcluster(theirs, k, "maxclust"))[1:]
    tree = tree_of(continuous, k)
    assert sorted(tree.groups["cases"]) == sorted(sizes)
    assert theirs[-k, 2] < tree.cut < theirs[-k + 1, 2]
    drawn = len(tree.joins)
    assert sorted(tree.joins["height"]) == pytest.approx(sorted(theirs[-drawn:, 2]))


def test_nine_groups_of_the_library_are_its_nine_clusters(demo_library):
    groups = tree_of(demo_library, 9).groups
    sizes = demo_library["cluster"].value_counts()
    assert dict(zip(groups["clusters"], groups["cases"], strict=True)) == sizes.to_dict()
    assert groups["group"].tolist() == list("ABCDEFGHI")


@pytest.mark.parametrize("k", [2, 9, 15])
def test_the_order_of_the_cases_does_not_matter(demo_library, k):
    shuffled = demo_library.sample(frac=1, random_state=3)
    first, second = tree_of(demo_library, k), tree_of(shuffled, k)
    pd.testing.assert_frame_equal(first.joins, second.joins)
    pd.testing.assert_frame_equal(first.groups, second.groups)


@pytest.mark.parametrize("k", KS)
def test_groups_lie_in_rows_one_under_the_other(demo_library, k):
    tree = tree_of(demo_library, k)
    groups = tree.groups
    assert groups["first_row"].tolist()[0] == 0
    assert groups["last_row"].tolist()[-1] == len(tree.joins)
    assert (groups["first_row"].to_numpy()[1:] == groups["last_row"].to_numpy()[:-1] + 1).all()
    assert len(tree.joins) == BRANCHES_DRAWN - 1


@pytest.mark.parametrize("k", KS)
def test_a_join_has_a_group_just_where_it_lies_below_the_cut(demo_library, k):
    tree = tree_of(demo_library, k)
    assert ((tree.joins["height"] > tree.cut) == (tree.joins["group"] == "")).all()
    spans = tree.groups.set_index("group")
    for join in tree.joins[tree.joins["group"] != ""].itertuples():
        span = spans.loc[join.group]
        for row in (join.one_row, join.other_row):
            assert span["first_row"] <= row <= span["last_row"]


@settings(max_examples=40)
@given(st.integers(0, 12), st.integers(1, 3), st.integers(2, MOST_GROUPS), st.integers(0, 99))
def test_any_few_cases_give_a_tree_or_none(n, highest, k, seed):
    cases = invented.cases(n, seed=seed, highest=highest).assign(cluster="X1")
    unlike = len(np.unique(weighted(cases, WEIGHTS), axis=0))
    tree = tree_of(cases, k)
    if unlike < 2:
        assert tree is None
    else:
        assert tree.k == len(tree.groups) == min(k, unlike)
        assert tree.groups["cases"].sum() == n


def test_equal_cases_have_no_tree(demo_library):
    cases = pd.concat([demo_library.iloc[:1]] * 5)
    assert tree_of(cases, 2) is None


def test_small_groups_are_withheld_and_others_rounded(demo_library):
    groups = for_all_staff(tree_of(demo_library, 9).groups)
    shown = dict(zip(groups["clusters"], groups["cases"], strict=True))
    assert shown.pop("X8") is pd.NA
    assert shown.pop("X9") is pd.NA
    assert set(shown.values()) == {10, 20}


@pytest.mark.parametrize("k", list(KS)[1:])
def test_no_cut_beside_the_next_gives_a_small_group_away(demo_library, k):
    # The most that a difference of two rounded sizes can tell is a range that is wider than 5.
    fewer, more = (for_all_staff(tree_of(demo_library, one).groups) for one in (k - 1, k))
    for groups in (fewer, more):
        assert (groups["cases"].dropna() % 10 == 0).all()


def test_the_reading_says_how_large_the_groups_are(demo_library):
    groups = tree_of(demo_library, 9).groups
    assert reading(groups, cases=95) == (
        "Cut here, the 95 cases fall into 9 groups, the largest of 20 cases and the smallest of 3."
    )
    assert reading(for_all_staff(groups), cases=95) == (
        "Cut here, the 95 cases fall into 9 groups, the largest of about 20 cases; 2 of 5 or fewer "
        "are withheld."
    )


def test_the_reading_of_small_groups_names_no_size(demo_library):
    groups = for_all_staff(tree_of(demo_library.iloc[:4], 3).groups)
    assert reading(groups, cases=4) == (
        "Cut here, the 4 cases fall into 3 groups; 3 of 5 or fewer are withheld."
    )


def test_sizes_are_said_in_words():
    assert size_words(1, rounded=False) == "1 case"
    assert size_words(20, rounded=True) == "about 20 cases"
    assert size_words(pd.NA, rounded=True) == "c"
