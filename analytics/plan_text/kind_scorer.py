"""Weighs the signs of a line of provision for each kind, beside what the rules read it as."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

_FILE = "kind_weights.json"
RULED = 1.0
"""How much the kind that the rules read weighs, in logits: chosen on hands that neither the rules
of that moment nor the weights had seen (decision "The kind of a line is weighed")."""
_TOLD = 3
"""The most signs that a verdict names."""


@dataclass(frozen=True)
class KindWeights:
    """Hold, for each sign, its weight for each kind of line, and the weight of each kind itself."""

    kinds: tuple[str, ...]
    bias: tuple[float, ...]
    signs: Mapping[str, tuple[float, ...]]


@dataclass(frozen=True)
class KindRead:
    """Hold the kind that a line is read as, and the words that weighed most for it."""

    kind: str
    words: tuple[str, ...]


def weighed(signs: Mapping[str, str], ruled: str, weights: KindWeights) -> KindRead:
    """Return the kind for which signs and rules weigh most, and the words that told.

    `signs` holds the words of the line that show each sign, `ruled` the kind the rules read.
    """
    scores = list(weights.bias)
    known = [(words, weights.signs[sign]) for sign, words in signs.items() if sign in weights.signs]
    for _, row in known:
        for place, weight in enumerate(row):
            scores[place] += weight
    peak = max(scores)
    total = math.log(sum(math.exp(score - peak) for score in scores)) + peak
    best = max(
        range(len(scores)),
        key=lambda place: scores[place] - total + RULED * (weights.kinds[place] == ruled),
    )
    return KindRead(weights.kinds[best], _telling(known, best))


def _telling(known: list[tuple[str, tuple[float, ...]]], place: int) -> tuple[str, ...]:
    """Return the words that weigh most for a kind, all their signs together."""
    sums: dict[str, float] = {}
    for words, row in known:
        if words:
            sums[words] = sums.get(words, 0.0) + row[place]
    best = sorted(sums, key=lambda words: -sums[words])[:_TOLD]
    return tuple(words for words in best if sums[words] > 0)


def as_json(weights: KindWeights) -> str:
    """Return weights as JSON that a person can read: each sign's weight for each kind."""
    return json.dumps(
        {
            "kinds": dict(zip(weights.kinds, weights.bias, strict=True)),
            "signs": {
                sign: {
                    kind: weight
                    for kind, weight in zip(weights.kinds, row, strict=True)
                    if weight
                }
                for sign, row in weights.signs.items()
            },
        },
        ensure_ascii=False,
        indent=0,
        separators=(",", ":"),
    )


def from_json(text: str) -> KindWeights:
    """Return weights that were written as JSON; raises ValueError or KeyError if they were not."""
    kept = json.loads(text)
    kinds = tuple(kept["kinds"])
    return KindWeights(
        kinds=kinds,
        bias=tuple(kept["kinds"].values()),
        signs={
            sign: tuple(row.get(kind, 0.0) for kind in kinds)
            for sign, row in kept["signs"].items()
        },
    )


@cache
def kind_weights() -> KindWeights:
    """Return the weights that ship: like the lists of words, a part of the linter itself."""
    return from_json(resources.files("analytics.plan_text.words").joinpath(_FILE).read_text("utf-8"))
