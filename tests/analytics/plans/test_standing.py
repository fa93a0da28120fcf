"""Where a plan stands, and what comes next."""

from __future__ import annotations

from dataclasses import replace

from analytics.plans.standing import (
    Counts,
    Step,
    asking,
    beneath,
    counts_by_section,
    next_step,
    sizes,
    told_once,
    total,
)
from data.schemas.plans import SECTIONS, Finding, Plan
from tests.plan_lines import drafted

FOUND = (
    Finding("x", "F", "Wrong.", weight="problem"),
    Finding("x", "F", "Wrong too.", line_id="F-1", weight="problem"),
    Finding("x", "E", "Look.", weight="watch"),
    Finding("x", "E", "Vague source.", weight="source"),
)


def agreed(plan: Plan) -> Plan:
    lines = [replace(one, agreed=True) for one in plan.lines if one.kind != "to_obtain"]
    return replace(plan, lines=tuple(lines))


def test_lines_gaps_findings_and_comments_are_counted_by_section() -> None:
    counts = counts_by_section(drafted(), FOUND, ["F", "F", "B"])
    assert list(counts) == list(SECTIONS)
    assert counts["F"] == Counts(lines=1, gaps=1, problems=2, comments=2)
    assert counts["E"] == Counts(lines=1, watches=1)
    assert counts["B"] == Counts(lines=2, comments=1)
    assert total(counts.values()) == Counts(lines=5, gaps=1, problems=2, watches=1, comments=3)


def test_the_next_step_is_the_most_pressing_one() -> None:
    plan = drafted()
    assert next_step(counts_by_section(replace(plan, lines=()), ())) == Step("draft")
    assert next_step(counts_by_section(plan, FOUND, ["B"])) == Step("problems", 2, "F")
    assert next_step(counts_by_section(plan, (), ["B"])) == Step("gaps", 1, "F")
    whole = agreed(plan)
    assert next_step(counts_by_section(whole, (), ["K"])) == Step("comments", 1, "K")
    half = replace(whole, lines=(*whole.lines[:-1], replace(whole.lines[-1], agreed=False)))
    assert next_step(counts_by_section(half, ())) == Step("agree", 1, "F")
    assert next_step(counts_by_section(whole, ())) == Step("send")


def test_an_agreed_gap_is_still_a_gap() -> None:
    plan = drafted()
    lines = tuple(replace(one, agreed=True) for one in plan.lines)
    assert counts_by_section(replace(plan, lines=lines), ())["F"] == Counts(1, gaps=1, agreed=1)


def test_the_sizes_of_plans_are_told_by_pupil() -> None:
    pairs = [("P1", "need"), ("P1", "to_obtain"), ("P2", "view"), ("P1", "outcome")]
    assert sizes(pairs) == {"P1": (2, 1), "P2": (1, 0)}
    assert sizes([]) == {}


def waiting() -> Plan:
    """Return a plan whose gap asks for what its provision leaves open."""
    plan = drafted()
    lines = [replace(one, links=("F-1",)) if one.line_id == "F-2" else one for one in plan.lines]
    return replace(plan, lines=tuple(lines))


def test_a_line_knows_what_is_asked_for_it() -> None:
    plan = waiting()
    assert asking(plan) == {"F-1": (plan.by_id["F-2"],)}
    assert asking(replace(plan, lines=())) == {}


def test_what_stands_under_the_only_line_it_serves_is_beneath_it() -> None:
    plan = waiting()
    assert beneath(plan) == {"F-2"}
    assert beneath(drafted()) == frozenset()
    detail = replace(plan.by_id["F-2"], line_id="F-3", kind="detail", position=15.0)
    two = replace(plan.by_id["F-2"], line_id="F-4", links=("F-1", "B-slc"), position=30.0)
    other = replace(plan.by_id["F-1"], line_id="F-5", position=25.0)
    late = replace(plan.by_id["F-2"], line_id="F-6", position=35.0)
    assert beneath(replace(plan, lines=(*plan.lines, detail, two, other, late))) == {"F-2", "F-3"}


def test_what_a_gap_says_is_not_told_again() -> None:
    kept = (
        Finding("provision_open", "F", "Put right.", "F-1", "problem"),
        Finding("vague_words", "F", "Vague.", "F-1", "source"),
        Finding("vague_words", "F", "Vague.", "F-1", "source", ("how often", "regular")),
        Finding("vague_words", "F", "Vague.", "F-9", "source", ("how often",)),
        Finding("provision_open", "F", "Nobody was asked.", "F-9", "source"),
        Finding("to_obtain", "F", "About no line.", None, "watch"),
        Finding("to_obtain", "F", "Not of a gap.", "F-1", "watch"),
    )
    dropped = (
        Finding("to_obtain", "F", "How often: to obtain from the school.", "F-2", "watch"),
        Finding("provision_open", "F", "Asked for already.", "F-1", "source"),
        Finding("vague_words", "F", "Vague.", "F-1", "source", ("How often",)),
        Finding("need_without_provision", "F", "Asked for already.", "F-1", "watch"),
    )
    assert told_once(waiting(), (*dropped, *kept)) == kept
    assert told_once(drafted(), dropped[1:]) == dropped[1:]
