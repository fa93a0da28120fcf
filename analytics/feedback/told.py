"""An answer that was told to a member of staff: what its form takes, and what it comes to."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from analytics.feedback.form import Form, Step, answer_of, fields_of, read_step, steps_of
from analytics.results.lines import KnownLine
from analytics.results.values import day
from data.schemas.feedback import Answer, Asked, AskedOutcome, AskedProvision, asked_row

# How it was told; in the middle of a sentence.
WAYS: dict[str, str] = {
    "phone": "by phone",
    "person": "in person",
    "meeting": "at a review meeting",
}
HEAD = ("voice", "said_by", "way", "given_on")
OF_LINE = ("score", "evidence", "extent", "hours", "note")
# With how it was told, it must fit where both are kept together.
LONGEST_NAME = 75
OLDEST_DAYS = 2 * 366
NOTHING = "Nothing is filled in yet. Give at least one feeling, outcome, provision or some words."
# The voice whose form asks for everything: how much was given, the hours and a note.
WIDEST = "parent"
# What a list sends where nothing is chosen, as a value of a list may not be blank.
UNSAID = "unsaid"
CHOICES = ("voice", "way", "score", "extent", "feels")

Values = Mapping[str, str]


@dataclass(frozen=True)
class Told:
    """Hold what was typed, and a sentence for each field that cannot be kept so."""

    values: dict[str, str] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    answer: Answer | None = None


def typed(given: Values) -> dict[str, str]:
    """Return what was typed, without outer spaces and without choices that were not made."""
    return {
        name: "" if value == UNSAID and name.startswith(CHOICES) else value.strip()
        for name, value in given.items()
    }


def asked_now(lines: Iterable[KnownLine], values: Values) -> Asked:
    """Return what the form asks: the plan's lines, and lines taken out of it that have words."""
    filled = {name.partition(":")[2] for name, value in typed(values).items() if value}
    asked = [one.asked for one in lines if not one.withdrawn or one.line_id in filled]
    return Asked(
        outcomes=tuple(one for one in asked if isinstance(one, AskedOutcome)),
        provision=tuple(one for one in asked if isinstance(one, AskedProvision)),
    )


def digest(asked: Asked, *, withdrawn: Collection[str] = ()) -> str:
    """Return a short code that differs once a line asked about reads otherwise or was taken out."""
    asked_about = [one.line_id for one in asked.outcomes] + [one.line_id for one in asked.provision]
    out = sorted(line_id for line_id in asked_about if line_id in withdrawn)
    return hashlib.sha256(json.dumps([asked_row(asked), out]).encode()).hexdigest()[:32]


def names_of(asked: Asked) -> tuple[str, ...]:
    """Return the names of the fields; those of a line end in its id, which outlives its place."""
    form = Form(WIDEST, asked)
    own = (_by_line(one.name, asked) for step in steps_of(form) for one in fields_of(step, form))
    return (*HEAD, *own)


def read_told(
    given: Values,
    asked: Asked,
    *,
    pupil_id: str,
    voices: Collection[str],
    today: datetime.date,
) -> Told:
    """Return the answer that was typed, or what is wrong with it.

    `voices` are those that the person may write down. Raises Tampered on what no browser sends.
    """
    sent = typed(given)
    values = {name: sent[name] for name in names_of(asked) if name in sent}
    problems = _head_problems(values, voices=voices, today=today)
    form = Form(WIDEST, asked)
    by_number = {_by_number(name, asked): value for name, value in values.items()}
    for step in steps_of(form):
        problems |= _step_problems(step, form, by_number, asked)
    if problems:
        return Told(values, problems)
    answer = _answer(values, by_number, form, pupil_id=pupil_id)
    return Told(values, {"": NOTHING} if answer.empty else {}, None if answer.empty else answer)


def _head_problems(
    values: Values, *, voices: Collection[str], today: datetime.date
) -> dict[str, str]:
    found = {
        "voice": "" if values.get("voice") in voices else "Choose whose voice it is.",
        "said_by": _name_problem(values.get("said_by", "")),
        "way": "" if values.get("way") in WAYS else "Choose how it was told.",
        "given_on": _day_problem(values.get("given_on", ""), today),
    }
    return {name: words for name, words in found.items() if words}


def _name_problem(words: str) -> str:
    if not words:
        return "Say who told it, such as the mother or the class teacher."
    over = len(words) - LONGEST_NAME
    return f"This is too long: take out {over} letters." if over > 0 else ""


def _day_problem(words: str, today: datetime.date) -> str:
    if not words:
        return "Give the day on which it was told."
    typed = day(words)
    if typed is None:
        return "This is not a date. Write it such as 3 May 2026."
    if typed > today:
        return "This day has not come yet. Give the day on which it was told."
    if (today - typed).days > OLDEST_DAYS:
        return "This is more than two years ago. Check the year."
    return ""


def _step_problems(step: Step, form: Form, values: Values, asked: Asked) -> dict[str, str]:
    own = {one.name: [values[one.name]] for one in fields_of(step, form) if one.name in values}
    problems = read_step(step, form, own).problems
    return {_by_line(name, asked): words for name, words in problems.items()}


def _answer(values: Values, by_number: Values, form: Form, *, pupil_id: str) -> Answer:
    told_on = day(values["given_on"])
    assert told_on is not None  # noqa: S101 - it was checked
    answer = answer_of(
        by_number,
        form,
        pupil_id=pupil_id,
        given_on=told_on.isoformat(),
        said_by=f"{values['said_by']}, {WAYS[values['way']]}",
    )
    return replace(answer, voice=values["voice"], channel="told")


def _by_line(name: str, asked: Asked) -> str:
    kind, dash, number = name.partition("-")
    if kind not in OF_LINE or not dash:
        return name
    return f"{kind}:{_lines(kind, asked)[int(number)]}"


def _by_number(name: str, asked: Asked) -> str:
    kind, colon, line_id = name.partition(":")
    return f"{kind}-{_lines(kind, asked).index(line_id)}" if colon else name


def _lines(kind: str, asked: Asked) -> list[str]:
    of = asked.outcomes if kind in ("score", "evidence") else asked.provision
    return [one.line_id for one in of]
