"""What is seen of the simulated cohort: who answered, and what they said of it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from data.demo.cohort_course import OF_OCCASION, Course
from data.demo.cohort_people import AREAS, OUTCOME_IDS, People, served
from data.demo.pack import OUTCOMES
from data.schemas import CLUSTERS, PACKAGE_IDS, TABLES
from data.schemas.feedback import FEELINGS, VOICES, feeling_column

PUPIL, PARENT, SETTING = range(len(VOICES))
BIAS = (0.20, -0.15, 0.10)
VOICE_NOISE = (0.70, 0.60, 0.45)
LEVELS = 2

# Log odds of answering, by voice, and what makes it less likely.
ANSWERS = (0.6, 0.5, 1.6)
OF_PERSON = 0.8
FIRST_LANGUAGE = (-0.2, -0.6, 0.0)
YOUNG, YOUNG_BELOW = -0.8, 7
GROWN, GROWN_FROM = -0.5, 16
MAINSTREAM_SETTING = -0.4
BREAKING_DOWN = (-0.6, 0.0, -0.6)

FEELING_USUAL, FEELING_OF_PUPIL, FEELING_NOISE, FEELING_BY_PROGRESS = 3.7, 0.5, 0.7, 0.15
FEELING_SKIPPED = 0.05
# How far a breaking placement lowers feelings about school, friends and safety, by voice; how far
# a conflict lowers being listened to.
PLACEMENT_FELT, PLACEMENT_WHERE = (1.6, 1.2, 0.8), ("school", "friends", "safe")
CONFLICT_LISTENED = (0.8, 1.8, 0.0)
CONFLICT_SCORE = (0.0, -1.0, 0.2)

# The setting writes down hours of all packages, a parent of those they know about.
HOURS_KNOWN = MappingProxyType({PARENT: 0.4, SETTING: 0.95})
HOURS_NOISE = MappingProxyType({PARENT: 0.20, SETTING: 0.08})
ASKED_BEFORE, OPEN_AFTER, ANSWERED_WITHIN = 28, 14, 25


@dataclass(frozen=True)
class Heard:
    """Hold one row per answer that came, as places: voice, pupil, term."""

    voice: np.ndarray
    pupil: np.ndarray
    term: np.ndarray
    given_on: np.ndarray
    feedback_id: np.ndarray
    age: np.ndarray


def choose_heard(
    people: People, course: Course, *, ends: tuple[datetime.date, ...], rng: np.random.Generator
) -> tuple[np.ndarray, Heard]:
    """Return on which day each asked person answered (0 never), and the answers that came."""
    months = np.array([day.year * 12 + day.month - 1 for day in ends])
    age = (months[None, :] - people.born[:, None]) // 12
    odds = _odds(people, course, age, rng=rng)
    came = rng.random(odds.shape) < 1 / (1 + np.exp(-odds))
    end = np.array([day.toordinal() for day in ends])
    after = rng.integers(1, ANSWERED_WITHIN, size=odds.shape)
    answered = np.where(came, end - ASKED_BEFORE + after, 0)
    voice, pupil, term = np.nonzero(came)
    names = np.array(list(VOICES), dtype=object)
    ids = people.pupil_id[pupil] + "-" + names[voice] + "-" + term.astype(str).astype(object)
    return answered, Heard(voice, pupil, term, answered[came], ids, age[pupil, term])


def link_rows(
    people: People, answered: np.ndarray, *, ends: tuple[datetime.date, ...]
) -> pd.DataFrame:
    """Return a row of feedback_links for everybody asked at the end of every term."""
    voice, pupil, term = (places.ravel() for places in np.indices(answered.shape))
    names = np.array(list(VOICES), dtype=object)
    end = np.array([day.toordinal() for day in ends])[term]
    on = answered.ravel()
    ids = people.pupil_id[pupil] + "-" + names[voice] + "-" + term.astype(str).astype(object)
    return frame_of(
        "feedback_links",
        link_id=ids,
        pupil_id=people.pupil_id[pupil],
        voice=names[voice],
        made_on=written(end - ASKED_BEFORE),
        expires_on=written(end + OPEN_AFTER),
        reason="End of term",
        answered_on=written(on),
    )


def feedback_rows(
    people: People,
    course: Course,
    heard: Heard,
    *,
    needs_total: np.ndarray,
    rng: np.random.Generator,
) -> pd.DataFrame:
    """Return a row of feedback for every answer; `needs_total` has a row per answer."""
    names = np.array(list(VOICES), dtype=object)
    schools = people.settings["school_id"].to_numpy(dtype=object)
    return frame_of(
        "feedback",
        feedback_id=heard.feedback_id,
        pupil_id=people.pupil_id[heard.pupil],
        voice=names[heard.voice],
        given_on=written(heard.given_on),
        channel="link",
        **_feelings(people, course, heard, rng=rng),
        cluster=np.array(CLUSTERS, dtype=object)[people.cluster[heard.pupil]],
        school_id=schools[people.setting[heard.pupil]],
        age_years=heard.age,
        needs_total=needs_total,
    )


def attainment_rows(
    people: People, course: Course, heard: Heard, *, rng: np.random.Generator
) -> pd.DataFrame:
    """Return a row of attainments for every outcome of every answer."""
    each = people.outcomes.shape[1]
    occasion = rng.normal(0, OF_OCCASION, size=course.latent.shape)
    progress = (course.latent + occasion)[heard.pupil, :, heard.term]
    lean = shifts(course)[heard.voice, heard.pupil, heard.term]
    noise = rng.normal(size=progress.shape) * np.array(VOICE_NOISE)[heard.voice][:, None]
    score = np.clip(np.rint(progress + lean[:, None] + noise), -LEVELS, LEVELS)
    row, place = np.repeat(np.arange(len(heard.pupil)), each), np.tile(np.arange(each), len(score))
    pupil = heard.pupil[row]
    outcome = people.outcomes[pupil, place]
    line = people.pupil_id[pupil] + "-O" + (place + 1).astype(str).astype(object)
    return frame_of(
        "attainments",
        attainment_id=heard.feedback_id[row] + ":O" + (place + 1).astype(str).astype(object),
        feedback_id=heard.feedback_id[row],
        pupil_id=people.pupil_id[pupil],
        voice=np.array(list(VOICES), dtype=object)[heard.voice[row]],
        given_on=written(heard.given_on[row]),
        line_id=line,
        outcome=np.array([OUTCOMES[o] for o in OUTCOME_IDS], dtype=object)[outcome],
        outcome_id=np.array(OUTCOME_IDS, dtype=object)[outcome],
        area=np.array([AREAS[o] for o in OUTCOME_IDS], dtype=object)[outcome],
        packages=packages_of(people)[pupil, place],
        score=score.ravel(),
    )


def delivery_rows(
    people: People, course: Course, heard: Heard, *, rng: np.random.Generator
) -> pd.DataFrame:
    """Return a row of deliveries for every package whose hours somebody wrote down."""
    known = np.array([HOURS_KNOWN.get(voice, 0.0) for voice in range(len(VOICES))])
    noise = np.array([HOURS_NOISE.get(voice, 0.0) for voice in range(len(VOICES))])
    told = rng.random((len(heard.pupil), len(PACKAGE_IDS))) < known[heard.voice][:, None]
    row, package = np.nonzero(told & people.has[heard.pupil])
    pupil, term = heard.pupil[row], heard.term[row]
    error = rng.normal(size=len(row)) * noise[heard.voice[row]]
    planned = people.hours[pupil, package]
    given = planned * np.clip(course.share[pupil, package, term] + error, 0, 1.3)
    code = np.array(PACKAGE_IDS, dtype=object)[package]
    return frame_of(
        "deliveries",
        delivery_id=heard.feedback_id[row] + ":" + code,
        feedback_id=heard.feedback_id[row],
        pupil_id=people.pupil_id[pupil],
        voice=np.array(list(VOICES), dtype=object)[heard.voice[row]],
        given_on=written(heard.given_on[row]),
        line_id=people.pupil_id[pupil] + "-" + code,
        provision="Provision of " + code,
        package_id=code,
        planned_hours=planned,
        delivered_hours=np.round(given, 2),
    )


def shifts(course: Course) -> np.ndarray:
    """Return how far each voice scores above what is so; voices, pupils, terms."""
    conflict = course.strengths["conflict"][None, :, :]
    return np.array(BIAS)[:, None, None] + np.array(CONFLICT_SCORE)[:, None, None] * conflict


def packages_of(people: People) -> np.ndarray:
    """Return the codes of the pupil's packages that serve each outcome, None where none does."""
    serves = served()[people.outcomes] & people.has[:, None, :]
    bits = serves @ (1 << np.arange(len(PACKAGE_IDS)))
    words = {
        int(bit): ",".join(p for n, p in enumerate(PACKAGE_IDS) if bit >> n & 1) or None
        for bit in np.unique(bits)
    }
    return np.vectorize(words.__getitem__, otypes=[object])(bits)


def written(ordinals: np.ndarray) -> np.ndarray:
    """Return days as they are kept, 2026-05-03, and None for 0."""
    days, places = np.unique(ordinals, return_inverse=True)
    told = np.array(
        [datetime.date.fromordinal(int(day)).isoformat() if day else None for day in days],
        dtype=object,
    )
    return told[places]


def frame_of(table: str, **columns: Any) -> pd.DataFrame:
    """Return rows of a table with all its columns and their types; those not given are missing."""
    declared = TABLES[table]
    index = pd.RangeIndex(max(len(values) for values in columns.values() if _is_many(values)))
    given = {name: columns.get(name) for name in declared.column_names}
    return pd.DataFrame(given, index=index).astype(declared.dtypes)


def _is_many(values: object) -> bool:
    return isinstance(values, np.ndarray)


def _odds(
    people: People, course: Course, age: np.ndarray, *, rng: np.random.Generator
) -> np.ndarray:
    odds = np.array(ANSWERS)[:, None] + rng.normal(0, OF_PERSON, (3, len(people.pupil_id)))
    odds += np.array(FIRST_LANGUAGE)[:, None] * people.first_language
    odds[PUPIL] -= 0.3 * people.severity
    mainstream = people.settings["type"].to_numpy()[people.setting] == "mainstream"
    odds[SETTING] += MAINSTREAM_SETTING * mainstream
    by_term = np.array(BREAKING_DOWN)[:, None, None] * course.strengths["placement"]
    by_term[PUPIL] += YOUNG * (age < YOUNG_BELOW)
    by_term[PARENT] += GROWN * (age >= GROWN_FROM)
    return odds[:, :, None] + by_term


def _feelings(
    people: People, course: Course, heard: Heard, *, rng: np.random.Generator
) -> dict[str, np.ndarray]:
    placement = course.strengths["placement"][heard.pupil, heard.term]
    conflict = course.strengths["conflict"][heard.pupil, heard.term]
    progress = course.latent.mean(axis=1)[heard.pupil, heard.term]
    usual = FEELING_USUAL + FEELING_BY_PROGRESS * progress
    usual = usual + rng.normal(0, FEELING_OF_PUPIL, len(people.pupil_id))[heard.pupil]
    found = {}
    for feeling in FEELINGS:
        felt = usual + rng.normal(0, FEELING_NOISE, len(usual))
        felt -= np.array(PLACEMENT_FELT)[heard.voice] * placement * (feeling in PLACEMENT_WHERE)
        felt -= np.array(CONFLICT_LISTENED)[heard.voice] * conflict * (feeling == "listened")
        skipped = rng.random(len(usual)) < FEELING_SKIPPED
        found[feeling_column(feeling)] = np.where(skipped, np.nan, np.clip(np.rint(felt), 1, 5))
    return found
