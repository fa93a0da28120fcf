"""The checks of a plan as it is kept, before it is issued."""

from __future__ import annotations

from dataclasses import replace

from analytics.plans.checks import check_plan
from callbacks.context import records, store
from callbacks.documents.reading import read_rows
from callbacks.documents.reading import rows_of as documents_of
from callbacks.plans.keeping import load_plan
from data.schemas.plans import Finding


def findings_of(pupil_id: str) -> tuple[Finding, ...]:
    """Return what the checks find in a pupil's plan as it is kept, were it to be the final one."""
    kept, documents = load_plan(pupil_id), documents_of(pupil_id)
    plan = replace(kept, particulars=replace(kept.particulars, status="final"))
    assessment = store().tables.row("assessments", pupil_id)
    bundle = read_rows(documents, assessment=assessment) if documents else None
    return check_plan(plan, bundle=bundle, other_names=names_but(pupil_id))


def names_but(pupil_id: str) -> frozenset[str]:
    """Return the names used in the plans of other pupils, which must not stand in this one."""
    plans = store().tables.load("plans")
    others = records(plans.loc[plans["pupil_id"] != pupil_id, ["name"]])
    return frozenset(row["name"] for row in others if row["name"])
