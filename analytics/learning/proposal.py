"""A proposed version of the recommendations beside what is in force, tried on the library."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analytics.answers import known, score_of
from analytics.cluster_profiles import OUTCOME_PREFIX
from analytics.efficacy.estimates import Estimate
from analytics.efficacy.summaries import label_of
from analytics.learning.amendments import VERDICTS, Decisions
from analytics.learning.versions import Learned, learned_of
from analytics.learning.weights import Weight
from analytics.packages import is_suggested, triggered_by
from analytics.plans.aims import AIM
from analytics.plans.known import SEN_QUESTIONS
from analytics.plans.outcomes import choose, outcome_of, ranks_of
from data.schemas import PACKAGE_IDS, QUESTION_IDS

DECIMALS = 4
NEEDS = (*SEN_QUESTIONS, "health", "social_care")

Calling = tuple[tuple[str, ...], dict[str, tuple[str, ...]]]
"""What a case calls for: its needs, and by package the answers that trigger it."""


@dataclass(frozen=True)
class Changed:
    """Say how many library cases of a cluster would be recommended something else.

    `gained` and `lost` count the cases by the label of what they would gain or lose.
    """

    cluster: str
    cases: int
    changed: int
    gained: Mapping[str, int]
    lost: Mapping[str, int]


@dataclass(frozen=True)
class Proposal:
    """Hold a version to adopt, what is in force, and what would change on the library."""

    version: int
    weights: tuple[Weight, ...]
    learned: Learned | None
    in_force: Learned | None
    changes: tuple[Changed, ...]

    @property
    def fingerprint(self) -> str:
        """Return what is the same only while the proposal is."""
        row = row_of(self.version, self.weights, reason="")
        return hashlib.sha256(json.dumps(row, sort_keys=True).encode()).hexdigest()

    def before(self, one: Weight) -> float:
        """Return the weight that is in force for what a proposed one is of."""
        now = self.in_force.weight(one.cluster, one.item) if self.in_force else None
        return one.start if now is None else now

    @property
    def goes_back(self) -> bool:
        """Tell whether it takes what is in force back to the library alone."""
        return not self.weights and self.in_force is not None

    @property
    def moved(self) -> tuple[Weight, ...]:
        """Return the weights that differ from those in force by a hundredth or more, most first."""
        found = [one for one in self.weights if abs(one.weight - self.before(one)) >= 0.01]
        return tuple(sorted(found, key=lambda one: -abs(one.weight - self.before(one))))


def propose(
    weights: Sequence[Weight],
    *,
    library: pd.DataFrame,
    version: int,
    in_force: Learned | None,
) -> Proposal:
    """Set weights beside what is in force; none at all go back to the library alone."""
    learned = learned_of(row_of(version, weights, reason="")) if weights else None
    return Proposal(
        version=version,
        weights=tuple(weights),
        learned=learned,
        in_force=in_force,
        changes=tuple(_changes(library, before=in_force, after=learned)),
    )


def _changes(
    library: pd.DataFrame, *, before: Learned | None, after: Learned | None
) -> Iterable[Changed]:
    for cluster, cases in library.groupby("cluster", sort=True):
        calls = [_calling(row) for row in cases[list(QUESTION_IDS)].to_dict("records")]
        then, now = (
            _recommended(calls, str(cluster), ranks_of(library, str(cluster), learned), learned)
            for learned in (before, after)
        )
        pairs = list(zip(then, now, strict=True))
        yield Changed(
            cluster=str(cluster),
            cases=len(cases),
            changed=sum(old != new for old, new in pairs),
            gained=_counted(new - old for old, new in pairs),
            lost=_counted(old - new for old, new in pairs),
        )


def _calling(row: Mapping[Any, Any]) -> Calling:
    answers = {question: known(row[question]) for question in QUESTION_IDS}
    return (
        tuple(question for question in NEEDS if score_of(answers, question)),
        {package_id: triggered_by(package_id, answers) for package_id in PACKAGE_IDS},
    )


def _recommended(
    calls: Iterable[Calling], cluster: str, ranks: Mapping[str, float], learned: Learned | None
) -> list[set[str]]:
    """Return the outcomes and packages that each case would be recommended."""
    return [
        {f"{OUTCOME_PREFIX}{outcome_of(AIM[aim], ranks)}" for aim in choose(needs, ranks)}
        | {
            package_id
            for package_id, triggers in triggered.items()
            if is_suggested(package_id, cluster, triggers=triggers, learned=learned)
        }
        for needs, triggered in calls
    ]


def _counted(found: Iterable[set[str]]) -> dict[str, int]:
    counts = Counter(item for items in found for item in items)
    return {label_of(_kind(item), item, {}): count for item, count in sorted(counts.items())}


def _kind(item: str) -> str:
    return "outcome" if item.startswith(OUTCOME_PREFIX) else "package"


def row_of(version: int, weights: Sequence[Weight], *, reason: str) -> dict[str, Any]:
    """Return the row of recommendation_versions that keeps weights."""
    by_cluster: dict[str, dict[str, float]] = {}
    basis: dict[str, dict[str, dict[str, float]]] = {}
    for one in weights:
        by_cluster.setdefault(one.cluster, {})[one.item] = round(one.weight, DECIMALS)
        basis.setdefault(one.cluster, {})[one.item] = _basis_of(one)
    return {
        "version": str(version),
        "weights": json.dumps(by_cluster),
        "basis": json.dumps(basis),
        "reason": reason,
    }


def _basis_of(one: Weight) -> dict[str, float]:
    counts = {"n_with": one.n_with, "cases": one.cases, **vars(one.decisions)}
    kept = {name: value for name, value in counts.items() if value}
    if one.difference is not None:
        ends = {name: getattr(one.difference, name) for name in ("value", "low", "high")}
        kept |= {name: round(end, DECIMALS) for name, end in ends.items()}
        kept["pupils"] = one.difference.pupils
    return {
        "start": round(one.start, DECIMALS),
        "certain": round(one.certain, DECIMALS),
        **kept,
    }


def weights_of(row: Mapping[str, Any]) -> tuple[Weight, ...]:
    """Return the weights that a row of recommendation_versions keeps, to adopt them again."""
    weights = json.loads(row["weights"])
    basis = json.loads(row["basis"] or "{}")
    return tuple(
        _weight(cluster, item, weight, basis.get(cluster, {}).get(item, {}))
        for cluster, mine in weights.items()
        for item, weight in mine.items()
    )


def _weight(cluster: str, item: str, weight: float, basis: Mapping[str, Any]) -> Weight:
    made = Decisions(**{name: int(basis.get(name, 0)) for name in VERDICTS})
    difference = None
    if "value" in basis:
        difference = Estimate(basis["value"], basis["low"], basis["high"], basis["pupils"])
    return Weight(
        cluster=cluster,
        item=item,
        label=label_of(_kind(item), item, {}),
        n_with=int(basis.get("n_with", 0)),
        cases=int(basis.get("cases", 0)),
        decisions=made,
        difference=difference,
        certain=float(basis.get("certain", 0.0)),
        weight=weight,
    )
