"""The form that a link opens: its steps, what each takes, and the answer that it comes to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from analytics.plans.rows import tidy_text
from data.schemas.feedback import (
    ATTAINMENT,
    EXTENTS,
    FEELING_SCALE,
    FEELINGS,
    Answer,
    Asked,
    Attained,
    Delivered,
    feeling_column,
)
from data.schemas.feedback_tables import HOURS_IN_A_WEEK
from data.schemas.readers import NOTE_LENGTH

# A young person is over compulsory school age and under 25: Children and Families Act 2014,
# s.83(2).
YOUNG_PERSON_AGE = 16
# What fits on a telephone without much scrolling.
PROVISION_ON_A_STEP = 3
WORDS = ("helps", "change")
HOURS = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,2})?")
# Of a choice: nothing is said, so that a choice once made can be taken back.
UNSAID = ""

Values = Mapping[str, str]


class Tampered(ValueError):
    """Refuse what no browser sends from the form."""


@dataclass(frozen=True)
class Form:
    """Hold what decides which questions a person is asked."""

    voice: str
    asked: Asked
    age_years: int | None = None

    @property
    def manner(self) -> str:
        """Return how the form speaks: child, young, parent or setting."""
        if self.voice != "pupil":
            return self.voice
        return "young" if (self.age_years or 0) >= YOUNG_PERSON_AGE else "child"


@dataclass(frozen=True)
class Step:
    """Hold one page of the form: its address and what it asks, outcomes and provision by number."""

    name: str
    feelings: tuple[str, ...] = ()
    outcome: int | None = None
    provision: tuple[int, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Read:
    """Hold what was given on a step, and a sentence for each field that cannot be kept so."""

    values: dict[str, str] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Field:
    """Say what one field takes: one of `allowed`, hours, or words where nothing is allowed."""

    name: str
    allowed: tuple[str, ...] = ()
    hours: bool = False


def steps_of(form: Form) -> tuple[Step, ...]:
    """Return the steps of a form in their order; a pupil is asked one thing at a time."""
    one_by_one = form.voice == "pupil"
    feelings = [(name,) for name in FEELINGS] if one_by_one else [tuple(FEELINGS)]
    pieces = _pieces(len(form.asked.provision), 1 if one_by_one else PROVISION_ON_A_STEP)
    words = [(name,) for name in WORDS] if one_by_one else [WORDS]
    return (
        *(Step(_name("feelings", at, feelings), feelings=own) for at, own in enumerate(feelings)),
        *(Step(f"goal-{at + 1}", outcome=at) for at in range(len(form.asked.outcomes))),
        *(Step(f"help-{at + 1}", provision=own) for at, own in enumerate(pieces)),
        *(Step(_name("words", at, words), words=own) for at, own in enumerate(words)),
    )


def _pieces(count: int, size: int) -> list[tuple[int, ...]]:
    return [tuple(range(at, min(at + size, count))) for at in range(0, count, size)]


def _name(kind: str, at: int, pages: Sequence[object]) -> str:
    return kind if len(pages) == 1 else f"{kind}-{at + 1}"


def fields_of(step: Step, form: Form) -> tuple[Field, ...]:
    """Return the fields of a step."""
    return tuple(_fields(step, form))


def _fields(step: Step, form: Form) -> Iterator[Field]:
    for feeling in step.feelings:
        yield Field(feeling_column(feeling), _choices(FEELING_SCALE))
    if step.outcome is not None:
        yield Field(f"score-{step.outcome}", _choices(ATTAINMENT))
        yield Field(f"evidence-{step.outcome}")
    for number in step.provision:
        yield from _of_provision(number, form)
    for name in step.words:
        yield Field(name)


def _of_provision(number: int, form: Form) -> Iterator[Field]:
    if asks_extent(number, form):
        yield Field(f"extent-{number}", _choices(EXTENTS))
    if form.voice == "pupil":
        return
    yield Field(f"hours-{number}", hours=True)
    yield Field(f"note-{number}")


def asks_extent(number: int, form: Form) -> bool:
    """Say whether a form asks in words how much was given; a setting tells hours if planned."""
    return form.voice != "setting" or form.asked.provision[number].planned_hours is None


def _choices(scale: Iterable[object]) -> tuple[str, ...]:
    return (*map(str, scale), UNSAID)


def read_step(step: Step, form: Form, given: Mapping[str, Sequence[str]]) -> Read:
    """Return what was given on a step, by the names of its fields; raises Tampered."""
    fields = {one.name: one for one in fields_of(step, form)}
    if not given.keys() <= fields.keys() or any(len(values) != 1 for values in given.values()):
        raise Tampered("fields")
    read = Read()
    for name, (value,) in given.items():
        read.values[name] = tidy_text(value)
        problem = _problem(fields[name], read.values[name])
        if problem:
            read.problems[name] = problem
    # An outcome's words are kept with how far it is reached, so one without the other is lost.
    if read.values.get(f"evidence-{step.outcome}") and not read.values.get(f"score-{step.outcome}"):
        read.problems[f"score-{step.outcome}"] = _UNRATED
    return read


def _problem(own: Field, value: str) -> str:
    if own.allowed:
        if value not in own.allowed:
            raise Tampered("choice")
        return ""
    if own.hours:
        return "" if value == UNSAID or hours_of(value) is not None else _HOURS_PROBLEM
    over = len(value) - NOTE_LENGTH
    return "" if over <= 0 else _LENGTH_PROBLEM.format(limit=NOTE_LENGTH, over=over)


_UNRATED = "Choose one of these too. Your words are kept with your choice."
_HOURS_PROBLEM = f"Give hours a week as a number from 0 to {HOURS_IN_A_WEEK}, such as 1.5."
_LENGTH_PROBLEM = "This is too long. It can have {limit:,} letters, so take out {over:,}."


def hours_of(value: str) -> float | None:
    """Return what was typed as hours a week, None for what is no such number."""
    if not HOURS.fullmatch(value):
        return None
    hours = float(value.replace(",", "."))
    return hours if hours <= HOURS_IN_A_WEEK else None


def step_at(steps: Sequence[Step], name: str, *, go: str) -> Step | None:
    """Return the step that follows another: next, back, or end; None beyond the last.

    The end is where own words are asked for, so that who is tired of scales can still say most.
    """
    if go == "end":
        return next(step for step in steps if step.words)
    place = [step.name for step in steps].index(name) + (-1 if go == "back" else 1)
    return steps[max(place, 0)] if place < len(steps) else None


def answer_of(
    values: Values, form: Form, *, pupil_id: str, given_on: str, said_by: str = ""
) -> Answer:
    """Return the answer that everything given on a form comes to."""
    said = {name: values.get(feeling_column(name), UNSAID) for name in FEELINGS}
    return Answer(
        pupil_id=pupil_id,
        voice=form.voice,
        given_on=given_on,
        channel="link",
        said_by=said_by,
        feelings={name: int(score) for name, score in said.items() if score},
        helps=values.get("helps", ""),
        change=values.get("change", ""),
        attained=tuple(_attained(values, form)),
        delivered=tuple(_delivered(values, form)),
    )


def _attained(values: Values, form: Form) -> Iterator[Attained]:
    for number, outcome in enumerate(form.asked.outcomes):
        if score := values.get(f"score-{number}"):
            yield Attained(outcome, int(score), values.get(f"evidence-{number}", ""))


def _delivered(values: Values, form: Form) -> Iterator[Delivered]:
    for number, provision in enumerate(form.asked.provision):
        extent, hours, note = (
            values.get(f"{name}-{number}", UNSAID) for name in ("extent", "hours", "note")
        )
        if extent or hours or note:
            yield Delivered(provision, hours_of(hours), extent, note)
