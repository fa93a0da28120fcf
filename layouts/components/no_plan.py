"""The note wherever a case falls under the authority's rule for no plan."""

from __future__ import annotations

from dash import html

from analytics.panel import RULE
from layouts.components.notice import notice


def no_plan() -> html.Div:
    """Say that the rule suggests no plan, and that the panel decides."""
    return notice("watch", html.P(RULE), title="X10: the rule for no plan says no")
