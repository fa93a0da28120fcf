"""What a relative tells of the pupil is read as if it stood alone. Nobody in it exists."""

from __future__ import annotations

import pytest

from analytics.reading.analyser import SendAnalyser
from analytics.reading.reported import reported
from analytics.reading.tokens import words

TOLD = [
    ("Parents feel that Callum is lonelier than he was.", "callum is lonelier than he was ."),
    ("His parents are worried about his reading.", "his reading ."),
    ("Mum and Dad both say he wets the bed.", "he wets the bed ."),
    ("Dad told me that she has no friends.", "she has no friends ."),
    ("Mum reports that she has no friends.", "she has no friends ."),
    ("Her father has seen a fall in her confidence.", "a fall in her confidence ."),
]
ABOUT_OTHERS = [
    "He cannot dress himself.",
    "The nurse for his mother says that he is well.",
    "Mother has depression.",
    "Mum and Dad both wear hearing aids.",
    "Mum was told at college that she is dyscalculic.",
    "Mum says.",
    "Mum",
    "Mum says that her own confidence was low.",
    "Dad describes himself as a loner.",
    "His mum says she is a loner.",
    "Mum says that she was a loner.",
    "Parents say they had no friends.",
]


@pytest.mark.parametrize(("sentence", "told"), TOLD)
def test_what_is_told_begins_after_who_tells_it(sentence: str, told: str) -> None:
    found = words(sentence)
    assert " ".join(found[reported(found) :]) == told


@pytest.mark.parametrize("sentence", ABOUT_OTHERS)
def test_what_is_about_the_teller_or_another_is_not_cut(sentence: str) -> None:
    assert reported(words(sentence)) == 0


@pytest.mark.parametrize(
    "sentence",
    [
        "Mother reports that Aisha cannot dress herself.",
        "Parents say that he has no friends.",
        "His carers describe great anxiety before school.",
        "Dad reports that she is very anxious in crowds, but she copes.",
    ],
)
def test_a_need_that_a_relative_tells_of_is_the_pupils(
    analyser: SendAnalyser, sentence: str
) -> None:
    assert analyser.read([sentence])[0].assertion == "present"


@pytest.mark.parametrize("sentence", ["Mother has depression.", "His brother has no friends."])
def test_a_need_of_a_relative_is_not_the_pupils(analyser: SendAnalyser, sentence: str) -> None:
    assert analyser.read([sentence])[0].assertion == "family"
