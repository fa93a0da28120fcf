"""Name the placement in section I, and issue the final plan."""

from __future__ import annotations

from typing import Any

from dash import Dash, Input, Output, State
from dash.exceptions import PreventUpdate

from access.principal import Principal
from access.secured import secured
from analytics.issuing import issued, problems_of_reason
from analytics.panel import PLACEMENT_SECTION
from analytics.placement import LINE_ID, named, passed_over, placement_line, problems_of_naming
from callbacks.context import display_names, rows_of, store, today, words
from callbacks.panel.meetings import change
from callbacks.panel.placement import (
    Revisions,
    consultations_of,
    keep,
    not_saved,
    of_school,
    problems_now,
    revisions_of,
)
from callbacks.panel.subjects import subject_of
from callbacks.saving import assessment_change
from data.journal import Change
from data.schemas import TABLES
from layouts import ids
from layouts import placement as layout

NOT_SURE = "Tick that you have read the plan and it may go out."

Row = dict[str, Any]


def name_school(
    *,
    who: Principal,
    clicks: int | None,
    pupil_id: str,
    school: str | None,
    ground: str | None,
    reason: str | None,
    revisions: Revisions,
) -> tuple[Any, Any, Any]:
    """Write the placement in section I, and why the one that the family asked for is not named."""
    if not clicks:
        raise PreventUpdate
    if revisions != revisions_of(pupil_id):
        return not_saved([("", layout.CHANGED)], "name")
    held, row = consultations_of(pupil_id), store().tables.row("schools", words(school))
    plan = store().tables.row("plans", pupil_id) or {"status": ""}
    why = {"ground": words(ground), "reason": words(reason)}
    problems = problems_of_naming(row, held, plan_status=plan["status"], **why)
    if problems or row is None:
        return not_saved(problems, "name")
    changes = [line_change(pupil_id, row, who, revisions), *withdrawals(pupil_id, revisions)]
    over = passed_over(words(school), held)
    changes += [of_school(not_named(held[code], **why), revisions) for code in over]
    return keep("name", who, *changes, told=f"Section I: {named(row)}")


def line_change(pupil_id: str, school: Row, who: Principal, revisions: Revisions) -> Change:
    """Return the change of the one line of section I."""
    name = display_names().get(who.username, who.username)
    line = placement_line(pupil_id, school, who=who.username, name=name)
    return change("plan_lines", line, revision=revisions.get(line["line_key"], 0))


def withdrawals(pupil_id: str, revisions: Revisions) -> list[Change]:
    """Return the changes that take out what stood in section I before, such as that it is blank."""
    others = (
        row
        for row in rows_of("plan_lines", pupil_id)
        if row["section"] == PLACEMENT_SECTION
        and not row["withdrawn"]
        and row["line_key"] != f"{pupil_id}:{LINE_ID}"
    )
    return [
        change("plan_lines", {**row, "withdrawn": True}, revision=revisions.get(row["line_key"], 0))
        for row in others
    ]


def not_named(row: Row, *, ground: str, reason: str) -> Row:
    """Return the row of a school the family asked for, with why it is not named."""
    return {**row, "not_named_ground": ground, "not_named_reason": reason}


def issue(
    *,
    who: Principal,
    clicks: int | None,
    pupil_id: str,
    sure: bool | None,
    reason: str | None,
    revisions: Revisions,
) -> tuple[Any, Any, Any]:
    """Issue the final plan: its status, the process and the pupil's record in one save."""
    if not clicks:
        raise PreventUpdate
    if revisions != revisions_of(pupil_id):
        return not_saved([("", layout.CHANGED)], "issue")
    in_the_way = problems_now(pupil_id, subject_of(pupil_id), consultations_of(pupil_id))
    request = store().tables.row("requests", pupil_id) or {}
    problems = [("", sentence) for sentence in in_the_way]
    problems += problems_of_reason(request, words(reason), today=today())
    problems += [] if sure else [("sure", NOT_SURE)]
    if problems:
        return not_saved(problems, "issue")
    changes = final_changes(pupil_id, words(reason))
    return keep("issue", who, *changes, told="The final plan is issued")


def final_changes(pupil_id: str, reason: str) -> list[Change]:
    """Return everything that issuing the final plan sets."""
    tables = store().tables
    plan, request = tables.row("plans", pupil_id), tables.row("requests", pupil_id)
    saved = tables.row("assessments", pupil_id)
    assert plan and request and saved  # noqa: S101 - an agreed plan has all three
    assessment = {name: saved[name] for name in TABLES["assessments"].by_name}
    return [
        change("plans", {**plan, "status": "final"}, revision=int(plan["revision"])),
        change(
            "requests",
            issued(request, today=today(), reason=reason),
            revision=int(request["revision"]),
        ),
        assessment_change(
            {**assessment, "final": True}, pupil_id=pupil_id, revision=int(saved["revision"])
        ),
    ]


def register(app: Dash) -> None:
    """Wire naming the placement and issuing the plan."""
    pupil = State(ids.PLACEMENT_PUPIL, "data")
    revisions = State(ids.PLACEMENT_REVISIONS, "data")
    secured(
        app,
        name_school,
        action="plan.issue",
        subject="pupil_id",
        output=(
            Output(ids.NAME_ERRORS, "children"),
            Output(ids.NAME_MESSAGE, "children"),
            Output(ids.PLACEMENT_NAMED, "data"),
        ),
        inputs={"clicks": Input(ids.NAME_SAVE, "n_clicks")},
        state={
            "pupil_id": pupil,
            "school": State(ids.NAME_SCHOOL, "value"),
            "ground": State(ids.NAME_GROUND, "value"),
            "reason": State(ids.NAME_REASON, "value"),
            "revisions": revisions,
        },
        prevent_initial_call=True,
    )
    secured(
        app,
        issue,
        action="plan.issue",
        subject="pupil_id",
        output=(
            Output(ids.ISSUE_ERRORS, "children"),
            Output(ids.ISSUE_MESSAGE, "children"),
            Output(ids.PLACEMENT_ISSUED, "data"),
        ),
        inputs={"clicks": Input(ids.ISSUE_BUTTON, "n_clicks")},
        state={
            "pupil_id": pupil,
            "sure": State(ids.ISSUE_SURE, "value"),
            "reason": State(ids.ISSUE_REASON, "value"),
            "revisions": revisions,
        },
        prevent_initial_call=True,
    )
