"""One figure through the years, small enough to stand among others: lines cut where they break."""

from __future__ import annotations

from typing import Any

import numpy as np

from analytics.sen2.profile import Years
from analytics.sen2.words import bare
from layouts.figures import style
from layouts.figures.sen2.marks import series_break

HEIGHT = 190
# Told apart by dash as well as by colour; the key above the charts names them.
LINES: dict[str, dict[str, Any]] = {
    "england": {"color": style.INK, "width": 1.5, "dash": "dash"},
    "region": {"color": style.WATCH, "width": 1.5, "dash": "dot"},
    "neighbours": {"color": style.MUTED, "width": 1.5, "dash": "dashdot"},
    "chosen": {"color": style.MUTED, "width": 1.5, "dash": "longdash"},
}
TICKS: dict[str, Any] = {"color": style.MUTED, "size": 11}


def draw_years(found: Years) -> dict[str, Any]:
    """Draw an authority's figure in accent with its last value, comparators as thin lines."""
    known = [found.own, *found.beside.values()]
    most = max((float(np.nanmax(one)) for one in known if np.isfinite(one).any()), default=1.0)
    lines = [_line(found, values, LINES[name]) for name, values in found.beside.items()]
    return {
        "data": [*lines, _own(found)],
        "layout": style.layout(
            height=HEIGHT,
            margin={"l": 8, "r": 16, "t": 20, "b": 24, "pad": 2},
            xaxis=style.axis(
                tickvals=[found.years[0], found.years[-1]],
                range=[found.years[0] - 0.5, found.years[-1] + 0.9],
                showgrid=False,
                **{"tickfont": TICKS},
            ),
            yaxis=style.axis(range=[0, (most or 1.0) * 1.2], nticks=4, **{"tickfont": TICKS}),
            shapes=[series_break(year) for year in _breaks(found)],
        ),
    }


def _breaks(found: Years) -> list[int]:
    return [year for year, cut in zip(found.years[1:], found.broken[1:], strict=True) if cut]


def _line(found: Years, values: np.ndarray, line: dict[str, Any]) -> dict[str, Any]:
    x: list[float] = []
    y: list[float | None] = []
    for year, value, cut in zip(found.years, values.tolist(), found.broken, strict=True):
        if cut and x:
            # Nothing there, so that no line crosses the break.
            x, y = [*x, year - 0.5], [*y, None]
        x, y = [*x, year], [*y, round(value, 2) if np.isfinite(value) else None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "line": line,
        "hoverinfo": "skip",
    }


def _own(found: Years) -> dict[str, Any]:
    drawn = _line(found, found.own, {"color": style.ACCENT, "width": 3})
    places = {year: n for n, year in enumerate(found.years)}
    suspect = [x in places and bool(found.suspect[places[x]]) for x in drawn["x"]]
    newest = float(found.own[np.isfinite(found.own)][-1]) if np.isfinite(found.own).any() else 0.0
    last = max((n for n, y in enumerate(drawn["y"]) if y is not None), default=-1)
    return {
        **drawn,
        "mode": "lines+markers+text",
        "marker": {
            "size": 7,
            "color": style.ACCENT,
            "symbol": ["circle-open" if one else "circle" for one in suspect],
        },
        "text": [
            "?" if one else bare(newest, found.indicator) if n == last else ""
            for n, one in enumerate(suspect)
        ],
        "textposition": "top center",
        "textfont": {"size": 12, "color": style.INK},
        "cliponaxis": False,
        "hoverinfo": "x+y",
    }
