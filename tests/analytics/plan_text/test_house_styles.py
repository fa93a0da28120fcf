"""Lines in unlike house styles: forms, tables, letters, legal wording, occasions.

`house_styles.jsonl` holds the lines, each with its kind and a letter for each slot that it lacks.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from analytics.plan_text.lint import lint_text

LINES = [
    json.loads(line)
    for line in Path(__file__).with_name("house_styles.jsonl").read_text("utf-8").split("\n")
    if line
]
SLOTS = {
    "W": "what",
    "O": "who",
    "F": "frequency",
    "D": "duration",
    "G": "group_size",
    "X": "expertise",
    "R": "review",
    "S": "specific",
    "M": "measurable",
    "A": "achievable_in_control",
    "V": "relevant",
    "T": "time_bound",
}


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["text"][:40])
def test_what_a_line_lacks(line: dict[str, Any]) -> None:
    found = lint_text(line["section"], line["text"])
    assert found.kind == line["kind"]
    assert set(found.missing) == {SLOTS[letter] for letter in line["lacks"]}
    assert found.is_service is line["is_service"]
