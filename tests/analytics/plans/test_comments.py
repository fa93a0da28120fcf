"""A comment comes from its row, and the open ones are found."""

from __future__ import annotations

from analytics.plans.comments import Comment, comment_of, still_open


def test_a_comment_is_as_its_row_says() -> None:
    row = {"comment_id": "c", "section": "F", "text": "More.", "line_id": None, "said_by": None}
    assert comment_of(row) == Comment("c", "F", "More.")
    whole = {**row, "line_id": "F-1", "said_by": "The mother", "resolved": True, "revision": 2}
    assert comment_of({**whole, "actor": "ana"}) == Comment(
        "c", "F", "More.", "F-1", "The mother", resolved=True, revision=2, actor="ana"
    )


def test_the_open_ones_are_those_not_dealt_with() -> None:
    one, other = Comment("a", "A", "x"), Comment("b", "A", "y", resolved=True)
    assert still_open([one, other]) == (one,)
