"""How far behind a pupil's age a sentence puts them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.reading.stages import behind


@pytest.mark.parametrize(
    ("sentence", "age", "expected"),
    [
        ("Her learning is at the level of a child of two.", 6.0, "severe"),
        ("He works at around the five to seven month level in all areas.", 3.5, "severe"),
        ("Gross motor skills sit at around 14 months.", 3.2, "severe"),
        (
            "Development: overall about 18 months at a chronological age of 41 months.",
            3.4,
            "severe",
        ),
        ("His understanding is at the level of 16 to 18 months.", 2.0, "mild"),
        ("Fine motor skills are at about the three-year level.", 6.3, "severe"),
        ("Reading age 8 years 9 months.", 10.9, "moderate"),
        ("Spelling age: 8:5", 9.0, "mild"),
        ("Reading age of 9.", 8.5, None),
        ("This is what I would look for in a child who has just turned three.", 5.9, "moderate"),
        ("Reading age 15", 19.0, "mild"),
        ("Reading age 15 years 8 months", 19.0, None),
        ("Her skills were noted about two years ago.", 9.0, None),
        ("He has been here for 18 months.", 9.0, None),
        ("Her learning is at the level of a child of two.", None, None),
        ("Writing | Year 2 secure | Year 5", None, "severe"),
        ("Reading | Year 3 developing | Year 5", 9.9, "moderate"),
        ("Number | Year 4 | Year 5", 9.9, "mild"),
        ("Number | Year 5 | Year 5", 9.9, None),
        ("Spelling age: 7:5 | Year 5", 9.9, "moderate"),
    ],
)
def test_a_stage_is_held_against_the_age(
    sentence: str, age: float | None, expected: str | None
) -> None:
    assert behind(sentence, age) == expected


@given(st.floats(1, 15), st.integers(1, 180))
def test_nobody_is_behind_at_their_own_age(age: float, months: int) -> None:
    found = behind(f"Her language is at the level of {months} months.", age)
    assert found is None or months / 12 < age
