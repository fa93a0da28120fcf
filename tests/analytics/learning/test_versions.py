"""An adopted version: what it suggests and why, and that none changes nothing."""

from __future__ import annotations

import json

import pytest

from analytics.learning.versions import Learned, learned_of

BASIS = {"start": 0.4, "accepted": 14, "rejected": 1}


def learned(weight: float = 0.8, **basis: float) -> Learned:
    return Learned("2", {"X1": {"sp4": weight, "outcome_language": 0.3}}, {"X1": {"sp4": basis}})


def test_a_row_is_read_as_it_was_kept() -> None:
    row = {"version": "2", "weights": json.dumps({"X1": {"sp4": 0.8}}), "basis": None}
    found = learned_of(row)
    assert found == Learned("2", {"X1": {"sp4": 0.8}}, {})
    assert learned_of({**row, "basis": "{}"}) == found


@pytest.mark.parametrize("row", [None, {"version": "3", "weights": "{}", "basis": "{}"}])
def test_without_weights_the_library_alone_counts(row) -> None:
    assert learned_of(row) is None


def test_weights_are_asked_by_cluster() -> None:
    found = learned()
    assert found.weight("X1", "sp4") == 0.8
    assert found.weight("X2", "sp4") is None
    assert found.outcomes("X1", "outcome_") == {"language": 0.3}
    assert found.outcomes("X9", "outcome_") == {}


@pytest.mark.parametrize(
    ("weight", "basis", "expected"),
    [
        (0.8, {"accepted": 9}, None),
        (0.8, {"accepted": 10}, True),
        (0.5, {"accepted": 5, "changed": 2, "rejected": 3}, True),
        (0.4, {"rejected": 10}, False),
        (0.4, {}, None),
    ],
)
def test_enough_decisions_begin_or_end_a_suggestion(weight, basis, expected) -> None:
    assert learned(weight, **basis).suggests("X1", "sp4") is expected
    assert learned(weight, **basis).suggests("X2", "sp4") is None


@pytest.mark.parametrize(
    ("weight", "basis", "words"),
    [
        (
            0.8,
            BASIS,
            "Ranked higher since version 2 of the recommendations: accepted 14 of 15 times.",
        ),
        (
            0.2,
            {"start": 0.4, "accepted": 1, "changed": 2, "rejected": 7},
            "Ranked lower since version 2 of the recommendations: accepted 3 of 10 times, 2 of "
            "them with other words.",
        ),
        (
            0.5,
            {"start": 0.4, "certain": 0.2},
            "Ranked higher since version 2 of the recommendations: pupils like these reached at "
            "least 0.20 steps more with it than without.",
        ),
        (
            0.3,
            {"start": 0.4, "certain": -0.2, "accepted": 1, "rejected": 1},
            "Ranked lower since version 2 of the recommendations: accepted 1 of 2 times; pupils "
            "like these reached at least 0.20 steps less with it than without.",
        ),
        (0.404, {"start": 0.4, "accepted": 1}, ""),
        (0.8, {}, ""),
    ],
)
def test_the_reason_is_said_where_something_ranks_otherwise(weight, basis, words) -> None:
    assert learned(weight, **basis).why("X1", "sp4") == words
    assert learned(weight, **basis).why("X9", "sp4") == ""
