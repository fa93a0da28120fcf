"""The views of a plan: which pupil, the overview, a section, the golden thread, two moments."""

from __future__ import annotations

from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State
from dash.exceptions import PreventUpdate

from access.policy import allows
from access.principal import Principal
from access.refusals import NOT_ALLOWED, Refusal
from access.secured import secured
from analytics.plans.comments import still_open
from analytics.plans.comparing import compare_moments, moments
from analytics.plans.linking import KINDS_OF
from analytics.plans.standing import counts_by_section, sizes
from analytics.plans.thread import thread
from callbacks.context import (
    StoreRelations,
    cases_of,
    display_names,
    may_place,
    new_request_id,
    records,
    store,
    today,
    visible_pupils,
    whole_number,
)
from callbacks.plans.checking import findings_of
from callbacks.plans.drafting import preview
from callbacks.plans.keeping import comments_on, load_kept, versions_of
from layouts import ids
from layouts.plans import choose, comments, compare, overview, page, redrafted, section, threaded
from layouts.plans.address import OVERVIEW, PARTS, draft_name
from layouts.plans.opened import Asked, May, Opened

CHOICES = 20
NO_PART = "A plan has no such section."


def open_plan(
    *,
    who: Principal,
    pupil_id: str,
    place: dict[str, str],
    saved: str | None,
    commented: str | None,
    drafted: str | None,
) -> list[Any]:
    """Show a view or a section of a pupil's plan."""
    part = place.get("part", "")
    if part not in PARTS:
        raise Refusal(404, NO_PART)
    opened = open_for(who, pupil_id)
    if part == "redraft" and not opened.may.draft:
        raise Refusal(403, NOT_ALLOWED)
    store().activity.record(who.username, "plan.read", subject=f"{pupil_id}/{part}")
    return page.view(opened, part, _body(who, opened, part, place))


def open_for(who: Principal, pupil_id: str) -> Opened:
    """Return everything the views of a plan show this reader."""
    kept = load_kept(pupil_id)
    findings = findings_of(kept.plan)
    said = comments_on(pupil_id)
    commented = [comment.section for comment in still_open(said)]
    return Opened(
        pupil_id=pupil_id,
        plan=kept.plan,
        may=may_do(who, pupil_id),
        findings=findings,
        comments=said,
        counts=counts_by_section(kept.plan, findings, commented),
        names=display_names(),
        saved_at={name: row["recorded_at"] for name, row in kept.rows.items()},
        drafts=_own_drafts(who, pupil_id),
        revision=int(kept.head.get("revision") or 0),
        reached=kept.reached,
        author=kept.head.get("author") or "",
    )


def may_do(who: Principal, pupil_id: str) -> May:
    """Return what a person may do with a pupil's plan."""
    relation = StoreRelations().relation(who, pupil_id) or "other"
    return May(
        write=allows(who.role, "plan.write", relation),
        comment=allows(who.role, "plan.comment", relation),
        draft=allows(who.role, "plan.draft", relation),
        placement=may_place(who, pupil_id),
    )


def _body(who: Principal, opened: Opened, part: str, place: dict[str, str]) -> list[Any]:
    if part == OVERVIEW:
        return overview.body(opened)
    if part == "thread":
        return threaded.body(opened, thread(opened.plan))
    if part == "comments":
        return comments.body(opened)
    if part == "compare":
        return compare.body(moments(versions_of(opened.pupil_id)), names=opened.names)
    if part == "redraft":
        return redrafted.body(opened, preview(opened.pupil_id))
    return section.body(opened, part, asked(who, opened, part, place))


def asked(who: Principal, opened: Opened, part: str, place: dict[str, str]) -> Asked:
    """Return which form of a section is open, with the reader's own draft in it if there is one."""
    line = opened.plan.by_id.get(place.get("line", ""))
    if line is not None and line.section == part and opened.may.write:
        draft = _draft(who, opened.pupil_id, line.line_id)
        text, based_on = draft or (line.text, line.revision)
        offered = _offered(opened, line.line_id) if line.origin == "edited" else ""
        return Asked(
            line=line.line_id,
            text=text,
            revision=based_on,
            is_draft=draft is not None,
            sources_now=offered,
        )
    kind = place.get("new", "")
    if kind in KINDS_OF[part] and opened.may.write:
        draft = _draft(who, opened.pupil_id, draft_name(f"{part}:{kind}"))
        text = draft[0] if draft else ""
        return Asked(new=kind, new_id=f"w-{new_request_id()[:12]}", text=text)
    return Asked(on=place.get("on", "") if opened.may.comment else "")


def _offered(opened: Opened, line_id: str) -> str:
    """Return what the sources now give for a line that a person changed, if other words."""
    if not opened.may.draft:
        return ""
    pairs = preview(opened.pupil_id).offered
    return next((fresh.text for kept, fresh in pairs if kept.line_id == line_id), "")


def _draft(who: Principal, pupil_id: str, name: str) -> tuple[str, int] | None:
    draft = store().drafts.load(who.username, f"{pupil_id}:{name}")
    return (str(draft.payload.get("text", "")), draft.based_on) if draft else None


def _own_drafts(who: Principal, pupil_id: str) -> frozenset[str]:
    begins = f"{pupil_id}:"
    keys = store().drafts.keys(who.username, beginning=begins)
    return frozenset(key.removeprefix(begins) for key in keys)


def compare_plan(*, who: Principal, pupil_id: str, earlier: str | None, later: str | None) -> Any:
    """Show what differs between two moments of a plan, word by word, and who wrote it."""
    versions = versions_of(pupil_id)
    known = {moment.sequence for moment in moments(versions)} | {0}
    since, until = whole_number(earlier), whole_number(later)
    if since not in known or until not in known:
        raise PreventUpdate
    first, last = sorted((since, until))
    found = compare_moments(versions, earlier=first, later=last)
    return compare.comparison(found, pupil_id=pupil_id, names=display_names())


def list_plans(*, who: Principal, opened: bool | None) -> Any:
    """Offer the cases whose plan is being written, one's own where one holds any."""
    pupils = visible_pupils(who)
    own = (pupils["co_ordinator"] == who.username).fillna(value=False)
    cases = cases_of(pupils[own] if own.any() else pupils, today())
    wanted = cases[cases["stage"].isin(choose.STAGES_SHOWN)]
    order = wanted["stage"].map({name: place for place, name in enumerate(choose.STAGES_SHOWN)})
    shown = records(wanted.assign(order=order).sort_values(["order", "pupil_id"])[:CHOICES])
    plans, lines = (store().tables.load(name) for name in ("plans", "plan_lines"))
    chosen = [case["pupil_id"] for case in shown]
    lines = lines[lines["pupil_id"].isin(chosen) & ~lines["withdrawn"].fillna(value=False)]
    return choose.choices(
        shown,
        number=len(wanted),
        plans={row["pupil_id"]: row for row in records(plans[plans["pupil_id"].isin(chosen)])},
        sizes=sizes(zip(lines["pupil_id"], lines["kind"], strict=True)),
        own=bool(own.any()),
    )


def register(app: Dash) -> None:
    """Wire the views of a plan."""
    secured(
        app,
        open_plan,
        action="plan.read",
        subject="pupil_id",
        output=Output(ids.PLAN_BODY, "children"),
        inputs={
            "pupil_id": Input(ids.PLAN_PUPIL, "data"),
            "place": Input(ids.PLAN_PLACE, "data"),
            "saved": Input(ids.PLAN_SAVED, "data"),
            "commented": Input(ids.PLAN_COMMENTED, "data"),
            "drafted": Input(ids.PLAN_DRAFTED, "data"),
        },
    )
    secured(
        app,
        compare_plan,
        action="plan.read",
        subject="pupil_id",
        output=Output(ids.PLAN_COMPARISON, "children"),
        inputs={
            "earlier": Input(ids.PLAN_EARLIER, "value"),
            "later": Input(ids.PLAN_LATER, "value"),
        },
        state={"pupil_id": State(ids.PLAN_PUPIL, "data")},
    )
    secured(
        app,
        list_plans,
        action="pupil.search",
        output=Output(ids.PLAN_CHOICES, "children"),
        inputs={"opened": Input(ids.PLAN_OPENED, "data")},
    )
    _register_clientside(app)


def _register_clientside(app: Dash) -> None:
    app.clientside_callback(
        ClientsideFunction("plans", "arrive"),
        Output(ids.PLAN_BODY, "className"),
        Input(ids.PLAN_BODY, "children"),
    )
    app.clientside_callback(
        ClientsideFunction("plans", "tell"),
        Output(ids.PLAN_MESSAGE, "className"),
        Input(ids.PLAN_TOLD, "data"),
        Input(ids.PLAN_DRAFT_TOLD, "data"),
        prevent_initial_call=True,
    )
