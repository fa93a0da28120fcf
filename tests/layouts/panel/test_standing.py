"""How the panel stands to a pupil, in words and with where it comes from."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from analytics.approvals import NOTHING
from layouts.panel import standing

REFERRED = {"ask": "plan", "outcome": "refer", "decided_on": "2026-06-02"}
TO_ASSESS = {"ask": "assess", "outcome": "approve", "decided_on": "2026-05-01"}


@pytest.mark.parametrize(
    ("given", "words", "source"),
    [
        ({}, "Not yet", standing.TO_COME),
        (
            {"decisions": (REFERRED, TO_ASSESS)},
            "The plan: referred back, 2 June 2026; To assess: approved, 1 May 2026",
            standing.FROM_PANEL,
        ),
        ({"brought": True}, "Approved, day not recorded", standing.BROUGHT),
        ({"brought": False}, "Not approved, day not recorded", standing.BROUGHT),
        (
            {"brought": True, "told_on": "2026-05-01"},
            "To assess: approved, family told 1 May 2026",
            standing.BROUGHT,
        ),
        (
            {"brought": True, "decisions": (REFERRED,)},
            "The plan: referred back, 2 June 2026; Approved, day not recorded",
            standing.BROUGHT,
        ),
    ],
)
def test_it_is_said_what_was_approved_and_when(
    given: dict[str, Any], words: str, source: str
) -> None:
    found = replace(NOTHING, **given)
    assert (standing.panel_words(found), standing.panel_source(found)) == (words, source)


@pytest.mark.parametrize(
    ("final", "final_on", "words", "source"),
    [
        (False, None, "No", standing.TO_ISSUE),
        (True, None, "Yes", standing.ISSUED),
        (True, "2026-06-02", "Yes, 2 June 2026", standing.ISSUED),
        (
            False, "2026-06-02", "No, though the dates have a final plan, 2 June 2026",
            standing.TO_ISSUE,
        ),
    ],
)  # fmt: skip
def test_it_is_said_whether_the_plan_is_final(
    final: bool, final_on: str | None, words: str, source: str
) -> None:
    found = replace(NOTHING, final=final, final_on=final_on)
    assert (standing.final_words(found), standing.final_source(found)) == (words, source)
