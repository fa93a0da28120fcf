"""Where the clauses of a sentence lie, which one carries the weight, and how far a sign reaches."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

# A negation, doubt, family member or point in time does not reach past these.
STOPS = frozenset(".;:!?|–—(),")
_TURNS = frozenset(("but", "however", "yet", "nevertheless", "nonetheless", "whereas", "except"))
_CONCEDES = frozenset(("although", "though", "while", "whilst", "despite"))
TURNING = _TURNS | _CONCEDES
_BEGINS = STOPS | TURNING


def main_part(words: Sequence[str]) -> tuple[int, int] | None:
    """Return the words that decide in a contrast: after "but", or outside the "although" clause.

    None where the sentence holds no contrast.
    """
    for position in range(len(words) - 2, 0, -1):
        if words[position] in _TURNS:
            return position + 1, len(words)
    for position, word in enumerate(words):
        if word in _CONCEDES:
            return _outside(words, position)
    return None


def _outside(words: Sequence[str], conceded: int) -> tuple[int, int] | None:
    if conceded > 1:
        return 0, conceded
    after = next((n for n in range(conceded + 1, len(words)) if words[n] == ","), None)
    return (after + 1, len(words)) if after is not None else None


def clauses(words: Sequence[str]) -> list[int]:
    """Return the number of the clause of each word; commas, turns and links begin a new one."""
    return list(accumulate(word in _BEGINS for word in words))
