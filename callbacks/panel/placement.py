"""Placement: the shortlist, what schools answered, naming one, issuing the final plan."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from dash import Dash, Input, Output, State, no_update
from dash.exceptions import PreventUpdate

from access.policy import allows
from access.principal import Principal
from access.secured import secured
from analytics.answers import known
from analytics.case import Case
from analytics.issuing import cut_short, problems_of_dates, problems_of_issuing
from analytics.panel import PLACEMENT_SECTION, Subject
from analytics.placement import (
    NO_SCHOOL,
    Setting,
    consultation_named,
    named_in,
    problems_of_answer,
    problems_of_consulting,
    read_shortlist,
    shortlist,
    similar_by_school,
)
from analytics.problems import Problems
from analytics.process.recording import written_day
from analytics.schools import pupils_by_school
from callbacks.case import load_case
from callbacks.context import (
    StoreRelations,
    cases_of,
    reads_every_pupil,
    records,
    rows_of,
    school_names,
    sees_cases,
    store,
    today,
    visible_pupils,
    words,
)
from callbacks.panel.meetings import append, change
from callbacks.panel.subjects import subject_of
from callbacks.plans.checking import findings_of
from callbacks.plans.keeping import load_plan
from data.journal import Change, Conflict
from data.schemas import PRIMARY_NEEDS, STAGES, TABLES, Invalid
from data.schemas.plans import PLAN_STATUSES, Plan
from layouts import ids
from layouts import placement as layout

MAKING = ("drafting", "consulting")
CHOICES = 20
# What the policy calls that which each form does.
ACTIONS = {
    "consult": "placement.consult",
    "answer": "placement.consult",
    "name": "plan.issue",
    "issue": "plan.issue",
}
NOTHING = "Give the day on which the school was asked, or say whether the family wants it."

Row = dict[str, Any]
Rows = dict[str, Row]
Revisions = dict[str, int]


def list_placements(*, who: Principal, opened: bool | None) -> Any:
    """Offer the reader's pupils whose plan is being made, one's own first."""
    pupils = visible_pupils(who)
    if who.role == "co-ordinator":
        pupils = pupils[pupils["co_ordinator"] == who.username]
    cases = cases_of(pupils, today())
    making = records(cases[cases["stage"].isin(MAKING)].sort_values(["due_on", "pupil_id"]))
    return layout.choices([(row["pupil_id"], row["stage_label"]) for row in making[:CHOICES]])


def open_placement(
    *,
    who: Principal,
    pupil_id: str,
    consulted: str | None,
    answered: str | None,
    named_on: str | None,
    issued_on: str | None,
) -> list[Any]:
    """Show where a pupil could be placed, what schools answered, and what stands in the way."""
    store().activity.record(who.username, "placement.read", subject=pupil_id)
    reached = revisions_of(pupil_id)
    case, found, held = load_case(pupil_id), subject_of(pupil_id), consultations_of(pupil_id)
    settings = settings_of(who, case, held)
    sp1 = next((one for one in case.suggestions if one.package_id == "sp1"), None)
    relation = StoreRelations().relation(who, pupil_id) or "other"
    return layout.page(
        layout.Placement(
            pupil_id=pupil_id,
            strip=strip(case, found),
            settings=settings,
            reading=read_shortlist(
                settings,
                n_special=sp1.n_with if sp1 else 0,
                n_nearest=sp1.n_similar if sp1 else 0,
            ),
            consultations=tuple(held.values()),
            names=school_names(),
            plan_status=found.plan_status,
            named=named_in(rows_of("plan_lines", pupil_id)),
            problems=problems_now(pupil_id, found, held),
            cut_short=cut_short(case.request or {}, today=today()),
            revisions=reached,
            today=today().isoformat(),
            may_consult=allows(who.role, "placement.consult", relation),
            may_issue=allows(who.role, "plan.issue", relation),
        )
    )


def strip(case: Case, found: Subject) -> tuple[tuple[str, Any], ...]:
    """Return the facts at the top of the page."""
    row = case.assessment
    return (
        ("Age", f"{case.age_years} years"),
        ("Cluster", row.get("cluster") or "Not yet"),
        ("Primary need", PRIMARY_NEEDS.get(row.get("primary_need") or "", "Not decided")),
        ("Stage", STAGES[case.request["stage"]] if case.request else "Not started"),
        ("Plan", PLAN_STATUSES.get(found.plan_status, "None")),
        ("School now", case.school or "Not recorded"),
    )


def consultations_of(pupil_id: str) -> Rows:
    """Return what is recorded of schools for a pupil, by school: the family's wish first."""
    rows = rows_of("consultations", pupil_id)
    rows.sort(key=lambda row: (not row["family_preference"], row["asked_on"] or "9999"))
    return {row["school_id"]: row for row in rows}


def settings_of(who: Principal, case: Case, held: Rows) -> tuple[Setting, ...]:
    """Return the shortlist as this reader may see it."""
    tables = store().tables
    every = pupils_by_school(
        tables.load("pupils"), tables.load("assessments"), tables.load("requests")
    )
    cluster = known(case.assessment.get("cluster")) or ""
    sp1 = next((one.suggested for one in case.suggestions if one.package_id == "sp1"), None)
    return shortlist(
        records(tables.load("schools")),
        age=case.age_years,
        special=sp1,
        cluster=cluster,
        similar=similar_by_school(
            every,
            cluster=cluster,
            but=case.pupil_id,
            whole=sees_cases(who) and reads_every_pupil(who),
        ),
        present=known(case.pupil.get("school_id")) or "",
        preferred=[code for code, row in held.items() if row["family_preference"]],
        consulted=[*held],
    )


def problems_now(pupil_id: str, found: Subject, held: Rows) -> tuple[str, ...]:
    """Return what stands in the way of the final plan now."""
    schools = {row["school_id"]: row for row in records(store().tables.load("schools"))}
    words_of_i = named_in(rows_of("plan_lines", pupil_id))
    # To read the bundle takes a while, and until the panel has agreed there is more to do first.
    agreed = found.plan_status == "agreed"
    return problems_of_issuing(
        found,
        decisions=rows_of("panel_decisions", pupil_id),
        named=words_of_i,
        placed=consultation_named(words_of_i, held.values(), schools),
        findings=findings_of(final_of(pupil_id)) if agreed else (),
        dates=dates_now(pupil_id) if agreed else (),
    )


def final_of(pupil_id: str) -> Plan:
    """Return a pupil's plan as it is kept, were it to be the final one."""
    kept = load_plan(pupil_id)
    return replace(kept, particulars=replace(kept.particulars, status="final"))


def dates_now(pupil_id: str) -> tuple[str, ...]:
    """Return what in the dates of the process does not go with a final plan of today."""
    pupil, request = (store().tables.row(name, pupil_id) or {} for name in ("pupils", "requests"))
    born = datetime.date(int(pupil["birth_year"]), int(pupil["birth_month"]), 1)
    return problems_of_dates(request, today=today(), born=born)


def revisions_of(pupil_id: str) -> Revisions:
    """Return the revision of everything that the page of a placement saves, by its key."""
    lines = rows_of("plan_lines", pupil_id)
    rows = {row["line_key"]: row for row in lines if row["section"] == PLACEMENT_SECTION}
    rows |= consultations_of(pupil_id)
    rows |= {name: store().tables.row(name, pupil_id) or {} for name in ("plans", "requests")}
    return {key: int(row.get("revision") or 0) for key, row in rows.items()}


def consult(
    *,
    who: Principal,
    clicks: int | None,
    pupil_id: str,
    school: str | None,
    preferred: str | None,
    date: str | None,
    revisions: Revisions,
) -> tuple[Any, Any, Any]:
    """Keep that a school was asked, or that the family wants it."""
    if not clicks:
        raise PreventUpdate
    code, held = words(school), consultation(pupil_id, words(school))
    problems: Problems = () if code in school_names() else (("school_id", NO_SCHOOL),)
    if words(date):
        problems += problems_of_consulting(written_day(words(date)), held=held, today=today())
    elif words(preferred) == layout.AS_RECORDED:
        problems += (("asked_on", NOTHING),)
    if problems:
        return not_saved(problems, "consult")
    row = with_wish(held or blank(pupil_id, code), words(preferred))
    asked = written_day(words(date))
    if asked:
        empty = dict.fromkeys(("answered_on", "answer", "ground", "reasons"))
        row = {**row, **empty, "asked_on": asked.isoformat()}
    return keep("consult", who, of_school(row, revisions), told="Saved")


def with_wish(row: Row, preferred: str) -> Row:
    """Return the row with what the family wants, as recorded where nothing was said."""
    if preferred == layout.AS_RECORDED:
        return row
    return {**row, "family_preference": preferred == "yes"}


def consultation(pupil_id: str, school_id: str) -> Row | None:
    """Return what is recorded of one school for a pupil."""
    return store().tables.row("consultations", f"{pupil_id}:{school_id}")


def blank(pupil_id: str, school_id: str) -> Row:
    """Return the row of a school of which nothing is recorded yet."""
    empty = dict.fromkeys(TABLES["consultations"].by_name)
    key = {"consultation_id": f"{pupil_id}:{school_id}"}
    return {**empty, **key, "pupil_id": pupil_id, "school_id": school_id}


def of_school(row: Row, revisions: Revisions) -> Change:
    """Return the change that saves what is recorded of a school, after what the page showed."""
    return change("consultations", row, revision=revisions.get(row["school_id"], 0))


def keep(form: str, who: Principal, *changes: Change, told: str) -> tuple[Any, Any, Any]:
    """Append the changes of a form; return the message, and what makes the page show them."""
    try:
        append(ACTIONS[form], who, *changes)
    except Conflict:
        return not_saved([("", layout.CHANGED)], form)
    except Invalid as invalid:
        return not_saved(invalid.problems.items(), form)
    return None, layout.saved(told), f"{changes[0].key}:{changes[0].expected_revision + 1}"


def not_saved(problems: Iterable[tuple[str, str]], form: str) -> tuple[Any, Any, Any]:
    """Say beside the button of a form why nothing was kept; the page stays as it is."""
    return layout.errors(problems, form), None, no_update


def record_answer(
    *,
    who: Principal,
    clicks: int | None,
    pupil_id: str,
    school: str | None,
    answer: str | None,
    ground: str | None,
    reasons: str | None,
    date: str | None,
    revisions: Revisions,
) -> tuple[Any, Any, Any]:
    """Keep what a school answered."""
    if not clicks:
        raise PreventUpdate
    held, day = consultation(pupil_id, words(school)), written_day(words(date))
    given = {"answer": words(answer), "ground": words(ground), "reasons": words(reasons)}
    problems = problems_of_answer(held, **given, answered=day, today=today())
    if problems or held is None or day is None:
        return not_saved(problems, "answer")
    if given["answer"] != "no":
        given["ground"] = ""
    row = {**held, **given, "answered_on": day.isoformat()}
    return keep("answer", who, of_school(row, revisions), told="Answer saved")


def register(app: Dash) -> None:
    """Wire the page of a placement."""
    secured(
        app,
        list_placements,
        action="caseload.read",
        output=Output(ids.PLACEMENT_CHOICES, "children"),
        inputs={"opened": Input(ids.PLACEMENT_OPENED, "data")},
    )
    secured(
        app,
        open_placement,
        action="placement.read",
        subject="pupil_id",
        output=Output(ids.PLACEMENT_BODY, "children"),
        inputs={
            "pupil_id": Input(ids.PLACEMENT_PUPIL, "data"),
            "consulted": Input(ids.PLACEMENT_CONSULTED, "data"),
            "answered": Input(ids.PLACEMENT_ANSWERED, "data"),
            "named_on": Input(ids.PLACEMENT_NAMED, "data"),
            "issued_on": Input(ids.PLACEMENT_ISSUED, "data"),
        },
    )
    _register_consulting(app)


def _register_consulting(app: Dash) -> None:
    pupil = State(ids.PLACEMENT_PUPIL, "data")
    revisions = State(ids.PLACEMENT_REVISIONS, "data")
    secured(
        app,
        consult,
        action="placement.consult",
        subject="pupil_id",
        output=(
            Output(ids.CONSULT_ERRORS, "children"),
            Output(ids.CONSULT_MESSAGE, "children"),
            Output(ids.PLACEMENT_CONSULTED, "data"),
        ),
        inputs={"clicks": Input(ids.CONSULT_SAVE, "n_clicks")},
        state={
            "pupil_id": pupil,
            "school": State(ids.CONSULT_SCHOOL, "value"),
            "preferred": State(ids.CONSULT_PREFERRED, "value"),
            "date": State(ids.CONSULT_DATE, "value"),
            "revisions": revisions,
        },
        prevent_initial_call=True,
    )
    secured(
        app,
        record_answer,
        action="placement.consult",
        subject="pupil_id",
        output=(
            Output(ids.ANSWER_ERRORS, "children"),
            Output(ids.ANSWER_MESSAGE, "children"),
            Output(ids.PLACEMENT_ANSWERED, "data"),
        ),
        inputs={"clicks": Input(ids.ANSWER_SAVE, "n_clicks")},
        state={
            "pupil_id": pupil,
            "school": State(ids.ANSWER_SCHOOL, "value"),
            "answer": State(ids.ANSWER_ANSWER, "value"),
            "ground": State(ids.ANSWER_GROUND, "value"),
            "reasons": State(ids.ANSWER_REASONS, "value"),
            "date": State(ids.ANSWER_DATE, "value"),
            "revisions": revisions,
        },
        prevent_initial_call=True,
    )
