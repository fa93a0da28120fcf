"""The clause that decides in a contrast, and the clauses of a sentence."""

import pytest

from analytics.reading.clauses import clause_numbers, main_part
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


def test_stops_and_turns_begin_a_clause() -> None:
    assert clause_numbers(["no", "loss", ",", "but", "he", "mumbles"]) == [0, 0, 1, 2, 2, 2]
