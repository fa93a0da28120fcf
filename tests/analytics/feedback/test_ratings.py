"""Ratings carry what was so on the day of their answer; a hand-joined list is the oracle."""

from __future__ import annotations

import datetime

import pandas as pd

from analytics.feedback.ratings import OF_THE_ANSWER, packages_of, ratings
from tests.analytics.feedback.answered import answer, attainment, tables


def test_every_rating_carries_what_its_answer_says_of_the_day() -> None:
    answers = [
        answer("a", cluster="X1", school_id="S1", age_years=9, needs_total=20),
        answer("b", voice="pupil", cluster="X4", school_id="S2", age_years=10, needs_total=18),
    ]
    rated = [
        attainment("b", "o1", 1, voice="pupil"),
        attainment("a", "o1", -1),
        attainment("a", "o2", 0),
    ]
    held = tables(answers, attainments=rated)
    joined = ratings(held.attainments, held.feedback)
    by_id = {one["feedback_id"]: one for one in answers}
    for row, given in zip(joined.to_dict("records"), rated, strict=True):
        assert (row["score"], row["line_id"]) == (given["score"], given["line_id"])
        of_day = by_id[given["feedback_id"]]
        assert [row[name] for name in OF_THE_ANSWER] == [of_day[name] for name in OF_THE_ANSWER]


def test_a_rating_whose_answer_is_gone_keeps_its_score() -> None:
    held = tables([], attainments=[attainment("a", "o1", -2)])
    joined = ratings(held.attainments, held.feedback)
    assert joined["score"].tolist() == [-2]
    assert pd.isna(joined["cluster"].iloc[0])


def test_no_rating_at_all_keeps_the_columns() -> None:
    held = tables([])
    assert "cluster" in ratings(held.attainments, held.feedback).columns


def test_packages_are_read_from_their_text() -> None:
    found = packages_of(pd.Series(["SP1, SP4", "", None, "SP2"]))
    assert found.tolist() == [("SP1", "SP4"), (), (), ("SP2",)]


def test_days_stay_days() -> None:
    held = tables([answer("a")], attainments=[attainment("a", "o1", 0)])
    joined = ratings(held.attainments, held.feedback)
    assert str(joined["given_on"].iloc[0])[:10] == datetime.date(2026, 5, 1).isoformat()
