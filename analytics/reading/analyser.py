"""Reads sentences: what each is about, how it is meant, how severe, and which words say so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from analytics.reading.features import Seen, SignFinder, Signs, sign_of
from analytics.reading.marks import marks
from data.schemas.reading import Label, Reading, Weights, Words

if TYPE_CHECKING:
    from numpy.typing import NDArray

# How a sentence is meant: one label of each is chosen. What it is about: any number of areas.
STANCE = ("polarity", "assertion", "severity")
NOT_STATED = "not stated"
_BATCH = 2_000


class SendAnalyser:
    """Read sentences of SEND documents with lists of words and trained weights.

    Every label is a sum of the weights of the signs in the sentence (logistic regression), so
    that each can be explained by the words that made it.
    """

    def __init__(self, *, words: Words, weights: Weights) -> None:
        """Prepare the lists and the weights."""
        self.version = f"{weights.version}, {weights.sentences} sentences"
        self._finder = SignFinder(words)
        self._weights = weights
        stance = [label for task in STANCE for label in weights.tasks[task]]
        self._stance = _Scorer(stance)
        self._topic = _Scorer(weights.tasks["areas"])
        self._least = float(np.log(weights.area_threshold / (1 - weights.area_threshold)))

    def read(self, texts: Sequence[str], *, explained: bool = True) -> list[Reading]:
        """Return a reading for each sentence, in their order.

        Without `explained` the readings carry no marks, which is quicker.
        """
        return [
            reading
            for first in range(0, len(texts), _BATCH)
            for reading in self._read(texts[first : first + _BATCH], explained=explained)
        ]

    def _read(self, texts: Sequence[str], *, explained: bool) -> Iterable[Reading]:
        signs = [self._finder.find(text) for text in texts]
        meant = self._stance.scores([one.decisive for one in signs], [one.stance for one in signs])
        about = self._topic.scores([one.stems for one in signs], [one.topic for one in signs])
        polarity, assertion, severity = self._chosen(meant)
        sure = _share(meant[:, : len(self._weights.tasks["polarity"])])
        areas = self._areas(about)
        for number, text in enumerate(texts):
            reading = Reading(
                polarity=polarity[number],
                areas=areas[number],
                assertion=assertion[number],
                severity=None if severity[number] == NOT_STATED else severity[number],
                sureness=float(sure[number]),
            )
            yield self._explained(reading, signs[number], text) if explained else reading

    def _chosen(self, meant: NDArray[np.float32]) -> list[list[str]]:
        """Return for each task the label with the highest score of every sentence."""
        chosen, first = [], 0
        for task in STANCE:
            labels = [label.name for label in self._weights.tasks[task]]
            best = meant[:, first : first + len(labels)].argmax(axis=1)
            chosen.append([labels[index] for index in best.tolist()])
            first += len(labels)
        return chosen

    def _areas(self, about: NDArray[np.float32]) -> list[tuple[str, ...]]:
        names = [label.name for label in self._weights.tasks["areas"]]
        areas: list[tuple[str, ...]] = [()] * len(about)
        rows, columns = np.nonzero(about > self._least)
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
            areas[row] = (*areas[row], names[column])
        return areas

    def _explained(self, reading: Reading, signs: Signs, text: str) -> Reading:
        return marks(reading, signs=signs, text=text, weights=self._weights)


class _Scorer:
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
        """Return a row of scores for each sentence, a column for each label."""
        from scipy.sparse import csr_array  # noqa: PLC0415

        rows, columns = zip(self._single(stems, seen), self._double(stems), strict=True)
        shape = (len(stems), len(self._matrix))
        found = csr_array(
            (
                np.ones(sum(map(len, rows)), dtype=np.float32),
                (np.concatenate(rows), np.concatenate(columns)),
            ),
            shape=shape,
        )
        # A sign counts once however often it is seen.
        found.sum_duplicates()
        found.data[:] = 1
        return np.asarray(found @ self._matrix) + self._bias

    def _single(
        self, stems: Sequence[list[str]], seen: Sequence[list[Seen]]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        known = self._rows.get
        lengths = [len(words) + len(signs) for words, signs in zip(stems, seen, strict=True)]
        looked = (
            known(sign, -1)
            for words, signs in zip(stems, seen, strict=True)
            for sign in (*words, *(one[0] for one in signs))
        )
        columns = np.fromiter(looked, dtype=np.int64, count=sum(lengths))
        rows = np.repeat(np.arange(len(stems)), lengths)
        return rows[columns >= 0], columns[columns >= 0]

    def _double(self, stems: Sequence[list[str]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return sentences and rows of the pairs of neighbours that have weights."""
        number = self._numbers.get
        # A gap after each sentence, so that no pair reaches from one into the next.
        flat = np.fromiter(
            (number(stem, 0) for words in stems for stem in (*words, "")),
            dtype=np.int64,
            count=sum(map(len, stems)) + len(stems),
        )
        rows = np.repeat(np.arange(len(stems)), [len(words) + 1 for words in stems])
        keys = flat[:-1] * self._base + flat[1:]
        keys[(flat[:-1] == 0) | (flat[1:] == 0)] = -1
        at = np.searchsorted(self._pairs, keys).clip(max=len(self._pairs) - 1)
        here = self._pairs[at] == keys
        return rows[:-1][here], self._pair_rows[at[here]]


def _share(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the probability of the likeliest label of each row."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(1 / raised.sum(axis=1))
