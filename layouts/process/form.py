"""The forms of a case: the day of each step, and the advice that was asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import html

from analytics.process.recording import CHOICES, NONE, TEXTS
from data.schemas import AUTHOR_ROLES, STAGES, TABLES
from layouts import ids
from layouts.components.disclosure import disclosure
from layouts.components.field import field, select
from layouts.dates import day

Row = Mapping[str, Any]
HINT = "Such as 3 May 2026"
HINTS = {
    "review_held_on": "For the next review put its day in place of the last, which stays in the "
    "list above."
}
COLUMNS = TABLES["requests"].by_name
LONGEST = 30
# Who is not asked for advice of their own profession.
NO_ADVISERS = ("parent", "pupil", "co_ordinator", "panel")
STAGE_HINT = "Choose the stage that the dates make it. Saving checks that they agree."
LABELS: Mapping[str, str] = {
    "kind": "Kind of assessment",
    "requested_on": "Request received",
    "decided_on": "Family told whether there will be an assessment",
    "decision_exception": "Exception to the 6 weeks",
    "decision_exception_on": "Exception applies from",
    "draft_on": "Draft plan sent to the family",
    "final_on": "Final plan issued",
    "early_reason": "Why the family had fewer than 15 days with the draft, if it had",
    "review_held_on": "Review meeting held",
    "review_decided_on": "Family told the decision after the review",
    "review_outcome": "What was decided",
    "review_decided_by": "Who decided for the authority",
    "review_reason": "Reasons given to the family",
    "amended_on": "Amended plan issued",
    "review_due_on": "Next review due, if set by hand",
    "certificate_on": "Mediation certificate",
    "closed_on": "Case ended without a plan, or plan ceased",
    "stage": "Stage",
}
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Request",
        ("kind", "requested_on", "decided_on", "decision_exception", "decision_exception_on"),
    ),
    ("Plan", ("draft_on", "final_on", "early_reason")),
    (
        "Review",
        (
            "review_held_on",
            "review_decided_on",
            "review_outcome",
            "review_decided_by",
            "review_reason",
            "amended_on",
            "review_due_on",
        ),
    ),
    ("End and appeal", ("closed_on", "certificate_on")),
)
FIELDS = tuple(LABELS)


def dates(request: Row, *, revision: int, stages: Sequence[str]) -> html.Form:
    """Return the form of dates, filled with what is recorded; `stages` are what the dates allow."""
    stage = request.get("stage") or (stages[0] if stages else "requested")
    choice = select(ids.of_process("stage"), list(STAGES.items()), value=stage, name="stage")
    return html.Form(
        [
            html.H2("Record a date"),
            *[_group(legend, names, request) for legend, names in GROUPS],
            html.Div(
                field(LABELS["stage"], choice, hint=STAGE_HINT, checked=True),
                className="form--narrow",
            ),
            html.Button("Save the dates", className="button"),
        ],
        className="process-form",
        **{
            "data-store": ids.PROCESS_GIVEN,
            "data-revision": str(revision),
            "aria-label": "Dates of the process",
        },
    )


def _group(legend: str, names: Sequence[str], request: Row) -> html.Fieldset:
    return html.Fieldset(
        [
            html.Legend(legend),
            html.Div([_field(name, request) for name in names], className="fields"),
        ]
    )


def _field(name: str, request: Row) -> html.Div:
    id, value = ids.of_process(name), request.get(name)
    if name in CHOICES:
        options = list(CHOICES[name].items())
        start = "first" if name == "kind" else NONE
        blank = [] if name == "kind" else [(NONE, "None")]
        chosen = select(id, [*blank, *options], value=value or start, name=name)
        return field(LABELS[name], chosen, checked=True)
    if name in TEXTS:
        longest = COLUMNS[name].longest
        reason = dbc.Input(id=id, name=name, type="text", value=value or "", maxlength=longest)
        return field(LABELS[name], reason, hint=HINTS.get(name, ""), checked=True)
    typed = _date(id, name, day(value) if value else "")
    return field(LABELS[name], typed, hint=HINTS.get(name, ""), checked=True)


def _date(id: str, name: str, value: str) -> dbc.Input:
    return dbc.Input(
        id=id,
        name=name,
        type="text",
        value=value,
        maxlength=LONGEST,
        autocomplete="off",
        placeholder=HINT,
    )


def _role() -> dbc.Select:
    advisers = [(code, name) for code, name in AUTHOR_ROLES.items() if code not in NO_ADVISERS]
    options = [(NONE, "Not said"), *advisers]
    return select(ids.of_process("role"), options, value=NONE, name="role")


def advice(specialists: Mapping[str, str], revisions: Mapping[str, int]) -> html.Details:
    """Return the form for one piece of advice, by the specialist who was asked."""
    options = [
        (f"{username}:{revisions.get(username, 0)}", name) for username, name in specialists.items()
    ]
    # Nobody is chosen beforehand: whoever is saved here may read the record.
    who = select(
        ids.of_process("specialist"),
        options,
        placeholder="Choose" if options else "Nobody to ask",
        name="specialist",
    )
    fields = [
        field("Specialist", who, hint="Whoever is asked may read the record.", checked=True),
        field("In which role", _role(), hint="By which the advice is known.", checked=True),
        field("Asked for on", _date(ids.of_process("asked_on"), "asked_on", ""), checked=True),
        field("Arrived on", _date(ids.of_process("received_on"), "received_on", ""), checked=True),
    ]
    return disclosure(
        "Record advice that was asked for or has arrived",
        html.Form(
            [*fields, html.Button("Save the advice", className="button button--second")],
            className="form form--narrow",
            **{"data-store": ids.PROCESS_ADVICE_GIVEN, "aria-label": "Advice"},
        ),
    )
