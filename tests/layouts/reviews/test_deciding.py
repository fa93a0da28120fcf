"""The page of one pupil's early review: what its first sentence counts."""

from __future__ import annotations

import datetime

import pytest

from analytics.review_flags.reviews import Review
from data.schemas.feedback import Flag
from layouts.reviews import deciding
from tests.tree import words_in


def page(*chances: float) -> str:
    flags = tuple(Flag("needs", "The total of needs is 9.", (), chance) for chance in chances)
    review = Review(flags=flags, figures={}, score=0.99, early=True)
    opened = deciding.Opened(
        pupil_id="P1", review=review, decision=None, due_on=None,
        today=datetime.date(2026, 11, 22), allowed=False, placement=False, revision=0,
    )  # fmt: skip
    return words_in(deciding.body(opened))


@pytest.mark.parametrize(
    ("chances", "said"),
    [
        ((0.9,), "the chance that it is needed is 99%. 1 reason stands below."),
        ((0.9, 0.0), "2 reasons stand below."),
        ((0.9, 0.5, 0.03), "3 reasons stand below, 1 of them with a chance under 10%."),
    ],
)
def test_a_reason_that_hardly_counts_is_not_passed_off_as_one_that_does(
    chances: tuple[float, ...], said: str
) -> None:
    assert said in page(*chances)
