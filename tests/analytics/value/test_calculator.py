"""The calculator gives every number of the pack, from one set of inputs, and adds up."""

from __future__ import annotations

from dataclasses import asdict, fields, replace
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.value.calculator import Figures, calculate
from analytics.value.cashable import SHARES, splits
from analytics.value.inputs import (
    BY_NAME,
    INPUTS,
    PACK,
    SPECIALIST_RATES,
    Inputs,
)
from analytics.value.notes import limits, rounding_notes
from analytics.value.printed import NAMES, PRINTED, here, rounded
from analytics.value.tornado import ONE_CASE, YEAR, still, tornado

# Typed from the technical pack a second time, so that a slip in the program's own list shows.
CASE = """
co_ordinator_days 8          co_ordinator_rate 241   co_ordinator_cost 1,928
specialist_days 10           specialist_rate 311     specialist_cost 3,109
panel_days 0.25              panel_rate 1,750        panel_cost 438
case_cost 5,474
co_ordinator_reduction 30    co_ordinator_saving 578
specialist_reduction 25      specialist_saving 777
panel_reduction 0            panel_saving 0
case_saving_percent 25       case_saving 1,356
"""
NATIONAL = """
plans_two_years_before 256,315   plans_year_before 287,290   plans 319,819
plans_growth_percent 11.7        plans_change 30,975
requests 45,205   ongoing 12,993   new_cases 32,212
not_qualified 3,043   not_qualified_effort 40   not_qualified_cost 6.66   not_qualified_saving 1.65
qualified_effort 100  qualified_cost 176.34     qualified_saving 43.67
review_share 20       reviews 63,964   review_effort 20   reviews_cost 70.03   reviews_saving 17.34
all_cases 99,219      total_cost 253.03         total_saving 62.66   total_saving_percent 25
authorities 150
authority_not_qualified_saving 0.01   authority_qualified_saving 0.29
authority_reviews_saving 0.12         authority_saving 0.42
"""
IMPACT = "total_cost 253  total_saving 63  authority_saving 420  process_weeks 26  weeks_after 19"


def pairs(text: str) -> set[tuple[str, str]]:
    words = text.split()
    return set(zip(words[::2], words[1::2], strict=True))


def exact(inputs: Inputs) -> dict[str, Fraction]:
    """Work the pack's sums out in fractions, line by line."""
    x = {name: Fraction(str(value)) for name, value in asdict(inputs).items()}
    roles = ("co_ordinator", "specialist", "panel")
    cost = {role: x[f"{role}_days"] * x[f"{role}_rate"] for role in roles}
    saved = {role: cost[role] * x[f"{role}_reduction"] / 100 for role in roles}
    leaves = sum(saved[role] * x[f"{role}_cashable"] / 100 for role in roles)
    cases = (
        x["not_qualified"] * x["not_qualified_effort"] / 100
        + (x["requests"] - x["ongoing"]) * x["qualified_effort"] / 100
        + x["plans"] * x["review_share"] / 100 * x["review_effort"] / 100
    )
    return {
        "case_cost": sum(cost.values(), Fraction()),
        "case_saving": sum(saved.values(), Fraction()),
        "total_cost": cases * sum(cost.values()),
        "total_saving": cases * sum(saved.values()),
        "authority_saving": cases * sum(saved.values()) / x["authorities"],
        "total_saving_cashable": cases * leaves,
    }


def test_the_pack_s_numbers_are_listed_as_the_pack_prints_them() -> None:
    listed = {(one.name, one.text) for one in PRINTED}
    assert listed == pairs(CASE) | pairs(NATIONAL) | pairs(IMPACT)


@pytest.mark.parametrize("one", PRINTED, ids=lambda one: f"{one.name}-{one.text}")
def test_every_printed_number_comes_out(one: Any) -> None:
    assert here(one, PACK, calculate(PACK)) == one.text


@pytest.mark.parametrize(("name", "least"), [("case_cost", 5_000), ("case_saving", 1_350)])
def test_what_the_pack_gives_as_at_least(name: str, least: float) -> None:
    assert getattr(calculate(PACK), name) >= least


def reproduces(rate: float) -> bool:
    inputs = replace(PACK, specialist_rate=rate)
    figures = calculate(inputs)
    return all(here(one, inputs, figures) == one.text for one in PRINTED)


def test_the_specialists_rate_is_the_middle_of_those_that_print_everything() -> None:
    rates = [rate / 1_000 for rate in range(310_850, 310_951)]
    found = [rate for rate in rates if reproduces(rate)]
    assert (found[0], found[-1]) == SPECIALIST_RATES
    assert len(found) == round(1_000 * (found[-1] - found[0])) + 1
    assert abs(PACK.specialist_rate - (found[0] + found[-1]) / 2) < 0.001


def test_the_printed_rates_alone_do_not_add_up() -> None:
    assert calculate(replace(PACK, specialist_rate=311)).case_cost == 5_475.5
    assert not reproduces(311)


def test_every_figure_and_input_has_words() -> None:
    assert tuple(NAMES) == tuple(field.name for field in fields(Figures))
    assert tuple(BY_NAME) == tuple(field.name for field in fields(Inputs))


def some_inputs() -> st.SearchStrategy[Inputs]:
    def within(one: Any) -> st.SearchStrategy[float]:
        if one.whole:
            return st.integers(int(one.lowest), min(int(one.highest), 100_000))
        return st.floats(one.lowest, one.highest).map(lambda value: round(value, 2))

    made = st.fixed_dictionaries({one.name: within(one) for one in INPUTS})
    return made.map(lambda got: Inputs(**{**got, "ongoing": min(got["ongoing"], got["requests"])}))


@given(inputs=some_inputs())
def test_figures_are_the_sums_in_fractions(inputs: Inputs) -> None:
    figures = vars(calculate(inputs))
    for name, value in exact(inputs).items():
        assert figures[name] == pytest.approx(float(value), rel=1e-9, abs=1e-9)


@given(inputs=some_inputs())
def test_no_more_is_saved_than_spent_and_the_parts_are_the_whole(inputs: Inputs) -> None:
    figures = calculate(inputs)
    assert 0 <= figures.case_saving <= figures.case_cost * (1 + 1e-12)
    assert 0 <= figures.total_saving <= figures.total_cost * (1 + 1e-12)
    for whole in ("case_saving", "total_saving"):
        parts = [vars(figures)[f"{whole}{end}"] for end in ("_cashable", "_non_cashable")]
        assert sum(parts) == pytest.approx(vars(figures)[whole], rel=1e-9, abs=1e-9)
    kinds = ("not_qualified", "qualified", "reviews")
    assert sum(vars(figures)[f"{kind}_saving"] for kind in kinds) == pytest.approx(
        figures.total_saving, rel=1e-9, abs=1e-9
    )
    assert figures.weeks_after + figures.weeks_saved == pytest.approx(inputs.process_weeks)


@given(inputs=some_inputs(), figure=st.sampled_from([YEAR, ONE_CASE]))
def test_the_tornado_is_symmetrical_within_limits_and_in_order(inputs: Inputs, figure: str) -> None:
    swings = tornado(inputs, figure=figure)
    for longer, shorter in pairwise(swings):
        assert longer.spread >= shorter.spread * (1 - 1e-8)
    for swing in swings:
        assert swing.low <= getattr(inputs, swing.name) <= swing.high
        if not swing.bounded:
            up, down = swing.saving_high - swing.saving, swing.saving_low - swing.saving
            assert up == pytest.approx(-down, rel=1e-6, abs=1e-6 * max(1, swing.saving))
    assert len(still(swings)) + len(swings) == len(INPUTS)


def test_the_tornado_of_the_pack() -> None:
    year = tornado(PACK)
    assert year[0].name == "requests"
    assert year[0].saving_high - year[0].saving == pytest.approx(9_041 * 1355.5925)
    assert {swing.name for swing in tornado(PACK, figure=ONE_CASE)} == {
        f"{role}_{part}"
        for role in ("co_ordinator", "specialist")
        for part in ("days", "rate", "reduction")
    }
    assert "panel_rate" in still(year)


def test_a_swing_stops_at_the_limit() -> None:
    inputs = replace(PACK, specialist_reduction=90, requests=13_000)
    swings = {swing.name: swing for swing in tornado(inputs)}
    assert (swings["specialist_reduction"].high, swings["specialist_reduction"].bounded) == (
        100,
        True,
    )
    assert swings["requests"].low == PACK.ongoing
    assert swings["ongoing"].high == 13_000


def test_nothing_is_cashable_unless_somebody_says_so() -> None:
    figures = calculate(PACK)
    assert figures.total_saving_cashable == 0
    assert figures.total_saving_non_cashable == figures.total_saving
    assert calculate(replace(PACK, co_ordinator_cashable=50)).case_saving_cashable == 289.2


def test_the_shares_that_are_shown_run_from_nothing_to_everything() -> None:
    found = splits(replace(PACK, panel_cashable=7))
    assert tuple(one.share for one in found) == SHARES
    assert found[0].cashable == 0
    assert found[-1].cashable == pytest.approx(calculate(PACK).total_saving)
    assert found[2].cashable == pytest.approx(found[2].non_cashable)
    assert found[-1].authority_cashable == pytest.approx(calculate(PACK).authority_saving)


def test_an_authority_without_work_has_no_shares() -> None:
    nothing = dict.fromkeys(asdict(PACK), 0) | {"authorities": 1}
    figures = calculate(Inputs(**nothing))
    assert figures.case_saving_percent is None
    assert figures.total_saving_percent is None
    assert figures.plans_growth_percent is None
    assert (figures.total_cost, figures.weeks_after) == (0, 0)
    assert NAMES["case_saving_percent"].show(None) == "–"
    growth = next(one for one in PRINTED if one.name == "plans_growth_percent")
    assert here(growth, Inputs(**nothing), figures) == "–"


@pytest.mark.parametrize(
    ("value", "decimals", "down", "printed"),
    [
        (437.5, 0, False, "438"),
        (438.5, 0, False, "439"),
        (0.285, 2, False, "0.29"),
        (2.675, 2, False, "2.68"),
        (417.7, -1, False, "420"),
        (19.99, 0, True, "19"),
        (1_234_567.891, 1, False, "1,234,567.9"),
    ],
)
def test_halves_are_rounded_up(value: float, decimals: int, down: bool, printed: str) -> None:
    assert rounded(value, decimals, down) == printed


def test_the_notes_say_what_does_not_add_up() -> None:
    said = " ".join(rounding_notes())
    for words in ("£5,475.50", "£310.871 to £310.884", "24.8%", "£236.37m", "19.5", "63,963.8"):
        assert words in said
    assert "£79.95m once and £15.99m a year" in " ".join(limits())


def test_units() -> None:
    assert (NAMES["total_cost"].unit, NAMES["case_saving_percent"].unit) == ("£", "%")
    assert NAMES["total_cost"].show(calculate(PACK).total_cost) == "£253.03m"
    assert NAMES["weeks_after"].show(calculate(PACK).weeks_after) == "19 weeks"
    assert (NAMES["reviews"].unit, NAMES["weeks_after"].unit) == ("cases", "weeks")
