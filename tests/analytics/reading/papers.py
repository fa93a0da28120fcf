"""Invented documents and readings for the tests: no real person is named."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from data.schemas.reading import (
    DocumentReading,
    Facts,
    Passage,
    Reading,
    Source,
    Statement,
)


def source(text: str, *, file: str = "paper.txt", **properties: str) -> Source:
    """Return a text as a source, each line a passage."""
    passages, start = [], 0
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            kind = "heading" if line.startswith("# ") else "paragraph"
            passages.append(Passage(start, start + len(line), kind, number=number))
        start += len(line) + 1
    return Source(file, file, text, tuple(passages), dict(properties))


def said(
    text: str,
    *areas: str,
    polarity: str = "negative",
    assertion: str = "present",
    severity: str | None = None,
    kind: str = "paragraph",
) -> Statement:
    """Return a statement read as told; `paper` gives it its document and place."""
    reading = Reading(polarity, areas, assertion, severity)
    return Statement("", 0, text, 0, len(text), None, None, 0, kind, reading)


def paper(
    name: str,
    statements: Sequence[Statement],
    *,
    role: str | None = None,
    kind: str = "other",
    day: str | None = "2025-05-03",
    about_pupil: bool = True,
) -> DocumentReading:
    """Return a document as read, with these statements."""
    dated = datetime.date.fromisoformat(day) if day else None
    placed = tuple(
        Statement(name, number, one.text, 0, one.end, None, None, number, one.kind, one.reading)
        for number, one in enumerate(statements, start=1)
    )
    text = "\n".join(one.text for one in statements)
    facts = Facts(kind, role, None, dated, about_pupil)
    return DocumentReading(Source(name, name, text, ()), facts, placed)
