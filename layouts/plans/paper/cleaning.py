"""Words that people wrote, made fit for paper: what cannot be printed is replaced, and counted.

XML 1.0 has no place for most control characters, and a mark of direction that is never closed turns
round everything that follows it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, is_dataclass, replace
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


@dataclass(frozen=True)
class Changes:
    """Count what was changed: characters replaced, and marks of direction left out."""

    replaced: int = 0
    turns: int = 0

    def __add__(self, other: Changes) -> Changes:
        return Changes(self.replaced + other.replaced, self.turns + other.turns)

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
    found: Any = value
    if isinstance(value, str):
        found, changes = _text(value)
        return found, changes
    if isinstance(value, tuple):
        pairs = [cleaned(one) for one in value]
        return tuple(one for one, _ in pairs), sum((each for _, each in pairs), NONE)  # type: ignore[return-value]
    if is_dataclass(value) and not isinstance(value, type):
        given = {field.name: cleaned(getattr(value, field.name)) for field in fields(value)}
        found = replace(value, **{name: one for name, (one, _) in given.items()})
        return found, sum((each for _, each in given.values()), NONE)
    return value, NONE


def _text(text: str) -> tuple[str, Changes]:
    if not ODD.search(text):
        return text, NONE
    text, turns = TURNS.subn("", LINE_ENDS.sub("\n", text))
    text, replaced = UNPRINTABLE.subn(REPLACEMENT, text)
    return text, Changes(replaced, turns)


def pieces(text: str) -> list[tuple[str, bool]]:
    """Return a text in pieces, each with whether it is written from right to left."""
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
