"""Dates and steps: the clock of one case, and what its co-ordinator records of it."""

from __future__ import annotations

import datetime
from typing import Any

from dash import Dash, Input, Output, State, no_update
from dash.exceptions import PreventUpdate

from access.policy import allows
from access.principal import Principal
from access.secured import secured
from analytics.plans.citations import within_sentence
from analytics.process.clock import Asked, clock
from analytics.process.limits import day_of
from analytics.process.past_reviews import reviews_recorded
from analytics.process.recording import (
    advice_problems,
    early_problem,
    problems_of,
    recorded,
    stage_problem,
    stages_of,
    typed,
    written_day,
)
from analytics.process.transfers import transfer_of
from analytics.review_flags.deciding import proposed_review
from callbacks.context import (
    StoreRelations,
    display_names,
    house,
    may_place,
    new_request_id,
    rows_of,
    store,
    today,
    whole_number,
    words,
)
from data.journal import Change, Conflict, RequestReused, SaveFailed
from data.schemas import AUTHOR_ROLES, TABLES, Invalid
from layouts import ids
from layouts.process import clock as page

Row = dict[str, Any]
Given = dict[str, str]


def open_process(
    *, who: Principal, pupil_id: str, saved: str | None, advice_saved: str | None
) -> tuple[list[Any], list[Any], list[Any]]:
    """Show the clock of one case, and to whom may record something the forms."""
    opened = load_process(who, pupil_id)
    dates, advice = page.forms(opened)
    return page.body(opened), dates, advice


def load_process(who: Principal, pupil_id: str) -> page.Opened:
    """Load one case as it stands today."""
    tables = store().tables
    pupil, request = tables.row("pupils", pupil_id), tables.row("requests", pupil_id) or {}
    assert pupil is not None  # noqa: S101 - the secured wrapper has found the pupil
    relation = StoreRelations().relation(who, pupil_id) or "other"
    birth = (int(pupil["birth_year"]), int(pupil["birth_month"]))
    school = tables.row("schools", pupil["school_id"]) if pupil["school_id"] else None
    phase = str((school or {}).get("phase") or "")
    rows = rows_of("advice", pupil_id)
    transfer = transfer_of(*birth, today=today(), phase=phase)
    asked = asked_of(rows)
    return page.Opened(
        clock=clock(request, today=today(), advice=asked, birth=birth, transfer=transfer),
        request=request,
        revision=int(request.get("revision") or 0),
        allowed=allows(who.role, "process.record", relation),
        placement=may_place(who, pupil_id),
        stages=stages_of(request, today=today(), advice=asked),
        specialists=specialists(),
        advice_revisions={row["specialist"]: int(row["revision"]) for row in rows},
        reviews=reviews_recorded(tables.history("requests", pupil_id), today=today()),
        names=display_names(),
        proposed_on=proposed_review(tables.row("flag_decisions", pupil_id), request),
    )


def asked_of(rows: list[Row]) -> tuple[Asked, ...]:
    """Return the advice with the names of the specialists as they are shown."""
    names = display_names()
    return tuple(
        Asked(row["specialist"], named(row, names), row["asked_on"], row["received_on"])
        for row in rows
    )


def named(row: Row, names: dict[str, str]) -> str:
    """Return who was asked, with the role in which they were."""
    role = AUTHOR_ROLES.get(row["role"] or "", "")
    name = str(names.get(row["specialist"], row["specialist"]))
    return f"{name}, {within_sentence(role)}" if role else name


def specialists() -> dict[str, str]:
    """Return the names of those who can be asked for advice by user name."""
    people = (account for account in house().accounts.all() if account.role == "specialist")
    return {account.username: account.display_name for account in people}


def record_dates(*, who: Principal, pupil_id: str, given: Given | None) -> tuple[Any, Any]:
    """Keep the dates that were typed, or say at each field why they cannot be."""
    if not given:
        raise PreventUpdate
    row, problems = changed(who, pupil_id, given)
    problems = problems or save("requests", pupil_id, row, given, who)
    if problems:
        return page.errors(problems), no_update
    return page.saved(), new_request_id()


def changed(who: Principal, pupil_id: str, given: Given) -> tuple[Row, dict[str, str]]:
    """Return the request with what was typed, and what is wrong with it."""
    held = store().tables.row("requests", pupil_id) or {}
    blank: Row = dict.fromkeys(TABLES["requests"].column_names)
    before = {**blank, **{name: held.get(name) for name in blank}, "pupil_id": pupil_id}
    columns, unread = typed(given)
    row = recorded(before, columns, by=who.username)
    pupil = store().tables.row("pupils", pupil_id) or {}
    born = datetime.date(int(pupil["birth_year"]), int(pupil["birth_month"]), 1)
    problems = {**problems_of(row, today=today(), born=born), **unread}
    if problems:
        return row, problems
    early = early_problem(row, before)
    stage = stage_problem(row, today=today(), advice=asked_of(rows_of("advice", pupil_id)))
    told = {"early_reason": early, "stage": stage}
    return row, {name: sentence for name, sentence in told.items() if sentence}


def save(table: str, key: str, row: Row, given: Given, who: Principal) -> dict[str, str]:
    """Append a row to the journal; return why it was not kept, nothing if it was."""
    revision = whole_number(given.get("revision")) or 0
    change = Change(table=table, key=key, expected_revision=revision, payload=row)
    sent = f"{who.username}:{given.get('sent', new_request_id())[:40]}"
    try:
        store().journal.append(change, actor=who.username, action="process.record", request_id=sent)
    except Conflict:
        return {"": page.CHANGED}
    except Invalid as invalid:
        return invalid.problems
    except (SaveFailed, RequestReused) as failed:
        return {"": str(failed)}
    return {}


def record_advice(*, who: Principal, pupil_id: str, given: Given | None) -> tuple[Any, Any]:
    """Keep that advice was asked for or has arrived, or say why it cannot be."""
    if not given:
        raise PreventUpdate
    name, _, revision = given.get("specialist", "").rpartition(":")
    problems = advice_wrong(pupil_id, name, given)
    if not problems:
        row = advice_row(pupil_id, name, given)
        told = {**given, "revision": revision}
        problems = save("advice", row["advice_id"], row, told, who)
    if problems:
        return page.errors(problems), no_update
    return page.advice_saved(specialists()[name]), new_request_id()


def advice_wrong(pupil_id: str, name: str, given: Given) -> dict[str, str]:
    """Return what is wrong with a piece of advice as it was typed."""
    request = store().tables.row("requests", pupil_id) or {}
    problems = advice_problems(
        given.get("asked_on", ""),
        given.get("received_on", ""),
        requested=day_of(request.get("requested_on")),
        today=today(),
    )
    unknown = {} if name in specialists() else {"specialist": "Choose who was asked."}
    return {**unknown, **problems}


def advice_row(pupil_id: str, name: str, given: Given) -> Row:
    """Return a row of the advice table."""
    asked, received = (written_day(words(given.get(day))) for day in ("asked_on", "received_on"))
    key, role = f"{pupil_id}:{name}", given.get("role", "")
    held = store().tables.row("advice", key) or {}
    return {
        "advice_id": key,
        "pupil_id": pupil_id,
        "specialist": name,
        "role": role if role in AUTHOR_ROLES else held.get("role"),
        "asked_on": asked.isoformat() if asked else None,
        "received_on": received.isoformat() if received else None,
    }


def register(app: Dash) -> None:
    """Wire the page of one case."""
    pupil = State(ids.PROCESS_PUPIL, "data")
    secured(
        app,
        open_process,
        action="process.read",
        subject="pupil_id",
        output=(
            Output(ids.PROCESS_CLOCK, "children"),
            Output(ids.PROCESS_FORM, "children"),
            Output(ids.PROCESS_ADVICE_FORM, "children"),
        ),
        inputs={
            "pupil_id": Input(ids.PROCESS_PUPIL, "data"),
            "saved": Input(ids.PROCESS_SAVED, "data"),
            "advice_saved": Input(ids.PROCESS_ADVICE_SAVED, "data"),
        },
    )
    advice = (ids.PROCESS_ADVICE_GIVEN, ids.PROCESS_ADVICE_MESSAGE, ids.PROCESS_ADVICE_SAVED)
    for function, (given, message, done) in (
        (record_dates, (ids.PROCESS_GIVEN, ids.PROCESS_MESSAGE, ids.PROCESS_SAVED)),
        (record_advice, advice),
    ):
        secured(
            app,
            function,
            action="process.record",
            subject="pupil_id",
            output=(Output(message, "children"), Output(done, "data")),
            inputs={"given": Input(given, "data")},
            state={"pupil_id": pupil},
            prevent_initial_call=True,
        )
