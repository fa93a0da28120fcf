"""Which words are counted, and which are left out."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from analytics.reading.words import COMMON, word_counts
from tests.bundles import bundle

READ = bundle()
ONE = READ.statements[0]


def counted(*texts: str) -> dict[str, int]:
    frame = word_counts([replace(ONE, text=text) for text in texts])
    return dict(zip(frame["word"], frame["n"], strict=True))


def test_a_word_counts_once_a_sentence_and_the_commonest_stands_first():
    frame = word_counts([replace(ONE, text="Hearing, hearing loss"), replace(ONE, text="hearing")])
    assert frame["word"].tolist() == ["hearing", "loss"]
    assert frame["n"].tolist() == [2, 1]
    assert frame["share"].tolist() == [100.0, 50.0]


def test_names_of_people_and_common_words_are_left_out():
    found = set(word_counts(READ.statements, people=READ.people)["word"])
    assert not found & {"zeb", "ada", "quill", "the"}
    assert "hearing" in found


def test_a_plural_counts_with_its_singular_where_both_stand():
    assert counted("aid", "aids", "glasses") == {"aid": 2, "glasses": 1}


def test_possessives_and_curly_apostrophes_are_one_word():
    assert counted("brother's café", "brother’s") == {"brother": 2, "café": 1}


def test_what_is_only_written_with_a_capital_keeps_it():
    found = counted(
        "Polish is what Mum speaks in Marlesham, and he hears Polish and BSL there every day.",
        "At home they speak Polish; he wears his nursery’s coat, and Nursery is his word for it.",
        "Hearing: he hears well.",
        "MARLESHAM SCHOOL REPORT ON PLAY",
    )
    assert found["Polish"] == 2
    assert {"Marlesham", "BSL", "nursery", "hearing", "play"} <= set(found)
    assert not {"polish", "marlesham", "Nursery", "Hearing", "PLAY"} & set(found)


def test_a_polarity_narrows_the_sentences():
    frame = word_counts(READ.statements, polarity="positive")
    assert "discharged" not in set(frame["word"])
    assert set(frame["word"]) >= {"drawing", "limits"}


def test_no_sentences_have_no_words():
    assert word_counts(()).empty


@given(st.lists(st.text(max_size=60), max_size=6))
def test_shares_never_pass_what_was_said_and_no_common_word_slips_in(texts: list[str]):
    frame = word_counts([replace(ONE, text=text) for text in texts])
    assert not set(frame["word"]) & COMMON
    assert (frame["n"] >= 1).all()
    assert frame["n"].is_monotonic_decreasing
