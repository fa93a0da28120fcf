"""One figure through the years: the authority, and all it is compared with, named at their ends."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from analytics.sen2.records import records
from analytics.sen2.trend import OWN
from data.schemas.indicators import INDICATORS
from layouts.figures import style
from layouts.figures.sen2.marks import series_break, title, unit_title
from layouts.figures.sen2.names import shortened

HEIGHT = 340
YEARS: dict[str, Any] = {"tickangle": 0, "tickfont": {"color": style.MUTED, "size": 12}}
# Told apart by dash and mark as well as by colour.
LINES: dict[str, tuple[str, str, str]] = {
    OWN: (style.ACCENT, "solid", "diamond"),
    "england": (style.INK, "dash", "circle"),
    "region": (style.WATCH, "dot", "square"),
    "neighbours": (style.HIGHER[1], "dashdot", "triangle-up"),
}
CHOSEN = (style.OTHERS, "longdash", "x")
NEIGHBOURS = "neighbours"
DRAWN = ("series", "name", "year", "own", "low", "high", "broken", "mark")
Line = list[dict[str, Any]]
ROOM_FOR_NAMES = 0.45
LONGEST_AT_END = 15
# A line of words is this part of the height.
LINE_OF_WORDS = 0.06


def draw_trend(rows: pd.DataFrame, indicator: str, *, height: int = HEIGHT) -> dict[str, Any]:
    """Draw the rows of `series`; the lines are cut where the series breaks.

    A suspect figure is an open mark with a question mark and no line to it.
    """
    if rows.empty:
        return {"data": [], "layout": style.layout(height=height)}
    lines = _lines(rows)
    own = lines.get(OWN, [])
    breaks = [int(one["year"]) for one in own if one["broken"]]
    known = [one for line in lines.values() for one in line if not math.isnan(one["own"])]
    years = sorted({int(one["year"]) for one in known})
    first, last = (years[0], years[-1]) if years else (0, 1)
    ends = (max(one["own"], 0 if math.isnan(one["high"]) else one["high"]) for one in known)
    top = 1.08 * (max(ends, default=0.0) or 1.0)
    return {
        "data": [
            *(_line(line, breaks) for line in reversed(lines.values())),
            *_suspects(own),
            _names(list(lines.values()), last, top),
        ],
        "layout": style.layout(
            height=height,
            margin={"l": 8, "r": 8, "t": 28, "b": 32, "pad": 4},
            xaxis=style.axis(
                range=[first - 0.3, last + max((last - first) * ROOM_FOR_NAMES, 0.6)],
                tickvals=years[:: 1 + len(years) // 9],
                showgrid=False,
                **YEARS,
            ),
            yaxis=style.axis(
                range=[0, top], nticks=5, title=title(unit_title(INDICATORS[indicator]))
            ),
            shapes=[series_break(year) for year in breaks],
            annotations=[_called(year) for year in breaks],
        ),
    }


def _look(series: str) -> tuple[str, str, str]:
    return LINES.get(NEIGHBOURS if series.startswith(NEIGHBOURS) else series, CHOSEN)


def _lines(rows: pd.DataFrame) -> dict[str, Line]:
    """Return the points of each series: frames as small as these cost more than they hold."""
    lines: dict[str, Line] = {}
    for one in records(rows[list(DRAWN)]):
        lines.setdefault(one["series"], []).append({str(name): of for name, of in one.items()})
    return lines


def _line(line: Line, breaks: list[int]) -> dict[str, Any]:
    series, name = line[0]["series"], line[0]["name"]
    color, dash, symbol = _look(series)
    x: list[float] = []
    y: list[float | None] = []
    reach: list[tuple[float, float]] = []
    for one in line:
        if one["year"] in breaks:
            # Nothing there, so that no line crosses the break.
            x, y, reach = [*x, one["year"] - 0.5], [*y, None], [*reach, (0.0, 0.0)]
        hidden = math.isnan(one["own"]) or one["mark"] == "flagged"
        x.append(int(one["year"]))
        y.append(None if hidden else round(one["own"], 2))
        low, high = one["low"], one["high"]
        reach.append((0.0, 0.0) if math.isnan(low) else (one["own"] - low, high - one["own"]))
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": name,
        "x": x,
        "y": y,
        "line": {"color": color, "width": 3 if series == OWN else 1.8, "dash": dash},
        "marker": {"symbol": symbol, "size": 9 if series == OWN else 7},
        **({"error_y": _interval(reach)} if series == OWN else {}),
        "hovertemplate": f"{name}, %{{x}}: %{{y}}<extra></extra>",
    }


def _interval(reach: list[tuple[float, float]]) -> dict[str, Any]:
    return {
        "type": "data",
        "symmetric": False,
        "array": [round(up, 2) for _, up in reach],
        "arrayminus": [round(down, 2) for down, _ in reach],
        "color": style.ACCENT,
        "thickness": 1.2,
        "width": 3,
    }


def _suspects(own: Line) -> list[dict[str, Any]]:
    suspect = [one for one in own if one["mark"] == "flagged" and not math.isnan(one["own"])]
    if not suspect:
        return []
    return [
        {
            "type": "scatter",
            "mode": "markers+text",
            "x": [int(one["year"]) for one in suspect],
            "y": [round(one["own"], 2) for one in suspect],
            "text": ["?"] * len(suspect),
            "textposition": "top center",
            "marker": {"symbol": "diamond-open", "size": 11, "color": style.ACCENT},
            "hovertemplate": "%{x}: %{y}, suspect<extra></extra>",
        }
    ]


def _names(lines: list[Line], last: int, top: float) -> dict[str, Any]:
    """Name each line near its end, apart from its neighbours by a line of words at least."""
    known = ([one for one in line if not math.isnan(one["own"])] for line in lines)
    ends = sorted((line[-1]["own"], line[-1]["series"], line[-1]["name"]) for line in known if line)
    places: list[float] = []
    for value, _, _ in ends:
        lowest = places[-1] + top * LINE_OF_WORDS if places else 0.0
        places.append(max(value, lowest))
    # Pushed apart upwards, all move down by half of it, so that no name is far from its line.
    pushed = [place - end[0] for place, end in zip(places, ends, strict=True)]
    down = min([max(pushed, default=0) / 2, *places[:1]])
    return {
        "type": "scatter",
        "mode": "text",
        "x": [last + 0.15] * len(ends),
        "y": [round(place - down, 2) for place in places],
        "text": [_end(series, name) for _, series, name in ends],
        "textposition": "middle right",
        "textfont": {"color": style.INK, "size": 11},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _end(series: str, name: str) -> str:
    if series == OWN:
        return f"<b>{shortened(name, LONGEST_AT_END)}</b>"
    if series.startswith(NEIGHBOURS):
        return f"Neighbours {series.removeprefix(NEIGHBOURS)[:4]}"
    return shortened(name, LONGEST_AT_END)


def _called(year: int) -> dict[str, Any]:
    return {
        "x": year - 0.5,
        "yref": "paper",
        "y": 1,
        "yanchor": "bottom",
        "text": "‖ return changed",
        "showarrow": False,
        "font": {"size": 12, "color": style.MUTED},
    }
