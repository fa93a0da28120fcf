"""What speaks for a reason and against it, in words: each sign's part in how likely it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

import pandas as pd

from analytics.answers import listed
from analytics.review_flags.model import EARLIER

# What the signs are about, and those that begin so.
ABOUT: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "the hours that are given": ("short_", "pieces_"),
        "how outcomes are rated, beside this pupil's earlier ratings": (
            "fallen",
            "sure",
            "level_usual",
        ),
        "the scores of need": ("needs_",),
        "what is felt about school, friends and safety": ("place_low", "mood"),
        "whether people feel listened to": ("listened_low",),
        "how differently family and setting rate": ("apart",),
        "the move to another phase": ("move",),
        "how long ago the last review was": ("since_review",),
        "how all this stood some months ago": (EARLIER,),
    }
)
# In log odds: 1 makes a reason with even chances 73% likely. Below the least nothing is told.
MUCH, SOME = 1.0, 0.3
# From which log odds on it is told how, the strongest first.
LIKELIER = ((MUCH, "Much likelier because of"), (SOME, "A little likelier because of"))
LESS = ((MUCH, "Much less likely because of"), (SOME, "A little less likely because of"))


def about(adds: pd.Series) -> pd.Series:
    """Return log odds by what the signs are about, most first; `adds` has a value a sign."""
    found = {
        words: float(sum(adds[name] for name in adds.index if str(name).startswith(starts)))
        for words, starts in ABOUT.items()
        if any(str(name).startswith(starts) for name in adds.index)
    }
    return pd.Series(found, dtype=float).sort_values(ascending=False, kind="stable")


def because(adds: pd.Series) -> str:
    """Say what makes a reason likelier and what less, the weightiest first; empty for nothing."""
    found = about(adds)
    against = -found.sort_values(kind="stable")
    return " ".join([*_sentences(found, LIKELIER), *_sentences(against, LESS)])


def _sentences(parts: pd.Series, grades: Sequence[tuple[float, str]]) -> Iterator[str]:
    most = float("inf")
    for least, words in grades:
        topics = parts.index[(parts >= least) & (parts < most)]
        if len(topics):
            yield f"{words} {listed(tuple(map(str, topics)))}."
        most = least
