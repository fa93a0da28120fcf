"""A chart with its reading, its table, its download and how to read it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import dcc, html

from layouts.components.disclosure import disclosure
from layouts.components.element import drawn
from layouts.figures.style import CONFIG

SCROLLS = "The picture is wider than the screen: move it sideways."


def download_button(id: str) -> html.Button:
    """Return the button under a chart that sends its table."""
    return html.Button("Download the table", id=id, className="button button--quiet")


def chart(
    figure: dict[str, Any],
    *,
    reading: str,
    table: Any,
    key: str,
    how_to_read: str,
    download: str = "",
    files: Sequence[Any] = (),
    min_width: int = 0,
) -> html.Figure:
    """Return a figure element: the sentence first, then the picture, then what is under it.

    `download` is the id of the button that sends the table, where there is one; `files` are links
    and buttons that do the same. A picture that needs a `min_width` in pixels scrolls sideways.
    """
    height = figure["layout"]["height"]
    picture = html.Div(
        dcc.Graph(figure=figure, config=CONFIG, style={"height": height}),
        role="img",
        className="chart__picture",
        # The graph's code arrives after the page, so its room is kept and nothing below it moves.
        style={"minHeight": height, **({"minWidth": min_width} if min_width else {})},
        **{"aria-label": reading},
    )
    room = _sideways(picture, reading) if min_width else picture
    under = [disclosure("Table", drawn(table)), disclosure("How to read this", html.P(how_to_read))]
    if download:
        under.insert(1, download_button(download))
    under[1:1] = files
    return html.Figure(
        [
            html.Figcaption(reading, className="chart__reading"),
            html.P(key, className="quiet"),
            *([html.P(SCROLLS, className="quiet chart__scrolls")] if min_width else []),
            room,
            html.Div(under, className="chart__under"),
        ],
        className="chart",
    )


def _sideways(picture: html.Div, reading: str) -> html.Div:
    """Return a region in which a wide picture is moved, by keyboard too, and not the page."""
    named = {"role": "region", "aria-label": f"Wider than a small screen: {reading}"}
    return html.Div(picture, className="table-frame", tabIndex="0", **named)
