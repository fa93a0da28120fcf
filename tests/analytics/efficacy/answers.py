"""Answers written by hand, in the columns that the tables of feedback have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from analytics.efficacy.evidence import Evidence, evidence
from data.schemas import TABLES

USUAL = {
    "voice": "setting",
    "given_on": "2026-03-01",
    "cluster": "X1",
    "school_id": "S1",
    "age_years": 9,
    "needs_total": 20,
    "score": 0,
    "outcome_id": "outcome_language",
    "packages": "",
}


def known(rows: Iterable[Mapping[str, Any]], hours: Iterable[Mapping[str, Any]] = ()) -> Evidence:
    """Return the evidence of ratings, each an answer of its own, and of hours in such answers.

    A row names pupil_id; what it leaves out is as in USUAL. An hour names `answer`, the place of
    its rating, package_id, planned_hours and delivered_hours.
    """
    given = [{**USUAL, **row, "feedback_id": f"F{n}"} for n, row in enumerate(rows)]
    told = [
        {**given[hour["answer"]], **hour, "delivery_id": str(n)} for n, hour in enumerate(hours)
    ]
    rated = [{**row, "attainment_id": f"A{n}"} for n, row in enumerate(given)]
    return evidence(
        feedback=frame("feedback", given),
        attainments=frame("attainments", rated),
        deliveries=frame("deliveries", told),
    )


def frame(table: str, rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Return rows as the store would give the table, what a row does not say missing."""
    names = TABLES[table].column_names
    columns = {name: [row.get(name) for row in rows] for name in names}
    return pd.DataFrame(columns).astype(TABLES[table].dtypes)
