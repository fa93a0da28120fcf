"""Nothing that tells of 1 to 5 pupils leaves casework, nor lets itself be worked out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from analytics.efficacy.estimates import Estimate
from analytics.efficacy.evidence import narrowed
from analytics.efficacy.matching import Comparison
from analytics.efficacy.movement import moved
from analytics.efficacy.showing import (
    comparison_for_all_staff,
    for_all_staff,
    in_full,
    may_show,
    movement_for_all_staff,
    total_for_all_staff,
)
from analytics.efficacy.summaries import summarise, whole
from analytics.efficacy.tables import table_of, table_of_comparisons
from tests.analytics.efficacy.answers import known

FOUND = Comparison(
    package_id="sp2",
    with_it=40,
    without_it=80,
    matched_with=20,
    matched_without=70,
    unknown=7,
    alone=13,
    alone_by={"X1": 6, "X2": 7},
    raw=Estimate(0.1, 0.0, 0.2, 40),
    matched=None,
)


def pupils(name: str, count: int, **row: Any) -> list[dict[str, Any]]:
    return [{"pupil_id": f"{name}{n}", "school_id": f"S{n % 4}", **row} for n in range(count)]


def test_casework_sees_all_of_it() -> None:
    rows = summarise(known(pupils("A", 2, packages="sp2")), by="package")
    (shown,) = in_full(rows)
    assert (shown.pupils, shown.answers, shown.attainment) == (2, 2, rows[0].attainment)
    assert (shown.reached, shown.needs, shown.hours) == (
        rows[0].reached,
        rows[0].needs,
        rows[0].hours,
    )


def test_a_small_cluster_and_what_would_give_it_away_are_withheld() -> None:
    found = known([*pupils("A", 3, cluster="X1"), *pupils("B", 9, cluster="X2")])
    more = known(
        [
            *pupils("A", 3, cluster="X1"),
            *pupils("B", 9, cluster="X2"),
            *pupils("C", 30, cluster="X3"),
        ]
    )
    assert may_show(found, by="cluster") == {"X1": False, "X2": False}
    assert may_show(more, by="cluster") == {"X1": False, "X2": False, "X3": True}
    blank, _, plain = for_all_staff(summarise(more, by="cluster"), may_show(more, by="cluster"))
    assert (blank.pupils, blank.answers, blank.attainment, blank.hours) == (None,) * 4
    assert plain.pupils == 30


def test_a_package_is_withheld_where_few_have_it_or_few_have_not() -> None:
    rows = [
        *pupils("A", 3, packages="sp2", cluster="X1"),
        *pupils("B", 20, cluster="X1"),
        *pupils("C", 20, packages="sp3", cluster="X2"),
        *pupils("D", 2, cluster="X2"),
        *pupils("E", 40, packages="sp2,sp3", cluster="X3"),
        *pupils("F", 40, cluster="X3"),
    ]
    found = known(rows)
    of_x1 = may_show(narrowed(found, cluster="X1"), by="package", cluster="X1")
    assert of_x1 == {"sp2": False}
    of_x2 = may_show(narrowed(found, cluster="X2"), by="package", cluster="X2")
    assert of_x2 == {"sp3": False}
    in_all = may_show(found, by="package")
    # X3's would give X1's away beside the total, so one of the two goes.
    of_x3 = narrowed(found, cluster="X3")
    assert not (in_all["sp2"] and may_show(found, by="package", cluster="X3")["sp2"])
    assert may_show(of_x3, by="package", cluster="X3") == {"sp2": True, "sp3": True}


def test_parts_of_a_row_that_tell_of_few_are_withheld() -> None:
    rows = [
        *pupils("A", 20, cluster="X1", score=1),
        *pupils("B", 2, cluster="X1", score=-1),
        *pupils("A", 3, cluster="X1", given_on="2026-06-01", score=1),
    ]
    hours = [{"answer": 0, "package_id": "sp2", "planned_hours": 1.0, "delivered_hours": 1.0}]
    found = known(rows, hours)
    (shown,) = for_all_staff(summarise(found, by="cluster"), {"X1": True})
    assert (shown.pupils, shown.reached, shown.needs, shown.hours) == (22, None, None, None)
    assert shown.attainment is not None
    assert total_for_all_staff(whole(found)) == replace(shown, key="", label="")


def test_the_total_of_few_is_withheld_and_that_of_nobody_is_not() -> None:
    assert total_for_all_staff(whole(known(pupils("A", 5)))).pupils is None
    assert total_for_all_staff(whole(known([]))).pupils == 0


@pytest.mark.parametrize(
    ("changes", "alone"),
    [
        ({}, 13),
        ({"alone": 3, "matched_with": 30, "alone_by": {"X1": 3}}, None),
        ({"unknown": 2, "matched_with": 25}, None),
        ({"matched_with": 38, "alone": 0, "unknown": 2, "alone_by": {}}, None),
        ({"with_it": 5, "matched_with": 0}, "withheld"),
        ({"without_it": 4}, "withheld"),
    ],
)
def test_a_comparison_does_not_tell_of_few(changes: Any, alone: Any) -> None:
    shown = comparison_for_all_staff(replace(FOUND, **changes))
    if alone == "withheld":
        assert shown is None
        return
    assert shown is not None
    assert shown.alone == alone
    assert (shown.matched_with is None) == (alone is None)


def test_of_the_unmatched_small_clusters_are_withheld() -> None:
    shown = comparison_for_all_staff(
        replace(FOUND, alone=14, matched_with=19, alone_by={"X1": 1, "X2": 6, "X3": 7})
    )
    assert shown is not None
    assert "X1" not in shown.alone_by
    assert len(shown.alone_by) == 1


def test_a_movement_of_few_is_withheld() -> None:
    early, late = pupils("A", 10), pupils("B", 6, given_on="2026-06-01")
    assert movement_for_all_staff(moved(known([*early, *late]).ratings, since="2026-05-01"))
    few = moved(known([*early, *late[:2]]).ratings, since="2026-05-01")
    assert movement_for_all_staff(few) is None


def test_tables_leave_what_is_withheld_missing_and_what_is_unknown_blank() -> None:
    found = known([*pupils("A", 3, cluster="X1"), *pupils("B", 20, cluster="X2", score=1)])
    rows = for_all_staff(summarise(found, by="cluster"), {"X1": False, "X2": True})
    table = table_of(rows, by="cluster")
    assert list(table["cluster"]) == ["X1", "X2"]
    assert table.loc[0, ["pupils", "attainment", "hours"]].isna().all()
    assert list(table.loc[1, ["pupils", "ratings", "attainment", "hours"]]) == [20, 20, 1.0, ""]
    compared = table_of_comparisons([FOUND])
    assert compared.loc[0, "package"] == "SP2: One to one sessions"
    assert list(compared.loc[0, ["raw_difference_low_95", "matched_difference"]]) == [0.0, ""]
    assert table_of([], by="cluster").empty
