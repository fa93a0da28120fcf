"""Profiles of clusters: the figures by the slow obvious way, and what all staff may see."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from analytics.cluster_profiles import (
    COMPLEMENT,
    SMALL,
    ClusterProfile,
    cluster_names,
    for_all_staff,
    overview,
    profile,
    shares,
    tables,
    withheld,
)
from data.demo import pack
from data.schemas import CLUSTERS, QUESTION_IDS, SEVERITY_IDS

SMALL_ONES = {"X8": SMALL, "X9": SMALL}


def of(library: pd.DataFrame, cluster: str) -> ClusterProfile:
    found = profile(library, cluster)
    assert found is not None
    return found


@pytest.mark.parametrize("cluster", CLUSTERS)
def test_figures_are_the_pack_s(demo_library: pd.DataFrame, cluster: str) -> None:
    found = of(demo_library, cluster)
    assert (found.cases, found.library_cases) == (pack.CLUSTER_SIZES[cluster], 95)
    assert round(found.mean_age, 2) == pack.PROFILE_MEANS["age_years"][cluster]
    means = dict(zip(found.needs["question_id"], found.needs["mean"], strict=True))
    for question in QUESTION_IDS:
        assert means[question] == pytest.approx(pack.PROFILE_MEANS[question][cluster], abs=0.0051)


@pytest.mark.parametrize("cluster", CLUSTERS)
def test_counts_are_those_of_a_plain_loop(demo_library: pd.DataFrame, cluster: str) -> None:
    found = of(demo_library, cluster)
    cases = [row for row in demo_library.to_dict("records") if row["cluster"] == cluster]
    for rows, prefix in ((found.outcomes, "outcome_"), (found.packages, "package_")):
        for row in rows.itertuples():
            had = sum(case[f"{prefix}{row.id}"] for case in cases)
            assert (row.n_with, row.n) == (had, len(cases))
            assert row.low <= row.share == had / len(cases) <= row.high
    for row in found.needs.itertuples():
        assert row.n_with == sum(case[row.question_id] > 0 for case in cases)
        everybody = sum(demo_library[row.question_id]) / len(demo_library)
        assert row.library_mean == pytest.approx(everybody)
    mentions = {q: sum(case[q] > 0 for case in cases) for q in SEVERITY_IDS}
    assert dict(zip(found.mentions["id"], found.mentions["n_with"], strict=True)) == mentions
    assert found.mentions["share"].sum() == pytest.approx(1)
    assert (found.youngest, found.oldest) == (
        min(case["age_years"] for case in cases),
        max(case["age_years"] for case in cases),
    )


def test_names_of_outcomes_cover_the_library(demo_library: pd.DataFrame) -> None:
    labels = of(demo_library, "X1").outcomes["label"]
    assert len(set(labels)) == len(pack.OUTCOMES)
    assert not [label for label in labels if "_" in label]


def test_an_outcome_nobody_named_is_read_out() -> None:
    cases = pd.DataFrame({"outcome_swim_well": [1, 0]})
    assert list(shares(cases, "outcome_", {})["label"]) == ["Swim well"]


def test_no_outcomes_at_all_are_no_rows() -> None:
    assert shares(pd.DataFrame({"a": [1]}), "outcome_", {}).empty


def test_all_clusters_are_named_in_order(demo_library: pd.DataFrame) -> None:
    grown = demo_library.assign(cluster=demo_library["cluster"].replace({"X2": "X11"}))
    assert cluster_names(grown) == (*(f"X{n}" for n in range(1, 12)),)
    assert cluster_names(pd.DataFrame())[-1] == "X10"


def test_a_cluster_without_a_case_has_no_profile(demo_library: pd.DataFrame) -> None:
    assert profile(demo_library, "X10") is None
    assert profile(demo_library.iloc[:0], "X1") is None


def test_small_clusters_are_withheld(demo_library: pd.DataFrame) -> None:
    assert withheld(demo_library) == SMALL_ONES


def test_one_small_cluster_takes_another_with_it(demo_library: pd.DataFrame) -> None:
    found = withheld(demo_library[demo_library["cluster"] != "X8"])
    assert found["X9"] == SMALL
    assert [reason for name, reason in found.items() if name != "X9"] == [COMPLEMENT]


def test_the_overview_holds_nothing_of_a_hidden_cluster(demo_library: pd.DataFrame) -> None:
    rows = overview(demo_library, hidden=SMALL_ONES).set_index("cluster")
    assert rows.loc[["X8", "X9"]].isna().all(axis=None)
    assert rows.loc["X2", "cases"] == 20
    assert rows.loc["X2", "share"] == pytest.approx(20 / 95)
    assert (rows.loc["X10", "cases"], math.isnan(rows.loc["X10", "mean_age"])) == (0, True)


def test_the_overview_of_an_empty_library_is_all_zero(demo_library: pd.DataFrame) -> None:
    rows = overview(demo_library.iloc[:0], hidden={})
    assert set(rows["cases"]) == {0}
    assert rows["share"].isna().all()


@pytest.mark.parametrize("cluster", ["X1", "X3", "X7"])
def test_all_staff_see_no_figure_of_one_to_five_cases(
    demo_library: pd.DataFrame, cluster: str
) -> None:
    whole, shown = of(demo_library, cluster), for_all_staff(of(demo_library, cluster))
    for name in ("needs", "outcomes", "packages"):
        before, after = getattr(whole, name), getattr(shown, name)
        for place, count in enumerate(before["n_with"]):
            telling = 0 < count < 6 or 0 < whole.cases - count < 6
            assert pd.isna(after["n_with"].iloc[place]) == telling
    hidden = shown.needs["n_with"].isna()
    assert hidden.any()
    assert (shown.needs["mean"].isna() == hidden).all()
    graded = hidden[shown.needs["question_id"].isin(SEVERITY_IDS)].to_numpy()
    assert (shown.mentions["share"].isna().to_numpy() == graded).all()
    for rows in (shown.outcomes, shown.packages, shown.mentions):
        blank = rows["n_with"].isna()
        assert rows.loc[blank, ["share", "low", "high"]].isna().all(axis=None)
    assert (shown.youngest, shown.oldest) == (-1, -1)


def test_downloads_name_their_columns(demo_library: pd.DataFrame) -> None:
    sent = tables(of(demo_library, "X4"))
    assert list(sent["needs"].columns)[:3] == ["need", "mean", "library_mean"]
    assert list(sent["mentions"].columns)[:3] == ["need", "mentions_with", "mentions"]
    assert {len(sent["outcomes"]), len(sent["packages"])} == {13}
