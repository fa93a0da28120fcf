"""Placement: which settings fit, what they answered, and the one that the plan names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html

from analytics.answers import known
from analytics.placement import ANSWER_DAYS, Setting, answer_due, is_waiting
from data.schemas.panel import ANSWERS, GROUNDS
from layouts import ids
from layouts.components.case_links import case_links
from layouts.components.disclosure import disclosure
from layouts.components.element import element, link
from layouts.components.facts import facts
from layouts.components.field import box, error_summary, field, select
from layouts.components.introduction import introduction
from layouts.components.notice import notice, status
from layouts.components.section import section
from layouts.components.table import Head, data_table
from layouts.dates import day

Row = Mapping[str, Any]
NONE = "No pupil you may read is having a plan written. Find a pupil in the panel."
INTRODUCTION = (
    "This page lists settings that fit a pupil, each with its reasons, keeps what schools were "
    "asked and answered, and names the placement once the panel has agreed the plan. It suggests; "
    "a person decides."
)
LAW = (
    "A family may ask for a school, and it is then named unless it is unsuitable for the age, "
    "ability, aptitude or special educational needs, or the place would be incompatible with the "
    "efficient education of others or the efficient use of resources: Children and Families Act "
    "2014, sections 38 and 39. A school that is consulted should answer within 15 days: SEND Code "
    "of Practice 2015, 9.83."
)
HOME = (
    "The pupil's home is not held here, so distances are from the present school. The order: the "
    "family's wish, then age and type, then similar pupils, then distance. No score stands behind "
    "it."
)
CHANGED = "Somebody changed this after you opened the page. Reload it and try again."
NO_GROUND = "none"
AS_RECORDED = "as_recorded"
WISHES = ((AS_RECORDED, "As recorded"), ("yes", "Yes"), ("no", "No"))
DAY_HINT = "Such as 3 May 2026"
# Which control of each form a problem belongs to.
CONTROLS: Mapping[str, Mapping[str, str]] = {
    "consult": {
        "school_id": ids.CONSULT_SCHOOL,
        "family_preference": ids.CONSULT_PREFERRED,
        "asked_on": ids.CONSULT_DATE,
    },
    "answer": {
        "school_id": ids.ANSWER_SCHOOL,
        "answer": ids.ANSWER_ANSWER,
        "ground": ids.ANSWER_GROUND,
        "reasons": ids.ANSWER_REASONS,
        "answered_on": ids.ANSWER_DATE,
    },
    "name": {
        "school_id": ids.NAME_SCHOOL,
        "not_named_ground": ids.NAME_GROUND,
        "not_named_reason": ids.NAME_REASON,
    },
    "issue": {"early_reason": ids.ISSUE_REASON, "sure": ids.ISSUE_SURE},
}


@dataclass(frozen=True)
class Placement:
    """Hold what the page shows of one pupil; what the reader may do, and what stands in the way."""

    pupil_id: str
    strip: tuple[tuple[str, Any], ...]
    settings: tuple[Setting, ...]
    reading: str
    consultations: tuple[Row, ...]
    names: Mapping[str, str]
    plan_status: str
    named: str
    problems: tuple[str, ...]
    cut_short: str
    revisions: Mapping[str, int]
    today: str
    may_consult: bool
    may_issue: bool


def choose_layout(**_: Any) -> html.Div:
    """Return the page that asks whose placement to look for."""
    return html.Div(
        [
            dcc.Store(id=ids.PLACEMENT_OPENED, data=True),
            html.H1("Whose placement?"),
            introduction(INTRODUCTION),
            html.P("Find a pupil by reference or school in the panel, or choose one here."),
            html.Div(id=ids.PLACEMENT_CHOICES),
        ]
    )


def choices(rows: Sequence[tuple[str, str]]) -> Any:
    """Return links to pupils whose plan is being made; rows are (pupil, stage in words)."""
    if not rows:
        return html.P(NONE, className="empty")
    items = [
        html.Li([dcc.Link(pupil_id, href=f"/placement/{pupil_id}"), f", {stage.lower()}"])
        for pupil_id, stage in rows
    ]
    return html.Ul(items)


def layout(pupil_id: str | None = None, **_: Any) -> html.Div:
    """Return the page of one pupil's placement; without one, its skeleton with every id."""
    loading = [html.H1("Placement"), html.P("Looking for settings…", className="loading")]
    return html.Div(
        [
            dcc.Store(id=ids.PLACEMENT_PUPIL, data=pupil_id),
            dcc.Store(id=ids.PLACEMENT_CONSULTED),
            dcc.Store(id=ids.PLACEMENT_ANSWERED),
            dcc.Store(id=ids.PLACEMENT_NAMED),
            dcc.Store(id=ids.PLACEMENT_ISSUED),
            html.Div(loading if pupil_id else _forms(_NOBODY), id=ids.PLACEMENT_BODY),
            html.Div(id=ids.CONSULT_MESSAGE, role="status"),
            html.Div(id=ids.ANSWER_MESSAGE, role="status"),
            html.Div(id=ids.NAME_MESSAGE, role="status"),
            html.Div(id=ids.ISSUE_MESSAGE, role="status"),
        ]
    )


def page(found: Placement) -> list[Any]:
    """Return the shortlist, the consultations, and to whom may use them the forms."""
    return [
        html.H1(f"Where could {found.pupil_id} be placed?"),
        facts([("Pupil", link(found.pupil_id, f"/pupils/{found.pupil_id}")), *found.strip]),
        case_links(found.pupil_id, here="placement", placement=True),
        introduction(INTRODUCTION),
        html.P(found.reading, className="lead"),
        _shortlist(found),
        html.P(HOME, className="quiet"),
        section("What did schools answer?", *_consultations(found)),
        section("Which placement does the plan name?", *_named(found)),
        *_forms(found),
        disclosure("The law", html.P(LAW)),
    ]


def _shortlist(found: Placement) -> Any:
    if not found.settings:
        return html.P("No setting of the authority has pupils of this age.", className="empty")
    heads = [Head("Setting"), Head("Type and phase"), Head("Why it stands here")]
    rows = [
        [
            element("Span", [element("Strong", one.name), *_badge(one)]),
            one.kind,
            [element("Ul", [element("Li", words) for words in one.reasons])],
        ]
        for one in found.settings
    ]
    return data_table("Settings that could be asked", heads, rows)


def _badge(one: Setting) -> list[Any]:
    return [element("Br"), status("ok", "The family's wish")] if one.preferred else []


def _consultations(found: Placement) -> list[Any]:
    if not found.consultations:
        return [html.P("No school has been asked, and no wish of the family is recorded.")]
    heads = [Head("School"), Head("Asked on"), Head("Answer"), Head("Reasons or conditions")]
    rows = [_consultation(found, row) for row in found.consultations]
    return [data_table("Schools and what they answered", heads, rows)]


def _consultation(found: Placement, row: Row) -> list[Any]:
    name: Any = found.names.get(row["school_id"], f"{row['school_id']} (not on the list any more)")
    if known(row["family_preference"]):
        name = [name, element("Br"), status("ok", "The family's wish")]
    told = [GROUNDS[row["ground"]] + "." if known(row["ground"]) else "", row["reasons"] or ""]
    if known(row["not_named_ground"]):
        told.append(f"Not named: {GROUNDS[row['not_named_ground']]}. {row['not_named_reason']}")
    asked = known(row["asked_on"])
    return [
        name,
        day(asked) if asked else "Not asked",
        _answer(row, today=found.today),
        [element("P", words) for words in filter(None, told)] or "–",
    ]


def _answer(row: Row, *, today: str) -> Any:
    if known(row["answer"]):
        kind = {"yes": "ok", "conditions": "watch"}.get(row["answer"], "problem")
        return [status(kind, ANSWERS[row["answer"]]), f" {day(row['answered_on'])}"]
    due = answer_due(row)
    if due is None:
        return "–"
    late = due.isoformat() < today
    words = f"No answer yet, due by {day(due)}"
    return status("problem" if late else "note", f"Late: {words.lower()}" if late else words)


def _named(found: Placement) -> list[Any]:
    if found.named:
        told = found.named
    elif found.plan_status in ("agreed", "final"):
        told = "None yet."
    else:
        told = "None: section I stays blank until the panel has agreed the plan."
    parts: list[Any] = [html.P(told)]
    if found.plan_status == "final":
        return [*parts, html.P("The final plan has been issued.")]
    lines = [html.Li(words) for words in found.problems]
    return (
        [*parts, html.P("Before the final plan can be issued:"), html.Ul(lines)]
        if lines
        else [
            *parts,
            html.P("Nothing stands in the way of issuing the final plan."),
        ]
    )


def _forms(found: Placement) -> list[Any]:
    parts: list[Any] = [dcc.Store(id=ids.PLACEMENT_REVISIONS, data=dict(found.revisions))]
    listed = [(code, found.names.get(code, code)) for code in _codes(found)]
    if found.may_consult:
        parts += [_consult(found), _record_answer(found)]
    if found.may_issue and found.plan_status in ("agreed", "final"):
        parts.append(_name(listed))
    if found.may_issue and found.plan_status == "agreed" and not found.problems:
        parts.append(_issue(found.cut_short))
    return parts


def _codes(found: Placement) -> list[str]:
    return [row["school_id"] for row in found.consultations if row["school_id"] in found.names]


def _schools(found: Placement) -> list[tuple[str, str]]:
    first = [one.school_id for one in found.settings]
    rest = sorted((code for code in found.names if code not in first), key=found.names.__getitem__)
    return [(code, found.names[code]) for code in (*first, *rest)]


def _consult(found: Placement) -> html.Details:
    options = _schools(found) or [(NO_GROUND, "None")]
    school = select(ids.CONSULT_SCHOOL, options, value=options[0][0])
    wish = select(ids.CONSULT_PREFERRED, WISHES, value=AS_RECORDED)
    date = dbc.Input(id=ids.CONSULT_DATE, maxlength=30)
    due = f"{DAY_HINT}. The answer is due {ANSWER_DAYS} days later."
    return disclosure(
        "Record that a school was asked, or what the family wants",
        html.Div(
            [
                field("School", school, checked=True),
                field("Did the family ask for this school?", wish, checked=True),
                field("Asked on (leave empty if it was not asked)", date, hint=due, checked=True),
                html.Button("Save this school", id=ids.CONSULT_SAVE, className="button"),
                html.Div(id=ids.CONSULT_ERRORS, className="form__message"),
            ],
            className="form form--narrow",
        ),
    )


def _record_answer(found: Placement) -> html.Details:
    asked = [row["school_id"] for row in found.consultations if known(row["asked_on"])]
    options = [(code, found.names.get(code, code)) for code in asked] or [(NO_GROUND, "None asked")]
    waiting = next((row["school_id"] for row in found.consultations if is_waiting(row)), None)
    school = select(ids.ANSWER_SCHOOL, options, value=waiting or options[0][0])
    answer = select(ids.ANSWER_ANSWER, list(ANSWERS.items()), placeholder="Choose")
    reasons = dbc.Textarea(id=ids.ANSWER_REASONS, maxlength=4000, rows=3)
    date = dbc.Input(id=ids.ANSWER_DATE, maxlength=30)
    return disclosure(
        "Record a school's answer",
        html.Div(
            [
                field("School", school, checked=True),
                field("Answer", answer, checked=True),
                field("Ground, if the answer is no", _ground(ids.ANSWER_GROUND), checked=True),
                field("Reasons or conditions", reasons, checked=True),
                field("Answered on", date, hint=DAY_HINT, checked=True),
                html.Button("Save the answer", id=ids.ANSWER_SAVE, className="button"),
                html.Div(id=ids.ANSWER_ERRORS, className="form__message"),
            ],
            className="form form--narrow",
        ),
    )


def _ground(id: str) -> dbc.Select:
    return select(id, [(NO_GROUND, "None"), *GROUNDS.items()], value=NO_GROUND)


def _name(listed: Sequence[tuple[str, str]]) -> html.Details:
    options = listed or [(NO_GROUND, "No school was asked")]
    school = select(ids.NAME_SCHOOL, options, value=options[0][0])
    reason = dbc.Textarea(id=ids.NAME_REASON, maxlength=4000, rows=3)
    return disclosure(
        "Choose the placement",
        html.Div(
            [
                field("School", school, checked=True),
                html.P(
                    "If the family asked for another school, the ground on which that one is not "
                    "named:"
                ),
                field("Ground", _ground(ids.NAME_GROUND), checked=True),
                field("Why", reason, checked=True),
                html.Button("Write it in section I", id=ids.NAME_SAVE, className="button"),
                html.Div(id=ids.NAME_ERRORS, className="form__message"),
            ],
            className="form form--narrow",
        ),
    )


def _issue(cut_short: str) -> html.Section:
    reason = field(
        "Why does the plan go out before the family's days have ended?",
        dbc.Textarea(id=ids.ISSUE_REASON, maxlength=4000, rows=3),
        hint="Such as that the family has answered and wants no more time. It is kept.",
        checked=True,
    )
    early = [notice("watch", html.P(cut_short), title="The family still has time to answer")]
    return section(
        "Issue the final plan",
        *(early if cut_short else []),
        html.P(
            "This sets the plan to final and today as its date. The duty to secure the provision "
            "begins, and the family can appeal."
        ),
        html.Div(html.Div(reason, className="form form--narrow"), hidden=not cut_short),
        box("I have read the plan and it may go out", ids.ISSUE_SURE),
        html.Button("Issue the final plan", id=ids.ISSUE_BUTTON, className="button"),
        html.Div(id=ids.ISSUE_ERRORS, className="form__message"),
    )


_NOBODY = Placement("", (), (), "", (), {}, "agreed", "", (), "", {}, "", True, True)


def saved(title: str) -> html.Div:
    """Say that something was kept."""
    return notice("ok", [], title=title)


def errors(problems: Iterable[tuple[str, str]], form: str) -> html.Div:
    """Return why one of the forms kept nothing, each sentence a link to its field."""
    return error_summary(problems, CONTROLS[form])
