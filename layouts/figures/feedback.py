"""The course of one pupil: needs, attainment, feelings and hours over the same days."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from analytics.feedback.timeline import NEEDS_TOP, SERIES, Event, Point, Timeline, shown
from data.schemas.feedback import VOICES
from layouts.figures import style

PANEL, FOOT, GAP = 130, 48, 0.24
LEAST_ROOM, SHARE_OF_ROOM = datetime.timedelta(days=21), 0.05
# One shape for each voice, and none of them needs its colour.
SYMBOLS = {"": "circle", "pupil": "circle", "parent": "diamond", "setting": "square"}
COLOURS = {
    "": style.INK,
    "pupil": style.ACCENT,
    "parent": style.WORSE[1],
    "setting": style.HIGHER[1],
}
RANGES: dict[str, tuple[float, float]] = {
    "needs": (0, NEEDS_TOP),
    "attainment": (-2.4, 2.4),
    "feelings": (0.6, 5.4),
    "hours": (0, 1.2),
}
TICKS: dict[str, dict[str, Any]] = {
    "needs": {"tickvals": [0, 30, 60]},
    "attainment": {"tickvals": [-2, 0, 2], "ticktext": ["−2", "0, as hoped", "+2"]},
    "feelings": {"tickvals": [1, 3, 5], "ticktext": ["1 very unhappy", "3", "5 very happy"]},
    "hours": {"tickvals": [0, 0.5, 1], "ticktext": ["0%", "50%", "100%"]},
}
# What is drawn as a line through every panel: changes of the plan, not what was measured.
MARKED = ("plan", "step")


def draw_timeline(found: Timeline) -> dict[str, Any]:
    """Draw each measurement in a panel of its own above one axis of days; marks are of the plan.

    At least one point is needed.
    """
    series = [name for name in SERIES if found.of(name)]
    days = _days(found.points)
    domains = _domains(len(series))
    axes = {
        "yaxis" + _number(place): style.axis(
            domain=domain, range=[*RANGES[name]], showline=False, **TICKS[name]
        )
        for place, (name, domain) in enumerate(zip(series, domains, strict=True))
    }
    return {
        "data": [
            trace
            for place, name in enumerate(series)
            for trace in _traces(found.of(name), place=place)
        ],
        "layout": style.layout(
            height=PANEL * len(series) + FOOT,
            xaxis=style.axis(
                type="date",
                anchor="free",
                position=0,
                tickformat="%b %Y",
                nticks=6,
                range=list(days),
            ),
            shapes=[
                _mark(event)
                for event in found.events
                if event.kind in MARKED and days[0] <= event.day <= days[1]
            ],
            annotations=[
                _title(SERIES[name], top) for name, (_, top) in zip(series, domains, strict=True)
            ],
            **axes,
        ),
    }


def _days(points: Sequence[Point]) -> tuple[str, str]:
    """Return the first and last day to draw: what was measured, with some room on both sides.

    Plans begin years before anybody was asked, which would press the answers into a corner.
    """
    told = [datetime.date.fromisoformat(point.day) for point in points]
    room = max(LEAST_ROOM, (max(told) - min(told)) * SHARE_OF_ROOM)
    return (min(told) - room).isoformat(), (max(told) + room).isoformat()


def _domains(number: int) -> list[tuple[float, float]]:
    """Return the share of the height that each panel has, first at the top."""
    each = 1 / number
    return [(1 - each * (place + 1), 1 - each * (place + GAP)) for place in range(number)]


def _number(place: int) -> str:
    return "" if place == 0 else str(place + 1)


def _traces(points: Sequence[Point], *, place: int) -> list[dict[str, Any]]:
    voices = [voice for voice in ("", *VOICES) if any(point.voice == voice for point in points)]
    return [
        _trace([point for point in points if point.voice == voice], voice, place)
        for voice in voices
    ]


def _trace(points: Sequence[Point], voice: str, place: int) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": VOICES.get(voice, SERIES["needs"]),
        "x": [point.day for point in points],
        "y": [point.value for point in points],
        "text": [shown(point) for point in points],
        "yaxis": "y" + _number(place),
        "line": {"color": COLOURS[voice], "width": 1.5},
        "marker": {"symbol": SYMBOLS[voice], "size": 10, "color": COLOURS[voice]},
        "cliponaxis": False,
        "hovertemplate": "%{x|%-d %B %Y}: %{text}<extra>%{fullData.name}</extra>",
    }


def _mark(event: Event) -> dict[str, Any]:
    return {
        "type": "line",
        "xref": "x",
        "yref": "paper",
        "x0": event.day,
        "x1": event.day,
        "y0": 0,
        "y1": 1,
        "line": {"color": style.OTHERS, "width": 1, "dash": "dot"},
        "layer": "below",
    }


def _title(words: str, top: float) -> dict[str, Any]:
    return {
        "text": words,
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": top,
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": 13, "color": style.INK},
    }
