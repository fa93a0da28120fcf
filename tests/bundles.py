"""An invented bundle as read, for tests of what is shown and counted: nobody in it exists."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from typing import Any

from data.schemas import QUESTION_IDS
from data.schemas.reading import (
    BundleReading,
    Contradiction,
    DocumentReading,
    Doubt,
    Facts,
    Found,
    Mark,
    Passage,
    Person,
    Reading,
    Source,
    Statement,
    Suggestion,
    Summary,
    Term,
)

NEGATIVE = ("negative", "present")
LETTER = """Dear team,
Zeb has moderate hearing loss in both ears. He may also have a specific difficulty with reading.
He enjoys drawing and is kind to his friends. His brother is autistic.
<b>Yours</b>, Ada Quill"""
REPORT = """Hearing test
Zeb's hearing is within normal limits. We discharged him.
Score | 68"""
OTHER = """Re: Pip Grey
Pip finds maths hard."""
# By the first words of a sentence: polarity, assertion, areas, severity.
SAID: dict[str, tuple[str, str, tuple[str, ...], str | None]] = {
    "Zeb has": (*NEGATIVE, ("hearing",), "moderate"),
    "He may": ("negative", "uncertain", ("english",), None),
    "He enjoys": ("positive", "present", ("social_interaction",), None),
    "His brother": ("neutral", "family", ("asd",), None),
    "Zeb's hearing": ("positive", "negated", ("hearing",), "none"),
    "Score": (*NEGATIVE, ("english", "maths"), "severe"),
    "Pip finds": (*NEGATIVE, ("maths",), None),
}
NOTHING: tuple[str, str, tuple[str, ...], None] = ("neutral", "present", (), None)
SENTENCE = re.compile(r"[^.\n]+\.?")
HEARING_LOSS = Term(
    "hearing_loss",
    "hearing loss",
    ("loss of hearing",),
    "medical",
    "Hearing less well than most people do.",
    ("hearing",),
)


def statements_of(
    document_id: str, text: str, passages: tuple[Passage, ...]
) -> tuple[Statement, ...]:
    """Cut a text at full stops and lines, and label what `SAID` knows."""
    found = []
    for match in SENTENCE.finditer(text):
        lead = len(match[0]) - len(match[0].lstrip())
        start, end = match.start() + lead, match.end()
        words = text[start:end]
        if not words:
            continue
        passage = next(one for one in passages if one.start <= start < one.end)
        found.append(_statement(document_id, len(found) + 1, words, start, passage))
    return tuple(found)


def _statement(
    document_id: str, number: int, words: str, start: int, passage: Passage
) -> Statement:
    labels = next((said for key, said in SAID.items() if words.startswith(key)), NOTHING)
    polarity, assertion, areas, severity = labels
    marks = (Mark(0, 3, "polarity", polarity, "is how it begins"),) if areas else ()
    return Statement(
        document_id=document_id,
        number=number,
        text=words,
        start=start,
        end=start + len(words),
        page=passage.page,
        heading=passage.heading,
        passage=passage.number,
        kind=passage.kind,
        reading=Reading(polarity, areas, assertion, severity, marks, 0.9),
    )


def document(document_id: str, text: str, *, page: int | None = None, **facts: Any) -> Any:
    """Return a document of lines as passages."""
    passages, start = [], 0
    for line in text.split("\n"):
        kind = "row" if "|" in line else "paragraph"
        passages.append(Passage(start, start + len(line), kind, page, None, len(passages) + 1))
        start += len(line) + 1
    covering = tuple(passages)
    given = {
        "type": "other",
        "author_role": None,
        "author_name": None,
        "dated_on": None,
        "about_pupil": True,
        **facts,
    }
    return DocumentReading(
        source=Source(document_id, f"{document_id}.txt", text, covering),
        facts=Facts(**given),
        statements=statements_of(document_id, text, covering),
    )


def bundle() -> BundleReading:
    """Return two documents about Zeb, one about another child, and one without text."""
    letter = document(
        "d1",
        LETTER,
        type="senco_letter",
        author_role="senco",
        author_name="Ada Quill",
        dated_on=datetime.date(2026, 5, 3),
        reasons={"type": "Dear team"},
    )
    report = document(
        "d2",
        REPORT,
        page=2,
        type="audiology_report",
        author_role="audiologist",
        dated_on=datetime.date(2024, 1, 9),
    )
    stray = document("d3", OTHER, about_pupil=False)
    scan = document("d4", "", type="unreadable_scan")
    scan = replace(scan, statements=(), source=replace(scan.source, problems=("A scan.",)))
    said = {one.text[:5]: one for one in (*letter.statements, *report.statements)}
    loss, normal, enjoys = said["Zeb h"], said["Zeb's"], said["He en"]
    return BundleReading(
        documents=(letter, report, stray, scan),
        suggestions=_suggestions(loss),
        doubts=(
            Doubt("hearing", 0, 2, "Hearing is None, but the SENCO letter says ...", (loss,)),
            Doubt("asd", 3, 0, "Autism is Severe, but no document mentions it.", ()),
        ),
        contradictions=(Contradiction("hearing", loss, normal, "They differ about hearing."),),
        summary=Summary((loss, enjoys, normal)),
        terms=(Found(HEARING_LOSS, (loss,)),),
        people=(
            Person("Ada Quill", ("Ada Quill", "Mrs Quill"), "senco", (("d1", 0, 9),)),
            Person("Zeb", ("Zeb", "Zeb's"), "pupil", (("d1", 11, 14), ("d2", 13, 16))),
        ),
        version="invented 1",
    )


def _suggestions(loss: Statement) -> dict[str, Suggestion]:
    nothing = {
        question_id: Suggestion(question_id, 0, (), "No document speaks of it.")
        for question_id in QUESTION_IDS
    }
    told = Suggestion("hearing", 2, (loss,), "One letter says so.", ("The audiologist differs.",))
    return {**nothing, "hearing": told}


EMPTY = BundleReading((), {}, (), (), Summary(()), (), (), "invented 1")
