"""From cells to indicators: alternatives, symbols, sums, rates, and the newest release."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest

from analytics.sen2.indicators import figures, newest, rated, summed_populations
from analytics.sen2.recipes import DIMENSIONS, MEASURES, RECIPES, SUMS, WHOLES
from data.schemas.indicators import INDICATORS, PER
from data.schemas.sen2 import ENGLAND, LOCAL

AREAS = pd.DataFrame(
    {"code": ["Z01", "Z02"], "level": LOCAL, "name": ["A", "B"], "region": "E12000091"}
)
Cell = tuple[str, str, str, Any]


def cells(*listed: Cell, code: str = "Z01", year: int = 2024, file: str = "f") -> pd.DataFrame:
    """Return cells; a text is a symbol, and keys are measure, dimension, category."""
    rows = [
        {
            "file": file, "code": code, "year": year, "measure": measure, "dimension": dimension,
            "category": category, "split": "", "part": "",
            "value": np.nan if isinstance(value, str) else value,
            "symbol": value if isinstance(value, str) else "",
        }
        for measure, dimension, category, value in listed
    ]  # fmt: skip
    return pd.DataFrame(rows)


def whole(measure: str, value: Any) -> Cell:
    return (measure, "all", "all", value)


REFUSED = (whole("requests", 300.0), whole("requests_refused", 100.0))


def one(found: pd.DataFrame, indicator: str) -> dict[str, Any]:
    (row,) = found[found["indicator"] == indicator].to_dict("records")
    return row


def of(*listed: Cell) -> pd.DataFrame:
    return figures(cells(*listed), AREAS)


def test_a_count_is_the_cell_itself() -> None:
    found = one(of(whole("requests", 12.0)), "requests")
    assert (found["value"], found["numerator"], found["symbol"]) == (12, 12, "")
    assert math.isnan(found["denominator"])
    assert (found["level"], found["name"], found["region"]) == (LOCAL, "A", "E12000091")


def test_0_is_a_figure() -> None:
    found = one(of(whole("requests", 0.0)), "requests")
    assert (found["value"], found["symbol"]) == (0, "")


@pytest.mark.parametrize("symbol", ["x", "z", "c", "low", "no data", "blank"])
def test_a_symbol_is_no_number(symbol: str) -> None:
    found = of(whole("requests", symbol), whole("requests_refused", 3.0))
    count, share = one(found, "requests"), one(found, "refusal_pct")
    assert math.isnan(count["value"])
    assert count["symbol"] == symbol
    assert math.isnan(share["value"])
    assert share["symbol"] == "x"


def test_what_is_not_printed_has_no_row() -> None:
    found = of(whole("requests", 1.0))
    assert set(found["indicator"]) == {"requests", "requests_per_1000"}
    assert of(whole("something_else", 1.0)).empty
    assert figures(cells(whole("requests", 1.0)).iloc[:0], AREAS).empty


def test_a_percentage_is_the_one_printed() -> None:
    found = of(
        whole("requests", 300.0),
        whole("requests_refused", 100.0),
        whole("requests_refused_pct", 40.0),
    )
    share = one(found, "refusal_pct")
    assert (share["value"], share["numerator"], share["denominator"]) == (40, 100, 300)


def test_a_percentage_printed_as_a_symbol_is_not_worked_out() -> None:
    found = of(
        whole("requests", 300.0),
        whole("requests_refused", 100.0),
        whole("requests_refused_pct", "c"),
    )
    assert math.isnan(one(found, "refusal_pct")["value"])
    assert one(found, "refusal_pct")["symbol"] == "c"


def test_a_percentage_that_is_not_printed_is_worked_out() -> None:
    found = of(whole("plans", 400.0), whole("personal_budgets", 30.0))
    assert one(found, "personal_budgets_pct")["value"] == 7.5
    nothing = of(whole("plans", 0.0), whole("personal_budgets", 0.0))
    assert one(nothing, "personal_budgets_pct")["symbol"] == "x"


def test_a_share_of_dated_outcomes_is_of_their_sum() -> None:
    found = of(
        whole("decided_in_6_weeks", 60.0),
        whole("decided_after_6_weeks", 40.0),
        whole("decided_in_6_weeks_pct", 60.0),
    )
    assert one(found, "decided_within_6_weeks_pct")["denominator"] == 100
    alone = of(whole("decided_in_6_weeks", 60.0), whole("decided_in_6_weeks_pct", 60.0))
    assert math.isnan(one(alone, "decided_within_6_weeks_pct")["denominator"])


def test_ages_are_added_up_or_taken_as_a_band() -> None:
    years = of(("plans", "age", "5", 10.0), ("plans", "age", "7", 4.0), whole("plans", 50.0))
    found = one(years, "age_5_10")
    assert (found["value"], found["denominator"]) == (14, 50)
    assert one(of(("plans", "age_band", "5_10", 9.0)), "age_5_10")["value"] == 9
    both = of(("plans", "age", "5", 10.0), ("plans", "age_band", "5_10", 9.0))
    assert one(both, "age_5_10")["value"] == 10


def test_an_age_with_a_symbol_leaves_no_sum_unless_the_band_is_printed() -> None:
    hidden = (("plans", "age", "5", "c"), ("plans", "age", "6", 4.0))
    found = one(of(*hidden), "age_5_10")
    assert math.isnan(found["value"])
    assert found["symbol"] == "c"
    assert one(of(*hidden, ("plans", "age_band", "5_10", 9.0)), "age_5_10")["value"] == 9


def test_rows_of_splits_are_no_totals() -> None:
    some = cells(whole("plans", 5.0)).assign(split="placement", part="special")
    assert figures(some, AREAS).empty


def test_of_two_files_the_first_by_name_is_used() -> None:
    late = cells(whole("plans", 9.0), file="b.csv")
    early = cells(whole("plans", 5.0), file="a.csv")
    for order in ([late, early], [early, late]):
        found = figures(pd.concat(order, ignore_index=True), AREAS)
        assert one(found, "plans")["value"] == 5


@pytest.mark.parametrize(
    ("measure", "indicator", "year"), [("plans", "plans", 2023), ("requests", "requests", 2022)]
)
def test_a_series_breaks_with_the_collection_of_2023(
    measure: str, indicator: str, year: int
) -> None:
    several = [cells(whole(measure, 5.0), year=one) for one in range(2020, 2026)]
    found = figures(pd.concat(several), AREAS).query("indicator == @indicator")
    assert found.loc[found["broken"], "year"].tolist() == [year]


# Rates.


def test_a_rate_is_for_every_thousand_people() -> None:
    before = of(whole("requests", 12.0))
    assert one(before, "requests_per_1000")["symbol"] == "x"
    found = one(rated(before, pd.Series({"Z01": 4_000.0})), "requests_per_1000")
    assert (found["value"], found["symbol"]) == (PER * 12 / 4_000, "")
    assert (found["numerator"], found["denominator"]) == (12, 4_000)


@pytest.mark.parametrize("people", [pd.Series(dtype=float), pd.Series({"Z01": 0.0})])
def test_without_people_there_is_no_rate(people: pd.Series) -> None:
    found = one(rated(of(whole("requests", 12.0)), people), "requests_per_1000")
    assert math.isnan(found["value"])
    assert found["symbol"] == "x"


def test_a_rate_of_a_symbol_is_that_symbol() -> None:
    found = one(rated(of(whole("requests", "c")), pd.Series({"Z01": 10.0})), "requests_per_1000")
    assert math.isnan(found["value"])
    assert found["symbol"] == "c"


def test_other_figures_know_nothing_of_people() -> None:
    before = of(whole("requests", 300.0), whole("requests_refused", 30.0))
    after = rated(before, pd.Series({"Z01": 10.0}))
    rates = before["indicator"].str.endswith("_per_1000")
    pd.testing.assert_frame_equal(after[~rates], before[~rates])


def people(*listed: tuple[str, str, float | None, bool, bool]) -> pd.DataFrame:
    names = ("code", "region", "population", "population_flagged", "current")
    frame = pd.DataFrame(listed, columns=list(names))
    return frame.astype({"population": "Float64"})


def test_people_of_regions_are_summed() -> None:
    found = summed_populations(
        people(
            ("001", "N", 10, False, True),
            ("002", "N", 20, True, True),
            ("003", "N", 20, True, True),
            ("004", "S", 20, False, True),
            ("909", "N", 20, True, False),
        )
    )
    assert found["N"] == 30
    assert found["S"] == 20
    assert found[ENGLAND] == 50
    assert found["003"] == found["909"] == 20


def test_where_one_number_is_missing_there_is_no_sum() -> None:
    found = summed_populations(
        people(("001", "N", 10, False, True), ("002", "N", None, False, True),
               ("004", "S", 20, False, True))
    )  # fmt: skip
    assert math.isnan(found["N"])
    assert found["S"] == 20
    assert math.isnan(found[ENGLAND])


# Releases beside one another.


def printed(*listed: tuple[str, float | None]) -> pd.DataFrame:
    rows = [
        {"release": release, "code": "Z01", "name": "A", "year": 2021, "indicator": "plans",
         "value": value, "symbol": "" if value is not None else "x"}
        for release, value in listed
    ]  # fmt: skip
    return pd.DataFrame(rows)


@pytest.mark.parametrize(
    ("listed", "used"),
    [
        ((("2022", 5.0), ("2025", 6.0)), "2025"),
        ((("2025", 6.0), ("2022", 5.0)), "2025"),
        ((("2022", 5.0), ("2025", None)), "2022"),
        ((("2022", None), ("2025", None)), "2025"),
    ],
)
def test_the_newest_release_with_a_value_is_used(
    listed: tuple[tuple[str, float | None], ...], used: str
) -> None:
    (row,) = newest(printed(*listed)).to_dict("records")
    assert row["release"] == used
    assert "has" not in row


# The recipes themselves.


def test_every_indicator_has_a_recipe() -> None:
    assert set(RECIPES) == set(INDICATORS)


@pytest.mark.parametrize("id", sorted(RECIPES))
def test_a_recipe_fits_its_indicator(id: str) -> None:
    recipe, indicator = RECIPES[id], INDICATORS[id]
    assert recipe.numerators
    assert (recipe.denominator is not None) == bool(indicator.compared)
    assert (recipe.denominator == ("population", "all", "all")) == (indicator.kind == "rate")
    if recipe.published:
        assert indicator.kind == "percentage"
    keys = [key for keys in recipe.numerators for key in keys]
    for measure, dimension, _ in keys:
        assert measure in MEASURES
        assert dimension in DIMENSIONS


def test_sums_and_wholes_are_of_what_there_is() -> None:
    for parts in SUMS.values():
        assert set(parts) <= MEASURES
    for parts in WHOLES.values():
        assert set(parts) <= set(INDICATORS)
        assert len({RECIPES[id].denominator for id in parts}) == 1
    assert "placement_independent_special" not in WHOLES["placement"]
