"""The authority's pupils by cluster and school: counted the plain way, safe where they must be."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from analytics.schools import (
    NO_CLUSTER,
    by_cluster,
    by_school,
    peers,
    plan_shares,
    pupils_by_school,
    read_clusters,
    read_plans,
    read_school,
    withhold_clusters,
    withhold_plans,
    withhold_schools,
)
from tests.analytics.invented import table


def schools(rows: list[tuple[str, str, str, int | None]]) -> pd.DataFrame:
    return table(
        "schools",
        [
            {
                "school_id": code,
                "name": f"{code} School",
                "phase": phase,
                "type": kind,
                "pupils_on_roll": roll,
                "invented": True,
            }
            for code, phase, kind, roll in rows
        ],
    )


SCHOOLS = schools(
    [
        ("B", "primary", "mainstream", 100),
        ("A", "primary", "resourced", 20),
        ("C", "primary", "special", 9),
        ("D", "secondary", "mainstream", 500),
        ("E", "primary", "mainstream", None),
        ("F", "primary", "mainstream", 0),
    ]
)


@pytest.fixture
def rows() -> pd.DataFrame:
    """Return 60 pupils, some without school, cluster or request."""
    numbers = np.random.default_rng(3)
    who = [f"P{n}" for n in range(60)]
    places = [["A", "B", "D", None][n] for n in numbers.integers(0, 4, 60)]
    pupils = table(
        "pupils", [{"pupil_id": p, "school_id": s} for p, s in zip(who, places, strict=True)],
        ("pupil_id", "school_id"),
    )  # fmt: skip
    clusters = [["X1", "X2", "X10", None][n] for n in numbers.integers(0, 4, 50)]
    assessed = table(
        "assessments",
        [{"pupil_id": p, "cluster": c} for p, c in zip(reversed(who[:50]), clusters, strict=True)],
        ("pupil_id", "cluster"),
    )
    stages = [["final", "review", "ceased"][n] for n in numbers.integers(0, 3, 55)]
    requests = table(
        "requests", [{"pupil_id": p, "stage": s} for p, s in zip(who[5:], stages, strict=True)],
        ("pupil_id", "stage"),
    )  # fmt: skip
    found = pupils_by_school(pupils, assessed, requests)
    by = dict(zip(reversed(who[:50]), clusters, strict=True))
    had = dict(zip(who[5:], stages, strict=True))
    for pupil, school, cluster, has_plan in found.itertuples(index=False):
        assert cluster == (by.get(pupil) or NO_CLUSTER)
        assert has_plan == (had.get(pupil) in {"final", "review"})
        assert places[int(pupil[1:])] == (None if pd.isna(school) else school)
    return found


def test_pupils_are_counted_by_cluster(rows: pd.DataFrame) -> None:
    counts = by_cluster(rows)
    assert list(counts.index) == [*(f"X{n}" for n in range(1, 11)), NO_CLUSTER]
    for name, count in counts.items():
        assert count == sum(cluster == name for cluster in rows["cluster"])


def test_nobody_without_a_cluster_is_no_row(rows: pd.DataFrame) -> None:
    assert NO_CLUSTER not in by_cluster(rows[rows["cluster"] != NO_CLUSTER]).index


def test_pupils_are_counted_by_school(rows: pd.DataFrame) -> None:
    counts = by_school(rows)
    assert list(counts.index) == ["A", "B", "D"]
    for school in counts.index:
        for cluster in counts.columns:
            both = (rows["school_id"] == school) & (rows["cluster"] == cluster)
            assert counts.loc[school, cluster] == both.sum()


def test_shares_with_a_plan(rows: pd.DataFrame) -> None:
    found = plan_shares(rows, SCHOOLS).set_index("school_id")
    assert list(found.index) == ["B", "A", "C", "D"]
    with_plan = int((rows["has_plan"] & (rows["school_id"] == "B")).sum())
    assert (found.loc["B", "n_with"], found.loc["B", "n"]) == (with_plan, 100)
    assert found.loc["B", "share"] == with_plan / 100
    assert found.loc["B", "low"] < with_plan / 100 < found.loc["B", "high"]
    assert found.loc["C", "n_with"] == 0


def test_more_plans_than_pupils_is_no_share(rows: pd.DataFrame) -> None:
    tiny = schools([("B", "primary", "mainstream", 1)])
    found = plan_shares(rows, tiny)
    assert found[["share", "low", "high"]].isna().all(axis=None)
    assert read_plans(found, "B") == "The share of pupils with a plan at B School is not shown."


def test_small_numbers_are_withheld_with_their_shares(rows: pd.DataFrame) -> None:
    counts = by_school(rows)
    safe = withhold_schools(counts)
    small = (counts > 0) & (counts < 6)
    assert small.any(axis=None)
    assert safe.where(small).isna().all(axis=None)
    assert (safe.isna() | (safe == counts)).all(axis=None)
    assert withhold_clusters(pd.Series([3, 20, 0], index=["X1", "X2", "X3"])).isna().sum() == 2
    plans = plan_shares(rows, SCHOOLS).assign(n_with=pd.array([3, 9, 0, 30], dtype="Int64"))
    kept = withhold_plans(plans)
    assert list(kept["n_with"].isna()) == [True, True, False, False]
    assert kept.loc[:1, ["share", "low", "high"]].isna().all(axis=None)


def test_no_school_at_all_is_no_number(rows: pd.DataFrame) -> None:
    nowhere = by_school(rows.assign(school_id=pd.NA))
    assert nowhere.empty
    assert withhold_schools(nowhere).empty


def test_peers_are_of_the_same_phase_and_kind() -> None:
    assert peers(SCHOOLS, "B") == ["B", "A", "E", "F"]
    assert peers(SCHOOLS, "C") == ["C"]
    assert peers(SCHOOLS, "") == peers(SCHOOLS, None) == peers(SCHOOLS, "Z") == []


COUNTS = pd.Series({"X1": 4, "X2": 9, NO_CLUSTER: 30}, dtype="Int64")


@pytest.mark.parametrize(
    ("counts", "cluster", "told"),
    [
        (COUNTS, "X2", "X2 than in any other cluster: 9 of 43."),
        (COUNTS, "X1", "9 of 43. 4 are in X1, this pupil's cluster."),
        (COUNTS, "", "9 of 43."),
        (COUNTS.mask(COUNTS < 6), "X1", "9. The number in X1, this pupil's cluster, is not shown."),
        (COUNTS * 0, "X1", "No pupil of the authority has a cluster that may be shown."),
    ],
)
def test_clusters_are_read(counts: pd.Series, cluster: str, told: str) -> None:
    assert read_clusters(counts, cluster).endswith(told)


def test_a_school_is_read(rows: pd.DataFrame) -> None:
    counts = pd.DataFrame({"X1": [5, 0], "X2": [5, 0], "X3": [1, 0]}, index=["A", "B"])
    counts = counts.astype("Int64")
    assert read_school(counts, "A", "Ash") == (
        "At Ash, most pupils are in X1 and X2, of the clusters shown: 5 each."
    )
    assert read_school(counts, "B", "Beech") == "No number may be shown for Beech."
    assert read_school(counts, "", "").startswith("No school is recorded")


def test_a_share_with_a_plan_is_read(rows: pd.DataFrame) -> None:
    plans = plan_shares(rows, SCHOOLS)
    told: Any = read_plans(plans, "B")
    assert "of 100 pupils have an EHC plan" in told
    assert told.endswith("of 4 schools of its kind.")
    assert read_plans(plans, None).startswith("No school with a number on roll")
