"""Where voices agree: pairs of them are compared one by one as the oracle."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given

from analytics.feedback.agreement import agreement_reading, comparisons, disagreements
from analytics.feedback.attainment import progress
from analytics.feedback.feelings import feelings
from tests.analytics.feedback.answered import attainment
from tests.analytics.feedback.test_attainment import ROWS, numbered
from tests.analytics.feedback.test_feelings import felt


@given(ROWS)
def test_voices_disagree_where_any_two_are_two_levels_apart(rows: list[dict[str, Any]]) -> None:
    found = progress(numbered(rows))
    compared = {one.about: one for one in comparisons(found, ())}
    assert set(compared) == {one.outcome for one in found if len(one.newest) > 1}
    for one in found:
        scores = [said.score for said in one.newest.values()]
        differ = any(abs(a - b) >= 2 for a, b in combinations(scores, 2))
        if len(scores) > 1:
            assert compared[one.outcome].agree != differ


def test_both_sides_are_quoted_and_nobody_is_right() -> None:
    rows = [
        attainment("a", "o1", -1, evidence="Cries at the reading book."),
        attainment("b", "o1", 1, voice="setting", evidence="Reads level 4."),
    ]
    one = comparisons(progress(numbered(rows)), ())[0]
    assert [(side.voice, side.evidence) for side in one.sides] == [
        ("parent", "Cries at the reading book."),
        ("setting", "Reads level 4."),
    ]
    assert one.words == (
        "Parent or carer less than hoped and school or setting more than hoped: 2 levels apart."
    )


@pytest.mark.parametrize(
    ("scores", "end"),
    [((3, 3), "the same."), ((3, 4), "1 level apart."), ((1, 5), "4 levels apart.")],
)
def test_feelings_are_compared_alike(scores: tuple[int, int], end: str) -> None:
    rows = [
        felt("a", "pupil", "2026-01-01", school=scores[0]),
        felt("b", "parent", "2026-01-01", school=scores[1]),
    ]
    assert comparisons((), feelings(rows))[0].words.endswith(end)


def test_the_furthest_apart_stands_first() -> None:
    rows = [
        felt("a", "pupil", "2026-01-01", school=3, home=1),
        felt("b", "parent", "2026-01-01", school=3, home=5),
    ]
    found = comparisons((), feelings(rows))
    assert [one.apart for one in found] == [4, 0]
    assert [one.kind for one in disagreements(found)] == ["feeling"]
    assert agreement_reading(found) == (
        "The voices are two or more levels apart on 1 of 2 outcomes and feelings that two or more "
        "spoke of."
    )
    assert "less than two levels on each of 1" in agreement_reading(found[1:])
    assert agreement_reading(()).startswith("No two voices")
