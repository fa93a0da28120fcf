"""The page of one pupil's feedback: its parts, its heading, and the skeleton with every id."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import dcc, html

from layouts.components.case_links import case_links
from layouts.components.facts import facts
from layouts.components.introduction import introduction
from layouts.components.views import views
from layouts.feedback import ids
from layouts.feedback.address import OVERVIEW, PARTS, TOLD, feedback_path
from layouts.feedback.opened import Opened

INTRODUCTION = (
    "This page puts side by side what the pupil, the family and the setting say came of the plan: "
    "how far the outcomes are reached, which provision was given, and how the pupil feels. It "
    "shows and suggests; people decide."
)
HEADINGS = {
    OVERVIEW: "How is {pupil} getting on?",
    "timeline": "What happened to {pupil}, and when?",
    "answers": "What did each person answer about {pupil}?",
    "ask": "Whom do you want to ask about {pupil}?",
}
STORES = (ids.FEEDBACK_GIVEN, ids.FEEDBACK_ASKED)


def layout(pupil_id: str | None = None, part: str = OVERVIEW, **_: Any) -> html.Div:
    """Return the page of a part of one pupil's feedback, to be filled."""
    opening = [
        html.H1(heading(part, pupil_id or "the pupil")),
        html.P("Opening the answers…", className="loading"),
    ]
    return html.Div(
        [
            dcc.Store(id=ids.FEEDBACK_PUPIL, data=pupil_id),
            dcc.Store(id=ids.FEEDBACK_PLACE, data=part),
            *(dcc.Store(id=store) for store in STORES),
            # Above the body: what was just made is the first thing to be seen, and to be printed.
            html.Div(id=ids.FEEDBACK_MESSAGE, role="status", className="feedback-message"),
            html.Div(opening, id=ids.FEEDBACK_BODY, className="feedback"),
        ]
    )


def part_layout(pupil_id: str | None = None, part: str = OVERVIEW, **_: Any) -> html.Div:
    """Return a part of the page; `layout` has the ids, so without a pupil this has none."""
    return html.Div() if pupil_id is None else layout(pupil_id, part)


def heading(part: str, pupil_id: str) -> str:
    """Return the question that a part answers."""
    return HEADINGS.get(part, "Progress feedback").format(pupil=pupil_id)


def view(opened: Opened, part: str, body: Sequence[Any]) -> list[Any]:
    """Return a part of the page under the pupil's facts and the links to the other parts."""
    shown = {name: words for name, words in PARTS.items() if name != "ask" or opened.may_ask}
    if opened.may_record:
        shown[TOLD] = "Write down what was told"
    links = [(feedback_path(opened.pupil_id, name), words) for name, words in shown.items()]
    here = feedback_path(opened.pupil_id, part)
    return [
        *views(links, current=here, label=f"Parts of the feedback on {opened.pupil_id}"),
        html.H1(heading(part, opened.pupil_id)),
        facts([*opened.strip]),
        case_links(opened.pupil_id, here="feedback/pupils", placement=opened.placement),
        # Who asks is told by the form what a link is.
        *([] if part == "ask" else [introduction(INTRODUCTION)]),
        *body,
    ]
