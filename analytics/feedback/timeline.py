"""What happened to one pupil and what was measured, in the order of days."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analytics.answers import opened, score_of
from analytics.feedback.feelings import mean_feeling
from analytics.feedback.voices import in_time
from analytics.plans.comparing import Moment
from data.schemas import QUESTION, SEVERITY_IDS
from data.schemas.feedback import VOICES

Row = Mapping[str, Any]
SERIES: dict[str, str] = {
    "needs": "Total of needs",
    "attainment": "Outcomes: mean attainment",
    "feelings": "Feelings: mean",
    "hours": "Hours given, share of those planned",
}
# Which of them the reading tells, the first that there is.
TOLD = ("attainment", "feelings", "hours")
NEEDS_TOP = sum(QUESTION[name].maximum for name in SEVERITY_IDS)
_STEPS: dict[str, str] = {
    "final_on": "Final plan issued",
    "review_held_on": "Annual review meeting held",
    "review_decided_on": "Decision after the review sent",
    "amended_on": "Amended plan issued",
}


@dataclass(frozen=True)
class Event:
    """Hold one thing that happened; what happens on a day keeps the order of its kinds."""

    day: str
    kind: str
    """assessment, plan, step, asked or answer."""
    words: str
    feedback_id: str = ""
    """Code of the answer, where it is one."""


@dataclass(frozen=True)
class Point:
    """Hold one measurement: of the pupil's needs, or as one voice tells it in one answer."""

    day: str
    series: str
    value: float
    voice: str = ""
    n: int = 1
    """From how many scores or pieces of provision."""


@dataclass(frozen=True)
class Timeline:
    """Hold the events and the measurements of one pupil, each in the order of days."""

    events: tuple[Event, ...]
    points: tuple[Point, ...]

    def of(self, series: str) -> tuple[Point, ...]:
        """Return the measurements of one series."""
        return tuple(point for point in self.points if point.series == series)


@dataclass(frozen=True)
class History:
    """Hold the rows that a timeline is made of, all of one pupil."""

    assessments: Sequence[Row] = ()
    """Every revision, oldest first, with when it was recorded."""
    moments: Sequence[Moment] = ()
    """States of the plan."""
    request: Row | None = None
    links: Sequence[Row] = ()
    answers: Sequence[Row] = ()
    attainments: Sequence[Row] = ()
    deliveries: Sequence[Row] = ()


def timeline(history: History) -> Timeline:
    """Return what happened and what was measured, oldest first."""
    events = [
        *_assessed(history.assessments),
        *_planned(history.moments),
        *_stepped(history.request or {}),
        *_asked(history.links),
        *_answered(history),
    ]
    points = [*_needs(history.assessments), *_told(history)]
    return Timeline(
        events=tuple(sorted(events, key=lambda one: one.day)),
        points=tuple(sorted(points, key=lambda one: one.day)),
    )


def needs_total(assessment: Row) -> int | None:
    """Return the sum of the 18 need scores, None while one of them is not answered."""
    scores = [score_of(assessment, name) for name in SEVERITY_IDS]
    told = [score for score in scores if score is not None]
    return sum(told) if len(told) == len(scores) else None


def timeline_reading(found: Timeline) -> str:
    """Say in a sentence how needs, and attainment or else feelings, went, voice by voice.

    Each voice is compared with itself: the first and the last answer may be of two people.
    """
    measured = next((name for name in TOLD if found.of(name)), "")
    courses = [
        (words, course)
        for words, voice in (("", ""), *((words.lower(), name) for name, words in VOICES.items()))
        for name in (measured if voice else "needs",)
        if (course := [point for point in found.of(name) if point.voice == voice])
    ]
    if not courses:
        return "Nothing has been measured yet."
    told = [f"{words} {_went(course)}".strip() for words, course in courses if words]
    needs = [f"{SERIES['needs']} {_went(course)}" for words, course in courses if not words]
    voices = (
        [f"{SERIES[measured].lower()}, as each voice tells it: {', '.join(told)}"] if told else []
    )
    return f"{opened('; '.join([*needs, *voices]))}."


def _went(course: Sequence[Point]) -> str:
    first, last = shown(course[0]), shown(course[-1])
    return f"{first}, measured once" if len(course) == 1 else f"from {first} to {last}"


def shown(point: Point) -> str:
    """Return a measurement in words, with its unit or denominator."""
    if point.series == "needs":
        return f"{point.value:.0f} of {NEEDS_TOP}"
    if point.series == "hours":
        return f"{100 * point.value:.0f}%"
    if point.series == "feelings":
        return f"{point.value:.1f} of 5"
    sign = "−" if point.value < 0 else "+" if point.value > 0 else ""
    return f"{sign}{abs(point.value):.1f}"


def _recorded(row: Row) -> str:
    at: datetime.datetime = row["recorded_at"]
    return at.date().isoformat()


def _assessed(revisions: Sequence[Row]) -> Iterator[Event]:
    for before, row in zip([None, *revisions], revisions, strict=False):
        now, cluster = needs_total(row), row.get("cluster")
        was = needs_total(before) if before else None
        if before is not None and (now, cluster) == (was, before.get("cluster")):
            continue
        yield Event(_recorded(row), "assessment", _assessment(now, was, cluster))


def _assessment(now: int | None, was: int | None, cluster: str | None) -> str:
    if now is None:
        return "Assessment begun; not all questions answered"
    change = "" if was is None or was == now else f", {abs(now - was)} {_way(now - was)}"
    where = f", cluster {cluster}" if cluster else ""
    return f"Assessment: needs add up to {now} of {NEEDS_TOP}{change}{where}"


def _way(change: int) -> str:
    return "more" if change > 0 else "fewer"


def _planned(moments: Iterable[Moment]) -> Iterator[Event]:
    lines: Counter[str] = Counter()
    for moment in moments:
        lines[moment.at.date().isoformat()] += moment.lines
    first = min(lines, default="")
    for day, number in lines.items():
        what = "Plan begun" if day == first else "Plan revised"
        yield Event(day, "plan", f"{what}: {number} line{'' if number == 1 else 's'} saved")


def _stepped(request: Row) -> Iterator[Event]:
    for name, words in _STEPS.items():
        if request.get(name):
            yield Event(request[name], "step", words)


def _asked(links: Iterable[Row]) -> Iterator[Event]:
    for row in links:
        whom = row["addressee"] or VOICES[row["voice"]]
        yield Event(row["made_on"], "asked", f"Feedback asked of: {whom}")


def _answered(history: History) -> Iterator[Event]:
    rated = Counter(row["feedback_id"] for row in history.attainments)
    for row in in_time(history.answers):
        who = row["said_by"] or VOICES[row["voice"]]
        number = rated[row["feedback_id"]]
        about = f", {number} outcome{'' if number == 1 else 's'} rated" if number else ""
        words = f"Answer of: {who} ({VOICES[row['voice']].lower()}){about}"
        yield Event(row["given_on"], "answer", words, str(row["feedback_id"]))


def _needs(revisions: Sequence[Row]) -> Iterator[Point]:
    last: int | None = None
    for row in revisions:
        now = needs_total(row)
        if now is not None and now != last:
            yield Point(_recorded(row), "needs", float(now))
        last = now


def _told(history: History) -> Iterator[Point]:
    for answer in in_time(history.answers):
        voice, day, code = answer["voice"], answer["given_on"], answer["feedback_id"]
        scores = [int(row["score"]) for row in history.attainments if row["feedback_id"] == code]
        if scores:
            yield Point(day, "attainment", sum(scores) / len(scores), voice, len(scores))
        feeling = mean_feeling(answer)
        if feeling is not None:
            yield Point(day, "feelings", feeling, voice)
        yield from _hours(history.deliveries, answer)


def _hours(deliveries: Iterable[Row], answer: Row) -> Iterator[Point]:
    known = [
        row
        for row in deliveries
        if row["feedback_id"] == answer["feedback_id"]
        and row["planned_hours"]
        and row["delivered_hours"] is not None
    ]
    if known:
        planned = sum(float(row["planned_hours"]) for row in known)
        # No more than planned counts: one piece of provision does not make up for another.
        given = sum(
            min(float(row["delivered_hours"]), float(row["planned_hours"])) for row in known
        )
        yield Point(answer["given_on"], "hours", given / planned, answer["voice"], len(known))
