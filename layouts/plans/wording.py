"""Short words for the kinds, states and counts of a plan's lines."""

from __future__ import annotations

from collections.abc import Mapping

from analytics.plans.standing import Counts

KINDS: Mapping[str, str] = {
    "view": "View",
    "background": "Background",
    "strength": "Strength",
    "need": "Need",
    "detail": "Detail",
    "outcome": "Outcome",
    "provision": "Provision",
    "placement": "Placement",
    "payment": "Direct payment",
    "advice": "Advice",
    "none": "Nothing identified",
    "to_obtain": "To obtain",
}
WEIGHTS: Mapping[str, tuple[str, str]] = {
    "problem": ("problem", "Problem"),
    "watch": ("watch", "Check"),
    "source": ("note", "The source is vague"),
}


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def standing(counts: Counts) -> str:
    """Say how much is written, what is missing and what must be put right."""
    parts = [
        counted(counts.lines, "line"),
        f"{counted(counts.gaps, 'gap')} to obtain",
        counted(counts.problems, "problem"),
    ]
    return ", ".join(parts)
