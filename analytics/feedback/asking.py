"""What a request for feedback asks about: the outcomes and the provision of a plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from analytics.plans.amounts import amounts
from data.schemas.feedback import Asked, AskedOutcome, AskedProvision
from data.schemas.feedback_tables import HOURS_IN_A_WEEK
from data.schemas.plans import PROVISION_SECTIONS, Line, Plan

MINUTES_IN_AN_HOUR = 60
# Why what was asked about may not stand in the plan any more.
WITHDRAWN, REWORDED = "withdrawn", "reworded"


def asked_from(plan: Plan) -> Asked:
    """Return what to ask about a plan: the outcomes of section E, the provision of F, G, H1, H2."""
    provision = tuple(_provision_lines(plan))
    return Asked(
        outcomes=tuple(
            AskedOutcome(
                line_id=line.line_id,
                text=line.text,
                outcome_id=_cited(line, "library"),
                area=line.area or "",
                packages=_packages_serving(line, provision),
            )
            for line in plan.section("E")
            if line.kind == "outcome"
        ),
        provision=tuple(
            AskedProvision(
                line_id=line.line_id,
                text=line.text,
                package_id=_cited(line, "package"),
                planned_hours=planned_hours(line.text),
            )
            for line in provision
        ),
    )


def planned_hours(text: str) -> float | None:
    """Return the hours in a week of term that a line of provision gives; None where it gives none.

    "Up to" an amount gives no floor, so counts for nothing.
    """
    weekly = [one.weekly for one in amounts(text) if one.weekly is not None and not one.ceiling]
    hours = round(sum(weekly) / MINUTES_IN_AN_HOUR, 2)
    return hours if 0 < hours <= HOURS_IN_A_WEEK else None


def moved_on(asked: Asked, plan: Plan) -> Mapping[str, str]:
    """Return by line id why an outcome asked about is not in the plan as it read then."""
    now = {line_id: line.text for line_id, line in plan.by_id.items()}
    found = {one.line_id: (one.text, now.get(one.line_id)) for one in asked.outcomes}
    return {
        line_id: WITHDRAWN if present is None else REWORDED
        for line_id, (then, present) in found.items()
        if present != then
    }


def _provision_lines(plan: Plan) -> Iterator[Line]:
    for section in PROVISION_SECTIONS:
        yield from (line for line in plan.section(section) if line.kind == "provision")


def _packages_serving(outcome: Line, provision: tuple[Line, ...]) -> tuple[str, ...]:
    serving = (_cited(line, "package") for line in provision if outcome.line_id in line.links)
    return tuple(dict.fromkeys(package for package in serving if package))


def _cited(line: Line, kind: str) -> str:
    return next((source.ref for source in line.sources if source.kind == kind), "")
