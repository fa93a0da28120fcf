"""Weighs the signs of a line of provision for each kind."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

_FILE = "kind_weights.json"
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


def weighed(signs: Mapping[str, str], weights: KindWeights) -> KindRead:
    """Return the kind for which the signs weigh most, and the words that told.

    `signs` holds the words of the line that show each sign.
    """
    known = [(words, weights.signs[sign]) for sign, words in signs.items() if sign in weights.signs]
    scores = [sum(column) for column in zip(weights.bias, *(row for _, row in known), strict=True)]
    best = scores.index(max(scores))
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
    """Return weights as JSON that a person can read: a sign a line, with its kinds' weights."""
    bias = json.dumps(dict(zip(weights.kinds, weights.bias, strict=True)))
    rows = (
        f"{json.dumps(sign, ensure_ascii=False)}: {json.dumps(_named(weights.kinds, row))}"
        for sign, row in weights.signs.items()
    )
    return f'{{"kinds": {bias},\n"signs": {{\n' + ",\n".join(rows) + "\n}}\n"


def _named(kinds: tuple[str, ...], row: tuple[float, ...]) -> dict[str, float]:
    return {kind: weight for kind, weight in zip(kinds, row, strict=True) if weight}


def from_json(text: str) -> KindWeights:
    """Return weights that were written as JSON; raises ValueError or KeyError if they were not."""
    kept = json.loads(text)
    kinds = tuple(kept["kinds"])
    return KindWeights(
        kinds=kinds,
        bias=tuple(kept["kinds"].values()),
        signs={
            sign: tuple(row.get(kind, 0.0) for kind in kinds) for sign, row in kept["signs"].items()
        },
    )


@cache
def kind_weights() -> KindWeights:
    """Return the weights that ship: like the lists of words, a part of the linter itself."""
    return from_json(
        resources.files("analytics.plan_text.words").joinpath(_FILE).read_text("utf-8")
    )
