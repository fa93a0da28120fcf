"""The audit of a plan's sections and header."""

from __future__ import annotations

import pytest

from analytics.plans.completeness import completeness
from analytics.plans.header import day_of, in_or_beyond_year_9
from data.schemas.plans import SECTIONS, Plan
from tests.analytics.plans.sound import (
    added,
    changed,
    cited,
    day,
    headed,
    line,
    sound_bundle,
    sound_plan,
    without,
)


def codes(plan: Plan) -> list[tuple[str, str, str]]:
    return [(one.code, one.section, one.weight) for one in completeness(plan, sound_bundle())]


def test_a_sound_plan_is_complete() -> None:
    assert codes(sound_plan()) == []
    assert completeness(sound_plan()) == ()


@pytest.mark.parametrize("section", [section for section in SECTIONS if section != "I"])
def test_a_section_taken_away_is_found(section: str) -> None:
    found = codes(without(sound_plan(), section))
    assert ("section_missing", section, "problem") in found


@pytest.mark.parametrize("text", ["“. . . ” (Note)", "…", "“. ” (GP letter, 3 May)” (Note)", "_"])
def test_a_line_of_signs_is_found(text: str) -> None:
    assert codes(changed(sound_plan(), "A-1", text=text)) == [
        ("line_without_words", "A", "problem")
    ]


def test_an_area_without_a_word_is_found() -> None:
    assert codes(without(sound_plan(), "B-6")) == [("area_missing", "B", "problem")]
    asked = line("B-6", "to_obtain", "To obtain from the SENCO: hearing.", area="hearing")
    assert codes(added(without(sound_plan(), "B-6"), asked)) == [("to_obtain", "B", "watch")]
    whole = line("B-6", "none", "No need was identified.", area="sensory_physical")
    assert codes(added(without(sound_plan(), "B-6"), whole)) == []


def test_strengths_come_first() -> None:
    assert codes(without(sound_plan(), "B-1")) == [("no_strength", "B", "watch")]
    assert codes(changed(sound_plan(), "B-1", position=50.0)) == [
        ("strength_after_need", "B", "watch")
    ]
    both = added(sound_plan(), line("B-9", "strength", "He sings.", area="asd"))
    assert codes(both) == []


def test_health_and_care_say_none_if_there_is_none() -> None:
    plan = changed(sound_plan(), "C-1", kind="background")
    assert codes(plan) == [("no_statement", "C", "problem")]
    assert codes(changed(sound_plan(), "D-1", kind="none")) == []


def test_preparing_for_adulthood_is_asked_for_from_year_9() -> None:
    old = headed(sound_plan(), born="September 2010", age_years=14)
    assert codes(old) == [("no_preparation_for_adulthood", "F", "problem")]
    travel = line("F-9", "provision", "Travel training.", links=("B-5",))
    assert codes(added(old, travel)) == []


@pytest.mark.parametrize(
    ("born", "drafted", "age", "expected"),
    [
        ("August 2012", "2025-08-31", 13, False),
        ("August 2012", "2025-09-01", 13, True),
        ("September 2012", "2025-09-01", 12, False),
        ("September 2012", "1 September 2026", 13, True),
        ("", "2025-09-01", 13, False),
        ("", "2025-09-01", 14, True),
        ("March 2012", "", 14, True),
        ("March 2012", "", None, False),
    ],
)
def test_year_9_follows_from_the_month_of_birth(
    born: str, drafted: str, age: int | None, expected: bool
) -> None:
    plan = headed(sound_plan(), born=born, drafted_on=drafted, age_years=age)
    assert in_or_beyond_year_9(plan.particulars) == expected


def test_a_placement_waits_for_the_final_plan() -> None:
    early = added(sound_plan(), line("I-1", "placement", "Northmoor Primary School"))
    assert codes(early) == [("placement_too_early", "I", "problem")]
    blank = added(sound_plan(), line("I-1", "placement", "Left blank in the draft."))
    assert codes(blank) == []
    final = {"status": "final", "final_on": "2025-07-01", "review_due_on": "2026-07-01"}
    assert codes(headed(early, **final)) == []
    assert codes(headed(blank, **final)) == [("no_placement", "I", "problem")]
    assert codes(headed(sound_plan(), **final)) == [("no_placement", "I", "problem")]


def test_a_direct_payment_is_for_something() -> None:
    payment = line("J-2", "payment", "£40 a week for a club.")
    assert codes(added(sound_plan(), payment)) == [("payment_without_need", "J", "problem")]
    linked = line("J-2", "payment", "£40 a week for a club.", links=("D-1",))
    assert codes(added(sound_plan(), linked)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Physiotherapist", ["advice_without_date"]),
        ("Report, 2025-05-03", ["advice_without_role"]),
        ("Physiotherapist, asked 1 March 2025, 3 May 2025", ["advice_late"]),
        ("Physiotherapist, asked for on 1 April 2025, 3 May 2025", []),
        ("Physiotherapist, asked 1 March 2025", []),
        ("Physiotherapist, asked 31 February 2025, 3 May 2025", []),
    ],
)
def test_advice_says_whose_and_when(text: str, expected: list[str]) -> None:
    plan = changed(sound_plan(), "K-3", text=text)
    assert [code for code, _, _ in codes(plan)] == expected


def test_what_is_quoted_is_listed() -> None:
    plan = changed(sound_plan(), "B-4", sources=cited("school", "He mixes up vowels."))
    assert codes(plan) == [("advice_not_listed", "K", "problem")]
    gone = changed(sound_plan(), "B-4", sources=cited("lost", "He mixes up vowels."))
    assert [code for code, _, _ in codes(gone)] == ["advice_not_listed", "document_gone"]


def test_what_is_to_be_obtained_weighs_more_once_agreed() -> None:
    asked = line("F-9", "to_obtain", "To obtain from the physiotherapist: how often.")
    assert codes(added(sound_plan(), asked)) == [("to_obtain", "F", "watch")]
    advice = line("K-9", "to_obtain", "To obtain: advice of the physiotherapist.")
    assert codes(added(sound_plan(), advice)) == [("to_obtain", "K", "watch")]
    agreed = headed(added(sound_plan(), asked), status="agreed")
    assert codes(agreed) == [("to_obtain", "F", "problem")]


def test_the_header_says_who_and_when() -> None:
    found = completeness(headed(sound_plan(), name="", pronoun="", authority=""))
    assert [one.sentence for one in found] == [
        "The head of the plan lacks the pupil’s name, the pronoun and the authority."
    ]
    (one,) = completeness(headed(sound_plan(), name=""))
    assert one.sentence == "The head of the plan lacks the pupil’s name."


def test_a_final_plan_has_its_dates() -> None:
    found = codes(headed(sound_plan(), status="final"))
    assert [code for code, _, _ in found] == [
        "final_on_missing",
        "review_due_on_missing",
        "no_placement",
    ]


def test_dates_that_contradict_each_other_are_found() -> None:
    plan = headed(sound_plan(), drafted_on="1 February 2025")
    (finding,) = completeness(plan)
    assert finding.sentence == "The request is dated after the draft."
    amended = headed(sound_plan(), final_on="2025-05-01")
    assert completeness(amended) == ()
    assert day_of("1 February 2025") == day("2025-02-01")
    assert day_of("soon") is None
