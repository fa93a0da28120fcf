"""What a draft is made from, loaded for one pupil, and the draft."""

from __future__ import annotations

import calendar
from typing import Any

from analytics.case import Case
from analytics.plans.draft import draft_plan
from analytics.process.reviews import review_due
from callbacks.case import load_case
from callbacks.context import adopted, display_names, house, rows_of, store, today
from callbacks.documents.reading import read_rows
from callbacks.documents.reading import rows_of as documents_of
from data.schemas.plans import Particulars, Plan


def fresh_draft(pupil_id: str) -> Plan:
    """Return a draft of a pupil's plan from what is known today; raises Refusal if unknown."""
    case = load_case(pupil_id)
    rows = documents_of(pupil_id)
    return draft_plan(
        case,
        particulars=particulars(case),
        bundle=read_rows(rows, assessment=case.assessment) if rows else None,
        advice=advice_of(pupil_id),
        library=adopted().library,
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
        review_due_on=review_due(request),
        invented=bool(pupil["invented"]),
    )


def advice_of(pupil_id: str) -> list[dict[str, Any]]:
    """Return the advice asked about a pupil, with the name of each who was asked."""
    names = display_names()
    return [
        {**row, "name": names.get(row["specialist"], "")} for row in rows_of("advice", pupil_id)
    ]


def _date(value: Any) -> str:
    return str(value) if value else ""
