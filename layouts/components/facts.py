"""The strip of facts at the top of a pupil's page."""

from __future__ import annotations

from typing import Any

from dash import html


def facts(pairs: list[tuple[Any, Any]]) -> html.Dl:
    """Return a strip of facts, each a term and its value."""
    return html.Dl(
        [
            html.Div([html.Dt(name), html.Dd(value)], className="facts__fact")
            for name, value in pairs
        ],
        className="facts",
    )
