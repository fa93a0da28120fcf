"""Drawings of the value calculator: what moves the saving, and how long stages really took."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analytics.value.durations import PACK_WEEKS_AFTER, WHOLE, Taken
from analytics.value.inputs import called
from analytics.value.tornado import Swing
from layouts.figures import style
from layouts.value.words import money

ROW = 34
FOOT = 52
TALL_ROW = 64
# Room beside the bars for what they reach, as a share of the widest.
ROOM = 0.45


@dataclass(frozen=True)
class Mark:
    """Say how one kind of week is marked: its word, sign, colour and where the word stands."""

    words: str
    symbol: str
    colour: str
    place: str


MEDIAN = Mark("median", "circle", style.ACCENT, "top center")
TARGET = Mark("pack", "line-ns-open", style.INK, "bottom center")
AFTER = Mark("pack, after", "line-ns-open", style.INK, "bottom center")


def draw_tornado(swings: Sequence[Swing]) -> dict[str, Any]:
    """Draw how far each input moves the saving, in their order, in pounds from the saving."""
    widest = max((_reach(swing) for swing in swings), default=1)
    return {
        "data": [
            _bars(swings, "saving_low", style.OTHERS, "Input lower"),
            _bars(swings, "saving_high", style.ACCENT, "Input higher"),
        ],
        "layout": style.layout(
            height=ROW * len(swings) + FOOT,
            barmode="overlay",
            xaxis=style.axis(
                range=[-widest * (1 + ROOM), widest * (1 + ROOM)],
                zeroline=True,
                zerolinecolor=style.INK,
                showticklabels=False,
                showgrid=False,
                title={
                    "text": "Less saved, and more",
                    "font": {"size": 13, "color": style.MUTED},
                },
            ),
            yaxis=style.names_axis([called(swing.name) for swing in swings]),
        ),
    }


def _reach(swing: Swing) -> float:
    return max(abs(swing.saving_low - swing.saving), abs(swing.saving_high - swing.saving))


def _bars(swings: Sequence[Swing], end: str, colour: str, words: str) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "name": words,
        "y": [called(swing.name) for swing in swings],
        "x": [round(getattr(swing, end) - swing.saving, 2) for swing in swings],
        "text": [money(getattr(swing, end)) for swing in swings],
        "textposition": "outside",
        "textfont": {"color": style.INK, "size": 12},
        "cliponaxis": False,
        "marker": {"color": colour},
        "hovertemplate": f"%{{y}}<br>{words}: %{{text}}<extra></extra>",
    }


def draw_taken(stages: Sequence[Taken]) -> dict[str, Any]:
    """Draw the middle half and median of the weeks each stage took, and the pack's target."""
    told = [one for one in stages if one.median is not None]
    names = [one.stage.words for one in told]
    after = {one.stage.words: PACK_WEEKS_AFTER for one in told if one.stage == WHOLE}
    furthest = max((max(one.high or 0, one.stage.target) for one in told), default=1)
    return {
        "data": [
            {
                "type": "bar",
                "orientation": "h",
                "y": names,
                "base": [_weeks(one.low) for one in told],
                "x": [_weeks((one.high or 0) - (one.low or 0)) for one in told],
                "marker": {"color": style.OTHERS},
                "hovertemplate": "%{y}<extra></extra>",
            },
            _marks({one.stage.words: _weeks(one.median) for one in told}, MEDIAN),
            _marks({one.stage.words: one.stage.target for one in told}, TARGET),
            _marks(after, AFTER),
        ],
        "layout": style.layout(
            height=TALL_ROW * len(told) + FOOT,
            bargap=0.7,
            xaxis=style.axis(
                range=[0, furthest * 1.15],
                title={"text": "Weeks", "font": {"size": 13, "color": style.MUTED}},
            ),
            yaxis=style.names_axis(names),
        ),
    }


def _weeks(value: float | None) -> float:
    return round(value or 0, 1)


def _marks(weeks: Mapping[str, float], mark: Mark) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers+text",
        "y": list(weeks),
        "x": list(weeks.values()),
        "text": [f"{mark.words} {value:g}" for value in weeks.values()],
        "textposition": mark.place,
        "textfont": {"color": mark.colour, "size": 12},
        "cliponaxis": False,
        "marker": {
            "symbol": mark.symbol,
            "size": 14,
            "color": mark.colour,
            "line": {"width": 2, "color": mark.colour},
        },
        "hovertemplate": "%{y}: %{text} weeks<extra></extra>",
    }
