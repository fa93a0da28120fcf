"""What an accepted suggestion leaves in the assessment."""

from __future__ import annotations

import pytest

from analytics.reading.accepting import CUT, Cited, accepted, best, decided, source
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
