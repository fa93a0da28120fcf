"""What would have to be different: against every combination of a few steps."""

from __future__ import annotations

from itertools import combinations, product
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.allocation import CutOff, allocate, allocate_all
from analytics.clustering import ClusterModel
from analytics.what_if import NO_CASES, WhatIf, one_step, what_if
from data.schemas import METRICS, NO_PLAN_CLUSTER, QUESTION_IDS, QUESTIONS, SEVERITY_IDS
from tests.analytics.invented import answers

FEW = 3
RULE = CutOff()


def suggested(given_: dict[str, Any], age: int, model: ClusterModel, rule: CutOff = RULE) -> str:
    found = allocate(given_, age, model=model, cut_off=rule, library=NO_CASES)
    assert found is not None
    return found.cluster


def changed(given_: dict[str, Any], found: WhatIf) -> dict[str, Any]:
    return {**given_, **{change.question_id: change.after for change in found.changes or ()}}


def within(given_: dict[str, Any], steps: int) -> pd.DataFrame:
    """Return every set of answers at most so many steps away, with its steps and questions."""
    rows = [{**given_, "steps": 0, "questions": 0}]
    for n in range(1, steps + 1):
        for chosen in combinations(QUESTIONS, n):
            for moves in product(*(range(-steps, steps + 1) for _ in chosen)):
                if 0 in moves or sum(map(abs, moves)) > steps:
                    continue
                new = {q.id: given_[q.id] + move for q, move in zip(chosen, moves, strict=True)}
                if all(0 <= new[q.id] <= q.maximum for q in chosen):
                    total = sum(map(abs, moves))
                    rows.append({**given_, **new, "steps": total, "questions": n})
    return pd.DataFrame(rows)


def small_model(points: list[dict[str, float]]) -> ClusterModel:
    """Return a model whose clusters lie at the points, 0 where nothing is given."""
    names = [f"X{n}" for n in range(1, len(points) + 1)]
    zero = dict.fromkeys(METRICS, 0.0)
    return ClusterModel(
        version=1,
        centroids={name: {**zero, **point} for name, point in zip(names, points, strict=True)},
        sizes=dict.fromkeys(names, 1),
        weights={**dict.fromkeys(QUESTION_IDS, 1.0), "age_years": 0.2},
        cases=len(points),
        library="invented",
    )


@pytest.fixture(scope="module")
def demo_model() -> ClusterModel:
    from tests.analytics.conftest import LIBRARY

    return ClusterModel.from_library(pd.read_parquet(LIBRARY), library="demo")


@pytest.mark.parametrize("seed", range(2))
def test_nothing_less_would_do(demo_model: ClusterModel, demo_library: Any, seed: int) -> None:
    case = demo_library.sample(1, random_state=seed).iloc[0]
    start = {question: int(case[question]) for question in QUESTION_IDS}
    near = within(start, FEW).assign(age_years=case["age_years"])
    clusters = allocate_all(near, model=demo_model, cut_off=RULE)["cluster"]
    for cluster in (*demo_model.clusters, NO_PLAN_CLUSTER):
        found = what_if(start, case["age_years"], cluster=cluster, model=demo_model, cut_off=RULE)
        assert found is not None and found.changes is not None
        assert suggested(changed(start, found), case["age_years"], demo_model) == cluster
        fitting = near[clusters == cluster].sort_values(["steps", "questions"])
        if fitting.empty:
            assert found.steps > FEW
        else:
            best = fitting.iloc[0]
            assert (found.steps, len(found.changes)) == (best["steps"], best["questions"])


WHOLE = st.fixed_dictionaries(
    {},
    optional={
        "asd": st.integers(0, 3),
        "slc": st.integers(0, 3),
        "health": st.integers(0, 4),
        "age_years": st.integers(0, 25),
    },
)


@pytest.mark.no_cover
@settings(max_examples=40)
@given(
    points=st.lists(WHOLE, min_size=1, max_size=4),
    start=st.tuples(*(st.integers(0, 2) for _ in range(3))),
    age=st.integers(0, 25),
    data=st.data(),
)
def test_models_thick_with_ties_are_answered_exactly(
    points: list[dict[str, float]], start: tuple[int, ...], age: int, data: st.DataObject
) -> None:
    model = small_model(points)
    rule = CutOff(0, 0)
    given_ = answers(0, asd=start[0], slc=start[1], health=start[2], first_language=0)
    cluster = data.draw(st.sampled_from([*model.clusters, NO_PLAN_CLUSTER]))
    found = what_if(given_, age, cluster=cluster, model=model, cut_off=rule)
    assert found is not None
    near = within(given_, 2).assign(age_years=age)
    clusters = allocate_all(near, model=model, cut_off=rule)["cluster"]
    fitting = near[clusters == cluster].sort_values(["steps", "questions"])
    if found.changes is None:
        assert fitting.empty
        return
    assert suggested(changed(given_, found), age, model, rule) == cluster
    if len(fitting):
        best = fitting.iloc[0]
        assert (found.steps, len(found.changes)) == (best["steps"], best["questions"])
    else:
        assert found.steps > 2


def test_the_cluster_suggested_needs_nothing(demo_model: ClusterModel) -> None:
    given_ = answers(2)
    own = suggested(given_, 8, demo_model)
    found = what_if(given_, 8, cluster=own, model=demo_model, cut_off=RULE)
    assert found == WhatIf(own, ())
    assert found.steps == 0


def test_of_two_equal_clusters_the_second_can_never_be_suggested() -> None:
    model = small_model([{"asd": 2.0}, {"asd": 2.0}])
    second = what_if(answers(1), 5, cluster="X2", model=model, cut_off=RULE)
    assert second == WhatIf("X2", None)
    assert second.steps == 0


def test_an_age_may_keep_a_cluster_out_of_reach() -> None:
    model = small_model([{"age_years": 0.0}, {"age_years": 25.0}])
    assert what_if(answers(1), 2, cluster="X2", model=model, cut_off=RULE) == WhatIf("X2", None)


def test_no_plan_takes_the_fewest_steps_and_questions() -> None:
    model = small_model([{"asd": 2.0}])
    given_ = answers(0, asd=3, **dict.fromkeys(SEVERITY_IDS[:6], 1))
    found = what_if(given_, 5, cluster=NO_PLAN_CLUSTER, model=model, cut_off=RULE)
    assert found is not None
    steps = [(change.question_id, change.before, change.after) for change in found.changes or ()]
    # Autism must come down to 1; one more step is needed, and autism has it to give.
    assert steps == [("asd", 3, 0)]
    assert suggested(changed(given_, found), 5, model) == NO_PLAN_CLUSTER


def test_no_plan_may_take_every_answer_down() -> None:
    model = small_model([{"asd": 2.0}])
    found = what_if(answers(1), 5, cluster=NO_PLAN_CLUSTER, model=model, cut_off=CutOff(1, 0))
    assert found is not None and found.steps == len(SEVERITY_IDS)


@pytest.mark.parametrize("cluster", ["X11", "", "X2"])
def test_an_unknown_cluster_is_no_question(cluster: str) -> None:
    model = small_model([{"asd": 2.0}])
    assert what_if(answers(1), 5, cluster=cluster, model=model, cut_off=RULE) is None


def test_incomplete_answers_are_no_question(demo_model: ClusterModel) -> None:
    blank = {**answers(1), "asd": None}
    assert what_if(blank, 5, cluster="X1", model=demo_model, cut_off=RULE) is None
    assert what_if(answers(1), None, cluster="X1", model=demo_model, cut_off=RULE) is None
    assert one_step(blank, 5, model=demo_model, cut_off=RULE).empty


def test_an_empty_model_suggests_nothing() -> None:
    empty = small_model([])
    assert what_if(answers(1), 5, cluster=NO_PLAN_CLUSTER, model=empty, cut_off=RULE) == WhatIf(
        NO_PLAN_CLUSTER, None
    )
    assert one_step(answers(1), 5, model=empty, cut_off=RULE).empty


def test_single_steps_are_each_as_allocated(demo_model: ClusterModel) -> None:
    given_ = answers(1)
    moves = one_step(given_, 7, model=demo_model, cut_off=RULE)
    assert len(moves) == sum((q.maximum > 1) + 1 for q in QUESTIONS)
    for move in moves.itertuples():
        assert abs(move.after - move.before) == 1
        told = suggested({**given_, move.question_id: move.after}, 7, demo_model)
        assert told == move.cluster
