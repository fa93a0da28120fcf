"""Adds up the weights of the signs of many sentences at once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from typing import TYPE_CHECKING

import numpy as np

from analytics.reading.features import Seen, Signs, sign_of
from data.schemas.reading import Label

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Places = tuple[NDArray[np.int64], NDArray[np.int64]]
    """Rows (sentences) and columns (signs, -1 without weights) of what was seen."""


class Scorer:
    """Hold the weights of several labels as one matrix, a row for each sign."""

    def __init__(self, *, meant: Sequence[Label], about: Sequence[Label]) -> None:
        labels, self._split = (*meant, *about), len(meant)
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

    def scores(self, signs: Sequence[Signs]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return how sentences are meant and what they are about: a row each, a column a label.

        The words are looked up once for both; only those of the main part say how a sentence is
        meant.
        """
        sizes = np.array([len(one.stems) + 1 for one in signs], dtype=np.int64)
        rows = np.repeat(np.arange(len(signs)), sizes)
        place = np.arange(len(rows)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        first, after = np.array([one.main for one in signs], dtype=np.int64).reshape(-1, 2)[rows].T
        # A gap after each sentence, so that no pair reaches from one into the next.
        flat: list[str] = []
        for one in signs:
            flat += one.stems
            flat.append("")
        alone, paired = self._one_by_one(flat), self._neighbours(flat)
        inside = (place >= first) & (place < after)
        both = inside & (place + 1 < after)
        stance = self._others([one.stance for one in signs])
        topic = self._others([one.topic for one in signs])
        meant = ((rows[inside], alone[inside]), (rows[both], paired[both]), stance)
        return (
            self._sums(len(signs), meant, slice(None, self._split)),
            self._sums(
                len(signs), ((rows, alone), (rows, paired), topic), slice(self._split, None)
            ),
        )

    def _sums(self, count: int, places: Sequence[Places], labels: slice) -> NDArray[np.float32]:
        """Return the sums of the weights of some labels over the signs that were seen."""
        from scipy.sparse import csr_array  # noqa: PLC0415

        rows, columns = (np.concatenate(parts) for parts in zip(*places, strict=True))
        known = columns >= 0
        rows, columns = rows[known], columns[known]
        ones = np.ones(len(rows), dtype=np.float32)
        found = csr_array((ones, (rows, columns)), shape=(count, len(self._matrix)))
        # A sign counts once however often it is seen.
        found.sum_duplicates()
        found.data[:] = 1
        return np.asarray(found @ self._matrix[:, labels]) + self._bias[labels]

    def _one_by_one(self, signs: Sequence[str]) -> NDArray[np.int64]:
        """Return the row of each sign in the weights, -1 where it has none."""
        return np.fromiter(map(self._rows.get, signs, repeat(-1)), np.int64, len(signs))

    def _others(self, seen: Sequence[list[Seen]]) -> Places:
        columns = self._one_by_one([other[0] for others in seen for other in others])
        return np.repeat(np.arange(len(seen)), [len(others) for others in seen]), columns

    def _neighbours(self, flat: Sequence[str]) -> NDArray[np.int64]:
        """Return the row of each stem with the next one in the weights, -1 where it has none."""
        numbers = np.fromiter(map(self._numbers.get, flat, repeat(0)), np.int64, len(flat))
        first, second = numbers[:-1], numbers[1:]
        # Most neighbours hold a stem of no pair: only the others are looked up.
        both = np.flatnonzero((first != 0) & (second != 0))
        keys = first[both] * self._base + second[both]
        at = np.searchsorted(self._pairs, keys).clip(max=len(self._pairs) - 1)
        found = np.full(len(numbers), -1, dtype=np.int64)
        found[both] = np.where(self._pairs[at] == keys, self._pair_rows[at], -1)
        return found
