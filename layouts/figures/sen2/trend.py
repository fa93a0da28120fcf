"""One figure through the years: the authority, and all it is compared with, named at their ends."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analytics.sen2.trend import OWN
from data.schemas.indicators import INDICATORS
from layouts.figures import style
from layouts.figures.sen2.marks import title, unit_title
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
ROOM_FOR_NAMES = 0.32
# A line of words is this part of the height.
LINE_OF_WORDS = 0.06


def draw_trend(rows: pd.DataFrame, indicator: str, *, height: int = HEIGHT) -> dict[str, Any]:
    """Draw the rows of `series`; the lines are cut where the series breaks.

    A suspect figure is an open mark with a question mark and no line to it.
    """
    if rows.empty:
        return {"data": [], "layout": style.layout(height=height)}
    parts = [part for _, part in rows.groupby("series", sort=False)]
    own = rows[rows["series"] == OWN]
    breaks = [int(year) for year in own.loc[own["broken"].astype(bool), "year"]]
    years = sorted({int(year) for year in rows.loc[rows["own"].notna(), "year"]})
    first, last = (years[0], years[-1]) if years else (0, 1)
    most = float(rows[["own", "high"]].max().max())
    top = (most if most > 0 else 1.0) * 1.08
    return {
        "data": [
            *(_line(part, breaks) for part in reversed(parts)),
            *_suspects(own),
            _names(parts, last, top),
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
            shapes=[_break(year) for year in breaks],
            annotations=[_called(year) for year in breaks],
        ),
    }


def _look(series: str) -> tuple[str, str, str]:
    return LINES.get(NEIGHBOURS if series.startswith(NEIGHBOURS) else series, CHOSEN)


def _line(part: pd.DataFrame, breaks: list[int]) -> dict[str, Any]:
    series, name = part["series"].iloc[0], part["name"].iloc[0]
    color, dash, symbol = _look(series)
    sound = part["own"].where(part["mark"] != "flagged")
    x: list[float] = []
    y: list[float | None] = []
    for year, value in zip(part["year"], sound, strict=True):
        if year in breaks:
            # Nothing there, so that no line crosses the break.
            x, y = [*x, year - 0.5], [*y, None]
        x, y = [*x, int(year)], [*y, None if pd.isna(value) else round(float(value), 2)]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": name,
        "x": x,
        "y": y,
        "line": {"color": color, "width": 3 if series == OWN else 1.8, "dash": dash},
        "marker": {"symbol": symbol, "size": 9 if series == OWN else 7},
        **(_interval(part, x) if series == OWN else {}),
        "hovertemplate": f"{name}, %{{x}}: %{{y}}<extra></extra>",
    }


def _interval(part: pd.DataFrame, x: list[float]) -> dict[str, Any]:
    gaps = zip(part["year"], part["own"] - part["low"], part["high"] - part["own"], strict=True)
    reach = {int(year): (down, up) for year, down, up in gaps if not pd.isna(down)}
    ends = [reach.get(int(year), (0.0, 0.0)) if year == int(year) else (0.0, 0.0) for year in x]
    return {
        "error_y": {
            "type": "data",
            "symmetric": False,
            "array": [round(float(up), 2) for _, up in ends],
            "arrayminus": [round(float(down), 2) for down, _ in ends],
            "color": style.ACCENT,
            "thickness": 1.2,
            "width": 3,
        }
    }


def _suspects(own: pd.DataFrame) -> list[dict[str, Any]]:
    rows = own[(own["mark"] == "flagged") & own["own"].notna()]
    if rows.empty:
        return []
    return [
        {
            "type": "scatter",
            "mode": "markers+text",
            "x": [int(year) for year in rows["year"]],
            "y": [round(float(value), 2) for value in rows["own"]],
            "text": ["?"] * len(rows),
            "textposition": "top center",
            "marker": {"symbol": "diamond-open", "size": 11, "color": style.ACCENT},
            "hovertemplate": "%{x}: %{y}, suspect<extra></extra>",
        }
    ]


def _names(parts: list[pd.DataFrame], last: int, top: float) -> dict[str, Any]:
    """Name each line near its end, apart from its neighbours by a line of words at least."""
    ends = [
        (float(known["own"].iloc[-1]), part["series"].iloc[0], part["name"].iloc[0])
        for part in parts
        if len(known := part.dropna(subset=["own"]))
    ]
    ends.sort()
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
        "textfont": {"color": style.INK, "size": 12},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _end(series: str, name: str) -> str:
    if series == OWN:
        return f"<b>{shortened(name)}</b>"
    if series.startswith(NEIGHBOURS):
        return f"Neighbours {series.removeprefix(NEIGHBOURS)[:4]}"
    return shortened(name)


def _break(year: int) -> dict[str, Any]:
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
