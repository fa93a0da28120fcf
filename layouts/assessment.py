"""The Pupil Assessment Input: 20 questions in words, notes, validation, and the decisions."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any, cast

import dash_bootstrap_components as dbc
from dash import dcc, html
from plotly.utils import PlotlyJSONEncoder

from analytics.approvals import NOTHING, Approval
from analytics.assessments import FIELDS
from data.schemas import PRIMARY_NEEDS, QUESTIONS, TABLES, Question
from data.schemas.readers import NOTE_LENGTH, SOURCE_LENGTH
from layouts import ids
from layouts.components.field import field, select
from layouts.components.notice import notice
from layouts.panel.standing import final_source, final_words, panel_source, panel_words

Row = Mapping[str, Any]


HOW_TO_FILL = (
    "Choose the words that fit best. For any need above none, tick Validated when you have seen "
    "the evidence, and say what it was."
)
# Where a value goes in the form as text.
BLANK = re.compile(r'"\{\{(\w+)\}\}"')
UNDECIDED = "undecided"
DRAFT_KEPT = "Draft kept. It is yours alone until you update."


@dataclass(frozen=True)
class Opening:
    """Say how the form opens: what it holds, on which revision, and what may be changed."""

    row: Row
    revision: int
    request_id: str
    answers: bool
    panel: bool
    approval: Approval = NOTHING
    draft: str = ""
    message: Any = None

    @property
    def allowed(self) -> bool:
        """Tell whether anything may be changed."""
        return self.answers or self.panel


EMPTY = Opening(row={}, revision=0, request_id="", answers=False, panel=False)


def assessment(opening: Opening) -> list[Any]:
    """Return the form as it opens; it is the content of one section."""
    return [
        dcc.Store(id=ids.ASSESSMENT_REVISION, data=opening.revision),
        dcc.Store(id=ids.ASSESSMENT_REQUEST, data=opening.request_id),
        html.H2("Pupil assessment", id="assessment", tabIndex="-1"),
        html.P(HOW_TO_FILL, className="lead", hidden=not opening.allowed),
        html.Div(form(opening), className="form"),
        save_bar(opening),
    ]


def form(opening: Opening) -> list[Any]:
    """Return the form as it opens, as plain dicts.

    It has 400 components and differs only in 87 values, so it is built once and filled as text.
    """
    values = {column: _shown(column, opening.row) for column in FIELDS} | settled(opening.approval)
    blank = _blank(opening.answers, opening.panel)
    filled = BLANK.sub(lambda gap: json.dumps(values[gap[1]]), blank)
    return cast(list[Any], json.loads(filled))


def settled(found: Approval) -> dict[str, str]:
    """Return in words what other pages set, and which."""
    return {
        "panel_approved": panel_words(found),
        "panel_source": panel_source(found),
        "final": final_words(found),
        "final_source": final_source(found),
    }


def _shown(column: str, row: Row) -> Any:
    value = row.get(column)
    if column == "primary_need":
        return value or UNDECIDED
    kind = TABLES["assessments"].by_name[column].kind
    if kind == "flag":
        return bool(value)
    return (value or "") if kind == "text" else value


@cache
def _blank(answers: bool, panel: bool) -> str:
    blanks = {field: f"{{{{{field}}}}}" for field in (*FIELDS, "panel_source", "final_source")}
    return json.dumps(questions(blanks, answers=answers, panel=panel), cls=PlotlyJSONEncoder)


def questions(row: Row, *, answers: bool, panel: bool) -> list[Any]:
    """Return the 20 questions by group, then primary need, panel and final plan."""
    groups = [
        _group(name, list(asked), row, editable=answers)
        for name, asked in groupby(QUESTIONS, key=lambda question: question.group)
    ]
    return [*groups, _decisions(row, answers=answers, panel=panel)]


def _group(name: str, questions: list[Question], row: Row, *, editable: bool) -> html.Div:
    return html.Div(
        [
            html.H3(name, className="form__group"),
            *(_question(question, row, editable=editable) for question in questions),
        ]
    )


def _question(question: Question, row: Row, *, editable: bool) -> html.Fieldset:
    number = QUESTIONS.index(question) + 1
    return html.Fieldset(
        [
            html.Legend(f"{number}. {question.label}", className="question__label"),
            html.P(question.definition, className="question__definition"),
            html.Div(
                [
                    _scale(question, row.get(question.id)),
                    _note(question, row),
                    html.Div(_validation(question, row), className="question__validation"),
                ],
                className="question__parts",
            ),
        ],
        id=f"question-{question.id}",
        className="question",
        disabled=not editable,
    )


def _scale(question: Question, score: int | None) -> dbc.RadioItems:
    options = [
        {"label": words, "value": value, "input_id": f"{question.id}-{value}"}
        for value, words in enumerate(question.scale)
    ]
    return dbc.RadioItems(
        id=ids.form(question.id),
        name=f"scale-{question.id}",
        options=options,
        value=score,
        inline=True,
        className="scale",
    )


def _note(question: Question, row: Row) -> html.Details:
    """Return the note, which on a narrow screen is folded while there is nothing in it."""
    control = dbc.Textarea(
        id=ids.form(f"{question.id}_note"),
        value=row.get(f"{question.id}_note"),
        rows=1,
        maxlength=NOTE_LENGTH,
        debounce=True,
        # The style sheet knows by it that nothing is written.
        placeholder=" ",
    )
    label = html.Label(_about("Note", question), htmlFor=control.id, className="field__label")
    fold = html.Summary(_about("Note", question), className="note__fold")
    return html.Details([fold, label, control], className="field note")


def _validation(question: Question, row: Row) -> list[Any]:
    tick = dbc.Checkbox(
        id=ids.form(f"{question.id}_validated"),
        label=_about("Validated", question),
        value=row.get(f"{question.id}_validated"),
    )
    source = dbc.Input(
        id=ids.form(f"{question.id}_source"),
        value=row.get(f"{question.id}_source"),
        maxlength=SOURCE_LENGTH,
        debounce=True,
        placeholder="Such as: EP report, 3 May 2026",
    )
    return [tick, field(_about("Source", question), source)]


def _about(word: str, question: Question) -> html.Span:
    """Return a short label that a screen reader hears with its question."""
    return html.Span([word, html.Span(f": {question.short}", className="visually-hidden")])


def _decisions(row: Row, *, answers: bool, panel: bool) -> html.Div:
    need = html.Fieldset(
        field(
            "Primary need",
            select(
                ids.form("primary_need"),
                [(UNDECIDED, "Not yet decided"), *PRIMARY_NEEDS.items()],
                value=row.get("primary_need"),
            ),
        ),
        disabled=not answers,
        className="question",
    )
    return html.Div([html.H3("Decisions", className="form__group"), need, _panel(row, panel)])


def _panel(row: Row, editable: bool) -> html.Fieldset:
    return html.Fieldset(
        [
            _settled("Initial panel approval", row["panel_approved"], row["panel_source"]),
            field(
                "Panel considerations",
                _long_text(ids.form("panel_considerations"), row.get("panel_considerations")),
            ),
            _settled("EHC plan is final", row["final"], row["final_source"]),
            field(
                "Comments on the final plan",
                _long_text(ids.form("final_comments"), row.get("final_comments")),
            ),
        ],
        disabled=not editable,
        className="question",
    )


def _settled(name: str, words: str, source: str) -> html.Div:
    """Return what another page sets, with the page that does."""
    return html.Div(
        [
            html.P(name, className="field__label"),
            html.P(words, className="settled__words"),
            html.P(source, className="field__hint"),
        ],
        className="settled",
    )


def _long_text(id: str, value: str | None) -> dbc.Textarea:
    return dbc.Textarea(id=id, value=value, rows=2, maxlength=NOTE_LENGTH, debounce=True)


def save_bar(opening: Opening) -> html.Div:
    """Return the bar that stays in view: save, what will happen, and what happened."""
    return html.Div(
        [
            html.Div(
                opening.message,
                id=ids.ASSESSMENT_MESSAGE,
                role="status",
                className="save-bar__message",
            ),
            html.Div(
                [
                    html.Button(
                        "Update pupil assessment",
                        id=ids.ASSESSMENT_SAVE,
                        className="button",
                        disabled=not opening.allowed,
                    ),
                    html.Button(
                        "Mark the rest None",
                        id=ids.ASSESSMENT_REST_NONE,
                        className="button button--second",
                        disabled=not opening.answers,
                    ),
                    html.Button(
                        "Discard my draft",
                        id=ids.ASSESSMENT_DISCARD,
                        className="button button--quiet",
                        hidden=not opening.draft,
                    ),
                    html.Button(
                        "Bring in the saved answers",
                        id=ids.ASSESSMENT_MERGE,
                        className="button button--second",
                        hidden=True,
                    ),
                    html.P(id=ids.ASSESSMENT_PROGRESS, className="save-bar__progress"),
                    html.P(opening.draft, id=ids.ASSESSMENT_DRAFT, className="save-bar__draft"),
                ],
                className="save-bar__controls",
            ),
        ],
        className="save-bar" if opening.allowed else "save-bar save-bar--closed",
    )


def saved_message(summary: str, *, revision: int) -> html.Div:
    """Say that a revision was saved and what it changed."""
    return notice("ok", html.P(summary), title=f"Saved as revision {revision}")


def unchanged_message() -> html.Div:
    """Say that there was nothing to save."""
    return notice("note", html.P("Nothing has changed since the last revision."), title="No change")


def invalid_message(problems: Mapping[str, str]) -> html.Div:
    """List what cannot be saved; each line leads to its question where there is one."""
    lines = [html.Li(_problem_link(column, words)) for column, words in problems.items()]
    return notice(
        "problem",
        html.Ul(lines),
        title="Not saved. Your answers are still here",
    )


def _problem_link(column: str, words: str) -> Any:
    for question in QUESTIONS:
        if column == question.id or column.startswith(f"{question.id}_"):
            return html.A(words, href=f"#question-{question.id}")
    return words


def conflict_message(*, who: str, own: bool, when: str, changes: list[str]) -> html.Div:
    """Say who saved first, when, and what they changed; nothing of the reader's is lost."""
    first = (
        f"You saved this assessment at {when}, in another window or just before the connection "
        "broke. That save changed:"
        if own
        else f"{who} saved this assessment at {when}, after you opened it. They changed:"
    )
    return notice(
        "watch",
        [
            html.P(first),
            html.Ul([html.Li(change) for change in changes]),
            html.P(
                "Your answers are still in the form and kept as your draft. Bring in the saved "
                "answers where you changed nothing, check the form, then update again."
            ),
        ],
        title="Not saved: you saved before" if own else "Not saved: somebody else saved first",
    )


def merged_message(*, taken: list[str], clashes: list[str]) -> html.Div:
    """Say which answers were brought in and which both people changed."""
    parts: list[Any] = [html.P(f"Brought in: {', '.join(taken) or 'nothing new'}.")]
    if clashes:
        parts += [
            html.P("These were changed in both; the form keeps yours, the saved is shown here:"),
            html.Ul([html.Li(clash) for clash in clashes]),
        ]
    parts.append(html.P("Check the form, then update."))
    return notice("note", parts, title="Brought together")
