"""The strip of facts at the top of a pupil's page."""

from __future__ import annotations

from typing import Any

from dash import html

from layouts.components.element import Element, element

# Longer than a short date, which fits in one place.
WIDE = 12


def facts(pairs: list[tuple[Any, Any]]) -> html.Dl:
    """Return a strip of facts, each a term and its value; long values take two places."""
    shown: list[Any] = [_fact(name, value) for name, value in pairs]
    return html.Dl(shown, className="facts")


def _fact(name: Any, value: Any) -> Element:
    wide = isinstance(value, str) and len(value) > WIDE
    return element(
        "Div",
        [element("Dt", name), element("Dd", value)],
        className="facts__fact facts__fact--wide" if wide else "facts__fact",
    )
