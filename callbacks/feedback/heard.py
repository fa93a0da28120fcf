"""Pupils: who was asked, who has answered, and whom to ask before a review."""

from __future__ import annotations

from typing import Any

from dash import Dash, Input, Output

from access.policy import relations_allowing
from access.principal import Principal
from access.secured import secured
from analytics.caseload import page_count
from analytics.feedback.heard import heard, heard_reading, narrowed
from callbacks.context import (
    readable_cases,
    records,
    school_names,
    store,
    today,
    whole_number,
    whose,
    words,
)
from layouts.feedback import ids
from layouts.feedback.heard import PAGE_SIZE, heard_list, page_options

Options = list[dict[str, str]]


def update_heard(
    *, who: Principal, text: str | None, show: str | None, mine: bool, page: str | None
) -> tuple[list[Any], Options, str]:
    """Show one page of the pupils that fit, those to be asked first."""
    tables = store().tables
    links, answers = tables.load("feedback_links"), tables.load("feedback")
    every = heard(readable_cases(who), links, answers, today=today())
    chosen = narrowed(
        every,
        show=words(show),
        text=words(text),
        mine=whose(who, mine=mine),
        schools=school_names(),
    )
    pages = page_count(chosen, PAGE_SIZE)
    number = min(max(whole_number(page) or 1, 1), pages)
    shown = records(chosen.iloc[(number - 1) * PAGE_SIZE : number * PAGE_SIZE])
    body = heard_list(
        shown,
        reading=heard_reading(chosen),
        none_at_all=every.empty,
        may_ask=_may_ask(who, shown),
    )
    return body, page_options(pages), str(number)


def _may_ask(who: Principal, rows: list[dict[str, Any]]) -> frozenset[str]:
    """Return about whom a person may ask: a co-ordinator about the cases they hold."""
    if "own" not in relations_allowing(who.role, "feedback.ask"):
        return frozenset()
    return frozenset(row["pupil_id"] for row in rows if row["co_ordinator"] == who.username)


def register(app: Dash) -> None:
    """Wire the list of pupils."""
    secured(
        app,
        update_heard,
        action="pupil.search",
        output=(
            Output(ids.HEARD_BODY, "children"),
            Output(ids.HEARD_PAGE, "options"),
            Output(ids.HEARD_PAGE, "value"),
        ),
        inputs={
            "text": Input(ids.HEARD_TEXT, "value"),
            "show": Input(ids.HEARD_SHOW, "value"),
            "mine": Input(ids.HEARD_MINE, "value"),
            "page": Input(ids.HEARD_PAGE, "value"),
        },
    )
