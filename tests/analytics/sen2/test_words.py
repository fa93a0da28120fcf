"""Figures in words: units, denominators and small numbers."""

from __future__ import annotations

import math

import pytest

from analytics.sen2.words import bare, counted, gap, ordinal, out_of, shown, size

ASD, RATE = "need_asd", "plans_per_1000"


@pytest.mark.parametrize(
    ("value", "indicator", "words"),
    [
        (31.46, ASD, "31.5%"),
        (0, ASD, "0.0%"),
        (0.04, ASD, "under 0.1%"),
        (14.25, RATE, "14.2 per 1,000"),
        (math.nan, ASD, "not known"),
    ],
)
def test_a_figure_has_its_unit(value: float, indicator: str, words: str) -> None:
    assert shown(value, indicator) == words
    assert bare(value, indicator) == words.removesuffix(" per 1,000")


@pytest.mark.parametrize(
    ("difference", "indicator", "words"),
    [
        (7.54, ASD, "7.5 percentage points more"),
        (-1.0, ASD, "1.0 percentage points less"),
        (5.1, RATE, "5.1 per 1,000 more"),
        (-5.1, RATE, "5.1 per 1,000 fewer"),
        (0, ASD, "the same"),
        (-0.01, ASD, "under 0.1 percentage points less"),
        (math.nan, RATE, "not known"),
    ],
)
def test_a_difference_has_its_size_and_direction(
    difference: float, indicator: str, words: str
) -> None:
    assert gap(difference, indicator) == words


def test_what_is_counted_is_said_out_of_how_many() -> None:
    assert counted(1234, 3918) == "1,234 of 3,918"
    assert counted(math.nan, 3) == counted(3, math.nan) == ""
    assert out_of(ASD) == "EHC plans in force in January"
    assert out_of(RATE) == "people aged 0 to 25 in the area"


def test_the_size_is_one_phrase() -> None:
    given = {"where": "in England", "numerator": 315.0, "denominator": 1_000.0}
    assert size(31.5, 24.0, ASD, **given) == (  # type: ignore[arg-type]
        "31.5% (315 of 1,000 EHC plans in force in January) against 24.0% in England: "
        "7.5 percentage points more"
    )
    bare_words = size(31.5, 24.0, ASD, where="in London", numerator=math.nan, denominator=1)
    assert bare_words == "31.5% against 24.0% in London: 7.5 percentage points more"


def test_ordinals_are_english() -> None:
    numbers = (1, 2, 3, 4, 11, 12, 13, 21, 101, 111, 122)
    words = "1st 2nd 3rd 4th 11th 12th 13th 21st 101st 111th 122nd"
    assert " ".join(ordinal(number) for number in numbers) == words
