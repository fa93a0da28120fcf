"""A bundle as it is opened by one reader: what was read, what is kept of it, what one may do."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from analytics.reading.checklist import Item
from data.schemas import AUTHOR_ROLES, DOCUMENT_TYPES
from data.schemas.reading import (
    BundleReading,
    DocumentReading,
    Facts,
    Statement,
)
from layouts.dates import day

A_YEAR = datetime.timedelta(days=365)
# Enough of a word to know it in another form: audiologist, audiology; parent, parents.
STEM, SHORTEST_WORD = 6, 5
State = tuple[str, str]


@dataclass(frozen=True)
class Kept:
    """Describe a document as it is kept: its revision, who gave it, and where its original is."""

    document_id: str
    title: str
    revision: int = 0
    uploaded_by: str = ""
    uploaded_at: datetime.datetime | None = None
    pages: int | None = None
    original: str = ""
    """Address of the file as it was uploaded, empty where there is none."""


@dataclass(frozen=True)
class May:
    """Say what the reader may do with this bundle."""

    upload: bool = False
    correct: bool = False
    redact: bool = False
    assess: bool = False
    placement: bool = False


@dataclass(frozen=True)
class Opened:
    """Hold everything the views of a bundle show."""

    pupil_id: str
    reading: BundleReading
    kept: Mapping[str, Kept]
    expected: tuple[Item, ...]
    today: datetime.date
    assessment: Mapping[str, Any] = field(default_factory=dict)
    revision: int = 0
    may: May = May()
    strip: tuple[tuple[str, Any], ...] = ()
    """What the page says of the pupil at its top, as name and value."""
    version: str = ""
    """What tells this bundle's content from any other."""

    @cached_property
    def documents(self) -> dict[str, DocumentReading]:
        """Return the documents by their codes, the newest first and undated ones last."""
        earliest = datetime.date.min
        newest = sorted(
            self.reading.documents,
            key=lambda document: document.facts.dated_on or earliest,
            reverse=True,
        )
        return {document.source.document_id: document for document in newest}

    def where(self, statement: Statement, *, with_page: bool = True) -> str:
        """Return where a sentence stands in words: document, role, date and page."""
        words = named(self.documents[statement.document_id].facts)
        return f"{words}, page {statement.page}" if statement.page and with_page else words

    def states(self, document: DocumentReading) -> tuple[State, ...]:
        """Return what is to be noticed about a document, as kind of status and words."""
        found: list[State] = []
        if not document.statements:
            found.append(("problem", "No text"))
        elif document.facts.type == "unreadable_scan":
            found.append(("watch", "Few words read"))
        if not document.facts.about_pupil:
            found.append(("watch", "May be about another child"))
        if self.is_old(document):
            found.append(("watch", "Older than a year"))
        return tuple(found) or (("ok", "Read"),)

    def is_old(self, document: DocumentReading) -> bool:
        """Tell whether a document was written more than a year ago."""
        written = document.facts.dated_on
        return written is not None and self.today - written > A_YEAR


def named(facts: Facts) -> str:
    """Return a document's type, author's role and date, such as "GP letter, 3 May 2026"."""
    kind = DOCUMENT_TYPES.get(facts.type, DOCUMENT_TYPES["other"])
    role = AUTHOR_ROLES.get(facts.author_role or "", "")
    parts = [kind, *([_within(role)] if role and not _is_told(role, kind) else [])]
    return ", ".join([*parts, day(facts.dated_on) if facts.dated_on else "no date"])


def _is_told(role: str, kind: str) -> bool:
    """Tell whether the name of a document says already who wrote it."""
    stems = [word[:STEM].casefold() for word in role.split() if len(word) >= SHORTEST_WORD]
    return any(stem in kind.casefold() for stem in stems)


def _within(role: str) -> str:
    """Return a role as it stands within a sentence; abbreviations keep their capitals."""
    return role if role[:2].isupper() else f"{role[0].lower()}{role[1:]}"
