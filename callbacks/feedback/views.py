"""The parts of one pupil's feedback: overview, timeline, answers in full, asking."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dash import Dash, Input, Output

from access.policy import allows
from access.principal import Principal
from access.refusals import NOT_ALLOWED, Refusal
from access.secured import secured
from analytics.feedback.asking import asked_from
from analytics.feedback.pupil import Feedback
from callbacks.context import StoreRelations, may_place, store, today
from callbacks.feedback.links import MOST_DAYS, usual_last_day
from callbacks.feedback.reading import (
    added_to_evidence,
    links_of,
    load_feedback,
    said_of,
    timeline_of,
)
from callbacks.plans.keeping import load_plan, particulars_of
from callbacks.reviews.deciding import decision_about
from callbacks.reviews.keeping import reasons_for
from data.schemas import PLAN_STAGES, PRIMARY_NEEDS
from data.schemas.feedback import VOICES
from layouts.dates import day
from layouts.feedback import answers, asking, course, ids, overview, pupil
from layouts.feedback.address import OVERVIEW, PARTS
from layouts.feedback.opened import Asking, Opened, Overview

NO_PART = "The feedback on a pupil has no such part."
BODIES = {
    OVERVIEW: overview.body,
    "timeline": course.body,
    "answers": answers.body,
    "ask": asking.body,
}


def open_feedback(*, who: Principal, pupil_id: str, part: str, asked: str | None) -> list[Any]:
    """Show a part of what feedback says of a pupil."""
    if part not in PARTS:
        raise Refusal(404, NO_PART)
    opened = open_for(who, pupil_id)
    if part == "ask" and not opened.may_ask:
        raise Refusal(403, NOT_ALLOWED)
    store().activity.record(who.username, "feedback.read", subject=f"{pupil_id}/{part}")
    return pupil.view(opened, part, BODIES[part](_with_part(opened, part)))


def open_for(who: Principal, pupil_id: str) -> Opened:
    """Return what every part of the page shows this reader."""
    found = load_feedback(pupil_id)
    return Opened(
        pupil_id=pupil_id,
        strip=strip_of(pupil_id, heard=len(found.newest)),
        feedback=found,
        links=links_of(pupil_id),
        today=today(),
        may_ask=may_do(who, "feedback.ask", pupil_id),
        may_record=may_do(who, "feedback.record", pupil_id),
        placement=may_place(who, pupil_id),
    )


def may_do(who: Principal, action: str, pupil_id: str) -> bool:
    """Tell whether a person may do an action to this pupil's record."""
    return allows(who.role, action, StoreRelations().relation(who, pupil_id) or "other")


def strip_of(pupil_id: str, *, heard: int) -> tuple[tuple[str, Any], ...]:
    """Return the facts at the top of the page."""
    about = particulars_of(pupil_id, {})
    return (
        ("Pupil", pupil_id),
        ("Cluster", about.cluster or "Not yet"),
        ("Primary need", PRIMARY_NEEDS.get(about.primary_need, "Not decided")),
        ("Age band", about.age_band),
        ("School", about.school or "Not recorded"),
        ("Review due", day(about.review_due_on) if about.review_due_on else "No plan in force"),
        ("Voices heard", f"{heard} of {len(VOICES)}"),
    )


def _with_part(opened: Opened, part: str) -> Opened:
    """Load what only one part shows."""
    pupil_id, found = opened.pupil_id, opened.feedback
    if part == "timeline":
        return replace(opened, timeline=timeline_of(pupil_id, found))
    if part == "ask":
        asked = asked_from(load_plan(pupil_id))
        return replace(opened, asking=Asking(asked, usual_last_day(), MOST_DAYS))
    if part == OVERVIEW and found.answers:
        return replace(opened, overview=_overview(pupil_id, found))
    return opened


def _overview(pupil_id: str, found: Feedback) -> Overview:
    review = reasons_for(pupil_id)
    request = store().tables.row("requests", pupil_id) or {}
    in_force = request.get("stage") in PLAN_STAGES
    return Overview(
        said=said_of(found),
        added=added_to_evidence(pupil_id),
        flags=review.flags if review else (),
        in_force=in_force,
        decision=decision_about(pupil_id, review) if review and in_force else None,
    )


def register(app: Dash) -> None:
    """Wire the parts of one pupil's feedback."""
    secured(
        app,
        open_feedback,
        action="feedback.read",
        subject="pupil_id",
        output=Output(ids.FEEDBACK_BODY, "children"),
        inputs={
            "pupil_id": Input(ids.FEEDBACK_PUPIL, "data"),
            "part": Input(ids.FEEDBACK_PLACE, "data"),
            "asked": Input(ids.FEEDBACK_ASKED, "data"),
        },
    )
