"""Pupils: who was asked, who has answered, and whom to ask before a review."""

from __future__ import annotations

import datetime
from functools import lru_cache
from typing import Any

import pandas as pd
from dash import Dash, Input, Output

from access.policy import relations_allowing
from access.principal import Principal
from access.secured import secured
from analytics.caseload import page_count
from analytics.feedback.heard import heard, heard_reading, narrowed
from callbacks.context import (
    every_case,
    readable_cases,
    reads_every_pupil,
    records,
    school_names,
    store,
    today,
    whole_number,
    whose,
    words,
)
from data.store import Store
from layouts.feedback import ids
from layouts.feedback.heard import PAGE_SIZE, heard_list, page_options

TABLES = ("pupils", "requests", "assessments", "feedback_links", "feedback")
Options = list[dict[str, str]]


def update_heard(
    *, who: Principal, text: str | None, show: str | None, mine: bool, page: str | None
) -> tuple[list[Any], Options, str]:
    """Show one page of the pupils that fit, those to be asked first."""
    every = heard_by(who)
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


def heard_by(who: Principal) -> pd.DataFrame:
    """Return who was heard of the pupils a person may read."""
    kept = store()
    versions = tuple(kept.tables.version(name) for name in TABLES)
    if reads_every_pupil(who):
        return _every_heard(kept, versions, today())
    return _heard(kept, readable_cases(who), today())


# It is the same for everybody until somebody saves, and each filter and page asks for it.
@lru_cache(maxsize=1)
def _every_heard(kept: Store, _versions: tuple[int, ...], date: datetime.date) -> pd.DataFrame:
    return _heard(kept, every_case(), date)


def _heard(kept: Store, cases: pd.DataFrame, date: datetime.date) -> pd.DataFrame:
    links, answers = kept.tables.load("feedback_links"), kept.tables.load("feedback")
    return heard(cases, links, answers, today=date)


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
