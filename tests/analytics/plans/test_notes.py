"""Notes of the assessment in a plan: what people wrote, not what is quoted in it already."""

from __future__ import annotations

import pytest

from analytics.reading.accepting import Cited, accepted, best
from tests.analytics.plans.conftest import Authority

REPORT = "Speech and language therapy report, 18 September 2025"


def noted(northmoor: Authority, note: str | None) -> list[str]:
    lines = northmoor.draft("EX1", slc_note=note).section("B")
    return [
        line.text for line in lines if line.line_id.startswith(("B-detail-slc", "B-to_obtain-slc"))
    ]


@pytest.mark.parametrize(
    ("note", "about"),
    [
        ("“A language disorder.” (SALT report) He points.", None),
        ("Needs 1.5 times as long. Signs!", None),
        ("He shouts “stop.” Then he leaves.", None),
        ("Uses signs (Makaton.) at home", None),
        (". . . He points.", "He points."),
        (". . .", ""),
        ("…", ""),
        ("", ""),
    ],
)
def test_a_note_keeps_all_of_its_words(northmoor: Authority, note: str, about: str | None) -> None:
    words = note if about is None else about
    assert noted(northmoor, note) == ([f"“{words}” (Note of the assessment)"] if words else [])


def test_what_is_to_be_settled_is_a_gap_after_a_quotation(northmoor: Authority) -> None:
    assert noted(northmoor, "“She has a delay.” (Nursery) Ask the therapist.") == [
        "““She has a delay.” (Nursery)” (Note of the assessment)",
        "To settle: “Ask the therapist.” (Note of the assessment)",
    ]


def test_no_accepted_suggestion_gives_a_line(northmoor: Authority) -> None:
    bundle = northmoor.bundle("EX4")
    assert bundle
    answers: dict[str, object] = {}
    for suggestion in bundle.suggestions.values():
        cited = [Cited(one.text, REPORT) for one in best(suggestion)]
        answers |= accepted({}, suggestion, value=suggestion.value, cited=cited)
    lines = northmoor.draft("EX4", **answers).lines
    assert sum(bool(answers.get(f"{line.area}_note")) for line in lines if line.kind == "need") > 3
    assert not [line.text for line in lines if "Note of the assessment" in line.text]


def test_own_words_beside_an_accepted_suggestion_count(northmoor: Authority) -> None:
    bundle = northmoor.bundle("EX4")
    assert bundle
    suggestion = bundle.suggestions["slc"]
    cited = [Cited(one.text, REPORT) for one in best(suggestion)]
    row = accepted({"slc_note": "Signs at home."}, suggestion, value=suggestion.value, cited=cited)
    assert noted(northmoor, f"{row['slc_note']}\nSings all day.") == [
        "“Signs at home. Sings all day.” (Note of the assessment)"
    ]
