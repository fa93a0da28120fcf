"""Headings that only their words and their place tell: those of advice above all."""

from __future__ import annotations

import pytest

from data.documents.extraction import extracted_from
from data.documents.headings import heads_advice
from data.documents.pdf import _as_row
from data.documents.plain import read_text
from data.schemas.reading import Extracted
from tests.data.documents.made import word

ADVICE = "An adult signs with him in every lesson."
PROSE = "He signs with his family and is proud of it."


def word_of(*paragraphs: str) -> bytes:
    """Return a Word file without any styles."""
    return word("".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in paragraphs))


def under(found: Extracted, words: str) -> str | None:
    """Return the heading that some words stand under."""
    return next(
        one.heading for one in found.passages if found.text[one.start : one.end].startswith(words)
    )


@pytest.mark.parametrize(
    "words",
    [
        "Recommendations", "RECOMMENDATIONS:", "8. Recommended outcomes and provision", "Advice",
        "What we recommend", "Provision", "7. Outcomes and help", "4.2 Advice to school",
        "Recommendations to the authority", "What would help Ana in class", "Needs in school",
        "Summary and recommendations", "How staff can help", "Support needed", "Plan",
    ],
)  # fmt: skip
def test_a_line_heads_recommendations_whatever_stands_before_it(words: str) -> None:
    assert heads_advice(words)
    for found in (
        extracted_from(word_of("About him", PROSE, words, ADVICE)),
        read_text(f"About him\n{PROSE}\n\n{words}\n{ADVICE}\n"),
    ):
        assert under(found, ADVICE) == (under(found, "An adult"))
        assert words.rstrip(":").endswith((under(found, ADVICE) or "-").rstrip(":"))


@pytest.mark.parametrize(
    "words",
    [
        "We recommend a visual timetable.", "Advice was given to his mother last year",
        "The provision is what he has now", "Psychological advice for the assessment", "Plans",
        "Recommendations from the report of the year before which nobody has read since then",
    ],
)  # fmt: skip
def test_a_sentence_or_a_title_heads_no_recommendations(words: str) -> None:
    assert not heads_advice(words)


def test_a_word_file_without_styles_has_the_headings_that_its_short_lines_are() -> None:
    found = extracted_from(
        word_of("Strengths", PROSE, "Advice", ADVICE, "Closing words", PROSE, "Dr Ana Reyes", "EP")
    )
    assert [one.heading for one in found.passages][1::2] == [
        "Strengths", "Advice", "Closing words", "Closing words",
    ]  # fmt: skip


def test_short_lines_below_each_other_are_items_of_a_list() -> None:
    items = ("Weekly visit from a teacher", "Live captioning at college", "Pre-teaching of words")
    long = "Grab rail and stool (asked of the housing service, which the family does not know yet)"
    for found in (
        extracted_from(word_of("Hearing", PROSE, "Recommendations", *items, long)),
        read_text("\n".join(("Hearing", PROSE, "", "Recommendations", *items, long))),
    ):
        assert [under(found, one) for one in (*items, long)] == ["Recommendations"] * 4


def test_prose_below_a_list_of_recommendations_keeps_its_heading() -> None:
    found = read_text(f"Recommendations\n{ADVICE}\nEquipment\n{PROSE}\n")
    assert under(found, PROSE) == "Equipment"


def test_an_item_of_a_list_heads_nothing() -> None:
    found = read_text("What we give\n- Time\n- Advice\n- Training\nEnd of it all.")
    assert {one.heading for one in found.passages[1:]} == {"What we give"}
    one = read_text(f"Title\n\nPlan of work\n- Continue the work\n{PROSE}")
    assert under(one, PROSE) == "Plan of work"


def test_lines_with_a_number_head_the_prose_below_them() -> None:
    found = read_text(f"SCHOOL\n\nREPORT\n\n1. Background\n{PROSE}\n2. Views\n{ADVICE}\n3. a\n4. B")
    assert under(found, PROSE) == "Background"
    assert under(found, ADVICE) == "Views"
    assert [one.kind for one in found.passages[-2:]] == ["bullet", "bullet"]


def test_a_line_of_print_set_to_both_margins_is_no_row_of_a_table() -> None:
    spread = ["All", "|", "staff", "|", "in", "|", "the", "|", "room", "|", "to", "|", "sign"]
    assert _as_row(spread, 6) == (["All", "staff", "in", "the", "room", "to", "sign"], False)
    row = ["Right", "|", "45", "|", "55"]
    assert _as_row(row, 2) == (row, True)
    few = ["Help", "|", "in", "the", "|", "room", "to", "sign"]
    assert _as_row(few, 2) == (few, True)
    assert _as_row(["Help"], 0) == (["Help"], False)
