"""Answers in words."""

import math

import numpy as np
import pandas as pd
import pytest

from analytics.answers import NEED_NAMES, known, listed, opened, phrase, score_of
from data.schemas import METRICS, QUESTIONS


@pytest.mark.parametrize("blank", [None, "", math.nan, pd.NA, pd.NaT])
def test_known_takes_every_blank_for_nothing(blank):
    assert known(blank) is None
    assert score_of({"asd": blank}, "asd") is None


@pytest.mark.parametrize("value", [0, False, "no", 0.0])
def test_known_keeps_what_merely_counts_as_false(value):
    assert known(value) == value


def test_score_of_reads_numpy_and_float_scores_as_whole_numbers():
    assert score_of({"asd": np.int8(2)}, "asd") == 2
    assert score_of({"asd": 2.0}, "asd") == 2
    assert score_of({}, "asd") is None


@pytest.mark.parametrize(
    ("metric", "score", "words"),
    [
        ("social_interaction", 0, "social interaction is None"),
        ("slc", 3, "speech and language is Severely behind"),
        ("learning_difficulties", 4, "learning difficulties are Profound or multiple"),
        ("social_care", 1, "known to social care"),
        ("social_care", 0, "not known to social care"),
        ("first_language", 1, "English is not the first language"),
        ("age_years", 7, "age is 7"),
    ],
)
def test_phrase_fits_in_a_sentence(metric, score, words):
    assert phrase(metric, score) == words


def test_every_metric_has_a_name_and_every_answer_a_phrase():
    assert set(NEED_NAMES) == set(METRICS)
    for question in QUESTIONS:
        assert len({phrase(question.id, score) for score in range(question.maximum + 1)}) == len(
            question.scale
        )


@pytest.mark.parametrize(
    ("parts", "words"),
    [((), ""), (("a",), "a"), (("a", "b"), "a and b"), (("a", "b", "c"), "a, b and c")],
)
def test_listed_joins_as_a_person_would(parts, words):
    assert listed(parts) == words


def test_listed_can_say_or_and_opened_keeps_other_capitals():
    assert listed(("Mild", "Specific"), word="or") == "Mild or Specific"
    assert opened("help with ADL") == "Help with ADL"
    assert opened("") == ""
