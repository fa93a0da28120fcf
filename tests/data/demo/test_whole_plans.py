"""The words of amended plans: one for each need, none with a pronoun, the same on every call."""

from __future__ import annotations

import re
from datetime import date

from data.demo import whole_plans
from data.schemas.plans import AREA_QUESTIONS

WORDS = (
    *(text for each in whole_plans.VIEWS for text in each),
    *whole_plans.HISTORY,
    *whole_plans.STRENGTHS,
    *whole_plans.DETAILS.values(),
    *(text for _, text in whole_plans.CARE.values()),
)


def test_every_need_has_its_words() -> None:
    needs = {question for group in AREA_QUESTIONS.values() for question in group}
    assert set(whole_plans.DETAILS) == needs | {"health", "social_care"}


def test_nobody_is_he_or_she() -> None:
    quoted = re.compile(r'"[^"]*"')
    for text in WORDS:
        assert not re.search(r"(?i)\b(?:he|she|his|her|him)\b", quoted.sub("", text)), text


def test_the_words_of_a_pupil_are_always_the_same_and_pupils_differ() -> None:
    pupils = [f"NM1{number:04d}" for number in range(60)]
    first = [whole_plans.section_a(one) for one in pupils]
    assert first == [whole_plans.section_a(one) for one in pupils]
    assert len(set(first)) > 10
    assert len({whole_plans.strength(one) for one in pupils}) == len(whole_plans.STRENGTHS)


def test_advice_came_within_six_weeks_of_being_asked_for() -> None:
    lines = whole_plans.section_k(date(2024, 2, 27))
    assert lines[0] == "Advice of the parents, dated 22 March 2024, asked for on 1 March 2024."
    assert len(lines) == len(whole_plans.ADVISERS)
