"""Headings, told by their words where nothing of their look tells them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

JOIN = " | "
LONGEST_HEADING = 120
SHORT_HEADING = 70
MOST_HEADING_WORDS = 9
END = re.compile(r"[.!?:;\u2026][\"'\u201d\u2019)]*$")
# What goes on as prose does: a stop at its end, or more words than a heading or an item has.
STOP = re.compile(r"[.!?\u2026][\"'\u201d\u2019)]*$")
PROSE_WORDS = 14
CLOSING = re.compile(
    r"(?:(?:with )?(?:kind(?:est)?|best|warm(?:est)?) (?:regards|wishes)|regards|(?:many )?thanks|"
    r"thank you|yours (?:sincerely|faithfully|truly)|sincerely|all the best|sent from my .{1,40}|"
    r"get outlook for .{1,20})[,.!]?",
    re.IGNORECASE,
)
# A name, a role and a service may stand under a closing.
AFTER_CLOSING = 5
# With fewer headings that its look tells, a document was typed without any styles.
FEW = 2
# What heads recommendations in advice, with whatever number before it.
ADVICE = re.compile(
    r"""(?ix) (?:(?:section|part)\s)? (?:(?:\d{1,2}(?:\.\d{1,2})*|[a-h])[.):]?\s+)? (?:
      (?:my|our|key|main|specific|professional|summary\sof|final|school|therapy)?\s?
        (?:conclusions?\sand\s|summary\sand\s|outcomes\sand\s)?
        recommend(?:ation|ed\s(?:provision|support|strategies|outcomes))s?
        (?:\s(?:for|to|and|of)\s[\w'’ ,]{3,45})?
    | what\s(?:i|we)\s(?:would\s)?(?:recommend|advise|suggest)
    | what\s(?:would|will|should|might)\shelp(?:\s[\w'’ ]{2,30})?
    | how\s(?:you|school|staff|adults|we|others)\scan\shelp(?:\s[\w'’ ]{2,30})?
    | (?:my|our|professional)?\s?advice
        (?:\s(?:to|for)\s(?:the\s)?(?:school|college|setting|nursery|staff|teachers?|others))?
    | (?:special\seducational|suggested|proposed|required|outcomes?\sand|advised)?\s?provision
        (?:\s(?:required|needed|recommended|advised|sought|and\soutcomes))?
    | (?:suggested|proposed|recommended|advised)\s(?:support|strategies|interventions?|help)
    | (?:support|help|interventions?|strategies)\s(?:needed|required|recommended|advised)
    | outcomes\sand\s(?:help|support) | needs\sin\s(?:school|class|college|nursery)
    | (?:management\s|treatment\s)?plan | i\srecommend | we\srecommend
    ) \s?:?"""
)

# Start, end, kind and page.
Place = tuple[int, int, str, int | None]


def is_heading(words: str) -> bool:
    """Tell whether a line of its own reads as a heading: short, and no sentence."""
    if len(words) > SHORT_HEADING or not any(letter.isalpha() for letter in words):
        return False
    if words.endswith(":"):
        return len(words) <= LONGEST_HEADING and "," not in words
    if END.search(words) or words.endswith(",") or JOIN in words or ": " in words:
        return False
    if not words[0].isupper() and not words[0].isdigit():
        return False
    if words.isupper():
        return True
    named = words.split()
    return (
        len(named) <= MOST_HEADING_WORDS
        and "," not in words
        and not any(letter.isdigit() for letter in words[4:])
    )


def heads_advice(words: str) -> bool:
    """Tell whether a line by itself heads what is recommended, with a number before it or not."""
    return len(words) <= SHORT_HEADING and ADVICE.fullmatch(words) is not None


def is_prose(words: str) -> bool:
    """Tell whether a passage is written out rather than a heading or an item of a list."""
    return bool(STOP.search(words)) or len(words.split()) >= PROSE_WORDS


def settled(
    places: Sequence[Place], texts: Sequence[str], *, numbered: Collection[int] = ()
) -> list[Place]:
    """Return the places with what heads other passages as headings, and nothing else.

    Names under a letter and last lines head nothing. `numbered` holds which passages had a number.
    """
    kinds = [place[2] for place in places]
    kinds = list(_untitled(kinds, texts))
    for number in (*_named(kinds, texts), *_typed(kinds, texts, numbered)):
        kinds[number] = "heading"
    return [
        (start, end, kind, page) for (start, end, _, page), kind in zip(places, kinds, strict=True)
    ]


def _untitled(kinds: Sequence[str], texts: Sequence[str]) -> Iterator[str]:
    signed = 0
    last = max((n for n, kind in enumerate(kinds) if kind != "heading"), default=-1)
    for number, kind in enumerate(kinds):
        signed = AFTER_CLOSING if CLOSING.fullmatch(texts[number]) else signed - 1
        heads = kind != "heading" or (signed <= 0 and number <= last)
        yield kind if heads else "paragraph"


def _named(kinds: Sequence[str], texts: Sequence[str]) -> list[int]:
    """Return which passages head recommendations by their words, as no item of a list does."""
    found = []
    for number, kind in enumerate(kinds[:-1]):
        listed = kind == "bullet" and "bullet" in kinds[max(number - 1, 0) : number]
        listed = listed and kinds[number + 1] == "bullet"
        if kind in ("paragraph", "bullet") and not listed and heads_advice(texts[number]):
            found.append(number)
    return found


def _typed(kinds: Sequence[str], texts: Sequence[str], numbered: Collection[int]) -> list[int]:
    """Return which passages are headings by where they stand: short, and over prose or a list.

    Where headings have a look of their own, only lines with a number are taken so.
    """
    unstyled = sum(kind == "heading" for kind in kinds) < FEW
    found = []
    for number, kind in enumerate(kinds[:-1]):
        may = (kind == "bullet" and number in numbered) or (kind == "paragraph" and unstyled)
        if may and is_heading(texts[number]) and _is_over(number, kinds, texts):
            found.append(number)
    return found


def _is_over(number: int, kinds: Sequence[str], texts: Sequence[str]) -> bool:
    """Tell whether prose, or a table or list, follows, and no other short line goes before."""
    after = kinds[number + 1]
    if kinds[number] == "bullet":
        over = after == "paragraph" and is_prose(texts[number + 1])
        return over and (number == 0 or kinds[number - 1] != "bullet")
    if number and kinds[number - 1] == "paragraph" and not is_prose(texts[number - 1]):
        return False
    return after in ("bullet", "row") or (after == "paragraph" and is_prose(texts[number + 1]))
