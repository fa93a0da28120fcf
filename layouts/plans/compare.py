"""A plan at two moments: what differs, word by word, and who wrote it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html

from analytics.plans.comparing import LineChange, Moment
from data.schemas.plans import SECTIONS
from layouts import ids
from layouts.components.disclosure import disclosure
from layouts.components.element import Element, element, link
from layouts.components.field import field, select
from layouts.components.notice import status
from layouts.dates import moment as when
from layouts.plans.address import line_path
from layouts.plans.wording import counted
from layouts.plans.words import marked

KINDS = {
    "added": ("ok", "Added"),
    "removed": ("problem", "Taken out"),
    "changed": ("note", "Changed"),
}
NONE = "The plan has no lines yet, so there is nothing to compare."
SAME = "The plan is the same at both moments."
KEY = "Words that were added are underlined, words that were taken out are struck through."
# What is read in one go; more is folded by section.
MOST_UNFOLDED = 20
BEFORE = ("0", "Before the first draft")


def body(found: Sequence[Moment], *, names: Mapping[str, str]) -> list[Any]:
    """Return two lists of moments to choose from, and the place of the comparison."""
    if not found:
        return [element("P", NONE, className="empty")]
    options = [(str(one.sequence), _option(one, names)) for one in found] + [BEFORE]
    return _form(options, earlier=options[1][0], later=options[0][0])


def skeleton() -> list[Any]:
    """Return every part that a callback names, so that Dash can check the ids."""
    return _form([BEFORE], earlier=BEFORE[0], later=BEFORE[0])


def _form(options: list[tuple[str, str]], *, earlier: str, later: str) -> list[Any]:
    return [
        html.Div(
            [
                field("From", select(ids.PLAN_EARLIER, options, value=earlier)),
                field("To", select(ids.PLAN_LATER, options, value=later)),
            ],
            className="fields",
        ),
        html.P(KEY, className="quiet"),
        html.Div(id=ids.PLAN_COMPARISON, role="status"),
    ]


def _option(one: Moment, names: Mapping[str, str]) -> str:
    who = names.get(one.actor, one.actor)
    return f"{when(one.at)}, {who}, {counted(one.lines, 'line')}"


def comparison(
    changes: Sequence[LineChange], *, pupil_id: str, names: Mapping[str, str]
) -> list[Any]:
    """Return the lines that differ, by section, each word by word and with who changed it."""
    if not changes:
        return [element("P", SAME)]
    folded = len(changes) > MOST_UNFOLDED
    parts: list[Any] = [element("P", f"{_told(changes)}.", className="lead")]
    for section, name in SECTIONS.items():
        own = [change for change in changes if change.section == section]
        if own:
            items = [element("Li", _change(one, pupil_id, names)) for one in own]
            listed = element("Ul", items, className="plan-changes")
            parts += _section(f"{section}. {name}", own, listed, folded=folded)
    return parts


def _section(name: str, own: Sequence[LineChange], listed: Element, *, folded: bool) -> list[Any]:
    """Return a section's changes; of many, as after a first draft, first only how many."""
    if folded:
        return [disclosure(f"{name}: {_told(own)}", listed, printed=True)]
    return [element("H2", name), listed]


def _told(changes: Sequence[LineChange]) -> str:
    kinds = [change.what for change in changes]
    return ", ".join(
        f"{counted(kinds.count(what), 'line')} {words.lower()}"
        for what, (_, words) in KINDS.items()
        if what in kinds
    )


def _change(one: LineChange, pupil_id: str, names: Mapping[str, str]) -> list[Element]:
    by = ", ".join(names.get(actor, actor) for actor in one.actors)
    parts: list[Any] = [status(*KINDS[one.what])]
    if by:
        parts.append(element("Span", f"by {by}", className="quiet"))
    parts += [element("Span", words, className="quiet") for words in one.besides]
    if one.what != "removed":
        parts.append(link("Open the line", line_path(pupil_id, one.section, one.line_id)))
    words = element("P", marked(one.pieces), className="plan-line__words")
    return [words, element("Div", parts, className="plan-line__foot")]
