"""One pupil before the panel: the pack, the decision, its confirmation, the papers to print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from dash import Dash, Input, Output, State, no_update
from dash.exceptions import PreventUpdate
from flask import Response

from access.policy import allows
from access.principal import Principal
from access.refusals import Refusal
from access.secured import secured, secured_route
from analytics.panel import Subject, effects, problems_of_confirming, problems_of_decision
from callbacks.case import load_case
from callbacks.context import StoreRelations, display_names, rows_of, store, today, words
from callbacks.panel.meetings import (
    DECIDED,
    NO_OTHER,
    append,
    change,
    item_of,
    items_of,
    meeting_of,
)
from callbacks.panel.subjects import due_days, subject_of
from callbacks.saving import assessment_change
from data.journal import Change, Conflict
from data.schemas import TABLES, Invalid
from data.schemas.panel import OUTCOMES_DONE
from layouts import ids
from layouts.dates import day
from layouts.panel import deciding as layout
from layouts.panel.agenda import Item
from layouts.panel.pack import Pack
from layouts.panel.papers import body
from layouts.panel.printed import document

PAPERS = "/panel-papers/<meeting_id>"
STYLES = ("10-tokens.css", "20-base.css", "30-components.css", "48-panel.css")

Row = dict[str, Any]


def open_pack(
    *,
    who: Principal,
    pupil_id: str,
    meeting_id: str,
    saved: str | None,
    confirmed: str | None,
) -> list[Any]:
    """Show what the panel has before it of a pupil, and the forms to whom they are given."""
    meeting, row = meeting_of(meeting_id), agenda_row(meeting_id, pupil_id)
    store().activity.record(who.username, "panel.review", subject=pupil_id)
    pack = pack_of(meeting, item_of(row, due_on=due_days().get(pupil_id)))
    decided = pack.item.decision
    revision = int(decided["revision"]) if decided else 0
    return layout.page(pack, may=may_of(who, pupil_id, decided), revision=revision)


def agenda_row(meeting_id: str, pupil_id: str) -> Row:
    """Return the item of a pupil on an agenda; refuses with 404 where there is none."""
    row = store().tables.row("panel_items", f"{meeting_id}:{pupil_id}")
    if row is None or row["withdrawn"]:
        raise Refusal(404, NO_OTHER)
    return row


def may_of(who: Principal, pupil_id: str, decided: Mapping[str, Any] | None) -> layout.May:
    """Return what a person may do with a pupil on an agenda."""
    relation = StoreRelations().relation(who, pupil_id) or "other"
    decides = allows(who.role, "panel.decide", relation)
    waits = decided is not None and not decided["confirmed_by"]
    second = decided is not None and decided["decided_by"] != who.username
    takes_off = allows(who.role, "panel.refer", relation) and decided is None
    return layout.May(decide=decides, confirm=decides and waits and second, take_off=takes_off)


def pack_of(meeting: Row, item: Item) -> Pack:
    """Return what the panel has before it of a pupil."""
    pupil_id = item.item["pupil_id"]
    return Pack(
        meeting=meeting,
        item=item,
        case=load_case(pupil_id),
        subject=subject_of(pupil_id),
        earlier=earlier(pupil_id, but=item.item["item_id"]),
        names=display_names(),
    )


def earlier(pupil_id: str, *, but: str) -> tuple[Row, ...]:
    """Return what was decided on a pupil before, newest first, also what another replaced."""
    found = []
    for row in rows_of("panel_decisions", pupil_id):
        own = store().tables.history("panel_decisions", row["item_id"])
        pairs = pairwise(own)
        found += [{**was, "replaced": True} for was, then in pairs if not then["confirmed_by"]]
        found += [own[-1]] if row["item_id"] != but else []
    return tuple(sorted(found, key=lambda row: row["sequence"], reverse=True))


def decide(
    *,
    who: Principal,
    clicks: int | None,
    pupil_id: str,
    meeting_id: str,
    revision: int,
    outcome: str | None,
    reason: str | None,
    rule_reason: str | None,
    on: list[int],
) -> tuple[Any, Any, Any]:
    """Record what a member of the panel decided; it waits for a second member."""
    if not clicks:
        raise PreventUpdate
    item, found = agenda_row(meeting_id, pupil_id), subject_of(pupil_id)
    held = store().tables.row("panel_decisions", item["item_id"])
    given = {"outcome": words(outcome), "reason": words(reason), "rule_reason": words(rule_reason)}
    problems = problems_of_decision(found, ask=item["ask"], who=who.username, **given)
    if on != [*layout.reached(found)]:
        problems = (("", layout.CHANGED_ON),)
    if held and held["confirmed_by"]:
        problems = (("", DECIDED),)
    if problems:
        return not_saved(problems)
    row = decision_row(who, item, found, given)
    return keep(who, change("panel_decisions", row, revision=revision), told=layout.recorded())


def decision_row(who: Principal, item: Row, found: Subject, given: Row) -> Row:
    """Return the row of a decision of today that waits for a second member."""
    return {
        **{name: item[name] for name in ("item_id", "meeting_id", "pupil_id", "ask")},
        **given,
        "decided_by": who.username,
        "decided_on": today().isoformat(),
        "confirmed_by": None,
        "confirmed_on": None,
        "assessment_revision": found.assessment_revision,
        "plan_sequence": found.plan_sequence,
    }


def keep(who: Principal, *changes: Change, told: Any) -> tuple[Any, Any, Any]:
    """Append what was decided with all that it sets; return the message and what changed."""
    try:
        append("panel.decide", who, *changes)
    except Conflict:
        return not_saved([("", layout.CHANGED)])
    except Invalid as invalid:
        return not_saved(invalid.problems.items())
    return None, told, f"{changes[0].key}:{changes[0].expected_revision + 1}"


def not_saved(problems: Iterable[tuple[str, str]]) -> tuple[Any, Any, Any]:
    """Say beside the button why nothing was kept; the page stays as it is."""
    return layout.errors(problems), None, no_update


def confirm(
    *, who: Principal, clicks: int | None, pupil_id: str, meeting_id: str, revision: int
) -> tuple[Any, Any, Any]:
    """Confirm another member's decision, and set what it sets in one save."""
    if not clicks:
        raise PreventUpdate
    item, found = agenda_row(meeting_id, pupil_id), subject_of(pupil_id)
    held = store().tables.row("panel_decisions", item["item_id"])
    problems = problems_of_confirming(found, held, who=who.username)
    if problems or held is None:
        return not_saved(("", sentence) for sentence in problems)
    second = {"confirmed_by": who.username, "confirmed_on": today().isoformat()}
    decided = change("panel_decisions", {**held, **second}, revision=revision)
    set_by_it = [of_assessment(held), *of_plan(held)]
    return keep(who, decided, *set_by_it, told=layout.confirmed(what_it_sets(held)))


def of_assessment(decision: Row) -> Change:
    """Return the change of the panel's fields in the assessment, the one place that holds them."""
    pupil_id = decision["pupil_id"]
    saved = store().tables.row("assessments", pupil_id) or {}
    approved = effects(decision["ask"], decision["outcome"]).panel_approved
    row = {
        **{name: saved.get(name) for name in TABLES["assessments"].by_name},
        "panel_approved": saved.get("panel_approved") if approved is None else approved,
        "panel_considerations": considerations(decision),
    }
    revision = int(saved.get("revision") or 0)
    return assessment_change(row, pupil_id=pupil_id, revision=revision)


def considerations(decision: Row) -> str:
    """Return what the record of the pupil says of a decision."""
    done, rule = OUTCOMES_DONE[decision["outcome"]], decision["rule_reason"]
    told = f"{done}, {day(decision['decided_on'])}: {decision['reason']}"
    return f"{told} On the rule for no plan: {rule}" if rule else told


def of_plan(decision: Row) -> list[Change]:
    """Return the change of the plan's status, none where there is nothing to set."""
    pupil_id = decision["pupil_id"]
    status = effects(decision["ask"], decision["outcome"]).plan_status
    plan = store().tables.row("plans", pupil_id) or {"status": "", "revision": 0}
    if status is None or plan["status"] in (status, "final", ""):
        return []
    return [change("plans", {**plan, "status": status}, revision=int(plan["revision"]))]


def what_it_sets(decision: Row) -> str:
    """Say what a confirmed decision set."""
    told = {
        ("plan", "approve"): "The plan is agreed. The placement can be named next.",
        ("assess", "approve"): "The panel's approval stands in the pupil's record.",
        ("back", "approve"): "The agreement is taken back and the plan can be changed.",
    }
    other = "It stands in the pupil's record with its reasons."
    return told.get((decision["ask"], decision["outcome"]), other)


def take_off(*, who: Principal, clicks: int | None, pupil_id: str, meeting_id: str) -> Any:
    """Take a pupil off an agenda on whom nothing was decided yet."""
    if not clicks:
        raise PreventUpdate
    item = agenda_row(meeting_id, pupil_id)
    if store().tables.row("panel_decisions", item["item_id"]):
        return layout.errors([("", DECIDED)])
    gone = change("panel_items", {**item, "withdrawn": True}, revision=int(item["revision"]))
    try:
        append("panel.refer", who, gone)
    except Conflict:
        return layout.errors([("", layout.CHANGED)])
    return layout.taken_off(meeting_id)


def send_papers(*, who: Principal, meeting_id: str) -> Response:
    """Send the papers of a meeting as a page to print: the pack of every pupil on the agenda."""
    meeting = meeting_of(meeting_id)
    packs = [pack_of(meeting, item) for item in items_of(meeting_id)]
    for pack in packs:
        store().activity.record(who.username, "panel.review", subject=pack.pupil_id)
    title = f"{meeting['title']}, {day(meeting['held_on'])}"
    return Response(papers(title, packs), mimetype="text/html")


def papers(title: str, packs: list[Pack]) -> str:
    """Return the papers of a meeting as HTML."""
    styles = [f"/assets/{name}" for name in STYLES]
    return document(body(title, packs), title=title, styles=styles)


def register(app: Dash) -> None:
    """Wire the page of one pupil on an agenda, and the papers of a meeting."""
    place = {
        "pupil_id": State(ids.PACK_PUPIL, "data"),
        "meeting_id": State(ids.PACK_MEETING, "data"),
    }
    secured(
        app,
        open_pack,
        action="panel.review",
        subject="pupil_id",
        output=Output(ids.PACK_BODY, "children"),
        inputs={
            "pupil_id": Input(ids.PACK_PUPIL, "data"),
            "saved": Input(ids.DECISION_SAVED, "data"),
            "confirmed": Input(ids.DECISION_CONFIRMED, "data"),
        },
        state={"meeting_id": place["meeting_id"]},
    )
    _register_decision(app, place)
    secured(
        app,
        take_off,
        action="panel.refer",
        subject="pupil_id",
        output=Output(ids.TAKE_OFF_MESSAGE, "children"),
        inputs={"clicks": Input(ids.TAKE_OFF, "n_clicks")},
        state=place,
        prevent_initial_call=True,
    )
    secured_route(app.server, PAPERS, send_papers, action="panel.meetings")


def _register_decision(app: Dash, place: dict[str, State]) -> None:
    revision = {"revision": State(ids.DECISION_REVISION, "data")}
    secured(
        app,
        decide,
        action="panel.decide",
        subject="pupil_id",
        output=(
            Output(ids.DECISION_ERRORS, "children"),
            Output(ids.DECISION_MESSAGE, "children"),
            Output(ids.DECISION_SAVED, "data"),
        ),
        inputs={"clicks": Input(ids.DECISION_SAVE, "n_clicks")},
        state={
            **place,
            **revision,
            "outcome": State(ids.DECISION_OUTCOME, "value"),
            "reason": State(ids.DECISION_REASON, "value"),
            "rule_reason": State(ids.DECISION_RULE, "value"),
            "on": State(ids.DECISION_ON, "data"),
        },
        prevent_initial_call=True,
    )
    secured(
        app,
        confirm,
        action="panel.decide",
        subject="pupil_id",
        output=(
            Output(ids.CONFIRM_ERRORS, "children"),
            Output(ids.CONFIRM_MESSAGE, "children"),
            Output(ids.DECISION_CONFIRMED, "data"),
        ),
        inputs={"clicks": Input(ids.CONFIRM_BUTTON, "n_clicks")},
        state={**place, **revision},
        prevent_initial_call=True,
    )
