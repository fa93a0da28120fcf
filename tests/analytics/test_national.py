import pandas as pd
import pytest

from analytics.national import (
    age_reading,
    by_age,
    change,
    compared,
    comparison_reading,
    growth,
    latest,
    new_share,
    rows,
    split,
    total_reading,
)
from data.published import read_reference
from data.schemas import AGE_BANDS

# Technical pack v0.09, page "National data": what it prints beside its counts.
CHANGE = {2012: 796, 2013: 1139, 2014: 3275, 2015: 6752, 2016: 16132, 2017: 30975, 2018: 32529}
GROWTH_PCT = {2012: 0.3, 2013: 0.5, 2014: 1.4, 2015: 2.9, 2016: 6.7, 2017: 12.1, 2018: 11.3}
NEW_SHARE_PCT = {
    2011: 11.3, 2012: 12.0, 2013: 12.4, 2014: 11.6, 2015: 11.6, 2016: 14.1, 2017: 14.7,
}  # fmt: skip
SPLIT_PCT = {
    "all": (2018, (3.9, 33.0, 36.7, 21.9, 4.4, 100.0), 0.05),
    "new": (2017, (23, 46, 23, 6, 2, 100), 0.5),
}
GROWTH_2017_PCT = {
    "all": (10.6, 5.6, 1.2, 40.5, 624.4, 12.1),
    "new": (8.0, 19.1, 22.0, 15.3, 22.6, 16.8),
}
BANDS = (*AGE_BANDS, "Total")


@pytest.fixture(scope="module")
def plans():
    return read_reference("national_plans")


@pytest.fixture(scope="module")
def figures():
    return read_reference("area_figures")


@pytest.mark.parametrize("year", CHANGE)
def test_change_and_growth_are_those_printed(plans, year):
    table = by_age(plans, measure="all")
    assert change(table).loc["Total", year] == CHANGE[year]
    assert growth(table).loc["Total", year] * 100 == pytest.approx(GROWTH_PCT[year], abs=0.05)


@pytest.mark.parametrize("measure", ["all", "new"])
def test_growth_of_each_age_is_that_printed(plans, measure):
    found = growth(by_age(plans, measure=measure))[2017]
    for band, printed in zip(BANDS, GROWTH_2017_PCT[measure], strict=True):
        assert found[band] * 100 == pytest.approx(printed, abs=0.05)


@pytest.mark.parametrize("measure", ["all", "new"])
def test_the_split_by_age_is_that_printed(plans, measure):
    year, printed, half = SPLIT_PCT[measure]
    table = by_age(plans, measure=measure)
    assert latest(table) == year
    for band, share in zip(BANDS, printed, strict=True):
        assert split(table, year=year)[band] * 100 == pytest.approx(share, abs=half)


def test_the_share_of_new_plans_is_that_printed(plans):
    found = new_share(plans)
    for year, printed in NEW_SHARE_PCT.items():
        assert found[year] * 100 == pytest.approx(printed, abs=0.05)
    assert found[2018] is pd.NA


@pytest.mark.parametrize("measure", ["all", "new"])
def test_the_ages_add_up_to_all_ages(plans, measure):
    table = by_age(plans, measure=measure)
    for year in table.columns[: 8 if measure == "all" else 7]:
        assert table.loc[list(AGE_BANDS), year].sum() == table.loc["Total", year]


def test_what_is_not_applicable_is_missing_and_never_nought(plans):
    table = by_age(plans, measure="all")
    assert table.loc["20-25", [2011, 2012, 2013, 2014]].isna().all()
    assert growth(table).loc["20-25", 2015] is pd.NA
    symbols = plans.set_index("series_id")["symbol"]
    assert symbols["all:2014:20-25"] == "z"
    assert symbols["new:2018:Total"] == "x"
    assert plans["plans"].isna().equals(plans["symbol"].notna())


def test_growth_from_none_has_no_percentage():
    table = pd.DataFrame({2011: [0], 2012: [5]}, index=["Total"]).astype("Int64")
    assert growth(table).loc["Total", 2012] is pd.NA


def test_the_readings_say_how_much_and_where(plans):
    every, new = (by_age(plans, measure=measure) for measure in ("all", "new"))
    assert total_reading(every, measure="all") == (
        "319,819 plans were in force in England in 2018, 40% more than in 2011; the largest rise "
        "was 12.1%, in 2017."
    )
    assert total_reading(new, measure="new").startswith("42,162 plans were made for the first time")
    assert age_reading(every, measure="all") == (
        "In 2018 most plans were for the ages 11-15 (37%) and 5-10 (33%); since 2011 those for "
        "ages 16-19 grew most, by 49,865."
    )
    assert age_reading(new, measure="new").startswith("In 2017 most new plans were for the ages")


def test_the_download_has_a_row_for_each_age_and_year(plans):
    found = rows(plans, measure="all").set_index(["age_band", "year"])
    assert len(found) == 6 * 8
    assert found.loc[("16-19", 2018), "plans"] == 70084
    assert found.loc[("16-19", 2018), "change"] == 70084 - 58034
    assert found.loc[("Total", 2018), "growth"] == pytest.approx(0.1132)
    assert found.loc[("20-25", 2011), "plans"] is pd.NA


# Technical pack, "High level comparison of partner local authorities".
@pytest.mark.parametrize(
    ("measure", "printed"),
    [
        ("pupils", (8_700_000, 59_339, 122_902, 109_895)),
        ("sen_support_pct", (11.69, 10.80, 9.54, 10.12)),
        ("plan_pct", (2.90, 3.05, 3.13, 2.50)),
        ("plans", (319_819, 2_200, 4_456, 4_039)),
        ("plans_in_schools", (253_680, 1_808, 3_852, 2_742)),
        ("new_requests", (64_555, 344, 1_152, 1_113)),
        ("within_20_weeks_pct", (64.9, 54.0, 88.6, 47.2)),
    ],
)
def test_the_areas_have_the_figures_printed(figures, measure, printed):
    assert tuple(compared(figures).loc[measure]) == printed


def test_the_share_with_a_plan_is_of_pupils_in_schools(figures):
    table = compared(figures)
    for area in table.columns[1:]:
        share = table.loc["plans_in_schools", area] / table.loc["pupils", area] * 100
        assert share == pytest.approx(table.loc["plan_pct", area], abs=0.006)


def test_all_plans_of_england_are_the_same_in_both_tables(plans, figures):
    total = by_age(plans, measure="all").loc["Total", 2018]
    assert compared(figures).loc["plans", "England"] == total


def test_the_comparison_names_the_quickest_and_the_slowest(figures):
    assert comparison_reading(figures) == (
        "Staffordshire issued 88.6% of new plans within 20 weeks and Suffolk 47.2%, England 64.9%; "
        "Staffordshire has most pupils with a plan (3.13% of those in schools, England 2.90%)."
    )
