"""A plan in Word, opened again and compared with the plan."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from data.schemas.plans import LINE_KINDS, SECTIONS, Citation, Particulars, Plan
from layouts.plans.paper.cleaning import cleaned
from layouts.word import styles
from layouts.word.document import docx_of
from tests.layouts.plans.made import FINDINGS, HOSTILE, LINES, WHOLE, line, plan
from tests.layouts.word.reading import body_words, check, headings, opened, tables, words


@pytest.fixture(scope="module")
def draft() -> bytes:
    return docx_of(WHOLE, findings=FINDINGS)


def test_a_draft_is_valid_and_live_in_nothing_but_its_page_numbers(draft: bytes) -> None:
    check(draft)


def test_each_section_is_headed_by_the_regulation_s_words_in_their_order(draft: bytes) -> None:
    found = headings(draft)
    sections = [text for level, text in found if level == 1 and text.startswith("Section ")]
    assert sections == [f"Section {letter}: {title}" for letter, title in SECTIONS.items()]
    levels = [level for level, _ in found]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_each_line_stands_in_the_body_once(draft: bytes) -> None:
    text = body_words(draft)
    gaps_in_front = {"hopes", "who"}
    for one in LINES:
        said = one.text.partition(": ")[2] if one.line_id == "hopes" else one.text
        wanted = 0 if one.kind == "placement" else 2 if one.line_id in gaps_in_front else 1
        assert text.count(said) == wanted, one


def test_needs_stand_under_their_broad_area_behind_what_the_pupil_can_do(draft: bytes) -> None:
    text = body_words(draft)
    order = [
        "Communication and interaction",
        "B1\tMila loses long instructions.",
        "B2\tChanges of routine upset Mila.",
        "She understood 12 of 40 sentences.",
        "Cognition and learning",
        "\nStrengths\n",
        "Mila recognises coins.",
        "\nNeeds\n",
        "B3\tMila reads single words.",
        "Social, emotional and mental health\nNothing is written under this area yet.",
        "Sensory and physical, and independence\nNothing is written under this area yet.",
        "Other needs",
        "B4\tMila tires after lunch.",
    ]
    places = [text.index(one) for one in order]
    assert places == sorted(places)


def test_provision_tells_its_need_its_outcome_and_its_source(draft: bytes) -> None:
    name = "Provision of section {}, with the need it meets and the outcome it serves"
    heads = ["No.", "Need it meets", "Provision", "Outcome it serves", "Source"]
    found = tables(draft)
    assert found[name.format("F")] == [
        heads,
        ["F1", "B1", "Therapy for 3 x 45 minutes a week.", "E1", "[2]"],
        [
            "F2",
            "None linked",
            "Rehearsal before each change.To obtain: who rehearses, and for how long.",
            "None linked",
            "No source",
        ],
    ]
    assert found[name.format("H2")][1][:2] == ["H2.1", "D1"]
    assert name.format("G") not in found


def test_outcomes_and_advice_are_tables(draft: bytes) -> None:
    found = tables(draft)
    outcomes = found["Outcomes, the needs they answer and their sources"]
    assert outcomes[1:] == [
        ["E1", "Mila will follow three steps by July 2027.", "B1", "[1]"],
        ["E2", "Mila will use her exit card.", "B2", "[1]"],
    ]
    assert found["Advice and information gathered"][1][:2] == ["K1", LINES[-1].text]


def test_every_mark_points_to_a_source_with_its_words(draft: bytes) -> None:
    sources = tables(draft)["Sources of this plan"]
    assert sources == [
        ["No.", "Source", "What it is", "Words it was taken from"],
        ["[1]", "Psychologist's report, 3 May 2026, page 2", "Document", "“every day”"],
        ["[2]", "Therapist's report, 20 April 2026", "Document", "“3 x 45 minutes”"],
        ["[3]", "Assessment, question 16", "Answer of the assessment", "“Moderately behind”"],
    ]


def test_a_source_of_several_quotes_keeps_them_all_and_one_without_a_name_says_so() -> None:
    two = [replace(LINES[0].sources[0], quote=quote) for quote in ("once", "twice")]
    lines = [
        line("a", "A", "view", "One.", sources=(two[0], two[1], two[0])),
        line("b", "A", "view", "Two.", sources=(Citation("rule", "", ""),)),
    ]
    sources = tables(docx_of(plan(lines)))["Sources of this plan"]
    assert sources[1][3] == "“once”“twice”"
    assert sources[2] == ["[2]", "Source without a name", "Law or guidance", "–"]


def test_gaps_are_counted_in_front_listed_behind_and_marked_where_they_belong(draft: bytes) -> None:
    rows = tables(draft)["What is still to be obtained"]
    assert rows[1:] == [
        ["Section A", "To obtain from Mila: what she hopes for."],
        ["Section F", "F2: To obtain: who rehearses, and for how long."],
        ["Section H1", "Nothing is written in this section yet."],
    ]
    boxed = [one.text for one in opened(draft).paragraphs if one.style.name == "Plan to obtain"]
    assert boxed == [rows[1][1]]
    marked = [one for one in opened(draft).element.body.iter(qn("w:pStyle"))
              if one.get(qn("w:val")) == "PlanGap"]  # fmt: skip
    assert len(marked) == 1
    titles = [text for level, text in headings(draft) if level == 1]
    assert titles.index("What is still to be obtained") == len(SECTIONS) + 1
    front = body_words(draft).partition("Section A:")[0]
    assert "3 points are still to be obtained. Each is marked in its place" in front
    assert "at least 15 days" in front


def test_one_gap_is_one_point_and_an_agreed_plan_is_no_draft_for_comment() -> None:
    lines = [line(letter, letter, "view", f"Of {letter}.") for letter in SECTIONS]
    gap = line("gap", "B", "to_obtain", "To obtain from the school: scores.")
    assert "1 point is still to be obtained" in body_words(docx_of(plan([*lines, gap])))
    agreed = body_words(docx_of(plan([*lines, gap], status="agreed")))
    assert "at least 15 days" not in agreed
    assert "What is still to be obtained" in agreed


def test_what_belongs_to_several_rows_stands_below_the_table() -> None:
    lines = [
        line("a", "E", "outcome", "Mila will read.", sources=()),
        line("b", "E", "outcome", "Mila will write.", sources=()),
        line("c", "E", "detail", "Starting point: ten words.", "a", sources=()),
        line("d", "E", "detail", "Seen in both.", "a", "b", sources=()),
    ]
    content = docx_of(plan(lines))
    (rows,) = (t for name, t in tables(content).items() if name.startswith("Outcomes"))
    assert rows[1][1] == "Mila will read.Starting point: ten words."
    assert "E1, E2: Seen in both." in body_words(content)


def test_a_final_plan_has_a_place_for_the_officer_who_signs_it(draft: bytes) -> None:
    name = "Signature of the officer who signs off the plan"
    final = docx_of(plan(LINES, status="final", final_on="2026-06-22"))
    assert [row[0] for row in tables(final)[name][1:]] == ["Full name", "Role", "Signature", "Date"]
    assert name not in tables(draft)
    assert "A draft is not signed." in body_words(draft)


def test_what_was_said_stands_under_the_prompt_that_it_answers() -> None:
    said = ["What the pupil says: “Chef.”", "What the pupil says: “Hat.”", "Goals: A job.", "Own."]
    lines = [line(f"a{n}", "A", "view", text, sources=()) for n, text in enumerate(said)]
    text = body_words(docx_of(plan(lines)))
    assert "What the pupil says\n“Chef.”\n“Hat.”\nGoals\nA job.\nOwn." in text


def test_a_draft_without_gaps_says_so_and_a_final_plan_has_no_such_list() -> None:
    lines = [line(letter, letter, "view", f"Of {letter}.") for letter in SECTIONS]
    assert "No line of this draft is waiting for anything." in body_words(docx_of(plan(lines)))
    final = docx_of(plan(LINES, status="final", final_on="2026-06-22"))
    assert "still to be obtained" not in body_words(final)
    assert "Ashgrove College" in body_words(final)
    assert words(opened(final).sections[0].header._element).endswith("Final plan\t22 June 2026")


def test_the_placement_is_left_out_of_a_draft_and_it_is_said(draft: bytes) -> None:
    text = body_words(draft)
    assert "A placement is written already and is kept back until the plan is final." in text
    assert "kept back" not in body_words(docx_of(plan()))
    assert "Left blank in a draft." in text


def test_what_the_checks_found_stands_in_an_annex_the_gravest_first(draft: bytes) -> None:
    assert tables(draft)["What the checks found"][1:] == [
        ["F2", "F2 does not say who.", "Put right before it is sent"],
        ["E2", "E2 has no review.", "Look at it again"],
        ["Section F", "Of another weight.", "other"],
    ]
    assert "Annex" not in body_words(docx_of(WHOLE))


def test_header_footer_and_properties(draft: bytes) -> None:
    document = opened(draft)
    section = document.sections[0]
    assert [words(one._p) for one in section.header.paragraphs] == [
        "Northmoor Council (invented)\tEX1",
        "DRAFT, not for implementation\t20 May 2026",
    ]
    assert words(section.footer._element) == (
        "Confidential · Invented, for demonstration\tPage 1 of 1"
    )
    properties = document.core_properties
    assert properties.title == "Education, health and care plan: EX1"
    assert properties.author == properties.last_modified_by == "Northmoor Council (invented)"
    assert properties.language == "en-GB"
    assert "Mila" not in f"{properties.title}{properties.subject}{properties.keywords}"
    assert properties.created.date().isoformat() == "2026-05-20"
    settings_xml = document.settings.element
    modes = [one.get(qn("w:val")) for one in settings_xml.iter(qn("w:compatSetting"))
             if one.get(qn("w:name")) == "compatibilityMode"]  # fmt: skip
    assert modes == ["15"]
    assert not any("thumbnail" in rel.reltype for rel in document.part.package.rels.values())
    language = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "en-GB"


def test_tables_repeat_a_marked_header_and_say_what_they_show(draft: bytes) -> None:
    found = list(opened(draft).element.body.iter(qn("w:tbl")))
    assert found
    for table in found:
        first, *rows = table.iter(qn("w:tr"))
        assert first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is None for row in rows)
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
        assert table.find(f"{qn('w:tblPr')}/{qn('w:tblDescription')}").get(qn("w:val"))


def test_a_row_longer_than_a_page_may_break() -> None:
    long = docx_of(plan([line("a", "F", "provision", "word " * 700)]))
    row = list(opened(long).element.body.iter(qn("w:tbl")))[1].findall(qn("w:tr"))[1]
    assert row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is None
    kept = opened(docx_of(plan([line("a", "A", "view", "word " * 700)]))).element.body
    assert [one.get(qn("w:val")) for one in kept.iter(qn("w:keepLines"))] == ["0"]


def test_no_paragraph_is_empty_and_every_style_is_known(draft: bytes) -> None:
    document = opened(draft)
    known = {style.style_id for style in document.styles}
    for paragraph in document.element.body.iter(qn("w:p")):
        assert words(paragraph).strip()
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        assert style.get(qn("w:val")) in known


def test_colours_are_tokens() -> None:
    tokens = (Path(__file__).parents[3] / "assets" / "10-tokens.css").read_text("utf-8")
    assert all(one in tokens for one in (styles.DEEP, styles.WATCH, styles.WATCH_WASH))


def test_an_empty_plan_is_a_document_that_says_what_is_missing() -> None:
    content = docx_of(Plan(Particulars("")))
    check(content)
    rows = tables(content)
    assert [row[0] for row in rows["What is still to be obtained"][1:]] == [
        f"Section {letter}" for letter in SECTIONS if letter != "I"
    ]
    assert dict(map(tuple, rows["About this plan"][1:]))["School or other setting"] == "Not known"
    header = words(opened(content).sections[0].header._element)
    assert header.startswith("Authority not known") and header.endswith("Date not known")


def test_dates_that_are_none_stay_as_they_were_written() -> None:
    content = docx_of(plan(requested_on="31 Febuary", drafted_on="soon", status="odd", age_band=""))
    facts = dict(map(tuple, tables(content)["About this plan"][1:]))
    assert facts["Assessment requested on"] == "31 Febuary"
    assert facts["Age"] == "17 years"
    assert "odd" in words(opened(content).sections[0].header._element)


@pytest.mark.parametrize("family", [False, True])
def test_hostile_words_stay_words(family: bool) -> None:
    kinds = (("A", "view"), ("B", "need"), ("F", "provision"), ("F", "to_obtain"))
    lines = [
        line(
            f"{kind} {text}",
            section,
            kind,
            text,
            sources=(Citation("document", text, text, text),),
            agreed=True,
        )
        for text in HOSTILE
        for section, kind in kinds
    ]
    named = ("authority", "name", "born", "school", "cluster", "primary_need")
    facts = dict.fromkeys(named, "\n".join(HOSTILE))
    content = docx_of(Plan(Particulars("\x07 { DATE }", **facts), tuple(lines)), family=family)
    check(content)
    shown = body_words(content)
    assert all(shown.count(cleaned(text)[0]) >= len(kinds) for text in HOSTILE)
    assert "stands for a character that cannot be printed" in shown
    assert "Invisible marks of the direction of writing left out" in shown


def test_right_to_left_writing_is_marked_and_what_follows_keeps_its_direction() -> None:
    content = docx_of(plan([line("a", "A", "view", "She is called שרה כהן")]))
    runs = [run for run in opened(content).element.body.iter(qn("w:r")) if "שרה" in words(run)]
    assert [words(run) for run in runs] == ["שרה כהן"]
    assert runs[0].find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None
    assert words(runs[0].getnext()) == "\u200e\u00a0[1]"


LINE = st.builds(
    line,
    st.uuids().map(str),
    st.sampled_from([*SECTIONS]),
    st.sampled_from([*LINE_KINDS]),
    st.text(st.characters(exclude_categories=()), max_size=60),
    area=st.sampled_from(["", "slc", "semh"]),
    agreed=st.booleans(),
)


@settings(max_examples=12)
@given(
    st.lists(LINE, max_size=12),
    st.text(st.characters(exclude_categories=()), max_size=40),
    st.booleans(),
)
def test_any_plan_becomes_a_valid_document(lines: list[Any], name: str, family: bool) -> None:
    made = plan(lines, name=name, authority=name)
    content = docx_of(made, family=family)
    check(content)
    text = body_words(content)
    for one in made.lines:
        if one.section != "I" and (one.agreed or not family):
            assert cleaned(one.text)[0].rpartition(": ")[2] in text


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed here.")
def test_libreoffice_opens_it(draft: bytes, tmp_path: Path) -> None:
    for name, content in {"draft": draft, "family": docx_of(WHOLE, family=True)}.items():
        place = tmp_path / f"{name}.docx"
        place.write_bytes(content)
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        subprocess.run(
            ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, place],
            check=True,
            capture_output=True,
            timeout=300,
        )
        pages = pypdfium2.PdfDocument(tmp_path / f"{name}.pdf")
        assert "Page 1 of" in pages[0].get_textpage().get_text_bounded()
        assert len(pages) > 1
