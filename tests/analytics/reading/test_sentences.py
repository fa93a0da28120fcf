"""Sentences keep their places in the document."""

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from analytics.reading.analyser import SendAnalyser
from analytics.reading.sentences import sentence_spans, statements
from data.schemas.reading import Passage, Source


def cut(text: str, kind: str = "paragraph") -> list[str]:
    """Return the sentences of a text that is one passage."""
    passage = Passage(start=0, end=len(text), kind=kind)
    return [text[start:end] for start, end in sentence_spans(text, passage)]


def test_abbreviations_and_numbers_do_not_end_a_sentence() -> None:
    assert cut("Dr. Shah saw Leo on 3 Nov. 2024. He scored 4.5 (e.g. in maths). Is he well?") == [
        "Dr. Shah saw Leo on 3 Nov. 2024.",
        "He scored 4.5 (e.g. in maths).",
        "Is he well?",
    ]


def test_a_row_of_a_table_stays_whole_and_signs_alone_are_nothing() -> None:
    assert cut("Reading. | SS 74. | 4th", kind="row") == ["Reading. | SS 74. | 4th"]
    assert cut(" -- . … ") == []


@given(st.text(max_size=200))
def test_no_letter_is_lost_or_read_twice(text: str) -> None:
    spans = list(sentence_spans(text, Passage(start=0, end=len(text), kind="paragraph")))
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    read = "".join(text[start:end] for start, end in spans)
    assert re.sub(r"[\W_]", "", read) == re.sub(r"[\W_]", "", text)


def test_statements_stand_where_they_were_written(analyser: SendAnalyser) -> None:
    text = "Hearing\n\nNo concerns. He hears well.\nName | Leo"
    passages = (
        Passage(start=0, end=7, kind="heading", number=1),
        Passage(start=9, end=36, kind="paragraph", page=2, heading="Hearing", number=2),
        Passage(start=37, end=47, kind="row", number=3),
    )
    source = Source(document_id="D1", file="a.txt", text=text, passages=passages)
    found = statements(source, analyser)
    assert [one.text for one in found] == ["No concerns.", "He hears well.", "Name | Leo"]
    assert all(text[one.start : one.end] == one.text for one in found)
    assert [(one.number, one.page, one.heading, one.passage) for one in found] == [
        (1, 2, "Hearing", 2),
        (2, 2, "Hearing", 2),
        (3, None, None, 3),
    ]
    assert [one.reading for one in found] == analyser.read([one.text for one in found])
