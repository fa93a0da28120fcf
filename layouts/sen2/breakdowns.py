"""Whose plans they are: number and percent of each part together, England beside."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html

from analytics.sen2 import breakdown
from analytics.sen2.records import records
from layouts.components.chart import chart
from layouts.components.element import Element
from layouts.components.section import section
from layouts.components.table import Head, data_table
from layouts.figures.sen2.breakdown import draw_breakdown
from layouts.sen2.address import Chosen
from layouts.sen2.files import under_chart
from layouts.sen2.values import NONE, count, marked, number, symbol_words, verdict


def body(rows: pd.DataFrame, chosen: Chosen, *, name: str, title: str, year: int) -> list[Any]:
    """Return one breakdown of an authority's plans; `rows` are those of `breakdown`."""
    if rows.empty:
        words = f"The releases in use do not divide the plans of {name} in this way for {year}."
        return [html.P(words, className="empty")]
    words = breakdown.reading(rows, name)
    return [
        section(f"{title}, {year}", _chart(rows, chosen, name=name, words=words)),
    ]


def _chart(rows: pd.DataFrame, chosen: Chosen, *, name: str, words: str) -> Any:
    return chart(
        draw_breakdown(rows, name),
        reading=words,
        table=breakdown_table(rows, name=name),
        key=f"Bar: share of {name}. Tick: England. Line: the 95% interval.",
        how_to_read=(
            "Each bar is a part of the plans as a share of all of them, with how many beside it. "
            "The verdict in the table says whether the share differs from the rest of England by "
            "more than chance allows. A part that is not recorded for some pupils makes the "
            "others look smaller than they are."
        ),
        files=under_chart("breakdowns", chosen.query()),
    )


def breakdown_table(rows: pd.DataFrame, *, name: str) -> Element:
    """Return the parts with number and percent together, England's share and the verdict."""
    heads = [Head("Part"), Head(name, numeric=True), Head("Share", numeric=True)]
    heads += [Head("95% interval", numeric=True), Head("England", numeric=True)]
    heads += [Head("Difference", numeric=True), Head("Against England")]
    cells = [
        [
            row["label"],
            _counted(row),
            _percent(row["percent"]),
            f"{number(row['low'])} to {number(row['high'])}" if row["low"] >= 0 else NONE,
            _percent(row["england_percent"]),
            number(row["difference"]),
            verdict(row["verdict"]),
        ]
        for row in records(rows)
    ]
    return data_table(f"Plans of {name} by part, with England's share", heads, cells)


def _counted(row: dict[str, Any]) -> Any:
    if pd.isna(row["n"]):
        return symbol_words(row["symbol"]) or NONE
    return marked(f"{count(row['n'])} of {count(row['total'])}", flagged=row["flagged"])


def _percent(value: Any) -> str:
    return NONE if pd.isna(value) else f"{value:.1f}%"
