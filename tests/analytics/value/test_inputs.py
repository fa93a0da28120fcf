"""What the calculator takes: each bad input is named in a sentence, and none is guessed."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.value.inputs import (
    INPUTS,
    PACK,
    called,
    differing,
    inputs_of,
    plain,
    problems_of,
    typed,
)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("specialist_days", -1, "Specialists: time must be from 0 to 260 days."),
        ("specialist_days", "10", "must be a number"),
        ("specialist_days", True, "must be a number"),
        ("specialist_days", None, "must be a number"),
        ("specialist_days", [1], "must be a number"),
        ("specialist_days", float("nan"), "must be a number"),
        ("specialist_days", float("inf"), "must be a number"),
        ("requests", 10**400, "must be a number"),
        ("panel_reduction", 101, "Time saved, panel must be from 0 to 100 %."),
        ("requests", 20_000.5, "whole number"),
        ("authorities", 0, "from 1 to 1,000"),
        ("ongoing", 45_206, "more than the 45,205 requests"),
        ("days", 3, "days is not an input"),
    ],
)
def test_a_bad_input_is_named(name: str, value: Any, says: str) -> None:
    problems = problems_of({name: value})
    assert list(problems) == [name]
    assert says in problems[name]
    with pytest.raises(ValueError, match=r"\."):
        inputs_of({name: value})


def test_limits_themselves_are_taken() -> None:
    for one in INPUTS:
        for end in (one.lowest, one.highest):
            changes = {one.name: end, "ongoing": 0} if one.name != "ongoing" else {"ongoing": 0}
            assert problems_of(changes) == {}


def test_what_is_not_given_is_the_pack_s() -> None:
    inputs = inputs_of({"specialist_days": 12})
    assert differing(inputs) == {"specialist_days": 12}
    assert differing(PACK) == {}
    assert inputs_of({}) == PACK


def test_what_is_typed_may_look_like_money() -> None:
    numbers, problems = typed(
        {"specialist_rate": " £1,300.50 ", "panel_reduction": "5%", "sent": "x"}
    )
    assert numbers == {"specialist_rate": 1_300.5, "panel_reduction": 5}
    assert problems == {}


@pytest.mark.parametrize("text", ["", "many", "nan", "1e999", "1.2.3"])
def test_what_is_no_number_is_said_at_its_field(text: str) -> None:
    numbers, problems = typed({"panel_days": text, "requests": "1.5"})
    assert problems["panel_days"] == "Panel: time: give a number, such as 0.25."
    assert "whole number" in problems["requests"]
    assert "panel_days" not in numbers


@given(values=st.dictionaries(st.sampled_from(list(asdict(PACK))), st.text(max_size=8)))
def test_anything_typed_is_either_a_number_or_told(values: dict[str, str]) -> None:
    numbers, problems = typed(values)
    assert values.keys() <= numbers.keys() | problems.keys()
    if not problems:
        assert differing(inputs_of(numbers)).keys() <= values.keys()


@given(value=st.floats(0, 10_000_000).map(lambda number: round(number, 5)))
def test_a_number_in_the_form_is_read_back_as_itself(value: float) -> None:
    assert typed({"specialist_rate": plain(value)})[0]["specialist_rate"] == value


def test_each_input_has_its_words_and_source() -> None:
    assert len({called(one.name) for one in INPUTS}) == len(INPUTS)
    assert all(one.source and one.unit for one in INPUTS)
