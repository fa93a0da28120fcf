"""The figures of the linter's benchmark, and the labelled lines that it measures on."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from analytics.plan_text.kinds import APPLICABLE
from analytics.plan_text.lint import lint_text
from analytics.plan_text.outcomes import OUTCOME_SLOTS
from benchmarks.peers.plan_words import keyword_lint
from benchmarks.plan_text import (
    HANDS,
    HELD_BACK,
    f1,
    learned_from,
    measured,
    read,
    slots_of,
    vague_counts,
)
from data.schemas.plans import PROVISION_SECTIONS, Lint

LINE = {
    "section": "E",
    "text": "x",
    "missing": ["specific", "measurable"],
    "contested": ["measurable"],
    "vague": ["Better"],
}


def found(section: str, text: str) -> Lint:
    return Lint("outcome", ("specific", "time_bound"), ("better at", "some"))


def test_f1_is_the_harmonic_mean() -> None:
    assert f1(Counter(tp=3, fp=1, fn=2)) == pytest.approx(2 * 0.75 * 0.6 / 1.35)
    assert f1(Counter()) == 1.0


def test_contested_slots_are_left_out() -> None:
    counted = slots_of([LINE], found, OUTCOME_SLOTS)
    assert counted["counts"]["specific"] == Counter(tp=1)
    assert counted["counts"]["measurable"] == Counter()
    assert counted["counts"]["time_bound"] == Counter(fp=1)
    assert (counted["whole"], counted["total"]) == (0, 1)


def test_a_vague_phrase_counts_if_it_holds_the_labelled_one() -> None:
    assert vague_counts([LINE], found) == Counter(tp=1, fn=0, fp=1)


def test_labelled_lines_are_labelled_with_what_exists() -> None:
    lines = read(sorted(HANDS.glob("*.jsonl")))
    assert len(lines) >= 250
    assert len({line["id"] for line in lines}) == len(lines)
    for line in lines:
        assert line["section"] in (*PROVISION_SECTIONS, "E")
        slots = OUTCOME_SLOTS if line["section"] == "E" else APPLICABLE[line["kind"]]
        assert set(line["missing"]) <= set(slots)
        assert all(phrase in line["text"] for phrase in line["vague"])


@pytest.fixture(scope="module")
def figures() -> Any:
    lines = read(learned_from())
    return measured(lines, lint_text), measured(lines, keyword_lint)


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("provision, slot F1", 0.95),
        ("provision, whole set right", 0.75),
        ("outcomes, slot F1", 0.90),
        ("outcomes, whole set right", 0.75),
        ("is_service, F1", 0.90),
        ("vague phrases, recall", 0.95),
    ],
)
def test_lines_that_it_was_made_with_stay_right(figures: Any, name: str, least: float) -> None:
    ours, keywords = figures
    assert ours[name] >= least
    assert ours[name] > keywords[name]


def test_a_hand_is_held_back_from_the_figures_of_the_others() -> None:
    assert all(path.exists() for path in HELD_BACK)
    assert not set(HELD_BACK) & set(learned_from())
    assert len(learned_from()) == 12


def test_the_hand_held_back_is_read_better_than_by_a_keyword_list() -> None:
    lines = read(HELD_BACK)
    ours, keywords = measured(lines, lint_text), measured(lines, keyword_lint)
    for name in ("provision, slot F1", "outcomes, slot F1"):
        assert ours[name] >= 0.85
        assert ours[name] > keywords[name]
