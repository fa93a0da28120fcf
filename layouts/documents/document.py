"""One document as it was written, every labelled sentence marked, opened at a chosen place."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from dash import dcc, html

from analytics.reading.sentiment import by_sentiment, sentiment_reading
from data.schemas import AUTHOR_ROLES, DOCUMENT_TYPES, QUESTION
from data.schemas.reading import DocumentReading, Passage, Statement
from layouts.components.disclosure import disclosure
from layouts.components.element import Element, element
from layouts.components.facts import facts
from layouts.components.notice import notice, status
from layouts.components.table import Head, data_table
from layouts.dates import day, moment
from layouts.documents.address import view_path
from layouts.documents.opened import Kept, Opened
from layouts.documents.sentence import SIGNS, marked, sentences, why

NO_TEXT = (
    "No text could be read from this file, so nothing in it is counted. If it is a scan, ask for "
    "the document in its first form, or have its text recognised, and upload that."
)
HOW = (
    "− marks a need or concern, + a strength or progress, ○ a need that is named without either. "
    "Open a mark to see its labels and the words that made them."
)
OF_A_DOCUMENT = 6


class Handled(Protocol):
    """Describe what somebody did with a document, and when."""

    @property
    def what(self) -> str: ...

    @property
    def who(self) -> str: ...

    @property
    def at(self) -> datetime.datetime: ...


def body(
    opened: Opened,
    document_id: str,
    *,
    at: int | None,
    summary: Sequence[Statement],
    handled: Sequence[Handled] = (),
) -> list[Any]:
    """Return a document; the sentence at an offset of its text is highlighted."""
    document = opened.documents[document_id]
    kept = opened.kept.get(document_id, Kept(document_id, document.source.file))
    return [
        html.P(dcc.Link("Back to the bundle", href=view_path(opened.pupil_id))),
        html.H1(kept.title),
        _facts(opened, document, kept),
        *_problems(document),
        *_counted(opened, document, summary),
        *_text(document, at=at),
        *_handled(handled),
    ]


def _facts(opened: Opened, document: DocumentReading, kept: Kept) -> html.Dl:
    found = document.facts
    original: Any = "–"
    if kept.original:
        original = html.A("Download", href=kept.original, download="")
    return facts(
        [
            ("Pupil", dcc.Link(opened.pupil_id, href=f"/pupils/{opened.pupil_id}")),
            ("Document", DOCUMENT_TYPES.get(found.type, found.type)),
            ("Role of the author", AUTHOR_ROLES.get(found.author_role or "", "Not known")),
            ("Author", found.author_name or "Not known"),
            ("Date", day(found.dated_on)),
            ("State", element("Span", [status(*state) for state in opened.states(document)])),
            ("Original", original),
        ]
    )


def _problems(document: DocumentReading) -> list[Any]:
    problems = document.source.problems
    if not problems:
        return []
    items = html.Ul([html.Li(words) for words in problems])
    return [notice("watch", items, title="What could not be read")]


def _counted(opened: Opened, document: DocumentReading, summary: Sequence[Statement]) -> list[Any]:
    if not document.statements:
        return []
    words = sentiment_reading(by_sentiment(document.statements))
    short = [disclosure("Summary of this document", sentences(opened, summary))] if summary else []
    return [html.P(words, className="lead"), *short, html.P(HOW, className="quiet")]


def _handled(handled: Sequence[Handled]) -> list[Any]:
    if not handled:
        return []
    rows = [[moment(one.at), one.what, one.who] for one in handled]
    heads = [Head("When"), Head("What"), Head("Who")]
    table = data_table("Who uploaded, changed and opened this document", heads, rows)
    return [disclosure("Who uploaded, changed and opened it", table)]


def _text(document: DocumentReading, *, at: int | None) -> list[Any]:
    if not document.source.text.strip():
        return [html.P(NO_TEXT, className="empty")]
    of_passage: Mapping[int, list[Statement]] = defaultdict(list)
    for statement in document.statements:
        of_passage[statement.passage].append(statement)
    blocks: list[Any] = []
    page = None
    for passage in document.source.passages:
        if passage.page and passage.page != page:
            page = passage.page
            blocks.append(element("P", f"Page {page}", className="page-mark"))
        blocks.append(_passage(document.source.text, passage, of_passage[passage.number], at=at))
    return [element("Article", blocks, className="document", **{"aria-label": "Text"})]


def _passage(
    text: str, passage: Passage, statements: Sequence[Statement], *, at: int | None
) -> Element:
    pieces: list[Any] = []
    reached = passage.start
    for statement in statements:
        pieces += [text[reached : statement.start], *_said(statement, at=at)]
        reached = max(reached, statement.end)
    pieces.append(text[reached : passage.end])
    kind = passage.kind if passage.kind in ("heading", "bullet", "row") else "paragraph"
    return element("Div", pieces, className=f"passage passage--{kind}")


def _said(statement: Statement, *, at: int | None) -> list[Any]:
    """Return a sentence and its mark; only that asked for is an element, for there may be 1,000."""
    reading = statement.reading
    if at is not None and statement.start <= at < statement.end:
        words = element("Span", marked(statement), id="here", className="said--here", tabIndex="-1")
        return [words, why(reading, statement.text, words=_short(statement), opened=True)]
    if reading.polarity == "neutral" and not reading.areas:
        return [statement.text]
    return [statement.text, why(reading, statement.text, words=_short(statement))]


def _short(statement: Statement) -> str:
    """Return what a mark says while it is folded: the needs named, or the polarity."""
    areas = ", ".join(QUESTION[area].short for area in statement.reading.areas)
    return areas or SIGNS[statement.reading.polarity][1]
