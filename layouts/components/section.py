"""A part of a page under its heading."""

from __future__ import annotations

from typing import Any

from dash import html


def section(heading: str, *parts: Any) -> html.Section:
    """Return parts of a page under a heading of the second level."""
    return html.Section([html.H2(heading), *parts])
