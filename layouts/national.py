"""Reference Charts: how the number of plans in England grew, and how three authorities compare."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import dcc, html

from analytics import national
from analytics.national import compared
from data.schemas.national import ALL_AGES, AREA_MEASURES, AREAS, SYMBOLS
from layouts import ids
from layouts.components.chart import chart, download_button
from layouts.components.element import Element
from layouts.components.introduction import introduction
from layouts.components.table import Head, data_table
from layouts.figures.national import draw_ages, draw_totals

INTRODUCTION = (
    "Published figures on EHC plans (education, health and care plans) in England from 2011 to "
    "2018, by age, and a comparison of three authorities with England. Until 2014 the plans were "
    "statements of special educational needs. These figures are real; nothing here is invented."
)
SOURCE = (
    "Source: Department for Education, SEN2 return, and Special educational needs in England: "
    "2018 (tables 1 and 8), as printed in the technical pack v0.09 of the prototype."
)
SYMBOL_WORDS = "; ".join(f"{symbol}: {words}" for symbol, words in SYMBOLS.items())
BUTTONS: dict[str, str] = {
    "all": ids.NATIONAL_ALL_BUTTON,
    "new": ids.NATIONAL_NEW_BUTTON,
    "areas": ids.NATIONAL_AREAS_BUTTON,
}
HEADINGS = {
    "all": "How many plans are there in England?",
    "new": "How many new plans are made each year?",
}


def layout(**_: Any) -> html.Div:
    """Return the page; the charts are drawn when it opens."""
    return html.Div(
        [
            dcc.Store(id=ids.NATIONAL_OPENED, data=True),
            dcc.Download(id=ids.NATIONAL_DOWNLOAD),
            html.H1("How fast did plans grow in England, and at which ages?"),
            introduction(INTRODUCTION),
            html.Div(
                [
                    html.P("Drawing the charts…", className="loading"),
                    *(html.Button(id=button, hidden=True) for button in BUTTONS.values()),
                ],
                id=ids.NATIONAL_BODY,
            ),
        ]
    )


def body(plans: pd.DataFrame, figures: pd.DataFrame) -> list[Any]:
    """Return the national series and the comparison of authorities."""
    return [
        *(_series(plans, measure=measure) for measure in HEADINGS),
        html.Section([html.H2("How do three authorities compare with England?"), *_areas(figures)]),
        html.P(SOURCE, className="quiet"),
    ]


def _series(plans: pd.DataFrame, *, measure: str) -> html.Section:
    table = national.by_age(plans, measure=measure)
    return html.Section(
        [
            html.H2(HEADINGS[measure]),
            _totals(plans, table, measure=measure),
            html.H3("By age"),
            _ages(plans, table, measure=measure),
        ]
    )


def _totals(plans: pd.DataFrame, table: pd.DataFrame, *, measure: str) -> Any:
    share = national.new_share(plans).dropna()
    beside = ""
    if measure == "new":
        beside = f" In {share.index[-1]}, {share.iloc[-1]:.1%} of all plans were new."
    return chart(
        draw_totals(table),
        reading=national.total_reading(table, measure=measure) + beside,
        table=totals_table(table),
        key="Bar: plans, all ages (k: thousand). Above it: change on the year before, in per cent.",
        how_to_read=(
            "Each bar counts the plans of one year, and the percentage says how many more or fewer "
            "than the year before. EHC plans were opened to ages 20 to 25 in September 2014."
        ),
        download=BUTTONS[measure],
    )


def _ages(plans: pd.DataFrame, table: pd.DataFrame, *, measure: str) -> Any:
    return chart(
        draw_ages(table),
        reading=national.age_reading(table, measure=measure),
        table=ages_table(plans, measure=measure),
        key="A line for each age band, named at its end (k: thousand).",
        how_to_read=(
            "Each line is an age band. A line begins in the first year with a figure: before, a "
            "plan at that age was not possible, which is not the same as none."
        ),
    )


def totals_table(table: pd.DataFrame) -> Element:
    """Return the plans of all ages by year with their change and growth."""
    change, growth = national.change(table), national.growth(table)
    heads = [Head("Year"), Head("Plans", numeric=True), Head("Change", numeric=True)]
    heads.append(Head("Growth", numeric=True))
    rows = [
        [
            str(year),
            _number(table.loc[ALL_AGES, year]),
            _number(change.loc[ALL_AGES, year]),
            _per_cent(growth.loc[ALL_AGES, year]),
        ]
        for year in table.columns
        if not pd.isna(table.loc[ALL_AGES, year])
    ]
    return data_table("Plans of all ages by year", heads, rows)


def ages_table(plans: pd.DataFrame, *, measure: str) -> Element:
    """Return the plans by age band and year, symbols where there is no figure, and the growth."""
    table = national.by_age(plans, measure=measure)
    last = national.latest(table)
    symbols = plans[plans["measure"] == measure].set_index(["age_band", "year"])["symbol"]
    growth, part = national.growth(table)[last], national.split(table, year=last)
    heads = [Head("Age band"), *(Head(str(year), numeric=True) for year in table.columns)]
    heads += [Head(f"Share in {last}", numeric=True), Head(f"Growth in {last}", numeric=True)]
    rows = [
        [
            band,
            *(_number(table.loc[band, year], symbols.loc[band, year]) for year in table.columns),
            _per_cent(part[band]),
            _per_cent(growth[band]),
        ]
        for band in table.index
    ]
    return data_table(f"Plans by age band and year. {SYMBOL_WORDS}.", heads, rows)


def _number(count: Any, symbol: Any = "–") -> str:
    return str(symbol) if pd.isna(count) else f"{count:,}".replace("-", "−")


def _per_cent(share: Any) -> str:
    return "–" if pd.isna(share) else f"{share:.1%}".replace("-", "−")


def _areas(figures: pd.DataFrame) -> list[Any]:
    return [
        html.P(national.comparison_reading(figures), className="lead"),
        areas_table(figures),
        html.P(
            "Percentages of pupils are of those in schools, so they leave out plans for children "
            "under school age, in colleges and at home.",
            className="quiet",
        ),
        html.Div(download_button(BUTTONS["areas"]), className="chart__under"),
    ]


def areas_table(figures: pd.DataFrame) -> Element:
    """Return the three authorities beside England."""
    table, one_of_each = compared(figures), figures.drop_duplicates("measure")
    units = dict(zip(one_of_each["measure"], one_of_each["unit"], strict=True))
    # Half a unit of the last digit printed says how many digits there were: 0.005 is two.
    printed = (1 if half > 0.01 else 2 for half in one_of_each["precision"])
    decimals = dict(zip(one_of_each["measure"], printed, strict=True))
    years = dict(zip(one_of_each["measure"], one_of_each["year"], strict=True))
    heads = [Head("Figure"), *(Head(area, numeric=True) for area in AREAS)]
    rows = [
        [
            f"{words}, {years[measure]}",
            *(
                _figure(table[area][measure], units[measure], decimals=decimals[measure])
                for area in AREAS
            ),
        ]
        for measure, words in AREA_MEASURES.items()
    ]
    return data_table("Three authorities beside England", heads, rows)


def _figure(value: Any, unit: str, *, decimals: int) -> str:
    if pd.isna(value):
        return "–"
    if unit == "%":
        return f"{value:.{decimals}f}%"
    return f"{value / 1e6:.1f} million" if value >= 1e6 else f"{value:,.0f}"
