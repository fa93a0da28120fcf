"""What is truly so of the simulated cohort: effects of packages, and who needed an early review."""

from __future__ import annotations

import datetime

import numpy as np
import pandas as pd

from data.demo.cohort_answers import LEVELS, VOICE_NOISE, Heard, shifts
from data.demo.cohort_course import OF_OCCASION, Course, contributions
from data.demo.cohort_people import People, served
from data.schemas import CLUSTERS, PACKAGE_IDS
from data.schemas.feedback import VOICES

# Scores are rounded: one is reached half a step below it.
CUTS = np.arange(-LEVELS + 0.5, LEVELS)


def expected_score(progress: np.ndarray, noise: np.ndarray) -> np.ndarray:
    """Return the mean of round(progress + normal noise), kept inside -2 to +2."""
    from scipy.special import ndtr  # noqa: PLC0415

    return sum(ndtr((progress - cut) / noise) for cut in CUTS) - LEVELS


def effect_rows(people: People, course: Course, heard: Heard) -> pd.DataFrame:
    """Return the effect of each package, over all clusters and in each."""
    count, terms = course.severity.shape
    weight = np.zeros((len(VOICES), count, terms))
    weight[heard.voice, heard.pupil, heard.term] = 1
    rows = [_of_package(people, course, weight, package) for package in range(len(PACKAGE_IDS))]
    return pd.concat(rows, ignore_index=True)


def package_rows(people: People, course: Course) -> pd.DataFrame:
    """Return which packages each pupil has, and how much of each was given."""
    pupil, package = np.nonzero(people.has)
    return pd.DataFrame(
        {
            "pupil_id": people.pupil_id[pupil],
            "package_id": np.array(PACKAGE_IDS, dtype=object)[package],
            "planned_hours": people.hours[pupil, package],
            "share": course.share.mean(axis=2)[pupil, package],
        }
    )


def review_rows(people: People, course: Course, *, ends: tuple[datetime.date, ...]) -> pd.DataFrame:
    """Return whether each pupil truly needed an early review at the end of each term, and why."""
    kinds = list(course.active)
    active = np.stack([course.active[kind] for kind in kinds])
    bits = np.tensordot(1 << np.arange(len(kinds)), active.astype(int), axes=1).T
    words = {
        int(bit): ",".join(kind for n, kind in enumerate(kinds) if bit >> n & 1)
        for bit in np.unique(bits)
    }
    return pd.DataFrame(
        {
            "pupil_id": np.tile(people.pupil_id, len(ends)),
            "on": np.repeat([day.isoformat() for day in ends], len(people.pupil_id)),
            "needed": bits.ravel() > 0,
            "why": [words[int(bit)] for bit in bits.ravel()],
        }
    )


def _of_package(people: People, course: Course, weight: np.ndarray, package: int) -> pd.DataFrame:
    added = contributions(people, course, package)
    has = np.broadcast_to(
        (_serves(people, package) & people.has[:, [package]])[:, :, None], added.shape
    )
    pupil, outcome, term = np.nonzero(has)
    total = np.zeros(len(pupil))
    heard_total, heard_count = np.zeros(len(pupil)), np.zeros(len(pupil))
    lean = shifts(course)
    for voice in range(len(VOICES)):
        noise = np.hypot(OF_OCCASION, VOICE_NOISE[voice])
        progress = course.latent[pupil, outcome, term] + lean[voice, pupil, term]
        gain = expected_score(progress, noise) - expected_score(
            progress - added[pupil, outcome, term], noise
        )
        total += gain / len(VOICES)
        heard_total += gain * weight[voice, pupil, term]
        heard_count += weight[voice, pupil, term]
    frame = pd.DataFrame(
        {
            "cluster": np.array(CLUSTERS, dtype=object)[people.cluster[pupil]],
            "pupil": pupil,
            "gain": total,
            "heard": heard_total,
            "answers": heard_count,
            "planted": course.effects[package][people.cluster[pupil]],
        }
    )
    groups = [("", frame), *frame.groupby("cluster")]
    return pd.DataFrame([_summed(package, str(name), group) for name, group in groups])


def _serves(people: People, package: int) -> np.ndarray:
    return served()[people.outcomes, package]


def _summed(package: int, cluster: str, group: pd.DataFrame) -> dict[str, object]:
    answers = group["answers"].sum()
    return {
        "package_id": PACKAGE_IDS[package],
        "cluster": cluster,
        "pupils": group["pupil"].nunique(),
        "answers": int(answers),
        "planted": group["planted"].mean(),
        "effect": group["gain"].mean(),
        "effect_heard": group["heard"].sum() / answers if answers else np.nan,
    }
