"""Words that people wrote, made fit for paper: what cannot be printed is replaced, and counted.

XML 1.0 has no place for most control characters, and a mark of direction that is never closed turns
round everything that follows it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, is_dataclass, replace
from operator import is_not
from typing import Any, TypeVar

LASTS = (0xFFFE, 0xFFFF)
Value = TypeVar("Value")
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# XML 1.0 (fifth edition), 2.2: what is no character, and what it discourages; then halves of
# surrogate pairs, which UTF-8 cannot hold.
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane + last) for plane in range(2**16, 17 * 2**16, 2**16) for last in LASTS)
    + "]"
)
LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Unicode Standard Annex 9, 2.1 to 2.5: embeddings, overrides and isolates.
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
ODD = re.compile(f"{UNPRINTABLE.pattern}|{LINE_ENDS.pattern}|{TURNS.pattern}")
RIGHT_TO_LEFT = (
    "\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U00010800-\U00010ffd\U0001e800-\U0001effd"
)
# From one letter of such a script to the last before a letter of another.
TURNED = re.compile(f"[{RIGHT_TO_LEFT}](?:[{RIGHT_TO_LEFT}\\W\\d_]*[{RIGHT_TO_LEFT}])?")

WHOLLY_TURNED = re.compile(f"[\\W\\d_]*[{RIGHT_TO_LEFT}][{RIGHT_TO_LEFT}\\W\\d_]*")


@dataclass(frozen=True)
class Changes:
    """Count what was changed: characters replaced, and marks of direction left out."""

    replaced: int = 0
    turns: int = 0

    @property
    def sentence(self) -> str:
        """Say what was changed, or nothing."""
        parts = []
        if self.replaced:
            parts.append(
                f"{REPLACEMENT} stands for a character that cannot be printed "
                f"({self.replaced} of them)."
            )
        if self.turns:
            parts.append(f"Invisible marks of the direction of writing left out: {self.turns}.")
        return " ".join(parts)


NONE = Changes()


def cleaned(value: Value) -> tuple[Value, Changes]:
    """Return a text, or a plan with all its texts, fit for paper, and what was changed in it."""
    counts: Counter[str] = Counter()
    return _clean(value, counts), Changes(counts["replaced"], counts["turns"])


def _clean(value: Any, counts: Counter[str]) -> Any:
    """Return what was given itself where nothing is to be changed, as in nearly every plan."""
    if isinstance(value, str):
        return _text(value, counts) if ODD.search(value) else value
    if isinstance(value, tuple):
        found = tuple([_clean(one, counts) for one in value])
        return found if any(map(is_not, found, value)) else value
    if not is_dataclass(value) or isinstance(value, type):
        return value
    held = {name: getattr(value, name) for name in value.__dataclass_fields__}
    new = {name: _clean(one, counts) for name, one in held.items()}
    changed = {name: one for name, one in new.items() if one is not held[name]}
    return replace(value, **changed) if changed else value


def _text(text: str, counts: Counter[str]) -> str:
    text, turns = TURNS.subn("", LINE_ENDS.sub("\n", text))
    text, replaced = UNPRINTABLE.subn(REPLACEMENT, text)
    counts.update(turns=turns, replaced=replaced)
    return text


def pieces(text: str) -> list[tuple[str, bool]]:
    """Return a text in pieces, each with whether it is written from right to left."""
    if WHOLLY_TURNED.fullmatch(text):
        return [(text, True)]
    found: list[tuple[str, bool]] = []
    place = 0
    for match in TURNED.finditer(text):
        if match.start() > place:
            found.append((text[place : match.start()], False))
        found.append((match.group(), True))
        place = match.end()
    if place < len(text):
        found.append((text[place:], False))
    return found
