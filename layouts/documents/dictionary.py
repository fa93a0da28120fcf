"""The medical and social-care terms a bundle uses: what they mean, and where they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from dash import html

from data.schemas.reading import ASSERTIONS, Found
from layouts.components.disclosure import disclosure
from layouts.components.element import Element, element
from layouts.components.section import section
from layouts.documents.opened import Opened
from layouts.documents.sentence import places
from layouts.documents.tables import downloads

PLACES_SHOWN = 12
KINDS = ("medical", "medicine", "test", "therapy", "social care", "education", "law")


def body(opened: Opened) -> list[Any]:
    """Return the terms found, by kind, the commonest first."""
    found = opened.reading.terms
    if not found:
        words = "No term of the medical and social-care dictionary stands in these documents."
        return [html.P(words, className="empty")]
    ordered = sorted(found, key=_order)
    kinds = groupby(ordered, key=lambda one: one.term.kind)
    number = "1 term" if len(found) == 1 else f"{len(found)} terms"
    lead = f"In these documents: {number} of the dictionary."
    return [
        html.P(lead),
        downloads(opened, "terms"),
        *(_kind(opened, kind, list(terms)) for kind, terms in kinds),
    ]


def _order(found: Found) -> tuple[int, str, int, str]:
    kind = found.term.kind
    place = KINDS.index(kind) if kind in KINDS else len(KINDS)
    return place, kind, -found.count, found.term.name.casefold()


def _kind(opened: Opened, kind: str, terms: Sequence[Found]) -> html.Section:
    return section(
        kind.capitalize(),
        element("Div", [_term(opened, found) for found in terms], className="terms"),
    )


def _term(opened: Opened, found: Found) -> Element:
    more = len(found.statements) - PLACES_SHOWN
    rest = [html.P(f"And {more} more sentences.", className="quiet")] if more > 0 else []
    where = [places(opened, found.statements[:PLACES_SHOWN], label=found.term.name), *rest]
    return element(
        "Div",
        [
            element("H3", found.term.name, className="term-name"),
            element("P", found.term.definition),
            element("P", said_how(found), className="quiet"),
            disclosure("Where", where),
        ],
        className="term-found",
    )


def said_how(found: Found) -> str:
    """Say in how many sentences a term stands, and with what assertions."""
    how = Counter(statement.reading.assertion for statement in found.statements)
    parts = [f"{words.lower()} in {how[key]}" for key, words in ASSERTIONS.items() if how[key]]
    number = "1 sentence" if found.count == 1 else f"{found.count} sentences"
    return f"{number}: {', '.join(parts)}."
