"""What people wrote is read sentence by sentence, and every quote leads back to its words."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from analytics.feedback.summary import FIELDS, OF_EACH_VOICE, said, texts_of
from data.schemas.feedback import VOICES
from data.schemas.reading import Reading
from tests.analytics.feedback.answered import Row, answer, attainment, delivery

HELPS = "The quiet room helps. Mrs Lee helps with reading. Breaks help. It is calm after lunch."


class Plain:
    """Read a sentence as positive where it says that something helps, as negative otherwise."""

    version = "plain 1"

    def read(self, texts: Sequence[str], *, explained: bool = True) -> list[Reading]:
        """Return a reading for each sentence."""
        return [
            Reading(
                polarity="positive" if "help" in text else "negative",
                areas=("english", "unheard_of") if "reading" in text else (),
                assertion="present",
                severity=None,
            )
            for text in texts
        ]


def written(feedback_id: str, voice: str, day: str, **given: str) -> Row:
    """Return an answer with words in it."""
    return {**answer(feedback_id, voice, given_on=day), "helps": None, "change": None, **given}


ANSWERS = [
    written("new", "parent", "2026-05-01", helps=HELPS, change="More of Mrs Lee."),
    written("old", "pupil", "2026-01-01", helps="My friend Sam. The hamster helps me."),
    written("blank", "setting", "2026-02-01", helps="  "),
]
RATED = [
    attainment("new", "o1", 0, evidence="Reads to his sister."),
    attainment("gone", "o1", 0, evidence="Nobody knows who said this."),
]
GIVEN = [delivery("blank", "p1", note="The speech therapist left in March.")]


def test_every_text_keeps_its_answer_voice_and_day() -> None:
    texts = texts_of(ANSWERS, RATED, GIVEN)
    assert [(one.feedback_id, one.field, one.voice, one.given_on) for one in texts] == [
        ("old", "helps", "pupil", "2026-01-01"),
        ("blank", "note", "setting", "2026-02-01"),
        ("new", "helps", "parent", "2026-05-01"),
        ("new", "change", "parent", "2026-05-01"),
        ("new", "evidence", "parent", "2026-05-01"),
    ]
    assert [one.about for one in texts] == ["", "Provision p1", "", "", "Outcome o1"]


def test_every_quote_stands_word_for_word_in_its_answer() -> None:
    found = said(texts_of(ANSWERS, RATED, GIVEN), analyser=Plain())
    of_answer = {
        (row["feedback_id"], name): row[name] for row in ANSWERS for name in ("helps", "change")
    }
    for quote in [*found.quotes, *(one for group in found.chosen.values() for one in group)]:
        whole = of_answer.get((quote.text.feedback_id, quote.text.field), quote.text.text)
        assert quote.words in whole
        assert quote.words == quote.text.text[quote.start : quote.end]
    assert len(found.quotes) == 4 + 1 + 2 + 1 + 1


def test_no_voice_drowns_another() -> None:
    found = said(texts_of(ANSWERS), analyser=Plain())
    voices = [quote.text.voice for quote in found.chosen["helps"]]
    assert {voice: voices.count(voice) for voice in VOICES} == {
        "pupil": 2,
        "parent": OF_EACH_VOICE,
        "setting": 0,
    }
    assert all(field in FIELDS for field in found.chosen)
    assert "evidence" not in found.chosen


def test_a_short_answer_of_a_child_is_quoted_too() -> None:
    found = said(
        texts_of([written("a", "pupil", "2026-01-01", change="More breaks.")]), analyser=Plain()
    )
    assert [quote.words for quote in found.chosen["change"]] == ["More breaks."]


def test_quotes_of_a_voice_stand_in_the_order_of_time() -> None:
    answers = [
        written(
            f"f{month}",
            "parent",
            f"2026-0{month}-01",
            helps=f"In month {month} the room helps him.",
        )
        for month in (3, 1, 2)
    ]
    found = said(texts_of(answers), analyser=Plain())
    days = [quote.text.given_on for quote in found.chosen["helps"]]
    assert days == sorted(days)


@pytest.mark.parametrize(
    ("answers", "reading"),
    [
        ([], "Nobody has written anything in words yet."),
        (
            ANSWERS[:1],
            "Of 5 sentences, 2 tell of needs or concerns (40%) and 3 of strengths or progress "
            "(60%), in 1 answer. They speak most of English (1).",
        ),
        (
            [*ANSWERS[1:2], written("b", "parent", "2026-03-01", helps="It helps.")],
            "Of 3 sentences, 1 tell of needs or concerns (33%) and 2 of strengths or progress "
            "(67%), in 2 answers.",
        ),
    ],
)
def test_the_reading_counts_sentences(answers: list[Row], reading: str) -> None:
    found = said(texts_of(answers), analyser=Plain())
    assert found.reading == reading
    assert found.version == "plain 1"
