"""What is asked comes from the plan, with what it came from; amounts no line gives are not made."""

from __future__ import annotations

import pytest

from analytics.feedback.asking import asked_from, moved_on, planned_hours
from data.schemas.feedback import Asked, AskedOutcome, AskedProvision
from data.schemas.plans import Citation, Line, Particulars, Plan
from tests.plan_lines import line

LIBRARY = Citation("library", "outcome_speech", "Similar cases")
PACKAGE = Citation("package", "sp3", "Support package SP3")


def provision(line_id: str, text: str, **given: object) -> Line:
    section = line_id.partition("-")[0]
    return line(line_id, section=section, kind="provision", text=text, **given)


PLAN = Plan(
    Particulars("P1"),
    (
        line("B-slc", area="slc"),
        line("E-1", section="E", kind="outcome", text="Will ask.", area="slc", sources=(LIBRARY,)),
        line("E-1-start", section="E", kind="detail", text="Starting point: none."),
        line("E-2", section="E", kind="outcome", text="Will read."),
        provision("F-1", "3 sessions of 20 minutes a week.", links=("E-1",), sources=(PACKAGE,)),
        provision("F-2", "A quiet room.", links=("E-1", "E-2")),
        line("F-3", section="F", kind="to_obtain", text="How often?"),
        provision("G-1", "One hour every fortnight.", links=("E-1",), sources=(PACKAGE,)),
        provision("H2-1", "Short breaks."),
    ),
)


def test_outcomes_and_provision_of_the_plan_are_asked_about_and_nothing_else() -> None:
    assert asked_from(PLAN) == Asked(
        outcomes=(
            AskedOutcome("E-1", "Will ask.", "outcome_speech", "slc", ("sp3",)),
            AskedOutcome("E-2", "Will read."),
        ),
        provision=(
            AskedProvision("F-1", "3 sessions of 20 minutes a week.", "sp3", 1.0),
            AskedProvision("F-2", "A quiet room."),
            AskedProvision("G-1", "One hour every fortnight.", "sp3", 0.5),
            AskedProvision("H2-1", "Short breaks."),
        ),
    )


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("45 minutes a week", 0.75),
        ("An hour each school day, and 30 minutes a fortnight.", 5.25),
        ("Up to 2 hours a week.", None),
        ("Six sessions of one hour.", None),
        ("Regular help.", None),
        ("200 hours a week", None),
    ],
)
def test_hours_are_those_the_line_gives(text: str, hours: float | None) -> None:
    assert planned_hours(text) == hours


def test_an_outcome_that_left_the_plan_or_reads_otherwise_is_named() -> None:
    asked = asked_from(PLAN)
    later = Plan(
        PLAN.particulars,
        (line("E-2", section="E", kind="outcome", text="Will read aloud."),),
    )
    assert moved_on(asked, PLAN) == {}
    assert moved_on(asked, later) == {"E-1": "withdrawn", "E-2": "reworded"}
