"""How the panel stands to a pupil, and whether the plan is final: what set it, and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from analytics.answers import known
from analytics.panel import effects

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Approval:
    """Say what the panel decided and what else stands in the record.

    `decisions` are the confirmed ones, the newest of each thing asked, newest first. `brought` is
    an approval or refusal that no decision kept here explains, so that it came with the record;
    None where there is none. `told_on` is the day on which the family was told of a decision to
    assess.
    """

    decisions: tuple[Row, ...]
    brought: bool | None
    told_on: str | None
    final: bool
    final_on: str | None


NOTHING = Approval(decisions=(), brought=None, told_on=None, final=False, final_on=None)


def approval(assessment: Row, decisions: Iterable[Row], request: Row | None) -> Approval:
    """Return how the panel stands to a pupil, from the rows of one pupil."""
    dates = request or {}
    confirmed = [row for row in decisions if known(row["confirmed_by"])]
    confirmed.sort(key=lambda row: int(row["sequence"]), reverse=True)
    flag = known(assessment.get("panel_approved"))
    explained = any(effects(row["ask"], row["outcome"]).panel_approved == flag for row in confirmed)
    told = known(dates.get("stage")) != "not_assessed"
    return Approval(
        decisions=tuple(_newest(confirmed)),
        brought=None if flag is None or explained else bool(flag),
        told_on=known(dates.get("decided_on")) if told else None,
        final=bool(known(assessment.get("final"))),
        final_on=known(dates.get("final_on")),
    )


def _newest(confirmed: Iterable[Row]) -> Iterable[Row]:
    """Return the newest decision on each thing; taking back an agreement is about the plan."""
    seen: set[str] = set()
    for row in confirmed:
        about = "plan" if row["ask"] == "back" else row["ask"]
        if about not in seen:
            yield row
        seen.add(about)
