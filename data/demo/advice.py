"""Which specialists were asked for advice on the invented pupils, when, and when it came."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from data.demo.pupils import Pupil
from data.demo.requests import YEAR_DAYS, Dates
from data.demo.scores import Scores

# SEND Regulations 2014, reg 8: advice within six weeks of being asked for.
ADVICE_DAYS = 42

# `specialist`, the demo user, is an educational psychologist with a short list of their own.
DEMO_SPECIALIST = "specialist"
PSYCHOLOGIST, SPEECH, THERAPIST, DOCTOR, SOCIAL_WORKER = (
    f"specialist{number}" for number in range(2, 7)
)
ROLES = {
    DEMO_SPECIALIST: "educational_psychologist",
    PSYCHOLOGIST: "educational_psychologist",
    SPEECH: "speech_language_therapist",
    THERAPIST: "occupational_therapist",
    DOCTOR: "paediatrician",
    SOCIAL_WORKER: "social_worker",
}
DEMO_EXAMPLES = ("EX1", "EX2", "EX4")
DEMO_ASSESSING = 22

ADVICE_STAGES = ("assessing", "drafting", "consulting", "no_plan")
PHYSICAL = ("physical_other", "physical_skills", "sensory_skills", "adl_support")

# Of advice still being gathered, how much is in by six weeks, and how much comes after.
IN_TIME_SHARE, LATE_SHARE = 0.4, 0.2

# The examples' bundles hold the advice itself, so these days are those on the documents. EX1's
# occupational therapist and three of EX2's four have not answered.
EXAMPLE_ASKED = {"EX1": 70, "EX2": 47, "EX4": 93, "EX6": 124}
EXAMPLE_RECEIVED = {
    "EX1": {DEMO_SPECIALIST: 38, SPEECH: 44, DOCTOR: 52, SOCIAL_WORKER: 60},
    "EX2": {SOCIAL_WORKER: 21},
    "EX4": {DEMO_SPECIALIST: 57, SPEECH: 62, DOCTOR: 70, SOCIAL_WORKER: 66},
    "EX6": {PSYCHOLOGIST: 84, DOCTOR: 95, SOCIAL_WORKER: 101},
}


def advice_rows(
    pupils: Iterable[Pupil],
    *,
    dates: dict[str, Dates],
    scores: dict[str, Scores],
    rng: np.random.Generator,
) -> list[dict[str, Any]]:
    """Return a row per pupil and specialist asked, for processes not over a year ago."""
    asked = [pupil for pupil in pupils if is_recent(pupil, dates=dates[pupil.pupil_id])]
    mine = demo_list(asked, dates=dates)
    rows = []
    for pupil in asked:
        psychologist = DEMO_SPECIALIST if pupil.pupil_id in mine else PSYCHOLOGIST
        for specialist in (psychologist, *others_asked(scores[pupil.pupil_id])):
            days = advice_days(pupil, specialist, dates=dates[pupil.pupil_id], rng=rng)
            rows.append(advice_row(pupil.pupil_id, specialist, days=days))
    return rows


def is_recent(pupil: Pupil, *, dates: Dates) -> bool:
    """Tell whether advice is being gathered or was within about the past year."""
    recent_plan = pupil.stage == "final" and dates["final_on"] <= YEAR_DAYS
    return pupil.stage in ADVICE_STAGES or recent_plan


def demo_list(pupils: Iterable[Pupil], *, dates: dict[str, Dates]) -> set[str]:
    """Return the pupils of the demo specialist: three examples, and assessments old and new."""
    others = [pupil for pupil in pupils if pupil.stage == "assessing" and not pupil.example]
    # One whose advice is due today, then every second from the oldest, so that overdue and new
    # requests are both on the list.
    asked = {pupil: dates[pupil.pupil_id]["decided_on"] for pupil in others}
    others.sort(key=lambda pupil: (asked[pupil] != ADVICE_DAYS, -asked[pupil], pupil.pupil_id))
    return {*DEMO_EXAMPLES, *(pupil.pupil_id for pupil in others[::2][:DEMO_ASSESSING])}


def others_asked(scores: Scores) -> Sequence[str]:
    """Return who else is asked: health and social care always, the therapists as needs suggest."""
    therapists = []
    if scores["slc"] >= 2:
        therapists.append(SPEECH)
    if max(scores[question] for question in PHYSICAL) >= 2:
        therapists.append(THERAPIST)
    return (*therapists, DOCTOR, SOCIAL_WORKER)


def advice_days(
    pupil: Pupil, specialist: str, *, dates: Dates, rng: np.random.Generator
) -> tuple[int, int | None]:
    """Return how long ago advice was asked for and came, None if it has not."""
    delay, took = int(rng.integers(0, 4)), int(rng.integers(18, ADVICE_DAYS + 1))
    fate = rng.random()
    if pupil.pupil_id in EXAMPLE_ASKED:
        return EXAMPLE_ASKED[pupil.pupil_id], EXAMPLE_RECEIVED[pupil.pupil_id].get(specialist)
    if specialist == DEMO_SPECIALIST and dates["decided_on"] == ADVICE_DAYS:
        return ADVICE_DAYS, None
    asked = max(dates["decided_on"] - delay, 0)
    if fate >= IN_TIME_SHARE:
        took += ADVICE_DAYS - 18 if fate < IN_TIME_SHARE + LATE_SHARE else 10 * ADVICE_DAYS
    if pupil.stage == "assessing":
        return asked, (asked - took if asked >= took else None)
    # Nothing is drafted or decided before the advice is in, so lateness is bounded by that day.
    latest = dates.get("draft_on", dates.get("closed_on", 0))
    return asked, max(asked - took, latest + 1)


def advice_row(pupil_id: str, specialist: str, *, days: tuple[int, int | None]) -> dict[str, Any]:
    """Return one row of the advice table."""
    asked, received = days
    return {
        "advice_id": f"{pupil_id}:{specialist}",
        "pupil_id": pupil_id,
        "specialist": specialist,
        "role": ROLES[specialist],
        "asked_on_days_ago": asked,
        "received_on_days_ago": received,
    }
