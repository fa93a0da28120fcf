"""What stands in the way of issuing the final plan, and what issuing it sets."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from analytics.answers import known, listed
from analytics.panel import Subject, empty_sections
from data.schemas.plans import Finding

Row = Mapping[str, Any]


def problems_of_issuing(
    found: Subject,
    *,
    decisions: Iterable[Row],
    named: str,
    placed: Row | None,
    findings: Sequence[Finding] = (),
) -> tuple[str, ...]:
    """Return what must be put right before the final plan is issued, nothing if it may be.

    `decisions` are the panel's on the pupil, `named` the words of section I, "" where it is blank,
    and `placed` the consultation of the school that they name; `findings` are those of the checks
    of the plan.
    """
    if found.plan_status == "final":
        return ("The final plan has been issued.",)
    told = [_of_panel(found, decisions), _of_placement(named, placed), *_of_words(found)]
    grave = [finding.sentence for finding in findings if finding.weight == "problem"]
    return (*filter(None, told), *grave)


def _of_panel(found: Subject, decisions: Iterable[Row]) -> str:
    agreement = agreed(decisions)
    if found.plan_status != "agreed" or agreement is None:
        return "The panel has not agreed the plan."
    if agreement["plan_sequence"] != found.plan_sequence:
        return "The plan has been changed since the panel agreed it: put it on an agenda again."
    return ""


def agreed(decisions: Iterable[Row]) -> Row | None:
    """Return the last confirmed decision that agreed the plan, None if there is none."""
    found = [
        row
        for row in decisions
        if (row["ask"], row["outcome"]) == ("plan", "approve") and known(row["confirmed_by"])
    ]
    return max(found, key=lambda row: row["sequence"], default=None)


def _of_placement(named: str, placed: Row | None) -> str:
    if not named:
        return "Section I is blank: choose the placement."
    if placed is None:
        return "The school that section I names was not consulted."
    return ""


def _of_words(found: Subject) -> list[str]:
    empty, gaps = empty_sections(found), len(found.to_obtain)
    return [
        f"Nothing is written in section {listed(empty)}." if empty else "",
        f"{gaps} gap{'s' if gaps > 1 else ''} in the plan still to obtain." if gaps else "",
    ]


def issued(request: Row, *, today: datetime.date) -> dict[str, Any]:
    """Return the pupil's process once the final plan is issued."""
    return {**request, "stage": "final", "final_on": today.isoformat(), "review_due_on": None}
