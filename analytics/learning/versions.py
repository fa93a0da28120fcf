"""A version of the recommendations as it is kept, and as the recommender asks it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

# Our choice: below so many decisions a package is put in order by its weight, but neither begins
# nor ceases to be suggested.
ENOUGH = 10
HALF = 0.5


@dataclass(frozen=True)
class Learned:
    """Hold an adopted version: by cluster and item its weight, and what that rests on.

    An item is the column of an outcome in the library or the code of a package. A basis holds
    `start` (the library's weight), `accepted`, `changed`, `rejected` and `certain`.
    """

    version: str
    weights: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    basis: Mapping[str, Mapping[str, Mapping[str, float]]] = field(default_factory=dict)

    def weight(self, cluster: str, item: str) -> float | None:
        """Return the weight of an item in a cluster, None where the version gives none."""
        return self.weights.get(cluster, {}).get(item)

    def outcomes(self, cluster: str, prefix: str) -> dict[str, float]:
        """Return the weights of the outcomes of a cluster, by their name without the prefix."""
        mine = self.weights.get(cluster, {})
        return {
            item.removeprefix(prefix): weight
            for item, weight in mine.items()
            if item.startswith(prefix)
        }

    def suggests(self, cluster: str, item: str) -> bool | None:
        """Tell whether a package is now suggested or now not, None where that stays as it was."""
        weight = self.weight(cluster, item)
        if weight is None or _decided(self._basis(cluster, item)) < ENOUGH:
            return None
        return weight >= HALF

    def why(self, cluster: str, item: str) -> str:
        """Return a sentence on why an item ranks as it does, "" where it ranks as before."""
        weight, basis = self.weight(cluster, item), self._basis(cluster, item)
        start = basis.get("start", weight)
        if weight is None or start is None or round(weight - start, 2) == 0:
            return ""
        rank = "higher" if weight > start else "lower"
        because = "; ".join(filter(None, (_said(basis), _worked(basis))))
        return f"Ranked {rank} since version {self.version} of the recommendations: {because}."

    def _basis(self, cluster: str, item: str) -> Mapping[str, float]:
        return self.basis.get(cluster, {}).get(item, {})


def _decided(basis: Mapping[str, float]) -> int:
    return int(sum(basis.get(name, 0) for name in ("accepted", "changed", "rejected")))


def _said(basis: Mapping[str, float]) -> str:
    made = _decided(basis)
    if not made:
        return ""
    changed = int(basis.get("changed", 0))
    taken = int(basis.get("accepted", 0)) + changed
    words = f", {changed} of them with other words" if changed else ""
    return f"accepted {taken} of {made} times{words}"


def _worked(basis: Mapping[str, float]) -> str:
    certain = basis.get("certain", 0.0)
    if not certain:
        return ""
    more = "more" if certain > 0 else "less"
    return (
        f"pupils like these reached at least {abs(certain):.2f} steps {more} with it than without"
    )


def learned_of(row: Mapping[str, Any] | None) -> Learned | None:
    """Return the version that a row of recommendation_versions holds; None without weights.

    A version without weights goes back to the library alone.
    """
    weights = json.loads(row["weights"]) if row else {}
    if row is None or not weights:
        return None
    return Learned(str(row["version"]), weights, json.loads(row["basis"] or "{}"))
