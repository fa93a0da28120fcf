"""What speaks for a reason and against it, in words: each sign's part in how likely it is."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd

from analytics.review_flags.model import EARLIER

# What the signs are about, and those that begin so.
ABOUT: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "hours given": ("short_", "pieces_"),
        "ratings beside what is usual for the pupil": ("fallen", "sure", "level_usual"),
        "scores of need": ("needs_",),
        "feelings about school, friends and safety": ("place_low", "mood"),
        "feeling listened to": ("listened_low",),
        "family and setting rating differently": ("apart",),
        "the move to another phase": ("move",),
        "the time since the review": ("since_review",),
        "what was known some months ago": (EARLIER,),
    }
)
# In log odds: 1 makes a reason with even chances 73% likely. Below the least nothing is told.
MUCH, SOME = 1.0, 0.3


def about(adds: pd.Series) -> pd.Series:
    """Return log odds by what the signs are about, most first; `adds` has a value a sign."""
    found = {
        words: float(sum(adds[name] for name in adds.index if str(name).startswith(starts)))
        for words, starts in ABOUT.items()
        if any(str(name).startswith(starts) for name in adds.index)
    }
    return pd.Series(found, dtype=float).sort_values(ascending=False, kind="stable")


def because(adds: pd.Series) -> str:
    """Say what speaks for a reason and what against it, the weightiest first; empty for nothing."""
    found = about(adds)
    against = -found[found <= -SOME].sort_values(kind="stable")
    sides = (("For it", found[found >= SOME]), ("Against it", against))
    told = [f"{side}: {', '.join(_told(parts))}." for side, parts in sides if len(parts)]
    return " ".join(told)


def _told(parts: pd.Series) -> list[str]:
    return [f"{words} ({'much' if one >= MUCH else 'some'})" for words, one in parts.items()]
