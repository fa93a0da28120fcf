"""Panel: the page of one pupil on an agenda, and the form of the decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html

from analytics.panel import Subject
from data.schemas.panel import OUTCOMES
from layouts import ids
from layouts.components.field import error_summary, field, select
from layouts.components.notice import notice
from layouts.components.section import section
from layouts.panel.pack import Pack, back, decisions, summary

Row = Mapping[str, Any]
CONTROLS = {
    "outcome": ids.DECISION_OUTCOME,
    "reason": ids.DECISION_REASON,
    "rule_reason": ids.DECISION_RULE,
}
CHANGED_ON = (
    "The assessment or the plan has been changed since you opened the page. Reload it and read "
    "what changed before you decide."
)
CHANGED = "Somebody decided on this pupil after you opened the page. Reload it to see what."
TWO = (
    "A decision takes effect once a second member of the panel confirms it. Whoever wrote a line "
    "of the plan or holds the case cannot approve."
)


@dataclass(frozen=True)
class May:
    """Say what the reader may do here."""

    decide: bool
    confirm: bool
    take_off: bool


def layout(meeting_id: str | None = None, pupil_id: str | None = None, **_: Any) -> html.Div:
    """Return the page of one pupil on an agenda; without one, its skeleton with every id."""
    loading: list[Any] = [
        html.H1("Panel"),
        html.P("Opening the pack…", className="loading"),
    ]
    body: list[Any] = loading if pupil_id else _skeleton()
    return html.Div(
        [
            dcc.Store(id=ids.PACK_MEETING, data=meeting_id),
            dcc.Store(id=ids.PACK_PUPIL, data=pupil_id),
            dcc.Store(id=ids.DECISION_SAVED),
            dcc.Store(id=ids.DECISION_CONFIRMED),
            html.Div(body, id=ids.PACK_BODY),
            html.Div(id=ids.DECISION_MESSAGE, role="status"),
            html.Div(id=ids.CONFIRM_MESSAGE, role="status"),
        ]
    )


def _skeleton() -> list[Any]:
    return [
        dcc.Store(id=ids.DECISION_ON, data=[]),
        _form(by_rule=False, revision=0),
        *_confirm(),
        *_take_off(),
    ]


def page(pack: Pack, *, may: May, revision: int) -> list[Any]:
    """Return the pack and, to whom it is given, the forms; `revision` is of the decision."""
    decided = pack.item.decision
    done = bool(decided and decided["confirmed_by"])
    forms: list[Any] = [
        dcc.Store(id=ids.DECISION_REVISION, data=revision),
        dcc.Store(id=ids.DECISION_ON, data=list(reached(pack.subject))),
    ]
    if decided:
        told = decisions([decided], names=pack.names)
        forms.append(section("What has the panel decided here?", told))
    if may.confirm:
        forms += _confirm()
    if may.decide and not done:
        forms.append(_form(by_rule=pack.item.by_rule, revision=None, again=bool(decided)))
    if may.take_off:
        forms += _take_off()
    return [back(pack.meeting), *summary(pack), *forms]


def reached(found: Subject) -> tuple[int, int]:
    """Return what a decision is taken on: the revision of the assessment, the plan's last entry."""
    return found.assessment_revision, found.plan_sequence


def _form(*, by_rule: bool, revision: int | None, again: bool = False) -> html.Section:
    stores = [] if revision is None else [dcc.Store(id=ids.DECISION_REVISION, data=revision)]
    outcome = select(ids.DECISION_OUTCOME, list(OUTCOMES.items()), placeholder="Choose")
    reason = dbc.Textarea(id=ids.DECISION_REASON, maxlength=4000, rows=4)
    enough = "For an approval too: one sentence is enough."
    rule = field(
        "Why does the rule for no plan (X10) not decide here?",
        dbc.Textarea(id=ids.DECISION_RULE, maxlength=4000, rows=3),
        hint="Asked for an approval.",
        checked=True,
    )
    return html.Section(
        [
            html.H2("Decide otherwise" if again else "What does the panel decide?"),
            *stores,
            html.P(TWO, className="quiet"),
            html.Div(
                [
                    field("Decision", outcome, checked=True),
                    field("Reasons", reason, hint=enough, checked=True),
                    html.Div(rule, hidden=not by_rule),
                    html.Button("Record the decision", id=ids.DECISION_SAVE, className="button"),
                    html.Div(id=ids.DECISION_ERRORS, className="form__message"),
                ],
                className="form form--narrow",
            ),
        ]
    )


def _confirm() -> list[Any]:
    return [
        html.P(
            "Another member decided this. By confirming it you second it, and it takes effect.",
        ),
        html.Button("Confirm the decision", id=ids.CONFIRM_BUTTON, className="button"),
        html.Div(id=ids.CONFIRM_ERRORS, className="form__message"),
    ]


def _take_off() -> list[Any]:
    button = html.Button("Take off this agenda", id=ids.TAKE_OFF, className="button button--second")
    message = html.Div(id=ids.TAKE_OFF_MESSAGE, role="status", className="form__message")
    return [html.Section([html.H2("Not ready for this meeting?"), button, message])]


def recorded() -> html.Div:
    """Say that a decision waits for a second member."""
    words = html.P("It takes effect once a second member of the panel confirms it.")
    return notice("ok", words, title="Decision recorded")


def confirmed(sentence: str) -> html.Div:
    """Say what a confirmed decision set."""
    return notice("ok", html.P(sentence), title="Decision confirmed")


def taken_off(meeting_id: str) -> html.Div:
    """Say that a pupil is no longer on the agenda."""
    words = html.P(dcc.Link("Back to the agenda", href=f"/panel/{meeting_id}"))
    return notice("ok", words, title="Taken off the agenda")


def errors(problems: Iterable[tuple[str, str]]) -> html.Div:
    """Return why nothing was decided, confirmed or taken off, with links to the fields."""
    return error_summary(problems, CONTROLS)
