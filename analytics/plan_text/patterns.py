"""Builds regular expressions out of lists of phrases, so that lists stay readable and quick."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

_END = ""
Trie = dict[str, Any]


def phrases(text: str) -> tuple[str, ...]:
    """Return the phrases of a list written with commas or line ends between them."""
    parts = (part.strip() for part in text.replace("\n", ",").split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def any_of(listed: Iterable[str]) -> str:
    """Return a pattern for any of the phrases, the longest first; a space may be a hyphen too.

    The pattern branches letter by letter, so that a long list costs hardly more than a short one.
    """
    trie: Trie = {}
    for phrase in listed:
        node = trie
        for letter in phrase:
            node = node.setdefault(letter, {})
        node[_END] = {}
    return _pattern(trie)


def _pattern(node: Trie) -> str:
    branches = [_letter(letter) + _pattern(below) for letter, below in node.items() if letter]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 and _END not in node else f"(?:{'|'.join(branches)})"
    return f"{joined}?" if _END in node else joined


def _letter(letter: str) -> str:
    return "[ -]+" if letter == " " else re.escape(letter)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern ready for use, its words whole."""
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w])")


def at_words(pattern: str) -> re.Pattern[str]:
    """Return a pattern that is tried only where a word can begin, which is far fewer places."""
    return re.compile(rf"(?<!\w)(?:{pattern})")


# One letter for one, so that a place in the plain text is the same place in the text as written.
_SAME = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "–": "-",
        "—": "-",
        "‐": "-",
        "‑": "-",
        "−": "-",
        "×": "x",
        "\u00a0": " ",
        "\u202f": " ",
        "\t": " ",
        "\r": " ",
        "\u2028": " ",
        "\x0b": " ",
    }
)


# A line end within a sentence is only where the text was wrapped.
_WRAPPED = re.compile(r"\n(?!\s*(?:\n|[-•*·]|\(?\w{1,2}[).]))")


def plain(text: str) -> str:
    """Return a text in small letters with plain quotes and dashes, of the very same length."""
    same = _WRAPPED.sub(" ", text.translate(_SAME))
    small = same.lower()
    if len(small) == len(text):
        return small
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in same)
