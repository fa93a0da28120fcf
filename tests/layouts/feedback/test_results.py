from __future__ import annotations

import datetime
import re
from typing import Any

import pytest

from layouts.feedback.results import MOST_LISTED, MOST_SHOWN, NO_SCHOOL, School, preview, templates
from tests.analytics.results.sheets import preview as checked
from tests.tree import walk, words_in

NOON = datetime.datetime(2026, 5, 10, 12, tzinfo=datetime.UTC)


def links(tree: Any) -> list[str]:
    return [props["href"] for tag, props in walk(tree) if tag == "A"]


def school(number: int, with_lines: int = 1) -> School:
    return School(f"S{number}", f"School {number}", pupils=2, with_lines=with_lines)


def test_a_few_schools_are_listed_and_many_are_folded_under_one_template_for_all():
    few = templates([school(n) for n in range(MOST_LISTED)], one_school=False)
    assert len(links(few)) == MOST_LISTED
    assert "1 of 2 pupils" in words_in(few)
    many = templates([school(n, 2) for n in range(MOST_LISTED + 1)], one_school=False)
    assert links(many)[0] == "/feedback/results/template.csv"
    assert f"all {2 * MOST_LISTED + 2} pupils" in words_in(many)
    assert len(links(many)) == MOST_LISTED + 2


def test_schools_without_anything_to_report_on_are_left_out_and_none_is_said():
    shown = templates([school(1, 0), School(NO_SCHOOL, "", 1, 1), school(2)], one_school=False)
    assert links(shown) == [f"/feedback/results/template.csv?school={x}" for x in ("S2", NO_SCHOOL)]
    assert "1 of 1 pupil" in words_in(shown)
    assert "your school" in words_in(templates([school(1, 0)], one_school=True))


def shown_of(*rows: dict[str, str]) -> str:
    return words_in(preview(checked(*rows), name="a.csv", sha256="x", sent_at=NOON))


@pytest.mark.parametrize(
    ("rows", "headline"),
    [
        ([{"attainment": "1"}], "1 row can be kept."),
        ([{"line_id": "E-tidy", "attainment": "1"}], "once you confirm them"),
        ([{"attainment": "x"}], "Nothing in it can be kept as it is."),
        ([{"given_on": "3/5/2026"}], "No row is filled in."),
    ],
)
def test_the_headline_answers_whether_anything_can_be_kept(
    rows: list[dict[str, str]], headline: str
):
    assert headline in shown_of(*rows)


def test_of_very_many_rows_the_first_are_shown_and_the_rest_are_a_file():
    rows = [{"attainment": "x", "evidence": f"number {n}"} for n in range(MOST_SHOWN + 5)]
    shown = shown_of(*rows)
    assert f"The first {MOST_SHOWN} of {MOST_SHOWN + 5} rows are shown." in shown
    assert len(re.findall("none of the five steps", shown)) == MOST_SHOWN


def test_words_of_people_are_shown_as_words():
    assert "<b>loud</b>" in shown_of({"attainment": "1", "evidence": "<b>loud</b>"})
