"""Reading the answers of one assessment row and putting them in plain words."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from data.schemas import QUESTION

# Names that read well in the middle of a sentence; the form's own labels do not.
NEED_NAMES: dict[str, str] = {
    "learning_difficulties": "learning difficulties",
    "health": "health issues",
    "hearing": "hearing loss",
    "visual": "sight loss",
    "physical_other": "other physical disability",
    "adl_support": "help with daily living",
    "asd": "autism",
    "semh": "mental health",
    "psych_other": "other psychological difficulty",
    "emotional_literacy": "emotional literacy",
    "social_interaction": "social interaction",
    "self_esteem": "self-esteem",
    "english": "English",
    "maths": "maths",
    "problem_solving": "problem solving",
    "slc": "speech and language",
    "physical_skills": "physical skills",
    "sensory_skills": "sensory skills",
    "first_language": "English not first language",
    "social_care": "known to social care",
    "age_years": "age",
}
PLURAL = frozenset({"learning_difficulties", "health", "physical_skills", "sensory_skills"})
YES_OR_NO: dict[str, tuple[str, str]] = {
    "first_language": ("English is the first language", "English is not the first language"),
    "social_care": ("not known to social care", "known to social care"),
}


def known(value: Any) -> Any:
    """Return the value, or None where a frame or form holds a blank, NaN or NA."""
    # `pd.isna` takes ten times as long, and a page asks this thousands of times.
    if value is None or value is pd.NA or value is pd.NaT or value == "":
        return None
    return None if isinstance(value, float) and math.isnan(value) else value


def score_of(answers: Mapping[str, Any], question_id: str) -> int | None:
    """Return the score given to a question, or None if it is not answered."""
    value = known(answers.get(question_id))
    return None if value is None else int(value)


def phrase(metric: str, score: int) -> str:
    """Return an answer as words that fit in a sentence, such as "social interaction is None"."""
    if metric in YES_OR_NO:
        return YES_OR_NO[metric][score]
    words = str(score) if metric not in QUESTION else QUESTION[metric].words(score)
    verb = "are" if metric in PLURAL else "is"
    return f"{NEED_NAMES[metric]} {verb} {words}"


def listed(parts: tuple[str, ...], *, word: str = "and") -> str:
    """Join parts as a person would: commas, and a word before the last."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def opened(sentence: str) -> str:
    """Return the sentence with its first letter as a capital, the rest untouched."""
    return sentence[:1].upper() + sentence[1:]
