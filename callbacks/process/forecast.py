"""Forecast: which of the cases a person may read will miss 20 weeks, and how the year may end."""

from __future__ import annotations

import datetime
from functools import lru_cache
from typing import Any

from dash import Dash, Input, Output

from access.principal import Principal
from access.secured import secured
from analytics.caseload import filtered
from analytics.process.forecast import Outlook, forecast
from analytics.process.year import Year, this_year
from callbacks.context import (
    display_names,
    readable_cases,
    reads_every_pupil,
    store,
    today,
    whose,
)
from callbacks.sen2.source import sen2
from data.schemas.sen2 import NATIONAL
from data.store import Store
from layouts import ids
from layouts.process.forecast import Published, body

WITHIN_20_WEEKS = "within_20_weeks_pct"


def update_forecast(*, who: Principal, mine: bool) -> list[Any]:
    """Show the outlook of each case, and of the year to those who see everybody."""
    outlooks, year = everybody()
    shown = set(filtered(readable_cases(who), mine=whose(who, mine=mine))["pupil_id"])
    every = reads_every_pupil(who)
    return body(
        [one for one in outlooks if one.pupil_id in shown],
        names=display_names(),
        year=year if every else None,
        england=england() if every else None,
        withheld=not every,
    )


def everybody() -> tuple[tuple[Outlook, ...], Year]:
    """Return the outlook of every case of the authority, and of the year."""
    kept = store()
    return _everybody(kept, kept.tables.version("requests"), kept.tables.version("advice"), today())


# It is the same for everybody until somebody records a date.
@lru_cache(maxsize=2)
def _everybody(
    kept: Store, _requests: int, _advice: int, date: datetime.date
) -> tuple[tuple[Outlook, ...], Year]:
    requests = kept.tables.load("requests")
    outlooks = forecast(requests, kept.tables.load("advice"), today=date)
    return outlooks, this_year(requests, outlooks, today=date)


def england() -> Published | None:
    """Return England's newest published percentage within 20 weeks, None where there is none."""
    found = sen2()
    figures = found.figures
    rows = figures[(figures["level"] == NATIONAL) & (figures["indicator"] == WITHIN_20_WEEKS)]
    rows = rows[rows["value"].notna()].sort_values("year", kind="stable")
    if rows.empty:
        return None
    newest = rows.iloc[-1]
    return Published(float(newest["value"]), int(newest["year"]), invented=found.illustrative)


def register(app: Dash) -> None:
    """Wire the forecast."""
    secured(
        app,
        update_forecast,
        action="caseload.read",
        output=Output(ids.FORECAST_BODY, "children"),
        inputs={"mine": Input(ids.FORECAST_MINE, "value")},
    )
