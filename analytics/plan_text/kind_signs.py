"""What a line shows from which its kind is learned: its words, their neighbours, what it states."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analytics.plan_text.duration import duration_words
from analytics.plan_text.group_size import group_words
from analytics.plan_text.passages import Passage
from analytics.plan_text.patterns import phrases
from analytics.plan_text.supported import supports_in
from analytics.plan_text.who import ANY_ROLE

_WORD = re.compile(r"[a-z][a-z'&]*|\d+(?:[.:]\d+)?|[£%]")
_NUMBERS = frozenset(
    phrases(
        "one, two, three, four, five, six, seven, eight, nine, ten, twelve, fifteen, twenty, thirty,"
        "forty, fifty, half, hundred"
    )
)
_ENDINGS = ("isation", "ations", "ation", "ings", "ing", "ies", "ed", "es", "s", "ly")
_KEPT = 4
"""The letters that are left of a word at least when an ending is taken off."""
_START = 5
"""The first letters by which a long word is also known, so that "catheterised" is like others."""
_FEW, _MANY = 6, 30
"""Words: a line of fewer is a heading or a phrase, one of more tells several things."""


def signs_of(line: Passage, section: str) -> dict[str, str]:
    """Return the signs of a line, each with the words of the line that show it.

    Signs begin with what they are: `any` word of the line, a word of the `offer` itself, one at its
    `head`, two `next` to each other, the `start` of a long word, what is `stated`, `listed`
    supports, and the `section`.
    """
    signs = {f"section {section}": ""}
    for _, word in reversed(tuple(_words(line.plain))):
        signs[f"any {_stem(word)}"] = word
    signs.update(_offered(tuple(_words(line.offer))))
    signs.update((f"stated {name}", words) for name, words in _stated(line))
    for place, (kind, words) in enumerate(supports_in(line)):
        signs.setdefault(f"listed {kind}", words)
        if not place:
            signs[f"listed first {kind}"] = words
    return signs


def _offered(words: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, str]]:
    for place, (stem, word) in enumerate(words):
        yield f"offer {stem}", word
        if place < _KEPT:
            yield f"head {stem}", word
        if len(stem) > _START:
            yield f"start {stem[:_START]}", word
    for (stem, word), (after, other) in zip(words, words[1:], strict=False):
        yield f"next {stem} {after}", f"{word} {other}"


def _stated(line: Passage) -> Iterator[tuple[str, str]]:
    long, among = duration_words(line, text=line.offer), group_words(line, text=line.offer)
    role = ANY_ROLE.search(line.plain)
    count = line.plain.count(" ") + 1
    found = {
        "how long": long,
        "with how many": among,
        "how long and with how many": long and among,
        "a role": role.group() if role else "",
        "a review": line.words(*line.reviews[0]) if line.reviews else "",
    }
    yield from ((name, words) for name, words in found.items() if words)
    if count < _FEW or count > _MANY:
        yield "briefly" if count < _FEW else "at length", ""


def _words(text: str) -> Iterator[tuple[str, str]]:
    for match in _WORD.finditer(text):
        yield _stem(match.group()), match.group()


def _stem(word: str) -> str:
    if word[0].isdigit():
        return "0"
    if word in _NUMBERS:
        return "number"
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _KEPT:
            return word[: -len(ending)]
    return word
