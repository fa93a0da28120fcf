"""Matched comparison: confounding planted by hand, who finds no match, and a cohort's truth."""

from __future__ import annotations

import math
from typing import Any

import pytest

from analytics.efficacy.evidence import Evidence
from analytics.efficacy.matching import FEWEST, Comparison, compare
from tests.analytics.efficacy.answers import known

TYPES = {f"S{n}": "mainstream" for n in range(50)} | {"SPECIAL": "special"}
SERVED = ["sp2"]


def compared(known: Evidence, package_id: str) -> Comparison:
    (found,) = compare(known, [package_id], types=TYPES)
    return found


def group(
    name: str, count: int, *, had: bool, score: int, first: int = 0, **row: Any
) -> list[dict[str, Any]]:
    """Return pupils in settings in turn, whose scores are by turns one more and one fewer."""
    return [
        {
            "pupil_id": f"{name}{n}",
            "school_id": f"S{(n + first) % 10}",
            "packages": "sp2" if had else "",
            "score": score + (1 if (n + n // 10) % 2 else -1),
            **row,
        }
        for n in range(count)
    ]


def confounded() -> list[dict[str, Any]]:
    """Return pupils of whom the package adds 1, and is given mostly to those in greater need."""
    return [
        *group("A", 30, had=True, score=0, needs_total=40),
        *group("B", 20, had=False, score=-1, needs_total=40, first=3),
        *group("C", 10, had=True, score=1, needs_total=10),
        *group("D", 60, had=False, score=0, needs_total=10, first=5),
    ]


def test_the_matched_difference_takes_the_start_into_account() -> None:
    found = compared(known(confounded()), "sp2")
    assert found.raw is not None
    assert found.matched is not None
    # Raw: (30 x 0 + 10 x 1) / 40 with, (20 x -1 + 60 x 0) / 80 without.
    assert found.raw.value == pytest.approx(10 / 40 - -20 / 80)
    assert found.matched.value == pytest.approx(1)
    assert found.matched.low < 1 < found.matched.high
    assert found.p < 0.001
    counts = (found.with_it, found.without_it, found.matched_with, found.matched_without)
    assert counts == (40, 80, 40, 80)
    assert (found.alone, found.unknown, found.alone_by) == (0, 0, {})


def test_of_no_answers_nothing_is_compared() -> None:
    found = compared(known([]), "sp2")
    assert (found.with_it, found.without_it, found.raw, found.matched) == (0, 0, None, None)


def test_pupils_without_a_match_are_counted_and_told_apart() -> None:
    rows = [
        *confounded(),
        *group("E", 3, had=True, score=0, cluster="X5"),
        *group("F", 2, had=True, score=0, cluster="X2", age_years=20),
        *group("G", 4, had=True, score=0, needs_total=None),
        *group("H", 1, had=True, score=0, age_years=None),
        *group("I", 1, had=True, score=0, cluster=None),
        *group("J", 1, had=True, score=0, school_id="NOWHERE"),
        *group("K", 9, had=False, score=0, cluster="X9"),
    ]
    found = compared(known(rows), "sp2")
    assert (found.with_it, found.matched_with, found.matched_without) == (52, 40, 80)
    assert (found.alone, found.alone_by) == (5, {"X2": 2, "X5": 3})
    assert found.unknown == 7


def test_a_place_is_compared_across_kinds_of_setting() -> None:
    rows = [
        {**row, "packages": "sp1" if row["packages"] else "", "school_id": place}
        for n, row in enumerate(confounded())
        for place in (("SPECIAL" if n % 2 else "S1") if row["packages"] else f"S{n % 9}",)
    ]
    assert compared(known(rows), "sp1").matched_with == 40
    same = [{**row, "packages": row["packages"].replace("sp1", "sp2")} for row in rows]
    assert compared(known(same), "sp2").matched_with == 20


def test_ratings_that_the_package_does_not_serve_do_not_count() -> None:
    extra = [
        # With the package, but rated on what it does not serve in this plan.
        {"pupil_id": "A0", "score": -2, "outcome_id": "outcome_language"},
        {"pupil_id": "A1", "score": -2, "outcome_id": "outcome_numeracy"},
        # Without it, on an outcome that it serves in nobody's plan, or on none of the library.
        {"pupil_id": "B1", "score": -2, "outcome_id": "outcome_numeracy"},
        {"pupil_id": "B2", "score": -2, "outcome_id": None},
    ]
    plain = compared(known(confounded()), "sp2")
    assert compared(known([*confounded(), *extra]), "sp2") == plain


def test_who_is_given_the_package_is_not_among_those_without_it() -> None:
    hours = [{"answer": 30, "package_id": "sp2", "planned_hours": 1.0, "delivered_hours": 1.0}]
    found = compared(known(confounded(), hours), "sp2")
    assert found.without_it == 79


def test_a_pupil_weighs_the_same_however_often_they_are_rated() -> None:
    often = [row for row in confounded() for _ in range(3 if row["pupil_id"] == "A1" else 1)]
    once = compared(known(confounded()), "sp2")
    found = compared(known(often), "sp2")
    assert found.matched is not None
    assert once.matched is not None
    assert found.matched.value == pytest.approx(once.matched.value)


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(group("A", FEWEST - 1, had=True, score=0), id="too few"),
        pytest.param(group("A", 30, had=True, score=0, school_id="S1"), id="one setting"),
        pytest.param([], id="nobody"),
    ],
)
def test_where_too_little_is_known_no_difference_is_given(rows) -> None:
    found = compared(known([*rows, *group("B", 40, had=False, score=0, first=1)]), "sp2")
    assert found.raw is None
    assert found.matched is None
    assert math.isnan(found.p)


def test_a_package_that_is_never_apart_from_another_s_lack_has_no_matched_difference() -> None:
    rows = [
        *group("A", 30, had=True, score=0),
        *group("B", 30, had=False, score=0, packages="sp3", first=1),
    ]
    found = compared(known(rows), "sp2")
    assert found.raw is not None
    assert found.matched is None


def test_answers_that_are_all_the_same_have_no_interval() -> None:
    rows = [{**row, "score": 1} for row in confounded()]
    found = compared(known(rows), "sp2")
    assert found.raw is None


def test_most_intervals_hold_the_planted_effects_of_a_cohort(cohort, known_cohort, types) -> None:
    truth = cohort.effects[cohort.effects["cluster"] == ""].set_index("package_id")["effect"]
    every = compare(known_cohort, truth.index, types=types)
    found = {one.package_id: one.matched for one in every}
    held = [one.low <= truth[name] <= one.high for name, one in found.items() if one]
    assert len(held) >= 8
    assert sum(held) >= len(held) - 2
