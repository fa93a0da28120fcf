"""How often needs and strengths are told of, counted again the slow way."""

from __future__ import annotations

import math

from analytics.reading import sentiment
from data.schemas import QUESTION_IDS
from tests.bundles import bundle

STATEMENTS = bundle().statements


def test_sentences_are_counted_by_polarity():
    counts = sentiment.by_sentiment(STATEMENTS)
    for row in counts.itertuples():
        said = [one for one in STATEMENTS if one.reading.polarity == row.polarity]
        assert row.n == len(said)
        assert math.isclose(row.share, 100 * len(said) / len(STATEMENTS))
    assert counts["n"].sum() == len(STATEMENTS)


def test_without_sentences_there_is_no_share():
    counts = sentiment.by_sentiment(())
    assert counts["n"].tolist() == [0, 0, 0]
    assert counts["share"].isna().all()
    assert sentiment.sentiment_reading(counts) == "There is no sentence to count yet."


def test_every_need_has_a_row_and_a_sentence_counts_for_each_of_its_needs():
    counts = sentiment.by_area(STATEMENTS).set_index("question_id")
    assert list(counts.index) == list(QUESTION_IDS)
    for question_id in QUESTION_IDS:
        said = [
            one
            for one in STATEMENTS
            if one.reading.polarity == "negative" and question_id in one.reading.areas
        ]
        assert counts.loc[question_id, "n"] == len(said)
        assert counts.loc[question_id, "documents"] == len({one.document_id for one in said})


def test_another_child_s_documents_do_not_count():
    assert sentiment.by_area(STATEMENTS).set_index("question_id").loc["maths", "n"] == 1


def test_strengths_begin_with_what_is_surest():
    found = sentiment.strengths(STATEMENTS)
    sureness = [one.reading.sureness for one in found]
    assert {one.reading.polarity for one in found} == {"positive"}
    assert sureness == sorted(sureness, reverse=True)


def test_the_counts_are_said_in_sentences():
    assert sentiment.sentiment_reading(sentiment.by_sentiment(STATEMENTS)) == (
        "Of 10 sentences, 3 tell of needs or concerns (30%) and 2 of strengths or progress (20%)."
    )
    told = sentiment.area_reading(sentiment.by_area(STATEMENTS))
    assert told.startswith("Needs are told of most often for English (2) and Hearing (1).")
    assert told.endswith("17 of the 20 needs are not mentioned.")


def test_needs_all_mentioned_and_none_mentioned_are_said_too():
    none = sentiment.by_area(())
    assert sentiment.area_reading(none).startswith("No sentence tells")
    assert "not mentioned" not in sentiment.area_reading(none.assign(n=1))
