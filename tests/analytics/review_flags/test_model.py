"""The model: its curves read by hand, and that training finds what is planted."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from analytics.review_flags.model import (
    Curve,
    beyond_usual,
    scores,
    steps,
    weights_of,
    weights_row,
)
from analytics.review_flags.signs import signs_of
from analytics.review_flags.training import KNOTS, train
from callbacks.reviews.training import observed
from data.demo.cohort import simulate_cohort
from data.review_flags import load_weights, write_weights
from tests.analytics.review_flags.told import known, weights


def test_a_score_is_the_sum_of_what_each_sign_adds():
    model = weights(fall=Curve((0.0, 1.0, 2.0), (0.0, 1.0, 4.0), -0.5, 0.2), start=-1.0)
    base = signs_of(known(others=3))
    told = base.assign(fall=[0.5, 1.5, 9.0, math.nan])
    odds = [-1 + 0.5, -1 + 2.5, -1 + 4, -1 - 0.5]
    assert scores(told, weights=model).tolist() == pytest.approx(
        [1 / (1 + math.exp(-one)) for one in odds]
    )
    assert beyond_usual(told, weights=model)["fall"].tolist() == pytest.approx(
        [0.3, 2.3, 3.8, -0.7]
    )


def test_steps_make_a_line_through_the_knots():
    knots, adds = (0.0, 1.0, 3.0), np.array([2.0, -1.0])
    values = [-1, 0, 0.5, 1, 2, 3, 9]
    found = steps(values, knots) @ adds
    assert found.tolist() == pytest.approx(np.interp(values, knots, [0, 2, 1]).tolist())
    assert steps([math.nan], knots).tolist() == [[0, 0]]


def test_weights_are_kept_as_they_are(tmp_path):
    model = weights_of(load_weights())
    assert set(model.curves) == set(KNOTS)
    assert 0 < model.threshold < 1
    write_weights(weights_row(model), tmp_path / "weights.json")
    assert weights_of(load_weights(tmp_path / "weights.json")) == model


def test_training_finds_those_who_needed_a_review_better_than_chance():
    signs, truth = observed(simulate_cohort(pupils=250, years=2, seed=5))
    model = train(signs, truth["needed"], basis="a test")
    other, unseen = observed(simulate_cohort(pupils=250, years=2, seed=6))
    score = scores(other, weights=model)
    needed = unseen["needed"].to_numpy(dtype=bool)
    assert score[needed].mean() > 2 * score[~needed].mean()
    suggested = scores(signs, weights=model) >= model.threshold
    assert suggested.mean() == pytest.approx(truth["needed"].mean(), abs=0.01)


def test_the_weights_that_ship_suggest_as_well_on_pupils_never_seen():
    signs, truth = observed(simulate_cohort(pupils=300, years=2, seed=303))
    model = weights_of(load_weights())
    early = (scores(signs, weights=model) >= model.threshold).to_numpy()
    needed = truth["needed"].to_numpy(dtype=bool)
    assert (early & needed).sum() / early.sum() > 0.5
    assert (early & needed).sum() / needed.sum() > 0.5


def test_training_needs_both_sorts():
    signs = signs_of(known(others=3))
    with pytest.raises(ValueError, match="class"):
        train(signs, pd.Series([False] * 4), basis="")
