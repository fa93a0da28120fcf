"""The introduction of a page, which the reader can switch off in the control panel."""

from __future__ import annotations

from dash import html


def introduction(text: str) -> html.Div:
    """Return what the page is for, in a box."""
    return html.Div(html.P(text), className="introduction")
