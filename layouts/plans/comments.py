"""What was said about a plan, by whom, and whether it was dealt with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html

from analytics.plans.comments import Comment, still_open
from data.schemas.plans import LINE_LENGTH, SECTIONS, Line
from layouts import ids
from layouts.components.element import element, link
from layouts.components.field import field, select
from layouts.components.notice import notice, status
from layouts.components.section import section as part_under
from layouts.dates import moment
from layouts.plans.address import line_path, plan_path
from layouts.plans.messages import sends
from layouts.plans.opened import Opened, brief
from layouts.plans.wording import counted

NONE = (
    "Nobody has commented yet. Specialists, the school's SENCO, the panel and the co-ordinator can "
    "comment on a line or a section, also for a parent or pupil who told them."
)
SAID_BY = "If it was said to you: who said it, such as the mother"


def body(opened: Opened) -> list[Any]:
    """Return every comment by section, and a form for one more."""
    opened_still = len(still_open(opened.comments))
    total = len(opened.comments)
    told = f"{counted(total, 'comment')}, {opened_still} still open."
    parts: list[Any] = [html.P(told, className="bundle-answer")]
    if not total:
        parts.append(element("P", NONE, className="empty"))
    for section, name in SECTIONS.items():
        said = [one for one in opened.comments if one.section == section]
        if said:
            path = plan_path(opened.pupil_id, section)
            parts.append(part_under(f"{section}. {name}", *listed(opened, said)))
            parts.append(html.P(dcc.Link(f"Open section {section}", href=path)))
    if opened.may.comment:
        parts.append(part_under("Comment on a section", form()))
    return parts


def about(opened: Opened, section: str, line: Line) -> html.Div:
    """Return the comments on a line, and the form for one more."""
    said = listed(opened, opened.said(section, line.line_id))
    if opened.may.comment:
        said.append(form(section=section, line=line))
    return html.Div(said)


def listed(opened: Opened, said: Sequence[Comment]) -> list[Any]:
    """Return comments as a list, the open ones with a button to say that they were dealt with."""
    if not said:
        return []
    items = [html.Li(_comment(opened, one), className="plan-comment") for one in said]
    return [html.Ul(items, className="plain")]


def _comment(opened: Opened, one: Comment) -> list[Any]:
    when = f", {moment(one.at)}" if one.at else ""
    who = opened.called(one.actor)
    by = f"{one.said_by}, written down by {who}" if one.said_by else who
    line = opened.plan.by_id.get(one.line_id)
    on: list[Any] = []
    if line is not None:
        path = line_path(opened.pupil_id, line.section, line.line_id)
        on = [element("P", ["On: ", link(brief(line), path)], className="quiet")]
    state: Any = status("ok", "Dealt with") if one.resolved else status("watch", "Open")
    return [
        *on,
        html.P(one.text, className="plan-line__words"),
        html.Div(
            [state, html.Span(f"{by}{when}", className="quiet"), *_resolving(opened, one)],
            className="plan-line__foot",
        ),
    ]


def _resolving(opened: Opened, one: Comment) -> list[Any]:
    if not opened.may.comment:
        return []
    what, words = ("reopen", "Open again") if one.resolved else ("resolve", "It was dealt with")
    return [
        html.Form(
            html.Button(words, className="button button--quiet"),
            **sends(ids.PLAN_SAID, what, comment=one.comment_id, revision=one.revision),
        )
    ]


def form(*, section: str = "", line: Line | None = None) -> html.Form:
    """Return the form for a comment on a line, on a section, or on one to be chosen."""
    name = line.line_id if line else section or "plan"
    choose: list[Any] = []
    if not section:
        options = [(one, f"{one}. {words}") for one, words in SECTIONS.items()]
        choose = [
            field(
                "Section",
                select(ids.of_line(name, "section"), options, value="A", name="section"),
            )
        ]
    about_it = {"section": section, "line": line.line_id if line else ""} if section else {}
    return html.Form(
        [
            *choose,
            field(
                "Comment",
                dbc.Textarea(
                    id=ids.of_line(name, "comment"),
                    name="text",
                    rows=3,
                    maxlength=LINE_LENGTH,
                    required=True,
                ),
            ),
            field(
                SAID_BY,
                dbc.Input(
                    id=ids.of_line(name, "said-by"),
                    name="said_by",
                    type="text",
                    maxlength=100,
                    autocomplete="off",
                ),
            ),
            html.Button("Add the comment", className="button button--second"),
        ],
        className="plan-comment-form",
        **sends(ids.PLAN_SAID, "say", **about_it),
        **{"aria-label": f"Comment on {brief(line, 60) if line else section or 'a section'}"},
    )


def kept_message() -> html.Div:
    """Say that a comment was kept."""
    return notice("ok", html.P("Your comment stands beside the plan."), title="Done")


def resolved_message(*, resolved: bool) -> html.Div:
    """Say that a comment was dealt with, or is open again."""
    words = "Marked as dealt with." if resolved else "The comment is open again."
    return notice("ok", html.P(words), title="Done")
