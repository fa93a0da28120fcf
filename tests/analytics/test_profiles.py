"""What clusters are like and how a pupil compares."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from analytics.clustering import WEIGHTS, ClusterModel
from analytics.profiles import (
    CHARACTERISTICS,
    CLUSTER_NAMES,
    cluster_means,
    pupil_against_cluster,
    reading,
    sizes,
)
from data.demo import pack
from data.schemas import ALL_CLUSTERS, METRICS, QUESTION_IDS, QUESTIONS
from tests.analytics.invented import answers

COLUMNS = [
    "question_id", "label", "group", "score", "words", "maximum", "cluster_mean", "difference",
]  # fmt: skip


def model_of(**means: float) -> ClusterModel:
    centroids = {"X4": dict.fromkeys(METRICS, 1.0) | means}
    return ClusterModel(1, centroids, {"X4": 1}, WEIGHTS, 1, "one")


def compared(given: dict, age: int | None = 7, cluster: str | None = "X4", **means) -> pd.DataFrame:
    return pupil_against_cluster(given, age, cluster=cluster, model=model_of(**means))


def test_every_cluster_has_a_name_and_one_line():
    assert tuple(CLUSTER_NAMES) == tuple(CHARACTERISTICS) == ALL_CLUSTERS
    for words in CHARACTERISTICS.values():
        assert words.endswith(".")
        assert "\n" not in words
        assert words.count(". ") == 0


def test_a_comparison_has_the_20_questions_in_order_with_their_words():
    frame = compared(answers(1, slc=3, social_care=0), slc=2.25)
    assert list(frame.columns) == COLUMNS
    assert list(frame["question_id"]) == list(QUESTION_IDS)
    assert list(frame["maximum"]) == [question.maximum for question in QUESTIONS]
    slc = frame.set_index("question_id").loc["slc"]
    assert (slc["label"], slc["group"]) == ("Speech and language (SLC)", "Abilities")
    assert (slc["score"], slc["words"]) == (3, "Severely behind")
    assert (slc["cluster_mean"], slc["difference"]) == (2.25, 0.75)
    assert str(frame["score"].dtype) == "Int64"


def test_an_unanswered_question_has_no_score_and_no_difference():
    asd = compared(answers(1, asd=None)).set_index("question_id").loc["asd"]
    assert asd["score"] is pd.NA
    assert asd["words"] == "Not answered"
    assert math.isnan(asd["difference"])


@pytest.mark.parametrize("cluster", ["X10", None, "unheard of"])
def test_a_cluster_without_cases_has_no_means(cluster):
    frame = compared(answers(1), cluster=cluster)
    assert frame["cluster_mean"].isna().all()
    assert frame["difference"].isna().all()
    assert reading(frame, cluster) == "There is no cluster mean to compare these answers with."


def test_reading_names_the_furthest_two_on_either_side():
    frame = compared(answers(1, slc=3, health=4, english=2, maths=0), asd=2.5, semh=1.2)
    assert reading(frame, "X4") == (
        "Compared with the mean of X4, furthest above are health issues (4 against 1.0) and speech "
        "and language (3 against 1.0); furthest below are autism (1 against 2.5) and maths (0 "
        "against 1.0); the pupil is 6 years older."
    )


def test_reading_names_one_side_only_where_there_is_one():
    frame = compared(answers(1, slc=2), age=1)
    assert reading(frame, "X4") == (
        "Compared with the mean of X4, furthest above is speech and language (2 against 1.0)."
    )


def test_reading_passes_over_small_differences_and_questions_that_grade_no_need():
    frame = compared(answers(1), age=None, social_care=0.0, asd=1.4)
    assert reading(frame, "X4") == "Every graded need is within half a step of the mean of X4."
    younger = compared(answers(1), age=1, age_years=7.0)
    assert reading(younger, "X4") == (
        "Every graded need is within half a step of the mean of X4, but the pupil is 6 years "
        "younger."
    )


def test_reading_of_no_answers_says_so():
    assert reading(compared({}), "X4") == "No need has been graded yet."


def test_the_demonstration_library_has_the_pack_s_sizes_and_means(demo_library):
    means = cluster_means(demo_library)
    assert list(means.columns) == list(METRICS)
    assert sizes(demo_library).to_dict() == dict(pack.CLUSTER_SIZES)
    for metric, by_cluster in pack.PROFILE_MEANS.items():
        for cluster, mean in by_cluster.items():
            assert means.loc[cluster, metric] == pytest.approx(mean, abs=0.00501)
