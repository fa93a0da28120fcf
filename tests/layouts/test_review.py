"""Review Pupil: how the form opens."""

from __future__ import annotations

import datetime
from typing import Any

from analytics.case import Rights
from layouts import review
from tests.tree import words_in

SAVED = {"asd": 3}
SAVED_AT = datetime.datetime(2026, 5, 3, 14, 5, tzinfo=datetime.UTC)


def opening(**changes: Any) -> Any:
    given = {
        "draft": None,
        "draft_saved_at": None,
        "revision": 2,
        "request_id": "r",
        "rights": Rights(answers=True, panel=False),
        **changes,
    }
    return review.opening(SAVED, **given)


def test_without_a_draft_the_form_shows_the_saved_answers() -> None:
    assert (opening().row, opening().draft) == (SAVED, "")


def test_the_form_shows_the_reader_s_own_draft_and_says_so() -> None:
    shown = opening(draft={"asd": 0}, draft_saved_at=SAVED_AT)
    assert shown.row == {"asd": 0}
    assert shown.draft == "Your draft of 3 May 2026, 15:05 is shown."


def test_who_may_change_nothing_is_told_that_it_is_read_only() -> None:
    parts = {"revisions": [], "names": {}, "bundle": []}
    closed = opening(rights=Rights(answers=False, panel=False))
    assert "Read only" in words_in(review.record(closed, **parts))
    assert "Read only" not in words_in(review.record(opening(), **parts))
