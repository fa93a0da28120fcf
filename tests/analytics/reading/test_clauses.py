"""The clause that decides in a contrast, and the clauses of a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.reading.clauses import STOPS, TURNING, clauses, main_part
from analytics.reading.tokens import words


@pytest.mark.parametrize(
    ("sentence", "deciding"),
    [
        ("She is happy, but her reading is behind.", "her reading is behind ."),
        ("He tries hard; however his writing is poor.", "his writing is poor ."),
        ("Although he worries, he sleeps well.", "he sleeps well ."),
        ("He sleeps well although he worries.", "he sleeps well"),
        ("Although he worries about it all", None),
        ("He sleeps well.", None),
        ("But he sleeps.", None),
    ],
)
def test_the_main_clause_decides(sentence: str, deciding: str | None) -> None:
    found = words(sentence)
    part = main_part(found)
    assert (" ".join(found[part[0] : part[1]]) if part else None) == deciding


@given(st.lists(st.sampled_from(["no", "loss", ",", "but", "he", "although", ")"]), min_size=1))
def test_stops_and_turns_begin_a_clause(found: list[str]) -> None:
    numbers, current = [], 0
    for word in found:
        current += word in STOPS or word in TURNING
        numbers.append(current)
    assert clauses(found) == numbers
