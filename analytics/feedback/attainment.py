"""How far each outcome is reached, by whom it was said, and which outcomes are off track."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analytics.feedback.voices import by_line, by_voice, newest
from data.schemas.feedback import ATTAINMENT

Row = Mapping[str, Any]
# No source says when an outcome is off track; one level is the step of goal attainment scaling.
LESS_THAN_HOPED, FALL = -1.0, -1.0
# From here it is a reason to review early: of two voices, one says the least there is to say.
FAR_LESS = -1.5
# Goals of one person go together: the mean correlation that Kiresuk and Sherman (1968, Community
# Mental Health Journal 4(6), 443 to 453) take for their T-score.
RHO = 0.3
MEAN_T, SPREAD_T = 50.0, 10.0


@dataclass(frozen=True)
class Rating:
    """Hold what one voice said of one outcome on one day."""

    feedback_id: str
    voice: str
    given_on: str
    score: int
    evidence: str = ""

    @property
    def words(self) -> str:
        """Return the level in words."""
        return ATTAINMENT[self.score]


@dataclass(frozen=True)
class Progress:
    """Hold how far one outcome is reached."""

    line_id: str
    outcome: str
    outcome_id: str
    area: str
    packages: tuple[str, ...]
    newest: Mapping[str, Rating]
    """What each voice said last, by voice."""
    course: tuple[tuple[str, float], ...]
    """On each day with a rating, the mean of what each voice had then said last."""
    change: float | None
    """Mean change since the time before of the voices that rated it twice, None if none did."""
    reason: str
    """Why it is off track, empty where it is on track."""

    @property
    def mean(self) -> float:
        """Return the mean of what each voice said last."""
        return self.course[-1][1]

    @property
    def on_track(self) -> bool:
        """Tell whether no reason speaks against it."""
        return not self.reason

    @property
    def is_far_off(self) -> bool:
        """Tell whether it is so far off track that it is a reason to review early."""
        return self.mean <= FAR_LESS


def progress(attainments: Iterable[Row]) -> tuple[Progress, ...]:
    """Return how far each outcome is reached that somebody rated, off track first.

    `attainments` are the rows of one pupil. The newest wording of an outcome counts.
    """
    found = [_of_line(line, rows) for line, rows in by_line(attainments).items()]
    return tuple(sorted(found, key=lambda one: (one.on_track, one.mean)))


def _of_line(line_id: str, rows: Sequence[Row]) -> Progress:
    said, last = newest(rows), rows[-1]
    ratings = {voice: rating_of(row) for voice, row in said.items()}
    change = _change(rows)
    return Progress(
        line_id=line_id,
        outcome=last["outcome"] or "",
        outcome_id=last["outcome_id"] or "",
        area=last["area"] or "",
        packages=tuple(
            code.strip() for code in (last["packages"] or "").split(",") if code.strip()
        ),
        newest=ratings,
        course=_course(rows),
        change=change,
        reason=_reason(ratings, change),
    )


def rating_of(row: Row) -> Rating:
    """Return a row of attainments as a rating."""
    return Rating(
        feedback_id=str(row["feedback_id"]),
        voice=row["voice"],
        given_on=row["given_on"],
        score=int(row["score"]),
        evidence=row["evidence"] or "",
    )


def _course(rows: Sequence[Row]) -> tuple[tuple[str, float], ...]:
    said: dict[str, int] = {}
    course: dict[str, float] = {}
    for row in rows:
        said[row["voice"]] = int(row["score"])
        course[row["given_on"]] = sum(said.values()) / len(said)
    return tuple(course.items())


def _change(rows: Sequence[Row]) -> float | None:
    """Compare each voice with itself, so that a voice heard for the first time is no change."""
    pairs = [own[-2:] for own in by_voice(rows).values() if len(own) > 1]
    if not pairs:
        return None
    return sum(int(now["score"]) - int(before["score"]) for before, now in pairs) / len(pairs)


def _reason(ratings: Mapping[str, Rating], change: float | None) -> str:
    mean = sum(one.score for one in ratings.values()) / len(ratings)
    told = []
    if mean <= LESS_THAN_HOPED:
        told.append(f"Less than hoped, {signed(mean)} on average.")
    if change is not None and change <= FALL:
        told.append(f"Lower by {-change:.1f} than the same voices said the time before.")
    return " ".join(told)


def signed(number: float) -> str:
    """Return a number of the scale with its sign, 0 without one."""
    shown = f"{abs(number):.1f}".removesuffix(".0")
    if shown == "0":
        return shown
    return f"{'−' if number < 0 else '+'}{shown}"


# The one definition, for the page of a pupil and for the list of early reviews.
HOW_TRACK = (
    "An outcome is off track where it is less than hoped on average (the mean of what each voice "
    f"said last is {signed(LESS_THAN_HOPED)} or lower), or where the same voices put it a whole "
    f"level lower than the time before. It is far off track where the mean is {signed(FAR_LESS)} "
    "or lower; if those answers came after the last review, that is a reason to review early. "
    "Levels are those of goal attainment scaling, −2 to +2, 0 as hoped."
)


def t_score(scores: Sequence[float]) -> float | None:
    """Return the goal attainment T-score of outcomes that count alike, None where there is none.

    50 where every outcome is as hoped; Kiresuk and Sherman (1968), equation 1, with equal weights.
    """
    if not scores:
        return None
    n = len(scores)
    spread = math.sqrt((1 - RHO) * n + RHO * n * n)
    return MEAN_T + SPREAD_T * sum(scores) / spread


def pupil_score(found: Sequence[Progress]) -> float | None:
    """Return the T-score of a pupil, each outcome at the mean of its voices."""
    return t_score([one.mean for one in found])


def attainment_reading(found: Sequence[Progress]) -> str:
    """Say in a sentence how many outcomes are off track, and of how many."""
    if not found:
        return "Nobody has rated an outcome yet."
    off = [one for one in found if not one.on_track]
    total = f"{len(found)} outcome{'' if len(found) == 1 else 's'}"
    if not off:
        return (
            f"All of {total} rated are on track."
            if len(found) > 1
            else "The one outcome rated is on track."
        )
    return f"{len(off)} of {total} rated {'is' if len(off) == 1 else 'are'} off track."
