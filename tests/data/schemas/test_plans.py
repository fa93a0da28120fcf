"""A plan gives its lines by section and by id."""

from __future__ import annotations

from data.schemas.plans import Line, Particulars, Plan

LINES = (
    Line("b", "B", "need", "Hearing: severe.", 10),
    Line("f", "F", "provision", "A radio aid.", 10, links=("b",)),
    Line("g", "F", "provision", "A quiet place.", 20),
)


def test_lines_are_found_by_section_and_by_id() -> None:
    plan = Plan(Particulars("P1"), LINES)
    assert plan.section("F") == LINES[1:]
    assert plan.section("A") == ()
    assert plan.by_id == {line.line_id: line for line in LINES}


def test_a_plan_uses_the_name_that_was_entered_else_the_reference() -> None:
    assert Particulars("P1").called == "P1"
    assert Particulars("P1", name="Mina").called == "Mina"
