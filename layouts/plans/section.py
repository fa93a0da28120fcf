"""One section of a plan: its lines to read, the one that is being changed, and what to do next."""

from __future__ import annotations

from typing import Any

from dash import dcc, html

from analytics.plans.linking import KINDS_OF
from data.schemas.plans import SECTIONS
from layouts import ids
from layouts.components.element import element, link
from layouts.components.section import section as part_under
from layouts.plans import comments, editor
from layouts.plans import line as reading
from layouts.plans.address import asking_path, plan_path
from layouts.plans.messages import sends
from layouts.plans.opened import Asked, Opened
from layouts.plans.wording import counted, standing

EMPTY = "Nothing is written in this section yet."
# Children and Families Act 2014, s.38(5): the draft must not name a school or other institution.
PLACEMENT = (
    "Section I stays empty in a draft: the draft that goes to the family must not name a school "
    "(Children and Families Act 2014, section 38(5)). It is filled in when the plan is final."
)


def body(opened: Opened, section: str, asked: Asked) -> list[Any]:
    """Return a section: where it stands, its lines, and forms to add, agree and comment."""
    counts = opened.counts[section]
    agreed = f", {counts.agreed} of {counts.lines} agreed" if counts.lines else ""
    return [
        html.P(f"{standing(counts)}{agreed}.", className="bundle-answer"),
        *reading.findings(opened.about(section)),
        *_lines(opened, section, asked),
        *_add(opened, section, asked),
        *_agree(opened, section),
        *_comments(opened, section, asked),
        _neighbours(opened.pupil_id, section),
    ]


def _lines(opened: Opened, section: str, asked: Asked) -> list[Any]:
    lines = opened.plan.section(section)
    if not lines:
        words = PLACEMENT if section == "I" else EMPTY
        return [element("P", words, className="empty")]
    items: list[Any] = []
    for line in lines:
        is_open = line.line_id == asked.line
        shown = editor.editor(opened, line, asked) if is_open else reading.line(opened, line)
        items.append(shown)
        if asked.on == line.line_id:
            items.append(html.Li(comments.about(opened, section, line), className="plan-said"))
    return [element("Ol", items, className="plan-lines", **{"aria-label": "Lines"})]


def _add(opened: Opened, section: str, asked: Asked) -> list[Any]:
    if asked.new:
        return [editor.new_line(opened, section, asked)]
    kinds = editor.kinds_to_add(opened, KINDS_OF[section])
    if not kinds:
        return []
    links: list[Any] = ["Add: "]
    for number, (kind, words) in enumerate(kinds):
        links += [" · "] if number else []
        links.append(link(words, asking_path(opened.pupil_id, section, new=kind)))
    return [element("P", links, className="plan-add")]


def _agree(opened: Opened, section: str) -> list[Any]:
    counts = opened.counts[section]
    left = counts.lines - counts.agreed
    if not opened.may.write or left <= 0:
        return []
    words = f"Mark {counted(left, 'line')} as agreed"
    return [
        html.Form(
            html.Button(words, className="button button--second"),
            **sends(ids.PLAN_WRITTEN, "agree", section=section, of=opened.reached),
        )
    ]


def _comments(opened: Opened, section: str, asked: Asked) -> list[Any]:
    said = comments.listed(opened, opened.said(section))
    if asked.on == section:
        said.append(comments.form(section=section))
    elif opened.may.comment:
        path = asking_path(opened.pupil_id, section, on=section)
        said.append(html.P(dcc.Link("Comment on the section", href=path)))
    return [part_under("Comments on the section", *said)] if said else []


def _neighbours(pupil_id: str, section: str) -> html.Nav:
    order = list(SECTIONS)
    place = order.index(section)
    links = []
    for words, number in (("Previous", place - 1), ("Next", place + 1)):
        if 0 <= number < len(order):
            name = order[number]
            told = f"{words}: {name}. {SECTIONS[name]}"
            links.append(dcc.Link(told, href=plan_path(pupil_id, name)))
    return html.Nav(links, className="plan-neighbours", **{"aria-label": "Sections beside this"})
