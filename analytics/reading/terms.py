"""The terms of the dictionary in sentences: where they stand, and in how many statements.

A term is found as whole words: no letter or digit stands next to it. Any sign in it may be another
sign or a space, so "tonic-clonic" and "tonic clonic" are one. Capitals count only in short
abbreviations: OT is an occupational therapist, "ot" a slip of the keyboard.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain

import numpy as np
from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

from data.schemas.reading import Found, Statement, Term

Place = tuple[int, int, int, str]
"""Number of the text from 0, start and end in it, id of the term."""

SHORT = 4
"""Letters and digits up to which an abbreviation must be written with its capitals."""
BATCH = 16_384
"""Texts searched in one pass: few enough for the processor's cache."""
SPACED = bytes(ord(chr(code).lower()) if chr(code).isalnum() else ord(" ") for code in range(256))


class TermFinder:
    """Find the terms of a dictionary in many texts at once.

    Where terms overlap, the one that begins first is found, of those the longest. Of two terms
    written alike the first is found. A term with letters beyond Latin-1 raises ValueError.
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms = {term.id: term for term in terms}
        owners, self._spellings = _forms(self.terms.values())
        self._patterns = list(owners)
        self._ids = np.array(list(owners.values()), dtype=object)
        self._exact = np.array([pattern in self._spellings for pattern in owners], dtype=bool)
        self._search = BytesAhoCorasick(
            self._patterns, MatchKind.Standard, Implementation.ContiguousNFA
        ).find_matches_as_indexes

    def find(self, texts: Sequence[str]) -> list[Place]:
        """Return every place of a term, by text and start."""
        places: list[Place] = []
        for first in range(0, len(texts), BATCH):
            places += self._places(texts[first : first + BATCH], first)
        return places

    def _places(self, texts: Sequence[str], first: int) -> Iterable[Place]:
        """Return the places in one batch, searched as one text with a line for each."""
        lines = "\n".join(("", *texts, ""))
        # Where the line before each text ends; one more for the end of the last.
        edges = np.cumsum([0, *map(len, texts)]) + np.arange(len(texts) + 1)
        pattern, start, end = self._matches(lines)
        number = np.searchsorted(edges, start, side="right") - 1
        # What runs over the end of a line is in no text.
        kept = np.flatnonzero(end <= edges[number + 1] + 1)
        kept = kept[_leftmost_longest(start[kept], end[kept])]
        number, base = number[kept], edges[number[kept]]
        # The pattern's own spaces, one at each end, are no part of the place.
        return zip(
            (number + first).tolist(),
            (start[kept] - base).tolist(),
            (end[kept] - base - 2).tolist(),
            self._ids[pattern[kept]].tolist(),
            strict=True,
        )

    def _matches(self, lines: str) -> np.ndarray:
        """Return pattern, start and end of all that is written as it must be, as three rows."""
        found = self._search(_coded(lines), overlapping=True)
        matches = np.fromiter(chain.from_iterable(found), np.int64, 3 * len(found)).reshape(-1, 3).T
        wrong = [
            place
            for place in np.flatnonzero(self._exact[matches[0]]).tolist()
            if not self._has_capitals(lines, *found[place])
        ]
        return np.delete(matches, wrong, axis=1)

    def _has_capitals(self, lines: str, pattern: int, start: int, end: int) -> bool:
        return lines[start + 1 : end - 1] in self._spellings[self._patterns[pattern]]


def found(statements: Sequence[Statement], finder: TermFinder) -> tuple[Found, ...]:
    """Return the terms that occur, those in most statements first, then by name."""
    numbers: dict[str, dict[int, None]] = {}
    for number, _, _, term in finder.find([statement.text for statement in statements]):
        numbers.setdefault(term, {})[number] = None
    occurring = (
        Found(finder.terms[term], tuple(statements[number] for number in kept))
        for term, kept in numbers.items()
    )
    return tuple(sorted(occurring, key=lambda one: (-one.count, one.term.name.casefold())))


def needs_capitals(form: str) -> bool:
    """Return whether a form is found only just as it is written: OT, TAs, SaLT, P4; also 1:1."""
    letters = "".join(filter(str.isalnum, form))
    stem = letters[:-1] if letters.endswith("s") and letters[:-1].isupper() else letters
    abbreviation = stem.isupper() or sum(map(str.isupper, stem)) > 1
    return (abbreviation and len(stem) <= SHORT) or not any(map(str.isalpha, letters))


def _forms(terms: Iterable[Term]) -> tuple[dict[bytes, str], dict[bytes, set[str]]]:
    """Return the term of each pattern; and how it must be written, where capitals count."""
    owners: dict[bytes, str] = {}
    spellings: dict[bytes, set[str]] = {}
    free = set()
    for term in terms:
        for form in filter(None, map(_trimmed, (term.name, *term.variants))):
            pattern = f" {_plain(form)} ".encode("latin-1")
            if owners.setdefault(pattern, term.id) != term.id:
                continue
            if needs_capitals(form):
                spellings.setdefault(pattern, set()).add(form)
            else:
                free.add(pattern)
    return owners, {pattern: forms for pattern, forms in spellings.items() if pattern not in free}


def _leftmost_longest(start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Return which matches to keep, in order, so that none overlaps: first start, then longest."""
    order = np.lexsort((-end, start))
    # Neighbours share the space between them.
    start, end = start[order], end[order] - 1
    reach = np.maximum.accumulate(end)
    alone = np.ones(len(order), dtype=bool)
    alone[1:] = start[1:] >= reach[:-1]
    # The first of each heap of matches that overlap is kept. What it covers is not; the few that
    # go on beyond it are looked at one by one.
    head = np.maximum.accumulate(np.where(alone, np.arange(len(order)), 0))
    taken: dict[int, int] = {}
    for place in np.flatnonzero(end > end[head]).tolist():
        heap = int(head[place])
        if start[place] >= taken.get(heap, end[heap]):
            alone[place], taken[heap] = True, end[place]
    return order[alone]


def _coded(lines: str) -> bytes:
    """Return a text with one byte for each character: as a pattern has it, so that places stay."""
    try:
        return lines.encode("latin-1").translate(SPACED)
    except UnicodeEncodeError:
        codes = np.frombuffer(lines.encode("utf-32-le", "surrogatepass"), np.uint32)
        return _bytes_of_characters()[codes].tobytes()


@cache
def _bytes_of_characters() -> np.ndarray:
    """Return the byte of every character: a space for a sign, nothing for other letters."""
    letters = bytes(map(str.isalnum, map(chr, range(sys.maxunicode + 1))))
    coded = np.where(np.frombuffer(letters, bool), 0, ord(" ")).astype(np.uint8)
    coded[: len(SPACED)] = np.frombuffer(SPACED, np.uint8)
    return coded


def _trimmed(form: str) -> str:
    """Return a form without the signs at its ends, which are no part of a word."""
    plain = _plain(form)
    return form[len(plain) - len(plain.lstrip()) : len(plain.rstrip())]


def _plain(text: str) -> str:
    """Return a form of a term in small letters, with a space for each sign."""
    return "".join(letter.lower() if letter.isalnum() else " " for letter in text)
