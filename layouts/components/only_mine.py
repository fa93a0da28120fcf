"""The filter for one's own pupils, and what is said of it, for those who hold cases."""

from __future__ import annotations

import dash_bootstrap_components as dbc
from dash import html

# The header says whether the reader may hold cases; assets/30-components.css hides this otherwise.
OWN_CASES = "own-cases"
LABEL = "Only my pupils"


def only_mine(id: str, value: bool) -> dbc.Checkbox:
    """Return the tick box that leaves the pupils whose case the reader holds."""
    return dbc.Checkbox(id=id, label=LABEL, value=value, class_name=OWN_CASES)


def nothing_here(words: str, otherwise: str = "") -> html.P:
    """Say that a list is empty, and to those who see its filter how to see the pupils of others.

    `otherwise` is a second thing to do, for everybody.
    """
    wider = html.Span(f" Untick “{LABEL}” to see the pupils of others too.", className=OWN_CASES)
    more = f" {otherwise}" if otherwise else ""
    return html.P([f"{words}{more}", wider], className="empty")
