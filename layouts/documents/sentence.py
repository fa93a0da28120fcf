"""A sentence of a document: its labels in words, the words that made them, and its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from data.schemas import QUESTION
from data.schemas.reading import ASSERTIONS, Mark, Reading, Statement
from layouts.components.element import Element, element, link
from layouts.documents.address import document_path
from layouts.documents.opened import Opened

# A sign and a word for each polarity, so that no colour is needed to tell them apart.
SIGNS: dict[str, tuple[str, str]] = {
    "negative": ("−", "Need or concern"),
    "neutral": ("○", "Neither need nor strength"),
    "positive": ("+", "Strength or progress"),
}
# The reason the reader gives for a word that speaks for a label without naming it.
GENERAL = "is often found in such sentences"
MOST_MARKS = 3
LONGEST_QUOTE = 60
NO_MARK = "No single word: the sentence as a whole."


def sentences(opened: Opened, statements: Sequence[Statement], *, label: str = "") -> Element:
    """Return sentences as a list, each a link to its place, its labels under it."""
    items = [element("Li", sentence(opened, one), className="said-item") for one in statements]
    named = {"aria-label": label} if label else {}
    return element("Ul", items, className="said-list", **named)


def places(opened: Opened, statements: Sequence[Statement], *, label: str) -> Element:
    """Return sentences as links with their labels, for long lists: Dash takes a second for 300.

    Where a sentence stands its reasons are unfolded.
    """
    items = [
        element(
            "Li",
            [
                link(
                    statement.text,
                    document_path(opened.pupil_id, statement.document_id, statement.start),
                ),
                f" {SIGNS[statement.reading.polarity][0]} {_told(opened, statement)}",
            ],
        )
        for statement in statements
    ]
    return element("Ul", items, className="said-places", **{"aria-label": label})


def _told(opened: Opened, statement: Statement) -> str:
    return f"{' · '.join(labels(statement.reading))}. {opened.where(statement)}"


def sentence(opened: Opened, statement: Statement) -> list[Any]:
    """Return a sentence that leads to its place, where that is, and its labels."""
    path = document_path(opened.pupil_id, statement.document_id, statement.start)
    place = element("Span", opened.where(statement), className="said-item__place")
    foot = [why(statement.reading, statement.text), place]
    return [
        element("P", link(marked(statement), path), className="said-item__words"),
        element("Div", foot, className="said-item__foot"),
    ]


def labels(reading: Reading) -> list[str]:
    """Return the labels of a sentence in words, the polarity first."""
    found = [SIGNS[reading.polarity][1], *(QUESTION[area].short for area in reading.areas)]
    if reading.assertion != "present":
        found.append(ASSERTIONS[reading.assertion])
    if reading.severity:
        found.append("No difficulty" if reading.severity == "none" else reading.severity.title())
    return found


def why(reading: Reading, text: str, *, words: str = "", opened: bool = False) -> Element:
    """Return the labels of a sentence, which unfold to the words that made them."""
    every = " · ".join(labels(reading))
    # Its sign is drawn by the style sheet: each element costs the browser some milliseconds.
    summary = element(
        "Summary", words or every, className=f"why-summary why-summary--{reading.polarity}"
    )
    reasons = [*([every] if words else []), *_reasons(reading.marks, text)]
    inside = element("P", "\n".join(reasons), className="why-words")
    return element("Details", [summary, inside], className="why-label", open=opened)


def _reasons(marks: Sequence[Mark], text: str) -> list[str]:
    groups = groupby(telling(marks, text), key=mark_label)
    return [_label_reasons(label, group, text) for label, group in groups] or [NO_MARK]


def _label_reasons(label: str, marks: Iterable[Mark], text: str) -> str:
    # A word and the same word with its full stop are one reason.
    told = dict.fromkeys(f"“{_quoted(mark, text)}” {mark.why}" for mark in marks)
    return f"{label}: {', '.join(told)}"


def _quoted(mark: Mark, text: str) -> str:
    quote = text[mark.start : mark.end].strip(".,;:!? ")
    return quote if len(quote) <= LONGEST_QUOTE else f"{quote[:LONGEST_QUOTE]}…"


def telling(marks: Sequence[Mark], text: str) -> list[Mark]:
    """Return the marks that are shown, those of a label together.

    What most sentences have anyway, and words that only tend to stand with a label where others
    say it outright, would hide the words that count.
    """
    shown: list[Mark] = []
    worth = [
        mark
        for mark in marks
        if mark.label != "present" and any(map(str.isalnum, text[mark.start : mark.end]))
    ]
    for _, group in groupby(sorted(worth, key=mark_label), key=mark_label):
        of_label = list({(mark.start, mark.end): mark for mark in group}.values())
        plain = [mark for mark in of_label if mark.why != GENERAL]
        shown += (plain or of_label)[:MOST_MARKS]
    return shown


def mark_label(mark: Mark) -> str:
    """Return the label a word speaks for, in words."""
    if mark.kind == "area" and mark.label in QUESTION:
        return QUESTION[mark.label].short
    if mark.kind == "polarity" and mark.label in SIGNS:
        return SIGNS[mark.label][1]
    return ASSERTIONS.get(mark.label, mark.label)


def marked(statement: Statement) -> list[Any]:
    """Return a sentence with the words that made its labels marked."""
    pieces: list[Any] = []
    at = 0
    for start, end in _spans(telling(statement.reading.marks, statement.text), len(statement.text)):
        pieces += [statement.text[at:start]] if start > at else []
        pieces.append(element("Mark", statement.text[start:end], className="why-word"))
        at = end
    return [*pieces, statement.text[at:]]


def _spans(marks: Iterable[Mark], length: int) -> list[tuple[int, int]]:
    """Return where marks stand, those that overlap as one."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted((mark.start, min(mark.end, length)) for mark in marks):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        elif end > start:
            spans.append((start, end))
    return spans
