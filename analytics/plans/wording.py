"""When two lines say the same: their words without inflection, order and what says nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from analytics.plans.amounts import plain, without_amounts
from analytics.reading.tokens import NUMBER, stems, words

# "not", "no" and "without" stay: they turn a sentence round.
_SAYS_NOTHING = """a an and are as at be been by for from has have he her hers him his in is it
its of on or she should that the their them they this to was were which who will with would , . ; :
( ) - / ' " & % ! ?"""
# Percent of letters in common (rapidfuzz): lets a slip of the pen pass, but not "reading" for
# "leading".
SAME_SPELLING = 88
SHORTEST_TO_MISSPELL = 4
# Share of words in common from which one line is the other with a word added.
NEARLY_ALL = 0.9


# Not of a bracket that stands in a sentence: only what follows a quotation.
WHERE = re.compile(r"(?<=”) \([^()]*\)")
WORD = re.compile(r"[^\W_]")
SPEAKER = re.compile(r"\bby me\b")


def in_third_person(text: str, whom: str) -> str:
    """Return advice with its author named by role where it says "by me"."""
    return SPEAKER.sub(f"by {whom}", text)


def has_words(text: str) -> bool:
    """Tell whether a text says anything: signs alone, or only where they come from, say nothing."""
    return bool(WORD.search(WHERE.sub(" ", text)))


@dataclass(frozen=True)
class Wording:
    """Hold the words of a line that carry its meaning."""

    stems: frozenset[str]
    """Without numbers."""
    numbers: tuple[str, ...]
    """In their order."""


@lru_cache(maxsize=16_384)
def wording(text: str, *, left_out: frozenset[str] = frozenset()) -> Wording:
    """Return the words of a line that carry its meaning; `left_out` is the pupil's own name."""
    found = [word for word in words(plain(text)) if word not in left_out]
    pairs = list(zip(found, stems(found), strict=True))
    return Wording(
        stems=frozenset(stem for _, stem in pairs) - _say_nothing(),
        numbers=tuple(word for word, stem in pairs if stem == NUMBER),
    )


@lru_cache(maxsize=1)
def _say_nothing() -> frozenset[str]:
    return frozenset((NUMBER, *stems(_SAYS_NOTHING.split())))


@lru_cache(maxsize=16_384)
def support(text: str, *, left_out: frozenset[str] = frozenset()) -> frozenset[str]:
    """Return the words that say what support a line gives, whatever the amount of it."""
    return wording(without_amounts(text), left_out=left_out).stems


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of words that two lines have in common, 0 to 1."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


def same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether two lines say the same: no word of one against another of the other.

    One may have a word more in ten. Slips of spelling do not count.
    """
    if alike(one, other) < 1 / 2:
        return False
    apart = _unlike(one - other, other - one)
    back = _unlike(other - one, one - other)
    if apart and back:
        return False
    return 1 - len(apart | back) / (len(one) + len(other)) >= NEARLY_ALL


def _unlike(mine: frozenset[str], theirs: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in mine if not any(_spelt(word, x) for x in theirs))


def _spelt(one: str, other: str) -> bool:
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415

    longest = min(len(one), len(other)) >= SHORTEST_TO_MISSPELL
    return longest and ratio(one, other) >= SAME_SPELLING
