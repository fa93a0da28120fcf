"""The profile of an authority: its headline figures beside England, region, neighbours, chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from dash import dcc, html

from analytics.answers import listed
from analytics.sen2.profile import MOST_YEARS, Years
from analytics.sen2.records import records
from data.schemas.indicators import INDICATORS
from layouts.components.disclosure import disclosure
from layouts.components.element import Element, element
from layouts.components.section import section
from layouts.components.table import Head, data_table
from layouts.figures.sen2.years import draw_years
from layouts.figures.style import CONFIG
from layouts.sen2.files import links
from layouts.sen2.values import NONE, compared, count, marked, symbol_words, verdict

SAID: dict[str, str] = {
    "better": "better",
    "worse": "worse",
    "higher": "higher",
    "lower": "lower",
    "similar": "much the same",
}
HEADS: dict[str, str] = {
    "england": "England",
    "region": "Region",
    "neighbours": "Neighbours",
    "chosen": "Chosen",
}
DASHES: dict[str, str] = {
    "england": "Dashed",
    "region": "Dotted",
    "neighbours": "Dash and dot",
    "chosen": "Long dashes",
}
YEARS_READING = "Each chart is one figure over up to ten years, from zero."
HOW = (
    "A line is cut, at a dotted upright, where the way of counting changed, so that years on "
    "either side are not read as one series. Neighbours and chosen authorities are shown by the "
    "simple mean of theirs, those without a figure left out. The last figure stands at its point."
)


def body(
    rows: pd.DataFrame,
    years: Sequence[Years],
    *,
    name: str,
    whom: str,
    beside: Sequence[str],
    query: str,
) -> list[Any]:
    """Return the profile: the sentence, the table, a small chart of each figure by year."""
    if rows.empty:
        words = "The chosen SEN2 return has no such figures. Choose another return or group."
        return [html.P(words, className="empty")]
    return [
        html.P(reading(rows, name=name, whom=whom), className="lead", role="status"),
        profile_table(rows, name=name, beside=beside),
        element("P", links("profile", query), className="chart__under"),
        section("How did each change over the years?", _years(years, name, beside)),
    ]


def reading(rows: pd.DataFrame, *, name: str, whom: str) -> str:
    """Say how many of the figures differ from the comparator beyond chance, and which way."""
    known = rows[rows["verdict"] != "not comparable"]
    counts = known["verdict"].value_counts()
    if known.empty:
        return f"None of the {len(rows)} figures of {name} can be compared with {whom}."
    parts = [f"{words} on {counts[word]}" for word, words in SAID.items() if counts.get(word)]
    return (
        f"Against {whom}, {name} is {listed(tuple(parts))} of {len(known)} figures; only what is "
        "more than chance counts as a difference."
    )


def profile_table(rows: pd.DataFrame, *, name: str, beside: Sequence[str]) -> Element:
    """Return the headline figures: own with its denominator, the comparators, the verdict.

    `rows` are those of `analytics.sen2.profile.profile`, `beside` its added columns.
    """
    heads = [Head("Indicator"), Head("Year"), Head(name, numeric=True)]
    heads.append(Head("Counted", numeric=True))
    heads += [Head(HEADS[column], numeric=True) for column in beside]
    heads.append(Head("Verdict"))
    cells = [_row(row, beside) for row in records(rows)]
    return data_table(f"Headline figures of {name}", heads, cells)


def _row(row: dict[Any, Any], beside: Sequence[str]) -> list[Any]:
    indicator = INDICATORS[row["indicator"]]
    return [
        indicator.label,
        str(row["year"]),
        own(row),
        out_of(row),
        *(compared(row[column], indicator) for column in beside),
        verdict(row["verdict"]),
    ]


def own(row: dict[Any, Any]) -> Any:
    """Return an authority's figure with its marks, or the symbol that stands for it."""
    if pd.isna(row["own"]):
        return symbol_words(row["symbol"]) or NONE
    shown = compared(row["own"], INDICATORS[row["indicator"]])
    return marked(shown, flagged=row["flagged"], broken=row["broken"], why=row["why"])


def out_of(row: dict[Any, Any]) -> str:
    """Return how many of how many a figure is."""
    if pd.isna(row["denominator"]):
        return NONE
    return f"{count(row['numerator'])} of {count(row['denominator'])}"


def _years(years: Sequence[Years], name: str, beside: Sequence[str]) -> html.Figure:
    key = ". ".join(f"{DASHES[one]}: {HEADS[one].lower()}" for one in beside if one != "england")
    drawn = [html.Li(_small(one, name), className="small-chart") for one in years]
    return html.Figure(
        [
            html.Figcaption(YEARS_READING, className="chart__reading"),
            html.P(f"Thick: {name}. Dashed: England. {key}. ?: suspect.", className="quiet"),
            html.Ul(drawn, className="small-charts"),
            disclosure("Table", years_table(years, name=name)),
            disclosure("How to read this", html.P(HOW)),
        ],
        className="chart",
    )


def _small(found: Years, name: str) -> list[Any]:
    figure = draw_years(found)
    height = figure["layout"]["height"]
    label = INDICATORS[found.indicator].label
    words = f"{label} of {name} by year; its figures are in the table below"
    return [
        html.H3(label, className="small-chart__title"),
        html.Div(
            dcc.Graph(figure=figure, config=CONFIG, style={"height": height}),
            role="img",
            className="chart__picture",
            style={"minHeight": height},
            **{"aria-label": words},
        ),
    ]


def years_table(years: Sequence[Years], *, name: str) -> Element:
    """Return each figure by year, England's below it, suspect ones and new series marked."""
    every = sorted({year for one in years for year in one.years})[-MOST_YEARS:]
    heads = [Head("Figure"), *(Head(str(year), numeric=True) for year in every)]
    rows = [row for one in years for row in _of_years(one, every)]
    return data_table(f"Figures of {name} and of England by year", heads, rows)


def _of_years(found: Years, every: Sequence[int]) -> list[list[Any]]:
    label = INDICATORS[found.indicator].label
    places = {year: place for place, year in enumerate(found.years)}
    own_cells = [_of_year(found, places.get(year)) for year in every]
    england = [_of_england(found, places.get(year)) for year in every]
    return [[label, *own_cells], [f"{label}, England", *england]]


def _of_year(found: Years, place: int | None) -> Any:
    if place is None or pd.isna(found.own[place]):
        return NONE
    shown = compared(found.own[place], INDICATORS[found.indicator])
    return marked(shown, flagged=bool(found.suspect[place]), broken=bool(found.broken[place]))


def _of_england(found: Years, place: int | None) -> str:
    if place is None:
        return NONE
    return compared(found.beside["england"][place], INDICATORS[found.indicator])
