"""The feedback on the invented pupils: who was asked over two years, and what they answered.

It is made as the simulated cohort is (`cohort_course`, `cohort_answers`) and then thinned: not
everybody is asked, most of those once or twice. Remarks are invented (`remarks`).
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any

import numpy as np
import pandas as pd

from data.demo import cohort_answers as answers
from data.demo.asked import WITHOUT_HOURS, in_words, shortened
from data.demo.cohort_course import Course, run_course
from data.demo.cohort_people import (
    People,
    drawn_outcomes,
    drawn_packages,
)
from data.demo.feedback_examples import example_rows
from data.demo.feedback_words import with_words
from data.demo.pack import PROFILE_MEANS
from data.demo.pupils import DEMO_CO_ORDINATOR, Pupil
from data.demo.requests import Dates
from data.demo.schools import schools
from data.demo.scores import Scores
from data.schemas import CLUSTERS, PACKAGE_IDS, PLAN_STAGES, QUESTION_IDS, SEVERITY_IDS, TABLES
from data.schemas.feedback import VOICES

Rows = list[dict[str, Any]]
KEYS = {
    name: TABLES[name].key for name in ("feedback_links", "feedback", "attainments", "deliveries")
}
ASKED_PUPILS = 880
OUTCOMES = 3
YEARS = 2
# Any day: everything is kept as days before today. Moments at which people are asked, and by how
# much a pupil's differ from them.
ANCHOR = datetime.date(2026, 1, 1)
MOMENTS = (620, 500, 380, 260, 140, 20)
SPREAD = 45
# How many rounds a pupil's people are asked in, and which of the six moments are likelier.
ROUNDS = {1: 0.60, 2: 0.30, 3: 0.10}
RECENT = np.array([1, 1, 2, 2, 3, 4]) / 13
VOICE_ASKED = 0.9
YOUNGEST_ASKED = 5
BULK_SHARE, TOLD_SHARE = 0.35, 0.08
AGE_WEIGHT = 0.2


@dataclass(frozen=True)
class Round:
    """Hold who was asked, what they could say, and when, before it is put in words."""

    people: People
    course: Course
    asked: np.ndarray
    """Voices, pupils, moments."""
    late: np.ndarray
    """Days by which each pupil's moments lie before the common ones."""
    oldest: np.ndarray
    """Days since each pupil's plan was first final."""


def feedback_tables(
    invented: Sequence[Pupil],
    *,
    scores: Mapping[str, Scores],
    placed: Mapping[str, str | None],
    dates: Mapping[str, Dates],
    rng: np.random.Generator,
) -> dict[str, Rows]:
    """Return the rows of the four tables of feedback, dates as days before today."""
    chosen = _chosen(invented, rng=rng)
    people = _people(chosen, scores=scores, placed=placed, rng=rng)
    course = run_course(people, years=YEARS, begins_year=ANCHOR.year - YEARS, rng=rng)
    told = Round(
        people=people,
        course=course,
        asked=_asked(people, rng=rng),
        late=rng.integers(-SPREAD, SPREAD + 1, size=len(chosen)),
        oldest=np.array([dates[pupil.pupil_id]["final_on"] for pupil in chosen]),
    )
    total = {
        pupil.pupil_id: sum(scores[pupil.pupil_id][q] for q in SEVERITY_IDS) for pupil in chosen
    }
    made = _rows(told, total=total, rng=rng)
    examples = example_rows(scores=scores, placed=placed)
    return {
        name: sorted([*examples[name], *made[name]], key=itemgetter(key))
        for name, key in KEYS.items()
    }


def _chosen(invented: Sequence[Pupil], *, rng: np.random.Generator) -> list[Pupil]:
    """Return those asked: the demo co-ordinator's with a plan, and some of everybody else."""
    with_plan = [
        pupil for pupil in invented if pupil.stage in PLAN_STAGES and pupil.example is None
    ]
    own = [pupil for pupil in with_plan if pupil.co_ordinator == DEMO_CO_ORDINATOR]
    others = [pupil for pupil in with_plan if pupil.co_ordinator != DEMO_CO_ORDINATOR]
    drawn = rng.permutation(len(others))[: ASKED_PUPILS - len(own)]
    return sorted([*own, *(others[place] for place in drawn)], key=lambda pupil: pupil.pupil_id)


def _people(
    chosen: Sequence[Pupil],
    *,
    scores: Mapping[str, Scores],
    placed: Mapping[str, str | None],
    rng: np.random.Generator,
) -> People:
    """Return the invented pupils as people of a cohort, in the nearest published profile."""
    given = np.array([[scores[p.pupil_id][q] for q in QUESTION_IDS] for p in chosen], dtype=float)
    years = np.array([pupil.age for pupil in chosen])
    cluster = _nearest(given, years)
    total = given[:, [QUESTION_IDS.index(q) for q in SEVERITY_IDS]].sum(axis=1)
    has = drawn_packages(cluster, total, rng=rng)
    hours = np.where(has, rng.choice((0.5, 1.0, 1.5, 2.0, 3.0, 5.0), size=has.shape), 0.0)
    settings = pd.DataFrame(
        [(school.school_id, school.type) for school in schools()] + [(None, "none")],
        columns=["school_id", "type"],
        dtype=object,
    )
    places = {school_id: place for place, school_id in enumerate(settings["school_id"])}
    return People(
        pupil_id=np.array([pupil.pupil_id for pupil in chosen], dtype=object),
        cluster=cluster,
        severity=(total - total.mean()) / total.std(),
        born=ANCHOR.year * 12 - np.array([pupil.age_months for pupil in chosen]),
        setting=np.array([places[placed[pupil.pupil_id]] for pupil in chosen]),
        settings=settings,
        first_language=given[:, QUESTION_IDS.index("first_language")] > 0,
        social_care=given[:, QUESTION_IDS.index("social_care")] > 0,
        has=has,
        hours=hours,
        outcomes=drawn_outcomes(cluster, rng=rng)[:, :OUTCOMES],
        quirks=np.zeros((len(chosen), len(SEVERITY_IDS))),
    )


def _nearest(given: np.ndarray, years: np.ndarray) -> np.ndarray:
    means = np.array([[PROFILE_MEANS[q][c] for q in QUESTION_IDS] for c in CLUSTERS])
    ages = np.array([PROFILE_MEANS["age_years"][c] for c in CLUSTERS])
    apart = ((given[:, None, :] - means[None]) ** 2).sum(axis=2)
    return np.argmin(apart + (AGE_WEIGHT * (years[:, None] - ages[None])) ** 2, axis=1)


def _asked(people: People, *, rng: np.random.Generator) -> np.ndarray:
    count, moments = len(people.pupil_id), len(MOMENTS)
    rounds = rng.choice(list(ROUNDS), p=list(ROUNDS.values()), size=count)
    # The first so many of the moments in a random order, recent ones favoured.
    order = np.argsort(np.argsort(-(rng.gumbel(size=(count, moments)) + np.log(RECENT)), axis=1))
    asked = np.broadcast_to(order < rounds[:, None], (len(VOICES), count, moments)).copy()
    asked &= rng.random(asked.shape) < VOICE_ASKED
    young = (ANCHOR.year * 12 - people.born) // 12 < YOUNGEST_ASKED + YEARS
    asked[answers.PUPIL, young] = False
    asked[answers.SETTING, people.settings["school_id"].isna().to_numpy()[people.setting]] = False
    return asked


def _rows(told: Round, *, total: Mapping[str, int], rng: np.random.Generator) -> dict[str, Rows]:
    ends = tuple(ANCHOR - datetime.timedelta(days=days) for days in MOMENTS)
    answered, heard = answers.choose_heard(told.people, told.course, ends=ends, rng=rng)
    anchor = ANCHOR.toordinal()
    ago = np.where(answered > 0, anchor - answered + told.late[None, :, None], -1)
    made = anchor - np.array([day.toordinal() for day in ends]) + answers.ASKED_BEFORE
    made = np.broadcast_to(made[None, None, :] + told.late[None, :, None], ago.shape)
    asked = told.asked & (made >= 0) & (made < told.oldest[None, :, None])
    came = asked & (ago >= 0)
    channel = _channels(came, rng=rng)
    kept = came[heard.voice, heard.pupil, heard.term]
    heard = replace(heard, **{name: values[kept] for name, values in vars(heard).items()})
    days = dict(
        zip(heard.feedback_id, ago[heard.voice, heard.pupil, heard.term].tolist(), strict=True)
    )
    needs = np.array([total[pupil] for pupil in told.people.pupil_id[heard.pupil]])
    how = channel[heard.voice, heard.pupil, heard.term]
    feedback = answers.feedback_rows(
        told.people, told.course, heard, needs_total=needs, rng=rng
    ).assign(channel=how)
    ratings = answers.attainment_rows(told.people, told.course, heard, rng=rng)
    hours = answers.delivery_rows(told.people, told.course, heard, rng=rng)
    by_hour = hours[~hours["package_id"].isin(WITHOUT_HOURS)]
    # To three minutes, a twentieth of an hour.
    given_hours = (by_hour["delivered_hours"].astype(float) * 20).round() / 20
    by_hour = by_hour.assign(provision=_provision(by_hour), delivered_hours=given_hours)
    frames = {
        "feedback_links": _links(told, asked, made, ago, channel, ends=ends),
        "feedback": _dated(feedback, days, "feedback_id"),
        "attainments": _dated(ratings, days, "feedback_id"),
        "deliveries": _dated(by_hour, days, "feedback_id"),
    }
    return with_words(frames, rng=rng)


def _channels(came: np.ndarray, *, rng: np.random.Generator) -> np.ndarray:
    channel = np.full(came.shape, "link", dtype=object)
    drawn = rng.random(came.shape)
    channel[answers.SETTING][drawn[answers.SETTING] < BULK_SHARE] = "bulk"
    for voice in (answers.PUPIL, answers.PARENT):
        channel[voice][drawn[voice] < TOLD_SHARE] = "told"
    return channel


def _links(
    told: Round,
    asked: np.ndarray,
    made: np.ndarray,
    ago: np.ndarray,
    channel: np.ndarray,
    *,
    ends: tuple[datetime.date, ...],
) -> pd.DataFrame:
    """Return the links; who sent results in a file, or told somebody, did not use one."""
    places = np.nonzero((asked & ((channel != "bulk") | (ago < 0))).ravel())[0]
    links = answers.link_rows(told.people, np.zeros(ago.shape, dtype=int), ends=ends).iloc[places]
    made_on, by_link = made.ravel()[places], ((ago >= 0) & (channel == "link")).ravel()[places]
    texts = [_short(told.people, place) for place in range(len(told.people.born))]
    pupil = np.indices(ago.shape)[1].ravel()[places]
    return links.drop(columns=["made_on", "expires_on", "answered_on", "revoked_on"]).assign(
        made_on_days_ago=made_on,
        expires_on_days_ago=made_on - answers.ASKED_BEFORE - answers.OPEN_AFTER,
        revoked_on_days_ago=None,
        answered_on_days_ago=pd.Series(ago.ravel()[places], index=links.index).where(by_link),
        reason="Annual review",
        asked=np.array(texts, dtype=object)[pupil],
    )


def _short(people: People, pupil: int) -> str:
    has = people.has[pupil]
    codes = [code for code, given in zip(PACKAGE_IDS, has, strict=True) if given]
    return shortened(people.outcomes[pupil].tolist(), codes, people.hours[pupil][has].tolist())


def _provision(hours: pd.DataFrame) -> list[str]:
    return [
        in_words(code, float(planned))
        for code, planned in zip(hours["package_id"], hours["planned_hours"], strict=True)
    ]


def _dated(frame: pd.DataFrame, days: Mapping[str, int], key: str) -> pd.DataFrame:
    """Return rows with their day as days before today."""
    dated = frame.assign(given_on_days_ago=frame[key].map(days)).drop(columns="given_on")
    left = [name for name in ("cluster", "age_years") if name in dated]
    return dated.drop(columns=left)
