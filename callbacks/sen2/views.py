"""SEN2 benchmarking: every view is drawn whole from what stands in its address."""

from __future__ import annotations

from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, no_update

from access.policy import may
from access.principal import Principal
from access.secured import secured
from callbacks.sen2.arranged import in_use
from callbacks.sen2.bodies import body
from layouts import ids
from layouts.registry import PAGES
from layouts.sen2.address import read
from layouts.sen2.choices import shown, view_links
from layouts.sen2.page import top
from layouts.sen2.views import VIEWS, View

TAB = "/sen2"


def open_view(*, who: Principal, address: str) -> tuple[Any, Any, Any, str]:
    """Show the view of an address: links to the others, its choices, its body, and what it keeps.

    Choices that are on the page already, named after #, stay as they are.
    """
    address, _, present = address.partition("#")
    path, _, search = address.partition("?")
    view, source = view_of(path), in_use()
    asked = read(search, source.known)
    same = present == shown(view, asked)
    return (
        view_links(links_for(who), current=view.path, chosen=asked.chosen),
        no_update if same else top(view, asked, source.known, illustrative=source.illustrative),
        body(view.id, source, asked.chosen),
        f"{view.path}{asked.chosen.query()}",
    )


def view_of(path: str) -> View:
    """Return the view at a path, the first of all where it is none."""
    return next((view for view in VIEWS.values() if view.path == path), VIEWS["stands"])


def links_for(who: Principal) -> list[tuple[str, str]]:
    """Return the views of the tab that a person may open, as path and words."""
    views = (page for page in PAGES if page.tab == TAB and may(who.role, page.action))
    return [(page.path, page.view) for page in views]


def register(app: Dash) -> None:
    """Wire every view of SEN2 benchmarking."""
    for view in VIEWS.values():
        secured(
            app,
            open_view,
            action="sen2.read",
            output=(
                Output(ids.sen2(view.id, "views"), "children"),
                Output(ids.sen2(view.id, "choices"), "children"),
                Output(ids.sen2(view.id, "body"), "children"),
                Output(ids.sen2(view.id, "kept"), "data"),
            ),
            inputs={"address": Input(ids.sen2(view.id, "address"), "data")},
        )
        app.clientside_callback(
            ClientsideFunction("sen2", "keepAddress"),
            Output(ids.sen2(view.id, "body"), "className"),
            Input(ids.sen2(view.id, "kept"), "data"),
        )
