"""Load what the panel has before it of one pupil."""

from __future__ import annotations

from typing import Any

from analytics.assessments import missing
from analytics.panel import Subject, subject
from callbacks.context import every_case, records, rows_of, store

Rows = list[dict[str, Any]]


def subject_of(pupil_id: str) -> Subject:
    """Load what the panel has before it of a pupil."""
    tables = store().tables
    lines = rows_of("plan_lines", pupil_id)
    assessment = tables.row("assessments", pupil_id)
    return subject(
        pupil=tables.row("pupils", pupil_id) or {},
        assessment=assessment,
        unanswered=len(missing(assessment or {})),
        plan=tables.row("plans", pupil_id),
        lines=lines,
        authors=authors_of(pupil_id, lines),
        advice=rows_of("advice", pupil_id),
        request=tables.row("requests", pupil_id),
        decisions=rows_of("panel_decisions", pupil_id),
    )


def authors_of(pupil_id: str, lines: Rows) -> set[str]:
    """Return everybody who drafted the plan or saved a line of it, now or before."""
    tables = store().tables
    drafts = tables.history("plans", pupil_id)
    written = (row for line in lines for row in tables.history("plan_lines", line["line_key"]))
    named = {row["author"] for row in drafts if row["author"]}
    # A decision of the panel saves the plan's status, which writes none of it.
    return named | {row["actor"] for row in written}


def due_days() -> dict[str, str | None]:
    """Return the next statutory day of each pupil, None where there is none."""
    cases = every_case()
    return {row["pupil_id"]: row["due_on"] for row in records(cases[["pupil_id", "due_on"]])}
