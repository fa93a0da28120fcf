"""What people wrote in their answers, read sentence by sentence as documents are, and quoted."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analytics.feedback.voices import in_time
from analytics.reading.sentences import statements
from analytics.reading.sentiment import by_sentiment, sentiment_reading
from analytics.reading.summary import chosen
from data.schemas import QUESTION
from data.schemas.feedback import VOICES
from data.schemas.reading import Analyser, DocumentReading, Facts, Passage, Source, Statement

Row = Mapping[str, Any]
FIELDS: dict[str, str] = {
    "helps": "What helps",
    "change": "What to change",
    "evidence": "What shows how far outcomes are reached",
    "note": "What was written of provision",
}
# So many sentences of each voice on each question, so that nobody drowns another.
OF_EACH_VOICE = 2
_NAMED = 3


@dataclass(frozen=True)
class Text:
    """Hold one text that somebody wrote, and where it stands."""

    code: str
    """The answer, the field and the outcome or provision, as one name."""
    feedback_id: str
    voice: str
    said_by: str
    given_on: str
    field: str
    about: str
    """The outcome or provision it was written of, empty where it is of the whole answer."""
    text: str


@dataclass(frozen=True)
class Quote:
    """Hold one sentence of a text: its place there, and what the reader understood."""

    text: Text
    start: int
    end: int
    polarity: str
    areas: tuple[str, ...]

    @property
    def words(self) -> str:
        """Return the sentence as it was written."""
        return self.text.text[self.start : self.end]


@dataclass(frozen=True)
class Said:
    """Hold what was written in all answers of a pupil, and the sentences chosen from it."""

    texts: tuple[Text, ...]
    quotes: tuple[Quote, ...]
    """Every sentence, in the order of time."""
    chosen: Mapping[str, tuple[Quote, ...]]
    """By field, the sentences that stand for the rest, newest last."""
    reading: str
    """How many sentences tell of needs and of strengths, and what about."""
    version: str
    """The reader's."""


def texts_of(
    answers: Sequence[Row], attainments: Iterable[Row] = (), deliveries: Iterable[Row] = ()
) -> tuple[Text, ...]:
    """Return every text that is not empty, oldest first; rows whose answer is gone are left out."""
    by_id = {row["feedback_id"]: row for row in answers}
    found = [
        *(_text(row, row, name) for name in ("helps", "change") for row in answers),
        *_of_lines(attainments, by_id, field="evidence", about="outcome"),
        *_of_lines(deliveries, by_id, field="note", about="provision"),
    ]
    kept = [one for one in found if one.text.strip()]
    order = {row["feedback_id"]: place for place, row in enumerate(in_time(answers))}
    return tuple(
        sorted(kept, key=lambda one: (order[one.feedback_id], list(FIELDS).index(one.field)))
    )


def _of_lines(
    rows: Iterable[Row], by_id: Mapping[str, Row], *, field: str, about: str
) -> list[Text]:
    return [
        _text(by_id[row["feedback_id"]], row, field, about=row[about] or "", line=row["line_id"])
        for row in rows
        if row["feedback_id"] in by_id
    ]


def _text(answer: Row, row: Row, field: str, *, about: str = "", line: str = "") -> Text:
    return Text(
        code=f"{answer['feedback_id']}/{field}/{line}",
        feedback_id=str(answer["feedback_id"]),
        voice=answer["voice"],
        said_by=answer["said_by"] or "",
        given_on=answer["given_on"],
        field=field,
        about=about,
        text=row[field] or "",
    )


def said(texts: Sequence[Text], *, analyser: Analyser) -> Said:
    """Return what people wrote as sentences read, and for each question those that stand for it."""
    papers = {one.code: _read(one, analyser) for one in texts}
    by_code = {one.code: one for one in texts}
    every = [statement for paper in papers.values() for statement in paper.statements]
    picked = {
        field: tuple(
            _quote(one, by_code)
            for voice in VOICES
            for one in _picked(
                [papers[text.code] for text in texts if (text.field, text.voice) == (field, voice)]
            )
        )
        for field in FIELDS
    }
    return Said(
        texts=tuple(texts),
        quotes=tuple(_quote(one, by_code) for one in every),
        chosen={field: quotes for field, quotes in picked.items() if quotes},
        reading=_reading(every, len({one.feedback_id for one in texts})),
        version=analyser.version,
    )


def _read(one: Text, analyser: Analyser) -> DocumentReading:
    source = Source(
        document_id=one.code,
        file="",
        text=one.text,
        passages=(Passage(0, len(one.text), "paragraph", number=1),),
    )
    # No author role: the reader counts lay people's words for less, and here every voice is equal.
    facts = Facts(
        type="",
        author_role=None,
        author_name=None,
        dated_on=datetime.date.fromisoformat(one.given_on),
        about_pupil=True,
    )
    return DocumentReading(source, facts, statements(source, analyser))


def _picked(papers: Sequence[DocumentReading]) -> list[Statement]:
    """Return the sentences that stand for some texts; the newest where none says much."""
    newest = [one for paper in reversed(papers) for one in paper.statements]
    ranked = [*chosen(papers, {}, most=OF_EACH_VOICE), *newest]
    kept = list({(one.document_id, one.number): one for one in ranked}.values())[:OF_EACH_VOICE]
    place = {paper.source.document_id: number for number, paper in enumerate(papers)}
    return sorted(kept, key=lambda one: (place[one.document_id], one.number))


def _quote(one: Statement, by_code: Mapping[str, Text]) -> Quote:
    return Quote(
        text=by_code[one.document_id],
        start=one.start,
        end=one.end,
        polarity=one.reading.polarity,
        areas=one.reading.areas,
    )


def _reading(every: Sequence[Statement], answers: int) -> str:
    if not every:
        return "Nobody has written anything in words yet."
    told = sentiment_reading(by_sentiment(every))
    areas = _areas(every)
    about = f" They speak most of {areas}." if areas else ""
    return f"{told[:-1]}, in {answers} answer{'' if answers == 1 else 's'}.{about}"


def _areas(every: Sequence[Statement]) -> str:
    counts = Counter(area for one in every for area in one.reading.areas if area in QUESTION)
    named = [f"{QUESTION[area].short} ({n})" for area, n in counts.most_common(_NAMED)]
    return ", ".join(named)
