"""The form for an answer that was told: by phone, in person or at a review meeting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html

from analytics.feedback.delivered import planned_words
from analytics.feedback.told import HEAD, LONGEST_NAME, UNSAID, WAYS, Told, names_of
from data.schemas.feedback import (
    ATTAINMENT,
    EXTENTS,
    FEELING_SCALE,
    FEELINGS,
    VOICES,
    Asked,
    AskedOutcome,
    AskedProvision,
    feeling_column,
)
from data.schemas.readers import NOTE_LENGTH
from layouts.components.field import error_summary, field, select
from layouts.components.introduction import introduction
from layouts.components.notice import notice, status
from layouts.components.section import section
from layouts.feedback import ids

INTRODUCTION = (
    "Write down what somebody told you, in their own words where you can. It is kept with who said "
    "it and that you wrote it down; what was not said stays empty."
)
SAVED_BEFORE = "This form was saved before. Open the page again to write down another answer."
CHANGED = (
    "The plan changed after you opened this form. The outcomes and the provision are shown as they "
    "read now, with what you typed: look at them, then save again."
)
NO_LINES = (
    "The plan has no outcomes or provision yet, so there is only how the pupil feels, what helps "
    "and what to change."
)
SHORT = 30
SAVE = ids.of_told("save")
NOTHING_ASKED, NOTHING_TYPED = Asked(), Told()


@dataclass(frozen=True)
class Opened:
    """Hold the form of one pupil as one person sees it."""

    pupil_id: str
    asked: Asked = NOTHING_ASKED
    digest: str = ""
    """Stands for the lines that are asked about as they read."""
    form: str = ""
    """Code of this form, so that it is saved once however often it is sent."""
    voices: tuple[str, ...] = tuple(VOICES)
    told: Told = NOTHING_TYPED
    withdrawn: frozenset[str] = frozenset()
    is_draft: bool = False
    changed: bool = False

    def value(self, name: str) -> str:
        """Return what stands in a field."""
        return self.told.values.get(name, "")

    def error(self, name: str) -> str:
        """Return what is wrong with a field, empty where nothing is."""
        return self.told.problems.get(name, "")


def layout(pupil_id: str | None = None, **_: Any) -> html.Div:
    """Return the page of one pupil; without a reference, its skeleton with every id."""
    loading = [html.P("Opening the form…", className="loading")]
    return html.Div(
        [
            dcc.Store(id=ids.TOLD_PUPIL, data=pupil_id),
            dcc.Store(id=ids.TOLD_GIVEN),
            dcc.Store(id=ids.TOLD_TYPED),
            html.H1(f"What was said of {pupil_id}?" if pupil_id else "What was said?"),
            introduction(INTRODUCTION),
            html.Div(loading if pupil_id else form(Opened("")), id=ids.TOLD_BODY),
        ]
    )


def form(opened: Opened) -> list[Any]:
    """Return the form, with what is wrong in it at the top and at each field."""
    back = dcc.Link("Back to the feedback", href=f"/feedback/pupils/{opened.pupil_id}")
    return [
        html.P(back),
        *_messages(opened),
        html.Form(
            [
                _head(opened),
                _feelings(opened),
                *_lines(opened),
                _words(opened),
                html.Div(
                    [
                        html.Button("Save the answer", id=SAVE, className="button"),
                        html.Span(id=ids.TOLD_DRAFT, role="status", className="quiet"),
                    ],
                    className="told-save",
                ),
            ],
            className="told-form",
            **{
                "data-store": ids.TOLD_GIVEN,
                "data-draft": ids.TOLD_TYPED,
                "data-form": opened.form,
                "data-asked": opened.digest,
                "aria-label": "An answer that was told",
            },
        ),
    ]


def _messages(opened: Opened) -> list[Any]:
    said: list[Any] = []
    if opened.is_draft:
        said.append(notice("note", html.P("You typed this before and have not saved it yet.")))
    controls = {name: _id(opened, name) for name in names_of(opened.asked)}
    problems = [(name, opened.error(name)) for name in controls if opened.error(name)]
    other = CHANGED if opened.changed else opened.error("")
    problems += [("", other)] if other else []
    return [*said, *([error_summary(problems, controls)] if problems else [])]


def _head(opened: Opened) -> html.Section:
    voices = [(name, VOICES[name]) for name in opened.voices]
    return section(
        "Who said it, and when?",
        html.Div(
            [
                _select(opened, "voice", "Whose voice", voices),
                _input(opened, "said_by", "Who", longest=LONGEST_NAME, hint="Such as the mother"),
                _select(opened, "way", "How", [(name, f"{WAYS[name]}") for name in WAYS]),
                _input(opened, "given_on", "When", longest=SHORT, hint="Such as 3 May 2026"),
            ],
            className="fields",
        ),
    )


def _feelings(opened: Opened) -> html.Section:
    scale = [(str(score), words) for score, words in FEELING_SCALE.items()]
    fields = [
        _select(opened, feeling_column(name), words, scale) for name, words in FEELINGS.items()
    ]
    return section(
        "How does the pupil feel?",
        html.P("About each of these, as it was told.", className="field__hint"),
        html.Div(fields, className="fields"),
    )


def _lines(opened: Opened) -> list[Any]:
    outcomes, provision = opened.asked.outcomes, opened.asked.provision
    if not outcomes and not provision:
        return [html.P(NO_LINES, className="empty")]
    return [
        *_section("How far is each outcome reached?", [_outcome(opened, one) for one in outcomes]),
        *_section("What was given of the provision?", [_given(opened, one) for one in provision]),
    ]


def _section(heading: str, parts: list[Any]) -> list[Any]:
    return [section(heading, *parts)] if parts else []


def _outcome(opened: Opened, one: AskedOutcome) -> html.Fieldset:
    scale = [(str(score), words) for score, words in ATTAINMENT.items()]
    line_id = one.line_id
    return _fieldset(
        opened,
        one,
        [
            _select(opened, f"score:{line_id}", "Reached", scale),
            _area(opened, f"evidence:{line_id}", "What shows it", rows=2),
        ],
    )


def _given(opened: Opened, one: AskedProvision) -> html.Fieldset:
    planned = "The plan gives no hours."
    if one.planned_hours is not None:
        planned = f"The plan gives {planned_words(one.planned_hours)}."
    line_id = one.line_id
    return _fieldset(
        opened,
        one,
        [
            _input(opened, f"hours:{line_id}", "Hours given a week", longest=SHORT, hint=planned),
            _select(opened, f"extent:{line_id}", "Or in words", list(EXTENTS.items())),
            _area(opened, f"note:{line_id}", "Note", rows=2),
        ],
    )


def _fieldset(opened: Opened, one: AskedOutcome | AskedProvision, fields: list[Any]) -> Any:
    legend: list[Any] = [one.text]
    if one.line_id in opened.withdrawn:
        legend += [" ", status("watch", "Taken out of the plan")]
    return html.Fieldset(
        [html.Legend(legend), html.Div(fields, className="fields")], className="told-line"
    )


def _words(opened: Opened) -> html.Section:
    return section(
        "In their words",
        _area(opened, "helps", "What helps?", rows=4),
        _area(opened, "change", "What should change?", rows=4),
    )


def _select(opened: Opened, name: str, label: str, options: Iterable[tuple[str, str]]) -> html.Div:
    blank = (UNSAID, "Choose" if name in HEAD else "Not said")
    # Where there is one choice, it is made.
    choices = [*options]
    listed = choices if name == "voice" and len(choices) == 1 else [blank, *choices]
    control = select(_id(opened, name), listed, value=opened.value(name) or listed[0][0], name=name)
    return field(label, control, checked=True)


def _input(opened: Opened, name: str, label: str, *, longest: int, hint: str = "") -> html.Div:
    control = dbc.Input(
        id=_id(opened, name),
        name=name,
        type="text",
        value=opened.value(name),
        maxlength=longest,
        autocomplete="off",
    )
    return field(label, control, hint=hint, checked=True)


def _area(opened: Opened, name: str, label: str, *, rows: int) -> html.Div:
    control = dbc.Textarea(
        id=_id(opened, name), name=name, value=opened.value(name), maxlength=NOTE_LENGTH, rows=rows
    )
    return field(label, control, checked=True)


def _id(opened: Opened, name: str) -> str:
    """Return the id of a field; a line's id may have letters that an id cannot."""
    place = names_of(opened.asked).index(name) if ":" in name else name
    return ids.of_told(f"{place}".replace("_", "-"))


def saved(pupil_id: str) -> list[Any]:
    """Say that the answer is kept."""
    words = "The answer is kept with who said it, and that you wrote it down."
    links = [
        dcc.Link("Open the pupil's feedback", href=f"/feedback/pupils/{pupil_id}"),
        html.A("Write down another answer", href=f"/feedback/pupils/{pupil_id}/told"),
    ]
    # The form is gone, and what it says of drafts with it.
    return [
        notice("ok", [html.P(words), html.Ul([html.Li(one) for one in links])], title="Saved"),
        html.Span(id=ids.TOLD_DRAFT),
    ]


def drafted() -> str:
    """Say that what was typed so far is kept."""
    return "Kept as your draft, not yet saved."


def not_drafted(sentence: str) -> str:
    """Say why what was typed so far is not kept."""
    return f"Not kept as a draft: {sentence}"
