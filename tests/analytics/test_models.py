"""A new model beside the one in force: who moves, why, and how to go back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from analytics import models
from analytics.allocation import CutOff, allocate
from analytics.clustering import WEIGHTS, BadLibrary, ClusterModel
from analytics.stability import by_cluster
from data.schemas import GROUPS, METRICS
from tests.analytics import invented

NEVER = CutOff(highest_score=-1, highest_total=-1)
PUPILS = 40


@pytest.fixture(scope="module")
def assessments(model: ClusterModel) -> pd.DataFrame:
    """Return pupils allocated under the model in force, one of them with a gap."""
    frame = invented.cases(PUPILS, seed=21)
    rows = frame[list(METRICS)].to_dict("records")
    names = [under(row, model) for row in rows]
    frame = frame.assign(cluster=pd.array(names, dtype="str"))
    frame.loc[3, "maths"] = pd.NA
    return frame


@pytest.fixture(scope="module")
def requests(assessments: pd.DataFrame) -> pd.DataFrame:
    """Return a plan for every other pupil."""
    stages = ["final", "drafting", "review", "ceased"] * (PUPILS // 4)
    return pd.DataFrame({"pupil_id": assessments["pupil_id"], "stage": stages})


def under(row: dict[Any, Any], model: ClusterModel) -> str:
    none = pd.DataFrame(columns=["pupil_id", "cluster", *METRICS])
    found = allocate(row, row["age_years"], model=model, cut_off=NEVER, library=none)
    assert found is not None
    return found.cluster


def propose(cases: pd.DataFrame, assessments: pd.DataFrame, model: ClusterModel, **given: Any):
    setting = {"k": 9, "weights": WEIGHTS, "cut_off": NEVER, "library": "tests", **given}
    return models.propose(cases, assessments, current=model, **setting)


def test_the_same_cases_give_the_same_model_and_nobody_moves(library, model, assessments):
    proposal = propose(library[list(METRICS)], assessments, model)
    assert proposal.model.version == model.version + 1
    for cluster, means in model.centroids.items():
        assert proposal.model.centroids[cluster] == pytest.approx(means)
    assert proposal.movements.empty
    assert proposal.agreement == 1.0
    assert proposal.pupils == PUPILS - 1
    assert np.trace(proposal.crossing.to_numpy()) == PUPILS - 1
    assert proposal.matches["gap"].max() == pytest.approx(0)
    assert models.reading(proposal) == "None of the 39 pupils with a cluster would move."


def test_who_moves_is_who_would_be_allocated_elsewhere(library, model, assessments):
    proposal = propose(library[list(METRICS)], assessments, model, k=6)
    wanted = {}
    for row in assessments.dropna().to_dict("records"):
        after = under(row, proposal.model)
        if after != row["cluster"]:
            wanted[row["pupil_id"]] = (row["cluster"], after)
    moves = proposal.movements.set_index("pupil_id")
    assert wanted
    assert {p: (m["before"], m["after"]) for p, m in moves.to_dict("index").items()} == wanted
    assert proposal.crossing.to_numpy().sum() - np.trace(proposal.crossing.to_numpy()) == len(
        wanted
    )
    assert f"{len(wanted)} of the 39 pupils" in models.reading(proposal)


def test_each_move_says_why(library, model, assessments):
    proposal = propose(library[list(METRICS)], assessments, model, k=6)
    gone = set(model.clusters) - set(proposal.model.clusters)
    assert len(gone) == 3
    for move in proposal.movements.to_dict("records"):
        if move["before"] in gone:
            assert move["why"] == (
                f"{move['before']} is not a cluster of this model; {move['after']} is the nearest."
            )
        else:
            assert f"{move['after']} would average" in move["why"]
            assert move["why"][0].isupper()


def test_the_reason_is_the_metric_that_pulls_most(library, model, assessments):
    weights = {**WEIGHTS, "age_years": 1.0}
    proposal = propose(library[list(METRICS)], assessments, model, weights=weights)
    held = assessments.set_index("pupil_id")
    assert not proposal.movements.empty
    for move in proposal.movements.to_dict("records"):
        row, found = held.loc[move["pupil_id"]], proposal.model.centroids
        squares = {
            metric: ((row[metric] - found[move["before"]][metric]) * weights[metric]) ** 2
            - ((row[metric] - found[move["after"]][metric]) * weights[metric]) ** 2
            for metric in METRICS
        }
        metric = max(squares, key=squares.__getitem__)
        assert f"{found[move['after']][metric]:.1f}, {move['before']}" in move["why"]


def test_the_rule_for_no_plan_is_named_as_the_reason(library, model, assessments):
    everybody = CutOff(highest_score=4, highest_total=80)
    into = propose(library[list(METRICS)], assessments, model, cut_off=everybody)
    assert set(into.movements["after"]) == {"X10"}
    assert set(into.movements["why"]) == {"The rule for no plan applies."}
    tens = assessments.assign(cluster="X10")
    out = propose(library[list(METRICS)], tens, model)
    assert set(out.movements["why"]) == {"The rule for no plan does not apply."}


def test_going_back_undoes_every_move(library, model, assessments):
    there = propose(library[list(METRICS)], assessments, model, k=5)
    after = dict(zip(there.movements["pupil_id"], there.movements["after"], strict=True))
    moved = assessments.assign(
        cluster=assessments["pupil_id"].map(after).fillna(assessments["cluster"]).astype("str")
    )
    back = models.restore(model, moved, current=there.model, cut_off=NEVER)
    assert back.model.version == there.model.version + 1
    assert back.model.centroids == model.centroids
    undone = dict(zip(back.movements["pupil_id"], back.movements["after"], strict=True))
    assert undone == dict(zip(there.movements["pupil_id"], there.movements["before"], strict=True))
    assert back.matches["gap"].isna().sum() == 4


def test_a_derived_model_says_how_stable_its_clusters_are(library, model, assessments):
    cases = library[list(METRICS)]
    matches = propose(cases, assessments, model, k=5).matches.set_index("cluster")
    found = by_cluster(
        cases.sort_values(list(METRICS)),
        k=5,
        reference=propose(cases, assessments, model, k=5).model,
    ).set_index("cluster")
    assert matches["stability"].to_dict() == pytest.approx(found["stability"].to_dict())
    back = models.restore(model, assessments, current=model, cut_off=NEVER)
    assert "stability" not in back.matches


def test_many_cases_are_resampled_evenly(library, model, assessments, monkeypatch):
    monkeypatch.setattr(models, "MOST_RESAMPLED", 20)
    drawn = []

    def keep(cases, **given):
        drawn.append(len(cases))
        return by_cluster(cases, **given)

    monkeypatch.setattr(models, "by_cluster", keep)
    propose(library[list(METRICS)], assessments, model, k=3)
    assert drawn == [20]


def test_the_fingerprint_changes_with_a_move_and_with_the_model(library, model, assessments):
    cases = library[list(METRICS)]
    first = propose(cases, assessments, model)
    assert first.fingerprint == propose(cases, assessments, model).fingerprint
    assert first.fingerprint != propose(cases, assessments, model, k=8).fingerprint
    other = assessments.assign(cluster=assessments["cluster"].where(assessments.index != 0, "X10"))
    assert first.fingerprint != propose(cases, other, model).fingerprint


def test_which_cases_count(library, assessments, requests):
    given = {"library": library, "assessments": assessments, "requests": requests}
    planned = set(requests.loc[requests["stage"].isin(("final", "review")), "pupil_id"])
    gap = assessments.loc[3, "pupil_id"]
    own = models.choose_cases("plans", **given)
    assert set(own.index) == planned - {gap}
    assert list(models.choose_cases("library", **given).index) == list(library["pupil_id"])
    assert len(models.choose_cases("both", **given)) == len(own) + len(library)
    assert list(own.columns) == list(METRICS)


def test_weights_go_by_group_and_back():
    groups = models.group_weights(WEIGHTS)
    assert groups == dict.fromkeys(GROUPS, 1.0) | {"Age": 0.2}
    assert models.weights_of(groups) == WEIGHTS
    doubled = models.weights_of({**groups, "Abilities": 2.0})
    assert (doubled["maths"], doubled["health"]) == (2.0, 1.0)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"Learning": -1.0}, "The weight of Learning must be from 0 to 10."),
        ({"Age": 11.0}, "The weight of Age must be from 0 to 10."),
        ({"Age": float("nan")}, "The weight of Age must be from 0 to 10."),
        (dict.fromkeys([*GROUPS, "Age"], 0.0), "At least one weight must be above 0."),
    ],
)
def test_weights_that_cannot_be(changes, sentence):
    with pytest.raises(BadLibrary, match=sentence):
        models.weights_of({**models.group_weights(WEIGHTS), **changes})


@pytest.mark.parametrize("k", [0, 1, 10])
def test_too_few_or_too_many_clusters(library, model, assessments, k):
    with pytest.raises(BadLibrary, match="Choose from 2 to 9 clusters"):
        propose(library[list(METRICS)], assessments, model, k=k)


@pytest.mark.parametrize("rows", [[], [0], [0] * 12])
def test_too_few_different_cases(library, model, assessments, rows):
    cases = library[list(METRICS)].iloc[rows]
    with pytest.raises(BadLibrary, match="2 clusters need at least 2 different cases"):
        propose(cases, assessments, model, k=2)


def test_with_no_pupils_nobody_moves(library, model, assessments):
    proposal = propose(library[list(METRICS)], assessments.iloc[:0], model)
    assert (proposal.pupils, proposal.agreement) == (0, 1.0)
    assert models.reading(proposal) == "No pupil has a cluster yet, so nobody would move."


@pytest.mark.parametrize(
    ("agreement", "words"), [(0.95, "almost alike"), (0.6, "in part alike"), (0.1, "differently")]
)
def test_the_reading_says_how_alike(library, model, assessments, agreement, words):
    proposal = propose(library[list(METRICS)], assessments, model, k=6)
    assert f"group {words}" in models.reading(replace(proposal, agreement=agreement))
