"""Where a sentence only says who tells it: "Mum reports that he cannot dress himself".

A relative who tells of the pupil is no other person with a need. What is told is read as if it
stood alone, unless it is about the teller or another of the family.
"""

from __future__ import annotations

from collections.abc import Sequence

_WOMEN = frozenset(
    ("mum", "mam", "mom", "mummy", "mother", "nan", "nana", "gran", "granny", "grandma")
) | {"grandmother", "stepmother", "stepmum"}
_MEN = frozenset(("dad", "daddy", "father", "grandad", "grandpa", "grandfather")) | {
    *("stepfather", "stepdad"),
}
_MORE = frozenset(("parents", "parent", "carer", "carers", "family", "grandparents", "guardian"))
TELLERS = _WOMEN | _MEN | _MORE
_BEFORE = frozenset(("his", "her", "their", "the", "both", "foster", "step", "birth", "of"))
_BETWEEN = frozenset(("also", "both", "now", "has", "have", "had", "and", "is", "are", "was"))
_BETWEEN |= {"were", "very", "understandably", "really", "increasingly", "particularly", "recently"}
_BETWEEN |= TELLERS
_PASSIVE = frozenset(("was", "were"))
_TELLS = frozenset(
    ("report", "say", "feel", "describe", "find", "think", "believe", "note", "mention", "state")
)
_TOLD = frozenset(("said", "says", "felt", "found", "thought", "told", "seen", "saw", "counted"))
_TOLD |= {form for verb in _TELLS for form in (verb, f"{verb}s", f"{verb}ed", f"{verb}d")}
_TOLD |= {"noticed", "notices", "explained", "explains", "worried", "concerned", "adds", "added"}
_TO_WHOM = frozenset(("me", "us", "school", "staff", "that", "about", "how", "by", ":", ","))
_SAME = {"she": _WOMEN, "her": _WOMEN, "he": _MEN, "his": _MEN, "him": _MEN}
_PUPILS = {"his": frozenset(("she", "her")), "her": frozenset(("he", "his", "him"))}
# Words by which what is told is about the teller, or another of the family.
_OWN = frozenset(
    ("themselves", "themself", "own", "neither", "brother", "brothers", "sister", "sisters")
) | {"sibling", "siblings", "twin", "cousin", "uncle", "aunt", "nephew", "niece", "partner", "wife"}
_OWN |= {"husband", "relatives", "side", "man", "woman"} | TELLERS
_ITSELF = frozenset(("himself", "herself", "it"))
# Of a teller of the pupil's own sex, what is past, like or grown up is as a rule about the teller.
_GROWN = frozenset(("herself", "himself", "was", "were", "had", "left", "too", "either", "same"))
_GROWN |= {"similar", "similarly", "always", "never", "girl", "boy", "work", "job", "well", "still"}
_LOOKED_AT = 5


def reported(found: Sequence[str]) -> int:
    """Return the place of the first word of what a relative tells of the pupil; 0 if none does."""
    if TELLERS.isdisjoint(found[:_LOOKED_AT]):
        return 0
    teller = next(place for place, word in enumerate(found) if word in TELLERS)
    if not _BEFORE.issuperset(found[:teller]):
        return 0
    place = _past(found, teller + 1, _BETWEEN)
    if place >= len(found) or found[place] not in _TOLD:
        return 0
    if found[place] == "told" and found[place - 1] in _PASSIVE:
        return 0
    place = _past(found, place + 1, _TO_WHOM)
    told = found[place:]
    if len(told) < 2 or _is_own(told, found[teller], found[:teller]):
        return 0
    return place


def _past(found: Sequence[str], place: int, skipped: frozenset[str]) -> int:
    while place < len(found) and found[place] in skipped:
        place += 1
    return place


def _is_own(told: Sequence[str], teller: str, before: Sequence[str]) -> bool:
    """Tell whether what is told is about the teller or another of the family."""
    words = set(told)
    if words & _OWN or told[0] in _ITSELF:
        return True
    other = next((_PUPILS[word] for word in before if word in _PUPILS), frozenset())
    if told[0] in other:
        return True
    same = any(word in words and teller in tellers for word, tellers in _SAME.items())
    return bool(words & _GROWN) and (same or "they" in words)
