"""The strip of facts at the top of a pupil's page."""

from __future__ import annotations

from typing import Any

from dash import html

WIDE = 16


def facts(pairs: list[tuple[Any, Any]]) -> html.Dl:
    """Return a strip of facts, each a term and its value; long values take two places."""
    return html.Dl([_fact(name, value) for name, value in pairs], className="facts")


def _fact(name: Any, value: Any) -> html.Div:
    wide = isinstance(value, str) and len(value) > WIDE
    return html.Div(
        [html.Dt(name), html.Dd(value)],
        className="facts__fact facts__fact--wide" if wide else "facts__fact",
    )
