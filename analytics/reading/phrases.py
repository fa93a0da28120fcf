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
        """Keep the phrases by their first two words, the longest first.

        `groups` maps a list to its labels and their phrases.
        """
        self._single: dict[str, list[Listed]] = {}
        self._longer: dict[str, dict[str, list[tuple[tuple[str, ...], Listed]]]] = {}
        for group, labels in groups.items():
            for label, phrases in labels.items():
                for phrase in dict.fromkeys(tuple(stems(words(phrase))) for phrase in phrases):
                    self._keep(phrase, (group, label))
        self._begins = self._single.keys() | self._longer.keys()
        for seconds in self._longer.values():
            for entries in seconds.values():
                entries.sort(key=lambda entry: -len(entry[0]))

    def _keep(self, phrase: tuple[str, ...], listed: Listed) -> None:
        if len(phrase) == 1:
            self._single.setdefault(phrase[0], []).append(listed)
            return
        seconds = self._longer.setdefault(phrase[0], {})
        seconds.setdefault(phrase[1], []).append((phrase, listed))

    def find(self, found: Sequence[str]) -> list[Hit]:
        """Return the phrases among the stems of a sentence, left to right.

        Hits of one list never overlap; a phrase with several labels gives a hit for each.
        """
        hits: list[Hit] = []
        free: dict[str, int] = {}
        single, longer, last = self._single, self._longer, len(found) - 1
        begins = self._begins
        for position in [place for place, stem in enumerate(found) if stem in begins]:
            stem = found[position]
            if position < last and (seconds := longer.get(stem)):
                entries = seconds.get(found[position + 1])
                if entries is not None:
                    _take_longer(entries, found, position, free, hits)
            # A list may have the word under several labels: none of them closes it to the next.
            for group, label in single.get(stem, ()):
                if not free or free.get(group, 0) <= position:
                    hits.append((position, position + 1, group, label))
        return hits


def _take_longer(
    entries: Sequence[tuple[tuple[str, ...], Listed]],
    found: Sequence[str],
    position: int,
    free: dict[str, int],
    hits: list[Hit],
) -> None:
    taken: dict[str, int] = {}
    for phrase, (group, label) in entries:
        after = position + len(phrase)
        if free.get(group, 0) > position and taken.get(group) != after:
            continue
        if len(phrase) > 2 and tuple(found[position:after]) != phrase:
            continue
        hits.append((position, after, group, label))
        free[group] = taken[group] = after
