"""The model: its curves read by hand, and that training finds what is planted."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from analytics.review_flags.looks import looks_of
from analytics.review_flags.model import Curve, likely, steps, weights_of, weights_row
from analytics.review_flags.signs import signs_of
from analytics.review_flags.training import KNOTS, SIGNS, train, with_threshold
from callbacks.reviews.training import observed, usual_at_end
from data.demo.cohort import simulate_cohort
from data.review_flags import load_weights, write_weights
from tests.analytics.review_flags.told import USUAL, known, weights


def looks(**told):
    found = known(**told)
    return looks_of(found, usual=USUAL, today=signs_of(found))


def chance(odds):
    return 1 / (1 + math.exp(-odds))


def test_a_reason_is_the_sum_of_what_its_signs_add():
    curve = Curve((0.0, 1.0, 2.0), (0.0, 1.0, 4.0), -0.5, 0.2)
    model = weights(needs__needs_up=curve, start=-1.0)
    newest, *older = looks(others=3)
    told = (newest.assign(needs_up=[0.5, 1.5, 9.0, math.nan]), *older)
    found = likely(told, weights=model)
    expected = [chance(-1 + one) for one in (0.5, 2.5, 4, -0.5)]
    assert found.reasons["needs"].tolist() == pytest.approx(expected)
    assert found.adds["needs"]["needs_up"].tolist() == pytest.approx([0.3, 2.3, 3.8, -0.7])
    others = chance(-1) ** 0 * (1 - chance(-1)) ** (len(SIGNS) - 1)
    assert found.score.tolist() == pytest.approx([1 - others * (1 - one) for one in expected])


def test_a_reason_that_lasts_counts_how_likely_it_was_in_looks_since_the_review():
    model = weights(
        start=0.0,
        falling__fallen=Curve((0.0, 1.0), (0.0, 2.0), 0.0, 0.0),
        falling__earlier=Curve((0.0, 1.0), (0.0, 3.0), -1.0, 0.0),
    )
    told = tuple(one.assign(fallen=value) for one, value in zip(looks(), (0, 1, 0, 1), strict=True))
    # The review was 200 days ago: the look before counts, the one that ended on its day does not.
    before = chance(2 - 1)
    found = likely(told, weights=model)
    assert found.reasons["falling"].tolist() == pytest.approx([chance(3 * before)])
    assert found.adds["falling"]["earlier"].tolist() == pytest.approx([3 * before])


def test_steps_make_a_line_through_the_knots():
    knots, adds = (0.0, 1.0, 3.0), np.array([2.0, -1.0])
    values = [-1, 0, 0.5, 1, 2, 3, 9]
    found = steps(values, knots) @ adds
    assert found.tolist() == pytest.approx(np.interp(values, knots, [0, 2, 1]).tolist())
    assert steps([math.nan], knots).tolist() == [[0, 0]]


def test_weights_are_kept_as_they_are(tmp_path):
    model = weights_of(load_weights())
    assert {name: tuple(cause.curves) for name, cause in model.causes.items()} == dict(SIGNS)
    assert set().union(*SIGNS.values()) == set(KNOTS)
    assert 0 < model.threshold < 1
    write_weights(weights_row(model), tmp_path / "weights.json")
    assert weights_of(load_weights(tmp_path / "weights.json")) == model


def test_training_finds_those_who_needed_a_review_better_than_chance():
    cohort = simulate_cohort(pupils=250, years=2, seed=5)
    usual = usual_at_end(cohort)
    told, truth = observed(cohort, usual=usual)
    model = with_threshold(
        train(told, truth, usual=usual, basis="a test"), told, truth["needed"], recall=0.8
    )
    early = (likely(told, weights=model).score >= model.threshold).to_numpy()
    needed = truth["needed"].to_numpy(dtype=bool)
    assert (early & needed).sum() / needed.sum() == pytest.approx(0.8, abs=0.02)
    other, unseen = observed(simulate_cohort(pupils=250, years=2, seed=6), usual=usual)
    score = likely(other, weights=model).score
    needed = unseen["needed"].to_numpy(dtype=bool)
    assert score[needed].mean() > 2 * score[~needed].mean()


def test_the_weights_that_ship_suggest_as_well_on_pupils_never_seen():
    model = weights_of(load_weights())
    told, truth = observed(simulate_cohort(pupils=300, years=2, seed=303), usual=model.usual)
    early = (likely(told, weights=model).score >= model.threshold).to_numpy()
    needed = truth["needed"].to_numpy(dtype=bool)
    assert (early & needed).sum() / early.sum() > 0.6
    assert (early & needed).sum() / needed.sum() > 0.7


def test_training_needs_both_sorts():
    truth = pd.DataFrame(False, index=range(4), columns=["needed", *SIGNS])
    with pytest.raises(ValueError, match="class"):
        train(looks(others=3), truth, usual=USUAL, basis="")
