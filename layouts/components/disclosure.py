"""Content that is folded until somebody asks for it."""

from __future__ import annotations

from typing import Any

from dash import html


def disclosure(
    summary: str, children: Any, *, open: bool = False, printed: bool = False
) -> html.Details:
    """Return folded content under a line that opens it; what is `printed` is open on paper."""
    return html.Details(
        [html.Summary(summary), html.Div(children, className="details__body")],
        open=open,
        className="details details--printed" if printed else "details",
    )
