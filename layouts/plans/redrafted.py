"""What drafting again would do, before it is done; and what it did."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import dcc, html

from analytics.plans.redraft import Redraft
from data.schemas.plans import Line
from layouts import ids
from layouts.components.disclosure import disclosure
from layouts.components.element import Element, element, link
from layouts.components.notice import notice
from layouts.plans.address import line_path, plan_path
from layouts.plans.messages import sends
from layouts.plans.opened import Opened
from layouts.plans.wording import counted
from layouts.plans.words import different

STAYS = (
    "Drafting again reads the assessment, the documents and the catalogue anew. Lines that "
    "somebody wrote, changed or agreed stay exactly as they are."
)


def body(opened: Opened, found: Redraft) -> list[Any]:
    """Say what drafting again would add, replace and take out, and offer to do it."""
    groups = [
        ("It would add", [_words(line) for line in found.add]),
        ("It would replace", [_pair(*pair) for pair in found.replace]),
        ("It would take out", [_words(line) for line in found.withdraw]),
    ]
    return [
        html.P(found.sentence, className="bundle-answer"),
        html.P(STAYS),
        draft_form("Draft again"),
        *(_group(words, items) for words, items in groups if items),
        *_offered(opened, found),
        *_left(opened, found.left),
    ]


def draft_form(words: str) -> html.Form:
    """Return the button that drafts."""
    return html.Form(html.Button(words, className="button"), **sends(ids.PLAN_ASKED_DRAFT, "draft"))


def _group(words: str, items: Sequence[Any]) -> html.Details:
    number = counted(len(items), "line")
    listed = element("Ul", [element("Li", item) for item in items], className="plan-changes")
    return disclosure(f"{words} {number}", listed)


def _offered(opened: Opened, found: Redraft) -> list[Any]:
    if not found.offered:
        return []
    items = [
        [
            *_pair(kept, fresh),
            element(
                "P",
                link(
                    "Open the line to use the new words",
                    f"{plan_path(opened.pupil_id, kept.section)}?line={kept.line_id}",
                ),
            ),
        ]
        for kept, fresh in found.offered
    ]
    return [_group("For lines that people changed the sources now give other words:", items)]


def _left(opened: Opened, left: Sequence[Line]) -> list[Any]:
    if not left:
        return []
    items = [
        [
            element("Span", f"{line.section}: ", className="quiet"),
            link(line.text, line_path(opened.pupil_id, line.section, line.line_id)),
        ]
        for line in left
    ]
    return [_group("It leaves", items)]


def _words(line: Line) -> list[Any]:
    return [element("Span", f"{line.section}: ", className="quiet"), line.text]


def _pair(kept: Line, fresh: Line) -> list[Element | Any]:
    section = element("Span", f"{fresh.section}: ", className="quiet")
    if kept.text == fresh.text:
        other = element("Span", " (the same words, from other sources)", className="quiet")
        return [section, fresh.text, other]
    return [section, different(kept.text, fresh.text)]


def done(found: Redraft) -> html.Div:
    """Say what drafting did."""
    doings = {"added": found.add, "replaced": found.replace, "taken out": found.withdraw}
    told = [f"{counted(len(lines), 'line')} {did}" for did, lines in doings.items() if lines]
    if found.left:
        told.append(f"{counted(len(found.left), 'line')} of people left as they were")
    words = ", ".join(told or ["the sources give nothing new"])
    return notice("ok", html.P(f"{words[0].upper()}{words[1:]}."), title="Drafted from the sources")


def go_to_redraft(pupil_id: str) -> dcc.Link:
    """Return the link to what drafting again would change."""
    return dcc.Link(
        "Draft again", href=plan_path(pupil_id, "redraft"), className="button button--second"
    )
