from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.correlations import (
    for_all_staff,
    pairs,
    phi,
    reading,
    rounded,
    spearman,
)
from analytics.false_discovery import FALSE_DISCOVERY_RATE
from data.schemas import METRICS


@pytest.fixture(scope="module")
def needs(demo_library):
    return spearman(demo_library[list(METRICS)])


def value(found, one, other):
    i, j = found.columns.index(one), found.columns.index(other)
    return found.matrix[i, j], bool(found.significant[i, j])


def adjusted_by_hand(chance):
    """Adjust p-values as Benjamini and Hochberg did: from the largest down."""
    order = sorted(range(len(chance)), key=lambda i: chance[i])
    adjusted, lowest = [0.0] * len(chance), 1.0
    for rank, place in reversed(list(enumerate(order, start=1))):
        lowest = min(lowest, chance[place] * len(chance) / rank)
        adjusted[place] = lowest
    return adjusted


def test_spearman_is_that_of_scipy_pair_by_pair(demo_library, needs):
    from scipy.stats import spearmanr

    names = list(combinations(needs.columns, 2))
    slow = [spearmanr(demo_library[one], demo_library[other]) for one, other in names]
    adjusted = adjusted_by_hand([result.pvalue for result in slow])
    for (one, other), result, p in zip(names, slow, adjusted, strict=True):
        i, j = needs.columns.index(one), needs.columns.index(other)
        assert needs.matrix[i, j] == pytest.approx(result.statistic, abs=1e-12)
        assert needs.adjusted[i, j] == pytest.approx(p, rel=1e-6, abs=1e-12)
    assert needs.tests == len(names) == 210
    assert needs.n == 95


# Technical pack v0.09, "Correlations across needs".
TOGETHER = [
    ("english", "maths"),
    ("english", "problem_solving"),
    ("maths", "problem_solving"),
    ("physical_skills", "physical_other"),
    ("self_esteem", "age_years"),
]
APART = [
    ("slc", "age_years"),
    ("english", "age_years"),
    ("maths", "age_years"),
    ("problem_solving", "age_years"),
]


@pytest.mark.parametrize(("one", "other"), TOGETHER)
def test_what_the_pack_found_together_is_together(needs, one, other):
    found, significant = value(needs, one, other)
    assert found > 0.3
    assert significant


@pytest.mark.parametrize(("one", "other"), APART)
def test_what_the_pack_found_apart_is_apart(needs, one, other):
    found, significant = value(needs, one, other)
    assert found < -0.3
    assert significant


def test_packages_are_less_related_than_needs(demo_library, needs):
    # Technical pack, "Correlations across support packages": generally low levels.
    packages = phi(demo_library[[n for n in demo_library if n.startswith("package_")]])
    assert pairs(packages)["value"].abs().mean() < 0.25
    assert pairs(packages)["value"].abs().max() < pairs(needs)["value"].abs().max()


def phi_by_hand(one, other):
    """Return phi and Fisher's p from the four counts, by adding up the tables as unlikely."""
    from math import comb, sqrt

    a = sum(1 for x, y in zip(one, other, strict=True) if x and y)
    b, c = sum(one) - a, sum(other) - a
    d = len(one) - a - b - c
    n, k, m = len(one), a + b, a + c

    def chance(both):
        return comb(k, both) * comb(n - k, m - both) / comb(n, m)

    least, most = max(0, k + m - n), min(k, m)
    p = sum(
        chance(both) for both in range(least, most + 1) if chance(both) <= chance(a) * (1 + 1e-9)
    )
    return (a * d - b * c) / sqrt(k * (n - k) * m * (n - m)), p


def test_phi_and_its_chance_are_those_of_the_four_counts(demo_library):
    frame = demo_library[[n for n in demo_library if n.startswith("outcome_")]]
    found = phi(frame)
    names = list(combinations(found.columns, 2))
    slow = [phi_by_hand(list(frame[one]), list(frame[other])) for one, other in names]
    adjusted = adjusted_by_hand([p for _, p in slow])
    for (one, other), (coefficient, _), p in zip(names, slow, adjusted, strict=True):
        i, j = found.columns.index(one), found.columns.index(other)
        assert found.matrix[i, j] == pytest.approx(coefficient, abs=1e-9)
        assert found.adjusted[i, j] == pytest.approx(p, rel=1e-6)


tables = st.lists(st.tuples(*[st.integers(0, 3)] * 4), min_size=12, max_size=25).map(
    lambda rows: pd.DataFrame(rows, columns=list("abcd"))
)


@given(tables)
def test_columns_are_those_that_vary_and_the_order_of_rows_does_not_matter(frame):
    found, turned = spearman(frame), spearman(frame.iloc[::-1])
    constant = {name for name in frame if len(set(frame[name])) == 1}
    if len(frame.columns) - len(constant) >= 2:
        assert set(found.left_out) == constant
        assert set(found.columns) == set(frame.columns) - constant
    for one, other in combinations(found.columns, 2):
        assert value(found, one, other)[0] == pytest.approx(value(turned, one, other)[0])


@given(tables)
def test_the_square_is_symmetric_and_within_one(frame):
    found = spearman(frame)
    assert np.abs(found.matrix).max(initial=0) <= 1
    assert np.allclose(found.matrix, found.matrix.T)
    assert np.allclose(found.adjusted, found.adjusted.T)


def test_alike_columns_are_neighbours():
    numbers = np.random.default_rng(1).integers(0, 4, (60, 2))
    frame = pd.DataFrame({"a": numbers[:, 0], "b": numbers[:, 1]})
    frame = frame.assign(like_a=frame["a"], like_b=frame["b"])
    order = spearman(frame).columns
    assert {frozenset(order[:2]), frozenset(order[2:])} == {
        frozenset({"a", "like_a"}),
        frozenset({"b", "like_b"}),
    }


@pytest.mark.parametrize("method", [spearman, phi])
@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame({"a": [], "b": []}, dtype="int64"),
        pd.DataFrame({"a": [0, 1], "b": [1, 0]}),
        pd.DataFrame({"a": [1] * 20, "b": [1] * 20}),
        pd.DataFrame({"a": [0, 1] * 10, "b": [1] * 20}),
        pd.DataFrame({"a": [None] * 20, "b": [1, 0] * 10}, dtype="Int64"),
    ],
    ids=["empty", "few", "identical", "one varies", "no complete row"],
)
def test_too_little_to_correlate_is_said(method, frame):
    found = method(frame)
    assert found.tests == 0
    assert reading(found, labels={}, noun="needs") == (
        "There are too few needs or cases that differ to say what goes together."
    )
    assert pairs(found).empty


def test_rows_with_a_blank_are_left_out():
    frame = pd.DataFrame({"a": [0, 1, None] * 8, "b": [0, 1, 1] * 8}, dtype="Int64")
    assert spearman(frame).n == 16


def test_unrelated_columns_are_read_as_such():
    frame = pd.DataFrame({"a": [0, 0, 1, 1] * 5, "b": [0, 1, 0, 1] * 5})
    for method in (spearman, phi):
        words = reading(method(frame), labels={"a": "a", "b": "b"}, noun="needs")
        assert words == "None of the 1 pairs of needs is related more than chance allows."


def test_the_reading_names_the_strongest_each_way(needs):
    words = reading(needs, labels={name: name for name in needs.columns}, noun="needs")
    assert words.startswith("51 of the 210 pairs of needs are related more than chance allows;")
    assert "problem_solving with english (0.9)" in words
    assert "maths with age_years (−0.6)" in words
    assert (pairs(needs)["adjusted_p"] < FALSE_DISCOVERY_RATE).sum() == 51


def test_one_sided_relations_are_read_alone():
    frame = pd.DataFrame({"a": [0, 1] * 10, "b": [0, 1] * 10, "c": [1, 0] * 10})
    labels = {"a": "a", "b": "b", "c": "c"}
    together = reading(spearman(frame[["a", "b"]]), labels=labels, noun="needs")
    assert together.endswith("; most together: a with b (1.0).")
    apart = reading(spearman(frame[["a", "c"]]), labels=labels, noun="needs")
    assert apart.endswith("; most apart: a with c (−1.0).")


def test_few_people_s_columns_are_kept_from_all_staff():
    frame = pd.DataFrame(
        {
            "few": [1] * 3 + [0] * 17,
            "few lack": [0] * 3 + [1] * 17,
            "six": [1] * 6 + [0] * 14,
            "none": [0] * 20,
            "all": [2] * 20,
        }
    )
    assert list(for_all_staff(frame, fewest=6)) == ["six", "none", "all"]


def test_no_minus_zero():
    assert [rounded(x) for x in (-0.04, 0.04, -0.26, 1.0)] == ["0.0", "0.0", "−0.3", "1.0"]


@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1)), min_size=10, max_size=40))
def test_the_chance_of_two_yes_or_no_answers_is_that_of_scipy(rows):
    from scipy.stats import fisher_exact

    frame = pd.DataFrame(rows, columns=["a", "b"])
    found = phi(frame)
    if found.tests:
        table = pd.crosstab(frame["a"], frame["b"]).to_numpy()
        assert found.adjusted[0, 1] == pytest.approx(fisher_exact(table).pvalue, rel=1e-6)


def test_the_adjustment_is_that_of_scipy(needs):
    from scipy.stats import false_discovery_control, t

    rho = pairs(needs)["value"].to_numpy()
    raw = 2 * t.sf(np.abs(rho) * np.sqrt((needs.n - 2) / (1 - rho**2)), needs.n - 2)
    adjusted = pairs(needs)["adjusted_p"].to_numpy()
    assert adjusted == pytest.approx(false_discovery_control(raw), rel=1e-6, abs=1e-15)
