"""How hard a section is to read."""

from __future__ import annotations

import pytest

from analytics.plans.readability import grade, readability
from tests.analytics.plans.sound import added, line, sound_plan

HARD = (
    "Multidisciplinary interventions necessitate comprehensive organisational accommodations "
    "throughout educational establishments. "
)
LONG = " ".join(["word"] * 31) + "."


def test_a_sound_plan_is_readable() -> None:
    assert readability(sound_plan()) == ()


def test_the_grade_counts_letters_words_and_sentences() -> None:
    text = "The cat sat on the mat. " * 20
    letters, words, sentences = 17 * 20, 6 * 20, 20
    expected = 4.71 * letters / words + 0.5 * words / sentences - 21.43
    assert grade(text) == pytest.approx(expected)
    assert grade("The cat sat on the mat.") is None


def test_hard_sections_say_for_whom() -> None:
    (finding,) = readability(added(sound_plan(), line("D-9", "detail", HARD * 8)))
    assert (finding.code, finding.section, finding.weight) == ("hard_to_read", "D", "watch")
    assert "takes the reading of a person of about" in finding.sentence


def test_long_sentences_are_quoted() -> None:
    (finding,) = readability(added(sound_plan(), line("D-9", "detail", LONG)))
    assert (finding.code, finding.line_id) == ("long_sentence", "D-9")
    assert finding.sentence == (
        "A sentence of 31 words: “word word word word word word word word …”."
    )


@pytest.mark.parametrize(
    ("line_id", "kind", "text"),
    [
        ("D-9", "detail", f"He said: “{LONG}”"),
        ("D-9", "to_obtain", LONG),
        ("K-9", "advice", LONG),
    ],
)
def test_words_of_others_and_lists_are_not_judged(line_id: str, kind: str, text: str) -> None:
    assert readability(added(sound_plan(), line(line_id, kind, text))) == ()
