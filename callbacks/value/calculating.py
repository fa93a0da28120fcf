"""Value: work out what follows from the figures that were chosen or typed, and keep them."""

from __future__ import annotations

import datetime
from functools import lru_cache
from typing import Any

from dash import Dash, Input, Output, no_update
from dash.exceptions import PreventUpdate

from access.policy import may
from access.principal import Principal
from access.secured import secured
from analytics.value.calculator import calculate
from analytics.value.durations import Taken, processes, taken
from analytics.value.inputs import PACK, Inputs, inputs_of, typed
from analytics.value.own import own
from callbacks.context import store, today
from callbacks.value.kept import keep_inputs, kept_inputs
from data.store import Store
from layouts.feedback import ids
from layouts.value import page

Given = dict[str, str]


def show_value(
    *, who: Principal, given: Given | None, kept: int | None
) -> tuple[Any, Any, Any, Any]:
    """Show what follows from the figures that were typed or chosen, or say what is wrong."""
    sent = given or {}
    is_typed = "whose" not in sent and bool(sent)
    numbers, problems = typed(sent) if is_typed else ({}, {})
    if problems:
        return page.errors(problems), no_update, no_update, no_update
    opened = open_value(who, numbers if is_typed else None, whose=sent.get("whose", ""))
    form = no_update if is_typed else page.form(opened)
    return None, page.lead(opened), form, page.body(opened)


def open_value(who: Principal, numbers: dict[str, float] | None, *, whose: str) -> page.Opened:
    """Return what the page shows for numbers that were typed, or for those of somebody."""
    kept = kept_inputs()
    start, inputs, told = _chosen(numbers, whose, kept)
    return page.Opened(
        inputs=inputs,
        figures=calculate(inputs),
        whose=start,
        told=told,
        stages=stages(),
        kept=kept,
        may_keep=may(who.role, "value.write"),
    )


def _chosen(
    numbers: dict[str, float] | None, whose: str, kept: page.Kept | None
) -> tuple[str, Inputs, tuple[str, ...]]:
    if numbers is not None:
        return "typed", inputs_of(numbers), ()
    if whose == "counted":
        counted = own(store().tables.load("requests"), today=today())
        return whose, inputs_of(counted.inputs), counted.told
    if kept and whose != "pack":
        return "kept", kept.inputs, ()
    return "pack", PACK, ()


def stages() -> tuple[Taken, ...]:
    """Return how long each stage took in the last 12 months."""
    kept = store()
    return _stages(kept, kept.tables.version("requests"), today())


# Every revision of every request is read for it.
@lru_cache(maxsize=2)
def _stages(kept: Store, _version: int, date: datetime.date) -> tuple[Taken, ...]:
    entries = kept.journal.stream(0, table="requests")
    return taken(processes([entry.payload for entry in entries if entry.payload]), today=date)


def keep_value(*, who: Principal, given: Given | None) -> tuple[Any, Any]:
    """Keep the figures shown as the authority's own, with where they come from."""
    if not given:
        raise PreventUpdate
    revision, problems = keep_inputs(given, who=who)
    if problems:
        return page.errors(problems), no_update
    return page.saved(revision), revision


def register(app: Dash) -> None:
    """Wire the value calculator."""
    secured(
        app,
        show_value,
        action="value.read",
        output=(
            Output(ids.VALUE_ERRORS, "children"),
            Output(ids.VALUE_LEAD, "children"),
            Output(ids.VALUE_FORM, "children"),
            Output(ids.VALUE_BODY, "children"),
        ),
        inputs={
            "given": Input(ids.VALUE_GIVEN, "data"),
            "kept": Input(ids.VALUE_KEPT, "data"),
        },
    )
    secured(
        app,
        keep_value,
        action="value.write",
        output=(Output(ids.VALUE_MESSAGE, "children"), Output(ids.VALUE_KEPT, "data")),
        inputs={"given": Input(ids.VALUE_KEEP, "data")},
        prevent_initial_call=True,
    )
