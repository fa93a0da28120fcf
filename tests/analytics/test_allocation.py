"""Allocation: the nearest cluster by brute force, reasons that add up, the rule for no plan."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.allocation import (
    CLOSE_RATIO,
    LEAST_PULL,
    MOST_REASONS,
    Allocation,
    CutOff,
    NearCase,
    allocate,
    allocate_all,
    case_ids,
    pulls,
    sentences,
)
from analytics.clustering import WEIGHTS, ClusterModel, add_clusters
from data.schemas import METRICS, QUESTION_IDS, QUESTIONS, SEVERITY_IDS, TABLES
from tests import oracles
from tests.analytics.invented import answers, cases

NEVER = CutOff(highest_score=0, highest_total=-1)
PUPILS = st.tuples(
    st.fixed_dictionaries({q.id: st.integers(0, q.maximum) for q in QUESTIONS}), st.integers(0, 25)
)
FEW_NEEDS = st.tuples(
    st.fixed_dictionaries({q.id: st.sampled_from([0, 0, 0, 1]) for q in QUESTIONS}),
    st.integers(0, 25),
)


def two_clusters(first: dict, second: dict) -> ClusterModel:
    """Return a model of two clusters, all means zero but those given."""
    zeros = dict.fromkeys(METRICS, 0.0)
    centroids = {"X1": zeros | first, "X2": zeros | second}
    return ClusterModel(1, centroids, {"X1": 1, "X2": 1}, WEIGHTS, 2, "two")


def allocated(given: dict, age: int, model: ClusterModel, **options) -> Allocation:
    settled = {"cut_off": NEVER, "library": pd.DataFrame()} | options
    found = allocate(given, age, model=model, **settled)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("needs", "applies"),
    [
        ({}, True),
        ({"asd": 1, "semh": 1, "english": 1, "maths": 1, "slc": 1, "health": 1}, True),
        ({"asd": 2}, False),
        (dict.fromkeys(SEVERITY_IDS[:7], 1), False),
        ({"social_care": 1, "first_language": 1}, True),
    ],
)
def test_cut_off_needs_every_need_low_and_all_together_low(needs, applies):
    assert CutOff().applies(answers(0, **needs)) is applies


def test_cut_off_says_nothing_of_unanswered_needs():
    assert not CutOff().applies(answers(0, asd=None))
    assert not CutOff().applies({})
    assert CutOff().applies(answers(0, social_care=None))


def test_cut_off_defaults_are_a_row_the_authority_may_change():
    row = {"rule": "no_plan", "highest_score": 1, "highest_total": 6, "reason": "to start with"}
    assert CutOff.from_row(TABLES["cut_offs"].validate(row)) == CutOff()


@given(pupil=FEW_NEEDS, score=st.integers(0, 2), total=st.integers(0, 12))
def test_cut_off_equals_the_loop(pupil, score, total):
    given_answers, _ = pupil
    assert CutOff(score, total).applies(given_answers) is oracles.under_cut_off(
        given_answers, score, total
    )


@settings(deadline=None)
@given(pupil=PUPILS)
def test_allocate_finds_what_brute_force_finds(model, pupil):
    given_answers, age = pupil
    found = allocated(given_answers, age, model)
    metrics = given_answers | {"age_years": age}
    (cluster, distance), (runner_up, further), *_ = oracles.nearest(
        metrics, model.centroids, WEIGHTS
    )
    assert (found.cluster, found.runner_up) == (cluster, runner_up)
    assert found.distance == pytest.approx(distance)
    assert found.runner_up_distance == pytest.approx(further)
    assert not found.by_cut_off
    assert found.margin == ("close" if distance >= CLOSE_RATIO * further else "clear")


@settings(deadline=None)
@given(pupil=PUPILS)
def test_the_pulls_add_up_to_the_difference_of_the_squared_distances(model, pupil):
    given_answers, age = pupil
    found = allocated(given_answers, age, model)
    metrics = given_answers | {"age_years": age}
    each = pulls(metrics, toward=found.cluster, away=found.runner_up, model=model)
    difference = found.runner_up_distance**2 - found.distance**2
    assert list(each.index) == list(METRICS)
    assert each.sum() == pytest.approx(difference, abs=1e-9)
    back = pulls(metrics, toward=found.runner_up, away=found.cluster, model=model)
    assert back.tolist() == (-each).tolist()


@settings(deadline=None)
@given(pupil=PUPILS)
def test_the_deciding_metrics_are_those_that_pull_most(model, pupil):
    given_answers, age = pupil
    found = allocated(given_answers, age, model)
    metrics = given_answers | {"age_years": age}
    each = pulls(metrics, toward=found.cluster, away=found.runner_up, model=model)
    shares = each / each.sum()
    named = [deciding.question_id for deciding in found.decided]
    assert 1 <= len(named) <= MOST_REASONS
    for deciding in found.decided:
        assert deciding.pull == pytest.approx(shares[deciding.question_id])
        assert deciding.pull >= LEAST_PULL * 0.999
        assert deciding.answer == metrics[deciding.question_id]
        assert deciding.toward == model.centroids[found.cluster][deciding.question_id]
        assert deciding.away == model.centroids[found.runner_up][deciding.question_id]
    by_pull = each.round(9).sort_values(ascending=False, kind="stable")
    assert named == list(by_pull.index[: len(named)])
    if len(named) < MOST_REASONS:
        assert (shares.drop(named) <= LEAST_PULL * 1.001).all()


def test_deciding_metrics_that_tie_come_in_the_order_of_the_form():
    model = two_clusters({}, dict.fromkeys(("maths", "asd", "health"), 2.0))
    found = allocated(answers(0), 0, model)
    assert [d.question_id for d in found.decided] == ["health", "asd", "maths"]
    assert [d.pull for d in found.decided] == pytest.approx([1 / 3] * 3)


def test_what_speaks_for_the_other_cluster_is_no_reason():
    model = two_clusters({"asd": 3.0}, {"maths": 1.0})
    found = allocated(answers(0, asd=3, maths=1), 0, model)
    assert found.cluster == "X1"
    assert [d.question_id for d in found.decided] == ["asd"]
    assert found.decided[0].pull == pytest.approx(9 / 8)


def test_an_even_difference_over_all_metrics_still_has_reasons():
    far = {metric: 1 / WEIGHTS[metric] for metric in METRICS}
    found = allocated(answers(0), 0, two_clusters({}, far))
    assert [d.question_id for d in found.decided] == list(QUESTION_IDS[:MOST_REASONS])


def test_equal_distances_go_to_the_first_and_nothing_decides():
    model = two_clusters({"asd": 2.0}, {"maths": 2.0})
    found = allocated(answers(0), 0, model)
    assert (found.cluster, found.runner_up, found.margin) == ("X1", "X2", "close")
    assert found.decided == ()
    assert sentences(found)[0] == "X1 and X2 fit equally well; X1 is named first."


@pytest.mark.parametrize("question", QUESTION_IDS)
def test_a_missing_answer_gives_no_cluster(library, model, question):
    options = {"model": model, "cut_off": CutOff(), "library": library}
    assert allocate(answers(1, **{question: None}), 7, **options) is None
    assert allocate(answers(1, **{question: pd.NA}), 7, **options) is None


def test_a_missing_age_or_an_empty_model_gives_no_cluster(library, model):
    assert allocate(answers(), None, model=model, cut_off=CutOff(), library=library) is None
    nothing = replace(model, centroids={}, sizes={})
    assert allocate(answers(), 7, model=nothing, cut_off=CutOff(), library=library) is None


def test_the_only_cluster_has_no_runner_up(model):
    only = replace(model, centroids={"X4": model.centroids["X4"]})
    found = allocated(answers(1), 7, only)
    assert (found.cluster, found.runner_up, found.margin) == ("X4", "", "clear")
    assert math.isnan(found.runner_up_distance)
    assert found.decided == ()
    assert sentences(found) == ("X4 is the only cluster of the model.",)


def test_no_plan_still_names_the_nearest_cluster_with_one(model):
    given_answers = answers(0, asd=1, slc=1)
    found = allocated(given_answers, 7, model, cut_off=CutOff())
    plain = allocated(given_answers, 7, model)
    assert (found.cluster, found.by_cut_off, found.decided) == ("X10", True, ())
    assert math.isnan(found.distance)
    assert found.runner_up == plain.cluster
    assert found.runner_up_distance == plain.distance
    assert sentences(found) == (
        "No need is above Specific, Mild or Slightly behind, and the needs add up to 2, at most 6, "
        "so the rule for no plan applies.",
        f"Of the clusters with a plan, {plain.cluster} is the nearest.",
    )


@pytest.mark.parametrize(("needs", "margin"), [(5, "clear"), (6, "close")])
def test_no_plan_is_close_where_one_more_step_would_end_it(model, needs, margin):
    found = allocated(
        answers(0, **dict.fromkeys(SEVERITY_IDS[:needs], 1)), 7, model, cut_off=CutOff()
    )
    assert (found.cluster, found.margin, found.needs_total) == ("X10", margin, needs)


@pytest.mark.parametrize(
    ("highest", "words"),
    [
        (0, "None or At expected level"),
        (2, "Moderate, Some or Moderately behind"),
        (4, "Profound or multiple or All"),
    ],
)
def test_no_plan_names_the_words_of_its_highest_score(model, highest, words):
    found = allocated(answers(0), 7, model, cut_off=CutOff(highest, 60))
    assert sentences(found)[0].startswith(f"No need is above {words}, and the needs add up to 0,")


def test_reasons_name_the_answer_and_both_means():
    model = two_clusters({"slc": 2.08, "age_years": 7.17}, {"social_interaction": 1.93})
    found = allocated(answers(0, slc=2), 7, model)
    assert sentences(found) == (
        "X1 rather than X2 because speech and language is Moderately behind (X2 averages 0.0, X1 "
        "2.1), social interaction is None (X2 averages 1.9, X1 0.0) and age is 7 (X2 averages 0.0, "
        "X1 7.2).",
        "It is a clear fit: 0.1 steps from X1 and 3.1 from X2.",
    )


def test_reasons_give_shares_for_yes_and_no():
    model = two_clusters({"social_care": 0.75}, {"first_language": 0.9})
    found = allocated(answers(0, social_care=1), 0, model)
    assert sentences(found)[0] == (
        "X1 rather than X2 because known to social care (0% of X2, 75% of X1) and English is the "
        "first language (10% of X2, 100% of X1)."
    )


def test_a_close_call_says_so():
    model = two_clusters({"asd": 1.0}, {"asd": 1.1})
    found = allocated(answers(0), 0, model)
    assert sentences(found)[1] == (
        "It is a close call: 1.0 steps from X1 and 1.1 from X2, so both are worth a look."
    )


def test_nearest_cases_come_in_order_of_distance_then_reference(library, model):
    given_answers = answers(1)
    found = allocated(given_answers, 7, model, library=library, n_nearest=60).nearest
    metrics = given_answers | {"age_years": 7}
    expected = sorted(
        (round(oracles.distance(metrics, row, WEIGHTS), 9), row["pupil_id"], row["cluster"])
        for row in library.to_dict("records")
    )
    assert [(round(c.distance, 9), c.pupil_id, c.cluster) for c in found] == expected


def test_nearest_cases_are_ten_and_never_the_pupil_itself(library, model):
    own = library.iloc[5]
    options = {"library": library, "pupil_id": own["pupil_id"]}
    found = allocated(own[list(QUESTION_IDS)].to_dict(), int(own["age_years"]), model, **options)
    assert len(found.nearest) == 10
    assert own["pupil_id"] not in {case.pupil_id for case in found.nearest}
    with_itself = allocated(
        own[list(QUESTION_IDS)].to_dict(), int(own["age_years"]), model, library=library
    )
    assert with_itself.nearest[0] == NearCase(own["pupil_id"], own["cluster"], 0.0)


def test_nearest_cases_do_not_depend_on_the_library_s_order_or_index(library, model):
    one = allocated(answers(1), 7, model, library=library)
    shuffled = library.sample(frac=1, random_state=3).set_index("pupil_id")
    assert allocated(answers(1), 7, model, library=shuffled) == one
    assert set(case_ids(shuffled)) == set(case_ids(library))


@pytest.mark.no_cover
@settings(deadline=None, max_examples=20)
@given(seed=st.integers(0, 10**6), highest=st.integers(1, 4))
def test_allocate_all_equals_allocate_row_by_row(model, seed, highest):
    frame = cases(20, seed=seed, highest=highest)
    frame.loc[3, "asd"] = pd.NA
    frame.loc[4, "age_years"] = pd.NA
    together = allocate_all(frame, model=model, cut_off=CutOff(2, 20))
    assert together.index.equals(frame.index)
    for row, (_, found) in zip(frame.to_dict("records"), together.iterrows(), strict=True):
        one = allocate(
            row, row["age_years"], model=model, cut_off=CutOff(2, 20), library=pd.DataFrame()
        )
        expected = ["", math.nan, "", math.nan]
        if one is not None:
            expected = [one.cluster, one.distance, one.runner_up, one.runner_up_distance]
        np.testing.assert_equal(found.tolist(), expected)


def test_allocate_all_of_nothing_or_by_nothing(model):
    frame = cases(4, seed=0)
    empty = allocate_all(frame.iloc[:0], model=model, cut_off=CutOff())
    assert list(empty.columns) == ["cluster", "distance", "runner_up", "runner_up_distance"]
    assert empty.empty
    nothing = allocate_all(frame, model=replace(model, centroids={}), cut_off=CutOff(4, 72))
    assert (nothing["cluster"] == "").all()
    assert nothing["distance"].isna().all()
    only = replace(model, centroids={"X4": model.centroids["X4"]})
    single = allocate_all(frame, model=only, cut_off=NEVER)
    assert (single["cluster"] == "X4").all()
    assert (single["runner_up"] == "").all()
    assert single["runner_up_distance"].isna().all()


def test_every_case_of_a_library_is_nearest_to_its_own_cluster_if_clusters_are_apart():
    far_apart = pd.DataFrame(
        [
            {**answers(score), "age_years": 5, "pupil_id": f"{score}-{n}"}
            for score in (0, 3)
            for n in range(3)
        ]
    )
    grouped = add_clusters(far_apart, k=2)
    model = ClusterModel.from_library(grouped, library="")
    found = allocate_all(grouped, model=model, cut_off=NEVER)
    assert found["cluster"].tolist() == grouped["cluster"].tolist()


def test_the_demonstration_library_is_allocated_to_its_own_clusters(demo_library):
    model = ClusterModel.from_library(demo_library, library="demo")
    found = allocate_all(demo_library, model=model, cut_off=CutOff())
    assert found["cluster"].tolist() == demo_library["cluster"].tolist()
    for row in demo_library.to_dict("records"):
        one = allocated(row, row["age_years"], model, library=demo_library, cut_off=CutOff())
        assert one.cluster == row["cluster"]
        assert len(one.nearest) == 10
        assert len(sentences(one)) == 2
