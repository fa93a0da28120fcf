"""Timeline: the picture of what was measured, and the list of what happened."""

from __future__ import annotations

from typing import Any

from dash import html

from analytics.feedback.timeline import SERIES, Event, Point, Timeline, shown, timeline_reading
from data.schemas.feedback import VOICES
from layouts.components.chart import chart
from layouts.components.element import link
from layouts.components.section import section
from layouts.components.table import Head, data_table
from layouts.dates import day
from layouts.feedback.address import answer_path
from layouts.feedback.opened import Opened
from layouts.figures.feedback import draw_timeline

KINDS = {
    "assessment": "Assessment",
    "plan": "Plan",
    "step": "Process",
    "asked": "Asked",
    "answer": "Answer",
}
KEY = (
    "Circle: the child or young person, and the assessment. Diamond: parent or carer. Square: "
    "school or setting. Dotted lines: the plan was written, revised or issued."
)
HOW = (
    "Needs are the sum of the 18 need scores of each assessment, 0 to 60; less is fewer needs. "
    "Attainment is the mean of the outcomes that one answer rates, −2 to +2, where 0 is as hoped. "
    "Feelings are the mean of one answer, 1 very unhappy to 5 very happy. Hours are those given "
    "as a share of those planned, over the provision where both are known. Each voice has its own "
    "line, for two people may see one thing differently."
)
NOTHING = "Nothing has been measured and nothing has happened yet."
MIN_WIDTH = 560


def body(opened: Opened) -> list[Any]:
    """Return the picture with its table, and what happened, newest first."""
    found = opened.timeline
    if found is None or not (found.events or found.points):
        return [html.P(NOTHING, className="empty")]
    picture = [_picture(found)] if found.points else [html.P(timeline_reading(found))]
    heads = [Head("Day"), Head("What"), Head("In words")]
    rows = [_event(opened, event) for event in reversed(found.events)]
    return [
        *picture,
        section("What happened, newest first", data_table("What happened", heads, rows)),
    ]


def _picture(found: Timeline) -> html.Figure:
    heads = [Head("Day"), Head("Measurement"), Head("Who says so"), Head("Value", numeric=True)]
    return chart(
        draw_timeline(found),
        reading=timeline_reading(found),
        table=data_table("Measurements", heads, [_point(point) for point in found.points]),
        key=KEY,
        how_to_read=HOW,
        min_width=MIN_WIDTH,
    )


def _point(point: Point) -> list[Any]:
    who = VOICES.get(point.voice, "Assessment")
    return [day(point.day), SERIES[point.series], who, shown(point)]


def _event(opened: Opened, event: Event) -> list[Any]:
    words: Any = event.words
    if event.feedback_id:
        words = [link(event.words, answer_path(opened.pupil_id, event.feedback_id))]
    return [day(event.day), KINDS[event.kind], words]
