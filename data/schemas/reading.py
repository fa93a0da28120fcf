"""What goes between the file, the reader of sentences, the reader of bundles and the page."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

POLARITIES = ("negative", "neutral", "positive")
ASSERTIONS = {
    "present": "Present",
    "negated": "Ruled out or absent",
    "family": "About someone else",
    "historical": "In the past or resolved",
    "uncertain": "Suspected or not yet known",
}
SEVERITIES = ("none", "mild", "moderate", "severe", "profound")


@dataclass(frozen=True)
class Passage:
    """Describe a paragraph, bullet, heading or table row: where it stands in a document's text."""

    start: int
    """Offset of its first character in the document's text."""
    end: int
    kind: str
    """paragraph, heading, bullet, row (of a table, cells joined by " | "), header (or footer),
    field ("Name: value") or quoted (an earlier e-mail within an e-mail)."""
    page: int | None = None
    """Page, from 1; only formats with pages."""
    heading: str | None = None
    """Nearest heading above."""
    number: int = 0
    """Place among the document's passages, from 1."""


@dataclass(frozen=True)
class Attached:
    """Describe a file attached to an e-mail, read as a document of its own."""

    name: str
    extracted: Extracted | None
    """None if it was not read; the e-mail's problems say why."""


@dataclass(frozen=True)
class Extracted:
    """Describe what was taken out of a file: its text, and the passages that cover it."""

    text: str
    passages: tuple[Passage, ...]
    media_type: str
    pages: int | None = None
    properties: dict[str, str] = field(default_factory=dict)
    """What the file says of itself: author, title, created, from, to, subject, date."""
    problems: tuple[str, ...] = ()
    """Sentences about what could not be read, e.g. a scanned page without text."""
    attachments: tuple[Attached, ...] = ()
    """Of an e-mail."""


@dataclass(frozen=True)
class Mark:
    """Say which words of a sentence led to a label."""

    start: int
    """Offset in the sentence."""
    end: int
    kind: str
    """area, polarity, assertion or severity."""
    label: str
    """The label the words speak for, e.g. hearing, negative, uncertain, moderate."""
    why: str
    """A short reason in plain words, e.g. "is a sign of doubt"."""


@dataclass(frozen=True)
class Reading:
    """Describe what the reader understood of one sentence."""

    polarity: str
    areas: tuple[str, ...]
    assertion: str
    severity: str | None
    marks: tuple[Mark, ...] = ()
    sureness: float = 1.0
    """Probability the reader gives its polarity, 0 to 1."""
    chances: tuple[tuple[str, float], ...] = ()
    """Areas it may be about, with their probabilities; only where it was explained."""


class Analyser(Protocol):
    """Read sentences; another engine can be put in the place of the one that ships."""

    @property
    def version(self) -> str:
        """Name the engine and its version; readings of different versions are not compared."""

    def read(self, texts: Sequence[str], *, explained: bool = True) -> list[Reading]:
        """Return a reading for each sentence, in their order; marks only where `explained`."""


@dataclass(frozen=True)
class Statement:
    """Describe one sentence where it was written, and its reading."""

    document_id: str
    number: int
    """Place among the document's sentences, from 1."""
    text: str
    start: int
    """Offset in the document's text."""
    end: int
    page: int | None
    heading: str | None
    passage: int
    kind: str
    """The kind of its passage."""
    reading: Reading


@dataclass(frozen=True)
class Source:
    """Describe a document to be read: its code, name, text and passages."""

    document_id: str
    file: str
    text: str
    passages: tuple[Passage, ...]
    properties: dict[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Facts:
    """Describe what a document is: worked out from its words unless a person said otherwise."""

    type: str
    author_role: str | None
    author_name: str | None
    dated_on: datetime.date | None
    about_pupil: bool
    """False where the document seems to be about another child."""
    reasons: dict[str, str] = field(default_factory=dict)
    """For each fact, the words of the document it was taken from."""


@dataclass(frozen=True)
class DocumentReading:
    """Describe a document as read."""

    source: Source
    facts: Facts
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Suggestion:
    """Suggest an answer to one of the 20 questions, with the sentences that speak for it."""

    question_id: str
    value: int
    evidence: tuple[Statement, ...]
    """Best first; the page shows three."""
    why: str
    """One sentence in plain words."""
    doubts: tuple[str, ...] = ()
    """Sentences: documents that disagree, only suspected, only old."""
    perhaps: tuple[Statement, ...] = ()
    """Sentences that may bear on it where fewer than three are evidence; no value rests on them."""


@dataclass(frozen=True)
class Doubt:
    """Describe where the assessment and the documents disagree about a question."""

    question_id: str
    assessed: int
    read: int
    sentence: str
    evidence: tuple[Statement, ...]


@dataclass(frozen=True)
class Contradiction:
    """Describe two documents that say opposite things about one area."""

    area: str
    one: Statement
    other: Statement
    sentence: str


@dataclass(frozen=True)
class Summary:
    """Describe the chosen sentences of a bundle or a document, in the order to be read."""

    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Term:
    """Describe a term of the medical and social-care dictionary."""

    id: str
    name: str
    variants: tuple[str, ...]
    """Other spellings, abbreviations and plurals, as written in documents."""
    kind: str
    """medical, medicine, test, therapy, social care, education or law."""
    definition: str
    """One or two sentences of plain English."""
    areas: tuple[str, ...] = ()
    """Question ids it bears on, where it is a sign of a need."""


@dataclass(frozen=True)
class Found:
    """Say where a term of the dictionary occurs and with what assertions."""

    term: Term
    statements: tuple[Statement, ...]

    @property
    def count(self) -> int:
        """Return in how many sentences it occurs."""
        return len(self.statements)


@dataclass(frozen=True)
class Person:
    """Name a person found in the documents, for redaction."""

    name: str
    forms: tuple[str, ...]
    """The ways the name is written."""
    role: str | None
    places: tuple[tuple[str, int, int], ...]
    """Document, start and end offset of every mention."""


@dataclass(frozen=True)
class BundleReading:
    """Describe a whole bundle as read."""

    documents: tuple[DocumentReading, ...]
    suggestions: dict[str, Suggestion]
    """One for each of the 20 questions."""
    doubts: tuple[Doubt, ...]
    contradictions: tuple[Contradiction, ...]
    summary: Summary
    terms: tuple[Found, ...]
    people: tuple[Person, ...]
    version: str
    """The analyser's."""

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Return every statement of the documents that are about the pupil."""
        return tuple(
            statement
            for document in self.documents
            if document.facts.about_pupil
            for statement in document.statements
        )


@dataclass(frozen=True)
class Words:
    """Hold the lists of words the reader looks for; phrases are compared by their stems."""

    areas: dict[str, tuple[str, ...]]
    """By question id; those of "none" only look as if they spoke of a need."""
    hints: dict[str, tuple[str, ...]]
    """By question id: everyday words, weaker signs."""
    cues: dict[str, tuple[str, ...]]
    """By what they show, e.g. need, negation, provision."""


@dataclass(frozen=True)
class Label:
    """Hold what speaks for one label: where it starts from, and the weight of each sign."""

    name: str
    bias: float
    weights: dict[str, float]


@dataclass(frozen=True)
class Weights:
    """Hold the trained reader: for each question asked of a sentence, its labels."""

    version: str
    sentences: int
    """How many labelled sentences it was trained on."""
    tasks: dict[str, tuple[Label, ...]]
    """polarity, assertion, severity (one label is chosen of each) and areas (any number)."""
    together: tuple[tuple[str, str, str], ...]
    """Which polarity, assertion and severity go together: no others are given to one sentence."""
    area_threshold: float
    """Probability from which a sentence is said to speak of an area."""
