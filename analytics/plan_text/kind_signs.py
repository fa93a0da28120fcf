"""What a line shows from which its kind is learned: its words, their neighbours, what it states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from analytics.plan_text.duration import duration_words
from analytics.plan_text.group_size import group_words
from analytics.plan_text.passages import Passage
from analytics.plan_text.patterns import at_words, phrases
from analytics.plan_text.supported import supports_in

_NIL = at_words(
    r"\b(?:none|neither|nobody)(?: of (?:them|these))? (?:reports?|identif\w+|found|finds|names?|"
    r"records?|saw|sees|knows? of)\b|\b(?:names?|reports?|identif(?:y|ies|ied)|specif(?:y|ies|ied)|"
    r"records?|recommends?|asks for) no (?:\w+ )?(?:needs?|provision)|\bnothing (?:has been |is |"
    r"was |"
    r"were )?(?:assessed|found|thought|judged|needed|asked|required)"
    r"|^\W*(?:none|nil|n/a|not applicable|nothing)\b(?! (?:less|fewer))"
    r"|\b(?:there (?:is|are) |has |identified )?no (?:other |further |current |additional |"
    r"specific )?(?:special educational |health ?care |health |social care |social |"
    r"such )?(?:provision|needs?)(?: \w+)? (?:is |are |has been |have been |was |"
    r"were )?(?:currently |reasonably )?(?:identified|required|specified|needed|recorded|agreed|"
    r"ordered|made|proposed|directed|sought|called|"
    r"reasonably|at present|under|which)"
    r"|\b(?:do(?:es)? not (?:currently |at present )?(?:require|need|have) any|found no need|"
    r"no provision (?:is|has)|nothing (?:is |has been |was |to )?(?:identified|specified|record|"
    r"add|report)|no health care provision|no social care provision|no health provision)"
)
_WORD = re.compile(r"[a-z][a-z'&]*|\d+(?:[.:]\d+)?|[£%]")
_NUMBERS = frozenset(
    phrases(
        "one, two, three, four, five, six, seven, eight, nine, ten, twelve, fifteen, twenty, "
        "thirty,"
        "forty, fifty, half, hundred"
    )
)
_ENDINGS = ("isation", "ations", "ation", "ings", "ing", "ies", "ed", "es", "s", "ly")
_KEPT = 4
"""The letters that are left of a word at least when an ending is taken off."""
_HEAD = 4
"""The words at the beginning of an offer that tell more than later ones."""
_START = 5
"""The first letters by which a long word is also known, so that "catheterised" is like others."""
_FEW, _MANY = 6, 30
"""Words: a line of fewer is a heading or a phrase, one of more tells several things."""


def signs_of(line: Passage, section: str) -> dict[str, str]:
    """Return the signs of a line, each with the words of the line that show it.

    Signs begin with what they are: `any` word of the line, a word of the `offer` itself, one at its
    `head`, two `next` to each other, the `start` of a long word, what is `stated`, `listed`
    supports, and the `section`. Words are told without their endings, numbers without their size.
    """
    signs = {f"any {_stem(word)}": word for word in _WORD.findall(line.plain)}
    signs[f"section {section}"] = ""
    signs.update(_offered(_WORD.findall(line.offer)))
    signs.update((f"stated {name}", words) for name, words in _stated(line))
    for place, (kind, words) in enumerate(supports_in(line)):
        signs.setdefault(f"listed {kind}", words)
        if not place:
            signs[f"listed first {kind}"] = words
    return signs


def _offered(words: list[str]) -> dict[str, str]:
    stems = [_stem(word) for word in words]
    signs = {f"head {stem}": word for stem, word in zip(stems[:_HEAD], words, strict=False)}
    before, last = "", ""
    for stem, word in zip(stems, words, strict=True):
        signs[f"offer {stem}"] = word
        if len(stem) > _START:
            signs[f"start {stem[:_START]}"] = word
        if before:
            signs[f"next {before} {stem}"] = f"{last} {word}"
        before, last = stem, word
    return signs


def _stated(line: Passage) -> Iterator[tuple[str, str]]:
    long, among = duration_words(line, text=line.offer), group_words(line, text=line.offer)
    nil = _NIL.search(line.plain)
    count = line.plain.count(" ") + 1
    found = {
        "how long": long,
        "with how many": among,
        "how long and with how many": long and among,
        "nothing": line.words(*nil.span()) if nil else "",
        "a review": line.words(*line.reviews[0]) if line.reviews else "",
    }
    yield from ((name, words) for name, words in found.items() if words)
    if count < _FEW or count > _MANY:
        yield "briefly" if count < _FEW else "at length", ""


@lru_cache(maxsize=16_384)
def _stem(word: str) -> str:
    if word[0].isdigit():
        return "0"
    if word in _NUMBERS:
        return "number"
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _KEPT:
            return word[: -len(ending)]
    return word
