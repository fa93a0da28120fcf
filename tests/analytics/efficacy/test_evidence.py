"""Joining the answers, and narrowing them to what is asked."""

from __future__ import annotations

import pytest

from analytics.efficacy.evidence import (
    codes,
    evidence,
    keyed,
    names_package,
    narrowed,
)
from tests.analytics.efficacy.answers import USUAL, frame, known

ROWS = [
    {"pupil_id": "P1", "packages": "sp2,sp4", "given_on": "2026-03-01", "voice": "parent"},
    {"pupil_id": "P1", "packages": "sp2", "given_on": "2026-06-01", "outcome_id": "outcome_x"},
    {"pupil_id": "P2", "packages": None, "cluster": "X2", "school_id": None, "needs_total": None},
    {"pupil_id": "P3", "packages": "sp4", "cluster": None, "outcome_id": None},
]
HOURS = [
    {"answer": 0, "package_id": "sp2", "planned_hours": 2.0, "delivered_hours": 1.0},
    {"answer": 0, "package_id": "sp9", "planned_hours": 3.0, "delivered_hours": 3.0},
    {"answer": 1, "package_id": "sp4", "planned_hours": 1.0, "delivered_hours": 0.5},
    {"answer": 3, "package_id": "sp4", "planned_hours": None, "delivered_hours": 2.0},
    {"answer": 3, "package_id": "sp4", "planned_hours": 0.0, "delivered_hours": 2.0},
    {"answer": 3, "package_id": "sp4", "planned_hours": 2.0, "delivered_hours": None},
]


def pupils(rows) -> list[str]:
    return [str(pupil) for pupil in rows["pupil_id"]]


def test_answers_are_joined_oldest_first() -> None:
    found = known(ROWS, HOURS)
    assert pupils(found.ratings) == ["P1", "P2", "P3", "P1"]
    assert list(found.ratings["score"]) == [0.0] * 4
    assert pupils(found.needs) == ["P1", "P3", "P1"]
    assert list(found.given["planned"]) == [2.0, 3.0, 1.0]


def test_pupils_of_one_setting_share_a_number_and_one_without_stands_alone() -> None:
    found = known([*ROWS, {"pupil_id": "P4", "school_id": None}])
    numbers = dict(zip(pupils(found.ratings), found.ratings["group"], strict=True))
    assert numbers["P1"] == numbers["P3"]
    assert len({numbers["P1"], numbers["P2"], numbers["P4"]}) == 3


def test_a_rating_without_its_answer_is_left_out() -> None:
    rows = [{**USUAL, "feedback_id": f"F{n}", "pupil_id": "P1"} for n in range(2)]
    rated = [{**row, "attainment_id": row["feedback_id"]} for row in rows]
    found = evidence(
        feedback=frame("feedback", rows[:1]),
        attainments=frame("attainments", rated),
        deliveries=frame("deliveries", []),
    )
    assert len(found.ratings) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [("sp2,sp4", ("sp2", "sp4")), (" sp2 , ,sp2", ("sp2",)), ("", ()), (None, ())],
)
def test_codes_are_told_apart(text, expected) -> None:
    assert codes(text) == expected


def test_each_rating_names_its_packages() -> None:
    ratings = known(ROWS).ratings
    assert list(names_package(ratings, "sp4")) == [True, False, True, False]


@pytest.mark.parametrize(
    ("chosen", "rated", "given", "needs"),
    [
        ({}, 4, 3, 3),
        ({"voice": "parent"}, 1, 2, 1),
        ({"cluster": "X1"}, 2, 3, 2),
        ({"setting": "S1"}, 3, 3, 3),
        ({"package": "sp2"}, 2, 1, 2),
        ({"outcome": "outcome_language"}, 2, 1, 1),
        ({"until": "2026-03-01"}, 3, 2, 2),
        ({"without": "P1"}, 2, 0, 1),
        ({"package": "sp2", "voice": "setting"}, 1, 0, 1),
        ({"package": "", "cluster": ""}, 4, 3, 3),
    ],
)
def test_answers_are_narrowed(chosen, rated, given, needs) -> None:
    found = narrowed(known(ROWS, HOURS), **chosen)
    assert (len(found.ratings), len(found.given), len(found.needs)) == (rated, given, needs)


def test_the_provision_of_an_outcome_is_that_of_its_packages_in_the_same_answer() -> None:
    found = narrowed(known(ROWS, HOURS), outcome="outcome_language")
    assert list(found.given["package_id"]) == ["sp2"]


def test_rows_are_put_in_order_by_each_key() -> None:
    found = known(ROWS, HOURS)
    by_package = keyed(found.ratings, "package")
    assert sorted(zip(by_package["key"], pupils(by_package), strict=True)) == [
        ("sp2", "P1"),
        ("sp2", "P1"),
        ("sp4", "P1"),
        ("sp4", "P3"),
    ]
    assert sorted(keyed(found.ratings, "cluster")["key"]) == ["X1", "X1", "X2"]
    assert list(keyed(found.ratings, "outcome")["key"].cat.categories) == [
        "outcome_language",
        "outcome_x",
    ]
    assert sorted(keyed(found.given, "package")["key"]) == ["sp2", "sp4", "sp9"]


def test_no_answers_have_no_keys() -> None:
    assert keyed(known([]).ratings, "package").empty
    assert keyed(known([]).ratings, "setting").empty
