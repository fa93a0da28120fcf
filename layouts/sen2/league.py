"""The league of authorities on one figure, with intervals; and the funnel that shows chance."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from dash import html

from analytics.answers import listed
from analytics.sen2 import funnel as funnels
from analytics.sen2 import ranks
from analytics.sen2.cube import Column
from analytics.sen2.funnel import Funnel
from analytics.sen2.records import records
from data.schemas.indicators import INDICATORS, Indicator
from layouts.components.chart import chart
from layouts.components.element import Element, link
from layouts.components.section import section
from layouts.components.table import Head, data_table
from layouts.figures.sen2.funnel import draw_funnel
from layouts.figures.sen2.league import draw_league
from layouts.sen2.address import Chosen
from layouts.sen2.files import under_chart
from layouts.sen2.values import POLARITY, compared, count, marked, number, unit, verdict_words

USUAL = ("within what is usual", "outside what is usual", "far outside what is usual")


def body(
    ranked: pd.DataFrame,
    found: Funnel,
    column: Column,
    chosen: Chosen,
    *,
    name: str,
    left_out: tuple[str, ...],
    beside: tuple[str, ...],
    table: Element,
    years: list[Any],
) -> list[Any]:
    """Return the funnel, the years and the league of one figure.

    `beside` are codes to make stand out; `table` is the league's own, which is the same for every
    authority, and `years` the part of the chosen one.
    """
    label = f"{INDICATORS[column.indicator].label}, {column.year}"
    return [
        html.P(_answer(ranked, found, chosen, name=name), className="lead", role="status"),
        html.P(_left_out(left_out, chosen), className="quiet"),
        section("How much of it could be chance?", _funnel(found, column, chosen, beside)),
        *years,
        section(
            f"Every authority in order: {label}",
            _league(ranked, column, chosen, beside=beside, england=found.target, table=table),
        ),
    ]


def _answer(ranked: pd.DataFrame, found: Funnel, chosen: Chosen, *, name: str) -> str:
    if chosen.authority:
        return ranks.reading(ranked, chosen.authority, name)
    return f"{len(found.points)} authorities have a figure that can be compared."


def _left_out(names: tuple[str, ...], chosen: Chosen) -> str:
    if not names:
        return "No authority is left out as suspect."
    if chosen.flagged:
        return f"Included though suspect: {listed(names)}."
    return f"Left out because the figure is suspect: {listed(names)}."


def _league(
    ranked: pd.DataFrame,
    column: Column,
    chosen: Chosen,
    *,
    beside: tuple[str, ...],
    england: float,
    table: Element,
) -> Any:
    indicator = INDICATORS[column.indicator]
    if ranked.empty:
        return html.P("No authority has this figure.", className="empty")
    return chart(
        draw_league(
            ranked, column.indicator, code=chosen.authority, beside=beside, england=england
        ),
        reading=spread_words(ranked, column),
        table=table,
        key=f"Mark: the figure. Line: its 95% interval. Dashed: England. "
        f"{POLARITY[indicator.polarity]}.",
        how_to_read=(
            "Each authority is a dot with the interval within which its figure would lie 19 times "
            "in 20 if only chance were at work. Two whose lines overlap widely may be in either "
            "order, so the table says between which ranks chance alone could place each. "
            f"{indicator.definition}"
        ),
        files=under_chart("league", chosen.query()),
    )


def spread_words(ranked: pd.DataFrame, column: Column) -> str:
    """Say how far the figures of authorities lie apart."""
    indicator = INDICATORS[column.indicator]
    least, low, high, most = np.quantile(ranked["own"].to_numpy(), (0, 0.25, 0.75, 1)).tolist()
    return (
        f"{indicator.label} lies between {compared(least, indicator)} and "
        f"{compared(most, indicator)} {unit(indicator).replace('%', '')}".rstrip()
        + f"; half of the {len(ranked)} authorities lie between {compared(low, indicator)} and "
        f"{compared(high, indicator)}."
    )


def league_table(ranked: pd.DataFrame, column: Column) -> Element:
    """Return the authorities in order, each with its interval and the ranks chance leaves open."""
    indicator = INDICATORS[column.indicator]
    heads = [Head("Authority"), Head("Rank (could be)", numeric=True)]
    heads += [Head("Figure (95% interval)", numeric=True), Head("Counted", numeric=True)]
    heads.append(Head("Against England"))
    rows = [
        [
            link(row["name"], f"/sen2?authority={row['code']}"),
            _rank(row),
            _figure(row, indicator),
            f"{count(row['numerator'])} of {count(row['denominator'])}",
            verdict_words(row["verdict"]),
        ]
        for row in records(ranked)
    ]
    return data_table(f"Authorities by {indicator.label}, {column.year}", heads, rows)


def _rank(row: dict[Any, Any]) -> str:
    tied = "=" if row["tied"] else ""
    return f"{tied}{row['rank']}{_range(row['first'], row['last'], decimals=0)}"


def _figure(row: dict[Any, Any], indicator: Indicator) -> Any:
    shown = f"{compared(row['own'], indicator)}{_range(row['low'], row['high'])}"
    return marked(shown, flagged=row["flagged"], why=row["why"])


def _range(low: float, high: float, *, decimals: int = 1) -> str:
    if pd.isna(low):
        return ""
    return f" ({number(low, decimals=decimals)} to {number(high, decimals=decimals)})"


def _funnel(found: Funnel, column: Column, chosen: Chosen, beside: tuple[str, ...]) -> Any:
    if found.points.empty:
        return html.P("No authority has a figure that can be compared.", className="empty")
    return chart(
        draw_funnel(found, code=chosen.authority, beside=beside),
        reading=funnels.reading(found, chosen.authority),
        table=funnel_table(found, chosen),
        key="Mark: an authority. Dotted: 95% limits of chance. Solid and dashed: 95% and 99.8% "
        "limits of what is usual between authorities.",
        how_to_read=(
            "The larger the authority, the further to the right it stands and the less chance can "
            "move it. Within the inner curves a difference from England is no more than chance "
            "allows. Authorities differ in their circumstances too, so the outer curves are "
            "widened by how much they usually differ (Spiegelhalter 2005); outside them a figure "
            "is unusual. Across: "
            f"{funnels.sizes_are(column.indicator)}."
        ),
        files=under_chart("funnel", chosen.query()),
    )


def funnel_table(found: Funnel, chosen: Chosen) -> Element:
    """Return the authorities outside what is usual, and the chosen one wherever it lies."""
    shown = [one for one in found.told if one["usual"] > 0 or one["code"] == chosen.authority]
    indicator = INDICATORS[found.indicator]
    heads = [Head("Authority"), Head("Out of", numeric=True), Head("Figure", numeric=True)]
    heads.append(Head("Lies"))
    rows = [
        [
            row["name"],
            count(row["denominator"]),
            compared(row["own"], indicator),
            USUAL[row["usual"]],
        ]
        for row in sorted(shown, key=lambda one: one["own"], reverse=True)
    ]
    caption = "Authorities outside what is usual; the download has all"
    return data_table(caption, heads, rows, quiet_caption=False)
