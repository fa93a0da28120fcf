"""What the checks say of a pupil's plan, beside the documents it was drafted from."""

from __future__ import annotations

from functools import cache

from analytics.plans.checks import check_plan
from analytics.plans.standing import told_once
from callbacks.context import store
from callbacks.documents.reading import read_rows, rows_of
from data.reading.terms import load_terms
from data.schemas.plans import Finding, Plan
from data.schemas.reading import Term


def findings_of(plan: Plan) -> tuple[Finding, ...]:
    """Return what is wrong in a plan, or missing without a line that asks for it."""
    pupil_id = plan.particulars.pupil_id
    rows = rows_of(pupil_id)
    saved = store().tables.row("assessments", pupil_id)
    found = check_plan(
        plan,
        bundle=read_rows(rows, assessment=saved) if rows else None,
        other_names=_other_names(pupil_id),
        terms=_terms(),
    )
    return told_once(plan, found)


@cache
def _terms() -> tuple[Term, ...]:
    return load_terms()


def _other_names(pupil_id: str) -> frozenset[str]:
    """Return the names that the plans of other pupils use."""
    plans = store().tables.load("plans")
    others = plans.loc[plans["pupil_id"] != pupil_id, "name"].dropna()
    return frozenset(others)
