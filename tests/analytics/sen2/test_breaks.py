"""A series breaks with the first figure after the return changed, if there was one before."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.sen2.breaks import after_a_gap, first_years


def test_counts_of_january_break_a_year_after_those_of_the_year() -> None:
    assert first_years(pd.Series(["plans", "requests", "age_5_10"])).tolist() == [2023, 2022, 2023]


@pytest.mark.parametrize(
    ("years", "broken"),
    [
        ({2021: 1.0, 2022: 2.0, 2024: 3.0, 2025: 4.0}, [2024]),
        ({2022: 1.0, 2023: 2.0, 2024: 3.0}, [2023]),
        ({2022: 1.0, 2023: None, 2025: 3.0}, [2025]),
        ({2023: 1.0, 2024: 2.0}, []),
        ({2022: None, 2024: 2.0}, []),
        ({2021: 1.0, 2022: 2.0}, []),
    ],
)
def test_the_first_figure_after_the_change_is_found(
    years: dict[int, float | None], broken: list[int]
) -> None:
    figures = pd.DataFrame(
        {"code": code, "indicator": "age_5_10", "year": year, "value": value}
        for code in ("201", "202")
        for year, value in years.items()
    ).astype({"value": float})
    found = figures[after_a_gap(figures)]
    assert found["year"].tolist() == broken * 2


def test_no_figures_have_no_breaks() -> None:
    empty = pd.DataFrame(columns=["code", "indicator", "year", "value"])
    assert after_a_gap(empty).empty
