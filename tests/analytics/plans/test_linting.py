"""What lines leave open, and whether their writer or their source did."""

from __future__ import annotations

import pytest

from analytics.plans import linting as module
from analytics.plans.linting import leaves_open, linting
from data.schemas.plans import Lint
from tests.analytics.plans.sound import (
    GROUP,
    MENTOR,
    SPEECH,
    added,
    changed,
    cited,
    line,
    sound_bundle,
    sound_plan,
)

VAGUE = "Access to a mentor, regularly."
LINTS = {
    VAGUE: Lint(
        "direct",
        ("duration", "group_size"),
        ("Access to", "regularly", "access to"),
        stated={"what": "mentor", "who": "mentor", "frequency": "regularly"},
    ),
    "Physio.": Lint("direct", ("review",)),
    "A card.": Lint("environment", ("who",), (), read_by=("card", "a card")),
    "Support.": Lint("direct", ("what", "who", "frequency"), ()),
    "By July he will access therapy.": Lint("outcome", ("specific",), (), is_service=True),
    "He will be better.": Lint("outcome", ("measurable", "time_bound"), ("better",)),
}


@pytest.fixture(autouse=True)
def linter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in for the linter, which has tests of its own."""
    monkeypatch.setattr(module, "lint_of", lambda _, text: LINTS.get(text, Lint("direct", ())))


def found(text: str, line_id: str = "F-3", **more: object) -> list[tuple[str, str, str]]:
    plan = changed(sound_plan(), line_id, text=text, **more)
    return [(one.code, one.weight, one.sentence) for one in linting(plan, sound_bundle())]


def test_a_sound_plan_leaves_nothing_open() -> None:
    assert linting(sound_plan(), sound_bundle()) == ()


@pytest.mark.parametrize(("text", "leaves"), [(VAGUE, True), ("Physio.", False), ("All.", False)])
def test_what_a_line_does_not_say_is_left_open_but_its_review(text: str, leaves: bool) -> None:
    assert leaves_open(line("F-1", "provision", text)) == leaves
    assert leaves_open(line("F-1", "provision", f"“{text}” (Report)")) == leaves


def test_each_missing_slot_is_named_in_one_finding() -> None:
    assert found(VAGUE) == [
        (
            "provision_open",
            "problem",
            "Says what is given, who and how often, not for how long or in what group size.",
        ),
        ("vague_words", "watch", "Leaves open what is promised: “Access to”, “regularly”."),
    ]
    assert found("A card.") == [
        (
            "provision_open",
            "problem",
            "Does not say who. Read as a strategy or arrangement because of “card” and “a card”.",
        )
    ]
    assert found("Support.") == [
        ("provision_open", "problem", "Does not say what is given, who or how often.")
    ]


def test_outcomes_that_are_services_or_not_smart_are_found() -> None:
    assert [code for code, _, _ in found("By July he will access therapy.", "E-1")] == [
        "outcome_is_service"
    ]
    assert found("He will be better.", "E-1") == [
        (
            "outcome_not_smart",
            "problem",
            "Does not say how anybody could tell that it was reached or by when.",
        ),
        ("vague_words", "watch", "Leaves open what is promised: “better”."),
    ]


def test_a_vague_source_is_no_error_of_the_writer() -> None:
    sources = cited("ep", f"Provision: {VAGUE} And more.")
    (first, second) = found(VAGUE, sources=sources)
    assert {first[1], second[1]} == {"source"}
    assert first[2].endswith(
        "Its source (The ep advice, 3 May 2025) says no more: ask the educational psychologist."
    )
    plan = changed(sound_plan(), "F-3", text=VAGUE, sources=sources)
    assert linting(plan, None)[0].sentence.endswith("ask the author.")


def test_a_line_that_is_not_what_its_source_says_is_its_writers() -> None:
    assert found(VAGUE, sources=cited("ep", MENTOR))[0][1] == "problem"
    assert found(VAGUE, sources=())[0][1] == "problem"


def test_what_is_to_be_obtained_is_not_looked_at() -> None:
    plan = added(
        sound_plan(),
        line("F-9", "to_obtain", "Support."),
        line("E-9", "to_obtain", "He will be better."),
        line("B-9", "need", "Support."),
    )
    assert linting(plan, None) == ()


def test_the_linter_reads_the_words_of_a_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    vague = changed(sound_plan(), "F-2", text="Access to regular support as required.")
    codes = {one.code for one in linting(vague, None) if one.line_id == "F-2"}
    assert codes == {"provision_open", "vague_words"}
    for text in (SPEECH, GROUP):
        assert not [x for x in linting(sound_plan(), None) if x.phrases and text in x.sentence]


def test_words_taken_whole_are_read_without_whose_they_are() -> None:
    text = f"“{VAGUE}” (Educational psychologist)"
    assert {one[1] for one in found(text, sources=cited("ep", VAGUE))} == {"source"}
    assert {one[1] for one in found(text, sources=cited("ep", MENTOR))} == {"problem", "watch"}


def test_what_is_asked_for_already_weighs_less() -> None:
    asked = line("F-9", "to_obtain", "To obtain: for how long.", links=("F-3",))
    plan = added(changed(sound_plan(), "F-3", text=VAGUE), asked)
    findings = linting(plan, None)
    assert {one.weight for one in findings} == {"watch"}
    assert all(one.sentence.endswith("It is still to be obtained.") for one in findings)
