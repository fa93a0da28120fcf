"""An abbreviation that explains itself on hover and on focus."""

from __future__ import annotations

from dash import html


def term(short: str, meaning: str) -> html.Abbr:
    """Return an abbreviation whose meaning shows on hover and on keyboard focus."""
    return html.Abbr(short, title=meaning, tabIndex="0", className="term")
