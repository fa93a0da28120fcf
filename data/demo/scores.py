"""The answers of the invented pupils to the 20 needs questions, as scores.

Each pupil leans to one of the published cluster profiles that suits the primary need and age; the
scores scatter about its means and then keep to what the primary need asks for. Which cluster a
model would suggest is left to the model.
"""

import numpy as np

from data.demo.pack import PROFILE_MEANS
from data.demo.pupils import Pupil, choose
from data.schemas import QUESTION, QUESTION_IDS

Scores = dict[str, int]

# How often a primary need goes with a profile, before age is looked at.
LEANINGS = {
    "ASD": {"X1": 0.45, "X2": 0.35, "X8": 0.12, "X5": 0.08},
    "HI": {"X3": 0.80, "X6": 0.10, "X7": 0.10},
    "MLD": {"X4": 0.80, "X5": 0.10, "X3": 0.10},
    "PD": {"X9": 0.65, "X7": 0.15, "X3": 0.20},
    "PMLD": {"X7": 0.75, "X9": 0.25},
    "SEMH": {"X2": 0.70, "X5": 0.30},
    "SLCN": {"X6": 0.50, "X5": 0.22, "X3": 0.16, "X4": 0.12},
    "SLD": {"X4": 0.45, "X1": 0.25, "X7": 0.20, "X5": 0.10},
    "SPLD": {"X3": 0.80, "X2": 0.20},
    "VI": {"X3": 0.85, "X9": 0.15},
}

# Five years of age count as one step of need, as in the cluster distance.
AGE_WEIGHT = 0.2

# What a primary need asks for: the least and the most of a score.
BOUNDS = {
    "ASD": {"asd": (2, 3), "social_interaction": (1, 3)},
    "HI": {"hearing": (2, 4), "asd": (0, 1)},
    "MLD": {"learning_difficulties": (2, 2), "asd": (0, 1)},
    "PD": {"physical_other": (2, 4), "physical_skills": (2, 3), "asd": (0, 1)},
    "PMLD": {"learning_difficulties": (4, 4), "adl_support": (3, 4), "slc": (2, 3)},
    "SEMH": {"semh": (2, 3), "emotional_literacy": (1, 3), "asd": (0, 1)},
    "SLCN": {"slc": (2, 3), "learning_difficulties": (0, 2), "asd": (0, 1)},
    "SLD": {"learning_difficulties": (3, 3), "english": (2, 3), "maths": (2, 3)},
    "SPLD": {"learning_difficulties": (1, 1), "english": (2, 3), "asd": (0, 1)},
    "VI": {"visual": (2, 4), "asd": (0, 1)},
}

# A mean below this is read as how often anything but "none" occurs.
RARE_MEAN = 0.4
ATTAINMENT = ("english", "maths", "problem_solving")

# A mean of 0.00 says that none of the few cases of the 95 had the need, not that nobody has.
BACKGROUND = 0.02

# Mild needs: the questions they are found in, the primary need's own first.
MILD_QUESTIONS = (
    "slc",
    "english",
    "maths",
    "emotional_literacy",
    "social_interaction",
    "self_esteem",
)
MILD_OWN = {
    "ASD": "asd",
    "HI": "hearing",
    "MLD": "learning_difficulties",
    "PD": "physical_skills",
    "PMLD": "learning_difficulties",
    "SEMH": "semh",
    "SLCN": "slc",
    "SLD": "learning_difficulties",
    "SPLD": "learning_difficulties",
    "VI": "visual",
}


def invent_scores(pupil: Pupil, *, rng: np.random.Generator) -> Scores:
    """Return the 20 scores of one pupil."""
    if pupil.example:
        return {question: pupil.example.scores.get(question, 0) for question in QUESTION_IDS}
    return mild_scores(pupil, rng=rng) if pupil.mild else profile_scores(pupil, rng=rng)


def profile_scores(pupil: Pupil, *, rng: np.random.Generator) -> Scores:
    """Return scores about the profile that the pupil leans to, within what the need asks for."""
    cluster = lean(pupil, rng=rng)
    shift = {question: rng.normal(0, 0.5) for question in QUESTION_IDS}
    # Reading, number and thinking a task through are behind together.
    together = rng.normal(0, 0.55)
    shift |= {question: together + rng.normal(0, 0.25) for question in ATTAINMENT}
    bounds = BOUNDS[pupil.need]
    scores = {}
    for question in QUESTION_IDS:
        score = scatter(PROFILE_MEANS[question][cluster], shift=shift[question], rng=rng)
        least, most = bounds.get(question, (0, QUESTION[question].maximum))
        scores[question] = min(max(score, least), most)
    return scores


def lean(pupil: Pupil, *, rng: np.random.Generator) -> str:
    """Return a profile that suits the need, likelier the nearer its mean age is."""
    leanings = LEANINGS[pupil.need]
    steps = [(pupil.age - PROFILE_MEANS["age_years"][x]) * AGE_WEIGHT for x in leanings]
    near = [
        share * np.exp(-(step**2) / 2) for share, step in zip(leanings.values(), steps, strict=True)
    ]
    return tuple(leanings)[choose(near, rng=rng)]


def scatter(mean: float, *, shift: float, rng: np.random.Generator) -> int:
    """Return a whole score about a mean: a rare need is mostly absent, else a step either way."""
    draw, second = rng.random(), rng.random()
    if mean < RARE_MEAN:
        present = draw < max(mean, BACKGROUND)
        return int(present) + int(present and second < 0.3)
    return round(mean + shift)


def mild_scores(pupil: Pupil, *, rng: np.random.Generator) -> Scores:
    """Return scores under the no-plan rule: one to five needs, each of the lowest degree."""
    count = int(rng.integers(1, 5))
    found = [MILD_QUESTIONS[place] for place in rng.permutation(len(MILD_QUESTIONS))[:count]]
    mild = {MILD_OWN[pupil.need], *found}
    scores = {question: int(question in mild) for question in QUESTION_IDS}
    return scores | {
        "first_language": int(rng.random() < 0.3),
        "social_care": int(rng.random() < 0.1),
    }
