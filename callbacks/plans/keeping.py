"""A pupil's plan as it is kept: loaded, as it was at a moment, and saved line by line."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from access.principal import Principal
from analytics.age import age_band, age_years
from analytics.plans.comments import Comment, comment_of
from analytics.plans.comparing import Version
from analytics.plans.rows import in_order, line_key, line_of, row_of
from analytics.process.reviews import review_due
from callbacks.context import house, rows_of, school_names, store, today
from data.journal import Change, Entry
from data.schemas import TABLES
from data.schemas.plans import Line, Particulars, Plan

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Kept:
    """Hold what is kept of a plan: its head, the lines in it, and those that were taken out."""

    plan: Plan
    withdrawn: tuple[Line, ...]
    rows: Mapping[str, Row]
    """The row of each line by its id, those taken out too."""
    head: Row
    """The row of the plan, empty before the first draft."""

    @property
    def reached(self) -> int:
        """Return a number that rises with every change of a line."""
        return max((int(row["sequence"]) for row in self.rows.values()), default=0)


def load_plan(pupil_id: str) -> Plan:
    """Return a pupil's plan as it is now; without lines before its first draft."""
    return load_kept(pupil_id).plan


def load_kept(pupil_id: str) -> Kept:
    """Return what is kept of a pupil's plan, the lines taken out of it too."""
    rows = {line_of(row).line_id: row for row in rows_of("plan_lines", pupil_id)}
    lines = {name: line_of(row) for name, row in rows.items()}
    out = {name for name, row in rows.items() if row["withdrawn"]}
    head = store().tables.row("plans", pupil_id) or {}
    return Kept(
        plan=Plan(
            particulars_of(pupil_id, head),
            in_order([line for name, line in lines.items() if name not in out]),
        ),
        withdrawn=in_order([lines[name] for name in out]),
        rows=rows,
        head=head,
    )


def versions_of(pupil_id: str) -> tuple[Version, ...]:
    """Return every revision of every line that a pupil's plan has or had."""
    tables = store().tables
    keys = [row["line_key"] for row in rows_of("plan_lines", pupil_id)]
    rows = [row for key in keys for row in tables.history("plan_lines", key)]
    return tuple(
        Version(line_of(row), row["recorded_at"], int(row["sequence"]), bool(row["withdrawn"]))
        for row in rows
    )


def comments_on(pupil_id: str) -> tuple[Comment, ...]:
    """Return the comments on a pupil's plan, oldest first."""
    rows = sorted(rows_of("plan_comments", pupil_id), key=lambda row: row["sequence"])
    return tuple(map(comment_of, rows))


def row_of_line(pupil_id: str, line_id: str) -> Row | None:
    """Return the row of a line as it is now, None if there never was such a line."""
    return store().tables.row("plan_lines", line_key(pupil_id, line_id))


def revisions_of(pupil_id: str, line_id: str) -> tuple[Line, ...]:
    """Return every revision of a line, oldest first."""
    rows = store().tables.history("plan_lines", line_key(pupil_id, line_id))
    return tuple(map(line_of, rows))


def save_lines(
    changed: Sequence[tuple[Line, bool]],
    *,
    who: Principal,
    pupil_id: str,
    action: str,
    request_id: str,
    head: Mapping[str, Any] | None = None,
) -> tuple[Entry, ...]:
    """Save lines, each with whether it is taken out, all of them or none.

    A line's `revision` is the one that it follows, 0 for a new line; `head` is the plan's own row
    to save with them. Raises Invalid, Conflict, RequestReused or SaveFailed.
    """
    changes = [
        Change(
            table="plan_lines",
            key=line_key(pupil_id, line.line_id),
            expected_revision=line.revision,
            payload=row_of(line, pupil_id=pupil_id, withdrawn=withdrawn),
        )
        for line, withdrawn in changed
    ]
    if head is not None:
        changes.insert(0, head_change(pupil_id, head))
    return store().journal.append(
        *changes,
        actor=who.username,
        action=action,
        request_id=f"{who.username}:{str(request_id)[:60]}",
    )


def head_change(pupil_id: str, head: Mapping[str, Any]) -> Change:
    """Return the change that saves a plan's own row after the revision that `head` carries."""
    kept = {name: head.get(name) for name in TABLES["plans"].by_name}
    return Change(
        table="plans",
        key=pupil_id,
        expected_revision=int(head.get("revision") or 0),
        payload={**kept, "pupil_id": pupil_id, "status": head.get("status") or "draft"},
    )


def particulars_of(pupil_id: str, head: Row) -> Particulars:
    """Return the facts at the head of a pupil's plan."""
    tables = store().tables
    pupil = tables.row("pupils", pupil_id) or {}
    request = tables.row("requests", pupil_id) or {}
    saved = tables.row("assessments", pupil_id) or {}
    age = age_years(int(pupil["birth_year"]), int(pupil["birth_month"]), today())
    return Particulars(
        pupil_id=pupil_id,
        authority=house().settings.authority_name,
        name=head.get("name") or "",
        pronoun=head.get("pronoun") or "",
        born=f"{datetime.date(int(pupil['birth_year']), int(pupil['birth_month']), 1):%B %Y}",
        age_years=age,
        age_band=age_band(age),
        school=school_names().get(pupil.get("school_id") or "", ""),
        primary_need=saved.get("primary_need") or "",
        cluster=saved.get("cluster") or "",
        status=head.get("status") or "draft",
        requested_on=request.get("requested_on") or "",
        drafted_on=head.get("drafted_on") or "",
        final_on=request.get("final_on") or "",
        review_due_on=review_due(request),
        invented=house().settings.demo,
    )
