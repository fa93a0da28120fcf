"""What changed: the saves of others in the records of one's pupils since one last looked."""

from __future__ import annotations

import datetime
from typing import Any

from dash import Dash, Input, Output, State, ctx

from access.policy import may
from access.principal import Principal
from access.secured import secured
from analytics.caseload import filtered
from analytics.process.notices import TOLD_OF, Edit, notices
from callbacks.context import SYSTEM, display_names, readable_cases, store, today, whose
from callbacks.process.calendar import passed_for
from data.journal import Saved
from layouts import ids
from layouts.process import changes

# Our choices: who has never looked sees two weeks, and nobody more than this many saves.
FIRST_LOOK = datetime.timedelta(days=14)
LOOKED_AT = 5_000
MOST = 300
OF_PUPIL = ("assessments", "requests", "plans", "pupils")
WITH_PUPIL = ("advice", "plan_lines")
# What is not for everybody who may read the pupil's record.
NEEDS = {
    "panel_items": "panel.review",
    "panel_decisions": "panel.review",
    "consultations": "placement.read",
}

Answer = tuple[list[Any], int, bool, str]


def update_changes(
    *, who: Principal, mine: bool, clicks: int | None, reached: int | None
) -> Answer:
    """Show what others changed; at the button, first note that the reader has seen it."""
    if clicks and reached and ctx.triggered_id == ids.CHANGES_SEEN:
        store().seen.mark(who.username, min(reached, store().journal.head()))
    head, seen = store().journal.head(), store().seen.reached(who.username)
    since = None if seen else today() - FIRST_LOOK
    shown = saves_for(who, after=seen, since=since, mine=mine)
    found = notices(edits_of(shown[:MOST]))
    cut_off = len(shown) > MOST
    late = changes.passed(passed_for(who, mine=mine))
    body = changes.body(found, names=display_names(), since=since, cut_off=cut_off)
    return [*late, *body], head, not found, ""


def saves_for(
    who: Principal, *, after: int, since: datetime.date | None, mine: bool
) -> list[tuple[str, Saved]]:
    """Return what others saved of the pupils a person may read, the newest first."""
    pupils = set(filtered(readable_cases(who), mine=whose(who, mine=mine))["pupil_id"])
    saved = store().journal.newest(after, but=SYSTEM, count=LOOKED_AT)
    tables = {name for name in TOLD_OF if may(who.role, NEEDS.get(name, "pupil.read"))}
    told = ((pupil_of(one), one) for one in saved if one.table in tables)
    return [
        (pupil_id, one)
        for pupil_id, one in told
        if pupil_id in pupils
        and one.actor != who.username
        and (since is None or one.recorded_at.date() >= since)
    ]


def pupil_of(saved: Saved) -> str:
    """Return the pupil whose record a save is of, "" where it is of nobody's."""
    if saved.table in OF_PUPIL:
        return saved.key
    if saved.table in WITH_PUPIL:
        return saved.key.partition(":")[0]
    row = store().tables.row(saved.table, saved.key)
    return str(row["pupil_id"]) if row else ""


def edits_of(saves: list[tuple[str, Saved]]) -> list[Edit]:
    """Return the saves with what they saved and what stood before."""
    keys = {(saved.table, saved.key) for _, saved in saves}
    tables = store().tables
    history = {key: {row["revision"]: row for row in tables.history(*key)} for key in keys}
    return [
        Edit(
            sequence=saved.sequence,
            at=saved.recorded_at,
            actor=saved.actor,
            table=saved.table,
            pupil_id=pupil_id,
            before=history[saved.table, saved.key].get(saved.revision - 1),
            after=history[saved.table, saved.key].get(saved.revision),
        )
        for pupil_id, saved in saves
    ]


def register(app: Dash) -> None:
    """Wire the list of changes."""
    secured(
        app,
        update_changes,
        action="caseload.read",
        output=(
            Output(ids.CHANGES_BODY, "children"),
            Output(ids.CHANGES_REACHED, "data"),
            Output(ids.CHANGES_SEEN, "hidden"),
            Output(ids.CHANGES_MESSAGE, "children"),
        ),
        inputs={
            "mine": Input(ids.CHANGES_MINE, "value"),
            "clicks": Input(ids.CHANGES_SEEN, "n_clicks"),
        },
        state={"reached": State(ids.CHANGES_REACHED, "data")},
    )
