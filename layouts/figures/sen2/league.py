"""Every authority in order of one figure, each with the interval that chance leaves open."""

from __future__ import annotations

import math
from collections.abc import Collection
from typing import Any

import numpy as np
import pandas as pd

from data.schemas.indicators import INDICATORS
from layouts.figures import style
from layouts.figures.sen2.marks import OWN, marker, named, role, title, unit_title

ROW = 19
FOOT = 56


def draw_league(
    ranked: pd.DataFrame,
    indicator: str,
    *,
    code: str = "",
    beside: Collection[str] = (),
    england: float | None = None,
) -> dict[str, Any]:
    """Draw the rows of `ranks` from the top down; `beside` are codes to make stand out.

    England's figure, where given, is a dashed line. A suspect figure has a question mark.
    """
    roles = [role(one, own=code, beside=beside) for one in ranked["code"]]
    values, low, high = (ranked[name].to_numpy(dtype=float) for name in ("own", "low", "high"))
    own = [round(value, 2) for value in values.tolist()]
    dots = {
        "type": "scatter",
        "mode": "markers",
        "x": own,
        "y": list(range(len(own))),
        "marker": marker(roles),
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": _reach(high - values),
            "arrayminus": _reach(values - low),
            "color": style.OTHERS,
            "thickness": 1.2,
            "width": 0,
        },
        "cliponaxis": False,
        "customdata": list(ranked["name"]),
        "hovertemplate": "%{customdata}: %{x}<extra></extra>",
    }
    most = float(np.nanmax([values, high])) if own else 1.0
    return {
        "data": [dots],
        "layout": style.layout(
            height=ROW * len(own) + FOOT,
            xaxis=style.axis(
                range=[0, most * 1.03],
                nticks=6,
                side="top",
                title=title(unit_title(INDICATORS[indicator])),
            ),
            yaxis=style.axis(
                range=[len(own) - 0.4, -0.6],
                showgrid=False,
                ticks="",
                tickvals=list(range(len(own))),
                ticktext=_names(ranked, roles),
                tickfont={"color": style.INK, "size": 12},
            ),
            margin={"l": 8, "r": 8, "t": FOOT - 8, "b": 8, "pad": 4},
            shapes=[*_band(roles), *_line(england)],
        ),
    }


def _names(ranked: pd.DataFrame, roles: list[str]) -> list[str]:
    return [
        named(name, one) + (" ?" if flagged else "")
        for name, one, flagged in zip(ranked["name"], roles, ranked["flagged"], strict=True)
    ]


def _reach(gaps: np.ndarray) -> list[float]:
    return [0 if math.isnan(gap) else round(gap, 2) for gap in gaps.tolist()]


def _band(roles: list[str]) -> list[dict[str, Any]]:
    """Return a band behind the own row, so that it is found among 150."""
    return [
        {
            "type": "rect",
            "xref": "paper",
            "x0": 0,
            "x1": 1,
            "y0": row - 0.5,
            "y1": row + 0.5,
            "fillcolor": style.ACCENT_WASH,
            "line": {"width": 0},
            "layer": "below",
        }
        for row, one in enumerate(roles)
        if one == OWN
    ]


def _line(england: float | None) -> list[dict[str, Any]]:
    if england is None or pd.isna(england):
        return []
    return [
        {
            "type": "line",
            "x0": england,
            "x1": england,
            "yref": "paper",
            "y0": 0,
            "y1": 1,
            "line": {"color": style.INK, "width": 1.5, "dash": "dash"},
            "layer": "below",
        }
    ]
