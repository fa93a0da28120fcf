"""A proposal as a reader may see it: its weights and what would change, small counts withheld."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from analytics.learning.proposal import Changed, Proposal
from analytics.learning.weights import Weight
from analytics.suppression import tells_of_few

DECIMALS = 2


@dataclass(frozen=True)
class ShownWeight:
    """Hold a weight as it may be seen; what is None is withheld."""

    of: Weight
    n_with: int | None
    cases: int | None
    before: float | None
    after: float | None


@dataclass(frozen=True)
class ShownChange:
    """Hold what would change in a cluster as it may be seen; what is None is withheld."""

    cluster: str
    cases: int | None
    changed: int | None
    gained: Mapping[str, int | None]
    lost: Mapping[str, int | None]


def shown_weights(
    proposal: Proposal, weights: Collection[Weight], *, hidden: Collection[str] | None
) -> tuple[ShownWeight, ...]:
    """Return weights as they may be seen: `hidden` clusters withheld, None for casework roles.

    A weight is worked out from a count of cases, so it goes with it.
    """
    return tuple(_shown(proposal, one, hidden) for one in weights)


def _shown(proposal: Proposal, one: Weight, hidden: Collection[str] | None) -> ShownWeight:
    found = ShownWeight(one, one.n_with, one.cases, proposal.before(one), one.weight)
    if hidden is None:
        return found
    if one.cluster in hidden:
        return ShownWeight(one, None, None, None, None)
    if tells_of_few(one.n_with, of=one.cases):
        return replace(found, n_with=None, before=None, after=None)
    return found


def shown_changes(proposal: Proposal, *, hidden: Collection[str] | None) -> tuple[ShownChange, ...]:
    """Return what would change in each cluster as it may be seen."""
    return tuple(_change(one, hidden) for one in proposal.changes)


def _change(one: Changed, hidden: Collection[str] | None) -> ShownChange:
    if hidden is None:
        return ShownChange(one.cluster, one.cases, one.changed, one.gained, one.lost)
    if one.cluster in hidden:
        return ShownChange(one.cluster, None, None, {}, {})
    return ShownChange(
        cluster=one.cluster,
        cases=one.cases,
        changed=_kept(one.changed, one.cases),
        gained={label: _kept(count, one.cases) for label, count in one.gained.items()},
        lost={label: _kept(count, one.cases) for label, count in one.lost.items()},
    )


def _kept(count: int, cases: int) -> int | None:
    return None if tells_of_few(count, of=cases) else count


def table_of_weights(shown: Collection[ShownWeight]) -> pd.DataFrame:
    """Return every weight as a table to download; what is withheld is missing."""
    return pd.DataFrame([_row(one) for one in shown], dtype="object")


def _row(one: ShownWeight) -> dict[str, object]:
    difference = one.of.difference
    ends = {
        name: "" if difference is None else round(getattr(difference, part), DECIMALS)
        for name, part in (("", "value"), ("_low_95", "low"), ("_high_95", "high"))
    }
    return {
        "cluster": one.of.cluster,
        "recommendation": one.of.label,
        "library_cases_with": one.n_with,
        "library_cases": one.cases,
        **vars(one.of.decisions),
        **{f"matched_difference{name}": value for name, value in ends.items()},
        "weight_now": None if one.before is None else round(one.before, DECIMALS),
        "weight_proposed": None if one.after is None else round(one.after, DECIMALS),
    }
