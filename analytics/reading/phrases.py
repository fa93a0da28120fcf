"""Finds listed phrases among the words of a sentence, by their stems."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from analytics.reading.tokens import stems, words

Hit = tuple[int, int, str, str]
"""First word, the word after the last, the list and the label. A plain tuple: many are made."""
Listed = tuple[str, str]


class Phrases:
    """Hold lists of labelled phrases; within one list the longest phrase at a place wins."""

    def __init__(self, groups: Mapping[str, Mapping[str, Iterable[str]]]) -> None:
        """Keep the phrases by their first word, or first two, the longest first.

        `groups` maps a list to its labels and their phrases.
        """
        self._single: dict[str, list[Listed]] = {}
        self._longer: dict[tuple[str, str], list[tuple[tuple[str, ...], Listed]]] = {}
        for group, labels in groups.items():
            for label, phrases in labels.items():
                for phrase in dict.fromkeys(tuple(stems(words(phrase))) for phrase in phrases):
                    self._keep(phrase, (group, label))
        for entries in self._longer.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        self._openers = frozenset(pair[0] for pair in self._longer)

    def _keep(self, phrase: tuple[str, ...], listed: Listed) -> None:
        if len(phrase) == 1:
            self._single.setdefault(phrase[0], []).append(listed)
        else:
            self._longer.setdefault((phrase[0], phrase[1]), []).append((phrase, listed))

    def find(self, found: Sequence[str]) -> list[Hit]:
        """Return the phrases among the stems of a sentence, left to right.

        Hits of one list never overlap; a phrase with several labels gives a hit for each.
        """
        hits: list[Hit] = []
        free: dict[str, int] = {}
        single, openers = self._single, self._openers
        for position, stem in enumerate(found):
            if stem in openers:
                self._take_longer(found, position, free, hits)
            if stem in single:
                after, taken = position + 1, []
                for group, label in single[stem]:
                    if free.get(group, 0) <= position:
                        hits.append((position, after, group, label))
                        taken.append(group)
                free.update(dict.fromkeys(taken, after))
        return hits

    def _take_longer(
        self, found: Sequence[str], position: int, free: dict[str, int], hits: list[Hit]
    ) -> None:
        taken: dict[str, int] = {}
        for phrase, (group, label) in self._longer.get(tuple(found[position : position + 2]), ()):  # type: ignore[call-overload]
            after = position + len(phrase)
            if free.get(group, 0) > position and taken.get(group) != after:
                continue
            if len(phrase) > 2 and tuple(found[position:after]) != phrase:
                continue
            hits.append((position, after, group, label))
            free[group] = taken[group] = after
