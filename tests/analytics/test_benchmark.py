"""A pupil beside clusters and nearest cases: the plain recount, and the sentences."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from analytics.allocation import CutOff
from analytics.benchmark import (
    Benchmark,
    benchmark,
    downloads,
    read_needs,
    read_placements,
    read_sureness,
)
from analytics.case import Adopted
from analytics.clustering import ClusterModel
from data.schemas import QUESTION_IDS
from tests import oracles
from tests.analytics.invented import answers


@pytest.fixture
def adopted(demo_library: pd.DataFrame) -> Adopted:
    """Return the shipped library as an authority would adopt it."""
    model = ClusterModel.from_library(demo_library, library="demo")
    return Adopted(model, CutOff(), demo_library, [])


def compare(adopted: Adopted, age: int = 7, pupil: str = "P1", **given: int) -> Benchmark:
    found = benchmark(pupil, answers(1, **given), age, adopted=adopted)
    assert found is not None
    return found


def test_distances_are_those_of_the_oracle(adopted: Adopted) -> None:
    found = compare(adopted, asd=3)
    metrics = {**answers(1, asd=3), "age_years": 7}
    expected = oracles.nearest(metrics, adopted.model.centroids, adopted.model.weights)
    assert list(found.distances["cluster"]) == [name for name, _ in expected]
    assert list(found.distances["distance"]) == pytest.approx([d for _, d in expected])
    assert found.distances["cluster"].iloc[0] == found.allocation.cluster


def test_the_nearest_cases_are_recounted(adopted: Adopted) -> None:
    found = compare(adopted, slc=3)
    near = [case.pupil_id for case in found.allocation.nearest]
    assert list(found.cases["pupil_id"]) == near
    assert list(found.cases["distance"]) == sorted(found.cases["distance"])
    rows = [adopted.library.set_index("pupil_id").loc[pupil] for pupil in near]
    for need in found.needs.itertuples():
        mean = sum(row[need.question_id] for row in rows) / 10
        assert need.nearest_mean == pytest.approx(mean)
    for share in found.packages.itertuples():
        assert share.n_with == sum(row[f"package_{share.id}"] for row in rows)
    for share in found.outcomes.itertuples():
        assert (share.n_with, share.n) == (sum(row[f"outcome_{share.id}"] for row in rows), 10)


def test_a_case_of_the_library_is_not_its_own_nearest(adopted: Adopted) -> None:
    assert "LIB001" not in set(compare(adopted, pupil="LIB001").cases["pupil_id"])


def test_without_all_answers_there_is_nothing_to_compare(adopted: Adopted) -> None:
    blank = {**answers(1), "asd": None}
    assert benchmark("P1", blank, 7, adopted=adopted) is None


def test_the_sentence_says_how_sure(adopted: Adopted) -> None:
    found = compare(adopted, slc=3, english=2, maths=2, problem_solving=2)
    told = read_sureness(found)
    own, other = found.allocation.cluster, found.allocation.runner_up
    assert told.startswith(f"{own} is suggested, a close call: ") or "a clear fit: " in told
    assert f"{found.allocation.distance:.1f} steps away, and {other} is" in told
    assert set(found.would_change["cluster"]).isdisjoint({own})
    n = len(found.would_change)
    assert told.endswith(
        f"{n} of the {len(found.steps)} ways of giving one answer one step differently would "
        "change the suggestion."
        if n
        else "No single answer one step different would change the suggestion."
    )
    assert read_sureness(replace(found, steps=found.steps.iloc[:0])).endswith(
        "No single answer one step different would change the suggestion."
    )
    some = found.steps.iloc[[0]].assign(cluster="X9")
    assert "1 of the 1 ways" in read_sureness(replace(found, steps=some))


def test_the_rule_for_no_plan_is_said(adopted: Adopted) -> None:
    found = benchmark("P1", answers(0), 7, adopted=adopted)
    assert found is not None
    assert read_sureness(found).startswith(
        "X10 is suggested by the rule for no plan: the needs add up to 0, and the rule allows 6."
    )
    assert found.compared == found.allocation.runner_up


def test_a_model_of_one_cluster_says_so(demo_library: pd.DataFrame) -> None:
    one = demo_library[demo_library["cluster"] == "X2"]
    model = ClusterModel.from_library(one, library="one")
    found = compare(Adopted(model, CutOff(), one, []), asd=3)
    assert read_sureness(found).startswith("X2 is the only cluster of the model.")


def test_the_needs_are_read_against_both(adopted: Adopted) -> None:
    found = compare(adopted, hearing=4, asd=0)
    told = read_needs(found)
    assert told.startswith(f"Compared with the mean of {found.compared},")
    assert "Compared with the 10 nearest cases, furthest above: hearing (4 against" in told
    alike = found.needs.assign(nearest_mean=found.needs["score"].astype(float))
    assert read_needs(replace(found, needs=alike)).endswith(
        "Every graded need is within half a step of the mean of the 10 nearest cases."
    )


def test_placements_are_counted(adopted: Adopted) -> None:
    found = compare(adopted, slc=3)
    special = int(found.cases["package_sp1"].sum())
    assert read_placements(found).startswith(
        f"Of the 10 nearest cases, {special} had a special school placement and {10 - special} a "
    )
    one = replace(found, cases=found.cases.iloc[[0]].drop(columns="package_sp1"))
    assert read_placements(one) == f"Of the nearest case, 1 in {found.cases['cluster'].iloc[0]}."


def test_an_empty_library_leaves_no_case(adopted: Adopted) -> None:
    found = compare(replace(adopted, library=adopted.library.iloc[:0]))
    assert read_placements(found) == "The library has no other case to compare with."
    assert found.needs["nearest_mean"].isna().all()
    assert not read_needs(found).endswith("nearest cases.")


def test_downloads_are_the_tables(adopted: Adopted) -> None:
    sent = downloads(compare(adopted))
    assert set(sent) == {"distances", "needs", "packages", "outcomes"}
    assert len(sent["needs"]) == len(QUESTION_IDS)
    assert list(sent["needs"]["score"])[:2] == [1, 1]
