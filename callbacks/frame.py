"""The control panel: which pages a person may open, and finding a pupil."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State
from dash.exceptions import PreventUpdate

from access.policy import may
from access.principal import Principal
from access.secured import secured
from analytics.caseload import search
from callbacks.context import records, school_names, visible_pupils, words
from layouts import frame, ids
from layouts.page import Page
from layouts.registry import PAGES

RESULTS = 20


def update_navigation(*, who: Principal, pathname: str | None) -> tuple[list[Any], bool, list[Any]]:
    """Show the pages and views that the role may open, and the search to those with pupils."""
    address = pathname or "/"
    links = frame.navigation(pages_for(who), pathname=address, signed_in=who.signed_in)
    views = frame.views_of(allowed_pages(who), pathname=address)
    return links, not may(who.role, "pupil.search"), views


def allowed_pages(who: Principal) -> list[Page]:
    """Return every page that the person's role may open."""
    return [page for page in PAGES if may(who.role, page.action)]


def pages_for(who: Principal) -> list[Page]:
    """Return the pages in the control panel that the person's role may open.

    Of a tab whose own page they may not open, the first view that they may stands in its place.
    """
    allowed = allowed_pages(who)
    shown = ((page, _opened(page, allowed)) for page in PAGES if page.listed)
    return [found if found is page else _standing_in(page, found) for page, found in shown if found]


def _opened(page: Page, allowed: list[Page]) -> Page | None:
    if page in allowed:
        return page
    return next((view for view in allowed if view.tab and view.tab == page.path), None)


def _standing_in(page: Page, view: Page) -> Page:
    return replace(view, title=page.title, also=(*view.also, page.path))


def first_page(who: Principal) -> str:
    """Return the page to start on: roles without a caseload start on the first they may open."""
    return next((page.path for page in pages_for(who)), "/sign-in")


def find_pupils(*, who: Principal, text: str | None) -> list[Any]:
    """List the pupils whose reference or school matches what was typed."""
    wanted = words(text)
    if not wanted or not may(who.role, "pupil.read"):
        return frame.pupil_results([], total=0, text="")
    names = school_names()
    pupils = visible_pupils(who)
    found = search(pupils, wanted, limit=len(pupils), names=names)
    rows = [
        (case["pupil_id"], names.get(case["school_id"], "")) for case in records(found[:RESULTS])
    ]
    return frame.pupil_results(rows, total=len(found), text=wanted)


def open_first_pupil(*, who: Principal, submits: int | None, text: str | None) -> str:
    """Open the first pupil found when Enter is pressed in the search."""
    if not submits or not words(text):
        raise PreventUpdate
    found = search(visible_pupils(who), words(text), limit=1, names=school_names())
    if found.empty:
        raise PreventUpdate
    return f"/pupils/{found['pupil_id'].iloc[0]}"


def register(app: Dash) -> None:
    """Wire the control panel."""
    secured(
        app,
        update_navigation,
        action="panel.read",
        output=(
            Output(ids.NAVIGATION, "children"),
            Output(ids.PUPIL_SEARCH_BOX, "hidden"),
            Output(ids.VIEWS, "children"),
        ),
        inputs={"pathname": Input(ids.LOCATION, "pathname")},
    )
    secured(
        app,
        find_pupils,
        action="pupil.search",
        output=Output(ids.PUPIL_RESULTS, "children"),
        inputs={"text": Input(ids.PUPIL_SEARCH, "value")},
        prevent_initial_call=True,
    )
    secured(
        app,
        open_first_pupil,
        action="pupil.search",
        output=Output(ids.NAVIGATE, "pathname"),
        inputs={"submits": Input(ids.PUPIL_SEARCH, "n_submit")},
        state={"text": State(ids.PUPIL_SEARCH, "value")},
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("frame", "showSwitches"),
        Output(ids.CONTENT, "className"),
        Input(ids.INTRODUCTION_SWITCH, "value"),
        Input(ids.DEFINITIONS_SWITCH, "value"),
    )
    app.clientside_callback(
        ClientsideFunction("frame", "goToAnchor"),
        Output(ids.REVIEW_BODY, "className"),
        Input(ids.REVIEW_BODY, "children"),
    )
