"""A message that says what happened, by word and icon first and colour second."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from layouts.components.element import Element, element

ICONS = {"ok": "✓", "watch": "!", "problem": "×", "note": "i"}
WORDS = {"ok": "Done", "watch": "Check", "problem": "Problem", "note": "Note"}


def notice(kind: str, children: Any, *, title: str = "") -> html.Div:
    """Return a message of kind ok, watch, problem or note."""
    heading = html.P(
        [
            html.Span(ICONS[kind], className="notice__icon", **{"aria-hidden": "true"}),
            html.Strong(title or WORDS[kind]),
        ],
        className="notice__title",
    )
    return html.Div([heading, html.Div(children)], className=f"notice notice--{kind}")


def refused(sentences: Sequence[str], *, title: str = "That did not work") -> html.Div:
    """Say why nothing was done."""
    return notice("problem", html.Ul([html.Li(words) for words in sentences]), title=title)


def status(kind: str, words: str) -> Element:
    """Return a short state with its icon, such as the lateness of a case."""
    icon = element("Span", ICONS[kind], **{"aria-hidden": "true"})
    return element("Span", [icon, " ", words], className=f"status status--{kind}")
