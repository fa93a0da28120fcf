"""Vague wording, and the same words used literally."""

from __future__ import annotations

import pytest

from analytics.plan_text.lint import lint_text


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("Access to a laptop.", ("Access to",)),
        ("He would benefit from phonics.", ("would benefit from",)),
        ("Regular and frequent phonics.", ("Regular", "frequent")),
        ("Ongoing phonics.", ("Ongoing",)),
        ("Up to three hours of phonics.", ("Up to",)),
        ("A laptop or equivalent.", ("or equivalent",)),
        ("Opportunities for play.", ("Opportunities for",)),
        ("Phonics as appropriate.", ("as appropriate",)),
        ("Phonics as and when required.", ("as and when required",)),
        ("Games such as Uno, e.g. at lunch, etc.", ("such as", "e.g.", "etc.")),
        ("Phonics where possible.", ("where possible",)),
        ("Phonics when staffing allows.", ("when staffing allows",)),
        ("Phonics in a small group.", ("small group",)),
        ("Phonics in a small group, 40 minutes.", ("small group",)),
        ("Phonics with a key adult.", ("key adult",)),
        ("A high level of supervision.", ("high level of",)),
        ("Some phonics from a range of games.", ("Some", "a range of")),
        ("He may need phonics.", ("may",)),
        ("Phonics to be agreed.", ("to be agreed",)),
        ("CAMHS will remain involved.", ("remain involved",)),
        ("A laptop will be available.", ("available",)),
        ("Insulin as per care plan.", ("as per care plan",)),
        ("Physiotherapy, see attached report.", ("see attached report",)),
        ("A suitably trained tutor.", ("suitably",)),
        ("He may benefit from phonics.", ("may benefit from",)),
        ("Swimming, pool staff permitting.", ("pool staff permitting",)),
        ("Phonics where reasonable.", ("where reasonable",)),
        ("Phonics if it can be arranged.", ("if it can be arranged",)),
        ("Phonics at the discretion of the service.", ("at the discretion of the service",)),
        ("The equivalent of two hours of phonics.", ("equivalent of",)),
        ("He will remain open to CAMHS.", ("remain open to",)),
    ],
)
def test_vague_phrases_are_named_as_written(text: str, phrases: tuple[str, ...]) -> None:
    found = lint_text("F", text).vague
    assert tuple(phrase.removeprefix("a ") for phrase in found) == tuple(
        phrase.removeprefix("a ") for phrase in phrases
    )


@pytest.mark.parametrize(
    "text",
    [
        "The past tense of regular verbs.",
        "Stretches for range of movement.",
        "Access arrangements in all tests.",
        "Step-free access to the hall.",
        "Phonics in a group of up to six.",
        "Phonics in a small group of four.",
        "Phonics in a small group (maximum 4).",
        "Phonics with a key adult, the class teacher.",
        "Phonics reviewed in May by the SENCo.",
        "Staff should use input from trained staff.",
        "An age-appropriate book.",
        "High-frequency words.",
        "A card that he may show at any time.",
    ],
)
def test_literal_words_are_not_vague(text: str) -> None:
    assert lint_text("F", text).vague == ()


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("Improve his reading.", ("Improve",)),
        ("He will read better and more often.", ("better", "more often")),
        ("Functional reading.", ("Functional",)),
        ("Two or fewer outbursts.", ()),
        ("He will reach his full potential.", ("reach his full potential",)),
        ("He will speak more in class.", ("more",)),
    ],
)
def test_unbounded_change_in_outcomes(text: str, phrases: tuple[str, ...]) -> None:
    assert lint_text("E", text).vague == phrases
    assert lint_text("F", text).vague == ()


def test_a_month_is_not_a_permission() -> None:
    assert lint_text("F", "In May be there.").vague == ()
    assert lint_text("F", "May be offered phonics.").vague == ("May",)
