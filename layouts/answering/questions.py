"""The pages of the form as templates draw them: headings, what is quoted, questions, answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from analytics.feedback.asking import WITHDRAWN
from analytics.feedback.delivered import planned_words
from analytics.feedback.form import (
    UNSAID,
    Form,
    Step,
    asks_extent,
    steps_of,
)
from data.schemas.feedback import ATTAINMENT, FEELING_SCALE, feeling_column
from data.schemas.readers import NOTE_LENGTH
from layouts.answering.manners import MANNERS, Manner

Words = Mapping[str, str]
NONE: Words = {}
HOURS_LABEL = "Hours a week it is given"
NOTE_LABEL = "Anything to add?"
NOTE_OF_SETTING = "If less is given than planned, why?"
# What somebody wrote, by the beginning of its field, where no page of the form can be shown.
CAPTIONS = {
    "helps": "What helps",
    "change": "What to change",
    "evidence-": "About goal {}",
    "note-": "About help {}",
}
NUMBERED = re.compile(r"([a-z]+-)([0-9]{1,3})")


@dataclass(frozen=True)
class Option:
    """Hold one choice: the value that is sent, its words, and the picture that stands above."""

    value: str
    words: str
    picture: str = ""


@dataclass(frozen=True)
class Question:
    """Hold one field as it is drawn: kind is faces, stairs, list, words or hours."""

    kind: str
    name: str
    label: str
    hint: str = ""
    options: tuple[Option, ...] = ()
    value: str = ""
    problem: str = ""
    picture: str = ""
    longest: int = NOTE_LENGTH

    @property
    def shown(self) -> str:
        """Return what was answered, in words; empty where nothing was."""
        if not self.options:
            return self.value
        said = (one.words for one in self.options if one.value and one.value == self.value)
        return next(said, "")


@dataclass(frozen=True)
class Group:
    """Hold the questions about one thing, with the words of the plan that they are about."""

    questions: tuple[Question, ...]
    label: str = ""
    quoted: str = ""
    note: str = ""


@dataclass(frozen=True)
class StepPage:
    """Hold one page of the form."""

    name: str
    heading: str
    hint: str
    groups: tuple[Group, ...]
    number: int
    total: int
    may_skip: bool = False
    """Whether the end is more than a step away."""

    @property
    def problems(self) -> dict[str, str]:
        """Return a sentence for each field that must be put right, in the page's order."""
        asked = (one for group in self.groups for one in group.questions)
        return {one.name: one.problem for one in asked if one.problem}

    @property
    def alone(self) -> bool:
        """Say whether the heading is itself the only question."""
        return len(self.groups) == 1 and self.groups[0].questions[0].label == self.heading


@dataclass(frozen=True)
class _Drawing:
    """Hold what every question of a form is drawn with."""

    form: Form
    manner: Manner
    values: Words
    problems: Words
    moved: Words

    def question(self, kind: str, name: str, label: str, **more: Any) -> Question:
        value, problem = self.values.get(name, ""), self.problems.get(name, "")
        return Question(kind, name, label, value=value, problem=problem, **more)


def page_of(
    step: Step, form: Form, *, values: Words, problems: Words = NONE, moved: Words = NONE
) -> StepPage:
    """Return the page of a step; `moved` says which outcomes are not in the plan as they were."""
    drawing = _Drawing(form, MANNERS[form.manner], values, problems, moved)
    steps = steps_of(form)
    heading, hint = _heading(step, drawing)
    return StepPage(
        name=step.name,
        heading=heading,
        hint=hint,
        groups=tuple(_groups(step, drawing)),
        number=steps.index(step) + 1,
        total=len(steps),
        may_skip=step != steps[0] and not step.words,
    )


def pages_of(form: Form, *, values: Words, moved: Words = NONE) -> tuple[StepPage, ...]:
    """Return every page, to check what was answered."""
    return tuple(page_of(step, form, values=values, moved=moved) for step in steps_of(form))


def _heading(step: Step, drawing: _Drawing) -> tuple[str, str]:
    manner = drawing.manner
    if step.outcome is not None:
        return manner.goal_heading, manner.goal_hint
    if step.provision:
        return manner.help_heading, ""
    if drawing.form.voice != "pupil":
        return (
            (manner.feelings_heading, manner.feelings_hint)
            if step.feelings
            else (manner.words_heading, "")
        )
    if step.feelings:
        return manner.feelings[step.feelings[0]], manner.feelings_hint
    return getattr(manner, step.words[0]), ""


def _groups(step: Step, drawing: _Drawing) -> Iterator[Group]:
    if step.feelings:
        yield from (Group((_feeling(name, drawing),)) for name in step.feelings)
    if step.outcome is not None:
        yield _goal(step.outcome, drawing)
    yield from (_help(number, drawing) for number in step.provision)
    yield from (Group((_own_words(name, drawing),)) for name in step.words)


def _feeling(name: str, drawing: _Drawing) -> Question:
    manner = drawing.manner
    faces = [Option(str(n), manner.scale[n], f"face-{n}") for n in FEELING_SCALE]
    return drawing.question(
        "faces",
        feeling_column(name),
        manner.feelings[name],
        options=(*faces, Option(UNSAID, manner.unsaid)),
        picture=name,
    )


def _goal(number: int, drawing: _Drawing) -> Group:
    manner, outcome = drawing.manner, drawing.form.asked.outcomes[number]
    stairs = drawing.form.voice == "pupil"
    levels = [
        Option(str(n), manner.attainment[n], f"stairs-{n}" if stairs else "") for n in ATTAINMENT
    ]
    moved = drawing.moved.get(outcome.line_id)
    notes = {"": "", WITHDRAWN: manner.withdrawn}
    return Group(
        questions=(
            drawing.question(
                "stairs" if stairs else "list",
                f"score-{number}",
                manner.goal_heading,
                options=(*levels, Option(UNSAID, manner.unsure)),
            ),
            drawing.question(
                "words", f"evidence-{number}", manner.evidence, hint=manner.evidence_hint
            ),
        ),
        label=manner.goal_label,
        quoted=outcome.text,
        note=notes.get(moved or "", manner.reworded),
    )


def _help(number: int, drawing: _Drawing) -> Group:
    manner, provision = drawing.manner, drawing.form.asked.provision[number]
    return Group(
        questions=tuple(_about_help(number, drawing)),
        label=manner.help_label,
        quoted=provision.text,
    )


def _about_help(number: int, drawing: _Drawing) -> Iterator[Question]:
    manner, form = drawing.manner, drawing.form
    if asks_extent(number, form):
        options = [Option(value, words) for value, words in manner.extents.items()]
        unsaid = Option(UNSAID, manner.unsaid) if form.voice == "pupil" else None
        yield drawing.question(
            "list",
            f"extent-{number}",
            manner.extent,
            options=(*options, *([unsaid] if unsaid else ())),
        )
    if form.voice == "pupil":
        return
    yield drawing.question(
        "hours",
        f"hours-{number}",
        HOURS_LABEL,
        hint=_planned(form.asked.provision[number].planned_hours, voice=form.voice),
    )
    yield drawing.question(
        "words", f"note-{number}", NOTE_OF_SETTING if form.voice == "setting" else NOTE_LABEL
    )


def _planned(hours: float | None, *, voice: str) -> str:
    known = "If you know. " if voice == "parent" else ""
    if hours is None:
        return f"{known}The plan gives no number of hours."
    return f"{known}In term time the plan gives {planned_words(hours)}."


def _own_words(name: str, drawing: _Drawing) -> Question:
    label, hint = getattr(drawing.manner, name), getattr(drawing.manner, f"{name}_hint")
    return drawing.question("words", name, label, hint=hint)


def captioned(values: Words) -> tuple[tuple[str, str], ...]:
    """Return what somebody wrote with a few words on what it is about, for them to copy."""
    found = ((_caption(name), value.strip()) for name, value in values.items())
    return tuple((caption, words) for caption, words in found if caption and words)


def _caption(name: str) -> str:
    numbered = NUMBERED.fullmatch(name)
    if numbered is None:
        return "" if name.endswith("-") else CAPTIONS.get(name, "")
    return CAPTIONS.get(numbered[1], "").format(int(numbered[2]) + 1)
