"""A column says in a sentence why a value cannot be kept."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.schemas import QUESTIONS, TABLES, Column, Invalid, Table

COLOUR = Column("colour", "text", "Colour", allowed=("red", "blue"), longest=5)
CODE = Column("code", "text", "Code", pattern=r"[A-Z]+", required=True)
COUNT = Column("count", "whole", "Count", minimum=0, maximum=9)
WEIGHT = Column("weight", "number", "Weight", minimum=0.5)
FLAG = Column("flag", "flag", "Flag")
DAY = Column("day", "date", "Day")
THINGS = Table("things", "one thing", "code", (CODE, COLOUR, COUNT, WEIGHT, FLAG, DAY))


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        (COLOUR, "green", "not one of the choices"),
        (COLOUR, "bluered", "7 characters; the most is 5"),
        (COLOUR, 3, "must be text"),
        (COLOUR, "a\x00", "character that cannot be kept"),
        (COLOUR, "a\ud800", "character that cannot be kept"),
        (CODE, "abc", "form expected"),
        (CODE, None, "Code is missing"),
        (CODE, "", "Code is missing"),
        (COUNT, 10, "9 or less"),
        (COUNT, -1, "0 or more"),
        (COUNT, 1.5, "whole number"),
        (COUNT, True, "whole number"),
        (COUNT, "1", "whole number"),
        (WEIGHT, 0.1, "0.5 or more"),
        (WEIGHT, "x", "must be a number"),
        (WEIGHT, False, "must be a number"),
        (WEIGHT, float("nan"), "must be a number"),
        (WEIGHT, float("inf"), "must be a number"),
        (WEIGHT, 10**400, "must be a number"),
        (FLAG, 1, "yes or no"),
        (DAY, "2026-02-30", "real date"),
        (DAY, "20260201", "real date"),
        (DAY, 5, "real date"),
    ],
)
def test_a_bad_value_is_refused_in_words(column: Column, value: Any, says: str) -> None:
    assert says in str(column.problem(value))


@pytest.mark.parametrize(
    ("column", "value"),
    [
        (COLOUR, "red"),
        (COLOUR, None),
        (COLOUR, ""),
        (CODE, "ABC"),
        (COUNT, 0),
        (WEIGHT, 3),
        (FLAG, False),
        (DAY, "2026-02-28"),
    ],
)
def test_a_good_value_passes(column: Column, value: Any) -> None:
    assert column.problem(value) is None


def test_a_row_gets_every_column_and_blanks_become_missing() -> None:
    row = THINGS.validate({"code": "A", "colour": ""})
    assert row == {
        "code": "A", "colour": None, "count": None, "weight": None, "flag": None, "day": None,
    }  # fmt: skip


def test_every_problem_of_a_row_is_told_at_once() -> None:
    with pytest.raises(Invalid) as caught:
        THINGS.validate({"colour": "green", "count": -1, "other": 1})
    assert set(caught.value.problems) == {"code", "colour", "count", "other"}
    assert caught.value.problems["other"] == "other is not a field."


def test_a_part_of_a_row_is_checked_without_what_is_absent() -> None:
    THINGS.check({"count": 3})


@given(st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.binary()))
def test_no_value_breaks_the_check(value: Any) -> None:
    for column in THINGS.columns:
        assert isinstance(column.problem(value), str | None)


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_every_table_has_its_key_and_every_column_a_meaning(table: Table) -> None:
    assert table.key in table.column_names
    assert table.grain
    assert [column.name for column in table.columns if not column.meaning] == []


def test_scores_follow_the_scales() -> None:
    answers = TABLES["assessments"].by_name
    assert {q.id: answers[q.id].maximum for q in QUESTIONS} == {q.id: q.maximum for q in QUESTIONS}
    assert [q.words(None) for q in QUESTIONS] == ["Not answered"] * 20


def test_titles_are_words() -> None:
    assert COLOUR.title == "Colour"
    assert TABLES["pupils"].by_name["pupil_id"].title == "Pupil reference"
