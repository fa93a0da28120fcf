"""How an authority is made to stand out: the own one, those it is compared with, and the rest."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from layouts.figures import style
from layouts.figures.sen2.names import shortened

OWN, BESIDE, REST = "own", "beside", "rest"
SIZES = {OWN: 13, BESIDE: 10, REST: 7}
SYMBOLS = {OWN: "diamond", BESIDE: "square", REST: "circle"}
FILLS = {OWN: style.ACCENT, BESIDE: style.INK, REST: style.PAPER}
EDGES = {OWN: style.ACCENT, BESIDE: style.INK, REST: style.OTHERS}


def role(code: str, *, own: str, beside: Collection[str]) -> str:
    """Return whether an authority is the own one, one to compare with, or one of the rest."""
    if code == own:
        return OWN
    return BESIDE if code in beside else REST


def marker(roles: list[str]) -> dict[str, Any]:
    """Return the markers of authorities: told apart by shape and size as well as by colour."""
    return {
        "symbol": [SYMBOLS[one] for one in roles],
        # Plotly makes markers of several sizes translucent.
        "opacity": 1,
        "size": [SIZES[one] for one in roles],
        "color": [FILLS[one] for one in roles],
        "line": {"width": 1.5, "color": [EDGES[one] for one in roles]},
    }


def named(name: str, role: str) -> str:
    """Return a name beside a row: the own with an arrow, those to compare with in bold."""
    short = shortened(name)
    return {OWN: f"<b>▸ {short}</b>", BESIDE: f"<b>{short}</b>"}.get(role, short)


def title(words: str) -> dict[str, Any]:
    """Return the title of an axis."""
    return {"text": words, "font": {"size": 13, "color": style.MUTED}}


def unit_title(indicator: Any) -> str:
    """Return what an axis of a compared figure counts in."""
    if indicator.compared == "share":
        return f"{indicator.label}, %"
    return indicator.label


def series_break(year: int) -> dict[str, Any]:
    """Return the line before the first year of a new series."""
    return {
        "type": "line",
        "x0": year - 0.5,
        "x1": year - 0.5,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": {"color": style.OTHERS, "width": 1.5, "dash": "dot"},
        "layer": "below",
    }
