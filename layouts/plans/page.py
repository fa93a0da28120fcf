"""The pages of the EHCP Generator: which pupil, which view or section, and the skeleton."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import dcc, html

from data.schemas import PRIMARY_NEEDS
from data.schemas.plans import SECTIONS, Particulars
from layouts import ids
from layouts.components.case_links import case_links
from layouts.components.facts import facts
from layouts.components.introduction import introduction
from layouts.components.views import views
from layouts.plans import compare
from layouts.plans.address import OVERVIEW, VIEWS, plan_path
from layouts.plans.opened import Opened

INTRODUCTION = (
    "This page drafts a pupil's education, health and care plan from the assessment and the "
    "documents, each line with its source beside it. It suggests; people write, agree and decide."
)
HEADINGS = {
    OVERVIEW: "How far is the plan?",
    "thread": "Does every need have an outcome and provision?",
    "comments": "What was said about the plan?",
    "compare": "What changed between two moments?",
    "redraft": "What would drafting again change?",
}
MESSAGES = (ids.PLAN_MESSAGE, ids.PLAN_COMMENT_MESSAGE, ids.PLAN_DRAFT_MESSAGE)
STORES = (
    ids.PLAN_WRITTEN,
    ids.PLAN_TYPED,
    ids.PLAN_SAID,
    ids.PLAN_ASKED_DRAFT,
    ids.PLAN_SAVED,
    ids.PLAN_COMMENTED,
    ids.PLAN_DRAFTED,
    ids.PLAN_TOLD,
    ids.PLAN_DRAFT_TOLD,
)


def choose_layout(**_: Any) -> html.Div:
    """Return the page that asks whose plan to open."""
    return html.Div(
        [
            dcc.Store(id=ids.PLAN_OPENED, data=True),
            html.H1("Whose plan?"),
            introduction(INTRODUCTION),
            html.Div(html.P("Looking for plans…", className="loading"), id=ids.PLAN_CHOICES),
        ]
    )


def layout(
    pupil_id: str | None = None,
    part: str = OVERVIEW,
    line: str = "",
    new: str = "",
    on: str = "",
    **_: Any,
) -> html.Div:
    """Return the page of a view of one pupil's plan, to be filled."""
    opening = [html.H1(heading(part)), html.P("Opening the plan…", className="loading")]
    return html.Div(
        [
            dcc.Store(id=ids.PLAN_PUPIL, data=pupil_id),
            dcc.Store(id=ids.PLAN_PLACE, data={"part": part, "line": line, "new": new, "on": on}),
            *(dcc.Store(id=store) for store in STORES),
            html.Div(
                compare.skeleton() if pupil_id is None else opening,
                id=ids.PLAN_BODY,
                className="plan",
            ),
            html.Div(
                [html.Div(id=place, role="status") for place in MESSAGES],
                className="plan-message",
            ),
        ]
    )


def part_layout(pupil_id: str | None = None, **parts: Any) -> html.Div:
    """Return the page of a part of a plan; `layout` has the ids, so this alone has none."""
    return html.Div() if pupil_id is None else layout(pupil_id, **parts)


def heading(part: str) -> str:
    """Return the question that a view answers, or the name of a section."""
    return f"{part}. {SECTIONS[part]}" if part in SECTIONS else HEADINGS.get(part, "Plan")


def view(opened: Opened, part: str, body: Sequence[Any]) -> list[Any]:
    """Return a view: the links between the parts of the plan, the pupil, and what it answers."""
    return [
        *_views(opened, part),
        sections(opened, current=part),
        html.H1(heading(part)),
        strip(opened.plan.particulars),
        case_links(opened.pupil_id, here="generator", placement=opened.may.placement),
        *body,
    ]


def _views(opened: Opened, part: str) -> list[Any]:
    links = [
        (plan_path(opened.pupil_id, name), words)
        for name, words in VIEWS.items()
        if name != "redraft" or opened.may.draft
    ]
    return views(links, current=plan_path(opened.pupil_id, part), label="Views of the plan")


def sections(opened: Opened, *, current: str) -> html.Nav:
    """Return links to the sections by their letters, their names for who does not see them."""
    items = [html.Li(_section(opened, section, current=current)) for section in SECTIONS]
    return html.Nav(
        [html.Span("Sections", className="plan-sections__title"), html.Ul(items)],
        className="plan-sections",
        **{"aria-label": "Sections of the plan"},
    )


def _section(opened: Opened, section: str, *, current: str) -> dcc.Link:
    mark = {"aria-current": "page"} if section == current else {}
    name = html.Span(f" {SECTIONS[section]}", className="visually-hidden")
    return dcc.Link(
        html.Span([section, name], **mark),
        href=plan_path(opened.pupil_id, section),
        title=SECTIONS[section],
        className="plan-section plan-section--current" if section == current else "plan-section",
    )


def strip(about: Particulars) -> html.Dl:
    """Return the facts of the pupil."""
    pupil = dcc.Link(about.pupil_id, href=f"/pupils/{about.pupil_id}")
    return facts(
        [
            ("Pupil", pupil),
            ("Name used", about.name or "–"),
            ("Cluster", about.cluster or "Not yet"),
            ("Primary need", PRIMARY_NEEDS.get(about.primary_need, "Not decided")),
            ("Age band", about.age_band),
            ("School", about.school or "Not recorded"),
        ]
    )
