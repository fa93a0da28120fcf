"""Panel: how it stands to a pupil in a few words, and where that comes from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analytics.approvals import Approval
from data.schemas.panel import OUTCOMES_DONE
from layouts.dates import day

ABOUT: dict[str, str] = {
    "assess": "To assess",
    "plan": "The plan",
    "placement": "The placement",
    "back": "Taking back the agreement",
}
NONE = "Not yet"
FROM_PANEL = "Set by decisions that two members of the panel took under Panel."
BROUGHT = "No decision of it is kept under Panel: it came with the record."
TO_COME = "Set when two members of the panel have decided under Panel."
ISSUED = "Set by issuing the final plan, or it came with the record."
TO_ISSUE = "Set when the final plan is issued under Placement."


def panel_words(found: Approval) -> str:
    """Say what the panel decided and when, the newest first, such as "To assess: approved"."""
    told = [_decision(row) for row in found.decisions]
    if found.brought is not None:
        told.append(brought_words(found))
    return "; ".join(told) or NONE


def _decision(row: Mapping[str, Any]) -> str:
    return f"{ABOUT[row['ask']]}: {OUTCOMES_DONE[row['outcome']].lower()}, {day(row['decided_on'])}"


def brought_words(found: Approval) -> str:
    """Say what was approved or not without a decision kept here."""
    if found.brought and found.told_on:
        return f"To assess: approved, family told {day(found.told_on)}"
    return "Approved, day not recorded" if found.brought else "Not approved, day not recorded"


def panel_source(found: Approval) -> str:
    """Say what set how the panel stands, or what will."""
    if found.brought is not None:
        return BROUGHT
    return FROM_PANEL if found.decisions else TO_COME


def final_words(found: Approval) -> str:
    """Say whether the plan is final and since when; dates that say otherwise are told."""
    when = f", {day(found.final_on)}" if found.final_on else ""
    if found.final:
        return f"Yes{when}"
    return f"No, though the dates have a final plan{when}" if when else "No"


def final_source(found: Approval) -> str:
    """Say what set that the plan is final, or what will."""
    return ISSUED if found.final else TO_ISSUE
