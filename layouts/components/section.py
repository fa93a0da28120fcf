"""A part of a page under its heading."""

from __future__ import annotations

from typing import Any

from dash import html


def section(heading: str, *parts: Any, level: int = 2) -> html.Section:
    """Return parts of a page under a heading of the second level, or of the third."""
    title = html.H2 if level == 2 else html.H3
    return html.Section([title(heading), *parts])
