"""Everything that can be checked in a plan by machine, put together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from analytics.plans.completeness import completeness
from analytics.plans.conservation import conservation
from analytics.plans.identity import identity
from analytics.plans.linting import linting
from analytics.plans.readability import readability
from analytics.plans.thread import thread
from data.schemas.plans import SECTIONS, Finding, Plan
from data.schemas.reading import BundleReading, Term

WEIGHTS: dict[str, str] = {
    "problem": "to be put right before it is sent",
    "source": "where the source itself is vague",
    "watch": "to look at",
}


def check_plan(
    plan: Plan,
    *,
    bundle: BundleReading | None,
    other_names: Collection[str] = (),
    terms: Sequence[Term] = (),
) -> tuple[Finding, ...]:
    """Return everything found in a plan, by section, and in a section the weightiest first.

    `other_names` are names of other pupils that must not stand in it; `terms` is the dictionary
    that medicines are known from, by default those found in the bundle.
    """
    found = (
        *thread(plan).findings,
        *linting(plan, bundle),
        *conservation(plan, bundle),
        *identity(plan, bundle=bundle, other_names=other_names, terms=terms),
        *completeness(plan, bundle),
        *readability(plan),
    )
    return in_order(found, plan)


def in_order(findings: Iterable[Finding], plan: Plan) -> tuple[Finding, ...]:
    """Return findings by section, then weight, then the place of their line."""
    sections, weights = list(SECTIONS), list(WEIGHTS)
    places = {line.line_id: line.position for line in plan.lines}
    return tuple(
        sorted(
            findings,
            key=lambda one: (
                sections.index(one.section),
                weights.index(one.weight),
                places.get(one.line_id or "", -1.0),
                one.line_id or "",
                one.code,
                one.sentence,
            ),
        )
    )


def summary(findings: Sequence[Finding]) -> str:
    """Return one sentence on how many findings there are of each weight."""
    counted = Counter(one.weight for one in findings)
    parts = [f"{counted[weight]} {words}" for weight, words in WEIGHTS.items() if counted[weight]]
    if not parts:
        return "Nothing was found."
    things = "thing" if len(findings) == 1 else "things"
    return f"{len(findings)} {things} found: {'; '.join(parts)}."
