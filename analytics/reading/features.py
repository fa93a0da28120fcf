"""Signs in a sentence that the reader weighs: words, phrases and how they stand to each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise

from analytics.reading.clauses import TURNING, clauses, main_part
from analytics.reading.phrases import Hit, Phrases
from analytics.reading.reported import reported
from analytics.reading.scores import scores, worst
from analytics.reading.tokens import NUMBER, stems, words
from data.schemas.reading import Words

# A sign of negation, doubt, another person or the past speaks for what follows in its clause
# within this many words, and for what stands shortly before it (after NegEx and ConText:
# Chapman et al. 2001; Harkema et al. 2009).
_REACH = 8
_BACK = 4
_CONTEXTS = frozenset(("negation", "family", "uncertain", "historical"))
_NAMED = frozenset(("area", "need", "strength"))
_TOPICS = frozenset(("area", "hint"))
_PUPIL = frozenset(
    ("he", "she", "his", "her", "him", "hers", "himself", "herself", "they", "their", "them")
) | {"i", "my", "me", "myself"}
# Without one of these stems there is no result of a test to read.
_RESULTS = frozenset((NUMBER, "averag", "normal", "typic", "age", "superior")) | {
    *("year", "yr", "yrs", "month", "stage")
}
_SHORT = 8
_FIELD = 6

Sign = str | tuple[str, str]
"""A stem, a pair of neighbouring stems, or "kind: detail" for anything else."""
Seen = tuple[str, int, int]
"""A sign, its first word and the word after its last."""


# Not frozen: one is made for every sentence, and a frozen one takes three times as long.
@dataclass(slots=True)
class Signs:
    """Hold what was seen in a sentence, for what it is about and for how it is meant."""

    stems: list[str]
    main: tuple[int, int]
    """The words that decide: all, or the clause that carries the weight in a contrast."""
    topic: list[Seen] = field(default_factory=list)
    stance: list[Seen] = field(default_factory=list)

    @property
    def decisive(self) -> list[str]:
        """Return the stems of the words that decide how the sentence is meant."""
        first, after = self.main
        return self.stems[first:after]

    def about(self) -> set[Sign]:
        """Return the signs of what the sentence is about."""
        return {*self.stems, *pairwise(self.stems), *(seen[0] for seen in self.topic)}

    def meant(self) -> set[Sign]:
        """Return the signs of how the sentence is meant."""
        return {*self.decisive, *pairwise(self.decisive), *(seen[0] for seen in self.stance)}

    def places(self) -> dict[Sign, tuple[int, int]]:
        """Return where each sign was seen first: its first word and the word after its last."""
        found: dict[Sign, tuple[int, int]] = {}
        for sign, first, after in chain(self.topic, self.stance):
            found.setdefault(sign, (first, after))
        for place, pair in enumerate(pairwise(self.stems)):
            found.setdefault(pair, (place, place + 2))
        for place, stem in enumerate(self.stems):
            found.setdefault(stem, (place, place + 1))
        return found


class SignFinder:
    """Find the signs of sentences with given lists of words."""

    def __init__(self, lists: Words) -> None:
        """Prepare the lists."""
        cues = {
            name: {
                name: [phrase for phrase in phrases if not phrase.startswith("!")],
                "none": [phrase[1:] for phrase in phrases if phrase.startswith("!")],
            }
            for name, phrases in lists.cues.items()
        }
        self._phrases = Phrases({"area": lists.areas, "hint": lists.hints, **cues})

    def find(self, text: str) -> Signs:
        """Return the signs of one sentence."""
        found = words(text)
        stemmed = stems(found)
        begin = reported(found)
        part = None if TURNING.isdisjoint(found) else main_part(found)
        signs = Signs(stemmed, part or (begin, len(found)))
        if part:
            _add_conceded(signs)
        hits = [hit for hit in self._phrases.find(stemmed) if hit[3] != "none"]
        if begin:
            hits = [hit for hit in hits if hit[0] >= begin or hit[2] in _TOPICS]
        named, contexts = _add_listed(signs, hits)
        _add_contexts(signs, named, contexts, found)
        _add_form(signs, found[begin:], has_area=any(hit[2] == "area" for hit in hits))
        if not _RESULTS.isdisjoint(stemmed):
            _add_scores(signs, text)
        return signs


def _add_listed(signs: Signs, hits: Sequence[Hit]) -> tuple[list[Hit], list[Hit]]:
    """Add what is listed; return what the main part names, and what says something of that."""
    begin, end = signs.main
    named: list[Hit] = []
    contexts: list[Hit] = []
    for hit in hits:
        first, after, group, label = hit
        if group == "hint":
            signs.topic.append((f"hint: {label}", first, after))
            continue
        inside = begin <= first < end
        if group == "area":
            _add_area(signs, hit)
        else:
            _add_cue(signs, hit, inside=inside)
        if group in _CONTEXTS:
            contexts.append(hit)
        elif inside and group in _NAMED:
            named.append(hit)
    return named, contexts


def _add_area(signs: Signs, hit: Hit) -> None:
    first, after, _, area = hit
    signs.topic.append((f"area: {area}", first, after))
    if first < 2:
        signs.topic.append((f"first area: {area}", first, after))
    if after - first > 2:
        signs.topic.append((f"term: {' '.join(signs.stems[first:after])}", first, after))


def _add_cue(signs: Signs, hit: Hit, *, inside: bool) -> None:
    first, after, group, _ = hit
    if not inside:
        signs.stance.append((f"conceded cue: {group}", first, after))
        return
    signs.stance.append((f"cue: {group}", first, after))
    if first == 0:
        signs.stance.append((f"begins with: {group}", 0, after))
    if after - first > 2:
        signs.stance.append((f"phrase: {' '.join(signs.stems[first:after])}", first, after))


def _add_conceded(signs: Signs) -> None:
    first, after = signs.main
    signs.stance.append(("form: a contrast", max(first - 1, 0), max(first, 1)))
    for place in (*range(first), *range(after, len(signs.stems))):
        signs.stance.append((f"conceded: {signs.stems[place]}", place, place + 1))


def _add_contexts(
    signs: Signs, named: Sequence[Hit], contexts: Sequence[Hit], found: Sequence[str]
) -> None:
    """Add for each need, strength and area what is said of it."""
    needs = [hit for hit in named if hit[2] == "need"]
    hindered = needs and any(hit[2] == "strength" for hit in named)
    if not (named and contexts) and not hindered:
        signs.stance.extend([(f"plain: {hit[2]}", hit[0], hit[1]) for hit in named])
        return
    clause = clauses(found)
    for hit in named:
        near = {cue[2] for cue in contexts if _reaches(cue, hit, clause)}
        if hit[2] == "strength" and any(_hinders(need, hit, clause) for need in needs):
            near.add("need")
        together = "+".join(sorted(near)) if near else "plain"
        signs.stance.append((f"{together}: {hit[2]}", hit[0], hit[1]))
        if len(near) > 1:
            signs.stance.extend([(f"also {name}: {hit[2]}", hit[0], hit[1]) for name in near])


def _reaches(cue: Hit, hit: Hit, clause: Sequence[int]) -> bool:
    """Tell whether a sign of context stands near enough to a hit, and in its clause."""
    if clause[cue[0]] != clause[hit[0]]:
        return False
    if cue[1] <= hit[0]:
        return hit[0] - cue[1] < _REACH
    return 0 <= cue[0] - hit[1] < _BACK


def _hinders(need: Hit, strength: Hit, clause: Sequence[int]) -> bool:
    """Tell whether a need stands before what would be good: "lacks confidence"."""
    return need[1] <= strength[0] and _reaches(need, strength, clause)


def _add_form(signs: Signs, found: Sequence[str], *, has_area: bool) -> None:
    size, stance = len(found), signs.stance
    if found[-1:] == ["?"]:
        stance.append(("form: a question", 0, size))
    if not has_area:
        stance.append(("form: no area", 0, size))
    if _PUPIL.isdisjoint(found):
        stance.append(("form: no pupil", 0, size))
    elif found[0] in _PUPIL:
        stance.append(("form: begins with the pupil", 0, size))
    if size < _SHORT:
        stance.append(("form: a short line", 0, size))
    if "|" in found or ":" in found[:_FIELD]:
        stance.append(("form: a field", 0, size))


def _add_scores(signs: Signs, text: str) -> None:
    results = scores(text)
    size = len(signs.stems)
    for score in results:
        signs.topic.append((f"score: {score.kind}", 0, size))
        signs.stance.append((f"score: {score.band}", 0, size))
        signs.stance.append((f"score: {score.kind} {score.band}", 0, size))
    lowest = worst(results)
    if lowest:
        signs.stance.append((f"lowest score: {lowest}", 0, size))


def sign_of(name: str) -> Sign:
    """Return a sign from its name in the weights: two words are a pair of neighbours."""
    first, _, second = name.partition(" ")
    kind = len(first) > 1 and first.endswith(":")
    return (first, second) if second and not kind and " " not in second else name


def name_of(sign: Sign) -> str:
    """Return the name of a sign in the weights."""
    return sign if isinstance(sign, str) else " ".join(sign)
