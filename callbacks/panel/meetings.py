"""The panel's meetings, the agenda of one, and putting a pupil on it."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from dash import Dash, Input, Output, State, no_update
from dash.exceptions import PreventUpdate

from access.principal import Principal
from access.refusals import Refusal
from access.secured import secured
from analytics.panel import (
    CLOSED,
    by_rule,
    missing_for,
    overtaken,
    problems_of_item,
    problems_of_meeting,
    split_meetings,
)
from analytics.panel import agenda as ordered
from analytics.process.recording import written_day
from callbacks.context import every_case, new_request_id, records, store, today, words
from callbacks.panel.subjects import due_days, subject_of
from data.journal import Change, Conflict
from data.schemas import TABLES, Invalid
from layouts import ids
from layouts.panel import agenda as page
from layouts.panel import meetings as layout
from layouts.panel.agenda import Item

NO_MEETING = "There is no meeting of this code."
TWICE = "This pupil is on this agenda already."
DECIDED = "The panel has decided on this pupil at this meeting already."
NO_OTHER = "There is no such pupil on this agenda."

Row = dict[str, Any]


def list_meetings(*, who: Principal, opened: bool | None, added: str | None) -> list[Any]:
    """Show the meetings to come, and those held."""
    coming, held = split_meetings(records(store().tables.load("panel_meetings")), today=today())
    items = store().tables.load("panel_items")
    standing = items[~items["withdrawn"].fillna(value=False).astype(bool)]
    return layout.meetings(coming, held, counts=Counter(standing["meeting_id"]))


def add_meeting(
    *, who: Principal, clicks: int | None, title: str | None, date: str | None, chair: str | None
) -> tuple[Any, Any]:
    """Keep a meeting and say where its agenda is."""
    if not clicks:
        raise PreventUpdate
    held_on = written_day(words(date))
    problems = problems_of_meeting(held_on, words(title), today=today())
    if problems or held_on is None:
        return layout.errors(problems), no_update
    row = {
        "meeting_id": f"{held_on.isoformat()}-{secrets.token_hex(3)}",
        "held_on": held_on.isoformat(),
        "title": words(title),
        "chair": words(chair) or None,
    }
    try:
        append("panel.meetings", who, change("panel_meetings", row))
    except Invalid as invalid:
        return layout.errors(invalid.problems.items()), no_update
    return layout.added(row), row["meeting_id"]


def change(table: str, row: Row, *, revision: int = 0) -> Change:
    """Return the change that saves a row after a revision."""
    held = {name: row[name] for name in TABLES[table].by_name}
    return Change(table=table, key=row[TABLES[table].key], expected_revision=revision, payload=held)


def append(action: str, who: Principal, *changes: Change) -> None:
    """Append changes that stand or fall together; raises Invalid or Conflict."""
    store().journal.append(*changes, actor=who.username, action=action, request_id=new_request_id())


def meeting_of(meeting_id: str) -> Row:
    """Return a meeting; refuses with 404 where there is none."""
    row = store().tables.row("panel_meetings", meeting_id)
    if row is None:
        raise Refusal(404, NO_MEETING)
    return row


def open_agenda(
    *, who: Principal, meeting_id: str | None, changed: str | None
) -> tuple[list[Any], list[Any]]:
    """Show the agenda of a meeting, and the form to those with pupils to put on it."""
    if meeting_id is None:
        raise PreventUpdate
    meeting = meeting_of(meeting_id)
    items = items_of(meeting_id)
    on_it = {one.item["pupil_id"] for one in items}
    own = [] if who.role != "co-ordinator" else pupils_to_add(who, but=on_it)
    offered = page.form(own) if who.role == "co-ordinator" else []
    return page.agenda(meeting, items), offered


def items_of(meeting_id: str) -> list[Item]:
    """Return the items of a meeting in their order, with what is missing of each."""
    frame = store().tables.load("panel_items")
    due = due_days()
    rows = ordered(records(frame[frame["meeting_id"] == meeting_id]), due)
    return [item_of(row, due_on=due.get(row["pupil_id"])) for row in rows]


def item_of(row: Mapping[str, Any], *, due_on: str | None) -> Item:
    """Return an item with what is missing of it and what was decided."""
    found = subject_of(row["pupil_id"])
    return Item(
        item=row,
        due_on=due_on,
        missing=missing_for(row["ask"], found),
        by_rule=by_rule(row["ask"], found),
        decision=store().tables.row("panel_decisions", row["item_id"]),
        overtaken=overtaken(row["ask"], found),
    )


def pupils_to_add(who: Principal, *, but: set[str]) -> list[tuple[str, str]]:
    """Return the open cases of a co-ordinator that are not on an agenda, most urgent first."""
    cases = every_case()
    own = cases[(cases["co_ordinator"] == who.username) & ~cases["stage"].isin(list(CLOSED))]
    rows = records(own[~own["pupil_id"].isin(list(but))].sort_values(["due_on", "pupil_id"]))
    return [(row["pupil_id"], f"{row['pupil_id']}, {row['stage_label'].lower()}") for row in rows]


def add_item(
    *,
    who: Principal,
    clicks: int | None,
    pupil_id: str,
    meeting_id: str,
    ask: str | None,
    note: str | None,
) -> tuple[Any, Any, Any]:
    """Put a pupil on an agenda and say what is missing."""
    if not clicks:
        raise PreventUpdate
    meeting = meeting_of(meeting_id)
    stage = (store().tables.row("requests", pupil_id) or {}).get("stage", "")
    problems = problems_of_item(meeting, ask=words(ask), stage=stage, today=today())
    if problems:
        return not_added(problems)
    row: Row = {
        "item_id": f"{meeting_id}:{pupil_id}",
        "meeting_id": meeting_id,
        "pupil_id": pupil_id,
        "ask": words(ask),
        "note": words(note) or None,
        "added_by": who.username,
        "withdrawn": False,
    }
    try:
        append("panel.refer", who, change("panel_items", row, revision=_revision_to_add(row)))
    except Conflict:
        return not_added([("pupil_id", TWICE)])
    except Invalid as invalid:
        return not_added(invalid.problems.items())
    told = page.added(pupil_id, missing_for(row["ask"], subject_of(pupil_id)))
    return None, told, new_request_id()


def not_added(problems: Iterable[tuple[str, str]]) -> tuple[Any, Any, Any]:
    """Say in the form why a pupil was not put on an agenda."""
    return page.errors(problems), None, no_update


def _revision_to_add(row: Row) -> int:
    # Who was taken off may be put on again; who is on the agenda meets a conflict.
    held = store().tables.row("panel_items", row["item_id"])
    return int(held["revision"]) if held and held["withdrawn"] else 0


def register(app: Dash) -> None:
    """Wire the meetings and the agenda."""
    secured(
        app,
        list_meetings,
        action="panel.meetings",
        output=Output(ids.PANEL_BODY, "children"),
        inputs={
            "opened": Input(ids.PANEL_OPENED, "data"),
            "added": Input(ids.PANEL_ADDED, "data"),
        },
    )
    secured(
        app,
        add_meeting,
        action="panel.meetings",
        output=(Output(ids.PANEL_MESSAGE, "children"), Output(ids.PANEL_ADDED, "data")),
        inputs={"clicks": Input(ids.PANEL_ADD, "n_clicks")},
        state={
            "title": State(ids.PANEL_TITLE, "value"),
            "date": State(ids.PANEL_DATE, "value"),
            "chair": State(ids.PANEL_CHAIR, "value"),
        },
        prevent_initial_call=True,
    )
    secured(
        app,
        open_agenda,
        action="panel.meetings",
        output=(Output(ids.AGENDA_BODY, "children"), Output(ids.AGENDA_FORM, "children")),
        inputs={
            "meeting_id": Input(ids.AGENDA_MEETING, "data"),
            "changed": Input(ids.AGENDA_CHANGED, "data"),
        },
    )
    secured(
        app,
        add_item,
        action="panel.refer",
        subject="pupil_id",
        output=(
            Output(ids.AGENDA_ERRORS, "children"),
            Output(ids.AGENDA_MESSAGE, "children"),
            Output(ids.AGENDA_CHANGED, "data"),
        ),
        inputs={"clicks": Input(ids.AGENDA_ADD, "n_clicks")},
        state={
            "pupil_id": State(ids.AGENDA_PUPIL, "value"),
            "meeting_id": State(ids.AGENDA_MEETING, "data"),
            "ask": State(ids.AGENDA_ASK, "value"),
            "note": State(ids.AGENDA_NOTE, "value"),
        },
        prevent_initial_call=True,
    )
