"""What one pupil adds to a cluster's evidence, recomputed pupil by pupil."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.feedback.ratings import ratings
from analytics.feedback.what_it_adds import two, what_it_adds
from tests.analytics.feedback.answered import Row, answer, attainment, tables

# Pupil, cluster, packages, score.
RATED = st.lists(
    st.tuples(
        st.sampled_from(["P1", "P2", "P3", "P4"]),
        st.sampled_from(["X1", "X2"]),
        st.sampled_from(["", "sp1", "sp2", "sp1,sp2"]),
        st.integers(-2, 2),
    ),
    max_size=14,
)
Rated = list[tuple[str, str, str, int]]


def added(rated: Rated, pupil_id: str = "P1") -> list[Row]:
    """Return what a pupil adds, as plain values."""
    answers = [
        answer(f"f{place}", pupil_id=pupil, cluster=cluster)
        for place, (pupil, cluster, _, _) in enumerate(rated)
    ]
    rows = [
        attainment(f"f{place}", "o1", score, pupil_id=pupil, packages=packages)
        for place, (pupil, _, packages, score) in enumerate(rated)
    ]
    held = tables(answers, attainments=rows)
    found = what_it_adds(ratings(held.attainments, held.feedback), pupil_id=pupil_id)
    return [{**vars(one), "moved": one.moved, "sentence": one.sentence} for one in found]


def means(rated: Rated, package: str, cluster: str, *, without: str = "") -> list[float]:
    """Return the mean of each pupil, in a loop."""
    scores: dict[str, list[int]] = {}
    for pupil, of, packages, score in rated:
        if of == cluster and package in packages.split(",") and pupil != without:
            scores.setdefault(pupil, []).append(score)
    return [sum(own) / len(own) for own in scores.values()]


@given(RATED)
def test_each_pupil_counts_once(rated: Rated) -> None:
    concerned = {
        (package, cluster)
        for pupil, cluster, packages, _ in rated
        if pupil == "P1"
        for package in packages.split(",")
        if package
    }
    found = added(rated)
    assert {(one["package"], one["cluster"]) for one in found} == concerned
    for one in found:
        every = means(rated, one["package"], one["cluster"])
        others = means(rated, one["package"], one["cluster"], without="P1")
        assert one["with_pupil"] == pytest.approx(sum(every) / len(every))
        assert one["others"] == len(others)
        if others:
            assert one["without_pupil"] == pytest.approx(sum(others) / len(others))
            assert one["moved"] == pytest.approx((one["own"] - one["without_pupil"]) / len(every))


def test_the_amount_is_explained() -> None:
    rated = [("P1", "X1", "sp4", -2), ("P1", "X1", "sp4", 0), ("P2", "X1", "sp4", 1)]
    assert [one["sentence"] for one in added(rated)] == [
        "SP4 in X1: the mean attainment of 1 other pupil was +1.00; with this pupil, 2 ratings "
        "with a mean of −1, it is 0, a change of −1.00. The pupil counts as one of 2."
    ]


def test_the_first_answers_are_called_so() -> None:
    assert added([("P1", "X1", "sp4", 1)])[0]["sentence"] == (
        "SP4 in X1: these are the first answers, 1 rating with a mean of +1. One pupil proves "
        "nothing."
    )


def test_a_rating_of_no_package_adds_nothing() -> None:
    assert added([("P1", "X1", "", 1)]) == []


@pytest.mark.parametrize(("number", "words"), [(0.004, "0"), (-0.126, "−0.13"), (1.0, "+1.00")])
def test_two_places(number: float, words: str) -> None:
    assert two(number) == words
