"""How the number of plans in England has grown, by age, and how three authorities compare."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analytics.answers import listed
from data.schemas import AGE_BANDS
from data.schemas.national import ALL_AGES, AREA_MEASURES, AREAS, PLAN_MEASURES

ENGLAND = "England"
WHAT = {"all": "plans were in force", "new": "plans were made for the first time"}


def by_age(plans: pd.DataFrame, *, measure: str) -> pd.DataFrame:
    """Return a measure of `national_plans` as a table: age bands and all ages by year, Int64."""
    chosen = plans[plans["measure"] == measure]
    wide = chosen.set_index(["age_band", "year"])["plans"].unstack("year")  # noqa: PD010 - far quicker
    years = sorted(int(year) for year in chosen["year"].unique())
    return wide.reindex(index=[*AGE_BANDS, ALL_AGES], columns=years).astype("Int64")


def change(table: pd.DataFrame) -> pd.DataFrame:
    """Return how many more there are than the year before, missing where either year is."""
    return table.diff(axis=1).astype("Int64")


def growth(table: pd.DataFrame) -> pd.DataFrame:
    """Return `change` as a share of the year before, missing where either year is, or none was."""
    before = table.shift(axis=1)
    return (change(table) / before.where(before > 0)).astype("Float64")


def split(table: pd.DataFrame, *, year: int) -> pd.Series:
    """Return each age band's share of all ages in a year."""
    total: Any = table.loc[ALL_AGES, year]
    return (table[year] / total).astype("Float64")


def new_share(plans: pd.DataFrame) -> pd.Series:
    """Return new plans as a share of all in force, by year, missing where either is."""
    new, every = (all_ages(by_age(plans, measure=measure)) for measure in ("new", "all"))
    return (new / every).astype("Float64")


def all_ages(table: pd.DataFrame) -> pd.Series:
    """Return the row of all ages, by year."""
    return table.T[ALL_AGES]


def latest(table: pd.DataFrame) -> int:
    """Return the last year with a figure for all ages."""
    return int(all_ages(table).dropna().index[-1])


def total_reading(table: pd.DataFrame, *, measure: str) -> str:
    """Say in one sentence how many plans there were last and how fast they have grown."""
    year = latest(table)
    first = int(table.columns[0])
    totals = all_ages(table)
    count, before = int(totals[year]), int(totals[first])
    grown = all_ages(growth(table)).dropna()
    fastest = max(grown.index, key=lambda one: float(grown[one]))
    return (
        f"{count:,} {WHAT[measure]} in England in {year}, {count / before - 1:.0%} more than in "
        f"{first}; the largest rise was {grown[fastest]:.1%}, in {fastest}."
    )


def age_reading(table: pd.DataFrame, *, measure: str) -> str:
    """Say in one sentence which ages have most plans and which have grown most in number."""
    year = latest(table)
    first = int(table.columns[0])
    bands = table.drop(ALL_AGES)
    parts = split(table, year=year).drop(ALL_AGES).sort_values(ascending=False, kind="stable")
    largest = tuple(f"{band} ({parts[band]:.0%})" for band in parts.index[:2])
    # Bands without plans in the first year, for they were not applicable, began at none.
    more = (bands[year] - bands[first].fillna(0)).sort_values(ascending=False, kind="stable")
    what = "new plans" if measure == "new" else "plans"
    return (
        f"In {year} most {what} were for the ages {listed(largest)}; since {first} those for ages "
        f"{more.index[0]} grew most, by {more.iloc[0]:,}."
    )


def rows(plans: pd.DataFrame, *, measure: str) -> pd.DataFrame:
    """Return a measure as it is downloaded: age_band, year, plans, change, growth."""
    table = by_age(plans, measure=measure)
    kinds = {"plans": table, "change": change(table), "growth": growth(table).round(4)}
    long = [
        frame.melt(ignore_index=False, value_name=name).set_index("year", append=True)
        for name, frame in kinds.items()
    ]
    return pd.concat(long, axis=1).reset_index().assign(measure=PLAN_MEASURES[measure])


def compared(figures: pd.DataFrame) -> pd.DataFrame:
    """Return `area_figures` as a table: measures by area, in the order declared."""
    wide = figures.pivot_table(index="measure", columns="area", values="value", aggfunc="first")
    return wide.reindex(index=list(AREA_MEASURES), columns=list(AREAS)).astype("Float64")


def comparison_reading(figures: pd.DataFrame) -> str:
    """Say in one sentence who was quickest and slowest, beside England, and who has most plans."""
    table = compared(figures)
    quick, with_plan = table.T["within_20_weeks_pct"], table.T["plan_pct"]
    authorities = quick.drop(ENGLAND).sort_values(ascending=False, kind="stable")
    most = with_plan.drop(ENGLAND)
    return (
        f"{authorities.index[0]} issued {authorities.iloc[0]:.1f}% of new plans within 20 weeks "
        f"and {authorities.index[-1]} {authorities.iloc[-1]:.1f}%, England {quick[ENGLAND]:.1f}%; "
        f"{most.idxmax()} has most pupils with a plan ({most.max():.2f}% of those in schools, "
        f"England {with_plan[ENGLAND]:.2f}%)."
    )
