"""Text files: paragraphs come together again, and nothing of the words is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.documents.passages import CUT, WORDLESS, Builder, Full, bounded, clean, pack, unpack
from data.documents.plain import decode, joined, read_text
from data.schemas.documents import DOCUMENT_TEXTS, MOST_PASSAGES, PASSAGES_LENGTH, TEXT_LENGTH
from data.schemas.reading import Extracted, Passage

LETTER = """\
NORTHMOOR THERAPY SERVICE
Rowan House, Mill Lane

Our ref: NM/2231                                   Date: 3 May 2026
Seen:      once, at school

Dear Mrs Carver,

Zofia was seen in clinic with her father. She has a severe difficulty with
understanding and using spoken lan-
guage. She is well-
behaved and enjoys being with other children, but she cannot yet ask for
help.

Results
-------
Test                      Standard score      Centile
Sentence structure        68                  2nd

1. Recommendations

1. One session a week of direct therapy, delivered by a speech and language
   therapist, for twelve weeks.
2. Staff to be trained.

Kind regards

Ann Other
Speech and Language Therapist
"""


def shown(read: Extracted) -> list[tuple[str, str]]:
    return [(p.kind, read.text[p.start : p.end]) for p in read.passages]


def test_a_wrapped_letter_is_put_together_again() -> None:
    assert shown(read_text(LETTER)) == [
        ("heading", "NORTHMOOR THERAPY SERVICE"),
        ("paragraph", "Rowan House, Mill Lane"),
        ("field", "Our ref: NM/2231"),
        ("field", "Date: 3 May 2026"),
        ("field", "Seen: once, at school"),
        ("paragraph", "Dear Mrs Carver,"),
        (
            "paragraph",
            "Zofia was seen in clinic with her father. She has a severe difficulty with "
            "understanding and using spoken language. She is well-behaved and enjoys being with "
            "other children, but she cannot yet ask for help.",
        ),
        ("heading", "Results"),
        ("row", "Test | Standard score | Centile"),
        ("row", "Sentence structure | 68 | 2nd"),
        ("heading", "1. Recommendations"),
        (
            "bullet",
            "One session a week of direct therapy, delivered by a speech and language therapist, "
            "for twelve weeks.",
        ),
        ("bullet", "Staff to be trained."),
        ("paragraph", "Kind regards"),
        ("paragraph", "Ann Other"),
        ("paragraph", "Speech and Language Therapist"),
    ]


def test_a_passage_stands_under_the_nearest_heading() -> None:
    read = read_text("Hearing\nHe hears well.\n\nVision\nHe wears glasses.")
    assert [(p.heading, p.number) for p in read.passages] == [
        (None, 1), ("Hearing", 2), ("Hearing", 3), ("Vision", 4),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # A file of whole paragraphs is not wrapped, however its short lines stand.
        (
            f"Autism confirmed in clinic on the third of May this year\n{'It is so. ' * 20}\n"
            f"Nothing else was found.\n\n{'It is so. ' * 20}",
            ["paragraph", "paragraph", "paragraph", "paragraph"],
        ),
        ("• runs\n* hops\n- skips\n(a) jumps", ["bullet"] * 4),
        ("Hearing: mild loss\nVision: normal", ["field", "field"]),
        ("Hearing: mild loss. He wears aids.", ["paragraph"]),
        ("A list:\n- one", ["heading", "bullet"]),
        ("x" * 60 + "\n" + "y" * 50 + "\nand " + "z" * 90, ["paragraph", "paragraph"]),
        ("w " * 70 + "\n" + "x" * 60 + "\nand on it goes", ["paragraph"]),
        ("He did well, in spring and in summer too\nand " + "z" * 150, ["paragraph", "paragraph"]),
        ("Reading, writing\nand more of it, in lower case.", ["paragraph", "paragraph"]),
        ("12345\n====\n...", ["paragraph"]),
        ("He did well\nin spring.", ["heading", "paragraph"]),
        ("Year 5 class 3 report\nGood.", ["paragraph", "paragraph"]),
        ("lower case start\nGood.", ["paragraph", "paragraph"]),
    ],
)
def test_lines_are_told_apart(text: str, wanted: list[str]) -> None:
    assert [kind for kind, _ in shown(read_text(text))] == wanted


def test_a_break_of_the_writers_own_is_kept() -> None:
    text = (
        "The first line of this letter runs on until it reaches the margin of the\n"
        "page, and ends.\n"
        "The next begins anew because there was room for its first word, is as long\n"
        "as the first,\nand goes on in lower case.\nReceived: 3 May 2026, after the line was\n"
    )
    assert [words[:9] for _, words in shown(read_text(text))] == [
        "The first", "The next ", "Received:",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("under-", "standing", "understanding"),
        ("co-", "ordinator", "co-ordinator"),
        ("up-to-", "date", "up-to-date"),
        ("Smith-", "Jones", "Smith- Jones"),
        ("a word", "more", "a word more"),
    ],
)
def test_a_broken_word_is_mended(before: str, after: str, whole: str) -> None:
    assert joined([before, after]) == whole


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_every_usual_encoding_is_read(encoding: str) -> None:
    assert decode("Zoë’s mum – 50 % “better”".encode(encoding)) == "Zoë’s mum – 50 % “better”"


@pytest.mark.parametrize("data", [bytes(range(256)) * 20, b"\0\0\0\xd8" * 50, b"\x81\x8d\xff"])
def test_what_is_no_text_is_told(data: bytes) -> None:
    assert decode(data) is None


@given(st.text(max_size=400))
def test_every_offset_is_that_of_clean_words(text: str) -> None:
    read = read_text(text)
    pieces = [read.text[p.start : p.end] for p in read.passages]
    assert "\n".join(pieces) == read.text
    assert all(piece and piece == clean(piece) for piece in pieces)
    assert unpack(pack(read.passages), read.text) == read.passages
    assert DOCUMENT_TEXTS.by_name["text"].problem(read.text) is None


@given(
    st.lists(st.sampled_from(["word", "Word.", "a", "co-", "x" * 30, "\n", "\n\n"]), max_size=60)
)
def test_no_letter_is_lost(words: list[str]) -> None:
    text = " ".join(words)
    letters = [c for c in text if c.isalnum()]
    assert [c for c in read_text(text).text if c.isalnum()] == letters


def test_clean_words_have_single_spaces_and_composed_letters() -> None:
    assert clean(" o\u0301ne\u00a0\t two\u200b\x07 \ufb01ve\u202e \uf0b7\ud800") == "óne two five •"


def test_a_text_without_words_says_so() -> None:
    assert read_text(" \n\n ").problems == (WORDLESS,)


def test_too_long_a_text_is_cut_and_says_so() -> None:
    builder = Builder("text/plain")
    with pytest.raises(Full):
        builder.add("paragraph", "a word " * (TEXT_LENGTH // 6))
    read = builder.finish()
    assert read.problems == (CUT.format(length=len(read.text) + 1),)
    assert TEXT_LENGTH - 20_000 < len(read.text) <= TEXT_LENGTH
    assert DOCUMENT_TEXTS.by_name["text"].problem(read.text) is None


def test_what_is_very_long_is_read_only_so_far() -> None:
    read = read_text("Well.\n" + " \n" * 3 * TEXT_LENGTH)
    assert (read.text, read.problems) == ("Well.", (CUT.format(length=6),))
    assert len(read_text("x" * 50_000).passages) == 3


def test_as_many_passages_as_are_kept_fit_where_they_are_kept() -> None:
    last = Passage(TEXT_LENGTH - 1, TEXT_LENGTH, "paragraph", 9_999, None, 1)
    assert len(pack([last] * MOST_PASSAGES)) <= PASSAGES_LENGTH
    builder = Builder("text/plain")
    with pytest.raises(Full):
        for _ in range(MOST_PASSAGES + 1):
            builder.add("paragraph", "x")
    assert len(builder.finish().passages) == MOST_PASSAGES


def test_rows_of_forms_become_prose() -> None:
    builder = Builder("text/plain")
    builder.add_row([["Hearing"], ["Mild loss."]])
    builder.add_row([["Strengths"], ["She runs.", "- hops"]])
    builder.add_row([["Long. " * 50], ["Name: value"]])
    builder.add_row([[" "], []])
    builder.add_row([["Only one"]])
    assert shown(builder.finish()) == [
        ("row", "Hearing | Mild loss."),
        ("heading", "Strengths"),
        ("paragraph", "She runs."),
        ("bullet", "hops"),
        ("paragraph", ("Long. " * 50).strip()),
        ("field", "Name: value"),
        ("paragraph", "Only one"),
    ]


def test_what_a_file_says_of_itself_is_kept_within_limits() -> None:
    builder = Builder("text/plain")
    for number in range(20):
        builder.note(f"name {number}", "x" * 900)
        builder.doubt(f"{number} {'y' * 900}")
    builder.note("none", None)
    builder.doubt("0 " + "y" * 900)
    read = builder.finish()
    assert (len(read.properties), len(read.problems)) == (12, 12)
    assert bounded(read.properties) != "{}"
    assert bounded({"x": "\u2028" * 9_000}) == "{}"
