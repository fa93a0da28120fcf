"""A line comes back from its row as it was, and odd rows do no harm."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.plans.rows import as_kept, in_order, line_key, line_of, row_of, tidy_text
from data.schemas import TABLES
from data.schemas.plans import (
    CITATION_KINDS,
    JSON_LENGTH,
    LINE_LENGTH,
    ORIGINS,
    SECTIONS,
    Citation,
    Line,
)
from tests.plan_lines import ANSWER, REPORT, line

WORDS = st.text(st.characters(exclude_characters="\x7f", exclude_categories=("Cs", "Cc")))
CITATIONS = st.builds(
    Citation,
    kind=st.sampled_from(sorted(CITATION_KINDS)),
    ref=st.text(max_size=20),
    label=st.text(max_size=20),
    quote=st.text(max_size=20),
    start=st.none() | st.integers(0, 99),
    end=st.none() | st.integers(0, 99),
)
LINES = st.builds(
    Line,
    line_id=st.from_regex(r"[A-Za-z0-9_.\-]{1,20}", fullmatch=True),
    section=st.sampled_from(sorted(SECTIONS)),
    kind=st.just("need"),
    text=WORDS.map(str.strip).filter(bool),
    position=st.floats(0, 1000),
    area=st.none() | st.just("slc"),
    links=st.lists(st.text(max_size=9), max_size=3).map(tuple),
    sources=st.lists(CITATIONS, max_size=3).map(tuple),
    origin=st.sampled_from(sorted(ORIGINS)),
    agreed=st.booleans(),
)


@given(LINES)
def test_a_line_comes_back_from_its_row_as_it_was(one: Line) -> None:
    row = TABLES["plan_lines"].validate(row_of(one, pupil_id="P:1".replace(":", "")))
    assert line_of(row) == replace(one, text=tidy_text(one.text))


def test_the_row_says_whose_line_it_is_and_who_saved_it() -> None:
    row = row_of(line("B-slc"), pupil_id="P1", withdrawn=True)
    assert row["line_key"] == line_key("P1", "B-slc") == "P1:B-slc"
    assert row["withdrawn"] is True
    back = line_of({**row, "revision": 3, "actor": "ana"})
    assert (back.line_id, back.revision, back.actor) == ("B-slc", 3, "ana")


@pytest.mark.parametrize(
    "odd",
    [None, 7, "", "{", "{}", "null", "[" * 9_000, '[1, null, ["x"], {"kind": "rumour"}]'],
)
def test_what_is_odd_in_links_and_sources_is_left_out(odd: Any) -> None:
    row = {**row_of(line(), pupil_id="P1"), "links": odd, "sources": odd}
    back = line_of(row)
    assert back.links == () or odd.startswith("[1")
    assert back.sources == ()


def test_a_source_with_odd_parts_keeps_the_sound_ones() -> None:
    given_source = {"kind": "document", "ref": 7, "label": "Report", "start": True, "end": 4}
    row = {**row_of(line(), pupil_id="P1"), "sources": json.dumps([given_source])}
    assert line_of(row).sources == (Citation("document", "", "Report", "", None, 4),)


@given(st.text())
def test_tidy_words_can_always_be_kept_unless_they_are_too_many(text: str) -> None:
    tidied = tidy_text(text)
    column = TABLES["plan_lines"].by_name["text"]
    assert tidied == "" or len(tidied) > LINE_LENGTH or column.problem(tidied) is None
    assert tidy_text(tidied) == tidied


def test_line_breaks_of_word_become_plain_ones() -> None:
    assert tidy_text("a\r\nb\x0bc\x0cd\re\u2028f\x00 \ud800") == "a\nb\nc\nd\ne\nf"


def test_sources_that_do_not_fit_are_left_out_from_the_end() -> None:
    many = tuple(replace(REPORT, ref=f"D{n}", quote="x" * 900) for n in range(40))
    row = row_of(line(sources=(ANSWER, *many)), pupil_id="P1")
    assert len(row["sources"]) <= JSON_LENGTH
    kept = line_of(row).sources
    assert kept == (ANSWER, *many)[: len(kept)]
    assert len(kept) > 10


def test_a_drafted_line_is_compared_as_it_would_be_kept() -> None:
    plain = line(sources=(REPORT,))
    assert as_kept(plain) == plain
    long = as_kept(line(text="word " * 1_000))
    assert len(long.text) <= LINE_LENGTH
    assert long.text.endswith("word…")
    assert line_of(row_of(long, pupil_id="P1")) == long


def test_lines_stand_in_the_order_of_the_sections() -> None:
    lines = [line(name, section=name, position=1.0) for name in reversed(SECTIONS)]
    lines.append(line("B0", position=0.5))
    assert [one.section for one in in_order(lines)][:3] == ["A", "B", "B"]
    assert [one.line_id for one in in_order(lines) if one.section == "B"] == ["B0", "B"]
    assert list(dict.fromkeys(one.section for one in in_order(lines))) == list(SECTIONS)
