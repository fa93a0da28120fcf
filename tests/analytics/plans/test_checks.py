"""All checks of a plan together: a sound plan passes, and each single fault is found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.plans import linting
from analytics.plans.checks import WEIGHTS, check_plan, summary
from data.schemas.plans import SECTIONS, Finding, Lint, Plan
from tests.analytics.plans.sound import (
    SPEECH,
    TERM,
    added,
    changed,
    headed,
    line,
    sound_bundle,
    sound_plan,
    without,
)

OTHERS = ("Ellie Marsh",)


@pytest.fixture(autouse=True)
def linter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in for the linter, which has tests of its own."""
    monkeypatch.setattr(linting, "lint_of", lambda *_: Lint("direct", ()))


def checked(plan: Plan) -> tuple[Finding, ...]:
    return check_plan(plan, bundle=sound_bundle(), other_names=OTHERS, terms=(TERM,))


def test_nothing_is_found_in_a_sound_plan() -> None:
    assert checked(sound_plan()) == ()
    assert check_plan(sound_plan(), bundle=None) == ()
    assert summary(()) == "Nothing was found."


MUTATIONS: dict[str, tuple[Callable[[Plan], Plan], str]] = {
    "link": (lambda plan: changed(plan, "F-3", links=()), "need_without_provision"),
    "outcome": (lambda plan: without(plan, "E-3"), "need_without_outcome"),
    "vague": (
        lambda plan: changed(
            plan, "F-1", text=SPEECH.replace("3 x 45 minutes weekly", "regular input")
        ),
        "amount_lost",
    ),
    "halved": (
        lambda plan: changed(plan, "F-1", text=SPEECH.replace("45", "20")),
        "amount_watered_down",
    ),
    "invented": (
        lambda plan: changed(plan, "B-5", kind="strength"),
        "outcome_without_need",
    ),
    "name": (
        lambda plan: changed(plan, "B-3", text="Ellie spells three years behind her class."),
        "other_pupil",
    ),
    "pronoun": (lambda plan: changed(plan, "B-4", text="She mixes up vowels."), "wrong_pronoun"),
    "repeat": (
        lambda plan: added(
            plan, line("B-9", "need", "Kofi hides when plans change.", area="semh", links=())
        ),
        "duplicate_need",
    ),
    "placement": (
        lambda plan: added(plan, line("I-1", "placement", "A school")),
        "placement_too_early",
    ),
    "dates": (lambda plan: headed(plan, drafted_on="2024-01-01"), "dates_out_of_order"),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_single_fault_is_found(name: str) -> None:
    change, code = MUTATIONS[name]
    assert code in {one.code for one in checked(change(sound_plan()))}


@pytest.mark.parametrize("section", [section for section in SECTIONS if section != "I"])
def test_a_section_that_was_deleted_is_found(section: str) -> None:
    found = [(one.code, one.section) for one in checked(without(sound_plan(), section))]
    assert ("section_missing", section) in found


def test_findings_stand_by_section_and_the_weightiest_first() -> None:
    plan = without(changed(sound_plan(), "F-1", links=(), text="Dr Ames helps."), "B-6", "J")
    found = checked(plan)
    order = [(list(SECTIONS).index(one.section), list(WEIGHTS).index(one.weight)) for one in found]
    assert order == sorted(order)
    assert len(set(order)) > 3


def test_the_summary_counts_by_weight() -> None:
    problem, watch = Finding("x", "B", "x", weight="problem"), Finding("x", "B", "x")
    source = Finding("x", "B", "x", weight="source")
    assert summary([problem]) == "1 thing found: 1 to be put right before it is sent."
    assert summary([problem, watch, watch, source]) == (
        "4 things found: 1 to be put right before it is sent; 1 where the source itself is vague; "
        "2 to look at."
    )


@given(st.permutations(range(len(sound_plan().lines))), st.sampled_from(sorted(MUTATIONS)))
@settings(max_examples=15, deadline=None)
def test_the_order_in_which_lines_are_held_does_not_matter(order: list[int], name: str) -> None:
    plan = MUTATIONS[name][0](sound_plan())
    kept = [place for place in order if place < len(plan.lines)]
    rest = [place for place in range(len(plan.lines)) if place not in kept]
    lines = tuple(plan.lines[place] for place in (*kept, *rest))
    first = {(one.code, one.line_id, one.weight) for one in checked(plan)}
    assert {
        (one.code, one.line_id, one.weight) for one in checked(replace(plan, lines=lines))
    } == first
