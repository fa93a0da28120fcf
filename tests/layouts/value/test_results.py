"""The drawings and readings of value say what the figures say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analytics.value.calculator import calculate
from analytics.value.durations import STAGES, WHOLE, Taken
from analytics.value.inputs import PACK
from analytics.value.tornado import ONE_CASE, tornado
from layouts.figures.value import draw_taken, draw_tornado
from layouts.value.results import reading, results, taken_reading
from layouts.value.words import money, number, percent
from tests.tree import words_in

TAKEN = tuple(Taken(stage, 40, 5.5, 4.0, 7.0, 3) for stage in (*STAGES, WHOLE))


def test_the_tornado_draws_each_swing_from_the_saving() -> None:
    swings = tornado(PACK)
    low, high = draw_tornado(swings)["data"]
    assert low["y"] == high["y"]
    assert low["x"][0] == pytest.approx(swings[0].saving_low - swings[0].saving, abs=0.01)
    assert high["text"][0] == "£74.91m"
    ongoing = low["y"].index("Of them still open")
    assert low["x"][ongoing] > 0 > high["x"][ongoing]


def test_the_reading_names_what_moves_the_saving_most() -> None:
    assert reading(tornado(PACK), "the saving in a year") == (
        "“Requests worked on” moves the saving in a year most: from £50.40m to £74.91m, "
        "20% down or up."
    )
    assert "So do 2 others" in reading(tornado(PACK, figure=ONE_CASE), "it")
    two = tornado(PACK, figure=ONE_CASE)[:2]
    assert "So does Specialists: " in reading(two, "it")


def test_the_time_taken_draws_only_what_is_known() -> None:
    unknown = replace(TAKEN[0], median=None, low=None, high=None, within=None)
    bars, medians, targets, after = draw_taken((unknown, *TAKEN[1:]))["data"]
    assert len(bars["y"]) == len(medians["y"]) == len(targets["y"]) == 3
    assert (bars["base"], bars["x"]) == ([4.0] * 3, [3.0] * 3)
    assert targets["x"] == [16, 2, 26]
    assert (after["y"], after["x"]) == (["Request to final plan"], [19])


def test_few_cases_within_the_target_are_withheld() -> None:
    said = words_in(results(PACK, calculate(PACK), TAKEN))
    assert " c " in said
    assert "3 of 40" not in said
    shown = replace(TAKEN[0], within=10)
    assert "10 of 40, 25%" in words_in(results(PACK, calculate(PACK), (shown, *TAKEN[1:])))


def test_without_plans_the_page_says_what_would_be_there() -> None:
    none = tuple(Taken(one.stage, 2) for one in TAKEN)
    said = words_in(results(PACK, calculate(PACK), none))
    assert "too few to tell" in said
    partly = (Taken(TAKEN[0].stage, 3), *TAKEN[1:])
    assert "– to –" in words_in(results(PACK, calculate(PACK), partly))


def test_the_whole_stands_beside_the_pack_s_two_lengths() -> None:
    assert taken_reading(TAKEN[-1]) == (
        "Here the 40 final plans of the last 12 months took 5.5 weeks in the middle, half of them "
        "4.0 to 7.0. The pack takes 26 weeks for granted before, and 19 after."
    )


def test_where_nothing_is_saved_nothing_moves_it() -> None:
    inputs = replace(PACK, co_ordinator_reduction=0, specialist_reduction=0)
    assert "nothing is saved" in words_in(results(inputs, calculate(inputs), TAKEN))


def test_words() -> None:
    assert (money(999_999.4), money(1_000_000), money(0)) == ("£999,999", "£1.00m", "£0")
    assert (percent(None), percent(24.76)) == ("–", "24.8%")
    assert (number(10), number(0.25), number(310.877, decimals=3)) == ("10", "0.25", "310.877")
