"""What invented co-ordinators did with drafted lines: sections E and F of plans in force.

A line that a pupil's people were asked about stands in the plan: as it was drafted, reworded, or
written by a person where no draft has it. Some were taken out of the draft, most of them of what
`DECLINED` names; plans are chosen to have that, and what `WANTED` names, often.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from data.demo.asked import in_words
from data.demo.cohort_people import AREAS
from data.demo.drawing import drawn
from data.demo.pack import CLUSTERS, OUTCOMES, PACKAGE_TABLE, PACKAGES, TOP_OUTCOMES
from data.demo.plans import plan_head
from data.schemas.plans import Citation

Row = dict[str, Any]

# What is often taken out of drafts in a cluster: help for distress where few are distressed, an
# outcome that another says better, single sessions where a group is taught.
DECLINED: Mapping[str, str] = {"X2": "sp8", "X4": "outcome_language", "X5": "sp2"}
# What is kept wherever an answer calls for it, though the library seldom suggests it.
WANTED: Mapping[str, str] = {"X3": "sp11"}
# Plans of each cluster: how many, and how many of them go by that.
PLANS, BY_PATTERN = 18, 14
SUGGESTED = ("Y", "High", "Core")
# Suggested where an answer calls for them, whatever the cluster.
TRIGGERED = ("sp11", "sp12", "sp13")
# Of ten lines that were kept, so many have other words than the draft; of ten packages of a draft
# that the plan has not, so many were taken out. The others were in no draft.
REWORDED_OF_TEN = {"outcome": 4, "provision": 2}
TAKEN_OUT_OF_TEN = 1
CODES = tuple(name.removeprefix("package_") for name in PACKAGES)


@dataclass(frozen=True)
class Drafted:
    """Hold what one pupil's people were asked about: outcomes and packages with their words."""

    pupil_id: str
    outcomes: Mapping[str, Mapping[str, Any]]
    packages: Mapping[str, Mapping[str, Any]]

    def has(self, item: str) -> bool:
        """Tell whether an outcome or package was kept."""
        return item in self.outcomes or item in self.packages


def amended_plans(
    links: Iterable[Mapping[str, Any]],
    *,
    requests: Iterable[Mapping[str, Any]],
    clusters: Mapping[str, str | None],
    others: Iterable[str],
) -> tuple[list[Row], list[Row]]:
    """Return rows of `plans` and of `plan_lines`; `others` are pupils whose plans are kept."""
    kept = {*others}
    found = {
        row["pupil_id"]: _drafted(row["pupil_id"], json.loads(row["asked"]))
        for row in links
        if row["pupil_id"] not in kept
    }
    chosen = {
        one.pupil_id: (one, cluster)
        for cluster in CLUSTERS
        for one in _chosen([found[p] for p in found if clusters.get(p) == cluster], cluster)
    }
    plans = [plan_head(row) for row in requests if row["pupil_id"] in chosen]
    return plans, [line for one, cluster in chosen.values() for line in _lines(one, cluster)]


def _drafted(pupil_id: str, asked: Mapping[str, Any]) -> Drafted:
    return Drafted(
        pupil_id=pupil_id,
        outcomes={one["outcome_id"]: one for one in asked["outcomes"]},
        packages={one["package_id"]: one for one in asked["provision"]},
    )


def _chosen(pupils: Iterable[Drafted], cluster: str) -> list[Drafted]:
    """Return the pupils of a cluster whose plans are kept, most of them by its pattern."""
    mixed = sorted(pupils, key=lambda one: drawn(one.pupil_id, of=10_000))
    declined, wanted = DECLINED.get(cluster, ""), WANTED.get(cluster, "")
    fits = [not one.has(declined) and (not wanted or one.has(wanted)) for one in mixed]
    fitting = [one for one, does in zip(mixed, fits, strict=True) if does][:BY_PATTERN]
    rest = [one for one in mixed if one not in fitting]
    return [*fitting, *rest[: PLANS - len(fitting)]]


def _lines(one: Drafted, cluster: str) -> list[Row]:
    """Return the lines of one plan, kept and taken out."""
    kept = {**one.outcomes, **one.packages}
    lines = [*((item, True) for item in kept), *((item, False) for item in _lost(one, cluster))]
    return [
        _line(one.pupil_id, item, kept.get(item, {}), place=place, cluster=cluster, stands=stands)
        for place, (item, stands) in enumerate(lines, start=1)
    ]


def _lost(one: Drafted, cluster: str) -> list[str]:
    """Return what was drafted and taken out."""
    drafted = [item for item in (*OUTCOMES, *CODES) if _is_drafted(item, cluster)]
    return [
        item
        for item in drafted
        if not one.has(item)
        and (
            item == DECLINED.get(cluster)
            or (item in CODES and drawn(f"{one.pupil_id}{item}", of=10) < TAKEN_OUT_OF_TEN)
        )
    ]


def _is_drafted(item: str, cluster: str) -> bool:
    """Tell whether drafts in a cluster have an outcome or package, or an answer calls for it."""
    if item in OUTCOMES:
        return item in TOP_OUTCOMES[cluster]
    return PACKAGE_TABLE[f"package_{item}"][cluster] in SUGGESTED or item in TRIGGERED


def _line(
    pupil_id: str,
    item: str,
    asked: Mapping[str, Any],
    *,
    place: int,
    cluster: str,
    stands: bool,
) -> Row:
    is_outcome = item in OUTCOMES
    kind = "outcome" if is_outcome else "provision"
    line_id = asked.get("line_id", f"{pupil_id}-{item}")
    origin = "drafted" if drawn(line_id, of=10) >= REWORDED_OF_TEN[kind] and stands else "edited"
    if stands and not _is_drafted(item, cluster):
        origin = "written"
    text = OUTCOMES[item] if is_outcome else in_words(item, asked.get("planned_hours") or 1.0)
    return {
        "line_key": f"{pupil_id}:{line_id}",
        "pupil_id": pupil_id,
        "section": "E" if is_outcome else "F",
        "kind": kind,
        "text": text,
        "position": 10.0 * place,
        "area": AREAS[item] if is_outcome else None,
        "links": "[]",
        "sources": json.dumps([asdict(_cited(item))]),
        "origin": origin,
        "agreed": stands,
        "withdrawn": not stands,
    }


def _cited(item: str) -> Citation:
    if item in OUTCOMES:
        return Citation("library", item, f"Library: {OUTCOMES[item]}")
    return Citation("package", item, f"Support package {item.upper()}")
