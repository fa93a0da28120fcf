"""The family's copy: agreed parts only, and what is left out."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from data.schemas.plans import SECTIONS
from layouts.word.document import docx_of
from tests.layouts.plans.made import FINDINGS, LINES, WHOLE, line, plan
from tests.layouts.word.reading import body_words, check, headings, opened, tables, words

COPY = docx_of(WHOLE, family=True, findings=FINDINGS)


def test_only_agreed_lines_stand_in_it_with_the_numbers_of_the_whole_plan() -> None:
    text = body_words(COPY)
    check(COPY)
    for one in LINES:
        assert text.count(one.text) == int(one.agreed), one
    assert "B3\tMila reads single words." in text
    assert "F1\tTherapy for 3 x 45 minutes a week." in text


def test_a_line_that_is_not_agreed_is_not_pointed_to() -> None:
    text = body_words(COPY)
    assert "Towards outcome E1. Where this comes from: Therapist's report, 20 April 2026." in text
    assert "For need" not in text


def test_it_says_what_it_is_and_which_sections_have_parts_left_out() -> None:
    text = body_words(COPY)
    assert "This is the family's copy of the plan." in text
    assert "Section A: " + SECTIONS["A"] + ": 2 parts left out" in text
    assert "Section C: " + SECTIONS["C"] + ": 1 part left out" in text
    assert f"Section I: {SECTIONS['I']}: " not in text
    assert f"Section H1: {SECTIONS['H1']}: " not in text


def test_every_section_is_there_and_says_why_it_is_empty() -> None:
    sections = [text for _, text in headings(COPY) if text.startswith("Section ")]
    assert sections == [f"Section {letter}: {title}" for letter, title in SECTIONS.items()]
    text = body_words(COPY)
    assert text.count("Nothing in this section has been agreed yet.") == 6
    assert text.count("Nothing has been written in this section yet.") == 1
    assert text.count("The school or other setting is named when the plan is final.") == 1


def test_it_has_no_tables_no_annex_and_no_marks_and_larger_type() -> None:
    assert tables(COPY) == {}
    assert "Annex" not in body_words(COPY)
    assert "[1]" not in body_words(COPY)
    size = opened(COPY).styles["Plan text"].font.size
    assert size.pt == 14
    assert words(opened(COPY).sections[0].footer._element).startswith("The family's copy")


def test_a_wholly_agreed_final_plan_leaves_nothing_out() -> None:
    lines = [
        line("school", "I", "placement", "Ashgrove College", agreed=True),
        line("gap", "F", "to_obtain", "how long.", agreed=True, sources=()),
        line("can", "B", "strength", "Mila counts.", agreed=True, sources=()),
    ]
    text = body_words(docx_of(plan(lines, status="final", invented=False), family=True))
    assert "nothing is left out" in text
    assert "I1\tAshgrove College" in text
    assert "To obtain: how long." in text
    assert "Demonstration" not in text


def test_gaps_are_told_by_the_words_that_say_whom_to_ask() -> None:
    lines = [
        line("aim", "E", "outcome", "Mila will read ten words.", agreed=True),
        line("start", "E", "detail", "Starting point: five words.", "aim", sources=()),
        line("level", "E", "to_obtain", "To agree with the school: the level.", "aim", sources=()),
        line("old", "E", "to_obtain", "To obtain from the doctor", sources=()),
    ]
    text = body_words(docx_of(plan(lines)))
    assert (
        "Mila will read ten words.\nStarting point: five words.\nTo agree with the school:" in text
    )
    assert text.count("E1: To agree with the school: the level.") == 1
    assert text.count("To agree with the school: the level.") == 2
    assert text.count("To obtain from the doctor") == 2


def test_it_says_under_which_prompt_and_which_area_a_line_stands() -> None:
    lines = [
        line("a", "A", "view", "What the pupil says: “Chef.”", agreed=True, sources=()),
        line("b", "A", "view", "What the pupil says: “Hat.”", agreed=True, sources=()),
        line("c", "B", "need", "Mila tires.", agreed=True, sources=()),
        line("d", "B", "need", "Reads words.", agreed=True, area="english", sources=()),
    ]
    text = body_words(docx_of(plan(lines), family=True))
    assert "\nWhat the pupil says\n“Chef.”\n“Hat.”\n" in text
    assert "Cognition and learning\nB1\tReads words.\nOther needs\nB2\tMila tires.\n" in text


QUOTED = [
    line("need", "B", "need", "Mila tires.", agreed=True, area="asd"),
    line("quote", "B", "detail", "“She sleeps.” (SENCO)", "need", agreed=True, area="asd"),
    line("loose", "B", "detail", "“She naps.” (SENCO)", "gone", agreed=True, area="asd"),
    line("can", "B", "strength", "Mila sings.", agreed=True, area="asd"),
    line("counts", "B", "strength", "Mila counts.", agreed=True, area="maths"),
    line("aim", "E", "outcome", "Mila will rest.", "need", agreed=True),
    line("start", "E", "detail", "Starting point: an hour.", "aim", agreed=True),
]


def test_strengths_and_needs_are_headed_as_in_the_whole_plan() -> None:
    for family in (True, False):
        lines = headings(docx_of(plan(QUOTED), family=family))
        place = [text for _, text in lines].index("Communication and interaction")
        assert lines[place : place + 3] == [
            (2, "Communication and interaction"),
            (3, "Strengths"),
            (3, "Needs"),
        ]
        assert lines.count((3, "Strengths")) == 2
        assert lines.count((3, "Needs")) == 1
    text = body_words(docx_of(plan(QUOTED), family=True))
    assert "Strengths\nMila sings." in text
    assert "Needs\nB1\tMila tires." in text


def test_what_is_said_of_a_need_is_aligned_with_its_words() -> None:
    styles = {one.text: one.style for one in opened(docx_of(plan(QUOTED), family=True)).paragraphs}
    need = styles["B1\tMila tires."].paragraph_format
    for said in ("“She sleeps.” (SENCO)", "Starting point: an hour."):
        assert styles[said].paragraph_format.left_indent == need.left_indent
        assert not styles[said].paragraph_format.first_line_indent
    assert not styles["“She naps.” (SENCO)"].paragraph_format.left_indent


def test_the_plan_begins_on_a_page_of_its_own_behind_a_list_of_what_is_left_out() -> None:
    (first,) = (one for one in opened(COPY).paragraphs if one.text.startswith("Section A: V")
                and one.style.name == "Heading 1")  # fmt: skip
    assert first.paragraph_format.page_break_before
    whole = plan([line("x", "A", "view", "“Trains.”", agreed=True)])
    starts = [one for one in opened(docx_of(whole, family=True)).paragraphs
              if one.paragraph_format.page_break_before]  # fmt: skip
    assert starts == []


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed here.")
@pytest.mark.parametrize("left_out", [9, 10])
def test_no_heading_stands_alone_at_the_foot_of_a_page(left_out: int, tmp_path: Path) -> None:
    others = [one for one in SECTIONS if one not in ("B", "I")]
    lines = [line(f"no-{one}", one, "none", "None.") for one in others[:left_out]]
    for number in range(45):
        lines.append(line(f"b{number}", "B", "need", f"Need {number}.", agreed=True, area="asd"))
    place = tmp_path / "copy.docx"
    place.write_bytes(docx_of(plan(lines), family=True))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, place],
        check=True,
        capture_output=True,
        timeout=300,
    )
    titles = {text for _, text in headings(place.read_bytes())}
    pages = [
        page.get_textpage().get_text_bounded().split("\r\n")
        for page in pypdfium2.PdfDocument(tmp_path / "copy.pdf")
    ]
    assert len(pages) > 5
    for page in pages:
        foot = next(place for place, one in enumerate(page) if one.startswith("The family's copy:"))
        assert page[foot - 1] not in titles
