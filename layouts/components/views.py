"""The views of one tab, as links at the top of each of its pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import dcc, html


def views(links: Sequence[tuple[str, str]], *, current: str, label: str) -> list[Any]:
    """Return links to the views of a tab, none where there is only one; links are (path, words)."""
    if len(links) < 2:
        return []
    items = [html.Li(_link(path, words, current=path == current)) for path, words in links]
    return [
        html.Nav(
            html.Ul(items, className="views__links"), className="views", **{"aria-label": label}
        )
    ]


def _link(path: str, words: str, *, current: bool) -> Any:
    mark = {"aria-current": "page"} if current else {}
    # dcc.Link passes no aria attribute on, so the mark sits on the item inside it.
    return dcc.Link(
        html.Span(words, **mark),
        href=path,
        className="views__link views__link--current" if current else "views__link",
    )
