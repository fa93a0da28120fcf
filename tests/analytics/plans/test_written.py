"""An amount is shown in the words in which it was written."""

from __future__ import annotations

import pytest

from analytics.plans.amounts import amounts
from analytics.plans.written import as_written


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Regular access to therapy as appropriate, up to six sessions.", ["up to six sessions"]),
        ("Music lessons, 20 minutes a week.", ["20 minutes a week"]),
        ("Half an hour each day with a mentor, individually", ["Half an hour each day"]),
        ("Up to an hour a week of physio", ["Up to an hour a week"]),
        ("3 x 45 minutes weekly", ["3 x 45 minutes weekly"]),
        ("Twice a week: typing for ten minutes.", ["Twice a week: typing for ten minutes"]),
        ("A mentor (0.5 FTE) in class", ["(0.5 FTE)"]),
        ("One hour a day, 30 minutes each Friday.", ["One hour a day", "30 minutes each Friday"]),
        ("She is seen for at least two sessions", ["at least two sessions"]),
    ],
)  # fmt: skip
def test_the_words_of_an_amount(text: str, words: list[str]) -> None:
    assert [as_written(one) for one in amounts(text)] == words
