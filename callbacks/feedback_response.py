"""Who is heard: counted over everybody, small counts only for those who may read every pupil."""

from __future__ import annotations

import datetime
from functools import lru_cache
from typing import Any

from dash import Dash, Input, Output
from dash.exceptions import PreventUpdate

from access.principal import Principal
from access.secured import secured
from analytics.feedback_response import Heard, heard, people_of, withheld
from callbacks.context import reads_every_pupil, school_names, store, today
from data.schemas.feedback import VOICES
from data.store import Store
from layouts import feedback_response as page
from layouts.feedback import ids

TABLES = ("pupils", "requests", "assessments", "schools", "feedback_links", "feedback")


def show_response(*, who: Principal, voice: str | None) -> tuple[list[Any], list[Any]]:
    """Show who answered of one voice, and what stands out of all."""
    if voice not in VOICES:
        raise PreventUpdate
    opened = open_response(who)
    return page.lead(opened), page.body(opened, voice)


def open_response(who: Principal) -> page.Opened:
    """Return what a person may see of who is heard."""
    is_withheld = not reads_every_pupil(who)
    kept = store()
    versions = tuple(kept.tables.version(name) for name in TABLES)
    found = (_withheld if is_withheld else _counted)(kept, versions, today())
    return page.Opened(found, school_names(), is_withheld)


# The same for everybody until somebody saves, and each voice asks for it.
@lru_cache(maxsize=2)
def _counted(kept: Store, _versions: tuple[int, ...], date: datetime.date) -> Heard:
    pupils, requests, assessments, schools, links, feedback = (
        kept.tables.load(name) for name in TABLES
    )
    people = people_of(pupils, requests, assessments, schools, today=date)
    return heard(people, links, feedback, today=date)


@lru_cache(maxsize=2)
def _withheld(kept: Store, versions: tuple[int, ...], date: datetime.date) -> Heard:
    return withheld(_counted(kept, versions, date))


def register(app: Dash) -> None:
    """Wire the page of who is heard."""
    secured(
        app,
        show_response,
        action="evidence.read",
        output=(Output(ids.RESPONSE_LEAD, "children"), Output(ids.RESPONSE_BODY, "children")),
        inputs={"voice": Input(ids.RESPONSE_VOICE, "value")},
    )
