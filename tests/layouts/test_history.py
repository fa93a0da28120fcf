"""The history of an assessment opens with its two newest revisions compared."""

from __future__ import annotations

import datetime
from typing import Any

from analytics.assessments import compare
from layouts import ids
from layouts.history import comparison, history
from tests.tree import walk, words_in


def row(number: int, **answers: Any) -> dict[str, Any]:
    return {
        "revision": number,
        "recorded_at": datetime.datetime(2026, 5, number, 9, tzinfo=datetime.UTC),
        "actor": "asha",
        **answers,
    }


def compared(revisions: list[dict[str, Any]]) -> Any:
    parts = walk(history(revisions, names={}))
    return next(props for _, props in parts if props.get("id") == ids.COMPARE_TABLE)["children"]


def test_the_two_newest_revisions_are_compared_without_asking() -> None:
    first, second, third = row(1, english=0), row(2, english=1), row(3, english=2)
    shown = compared([first, second, third])
    assert shown == comparison(compare(second, third), earlier="2", later="3")
    assert "English" in words_in(shown)


def test_one_revision_is_compared_with_nothing() -> None:
    assert compared([row(1, english=0)]) is None
    assert compared([]) is None
