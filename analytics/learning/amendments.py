"""What people did with drafted lines that cite an outcome of the library or a support package."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

REJECTED, CHANGED, ACCEPTED = "rejected", "changed", "accepted"
# From the least to the most that can be made of several lines of one plan.
VERDICTS = (REJECTED, CHANGED, ACCEPTED)
CITING = {"outcome": "library", "provision": "package"}
# A plan that stands so was agreed with what was left in it.
SETTLED = ("agreed", "final")

Key = tuple[str, str]
"""A cluster, and the column of an outcome in the library or the code of a package."""


@dataclass(frozen=True)
class Decisions:
    """Hold in how many plans a recommendation was accepted, changed in its words, or rejected."""

    accepted: int = 0
    changed: int = 0
    rejected: int = 0

    @property
    def made(self) -> int:
        """Return how many decisions there are."""
        return self.accepted + self.changed + self.rejected


def amendments(
    plan_lines: pd.DataFrame, *, clusters: Mapping[str, str], statuses: Mapping[str, str]
) -> dict[Key, Decisions]:
    """Count the decisions on each recommendation by cluster of the pupil; a plan counts once.

    `plan_lines` is the table, `clusters` and `statuses` are by pupil. A line is accepted once it is
    agreed as it was drafted, or its plan is; changed where a person altered it and kept it; and
    rejected where a person took it out. What nobody decided, or a new draft took out, is no
    decision, nor is a line that a person wrote.
    """
    found: dict[tuple[str, str, str], str] = {}
    for pupil_id, item, verdict in _verdicts(plan_lines, statuses):
        if cluster := clusters.get(pupil_id):
            key = cluster, item, pupil_id
            found[key] = max(found.get(key, verdict), verdict, key=VERDICTS.index)
    counts: dict[Key, dict[str, int]] = {}
    for (cluster, item, _), verdict in sorted(found.items()):
        mine = counts.setdefault((cluster, item), dict.fromkeys(VERDICTS, 0))
        mine[verdict] += 1
    return {key: Decisions(**mine) for key, mine in counts.items()}


def _verdicts(
    plan_lines: pd.DataFrame, statuses: Mapping[str, str]
) -> Iterator[tuple[str, str, str]]:
    drafted = plan_lines["kind"].isin(list(CITING)) & (plan_lines["origin"] != "written")
    names = ["pupil_id", "kind", "origin", "agreed", "withdrawn", "sources"]
    for row in plan_lines.loc[drafted, names].astype("object").to_dict("records"):
        verdict = _verdict(row, settled=statuses.get(row["pupil_id"]) in SETTLED)
        if verdict:
            yield from ((row["pupil_id"], item, verdict) for item in cited(row))


def _verdict(row: Mapping[Any, Any], *, settled: bool) -> str:
    own = row["origin"] == "edited"
    if row["withdrawn"] is True:
        return REJECTED if own else ""
    if own:
        return CHANGED
    return ACCEPTED if settled or row["agreed"] is True else ""


def cited(row: Mapping[Any, Any]) -> tuple[str, ...]:
    """Return what a row's sources cite of what is recommended; nothing where they are odd."""
    try:
        sources = json.loads(row["sources"])
    except (TypeError, ValueError):
        return ()
    kind = CITING[row["kind"]]
    refs = [
        source.get("ref")
        for source in (sources if isinstance(sources, list) else [])
        if isinstance(source, dict) and source.get("kind") == kind
    ]
    return tuple(dict.fromkeys(ref for ref in refs if isinstance(ref, str) and ref))
