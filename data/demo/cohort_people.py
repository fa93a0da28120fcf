"""Who is in the simulated cohort: needs, cluster, setting, packages and outcomes at the start."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import pandas as pd

from data.demo.pack import CLUSTER_SIZES, OUTCOMES, PACKAGE_TABLE, PROFILE_MEANS, TOP_OUTCOMES
from data.schemas import CLUSTERS, PACKAGE_IDS, QUESTION, QUESTION_IDS, SEVERITY_IDS

# Every number of the cohort is a choice of ours, made before anything was tried on it.
GIVEN = MappingProxyType({"": 0.06, "Low": 0.30, "Y": 0.60, "High": 0.82, "Core": 0.93})
# A pupil whose needs are one standard deviation above the cluster's is so much likelier (in log
# odds) to be given any package: those in greater need get more.
GIVEN_BY_NEED = 0.7
# Scores about the profile's mean: how far severity moves them, and what else does.
SEVERITY_ON_SCORE, SCORE_NOISE = 0.35, 0.45
OUTCOMES_EACH = 4
TOP_OUTCOME_PULL = 2.0
HOURS = (0.5, 1.0, 1.5, 2.0, 3.0, 5.0)
PUPILS_IN_A_SETTING = 30
SPECIAL_PACKAGE = 0

AREAS = MappingProxyType(
    {
        "outcome_aspirations": "adl_support",
        "outcome_social_communication": "social_interaction",
        "outcome_language": "slc",
        "outcome_communication": "slc",
        "outcome_participation": "social_interaction",
        "outcome_literacy": "english",
        "outcome_numeracy": "maths",
        "outcome_problem_solving": "problem_solving",
        "outcome_managing_change": "asd",
        "outcome_emotional_coping": "emotional_literacy",
        "outcome_calm_and_safe": "semh",
        "outcome_life_skills": "adl_support",
        "outcome_independence": "physical_skills",
    }
)
SERVED_BY = MappingProxyType(
    {
        "outcome_aspirations": ("sp1", "sp2", "sp10", "sp11", "sp12"),
        "outcome_social_communication": ("sp1", "sp3", "sp4", "sp9"),
        "outcome_language": ("sp1", "sp2", "sp4", "sp7"),
        "outcome_communication": ("sp2", "sp4", "sp7"),
        "outcome_participation": ("sp1", "sp3", "sp9", "sp11"),
        "outcome_literacy": ("sp2", "sp3", "sp7"),
        "outcome_numeracy": ("sp2", "sp3"),
        "outcome_problem_solving": ("sp2", "sp3", "sp10"),
        "outcome_managing_change": ("sp5", "sp6", "sp8", "sp9"),
        "outcome_emotional_coping": ("sp2", "sp8", "sp9", "sp12"),
        "outcome_calm_and_safe": ("sp5", "sp6", "sp8"),
        "outcome_life_skills": ("sp3", "sp10", "sp12", "sp13"),
        "outcome_independence": ("sp10", "sp11", "sp13"),
    }
)
OUTCOME_IDS = tuple(OUTCOMES)
# Ages at which a setting of each phase is left are not followed: a pupil stays in one setting.
PHASE_TOPS = MappingProxyType({"nursery": 3, "primary": 10, "secondary": 15, "post_16": 25})


@dataclass(frozen=True)
class People:
    """Hold the cohort at its start; every array has a row per pupil, in one order."""

    pupil_id: np.ndarray
    cluster: np.ndarray
    """Place of the cluster among X1 to X9."""
    severity: np.ndarray
    """How severe the needs are beside others of the cluster, in standard deviations."""
    born: np.ndarray
    """Months since the year 0."""
    setting: np.ndarray
    """Place of the setting in `settings`."""
    settings: pd.DataFrame
    first_language: np.ndarray
    social_care: np.ndarray
    has: np.ndarray
    """Whether a pupil has each of the 13 packages."""
    hours: np.ndarray
    """Planned hours a week of each package."""
    outcomes: np.ndarray
    """Places of the pupil's outcomes in OUTCOME_IDS, in columns."""
    quirks: np.ndarray
    """What else sets each score of a pupil apart, one column a severity question."""


def invent_people(count: int, *, begins: int, rng: np.random.Generator) -> People:
    """Return `count` pupils on the month that the cohort begins in (months since the year 0)."""
    sizes = np.array([CLUSTER_SIZES[cluster] for cluster in CLUSTERS], dtype=float)
    cluster = rng.choice(len(CLUSTERS), size=count, p=sizes / sizes.sum())
    severity = rng.normal(size=count)
    quirks = rng.normal(0, SCORE_NOISE, size=(count, len(SEVERITY_IDS)))
    total = scores_of(cluster, severity, quirks).sum(axis=1)
    has = drawn_packages(cluster, total, rng=rng)
    born = begins - rng.integers(3 * 12, 22 * 12, size=count)
    settings = _settings(count)
    setting = _placed(settings, has[:, SPECIAL_PACKAGE], (begins - born) // 12, rng=rng)
    return People(
        pupil_id=np.array([f"C{number:06}" for number in range(1, count + 1)], dtype=object),
        cluster=cluster,
        severity=severity,
        born=born,
        setting=setting,
        settings=settings,
        first_language=rng.random(count) < _means("first_language")[cluster],
        social_care=rng.random(count) < _means("social_care")[cluster],
        has=has,
        hours=np.where(has, rng.choice(HOURS, size=has.shape), 0.0),
        outcomes=drawn_outcomes(cluster, rng=rng),
        quirks=quirks,
    )


def served() -> np.ndarray:
    """Return which packages serve which outcome, outcomes in rows, packages in columns."""
    return np.array([[p in SERVED_BY[outcome] for p in PACKAGE_IDS] for outcome in OUTCOME_IDS])


def scores_of(cluster: np.ndarray, severity: np.ndarray, quirks: np.ndarray) -> np.ndarray:
    """Return the 18 severity scores, rounded and kept inside their scales; a row per pupil."""
    means = np.stack([_means(question)[cluster] for question in SEVERITY_IDS], axis=1)
    tops = np.array([QUESTION[question].maximum for question in SEVERITY_IDS])
    return np.clip(np.rint(means + SEVERITY_ON_SCORE * severity[:, None] + quirks), 0, tops)


def answers_of(people: People, scores: np.ndarray) -> dict[str, np.ndarray]:
    """Return the 20 answers as columns in their order."""
    severities = dict(zip(SEVERITY_IDS, scores.T, strict=True))
    flags = {"first_language": people.first_language, "social_care": people.social_care}
    return {question: (severities | flags)[question].astype(int) for question in QUESTION_IDS}


def _means(question: str) -> np.ndarray:
    return np.array([PROFILE_MEANS[question][cluster] for cluster in CLUSTERS])


def drawn_packages(
    cluster: np.ndarray, total: np.ndarray, *, rng: np.random.Generator
) -> np.ndarray:
    """Return which packages each pupil is given, by the cluster's words and the total of needs."""
    shares = np.array(
        [[GIVEN[PACKAGE_TABLE[f"package_{p}"][c]] for p in PACKAGE_IDS] for c in CLUSTERS]
    )[cluster]
    sizes = np.bincount(cluster, minlength=len(CLUSTERS))
    centre = np.bincount(cluster, total, minlength=len(CLUSTERS)) / np.maximum(sizes, 1)
    need = (total - centre[cluster]) / np.std(total - centre[cluster])
    odds = np.log(shares / (1 - shares)) + GIVEN_BY_NEED * need[:, None]
    return rng.random(shares.shape) < 1 / (1 + np.exp(-odds))


def _settings(count: int) -> pd.DataFrame:
    # Of each phase at least two mainstream and one special, so that nobody is without a place.
    each = max(1, count // PUPILS_IN_A_SETTING // (3 * len(PHASE_TOPS)))
    kinds = [
        (phase, kind)
        for phase in PHASE_TOPS
        for kind in ("mainstream", "mainstream", "special")
        for _ in range(each)
    ]
    frame = pd.DataFrame(kinds, columns=["phase", "type"])
    frame.insert(0, "school_id", [f"CS{number:03}" for number in range(1, len(frame) + 1)])
    return frame


def _placed(
    settings: pd.DataFrame, special: np.ndarray, age: np.ndarray, *, rng: np.random.Generator
) -> np.ndarray:
    phase = np.searchsorted(list(PHASE_TOPS.values()), age)
    placed = np.empty(len(age), dtype=int)
    for number, name in enumerate(PHASE_TOPS):
        for kind in ("mainstream", "special"):
            here = (phase == number) & (special == (kind == "special"))
            open_to = settings.index[(settings["phase"] == name) & (settings["type"] == kind)]
            placed[here] = rng.choice(open_to, size=here.sum())
    return placed


def drawn_outcomes(cluster: np.ndarray, *, rng: np.random.Generator) -> np.ndarray:
    """Return the places of each pupil's outcomes in OUTCOME_IDS; a row per pupil."""
    top = np.array([[o in TOP_OUTCOMES[c] for o in OUTCOME_IDS] for c in CLUSTERS])[cluster]
    # The four largest of a random number each, the cluster's own favoured.
    drawn = rng.gumbel(size=top.shape) + TOP_OUTCOME_PULL * top
    return np.argsort(-drawn, axis=1)[:, :OUTCOMES_EACH]
