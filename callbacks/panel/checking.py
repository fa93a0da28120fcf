"""The checks of a plan as it is kept, before it is issued."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from analytics.answers import known
from analytics.plans.checks import check_plan
from callbacks.context import records, store
from callbacks.documents.reading import read_rows
from callbacks.documents.reading import rows_of as documents_of
from callbacks.panel.subjects import rows_of
from callbacks.plans.sources import load_case, particulars
from data.schemas.plans import Citation, Finding, Line, Plan


def findings_of(pupil_id: str) -> tuple[Finding, ...]:
    """Return what the checks find in a pupil's plan as it is kept, were it to be the final one."""
    case, documents = load_case(pupil_id), documents_of(pupil_id)
    lines = [line_of(row) for row in rows_of("plan_lines", pupil_id) if not row["withdrawn"]]
    head = replace(particulars(case), status="final")
    plan = Plan(head, tuple(sorted(lines, key=lambda line: line.position)))
    bundle = read_rows(documents, assessment=case.assessment) if documents else None
    return check_plan(plan, bundle=bundle, other_names=names_but(pupil_id))


def names_but(pupil_id: str) -> frozenset[str]:
    """Return the names used in the plans of other pupils, which must not stand in this one."""
    plans = store().tables.load("plans")
    others = records(plans.loc[plans["pupil_id"] != pupil_id, ["name"]])
    return frozenset(row["name"] for row in others if row["name"])


def line_of(row: dict[str, Any]) -> Line:
    """Return a kept line of a plan as the checks read it."""
    sources = json.loads(row["sources"] or "[]")
    return Line(
        line_id=row["line_key"].partition(":")[2],
        section=row["section"],
        kind=row["kind"],
        text=row["text"],
        position=float(row["position"]),
        area=known(row["area"]),
        links=tuple(json.loads(row["links"] or "[]")),
        sources=tuple(Citation(**source) for source in sources),
        origin=row["origin"],
        agreed=bool(row["agreed"]),
        revision=int(row["revision"]),
        actor=row["actor"],
    )
