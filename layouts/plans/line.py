"""One line of a plan to read: its words, its sources beside it, what is said of it under it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from data.schemas import QUESTION
from data.schemas.plans import Citation, Finding, Line
from layouts.components.element import Element, element, link
from layouts.components.notice import status
from layouts.dates import moment
from layouts.documents.address import document_path
from layouts.plans.address import anchor, asking_path, line_path
from layouts.plans.opened import Opened, brief
from layouts.plans.wording import KINDS, WEIGHTS, counted

MOST_SOURCES = 3
MOST_SERVED = 3


def line(opened: Opened, one: Line) -> Element:
    """Return a line to read, with links to change it and to comment on it."""
    gap = " plan-line--gap" if one.kind == "to_obtain" else ""
    under = " plan-line--beneath" if one.line_id in opened.beneath else ""
    main = [
        element("P", [*label(one), *_state(opened, one)], className="plan-line__label"),
        element("P", one.text, className="plan-line__words"),
        *_serves(opened, one),
        *_waits(opened, one),
        *findings(opened.about(one.section, one.line_id)),
    ]
    return element(
        "Li",
        [
            element("Div", main, className="plan-line__main"),
            element("P", _named_sources(opened.pupil_id, one), className="plan-line__sources"),
        ],
        id=anchor(one.line_id),
        className=f"plan-line{gap}{under}",
        tabIndex="-1",
    )


def label(one: Line) -> list[Any]:
    """Return what kind of line it is, and what it is about."""
    if one.kind == "to_obtain":
        return [status("watch", "To obtain")]
    if (one.section, one.kind) == ("I", "none"):
        return ["Left blank"]
    about = [QUESTION[one.area].short] if one.area in QUESTION else []
    return [" · ".join([KINDS[one.kind], *about])]


def findings(found: tuple[Finding, ...]) -> list[Any]:
    """Return what the checks say of a line or a section."""
    if not found:
        return []
    items = [element("Li", _finding(one)) for one in found]
    return [element("Ul", items, className="plan-findings")]


def _finding(found: Finding) -> list[Any]:
    kind, words = WEIGHTS.get(found.weight, WEIGHTS["watch"])
    return [status(kind, f"{words}:"), f" {found.sentence}"]


def _serves(opened: Opened, one: Line) -> list[Any]:
    served = [opened.plan.by_id[name] for name in one.links if name in opened.plan.by_id]
    # What stands under the one line it serves need not name it.
    if not served or one.line_id in opened.beneath:
        return []
    links = [
        link(f"{other.section}: {brief(other, 50)}", _path(opened, other))
        for other in served[:MOST_SERVED]
    ]
    more = len(served) - MOST_SERVED
    rest = [f" and {more} more"] if more > 0 else []
    return [element("P", ["Serves: ", *between(links, "; "), *rest], className="quiet")]


def _waits(opened: Opened, one: Line) -> list[Any]:
    asked = [x for x in opened.asking.get(one.line_id, ()) if x.line_id not in opened.beneath]
    if not asked:
        return []
    links = [link(brief(gap), _path(opened, gap)) for gap in asked]
    return [element("P", ["Still open: ", *between(links, "; ")], className="quiet")]


def _path(opened: Opened, one: Line) -> str:
    return line_path(opened.pupil_id, one.section, one.line_id)


def between(parts: Sequence[Any], mark: str) -> list[Any]:
    """Return parts with a mark between them."""
    return [each for part in parts for each in (mark, part)][1:]


def _state(opened: Opened, one: Line) -> list[Any]:
    said = state(opened, one)
    parts: list[Any] = [element("Span", said, className="quiet")] if said else []
    if one.agreed:
        parts.append(status("ok", "Agreed"))
    if one.line_id in opened.drafts:
        parts.append(status("watch", "You have words here that are not saved"))
    return [*parts, *_doings(opened, one)]


def _doings(opened: Opened, one: Line) -> list[Any]:
    number = len(opened.said(one.section, one.line_id))
    said = f" ({counted(number, 'comment')})" if number else ""
    name = brief(one, 60)
    doings = []
    if opened.may.write:
        path = asking_path(opened.pupil_id, one.section, line=one.line_id)
        doings.append(link("Edit", path, title=f"Edit: {name}"))
    if opened.may.comment or number:
        path = asking_path(opened.pupil_id, one.section, on=one.line_id)
        doings.append(link(f"Comment{said}", path, title=f"Comment: {name}"))
    return doings


def state(opened: Opened, one: Line) -> str:
    """Say who wrote or changed a line and when; its sources alone speak for a drafted one."""
    if one.origin == "drafted":
        return ""
    at = opened.saved_at.get(one.line_id)
    when = f", {moment(at)}" if at else ""
    done = "Written" if one.origin == "written" else "Changed"
    return f"{done} by {opened.called(one.actor)}{when}"


def sources(pupil_id: str, one: Line) -> Element:
    """Return where a line was taken from, as links, with the words there."""
    if not one.sources:
        return element("P", _unsourced(one), className="quiet")
    items = [element("Li", _source(pupil_id, source)) for source in one.sources]
    return element("Ul", items, **{"aria-label": "Sources"})


def _named_sources(pupil_id: str, one: Line) -> Any:
    """Return the first sources of a line in one paragraph, since a section has dozens of lines."""
    if not one.sources:
        return _unsourced(one)
    shown = _distinct(one.sources)
    more = len(shown) - MOST_SOURCES
    rest = [f" and {more} more"] if more > 0 else []
    names = [_named(pupil_id, source) for source in shown[:MOST_SOURCES]]
    return ["From ", *between(names, "; "), *rest]


def _unsourced(one: Line) -> str:
    return "No source: a person wrote it." if one.origin == "written" else "No source."


def _distinct(given: tuple[Citation, ...]) -> tuple[Citation, ...]:
    return tuple({(one.label, one.ref, one.start): one for one in given}.values())


def _source(pupil_id: str, source: Citation) -> list[Any]:
    quote = [element("Q", source.quote, className="plan-quote")] if source.quote else []
    return [_named(pupil_id, source), *quote]


def _named(pupil_id: str, source: Citation) -> Any:
    words = source.label or source.ref
    path = source_path(pupil_id, source)
    return link(words, path) if path else words


def source_path(pupil_id: str, source: Citation) -> str:
    """Return the address at which a source can be read, empty where it has none."""
    paths = {
        "document": document_path(pupil_id, source.ref, source.start),
        "answer": f"/pupils/{pupil_id}#assessment",
        "record": f"/pupils/{pupil_id}",
        "package": "/packages",
        "library": f"/charts/pupils/{pupil_id}",
    }
    return paths.get(source.kind, "")
