"""The one line of a section that is being changed, or the new line that is being written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html

from analytics.plans.linking import may_serve
from data.schemas.plans import LINE_LENGTH, Line
from layouts import ids
from layouts.components.disclosure import disclosure
from layouts.components.field import field
from layouts.components.notice import notice
from layouts.plans import line as reading
from layouts.plans.address import anchor, line_path, plan_path
from layouts.plans.messages import sends
from layouts.plans.opened import Asked, Opened, brief
from layouts.plans.wording import KINDS
from layouts.plans.words import different

OWN_DRAFT = "These are your own words, not yet saved in the plan."
OBTAINED = "It is in the words now: take this gap out"
NOW = (
    "A person changed this line. Since it was drafted, what the sources give has changed too; the "
    "words of the line stay unless you take the new ones."
)
# A row of the box holds some 80 characters on a wide screen.
CHARACTERS, FEWEST_ROWS, MOST_ROWS = 80, 4, 14


def editor(opened: Opened, one: Line, asked: Asked) -> html.Li:
    """Return the form of a line, its sources with their words beside it."""
    main: list[Any] = [
        html.P(reading.label(one), className="plan-line__label"),
        _form(opened, one, asked),
        *reading.findings(opened.about(one.section, one.line_id)),
        *_waiting(opened, one),
        *_sources_now(one, asked),
        _doings(one, asked),
    ]
    return html.Li(
        [
            html.Div(main, className="plan-line__main"),
            html.Div(reading.sources(opened.pupil_id, one), className="plan-line__sources"),
        ],
        id=anchor(one.line_id),
        className="plan-line plan-line--open",
    )


def _form(opened: Opened, one: Line, asked: Asked) -> html.Form:
    draft = [html.P(OWN_DRAFT, className="plan-draft")] if asked.is_draft else []
    done = line_path(opened.pupil_id, one.section, one.line_id)
    return html.Form(
        [
            *draft,
            _words(one.line_id, asked.text, "Words of the line"),
            *_ties(opened, one),
            dbc.Checkbox(
                id=ids.of_line(one.line_id, "agreed"),
                name="agreed",
                label="Agreed by those concerned",
                value=one.agreed,
            ),
            _buttons("Save", done),
        ],
        className="plan-editor",
        **sends(
            ids.PLAN_WRITTEN,
            "save",
            line=one.line_id,
            revision=asked.revision,
            agreeing="yes",
            typed=ids.PLAN_TYPED,
            leaving="yes",
        ),
        **{"aria-label": f"Change the line: {brief(one, 60)}"},
    )


def new_line(opened: Opened, section: str, asked: Asked) -> html.Div:
    """Return the form that adds a line of a kind to a section."""
    blank = Line(asked.new_id, section, asked.new, text="", position=0.0)
    form = html.Form(
        [
            _words(asked.new_id, asked.text, f"New line: {KINDS[asked.new].lower()}"),
            *_ties(opened, blank),
            _buttons("Add the line", plan_path(opened.pupil_id, section)),
        ],
        className="plan-editor",
        **sends(
            ids.PLAN_WRITTEN,
            "add",
            line=asked.new_id,
            new=f"{section}:{asked.new}",
            revision=0,
            typed=ids.PLAN_TYPED,
        ),
        **{"aria-label": f"Add to section {section}"},
    )
    return html.Div(form, className="plan-line plan-line--open plan-line--new", id="new")


def _words(line_id: str, text: str, label: str) -> html.Div:
    box = dbc.Textarea(
        id=ids.of_line(line_id, "text"),
        name="text",
        value=text,
        rows=min(max(len(text) // CHARACTERS + 2, FEWEST_ROWS), MOST_ROWS),
        maxlength=LINE_LENGTH,
        spellcheck=True,
    )
    return field(label, box)


def _buttons(save: str, done: str) -> html.Div:
    return html.Div(
        [
            html.Button(save, className="button"),
            dcc.Link("Close", href=done, className="button button--quiet"),
            html.Span(className="plan-editor__state quiet", role="status"),
        ],
        className="button-row",
    )


def _ties(opened: Opened, one: Line) -> list[Any]:
    offered = may_serve(opened.plan, section=one.section, kind=one.kind)
    if not offered:
        return []
    boxes = [
        dbc.Checkbox(
            id=ids.of_line(one.line_id, f"serves-{other.line_id}"),
            name=f"link:{other.line_id}",
            label=f"{other.section} {KINDS[other.kind].lower()}: {brief(other)}",
            value=other.line_id in one.links,
        )
        for other in offered
    ]
    number = sum(other.line_id in one.links for other in offered)
    named = {"name": "links", "value": "yes", "type": "hidden"}
    return [
        dbc.Input(id=ids.of_line(one.line_id, "links"), **named),
        disclosure(
            f"Serves {number} of {len(offered)} needs and outcomes: change",
            html.Fieldset([html.Legend("Which does this line serve?"), *boxes]),
            open=number == 0,
        ),
    ]


def _waiting(opened: Opened, one: Line) -> list[Any]:
    """Offer to take out what was still to obtain for a line, once its words say it."""
    return [
        html.Div(
            [
                html.P(["Still open: ", gap.text]),
                html.Form(
                    html.Button(OBTAINED, className="button button--second"),
                    **sends(ids.PLAN_WRITTEN, "withdraw", line=gap.line_id, revision=gap.revision),
                ),
            ],
            className="plan-waiting",
        )
        for gap in opened.asking.get(one.line_id, ())
    ]


def _sources_now(one: Line, asked: Asked) -> list[Any]:
    if not asked.sources_now:
        return []
    form = html.Form(
        html.Button("Use the new words", className="button button--second"),
        **sends(
            ids.PLAN_WRITTEN,
            "save",
            line=one.line_id,
            revision=one.revision,
            text=asked.sources_now,
        ),
    )
    told = [html.P(NOW), html.P(different(one.text, asked.sources_now)), form]
    return [notice("note", told, title="The sources have moved on")]


def _doings(one: Line, asked: Asked) -> html.Div:
    doings = [("up", "Move up"), ("down", "Move down"), ("withdraw", "Take out of the plan")]
    forms = [_doing(one, what, words) for what, words in doings]
    if asked.is_draft:
        forms.insert(0, _doing(one, "discard", "Drop my unsaved words"))
    return html.Div(forms, className="button-row plan-doings")


def _doing(one: Line, what: str, words: str) -> html.Form:
    return html.Form(
        html.Button(words, className="button button--quiet"),
        **sends(ids.PLAN_WRITTEN, what, line=one.line_id, revision=one.revision),
    )


def kinds_to_add(opened: Opened, kinds: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return the kinds of line that a reader may add, with their words."""
    return tuple((kind, KINDS[kind].lower()) for kind in kinds) if opened.may.write else ()
