"""The timeline as drawn: a panel for each measurement, a shape for each voice, marks in range."""

from __future__ import annotations

from itertools import pairwise

from analytics.feedback.timeline import Event, Point, Timeline
from data.schemas.feedback import VOICES
from layouts.figures.feedback import SYMBOLS, draw_timeline

POINTS = (
    Point("2026-01-01", "needs", 20),
    *(Point("2026-02-01", "attainment", -1.0, voice) for voice in VOICES),
    Point("2026-05-01", "attainment", 1.0, "parent"),
    Point("2026-05-01", "hours", 0.5, "setting"),
)
EVENTS = (
    Event("2019-01-01", "step", "Final plan issued"),
    Event("2026-03-01", "plan", "Plan revised"),
    Event("2026-03-01", "answer", "Answer"),
)


def test_every_point_is_drawn_in_the_panel_of_its_measurement() -> None:
    figure = draw_timeline(Timeline(EVENTS, POINTS))
    drawn = {
        (trace["yaxis"], day, value)
        for trace in figure["data"]
        for day, value in zip(trace["x"], trace["y"], strict=True)
    }
    panels = {"needs": "y", "attainment": "y2", "hours": "y3"}
    assert drawn == {(panels[point.series], point.day, point.value) for point in POINTS}


def test_each_voice_has_a_shape_of_its_own() -> None:
    assert len({SYMBOLS[voice] for voice in VOICES}) == len(VOICES)
    figure = draw_timeline(Timeline((), POINTS))
    shapes = [trace["marker"]["symbol"] for trace in figure["data"] if trace["yaxis"] == "y2"]
    assert shapes == [SYMBOLS[voice] for voice in VOICES]


def test_panels_stand_above_each_other_under_their_names() -> None:
    layout = draw_timeline(Timeline((), POINTS))["layout"]
    tops = [layout[name]["domain"] for name in ("yaxis", "yaxis2", "yaxis3")]
    assert all(low < high for low, high in tops)
    assert all(above[0] >= below[1] for above, below in pairwise(tops))
    assert [one["y"] for one in layout["annotations"]] == [high for _, high in tops]


def test_only_changes_of_the_plan_in_the_time_shown_are_marked() -> None:
    layout = draw_timeline(Timeline(EVENTS, POINTS))["layout"]
    assert [mark["x0"] for mark in layout["shapes"]] == ["2026-03-01"]
    first, last = layout["xaxis"]["range"]
    days = [point.day for point in POINTS]
    assert first < min(days)
    assert max(days) < last
