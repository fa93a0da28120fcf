"""Adds up the weights of the signs of many sentences at once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from typing import TYPE_CHECKING

import numpy as np

from analytics.reading.features import Seen, sign_of
from data.schemas.reading import Label

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Places = tuple[NDArray[np.int64], NDArray[np.int64]]
    """Rows (sentences) and columns (signs) of what was seen."""


class Scorer:
    """Hold the weights of several labels as one matrix, a row for each sign."""

    def __init__(self, labels: Sequence[Label]) -> None:
        names = list(dict.fromkeys(name for label in labels for name in label.weights))
        signs = [sign_of(name) for name in names]
        self._rows = {sign: row for row, sign in enumerate(signs) if isinstance(sign, str)}
        pairs = [(sign, row) for row, sign in enumerate(signs) if not isinstance(sign, str)]
        stems = dict.fromkeys(stem for pair, _ in pairs for stem in pair)
        self._numbers = {stem: number for number, stem in enumerate(stems, start=1)}
        self._base = len(self._numbers) + 1
        keyed = sorted((self._key(pair), row) for pair, row in pairs)
        self._pairs = np.array([key for key, _ in keyed], dtype=np.int64)
        self._pair_rows = np.array([row for _, row in keyed], dtype=np.int64)
        order = {name: row for row, name in enumerate(names)}
        self._matrix = np.zeros((len(names), len(labels)), dtype=np.float32)
        for column, label in enumerate(labels):
            for name, weight in label.weights.items():
                self._matrix[order[name], column] = weight
        self._bias = np.array([label.bias for label in labels], dtype=np.float32)

    def _key(self, pair: tuple[str, str]) -> int:
        return self._numbers[pair[0]] * self._base + self._numbers[pair[1]]

    def scores(self, stems: Sequence[list[str]], seen: Sequence[list[Seen]]) -> NDArray[np.float32]:
        """Return a row of scores for each sentence, a column for each label.

        `stems` holds each sentence's stems in their order, `seen` its other signs.
        """
        from scipy.sparse import csr_array  # noqa: PLC0415

        places = zip(self._one_by_one(stems, seen), self._neighbours(stems), strict=True)
        rows, columns = (np.concatenate(parts) for parts in places)
        ones = np.ones(len(rows), dtype=np.float32)
        found = csr_array((ones, (rows, columns)), shape=(len(stems), len(self._matrix)))
        # A sign counts once however often it is seen.
        found.sum_duplicates()
        found.data[:] = 1
        return np.asarray(found @ self._matrix) + self._bias

    def _one_by_one(self, stems: Sequence[list[str]], seen: Sequence[list[Seen]]) -> Places:
        signs: list[str] = []
        ends = [0]
        for words, others in zip(stems, seen, strict=True):
            signs += words
            signs += [other[0] for other in others]
            ends.append(len(signs))
        columns = np.fromiter(map(self._rows.get, signs, repeat(-1)), np.int64, len(signs))
        rows = np.repeat(np.arange(len(stems)), np.diff(ends))
        known = columns >= 0
        return rows[known], columns[known]

    def _neighbours(self, stems: Sequence[list[str]]) -> Places:
        """Return sentences and rows of the pairs of neighbours that have weights."""
        # A gap after each sentence, so that no pair reaches from one into the next.
        flat = [stem for words in stems for stem in (*words, "")]
        numbers = np.fromiter(map(self._numbers.get, flat, repeat(0)), np.int64, len(flat))
        rows = np.repeat(np.arange(len(stems)), [len(words) + 1 for words in stems])
        first, second = numbers[:-1], numbers[1:]
        keys = np.where((first == 0) | (second == 0), -1, first * self._base + second)
        at = np.searchsorted(self._pairs, keys).clip(max=len(self._pairs) - 1)
        known = self._pairs[at] == keys
        return rows[:-1][known], self._pair_rows[at[known]]
