"""Which kinds of line a section holds, and which lines a line may be tied to."""

from __future__ import annotations

from collections.abc import Collection

from data.schemas.plans import NEED_SECTIONS, PROVISION_SECTIONS, Line, Plan

KINDS_OF: dict[str, tuple[str, ...]] = {
    "A": ("view", "background", "to_obtain"),
    "B": ("need", "strength", "detail", "to_obtain"),
    "C": ("need", "detail", "none", "to_obtain"),
    "D": ("need", "detail", "none", "to_obtain"),
    "E": ("outcome", "to_obtain"),
    "F": ("provision", "none", "to_obtain"),
    "G": ("provision", "none", "to_obtain"),
    "H1": ("provision", "none", "to_obtain"),
    "H2": ("provision", "none", "to_obtain"),
    "I": ("placement",),
    "J": ("payment", "none", "to_obtain"),
    "K": ("advice", "to_obtain"),
}


def may_serve(plan: Plan, *, section: str, kind: str) -> tuple[Line, ...]:
    """Return the lines that a line of this section and kind may be tied to, in the plan's order.

    Provision serves needs and outcomes, an outcome needs, and a detail the needs of its section.
    """
    needs = [line for name in NEED_SECTIONS for line in plan.section(name) if line.kind == "need"]
    if section in PROVISION_SECTIONS:
        return (*needs, *(line for line in plan.section("E") if line.kind == "outcome"))
    if section == "E":
        return tuple(needs)
    if kind == "detail":
        return tuple(line for line in needs if line.section == section)
    return ()


def tied(line: Line, *, ticked: Collection[str], offered: Collection[Line]) -> tuple[str, ...]:
    """Return the links of a line after ticks among the offered lines; its other links stay."""
    choices = [one.line_id for one in offered]
    others = [name for name in line.links if name not in choices]
    return (*others, *(name for name in choices if name in ticked))
