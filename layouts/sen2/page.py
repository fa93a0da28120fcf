"""The frame of every SEN2 view: its address, its heading, its choices and its body."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from dash import dcc, html

from layouts import ids
from layouts.components.element import element, link
from layouts.components.notice import notice
from layouts.components.section import section
from layouts.sen2.address import Asked, Chosen, Known
from layouts.sen2.choices import choices
from layouts.sen2.views import View

Regions = Mapping[str, Sequence[tuple[str, str]]]
INVENTED = (
    "Invented figures for illustration: these authorities do not exist. An administrator can load "
    "the DfE's release."
)


def page(view: View, /, **query: Any) -> html.Div:
    """Return a view with nothing in it yet; `query` is the address's, as Dash reads it."""
    search = urlencode(query, doseq=True)
    address = f"{view.path}?{search}" if search else view.path
    return html.Div(
        [
            dcc.Store(id=ids.sen2(view.id, "address"), data=address),
            dcc.Store(id=ids.sen2(view.id, "kept")),
            html.Div(id=ids.sen2(view.id, "views"), className="sen2__views"),
            html.H1(view.heading),
            html.Div(id=ids.sen2(view.id, "choices")),
            html.Div(
                html.P("Reading the figures…", className="loading"),
                id=ids.sen2(view.id, "body"),
                className="sen2__body",
            ),
        ],
        className="sen2",
    )


def top(view: View, asked: Asked, known: Known, *, illustrative: bool) -> list[Any]:
    """Return what stands between the heading and the body: labels, problems and the choices."""
    label = [html.P(INVENTED, className="sen2-invented")] if illustrative else []
    wrong = [notice("watch", html.Ul([html.Li(words) for words in asked.problems]))]
    return [*label, *(wrong if asked.problems else []), choices(view, asked, known)]


def no_authority(view: View, chosen: Chosen, regions: Regions) -> list[Any]:
    """Return the body of a view that needs an authority while none is chosen.

    `regions` has code and name of the authorities of each region, by the region's name.
    """
    words = "Choose an authority above or here. The address then opens the same view again."
    return [
        html.P(words, className="empty"),
        html.Div([_region(view, chosen, *one) for one in regions.items()], className="regions"),
    ]


def _region(
    view: View, chosen: Chosen, name: str, authorities: Sequence[tuple[str, str]]
) -> html.Section:
    links = [
        element("Li", link(words, f"{view.path}{chosen.query(authority=code)}"))
        for code, words in authorities
    ]
    return section(name, element("Ul", links))


def no_figures() -> list[Any]:
    """Return the body of a view whose figure the chosen return does not have."""
    words = "The chosen SEN2 return has no such figure. Choose another return or indicator."
    return [html.P(words, className="empty")]
