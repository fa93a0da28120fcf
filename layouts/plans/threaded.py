"""The golden thread: each need with the outcomes and provision that serve it, and its breaks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import dcc, html

from analytics.plans.suggested_links import SuggestedLink
from analytics.plans.thread import Served, Thread
from data.schemas.plans import Finding, Line
from layouts import ids
from layouts.components.element import Element, element, link
from layouts.components.notice import status
from layouts.components.section import section
from layouts.components.table import Head, data_table
from layouts.plans.address import line_path, plan_path
from layouts.plans.messages import sends
from layouts.plans.opened import Opened, brief
from layouts.plans.wording import WEIGHTS

HEADS = (Head("Need"), Head("Outcomes"), Head("Provision"), Head("Thread"))
EMPTY = "The plan has no needs yet, so there is no thread to follow."
SUGGESTED = "A person decides whether a line serves a need or an outcome; these are likely ones."
WHY = (
    "Each need in sections B, C and D should have an outcome in E, and provision in F, G, H1 or "
    "H2 (SEND Code of Practice 2015, 9.61 to 9.69). Edit a line to say which it serves. Provision "
    "is specified when it says all that such a line should, such as what, who and how often, and "
    "waits for nothing."
)
NOT_SPECIFIED = "Not yet specified"


def body(opened: Opened, found: Thread) -> list[Any]:
    """Return the matrix of needs, outcomes and provision, and what is wrong with it in words."""
    if not found.rows and not found.findings:
        return [element("P", EMPTY, className="empty")]
    rows = [_row(opened, one) for one in found.rows]
    return [
        html.P(found.reading, className="bundle-answer"),
        html.P(WHY, className="quiet"),
        *_suggested(opened, found),
        data_table("Needs with what serves them", HEADS, rows),
        _group(opened, "Gaps: what a need lacks", found.gaps),
        _group(opened, "Orphans: lines that serve nothing", found.orphans),
        _group(opened, "Duplicates: lines that say the same", found.duplicates),
    ]


def _suggested(opened: Opened, found: Thread) -> list[html.Section]:
    if not found.suggested:
        return []
    items = [html.Li(_suggestion(opened, one)) for one in found.suggested]
    return [section("Suggested links", html.P(SUGGESTED), html.Ul(items, className="plan-changes"))]


def _suggestion(opened: Opened, one: SuggestedLink) -> list[Any]:
    line, end = (opened.plan.by_id[name] for name in (one.line_id, one.serves))
    why = element("Span", one.why, className="quiet")
    said = [_linked(opened, line), " may serve ", _linked(opened, end), " ", why]
    return [html.P(said), *([_accept(line, end)] if opened.may.write else [])]


def _accept(line: Line, end: Line) -> html.Form:
    name = f": {brief(line, 60)} serves {brief(end, 60)}"
    return html.Form(
        html.Button(
            ["Accept the link", html.Span(name, className="visually-hidden")],
            className="button button--second",
        ),
        **sends(
            ids.PLAN_WRITTEN,
            "tie",
            line=line.line_id,
            serves=end.line_id,
            revision=line.revision,
        ),
    )


def _linked(opened: Opened, line: Line) -> Element:
    path = line_path(opened.pupil_id, line.section, line.line_id)
    return link(f"{line.section}: {brief(line)}", path)


def _row(opened: Opened, one: Served) -> list[Any]:
    return [
        [_linked(opened, one.need)],
        _lines(opened, (*one.outcomes, *(gap for gap in one.to_obtain if gap.section == "E"))),
        _lines(
            opened,
            (*one.provision, *(gap for gap in one.to_obtain if gap.section != "E")),
            unspecified=one.unspecified,
        ),
        [element("Div", state) for state in _states(one)],
    ]


def _lines(opened: Opened, lines: Sequence[Line], *, unspecified: Sequence[Line] = ()) -> Any:
    if not lines:
        return "–"
    items = []
    for line in lines:
        parts: list[Any] = [_linked(opened, line)]
        if line.kind == "to_obtain":
            parts = [status("watch", "To obtain"), " ", *parts]
        elif line in unspecified:
            parts = [*parts, " ", element("Span", f"({NOT_SPECIFIED.lower()})", className="quiet")]
        items.append(element("Li", parts))
    return [element("Ul", items, className="plain")]


def _states(one: Served) -> list[Element]:
    states = []
    if not one.outcomes:
        states.append(status("problem", "No outcome"))
    if not one.provision:
        waits = any(gap.section != "E" for gap in one.to_obtain)
        kind, words = ("watch", "Provision to obtain") if waits else ("problem", "No provision")
        states.append(status(kind, words))
    if one.linked:
        states.append(status("watch", _linked_words(one)))
    return states or [status("ok", "Whole")]


def _linked_words(one: Served) -> str:
    vague, given = len(one.unspecified), len(one.provision)
    if vague == given:
        return f"Linked, {NOT_SPECIFIED.lower()}"
    return f"Linked, {vague} of {given} lines {NOT_SPECIFIED.lower()}"


def _group(opened: Opened, heading: str, found: Sequence[Finding]) -> html.Section:
    if not found:
        return section(heading, html.P("None."))
    items = [html.Li(_finding(opened, one)) for one in found]
    return section(heading, html.Ul(items, className="plan-findings"))


def _finding(opened: Opened, one: Finding) -> list[Any]:
    kind, words = WEIGHTS.get(one.weight, WEIGHTS["watch"])
    line = opened.plan.by_id.get(one.line_id or "")
    path = (
        line_path(opened.pupil_id, line.section, line.line_id)
        if line
        else plan_path(opened.pupil_id, one.section)
    )
    return [status(kind, f"{words}:"), f" {one.sentence} ", dcc.Link("Open", href=path)]
