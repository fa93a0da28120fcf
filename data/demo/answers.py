"""The assessment records of the invented pupils: scores with gaps, notes, validation and panel."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from data.demo import wording
from data.demo.pupils import Pupil
from data.demo.requests import YEAR_DAYS, Dates
from data.demo.scores import Scores
from data.schemas import QUESTION_IDS

EARLY_STAGES = ("requested", "assessing")
PLAN_ISSUED_STAGES = ("final", "review", "ceased")
UNANSWERED_SHARE = 0.16
NOTE_SHARE = 0.22
COMMENT_SHARE = 0.4

# The share of answers above "none" that somebody has checked at its source.
VALIDATED_SHARE = {
    "requested": 0.12,
    "assessing": 0.42,
    "drafting": 0.78,
    "consulting": 0.88,
    "final": 0.90,
    "review": 0.86,
    "not_assessed": 0.30,
    "no_plan": 0.74,
    "ceased": 0.90,
}

# How much of the validation of an old plan has been renewed at an annual review.
RENEWED_SHARE = 0.6


def assessment_row(
    pupil: Pupil, *, scores: Scores, dates: Dates, rng: np.random.Generator
) -> dict[str, Any]:
    """Return the pupil's row of the assessments table."""
    unanswered = choose_unanswered(pupil, dates=dates, rng=rng)
    row: dict[str, Any] = {"pupil_id": pupil.pupil_id}
    for question in QUESTION_IDS:
        score = None if question in unanswered else scores[question]
        row |= answer(question, score, pupil=pupil, dates=dates, rng=rng)
    # With nothing answered nobody has named a primary need either.
    row["primary_need"] = None if len(unanswered) == len(QUESTION_IDS) else pupil.need
    return row | panel(pupil, rng=rng)


def choose_unanswered(pupil: Pupil, *, dates: Dates, rng: np.random.Generator) -> Sequence[str]:
    """Return the questions without an answer: all on the first days, a few for some others.

    None for mild needs, so that the no-plan rule has early cases to show.
    """
    draw, count = rng.random(), int(rng.integers(1, 8))
    order = rng.permutation(len(QUESTION_IDS))
    if pupil.example or pupil.mild or pupil.stage not in EARLY_STAGES:
        return ()
    if dates["requested_on"] <= 1:
        return QUESTION_IDS
    return [QUESTION_IDS[place] for place in order[:count]] if draw < UNANSWERED_SHARE else ()


def answer(
    question: str,
    score: int | None,
    *,
    pupil: Pupil,
    dates: Dates,
    rng: np.random.Generator,
) -> dict[str, Any]:
    """Return the four columns of one answer; only one above "none" is noted or validated."""
    row: dict[str, Any] = {question: score}
    if not score:
        return row
    if pupil.example:
        note, source = pupil.example.notes.get(question), pupil.example.sources.get(question)
    else:
        note = choose_note(question, score, rng=rng)
        source = choose_source(question, stage=pupil.stage, dates=dates, rng=rng)
    return row | {
        f"{question}_note": note,
        f"{question}_validated": source is not None,
        f"{question}_source": source,
    }


def choose_note(question: str, score: int, *, rng: np.random.Generator) -> str | None:
    """Return a note that suits the degree of the need, or None for most."""
    if rng.random() >= NOTE_SHARE:
        return None
    lowest, more = wording.NOTES[question]
    return choose_words(lowest if score == 1 else more, rng=rng)


def choose_source(
    question: str, *, stage: str, dates: Dates, rng: np.random.Generator
) -> str | None:
    """Return what validates an answer and its date, or None if nobody has checked it."""
    if rng.random() >= VALIDATED_SHARE[stage]:
        return None
    renewable = "review_due_on" in dates and dates["final_on"] > YEAR_DAYS
    if renewable and rng.random() < RENEWED_SHARE:
        last_review = dates["review_due_on"] + YEAR_DAYS
        return f"{wording.REVIEW_SOURCE}, {{{last_review} days ago}}"
    earliest = dates.get("decided_on", dates["requested_on"])
    latest = dates.get("draft_on", dates.get("closed_on", 0))
    days_ago = int(rng.integers(latest, earliest + 1))
    return f"{choose_words(wording.SOURCES[question], rng=rng)}, {{{days_ago} days ago}}"


def choose_words(choices: Sequence[str], *, rng: np.random.Generator) -> str:
    """Return one of some wordings."""
    return choices[int(rng.integers(len(choices)))]


def panel(pupil: Pupil, *, rng: np.random.Generator) -> dict[str, Any]:
    """Return the panel's decision and whether the plan is final, as the stage has them."""
    drawn = choose_considerations(pupil, rng=rng), choose_comments(pupil, rng=rng)
    if pupil.example:
        drawn = pupil.example.considerations, pupil.example.comments
    considerations, comments = drawn
    return {
        # Before the first panel there is no decision to record.
        "panel_approved": None if pupil.stage == "requested" else pupil.stage != "not_assessed",
        "panel_considerations": considerations,
        "final": pupil.stage in PLAN_ISSUED_STAGES,
        "final_comments": comments,
    }


def choose_considerations(pupil: Pupil, *, rng: np.random.Generator) -> str | None:
    """Return what the panel took into account, None before it has met."""
    choices = wording.PANEL.get(pupil.stage)
    return choose_words(choices, rng=rng) if choices else None


def choose_comments(pupil: Pupil, *, rng: np.random.Generator) -> str | None:
    """Return a comment on the final plan for some of those that have one."""
    if pupil.stage not in PLAN_ISSUED_STAGES or rng.random() >= COMMENT_SHARE:
        return None
    ceased = pupil.stage == "ceased"
    return choose_words(wording.CEASED_COMMENTS if ceased else wording.FINAL_COMMENTS, rng=rng)
