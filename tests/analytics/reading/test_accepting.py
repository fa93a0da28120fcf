"""What an accepted suggestion leaves in the assessment."""

from __future__ import annotations

import pytest

from analytics.reading.accepting import (
    CUT,
    Cited,
    accepted,
    best,
    decided,
    own_words,
    source,
)
from data.schemas.readers import NOTE_LENGTH, SOURCE_LENGTH
from tests.bundles import bundle

HEARING = bundle().suggestions["hearing"]
CITED = (Cited("He has moderate hearing loss.", "GP letter, 3 May 2026"),)


def test_an_accepted_need_is_validated_by_its_first_sentence():
    row = accepted({"asd": 1}, HEARING, value=2, cited=CITED)
    assert row["asd"] == 1
    assert (row["hearing"], row["hearing_validated"]) == (2, True)
    assert row["hearing_source"] == "GP letter, 3 May 2026: “He has moderate hearing loss.”"
    assert row["hearing_note"] == (
        "From the documents, accepted as suggested:\n"
        "“He has moderate hearing loss.” (GP letter, 3 May 2026)"
    )


def test_another_value_says_what_was_suggested_and_counts_as_decided():
    row = accepted({}, HEARING, value=3, cited=CITED)
    assert row["hearing_note"].startswith("From the documents, suggested Moderate, chosen Severe:")
    assert decided(row, HEARING)
    assert not decided({**row, "hearing": 1}, HEARING)
    assert not decided({**row, "hearing": None}, HEARING)
    assert not decided({"hearing": 2}, HEARING)


def test_what_was_written_stays_and_the_same_evidence_is_added_once():
    row = {"hearing_note": "Ask the clinic. "}
    once = accepted(row, HEARING, value=2, cited=CITED)
    assert once["hearing_note"].startswith("Ask the clinic.\nFrom the documents")
    assert accepted(once, HEARING, value=2, cited=CITED) == once


def test_no_need_is_not_validated():
    row = accepted({}, HEARING, value=0, cited=CITED)
    assert row["hearing"] == 0
    assert "hearing_validated" not in row


def test_without_evidence_only_the_answer_and_the_choice_are_kept():
    plain = accepted({"hearing_note": "Mine"}, HEARING, value=2, cited=())
    assert plain == {"hearing": 2, "hearing_note": "Mine"}
    other = accepted({}, HEARING, value=3, cited=())
    assert other["hearing_note"] == "From the documents, suggested Moderate, chosen Severe:"


@pytest.mark.parametrize("value", [-1, 5])
def test_a_value_off_the_scale_is_refused(value: int):
    with pytest.raises(ValueError, match="hearing has no value"):
        accepted({}, HEARING, value=value, cited=CITED)


def test_long_quotes_are_cut_to_what_the_columns_hold():
    long = (Cited("w" * 5000, "GP letter"),)
    row = accepted({}, HEARING, value=2, cited=long)
    assert len(source(long[0])) == SOURCE_LENGTH
    assert row["hearing_source"].endswith(CUT)
    assert len(row["hearing_note"]) == NOTE_LENGTH


def test_three_sentences_are_shown():
    assert best(HEARING) == HEARING.evidence[:3]


@pytest.mark.parametrize(
    "quotes",
    [
        (),
        ("He has a severe language disorder.",),
        ("He said “no” (twice) and left.", "He points.\nHe signs."),
        ("He said “no.", "Likes “trains”."),
        ("It ends” (oddly", "x" * 5000),
        ("y” (" * 900,),
    ],
)
@pytest.mark.parametrize("value", [2, 3])
@pytest.mark.parametrize("before", ["", "Mother: “He signs.” (telephone)\nAsk the clinic."])
def test_words_of_people_are_told_from_what_was_accepted(
    quotes: tuple[str, ...], value: int, before: str
) -> None:
    cited = [Cited(one, "GP letter, clinician, 3 May 2026, page 2") for one in quotes]
    row = accepted({"hearing_note": before or None}, HEARING, value=value, cited=cited)
    assert own_words(row["hearing_note"] or "") == before


def test_words_written_after_or_beside_what_was_accepted_stay() -> None:
    note = accepted({}, HEARING, value=2, cited=CITED)["hearing_note"]
    assert own_words(f"{note} Worse in winter.\nSits in front.") == (
        "Worse in winter.\nSits in front."
    )
    head, quote = note.split("\n")
    between = own_words(f"Before.\n{head}\nHer aids broke.\n{quote}")
    assert between == f"Before.\n\nHer aids broke.\n{quote}"


@pytest.mark.parametrize("longer", range(1, 140, 6))
def test_a_note_that_was_cut_anywhere_leaves_the_words_of_people(longer: int) -> None:
    before = "w" * (NOTE_LENGTH - 140 + longer)
    row = accepted({"hearing_note": before}, HEARING, value=2, cited=CITED)
    assert own_words(row["hearing_note"]).startswith(before)
    assert len(own_words(row["hearing_note"])) <= len(before) + len("\nFrom the documents")
