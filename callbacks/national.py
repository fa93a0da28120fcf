"""Reference Charts: published figures on England and three authorities."""

from __future__ import annotations

from functools import cache
from typing import Any

from dash import Dash, Input, Output, ctx
from dash.exceptions import PreventUpdate

from access.principal import Principal
from access.secured import secured
from analytics.national import rows
from callbacks.downloads import as_csv
from data.published import read_reference
from layouts import ids, national


def open_national(*, who: Principal, opened: bool | None) -> list[Any]:
    """Draw the national series and the comparison of authorities."""
    return _body()


# What was published does not change, nor is any of it kept from anybody who opens the page.
@cache
def _body() -> list[Any]:
    return national.body(read_reference("national_plans"), read_reference("area_figures"))


def download_national(
    *, who: Principal, every: int | None, new: int | None, areas: int | None
) -> Any:
    """Send the table beside a chart as a CSV file."""
    if not ctx.triggered[0]["value"]:
        raise PreventUpdate
    if ctx.triggered_id == ids.NATIONAL_AREAS_BUTTON:
        frame = read_reference("area_figures")
        return as_csv(frame, "authorities")
    measure = "new" if ctx.triggered_id == ids.NATIONAL_NEW_BUTTON else "all"
    frame = rows(read_reference("national_plans"), measure=measure)
    return as_csv(frame, f"england-{measure}-plans")


def register(app: Dash) -> None:
    """Wire the page of national figures."""
    secured(
        app,
        open_national,
        action="charts.read",
        output=Output(ids.NATIONAL_BODY, "children"),
        inputs={"opened": Input(ids.NATIONAL_OPENED, "data")},
    )
    secured(
        app,
        download_national,
        action="charts.read",
        output=Output(ids.NATIONAL_DOWNLOAD, "data"),
        inputs={
            "every": Input(ids.NATIONAL_ALL_BUTTON, "n_clicks"),
            "new": Input(ids.NATIONAL_NEW_BUTTON, "n_clicks"),
            "areas": Input(ids.NATIONAL_AREAS_BUTTON, "n_clicks"),
        },
        prevent_initial_call=True,
    )
