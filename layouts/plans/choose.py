"""Whose plan to open: one's own cases in drafting first, and where each plan stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html

from data.schemas.plans import PLAN_STATUSES
from layouts.components.element import link
from layouts.components.notice import status
from layouts.components.table import Head, data_table
from layouts.dates import day
from layouts.plans.address import plan_path
from layouts.plans.wording import counted

Row = Mapping[str, Any]
# Where a plan is written; before these there is nothing to write, after them it is reviewed.
STAGES_SHOWN = ("drafting", "consulting", "assessing")
HEADS = (Head("Pupil"), Head("Stage"), Head("Plan"), Head("Next in the process"), Head("Due"))
FIND = "Or find any pupil by reference or school in the panel, and open the plan from there."
NONE = "No pupil you may read is having a plan written. Find a pupil in the panel."


def choices(
    cases: Sequence[Row],
    *,
    number: int,
    plans: Mapping[str, Row],
    sizes: Mapping[str, Any],
    own: bool,
) -> list[Any]:
    """Return the first of a number of cases whose plans are being written.

    `plans` and `sizes` are by pupil.
    """
    if not cases:
        return [html.P(NONE, className="empty")]
    rows = [
        [
            [link(case["pupil_id"], plan_path(case["pupil_id"]))],
            case["stage_label"],
            _standing(plans.get(case["pupil_id"]), sizes.get(case["pupil_id"])),
            case["next_step"] or "–",
            _due(case),
        ]
        for case in cases
    ]
    what = "of your cases" if own else "cases"
    some = f" The first {len(cases)} are shown." if len(cases) < number else ""
    told = f"{number} {what} {'has' if number == 1 else 'have'} a plan being written.{some}"
    return [
        html.P(told, className="lead"),
        data_table("Cases whose plan is being written", HEADS, rows),
        html.P(FIND, className="quiet"),
    ]


def _due(case: Row) -> Any:
    when = day(case["due_on"])
    return [when, " ", status("problem", "Late")] if case["state"] == "late" else when


def _standing(plan: Row | None, size: tuple[int, int] | None) -> str:
    if size is None or plan is None:
        return "No draft yet"
    lines, gaps = size
    drafted = f" of {day(plan['drafted_on'])}" if plan.get("drafted_on") else ""
    status = PLAN_STATUSES[plan["status"]]
    return f"{status}{drafted}: {counted(lines, 'line')}, {counted(gaps, 'gap')} to obtain"
