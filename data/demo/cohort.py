"""A simulated cohort with planted effects and known truth, to measure methods against.

It is made by simple mechanisms, none of them that of a method tested on it:

- Each pupil has a cluster, drawn as the technical pack's 95 cases fall, scores about the cluster's
  published means, and a severity of needs beside others of the cluster.
- Packages are given by the pack's words for the cluster, and more to those whose total of needs at
  the start is higher. So who has a package was worse off to begin with (confounding by start).
- The progress of an outcome, in steps of attainment about "as hoped", is: a start, less for severe
  needs, a part of the pupil, of the setting, of the outcome and of the occasion, and the planted
  effect of each package that serves the outcome times the share of its hours that was given.
- At the end of every term all three voices are asked. Each leans a little its own way and errs;
  what they say is progress rounded to -2 to +2.
- Answers are missing more from some: families whose first language is not English, young
  children, parents of grown-up pupils, mainstream settings, and where a placement breaks down.
- Five troubles may begin in a term, pass by chance, and end with the annual review: provision
  lapses, attainment declines, needs change, the placement breaks down, family and setting disagree.
  Half as often again they come in small, with the same traces, and need no early review.
- A move of phase may be missed: the plan is not amended by the day. Some are amended late, and some
  amendments are not recorded.

A pupil stays in one setting, and outcomes stay the same. All of it is invented.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.demo.cohort_answers import (
    Heard,
    attainment_rows,
    choose_heard,
    delivery_rows,
    feedback_rows,
    link_rows,
    written,
)
from data.demo.cohort_course import TERMS_A_YEAR, Course, run_course
from data.demo.cohort_people import People, answers_of, invent_people, scores_of
from data.demo.cohort_truth import effect_rows, package_rows, review_rows
from data.schemas import CLUSTERS, QUESTION_IDS, SEVERITY_IDS

BEGINS = datetime.date(2022, 9, 1)
# Month and day on which the autumn, spring and summer terms end here, and years after the first.
TERM_ENDS = ((12, 16, 0), (4, 4, 1), (7, 14, 1))
TERM_STARTS = ((9, 5, 0), (1, 8, 1), (4, 22, 1))
# A change of need is written into a new assessment in the same term for so many.
REASSESSED, REASSESSED_ANYWAY = 0.6, 0.03


@dataclass(frozen=True)
class Cohort:
    """Hold what a program would see of the cohort, and what was truly so."""

    term_ends: tuple[datetime.date, ...]
    pupils: pd.DataFrame
    """pupil_id, birth_year, birth_month, school_id, cluster, first_language, needs_total at the
    start."""
    schools: pd.DataFrame
    """school_id, phase, type."""
    requests: pd.DataFrame
    """As of the end of each term (`as_of`): review_due_on, review_held_on, review_decided_on,
    amended_on of each pupil."""
    assessments: pd.DataFrame
    """pupil_id, assessed_on, cluster, the 20 answers, needs_total; yearly and now and then."""
    links: pd.DataFrame
    """Columns of feedback_links."""
    feedback: pd.DataFrame
    attainments: pd.DataFrame
    deliveries: pd.DataFrame
    packages: pd.DataFrame
    """pupil_id, package_id, planned_hours, share: of the hours planned, given over all terms."""
    effects: pd.DataFrame
    """Truth: package_id, cluster ("" all), pupils, answers, planted, effect, effect_heard.

    `planted` is the effect of full provision in steps before rounding. `effect` is by how much the
    package, as it was given, raised the expected score (-2 to +2) of the outcomes that it serves,
    on average over pupils who have it, their outcomes so served, terms and voices, whether or not
    anybody answered; everything else stays as it was. `effect_heard` is the same over the answers
    that came, each row of `attainments` counted once.
    """
    needed: pd.DataFrame
    """Truth: pupil_id, on, needed, why (codes with commas) at the end of each term."""


def simulate_cohort(*, pupils: int = 5000, years: int = 3, seed: int) -> Cohort:
    """Return a cohort of so many pupils over so many school years, the same for the same seed."""
    rng = np.random.default_rng(seed)
    ends = tuple(
        datetime.date(BEGINS.year + year + later, month, day)
        for year in range(years)
        for month, day, later in TERM_ENDS
    )
    people = invent_people(pupils, begins=BEGINS.year * 12 + BEGINS.month - 1, rng=rng)
    course = run_course(people, years=years, begins_year=BEGINS.year, rng=rng)
    scores, assessed = _assessed(people, course, ends=ends, rng=rng)
    answered, heard = choose_heard(people, course, ends=ends, rng=rng)
    totals = scores.sum(axis=2)
    return Cohort(
        term_ends=ends,
        pupils=_pupil_rows(people, totals[:, 0]),
        schools=people.settings,
        requests=_request_rows(people, course, ends=ends),
        assessments=_assessment_rows(people, scores, assessed),
        links=link_rows(people, answered, ends=ends),
        feedback=feedback_rows(
            people, course, heard, needs_total=_newest(totals, assessed, heard), rng=rng
        ),
        attainments=attainment_rows(people, course, heard, rng=rng),
        deliveries=delivery_rows(people, course, heard, rng=rng),
        packages=package_rows(people, course),
        effects=effect_rows(people, course, heard),
        needed=review_rows(people, course, ends=ends),
    )


def _assessed(
    people: People,
    course: Course,
    *,
    ends: tuple[datetime.date, ...],
    rng: np.random.Generator,
) -> tuple[np.ndarray, np.ndarray]:
    """Return scores (pupils, 2 x terms, questions) and the day of each assessment, 0 for none.

    The first of the two of a term is that of the start of a school year, the second in the term.
    """
    count, terms = course.severity.shape
    scores = np.zeros((count, 2 * terms, len(SEVERITY_IDS)))
    days = np.zeros((count, 2 * terms), dtype=int)
    before = people.severity
    for term in range(terms):
        now = course.severity[:, term]
        scores[:, 2 * term] = scores_of(people.cluster, before, people.quirks)
        scores[:, 2 * term + 1] = scores_of(people.cluster, now, people.quirks)
        chance = np.where(course.active["need"][:, term], REASSESSED, REASSESSED_ANYWAY)
        interim = rng.random(count) < chance
        if term % TERMS_A_YEAR == 0:
            days[:, 2 * term] = _start(term).toordinal() + 5
        days[:, 2 * term + 1] = np.where(interim, ends[term].toordinal() - 30, 0)
        before = now
    return scores, days


def _start(term: int) -> datetime.date:
    month, day, later = TERM_STARTS[term % TERMS_A_YEAR]
    return datetime.date(BEGINS.year + term // TERMS_A_YEAR + later, month, day)


def _newest(totals: np.ndarray, assessed: np.ndarray, heard: Heard) -> np.ndarray:
    """Return the total of the newest assessment before each answer."""
    made = np.where(assessed > 0, np.arange(assessed.shape[1]), -1)
    newest = np.maximum.accumulate(made, axis=1)
    return totals[heard.pupil, newest[heard.pupil, 2 * heard.term + 1]]


def _assessment_rows(people: People, scores: np.ndarray, assessed: np.ndarray) -> pd.DataFrame:
    pupil, place = np.nonzero(assessed)
    answers = answers_of(people, scores[:, 0])
    found = {
        "pupil_id": people.pupil_id[pupil],
        "assessed_on": written(assessed[pupil, place]),
        "cluster": np.array(CLUSTERS, dtype=object)[people.cluster[pupil]],
    }
    for question in QUESTION_IDS:
        severe = question in SEVERITY_IDS
        found[question] = (
            scores[pupil, place, SEVERITY_IDS.index(question)].astype(int)
            if severe
            else answers[question][pupil]
        )
    return pd.DataFrame({**found, "needs_total": scores[pupil, place].sum(axis=1).astype(int)})


def _pupil_rows(people: People, total: np.ndarray) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "pupil_id": people.pupil_id,
            "birth_year": people.born // 12,
            "birth_month": people.born % 12 + 1,
            "school_id": people.settings["school_id"].to_numpy()[people.setting],
            "cluster": np.array(CLUSTERS, dtype=object)[people.cluster],
            "first_language": people.first_language,
            "needs_total": total.astype(int),
        }
    )


def _request_rows(
    people: People, course: Course, *, ends: tuple[datetime.date, ...]
) -> pd.DataFrame:
    """Return what the records say of reviews and amendments at the end of each term."""
    count = len(people.pupil_id)
    rows = []
    amended = np.zeros(count, dtype=int)
    for term, end in enumerate(ends):
        year, part = divmod(term, TERMS_A_YEAR)
        # The newest term in which the pupil's review was held, -1 for the year before the first.
        at = course.review_term + TERMS_A_YEAR * (year - (course.review_term > part))
        held = np.array([_start(each).toordinal() + 14 for each in range(-3, len(ends) + 3)])
        seen = (course.amended[:, year] == part) & course.moves[:, year] & course.recorded[:, year]
        amended = np.where(seen, end.toordinal() - 60, amended)
        rows.append(
            pd.DataFrame(
                {
                    "pupil_id": people.pupil_id,
                    "as_of": end.isoformat(),
                    "review_due_on": written(held[at + 3 + TERMS_A_YEAR]),
                    "review_held_on": written(held[at + 3]),
                    "review_decided_on": written(held[at + 3] + 14),
                    "amended_on": written(amended),
                }
            )
        )
    return pd.concat(rows, ignore_index=True)
