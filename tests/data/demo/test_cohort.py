"""The simulated cohort: what it promises of its frames and its truth, recomputed on 300 pupils."""

import math
from collections import Counter

import numpy as np
import pandas as pd
import pytest

from data.demo import cohort_answers, cohort_course, cohort_people
from data.demo.cohort import BEGINS, simulate_cohort
from data.demo.cohort_truth import effect_rows, expected_score
from data.schemas import PACKAGE_IDS, SEVERITY_IDS, TABLES

COUNT, YEARS, SEED = 300, 3, 7


@pytest.fixture(scope="module")
def cohort():
    return simulate_cohort(pupils=COUNT, years=YEARS, seed=SEED)


@pytest.fixture(scope="module")
def inside():
    """The people and their course under a seed, as the cohort is made from them."""
    rng = np.random.default_rng(SEED)
    people = cohort_people.invent_people(COUNT, begins=BEGINS.year * 12 + 8, rng=rng)
    course = cohort_course.run_course(people, years=YEARS, begins_year=BEGINS.year, rng=rng)
    return people, course


def plain(row):
    return {name: None if pd.isna(value) else value for name, value in row.items()}


@pytest.mark.parametrize("name", ["feedback_links", "feedback", "attainments", "deliveries"])
def test_rows_pass_the_declared_validation(cohort, name):
    frame = cohort.links if name == "feedback_links" else getattr(cohort, name)
    assert tuple(frame.columns) == TABLES[name].column_names
    assert frame[TABLES[name].key].is_unique
    for row in map(plain, frame.iloc[::97].to_dict("records")):
        checked = TABLES[name].validate(row)
        assert {column: checked[column] for column in row} == row


def test_a_seed_gives_one_cohort_and_another_seed_another(cohort):
    again = simulate_cohort(pupils=COUNT, years=YEARS, seed=SEED)
    pd.testing.assert_frame_equal(again.attainments, cohort.attainments)
    pd.testing.assert_frame_equal(again.needed, cohort.needed)
    other = simulate_cohort(pupils=COUNT, years=1, seed=SEED + 1)
    assert not other.pupils.equals(cohort.pupils)
    assert len(other.term_ends) == 3


def test_everybody_is_asked_every_term_and_answers_stand_in_their_link(cohort):
    assert len(cohort.links) == COUNT * 3 * 3 * YEARS
    answered = cohort.links.dropna(subset=["answered_on"]).set_index("link_id")["answered_on"]
    assert answered.to_dict() == cohort.feedback.set_index("feedback_id")["given_on"].to_dict()
    ratings = Counter(cohort.attainments["feedback_id"])
    assert set(ratings) == set(answered.index)
    assert set(ratings.values()) == {cohort_people.OUTCOMES_EACH}
    assert set(cohort.deliveries["feedback_id"]) < set(answered.index)
    assert set(cohort.deliveries["voice"]) == {"parent", "setting"}


def test_packages_of_an_outcome_are_those_of_the_pupil_that_serve_it(cohort):
    of_pupil = cohort.packages.groupby("pupil_id")["package_id"].agg(set)
    for row in cohort.attainments.iloc[::53].itertuples():
        wanted = of_pupil.get(row.pupil_id, set()) & set(cohort_people.SERVED_BY[row.outcome_id])
        assert (set() if pd.isna(row.packages) else set(row.packages.split(","))) == wanted


def test_the_total_of_needs_is_that_of_the_newest_assessment(cohort):
    assert (
        cohort.assessments[list(SEVERITY_IDS)].sum(axis=1) == cohort.assessments["needs_total"]
    ).all()
    for row in cohort.feedback.iloc[::41].itertuples():
        made = cohort.assessments[cohort.assessments["pupil_id"] == row.pupil_id]
        before = made[made["assessed_on"] <= row.given_on].sort_values("assessed_on")
        # Of a term's new assessment the answer may be a few days the elder.
        later = made[made["assessed_on"] > row.given_on]["needs_total"].head(1).tolist()
        assert row.needs_total in [before["needs_total"].iloc[-1], *later]


def test_greater_need_is_given_more(inside):
    wide = simulate_cohort(pupils=3000, years=1, seed=3)
    each = wide.packages.groupby("pupil_id").size().reindex(wide.pupils["pupil_id"], fill_value=0)
    need = wide.pupils["needs_total"] - wide.pupils.groupby("cluster")["needs_total"].transform(
        "mean"
    )
    assert np.corrcoef(each, need)[0, 1] > 0.2


def test_expected_score_is_the_mean_of_rounded_scores():
    rng = np.random.default_rng(0)
    for progress, noise in ((-2.5, 0.5), (0.0, 0.7), (0.9, 0.4), (4.0, 0.6)):
        drawn = np.clip(np.rint(progress + rng.normal(0, noise, 200_000)), -2, 2)
        found = expected_score(np.array(progress), np.array(noise))
        assert found == pytest.approx(drawn.mean(), abs=0.01)


def test_effects_are_the_mean_gain_of_those_who_have_the_package(inside):
    people, course = inside
    ends = simulate_cohort(pupils=30, years=YEARS, seed=1).term_ends
    _, heard = cohort_answers.choose_heard(people, course, ends=ends, rng=np.random.default_rng(2))
    found = effect_rows(people, course, heard)
    package = PACKAGE_IDS.index("sp9")
    gains, came = _slow_gains(
        people,
        course,
        package,
        set(zip(heard.voice.tolist(), heard.pupil.tolist(), heard.term.tolist(), strict=True)),
    )
    row = found[(found["package_id"] == "sp9") & (found["cluster"] == "")].iloc[0]
    assert row["effect"] == pytest.approx(np.mean(gains))
    assert row["effect_heard"] == pytest.approx(np.mean(came))
    assert row["answers"] == len(came)


def _slow_gains(people, course, package, heard):
    gains, came = [], []
    lean = cohort_answers.shifts(course)
    for pupil, term, place in np.ndindex(COUNT, 3 * YEARS, cohort_people.OUTCOMES_EACH):
        outcome = cohort_people.OUTCOME_IDS[people.outcomes[pupil, place]]
        if not people.has[pupil, package] or "sp9" not in cohort_people.SERVED_BY[outcome]:
            continue
        effect = course.effects[package, people.cluster[pupil]] * course.share[pupil, package, term]
        for voice, noise in enumerate(cohort_answers.VOICE_NOISE):
            progress = course.latent[pupil, place, term] + lean[voice, pupil, term]
            spread = math.hypot(cohort_course.OF_OCCASION, noise)
            gain = _mean_score(progress, spread) - _mean_score(progress - effect, spread)
            gains.append(gain)
            if (voice, pupil, term) in heard:
                came.append(gain)
    return gains, came


def _mean_score(progress, noise):
    below = [
        0.5 * math.erfc((progress - cut) / noise / math.sqrt(2)) for cut in (-1.5, -0.5, 0.5, 1.5)
    ]
    shares = np.diff([0, *below, 1])
    return float(np.dot(shares, [-2, -1, 0, 1, 2]))


def test_troubles_end_with_the_annual_review_and_small_ones_need_none(inside):
    _, course = inside
    for trouble in cohort_course.TROUBLES:
        strength, grave = course.strengths[trouble], course.active[trouble]
        assert (strength[grave] >= cohort_course.STRENGTH[0]).all()
        small = strength[~grave & (strength > 0)]
        assert len(small)
        assert small.max() <= cohort_course.SMALL_STRENGTH[1]
        for pupil, term in zip(*np.nonzero(strength[:, 1:]), strict=True):
            if course.review_term[pupil] == (term + 1) % 3:
                # Whatever stands after a review began after it.
                assert strength[pupil, term + 1] != strength[pupil, term]


def test_reasons_for_a_review_are_all_planted_and_all_there_is(cohort):
    needed = cohort.needed
    assert len(needed) == COUNT * 3 * YEARS
    assert (needed["needed"] == (needed["why"] != "")).all()
    kinds = {kind for why in needed["why"] for kind in why.split(",") if kind}
    assert kinds == {*cohort_course.TROUBLES, "transfer"}


def test_a_move_that_was_missed_is_in_no_record(cohort):
    born = cohort.pupils.set_index("pupil_id")
    missed = cohort.needed[cohort.needed["why"].str.contains("transfer")]
    assert len(missed)
    told = cohort.requests.set_index(["pupil_id", "as_of"])["amended_on"]
    for row in missed.itertuples():
        year = int(row.on[:4]) - (int(row.on[5:7]) < 9)
        months = year * 12 + 7 - born.loc[row.pupil_id, "birth_year"] * 12
        months -= born.loc[row.pupil_id, "birth_month"] - 1
        assert months // 12 in cohort_course.MOVING_AGES
        amended = told[row.pupil_id, row.on]
        assert pd.isna(amended) or amended < f"{year}-09-01"


def test_some_are_heard_less(cohort):
    links = cohort.links.merge(cohort.pupils, on="pupil_id")
    parents = links[links["voice"] == "parent"]
    shares = parents["answered_on"].notna().groupby(parents["first_language"]).mean()
    assert shares[True] < shares[False]
