"""The needs chart draws what the analytics layer says, in the order of the assessment."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from analytics.clustering import ClusterModel
from analytics.profiles import pupil_against_cluster
from data.schemas import METRICS, QUESTION_IDS, QUESTIONS
from layouts.figures.needs import draw_needs, short

MODEL = ClusterModel(
    version=1,
    centroids={"X1": dict.fromkeys(METRICS, 1.25)},
    sizes={"X1": 3},
    weights=dict.fromkeys(METRICS, 1.0),
    cases=3,
    library="invented",
)


def needs(**scores: int | None) -> pd.DataFrame:
    answers = {**dict.fromkeys(QUESTION_IDS, 0), **scores}
    return pupil_against_cluster(answers, 9, cluster="X1", model=MODEL)


def test_bars_are_the_answers_in_the_order_of_the_form() -> None:
    bars = draw_needs(needs(asd=3), cluster="X1")["data"][0]
    assert bars["y"] == [question.short for question in QUESTIONS]
    assert bars["x"] == [3 if question.id == "asd" else 0 for question in QUESTIONS]


def test_an_unanswered_question_has_no_bar() -> None:
    bars = draw_needs(needs(asd=None), cluster=None)["data"][0]
    assert bars["x"][QUESTION_IDS.index("asd")] is None


def test_ticks_are_the_cluster_s_means() -> None:
    ticks = draw_needs(needs(), cluster="X1")["data"][1]
    assert ticks["name"] == "Mean of X1"
    assert ticks["x"] == [1.25] * 20


def test_without_a_cluster_there_are_no_ticks() -> None:
    assert [trace["type"] for trace in draw_needs(needs(), cluster=None)["data"]] == [
        "bar",
        "scatter",
    ]


def test_words_stand_clear_of_bar_and_tick() -> None:
    words = draw_needs(needs(asd=1, slc=3), cluster="X1")["data"][2]
    assert words["text"] == ["Mild", "Severely"]
    assert words["x"] == pytest.approx([1.33, 3.08])


@pytest.mark.parametrize(
    ("words", "shown"),
    [("Severely behind", "Severely"), ("Profound or multiple", "Profound"), ("Mild", "Mild")],
)
def test_words_are_short(words: str, shown: str) -> None:
    assert short(words) == shown


def test_the_figure_is_small_and_plain_json() -> None:
    assert len(json.dumps(draw_needs(needs(asd=3), cluster="X1"))) < 6_000


def test_bars_start_at_zero() -> None:
    axis = draw_needs(needs(), cluster="X1")["layout"]["xaxis"]
    assert axis["range"][0] <= 0
    assert axis["tickvals"] == [0, 1, 2, 3, 4]
