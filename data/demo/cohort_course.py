"""What happens to the simulated cohort term by term: troubles, reviews, provision and progress.

The end of each term is one moment. Arrays have a row per pupil and a column per term unless said.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from data.demo.cohort_people import People, served
from data.schemas import CLUSTERS, PACKAGE_IDS

TERMS_A_YEAR = 3
AUTUMN, SPRING, SUMMER = range(TERMS_A_YEAR)

# Chance that a trouble that needs an early review begins in a term. What is planted in a cohort is
# our choice; no rate of the kind is published.
TROUBLES = MappingProxyType(
    {"lapsed": 0.030, "decline": 0.020, "need": 0.020, "placement": 0.015, "conflict": 0.015}
)
# The same in small, which needs no review: so much likelier, and so strong.
SMALL_OFTENER, SMALL_STRENGTH = 1.5, (0.15, 0.5)
STRENGTH = (0.8, 1.4)
# A trouble may pass by itself in a term; the annual review puts it right.
PASSES = 0.2

# Ages on 31 August before a year that ends with a move: SEND Regulations 2014, reg 18(1). The move
# from infant to junior school is left out, for no setting here ends with year 2.
MOVING_AGES = (3, 10, 15)
MISSED, LATE, UNRECORDED = 0.2, 0.3, 0.1

# Planted effects of full provision, in steps of attainment.
EFFECT_MEAN, EFFECT_SPREAD, EFFECT_BY_CLUSTER, NO_EFFECT = 0.25, 0.25, 0.12, 3
START = -0.45
BY_SEVERITY, OF_PUPIL, OF_SETTING, OF_OUTCOME, OF_OCCASION = -0.30, 0.35, 0.25, 0.30, 0.35
DRIFT = 0.10
SHARE_USUAL = (18.0, 2.0)
DIP, DIP_TO = 0.12, (0.3, 0.9)


@dataclass(frozen=True)
class Course:
    """Hold what truly happened."""

    strengths: dict[str, np.ndarray]
    """By trouble: how strong it is at the end of a term, 0 without; small ones among them."""
    active: dict[str, np.ndarray]
    """By trouble and for a missed transfer: whether it truly needs an early review then."""
    review_term: np.ndarray
    """Term of the year in which the annual review is held; one number per pupil."""
    moves: np.ndarray
    """Whether a move of phase ends this school year; a column per year."""
    amended: np.ndarray
    """Term of that year by which the plan is amended for the move, 9 never; a column per year."""
    recorded: np.ndarray
    """Whether that amendment stands in the records; a column per year."""
    severity: np.ndarray
    share: np.ndarray
    """Share of planned hours given; pupils, packages, terms."""
    effects: np.ndarray
    """Planted effect of each package (rows) in each cluster (columns)."""
    latent: np.ndarray
    """Progress of each outcome in steps of attainment; pupils, outcomes, terms."""


def run_course(people: People, *, years: int, begins_year: int, rng: np.random.Generator) -> Course:
    """Return what happens to everybody over the years."""
    count, terms = len(people.pupil_id), years * TERMS_A_YEAR
    review_term = rng.integers(TERMS_A_YEAR, size=count)
    strengths, active = {}, {}
    for trouble, chance in TROUBLES.items():
        strengths[trouble], active[trouble] = _trouble(chance, review_term, terms, rng=rng)
    moves, amended, recorded = _moves(people, years=years, begins_year=begins_year, rng=rng)
    active["transfer"] = np.repeat(moves & (amended > SUMMER), TERMS_A_YEAR, axis=1)
    drift = np.cumsum(rng.normal(0, DRIFT, size=(count, terms)), axis=1)
    severity = people.severity[:, None] + drift + 0.9 * strengths["need"]
    share = _share(people, strengths, rng=rng)
    effects = _effects(rng=rng)
    latent = _latent(people, severity, share, effects, strengths, rng=rng)
    return Course(
        strengths=strengths,
        active=active,
        review_term=review_term,
        moves=moves,
        amended=amended,
        recorded=recorded,
        severity=severity,
        share=share,
        effects=effects,
        latent=latent,
    )


def contributions(people: People, course: Course, package: int) -> np.ndarray:
    """Return what one package adds to each pupil's outcomes; pupils, outcomes, terms."""
    effect = course.effects[package][people.cluster][:, None] * course.share[:, package]
    serves = served()[people.outcomes, package] & people.has[:, [package]]
    return serves[:, :, None] * effect[:, None, :]


def _trouble(
    chance: float, review_term: np.ndarray, terms: int, *, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Return how strong a trouble is at the end of each term, and whether it needs a review."""
    count = len(review_term)
    strength = np.zeros((count, terms))
    grave = np.zeros((count, terms), dtype=bool)
    now, is_grave = np.zeros(count), np.zeros(count, dtype=bool)
    for term in range(terms):
        over = (rng.random(count) < PASSES) | (review_term == term % TERMS_A_YEAR)
        now[over], is_grave[over] = 0, False
        drawn, free = rng.random(count), now == 0
        begins = free & (drawn < chance)
        small = free & ~begins & (drawn < chance * (1 + SMALL_OFTENER))
        now = np.where(begins, rng.uniform(*STRENGTH, count), now)
        now = np.where(small, rng.uniform(*SMALL_STRENGTH, count), now)
        is_grave |= begins
        strength[:, term], grave[:, term] = now, is_grave
    return strength, grave


def _moves(
    people: People, *, years: int, begins_year: int, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    august = (begins_year + np.arange(years)) * 12 + 7
    age = (august[None, :] - people.born[:, None]) // 12
    moves = np.isin(age, MOVING_AGES)
    drawn = rng.random(moves.shape)
    amended = np.where(drawn < MISSED, 9, np.where(drawn < MISSED + LATE, SPRING, AUTUMN))
    return moves, amended, rng.random(moves.shape) >= UNRECORDED


def _share(
    people: People, strengths: dict[str, np.ndarray], *, rng: np.random.Generator
) -> np.ndarray:
    count, terms = strengths["lapsed"].shape
    shape = (count, len(PACKAGE_IDS), terms)
    share = rng.beta(*SHARE_USUAL, size=shape)
    dips = rng.random(shape) < DIP
    share *= np.where(dips, rng.uniform(*DIP_TO, size=shape), 1.0)
    # A lapse is of one package most, of the others some.
    first = np.argmax(rng.random(people.has.shape) * people.has, axis=1)
    most = np.arange(len(PACKAGE_IDS))[None, :] == first[:, None]
    loss = np.where(most, 0.7, 0.3)[:, :, None] * strengths["lapsed"][:, None, :]
    loss = loss + 0.25 * strengths["placement"][:, None, :]
    return np.clip(share * (1 - loss), 0, 1)


def _effects(*, rng: np.random.Generator) -> np.ndarray:
    main = rng.normal(EFFECT_MEAN, EFFECT_SPREAD, size=len(PACKAGE_IDS))
    by_cluster = rng.normal(0, EFFECT_BY_CLUSTER, size=(len(PACKAGE_IDS), len(CLUSTERS)))
    effects = main[:, None] + by_cluster
    effects[rng.permutation(len(PACKAGE_IDS))[:NO_EFFECT]] = 0.0
    return effects


def _latent(
    people: People,
    severity: np.ndarray,
    share: np.ndarray,
    effects: np.ndarray,
    strengths: dict[str, np.ndarray],
    *,
    rng: np.random.Generator,
) -> np.ndarray:
    count, each = people.outcomes.shape
    setting = rng.normal(0, OF_SETTING, size=len(people.settings))[people.setting]
    level = START + setting + rng.normal(0, OF_PUPIL, size=count)
    trouble = -1.1 * strengths["decline"] - 0.5 * (strengths["need"] + strengths["placement"])
    given = np.einsum(
        "ikp,ip,ipt->ikt",
        served()[people.outcomes] & people.has[:, None, :],
        effects[:, people.cluster].T,
        share,
        optimize=True,
    )
    outcome = rng.normal(0, OF_OUTCOME, size=(count, each, 1))
    return (level[:, None] + BY_SEVERITY * severity + trouble)[:, None, :] + outcome + given
