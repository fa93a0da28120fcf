"""Looks: worked out by hand for one pupil, and slowly for a small simulated cohort."""

from __future__ import annotations

import math
from statistics import mean

import numpy as np
import pytest

from analytics.review_flags.looks import (
    LOOK_DAYS,
    NEVER_SURE,
    TRUST,
    USUAL_ANSWERS,
    USUAL_FEELINGS,
    answers_of,
    looks_of,
    usual_of,
)
from analytics.review_flags.signs import signs_of
from callbacks.reviews.training import known_at
from data.demo.cohort import simulate_cohort
from data.schemas.feedback import VOICES
from tests.analytics.review_flags.told import USUAL, known

# Held 330 days ago, so that four looks may hold answers since.
HELD = {"request": {"review_held_on": "2026-02-19", "review_due_on": None}}


def looks(**told):
    found = known(**told)
    every = looks_of(found, usual=USUAL, today=signs_of(found))
    return [one.iloc[0].to_dict() for one in every]


def look(**told):
    return looks(**told)[0]


def test_without_answers_only_the_time_and_the_move_are_known():
    found, *older = looks()
    unknown = {name for name, value in found.items() if math.isnan(value)}
    told = {"level_usual", "mood", "sure", "move", "move_late", "since_review"}
    assert set(found) - unknown == told
    assert found["level_usual"] == found["mood"] == found["sure"] == 0
    assert math.isnan(older[0]["move"])
    assert [round(one["since_review"] * 365) for one in (found, *older)] == [200, 100, 0, -100]


def test_ratings_are_beside_what_was_usual_and_fewer_answers_count_less():
    before = [("setting", 400, {"scores": {"A": 1, "B": 0}}), ("parent", 500, {"scores": {"A": 1}})]
    now = [("setting", 20, {"scores": {"A": -1, "B": -2}})]
    found = look(answers=before + now)
    answers = 1 + TRUST[1] + USUAL_ANSWERS
    usual = (0.5 + TRUST[1] * 1) / answers
    assert found["level_usual"] == pytest.approx(usual)
    assert found["fallen_setting"] == pytest.approx(usual + 1.5)
    assert found["fallen"] == pytest.approx((usual + 1.5) / (1 + 1 / answers + NEVER_SURE))
    assert math.isnan(found["fallen_parent"])
    alone = look(answers=now)
    assert alone["fallen_setting"] == pytest.approx(1.5)
    assert alone["sure"] < found["sure"] == pytest.approx(1 / (1 + 1 / answers + NEVER_SURE))


def test_each_look_has_its_own_answers_and_the_latest_fall_counts_those_before():
    answers = [
        ("setting", 320, {"scores": {"A": 1}}),
        ("setting", 150, {"scores": {"A": 1}}),
        ("setting", 10, {"scores": {"A": 0}}),
    ]
    found, *older = looks(answers=answers, **HELD)
    falls = [one["fallen_setting"] for one in (found, *older)]
    assert falls == pytest.approx([0, -1, math.nan, -1], nan_ok=True)
    answers_before = 2 + USUAL_ANSWERS
    lately = (2 / answers_before) / (1 + 1 / answers_before + NEVER_SURE)
    assert found["fallen_lately"] == pytest.approx(lately)
    assert found["fallen"] == 0


def test_family_and_setting_apart():
    both = [("setting", 9, {"scores": {"A": 1}}), ("parent", 8, {"scores": {"A": -1}})]
    assert look(answers=both)["apart"] == 2
    assert look(answers=[*both, ("pupil", 7, {"scores": {"A": 0}})])["apart"] == 1.5
    assert look(answers=[("pupil", 7, {"scores": {"A": 0}}), both[1]])["apart"] == 1
    assert math.isnan(look(answers=both[:1])["apart"])


def test_feelings_about_the_place_are_beside_the_mood():
    answers = [("pupil", 300, {"feels": 5}), ("pupil", 30, {"feels": 2})]
    found = look(answers=answers)
    # Six feelings one above usual before the review, two about elsewhere two below it since.
    mood = (6 * 1 + 2 * -2) / (6 + 2 + USUAL_FEELINGS)
    assert found["mood"] == pytest.approx(mood)
    assert found["place_low_pupil"] == found["listened_low_pupil"] == pytest.approx(mood + 2)
    assert found["place_low"] == pytest.approx((mood + 2) / 2)
    assert math.isnan(found["place_low_parent"])


def test_hours_are_those_of_the_setting_worst_first():
    told = {"A": (2, 1), "B": (4, 4), "C": (4, 3), "D": (None, 1), "E": (1, 0.9)}
    by_parent = ("parent", 10, {"hours": {"A": (2, 0)}})
    found = look(answers=[("setting", 20, {"hours": told}), by_parent])
    names = ("short_worst", "short_second", "short_third", "short_least")
    assert [found[name] for name in names] == pytest.approx([0.5, 0.25, 0.1, 0])
    assert found["short_mean"] == pytest.approx(0.85 / 4)
    assert [found[f"pieces_{name}"] for name in ("short", "half", "given")] == [2, 1, 2]
    assert math.isnan(found["short_parent"])
    alone = look(answers=[("parent", 10, {"hours": {"A": (2, 0.5), "B": (2, 1)}})])
    assert (alone["short_parent"], alone["short_parent_worst"]) == (0.625, 0.75)
    assert math.isnan(alone["short_worst"])
    assert math.isnan(alone["pieces_short"])


@pytest.mark.parametrize(
    ("then", "scored", "expected"),
    [(15, 30, 30), (20, 30, 30), (15, 300, None), (15, None, None)],
)
def test_needs_scored_anew_since_the_review_are_told(then, scored, expected):
    found = look(answers=[("parent", 300, {"needs": then})], scored=scored)["needs_new_days"]
    assert found == expected or (expected is None and math.isnan(found))


def test_looks_of_a_cohort_are_those_worked_out_slowly():
    cohort = simulate_cohort(pupils=20, years=2, seed=12)
    day = cohort.term_ends[4]
    told = known_at(cohort, day)
    usual = usual_of(answers_of(told))
    found = looks_of(told, usual=usual, today=signs_of(told))
    held = told.requests.set_index("pupil_id")["review_held_on"]
    ratings = cohort.attainments[cohort.attainments["given_on"] <= day.isoformat()]
    for number, frame in enumerate(found):
        for pupil_id, row in frame.iterrows():
            own = ratings[ratings["pupil_id"] == pupil_id]
            ages = [(day - day.fromisoformat(on)).days // LOOK_DAYS for on in own["given_on"]]
            here = (np.array(ages) == number) & (own["given_on"] >= held[pupil_id]).to_numpy()
            before = own[(own["given_on"] < held[pupil_id]).to_numpy()]
            weight, total = USUAL_ANSWERS, 0.0
            for (_, voice), lines in before.groupby(["feedback_id", "voice"]):
                trust = TRUST[list(VOICES).index(voice)]
                total += trust * (mean(lines["score"].astype(float)) - usual["attained"][voice])
                weight += trust
            assert row["level_usual"] == pytest.approx(total / weight)
            for voice, lines in own[here].groupby("voice"):
                now = mean(lines["score"].astype(float)) - usual["attained"][voice]
                assert row[f"fallen_{voice}"] == pytest.approx(total / weight - now)
