"""Signs: worked out by hand for one pupil, and slowly for a small simulated cohort."""

from __future__ import annotations

import math
from statistics import mean

import pandas as pd
import pytest

from analytics.review_flags.signs import signs_of
from callbacks.reviews.training import known_at
from data.demo.cohort import simulate_cohort
from tests.analytics.review_flags.told import TODAY, ago, known


def signs(**told):
    return signs_of(known(**told)).iloc[0].to_dict()


def test_without_answers_nothing_is_known():
    found = signs()
    for name in ("level", "fall", "gap", "not_given", "needs_up", "place_pupil", "unheard_days"):
        assert math.isnan(found[name]), name
    assert found["ratings"] == found["asked"] == 0
    assert found["since_review"] == pytest.approx(200 / 365)


def test_a_fall_is_from_what_the_same_voice_said_before_the_review():
    found = signs(
        answers=[
            ("setting", 400, {"scores": {"A": 1, "B": 0}}),
            ("setting", 300, {"scores": {"A": 2}}),
            ("setting", 100, {"scores": {"A": 0}}),
            ("setting", 10, {"scores": {"A": -1, "B": 0}}),
            ("parent", 20, {"scores": {"A": -2}}),
            ("pupil", 800, {"scores": {"A": 2}}),
        ]
    )
    # A: 1.5 before the review and -1 now; B: 0 and 0; what is older than two years is left out.
    assert found["fall"] == pytest.approx((2.5 + 0) / 2)
    assert found["fall_pairs"] == 2
    assert found["fall_setting"] == pytest.approx(1.25)
    assert math.isnan(found["fall_parent"])
    assert found["level"] == pytest.approx((-1 + 0 - 2) / 3)
    assert found["level_since"] == pytest.approx((0 - 1 + 0 - 2) / 4)
    assert found["worst_outcome"] == pytest.approx(-1.5)
    assert found["gap"] == pytest.approx(1)
    assert found["gap_outcomes"] == 1


def test_without_an_answer_before_the_review_the_first_since_is_usual():
    found = signs(
        answers=[("parent", 150, {"scores": {"A": 2}}), ("parent", 10, {"scores": {"A": 0}})]
    )
    assert found["fall"] == pytest.approx(2)


def test_hours_are_those_of_the_setting_and_of_the_parent_where_it_is_silent():
    answers = [("parent", 10, {"hours": {"A": (2, 1)}})]
    assert signs(answers=answers)["not_given"] == pytest.approx(0.5)
    answers += [("setting", 90, {"hours": {"A": (2, 0), "B": (4, 4)}})]
    answers += [("setting", 20, {"hours": {"A": (2, 1.5), "B": (4, 3), "C": (None, 1)}})]
    found = signs(answers=answers)
    assert found["not_given"] == pytest.approx(1 - 4.5 / 6)
    assert found["not_given_worst"] == found["not_given_least"] == pytest.approx(0.25)
    assert found["not_given_since"] == pytest.approx(mean([0.5, 1, 0, 0.25, 0.25]))
    assert found["not_given_lasting"] == pytest.approx(mean([0.5, 1, 0.25]))


def test_needs_are_beside_those_of_the_review():
    answers = [("parent", 300, {"needs": 15}), ("parent", 100, {"needs": 18})]
    assert signs(answers=answers)["needs_up"] == pytest.approx(5)
    assert signs(answers=answers[1:])["needs_up"] == pytest.approx(2)
    assert math.isnan(signs(answers=answers, needs=None)["needs_up"])


def test_feelings_are_by_voice():
    answers = [("pupil", 300, {"feels": 4}), ("pupil", 30, {"feels": 2}), ("parent", 9, {})]
    found = signs(answers=answers)
    assert (found["place_pupil"], found["place_fall_pupil"]) == (2, 2)
    assert (found["age_pupil"], found["age_parent"]) == (30, 9)
    assert math.isnan(found["place_parent"])


def test_a_request_counts_as_unanswered_once_it_is_closed():
    links = [
        ("parent", 100, 50, None),
        ("pupil", 100, 50, 80),
        ("setting", 20, -20, None),
        ("setting", 300, 250, None),
    ]
    found = signs(links=links, answers=[("pupil", 80, {})])
    assert found["asked"] == 2
    assert found["unanswered"] == pytest.approx(0.5)
    assert found["unheard_days"] == 80


@pytest.mark.parametrize(
    ("request_row", "expected"),
    [
        # Born in March 2016, so 10 on 31 August 2026: to secondary school by 15 February 2027.
        ({"review_due_on": ago(-165)}, (1, 0, 0, 1)),
        ({"review_held_on": ago(400), "review_due_on": ago(60)}, (1, 0, 0, 1)),
        ({"review_held_on": ago(60)}, (1, 1, 0, 0)),
        ({"amended_on": ago(30)}, (0, 0, 0, 0)),
        ({"amended_on": ago(300)}, (1, 0, 0, 1)),
    ],
)
def test_a_move_is_open_until_a_review_of_the_school_year(request_row, expected):
    found = signs(request=request_row, pupil={"birth_year": 2016})
    names = ("move", "move_held", "move_late", "move_open")
    assert tuple(found[name] for name in names) == expected


def test_a_move_on_a_condition_that_is_not_recorded_is_no_sign():
    # Born in March 2020, so 6 on 31 August 2026: to junior school, if the school ends with year 2.
    found = signs(request={"review_due_on": ago(-165)}, pupil={"birth_year": 2020})
    assert (found["move"], found["move_open"]) == (0, 0)


def test_without_a_review_on_record_it_was_a_year_before_the_next():
    dated = {"review_held_on": None, "review_due_on": ago(-100)}
    assert signs(request=dated)["since_review"] == pytest.approx(265 / 365)
    assert signs(request=dict.fromkeys(dated))["since_review"] == pytest.approx(1)


def test_signs_of_a_cohort_are_those_worked_out_slowly():
    cohort = simulate_cohort(pupils=40, years=2, seed=11)
    day = cohort.term_ends[4]
    told = known_at(cohort, day)
    found = signs_of(told)
    requests = told.requests.set_index("pupil_id")
    for pupil_id, row in found.iterrows():
        start = requests.loc[pupil_id, "review_held_on"]
        own = cohort.attainments[cohort.attainments["pupil_id"] == pupil_id]
        own = own[own["given_on"] <= day.isoformat()].sort_values("given_on")
        falls, now = [], []
        for _, lines in own.groupby(["line_id", "voice"]):
            scores = list(zip(lines["given_on"], lines["score"].astype(float), strict=True))
            since = [score for on, score in scores if on >= start]
            before = [score for on, score in scores if on < start]
            if since:
                now.append(since[-1])
                usual = before or [score for _, score in scores][:-1]
                falls += [mean(usual) - since[-1]] if usual else []
        assert row["ratings"] == len(now)
        assert row["fall_pairs"] == len(falls)
        if now:
            assert row["level"] == pytest.approx(mean(now))
        if falls:
            assert row["fall"] == pytest.approx(mean(falls))


def test_the_order_of_rows_does_not_matter():
    told = known(answers=[("setting", 20, {"scores": {"A": 1}})], others=2)
    found = signs_of(told)
    assert list(found.index) == ["P1", "Q0", "Q1"]
    assert found["ratings"].tolist() == [1, 0, 0]
    assert told.today == TODAY
    pd.testing.assert_frame_equal(signs_of(told.of(["P1"])), found.iloc[:1])
