"""Places of drawings that are still to come."""

from __future__ import annotations

from typing import Any

from layouts.figures import style


def drawing(*_: Any, **__: Any) -> dict[str, Any]:
    """Return an empty drawing."""
    return {"data": [], "layout": style.layout(height=40)}


draw_league = draw_funnel = draw_breakdown = draw_tiles = drawing
