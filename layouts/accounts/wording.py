"""Accounts in words: how one stands, what became of it, who may do what."""

from __future__ import annotations

from analytics.accounts import (
    DISABLED,
    DORMANT,
    FIRST,
    OF_THE_DEMONSTRATION,
    OPEN,
    RUN_OUT,
    Change,
)
from data.schemas import ROLES

# The kind of the mark beside the words, and the words.
STATES: dict[str, tuple[str, str]] = {
    OPEN: ("ok", "Can sign in"),
    FIRST: ("note", "Has yet to choose a password"),
    RUN_OUT: ("watch", "One-time password has run out"),
    DORMANT: ("watch", "Asleep: not used for 90 days"),
    DISABLED: ("problem", "Disabled"),
    OF_THE_DEMONSTRATION: ("note", "Invented, cannot sign in"),
}
PLAIN: dict[str, str] = {
    "name changed": "Name changed",
    "password given": "One-time password given",
    "password chosen": "Chose a password",
    "disabled": "Disabled",
    "reopened": "Opened again",
    "sessions ended": "Signed out everywhere",
}
DEMONSTRATION = (
    "These people are invented and are here for demonstration. What you change holds in this "
    "demonstration; nobody in it has a password."
)


def told(change: Change) -> str:
    """Return what was done, in a few words."""
    now = _called(change.role, change.school)
    if change.role_before is None:
        return f"Added: {now}"
    if change.what in PLAIN:
        return PLAIN[change.what]
    return f"{_called(change.role_before, change.school_before)} became {now}"


def _called(role: str, school: str) -> str:
    return f"{ROLES[role]}, {school}" if school else ROLES[role]
