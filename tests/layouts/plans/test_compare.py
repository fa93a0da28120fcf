"""A comparison of a plan: unfolded where it is read in one go, folded by section where not."""

from __future__ import annotations

from analytics.plans.comparing import LineChange, Piece
from layouts.plans.compare import MOST_UNFOLDED, comparison
from tests.tree import walk, words_in


def change(number: int, section: str, what: str = "added") -> LineChange:
    return LineChange(f"L{number}", section, what, (Piece("added", f"Line {number}."),), ("asha",))


def told(changes: list[LineChange]) -> list:
    return comparison(changes, pupil_id="P1", names={"asha": "Asha Patel"})


def test_a_few_changes_are_read_in_one_go() -> None:
    shown = told([change(number, "B") for number in range(MOST_UNFOLDED)])
    tags = [tag for tag, _ in walk(shown)]
    assert "Details" not in tags
    assert tags.count("H2") == 1
    assert f"{MOST_UNFOLDED} lines added." in words_in(shown)


def test_many_changes_are_folded_by_section_with_their_counts() -> None:
    changes = [change(number, "B") for number in range(MOST_UNFOLDED)]
    shown = told([*changes, change(98, "F", "changed"), change(99, "F", "removed")])
    folds = [props for tag, props in walk(shown) if tag == "Details"]
    counts = [words_in(props["children"][0]) for props in folds]
    assert counts[0].startswith("B. ") and counts[0].endswith(f": {MOST_UNFOLDED} lines added")
    assert counts[1].startswith("F. ") and counts[1].endswith(": 1 line taken out, 1 line changed")
    assert not any(props["open"] for props in folds)
    assert all("details--printed" in props["className"] for props in folds)
    assert words_in(shown).count("Line ") == len(changes) + 2
