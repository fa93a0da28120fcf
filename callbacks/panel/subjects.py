"""Load what the panel has before it of one pupil."""

from __future__ import annotations

from typing import Any

from analytics.assessments import missing
from analytics.case import Case, assemble
from analytics.panel import Subject, subject
from callbacks.context import adopted, every_case, records, school_names, store, today

Rows = list[dict[str, Any]]


def rows_of(table: str, pupil_id: str) -> Rows:
    """Return the rows of a table that are about one pupil."""
    frame = store().tables.load(table)
    own = frame["pupil_id"] == pupil_id
    return records(frame[own]) if own.any() else []


def case_of(pupil_id: str) -> Case:
    """Load one pupil's rows and put together what they say."""
    tables = store().tables
    pupil = tables.row("pupils", pupil_id)
    assert pupil is not None  # noqa: S101 - the secured wrapper has found the pupil
    return assemble(
        pupil=pupil,
        request=tables.row("requests", pupil_id),
        school=school_names().get(pupil["school_id"] or "", ""),
        assessment=tables.row("assessments", pupil_id),
        adopted=adopted(),
        today=today(),
    )


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
