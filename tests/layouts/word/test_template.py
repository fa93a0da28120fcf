"""An authority's own template: filled, faulty, hostile."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from data.schemas.plans import SECTIONS, Citation
from layouts.plans.paper.cleaning import cleaned
from layouts.plans.paper.placeholders import LISTS, facts, placeholders
from layouts.word.document import docx_of
from layouts.word.example import example_template
from layouts.word.sandbox import FILTERS
from layouts.word.template import BadTemplate, filled
from tests.layouts.plans.made import FACTS, HOSTILE, LINES, WHOLE, line, plan
from tests.layouts.word.reading import body_words, check, headings, opened, tables, words

ALL = "".join(f"{{{{ section_{letter.lower()} }}}}" for letter in SECTIONS)


def template(*paragraphs: str, header: str = "") -> bytes:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = header
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)


def saved(document: Any) -> bytes:
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def test_the_example_gives_the_sections_and_tables_of_our_own_sheet() -> None:
    found = filled(WHOLE, example_template())
    check(found.content)
    assert (found.unknown, found.unplaced) == ((), ())
    sections = [text for level, text in headings(found.content) if text.startswith("Section ")]
    assert sections == [f"Section {letter}: {title}" for letter, title in SECTIONS.items()]
    own = tables(docx_of(WHOLE))
    own.pop("About this plan")
    assert tables(found.content) == own
    assert opened(found.content).core_properties.title.endswith(": EX1")
    header = words(opened(found.content).sections[0].header._element)
    assert header == "Northmoor Council (invented)\tEX1"


def test_an_empty_plan_fills_the_example() -> None:
    found = filled(plan(), example_template())
    check(found.content)
    assert body_words(found.content).count("Nothing is written in this section yet.") == 22


def test_facts_and_sections_stand_for_their_placeholders() -> None:
    content = docx_of(WHOLE, template=template("{{ name }}, {{ drafted_on }}, {{ age }}", ALL))
    text = body_words(content)
    assert text.startswith("Mila, 20 May 2026, 17")
    assert "F1; Need it meets: B1; Provision: Therapy for 3 x 45 minutes a week." in text
    for one in LINES:
        assert text.count(one.text) == (one.kind != "placement"), one


def test_a_list_repeats_a_row() -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    table.cell(0, 0).text = "{%tr for one in provision %}"
    for place, name in enumerate(("number", "text", "needs")):
        table.cell(1, place).text = f"{{{{ one.{name} }}}}"
    table.cell(2, 0).text = "{%tr endfor %}"
    found = filled(WHOLE, saved(document))
    first = opened(found.content).tables[0]
    assert [cell.text for cell in first.rows[0].cells] == ["F1", LINES[13].text, "B1"]
    assert len(first.rows) == 3


def test_what_has_no_place_in_the_template_is_written_behind_it() -> None:
    listed = "{% for one in needs %}{{ one.text }}{% endfor %}"
    lines = [
        line("b", "B", "need", "A need."),
        line("d", "D", "need", "Another."),
        line("says", "D", "detail", "More of it."),
        line("f", "F", "to_obtain", "how long."),
    ]
    found = filled(plan(lines), template(listed, "{{ to_obtain }}"))
    assert found.unplaced == ("D",)
    assert headings(found.content) == [(1, f"Section D: {SECTIONS['D']}")]
    assert body_words(found.content).endswith("More of it.\u00a0[1]")
    assert opened(found.content).element.body[-1].tag == qn("w:sectPr")


def test_unknown_placeholders_are_shown_where_they_stand_and_said() -> None:
    texts = ("{{ shoe_size }} {{ upn.digits }}", "{% if hat %}x{% endif %}", ALL)
    found = filled(WHOLE, template(*texts, header="{{ crest }}"))
    assert found.unknown == ("crest", "shoe_size", "upn")
    assert body_words(found.content).startswith("[not known: shoe_size] [not known: upn]")
    header = words(opened(found.content).sections[0].header._element)
    assert header == "[not known: crest]"


def test_the_family_s_copy_holds_agreed_lines_only() -> None:
    content = docx_of(WHOLE, family=True, template=template(ALL, "{{ to_obtain }}{{ sources }}"))
    text = body_words(content)
    for one in LINES:
        assert text.count(one.text) == int(one.agreed), one


def test_a_template_without_lists_gets_the_styles_it_lacks() -> None:
    document = docx.Document()
    for key, rel in list(document.part.rels.items()):
        if rel.reltype.endswith("/numbering"):
            document.part.rels.pop(key)
    content = filled(WHOLE, saved(document)).content
    check(content)
    known = {style.style_id for style in opened(content).styles}
    for paragraph in opened(content).element.body.iter(qn("w:pStyle")):
        assert paragraph.get(qn("w:val")) in known
    again = filled(WHOLE, content)
    check(again.content)


@pytest.mark.parametrize("place", ["{{ name }}", "{{ section_a }}", "{{p full_a }}"])
def test_hostile_words_stay_words(place: str) -> None:
    lines = [
        line(text, "A", "view", text, sources=(Citation("document", text, text),))
        for text in HOSTILE
    ]
    found = filled(plan(lines, name="\n".join(HOSTILE)), template("Before", place, "After"))
    check(found.content)
    shown = body_words(found.content)
    for text in HOSTILE:
        # The filler has a way of its own to write a brace.
        assert cleaned(text)[0].replace("{_{", "{{").replace("}_}", "}}") in shown


@pytest.mark.parametrize(
    "broken",
    [b"", b"no zip", example_template()[:5_000], b"PK\x05\x06" + b"\0" * 18],
    ids=["empty", "text", "half", "empty zip"],
)
def test_what_is_no_word_file_is_said(broken: bytes) -> None:
    with pytest.raises(BadTemplate, match="is not a Word file") as raised:
        docx_of(WHOLE, template=broken)
    assert raised.value.sentence == str(raised.value)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{{ name", "unexpected"),
        ("{% for one in needs %}", "endfor"),
        ("{{ name|center(999999999) }}", "No filter named 'center'"),
        ("{{ name.center(999999999) }}", "unsafe"),
        ("{{ name * 999999999 }}", "sums and repeats"),
        ("{{ ''.__class__.__mro__ }}", "unsafe"),
        ("{{ shoe_size + 1 }}", "sums and repeats"),
        ("{{ range(999999999) }}", "undefined"),
        ("{% include '/etc/passwd' %}", "loader"),
        ("{{ needs[0]['text']['x']() }}", "has no attribute"),
        ("{{ name() }}", "not callable"),
        ("Here: {{ full_f }}", "paragraph of its own"),
    ],
)
def test_a_faulty_or_hostile_template_is_refused_with_a_sentence(text: str, fault: str) -> None:
    with pytest.raises(BadTemplate, match="has a fault") as raised:
        filled(WHOLE, template(text))
    assert fault in raised.value.sentence
    assert raised.value.sentence.count(". ") <= 3


def test_every_placeholder_has_its_words_and_is_told_in_the_documentation() -> None:
    from tests.built import ROOT

    told = (ROOT / "docs" / "templates.md").read_text("utf-8")
    given = placeholders(WHOLE)
    for name in (*facts(FACTS), "sources", "to_obtain", "full_sources", "full_to_obtain", *LISTS):
        assert f"`{name}`" in told, name
        assert name in {**given.texts, **given.lists, **given.blocks}
    assert all(f"`{name}`" in told for name in FILTERS)
    keys = set(given.lists["needs"][0])
    assert all(f"`{name}`" in told for name in keys)
