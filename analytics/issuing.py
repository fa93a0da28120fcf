"""What stands in the way of issuing the final plan, and what issuing it sets."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from analytics.answers import known, listed
from analytics.panel import Subject, empty_sections, is_reason
from analytics.problems import Problems
from analytics.process.limits import FAMILY_DAYS, day_of, family_days_end
from analytics.process.recording import problems_of, stages_of
from analytics.process.reviews import AMEND, review_of
from data.schemas.plans import Finding

Row = Mapping[str, Any]


def problems_of_issuing(
    found: Subject,
    *,
    decisions: Iterable[Row],
    named: str,
    placed: Row | None,
    findings: Sequence[Finding] = (),
    dates: Sequence[str] = (),
) -> tuple[str, ...]:
    """Return what must be put right before the final plan is issued, nothing if it may be.

    `decisions` are the panel's on the pupil, `named` the words of section I, "" where it is blank,
    and `placed` the consultation of the school that they name; `findings` are those of the checks
    of the plan, and `dates` what `problems_of_dates` found.
    """
    if found.plan_status == "final":
        return ("The final plan has been issued.",)
    told = [_of_panel(found, decisions), _of_placement(named, placed), *_of_words(found), *dates]
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


def problems_of_dates(
    request: Row, *, today: datetime.date, born: datetime.date
) -> tuple[str, ...]:
    """Return what in the dates of the process does not go with a final plan of today."""
    closed, final = day_of(request.get("closed_on")), day_of(request.get("final_on"))
    if closed:
        return (f"The case ended on {_words(closed)}.",)
    if final and not _is_amended(request):
        return (
            f"The final plan is recorded as issued on {_words(final)}: if that is wrong, take the "
            "day out under Dates and steps.",
        )
    return tuple(problems_of(issued(request, today=today), today=today, born=born).values())


def cut_short(request: Row, *, today: datetime.date) -> str:
    """Say that a final plan of today leaves the family less than its 15 days, "" if it does not.

    SEND Regulations 2014, reg 13(1)(a). An amended plan has a notice of its own (reg 22).
    """
    draft = day_of(request.get("draft_on"))
    if draft is None or today > family_days_end(draft) or _is_amended(request):
        return ""
    return (
        f"The draft was sent on {_words(draft)}. The family has {FAMILY_DAYS} days to answer, to "
        f"the end of {_words(family_days_end(draft))}: SEND Regulations 2014, reg 13(1)."
    )


def problems_of_reason(request: Row, reason: str, *, today: datetime.date) -> Problems:
    """Return why a final plan cannot go out today without more of a reason, nothing if it can."""
    if not cut_short(request, today=today) or is_reason(reason):
        return ()
    return (
        ("early_reason", "The family's days have not ended. Say why the plan goes out before."),
    )


def issued(request: Row, *, today: datetime.date, reason: str = "") -> dict[str, Any]:
    """Return the pupil's process once the final plan, or the one amended after a review, is out.

    `reason` is why the family's days were cut short, kept where they were. The next review is
    then worked out from these days: `analytics.process.reviews.next_due`.
    """
    name = "amended_on" if _is_amended(request) else "final_on"
    row = {**request, name: today.isoformat()}
    if name == "final_on":
        row["review_due_on"] = None
        row["early_reason"] = reason if cut_short(request, today=today) else None
    return {**row, "stage": stages_of(row, today=today)[0]}


def _is_amended(request: Row) -> bool:
    return bool(request.get("final_on")) and review_of(request).stands == AMEND


def _words(day: datetime.date) -> str:
    return f"{day.day} {day:%B %Y}"
