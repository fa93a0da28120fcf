"""Reads sentences: what each is about, how it is meant, how severe, and which words say so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from analytics.reading.features import SignFinder
from analytics.reading.marks import marks
from analytics.reading.scorer import Scorer
from data.schemas.reading import Reading, Weights, Words

if TYPE_CHECKING:
    from numpy.typing import NDArray

# How a sentence is meant: one label of each is chosen. What it is about: any number of areas.
STANCE = ("polarity", "assertion", "severity")
NOT_STATED = "not stated"
_BATCH = 2_000
_LEAST_CHANCE = 0.02


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
        self._scorer = Scorer(meant=stance, about=weights.tasks["areas"])
        self._together = _columns(weights)
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
        meant, about = self._scorer.scores(signs)
        polarity, assertion, severity = self._chosen(meant)
        sure = _share(meant[:, : len(self._weights.tasks["polarity"])])
        areas = self._areas(about)
        chances = self._chances(about) if explained else []
        for number, text in enumerate(texts):
            reading = Reading(
                polarity=polarity[number],
                areas=areas[number],
                assertion=assertion[number],
                severity=None if severity[number] == NOT_STATED else severity[number],
                sureness=float(sure[number]),
            )
            if explained:
                reading = replace(reading, chances=chances[number])
                reading = marks(reading, signs=signs[number], text=text, weights=self._weights)
            yield reading

    def _chosen(self, meant: NDArray[np.float32]) -> list[list[str]]:
        """Return for each task the label of every sentence, likeliest of those that go together.

        Each alone could contradict another: a need that is ruled out, a strength that is severe.
        """
        likely, first = np.zeros_like(meant), 0
        for task in STANCE:
            after = first + len(self._weights.tasks[task])
            likely[:, first:after] = _log_shares(meant[:, first:after])
            first = after
        best = likely[:, self._together].sum(axis=2).argmax(axis=1).tolist()
        return [[self._weights.together[at][task] for at in best] for task in range(len(STANCE))]

    def _areas(self, about: NDArray[np.float32]) -> list[tuple[str, ...]]:
        names = [label.name for label in self._weights.tasks["areas"]]
        areas: list[tuple[str, ...]] = [()] * len(about)
        rows, columns = np.nonzero(about > self._least)
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
            areas[row] = (*areas[row], names[column])
        return areas

    def _chances(self, about: NDArray[np.float32]) -> list[tuple[tuple[str, float], ...]]:
        """Return the areas that each sentence may be about, named or not."""
        names = [label.name for label in self._weights.tasks["areas"]]
        chance = 1 / (1 + np.exp(-about))
        return [
            tuple((names[at], float(row[at])) for at in np.flatnonzero(row >= _LEAST_CHANCE))
            for row in chance
        ]


def _columns(weights: Weights) -> NDArray[np.int64]:
    """Return the columns of the labels that go together, a row for each of such three."""
    names = [(task, label.name) for task in STANCE for label in weights.tasks[task]]
    place = {name: column for column, name in enumerate(names)}
    rows = [[place[one] for one in zip(STANCE, each, strict=True)] for each in weights.together]
    return np.array(rows, dtype=np.int64)


def _log_shares(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the logarithm of the probability of each label of each row."""
    raised = scores - scores.max(axis=1, keepdims=True)
    return np.asarray(raised - np.log(np.exp(raised).sum(axis=1, keepdims=True)))


def _share(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the probability of the likeliest label of each row."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(1 / raised.sum(axis=1))
