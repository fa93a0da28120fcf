"""The words of a sentence, their places and their stems."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

# A hyphen inside a word divides it, so that "lip-reading" and "lip reading" are the same words.
_WORD = re.compile(r"[a-zß-ÿ]+(?:'[a-z]+)*|\d+(?:[.,;]\d+)*|[^\w\s-]|[^\W\d_]+|(?<!\w)-")
_STEMS = 200_000
NUMBER = "#"


def words(text: str) -> list[str]:
    """Return the words, numbers and punctuation marks of a sentence, in lower case."""
    return _WORD.findall(text.lower().replace("’", "'"))


def places(text: str) -> list[tuple[int, int]]:
    """Return where in the sentence each of its words begins and ends."""
    return [match.span() for match in _WORD.finditer(text.lower().replace("’", "'"))]


def stems(found: Sequence[str]) -> list[str]:
    """Return the stems of words by Porter's rules for English; every number has the same."""
    return list(map(_kept().__getitem__, found))


class _Stems(dict[str, str]):
    """Keep the stem of every word met, since most words come again."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _STEMS:
            self.clear()
        stem = self[word] = _stem(word)
        return stem


@lru_cache(maxsize=1)
def _kept() -> _Stems:
    return _Stems()


def _stem(word: str) -> str:
    if word[0].isdigit():
        return NUMBER
    return str(_stemmer().stem(word)) if word[0].isalpha() else word


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    from nltk.stem.snowball import EnglishStemmer  # noqa: PLC0415

    return EnglishStemmer()
