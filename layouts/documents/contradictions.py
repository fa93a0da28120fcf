"""Where documents say opposite things about a need, both sentences side by side."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from dash import html

from data.schemas import QUESTION, QUESTION_IDS
from data.schemas.reading import Contradiction
from layouts.components.element import Element, element
from layouts.components.section import section
from layouts.documents.opened import Opened
from layouts.documents.sentence import sentence
from layouts.documents.tables import downloads

LEAD = (
    "A later finding may replace an earlier one, or a pupil may differ between home and school. "
    "Read both before deciding."
)


def body(opened: Opened) -> list[Any]:
    """Return each contradiction with both sentences."""
    found = opened.reading.contradictions
    if not found:
        words = "No two documents were found to say opposite things about one need."
        return [html.P(words, className="empty")]
    areas = groupby(sorted(found, key=_order), key=lambda one: one.area)
    return [
        html.P(LEAD),
        downloads(opened, "contradictions"),
        *(section(_name(area), *(_sides(opened, one) for one in pairs)) for area, pairs in areas),
    ]


def _order(one: Contradiction) -> int:
    return QUESTION_IDS.index(one.area) if one.area in QUESTION else len(QUESTION_IDS)


def _name(area: str) -> str:
    return QUESTION[area].short if area in QUESTION else area


def _sides(opened: Opened, one: Contradiction) -> Element:
    sides = [
        element("Div", sentence(opened, side), className="side said-item")
        for side in (one.one, one.other)
    ]
    return element("Div", sides, className="sides")
