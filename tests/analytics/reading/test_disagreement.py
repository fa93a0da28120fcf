"""Where people and the reader differ, counted again and never told of few cases."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from analytics.reading.disagreement import DIRECTIONS, REASONS, directions, reading, reasons, shown
from analytics.reading.dual_run import Difference, agreement
from data.schemas import QUESTION_IDS
from tests.bundles import bundle

SAID = bundle().suggestions["hearing"].evidence[0]


def pairs(*both: tuple[int, int], question: str = "hearing") -> pd.DataFrame:
    rows = [(f"P{n}", question, answered, read) for n, (answered, read) in enumerate(both)]
    return pd.DataFrame(rows, columns=["case_id", "question_id", "answered", "read"])


def difference(answered: int, read: int, assertion: str | None = "present") -> Difference:
    said = assertion and replace(SAID, reading=replace(SAID.reading, assertion=assertion))
    return Difference("P1", "hearing", answered, read, said or None)


def test_directions_are_counted_and_small_ones_withheld():
    found = directions(pairs(*[(1, 2)] * 7, *[(2, 2)] * 8, *[(3, 1)] * 9))
    assert list(found.index) == list(QUESTION_IDS)
    assert found.loc["hearing"].tolist() == [9, 8, 7]
    assert found.loc["maths"].tolist() == [0, 0, 0]
    few = directions(pairs(*[(1, 2)] * 7, *[(2, 2)] * 8, (3, 1)))
    assert few.loc["hearing", list(DIRECTIONS)].isna().sum() >= 2


@pytest.mark.parametrize(
    ("one", "reason"),
    [
        (difference(2, 0), "silent"),
        (difference(2, 0, None), "silent"),
        (difference(3, 2), "degree"),
        (difference(0, 1, None), "degree"),
        (difference(0, 1, "uncertain"), "uncertain"),
        (difference(0, 1, "historical"), "past"),
        (difference(0, 2), "unanswered"),
        (difference(1, 2), "degree"),
    ],
)
def test_each_difference_has_one_reason(one: Difference, reason: str):
    found = reasons([one] * 6)
    assert found[reason] == 6
    assert found.sum() == 6
    assert list(found.index) == list(REASONS)
    assert pd.isna(reasons([one])[reason])


def test_figures_of_few_cases_are_not_shown():
    enough: Any = agreement(pairs(*[(1, 2), (2, 2), (3, 3), (0, 0), (4, 4), (0, 1)]))
    assert shown(enough).set_index("question_id").loc["hearing", "exact"] == pytest.approx(4 / 6)
    few = agreement(pairs((1, 2), (2, 2)))
    assert shown(few).set_index("question_id").loc["hearing"].isna().sum() == 3


def test_best_and_least_agreement_are_said():
    both = pd.concat(
        [
            pairs(*[(n % 5, n % 5) for n in range(8)]),
            pairs(*[(n % 4, (n + 1) % 4) for n in range(8)], question="maths"),
        ]
    )
    words = reading(agreement(both))
    assert words.startswith("Over 8 finished cases, people and the reader agree best on Hearing")
    assert "least on Maths" in words
    assert "too few" in reading(agreement(pairs((1, 2))))
