"""What a draft is made from, loaded for one pupil, and the draft."""

from __future__ import annotations

import calendar
from typing import Any

from access.refusals import Refusal
from analytics.case import Case, assemble
from analytics.plans.draft import draft_plan
from callbacks.context import adopted, display_names, house, records, school_names, store, today
from callbacks.documents.reading import read_rows, rows_of
from data.schemas.plans import Particulars, Plan

NO_PUPIL = "There is no pupil with this reference."


def fresh_draft(pupil_id: str) -> Plan:
    """Return a draft of a pupil's plan from what is known today; raises Refusal if unknown."""
    case = load_case(pupil_id)
    rows = rows_of(pupil_id)
    return draft_plan(
        case,
        particulars=particulars(case),
        bundle=read_rows(rows, assessment=case.assessment) if rows else None,
        advice=advice_of(pupil_id),
        library=adopted().library,
        today=today(),
    )


def load_case(pupil_id: str) -> Case:
    """Return everything that is known of a pupil; raises Refusal if there is none."""
    tables = store().tables
    pupil = tables.row("pupils", pupil_id)
    if pupil is None:
        raise Refusal(404, NO_PUPIL)
    return assemble(
        pupil=pupil,
        request=tables.row("requests", pupil_id),
        school=school_names().get(pupil["school_id"] or "", ""),
        assessment=tables.row("assessments", pupil_id),
        adopted=adopted(),
        today=today(),
    )


def particulars(case: Case) -> Particulars:
    """Return the header of a pupil's plan."""
    kept = store().tables.row("plans", case.pupil_id) or {}
    request, pupil = case.request or {}, case.pupil
    return Particulars(
        pupil_id=case.pupil_id,
        authority=house().settings.authority_name,
        name=kept.get("name") or "",
        pronoun=kept.get("pronoun") or "",
        born=f"{calendar.month_name[int(pupil['birth_month'])]} {pupil['birth_year']}",
        age_years=case.age_years,
        age_band=case.age_band,
        school=case.school,
        primary_need=case.assessment.get("primary_need") or "",
        cluster=case.allocation.cluster if case.allocation else "",
        status=kept.get("status") or "draft",
        requested_on=_date(request.get("requested_on")),
        drafted_on=today().isoformat(),
        final_on=_date(request.get("final_on")),
        review_due_on=_date(request.get("review_due_on")),
        invented=bool(pupil["invented"]),
    )


def advice_of(pupil_id: str) -> list[dict[str, Any]]:
    """Return the advice asked about a pupil, with the name of each who was asked."""
    advice = store().tables.load("advice")
    names = display_names()
    return [
        {**row, "name": names.get(row["specialist"], "")}
        for row in records(advice[advice["pupil_id"] == pupil_id])
    ]


def _date(value: Any) -> str:
    return str(value) if value else ""
