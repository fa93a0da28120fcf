"""Divides a document's passages into sentences and has them read, each kept with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from data.schemas.reading import Analyser, Passage, Source, Statement

# Headings and page headers name what follows; they state nothing themselves.
_UNREAD = frozenset(("heading", "header"))
_ABBREVIATIONS = (
    "dr mr mrs ms miss mx prof rev st no nos vs viz e.g i.e eg ie etc cf al approx appt dept "
    "hrs hr min mins wk wks yr yrs mth mths tel ext ref fig pp vol st jan feb mar apr jun jul aug "
    "sept sep oct nov dec mon tue tues wed thu thurs fri sat sun a.m p.m d.o.b dob max std inc"
)


def statements(source: Source, analyser: Analyser) -> tuple[Statement, ...]:
    """Return every sentence of a document with its place and what was understood of it."""
    placed = [
        (passage, start, end)
        for passage in source.passages
        if passage.kind not in _UNREAD
        for start, end in sentence_spans(source.text, passage)
    ]
    readings = analyser.read([source.text[start:end] for _, start, end in placed])
    return tuple(
        Statement(
            document_id=source.document_id,
            number=number,
            text=source.text[start:end],
            start=start,
            end=end,
            page=passage.page,
            heading=passage.heading,
            passage=passage.number,
            kind=passage.kind,
            reading=reading,
        )
        for number, ((passage, start, end), reading) in enumerate(
            zip(placed, readings, strict=True), start=1
        )
    )


def sentence_spans(text: str, passage: Passage) -> Iterator[tuple[int, int]]:
    """Yield the start and end in the text of each sentence of a passage; a row stays whole."""
    whole = text[passage.start : passage.end]
    spans: Sequence[tuple[int, int]] = [(0, len(whole))]
    if passage.kind != "row":
        spans = list(_splitter().span_tokenize(whole))
    for first, after in spans:
        sentence = whole[first:after]
        if any(map(str.isalnum, sentence)):
            lead = len(sentence) - len(sentence.lstrip())
            yield passage.start + first + lead, passage.start + first + len(sentence.rstrip())


@lru_cache(maxsize=1)
def _splitter() -> Any:
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer  # noqa: PLC0415

    # Punkt's rules with our own abbreviations: its trained ones are a download of their own.
    parameters = PunktParameters()
    parameters.abbrev_types = set(_ABBREVIATIONS.split())
    return PunktSentenceTokenizer(parameters)
