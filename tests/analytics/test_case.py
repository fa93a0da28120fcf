"""One pupil's record put together: what is shown before, at and after 20 answers."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analytics.allocation import CutOff
from analytics.case import Adopted, Case, assemble
from analytics.clustering import ClusterModel
from analytics.packages import CATALOGUE
from data.schemas import METRICS, QUESTION_IDS

LIBRARY = pd.read_parquet(Path(__file__).resolve().parents[2] / "data" / "demo" / "library.parquet")
ADOPTED = Adopted(
    model=ClusterModel.from_library(LIBRARY, library="invented"),
    cut_off=CutOff(),
    library=LIBRARY,
    catalogue=list(CATALOGUE),
)
TODAY = datetime.date(2026, 11, 22)
FIRST = LIBRARY.iloc[0]


def row(**changes: Any) -> dict[str, Any]:
    return {**{q: int(FIRST[q]) for q in QUESTION_IDS}, "revision": 3, **changes}


def case(assessment: dict[str, Any] | None, **changes: Any) -> Case:
    given = {
        "pupil": {"pupil_id": "P1", "birth_year": 2026 - int(FIRST["age_years"]), "birth_month": 1},
        "request": None,
        "school": "",
        "assessment": assessment,
        "adopted": ADOPTED,
        "today": TODAY,
        **changes,
    }
    return assemble(**given)


def test_a_complete_assessment_has_cluster_needs_and_support() -> None:
    shown = case(row(cluster="X1"))
    assert shown.allocation is not None
    assert shown.allocation.cluster == FIRST["cluster"] == shown.compared_cluster
    assert (shown.revision, shown.age_years, shown.pupil_id) == (3, int(FIRST["age_years"]), "P1")
    assert list(shown.needs["question_id"]) == list(QUESTION_IDS)
    assert len(shown.suggestions) == 13
    assert shown.missing == ()


def test_a_gap_means_no_cluster_and_no_support() -> None:
    shown = case(row(asd=None))
    assert (shown.allocation, shown.suggestions, shown.compared_cluster) == (None, (), None)
    assert shown.missing == ("asd",)
    assert shown.reading == "19 of 20 questions are answered, so there is no cluster yet."


def test_a_pupil_without_an_assessment_is_empty() -> None:
    shown = case(None)
    assert (shown.revision, len(shown.missing)) == (0, 20)
    assert not shown.cluster_differs


def test_under_the_rule_the_nearest_real_cluster_is_compared() -> None:
    shown = case({**dict.fromkeys(QUESTION_IDS, 0), "cluster": "X10"})
    assert shown.allocation is not None
    assert shown.allocation.cluster == "X10"
    assert shown.compared_cluster == shown.allocation.runner_up != "X10"


@pytest.mark.parametrize(
    ("saved", "differs"), [(str(FIRST["cluster"]), False), ("X10", True), (None, False)]
)
def test_it_tells_when_today_s_model_would_differ(saved: str | None, differs: bool) -> None:
    assert case(row(cluster=saved)).cluster_differs is differs


def test_a_pupil_is_not_among_their_own_nearest_cases() -> None:
    pupil = {"pupil_id": FIRST["pupil_id"], "birth_year": 2018, "birth_month": 1}
    shown = case(row(), pupil=pupil)
    assert shown.allocation is not None
    assert FIRST["pupil_id"] not in {near.pupil_id for near in shown.allocation.nearest}


def test_the_library_has_every_metric() -> None:
    assert set(METRICS) <= set(LIBRARY.columns)


def test_a_case_tells_how_the_panel_stands_to_it() -> None:
    decided = {
        "ask": "assess", "outcome": "approve", "sequence": 4, "confirmed_by": "bob",
        "decided_on": "2026-05-01",
    }  # fmt: skip
    shown = case(row(panel_approved=True), decisions=[decided])
    assert shown.approval.decisions == (decided,)
    assert shown.approval.brought is None
    assert case(row(panel_approved=True)).approval.brought is True
