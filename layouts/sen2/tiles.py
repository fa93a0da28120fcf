"""The map: each authority an equal tile about where it lies, shaded by one figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from dash import html

from analytics.sen2.cube import Column
from analytics.sen2.records import records
from data.schemas.indicators import INDICATORS
from layouts.components.chart import chart
from layouts.components.element import Element
from layouts.components.table import Head, data_table
from layouts.figures.sen2.tiles import MIN_WIDTH, Drawn, draw_tiles
from layouts.sen2.address import Chosen
from layouts.sen2.files import under_chart
from layouts.sen2.values import compared, marked, verdict_words


@dataclass(frozen=True, eq=False)
class Parts:
    """Hold what is the same whichever authority is looked at."""

    drawn: Drawn
    words: str
    table: Element


def parts(
    rows: pd.DataFrame, regions: pd.DataFrame, column: Column, *, lies_in: Mapping[str, str]
) -> Parts | None:
    """Return the parts of the map of one figure, None where no authority has it.

    `rows` are those of `comparison.table`, `regions` theirs; `lies_in` says in which region each
    authority lies.
    """
    known = rows.dropna(subset=["own"])
    if known.empty:
        return None
    return Parts(
        draw_tiles(rows, column.indicator, regions=lies_in),
        reading(known, regions, column),
        map_table(rows, regions, column),
    )


def body(found: Parts | None, column: Column, chosen: Chosen) -> list[Any]:
    """Return the map of one figure."""
    if found is None:
        return [html.P("No authority has this figure.", className="empty")]
    indicator = INDICATORS[column.indicator]
    return [
        html.Section(
            [
                html.H2(f"{indicator.label}, {column.year}"),
                chart(
                    found.drawn.around(chosen.authority),
                    reading=found.words,
                    table=found.table,
                    key="Each tile is an authority, whatever its size. Darker: higher.",
                    how_to_read=(
                        "Tiles keep authorities near their neighbours, not in their true places, "
                        "so that a small city shows as well as a large county. Hatched tiles have "
                        f"no figure, or a suspect one. {indicator.definition}"
                    ),
                    files=under_chart("map", chosen.query()),
                    min_width=MIN_WIDTH,
                ),
            ]
        ),
    ]


def reading(known: pd.DataFrame, regions: pd.DataFrame, column: Column) -> str:
    """Say where the figure is highest and lowest, by region and by authority."""
    indicator = INDICATORS[column.indicator]
    sound = known[~known["flagged"]] if (~known["flagged"]).any() else known
    ordered = sound.sort_values("own", kind="stable")
    least, most = ordered.iloc[0], ordered.iloc[-1]
    ends = (
        f"highest in {most['name']} ({compared(most['own'], indicator)}) and lowest in "
        f"{least['name']} ({compared(least['own'], indicator)})"
    )
    ranked = regions.dropna(subset=["own"]).sort_values("own")
    if ranked.empty:
        return f"{indicator.label} was {ends} in {column.year}."
    low, high = ranked.iloc[0], ranked.iloc[-1]
    return (
        f"{indicator.label} was {ends} in {column.year}; of regions it was highest in "
        f"{high['name']} ({compared(high['own'], indicator)}) and lowest in {low['name']} "
        f"({compared(low['own'], indicator)})."
    )


def map_table(rows: pd.DataFrame, regions: pd.DataFrame, column: Column) -> Element:
    """Return the figure of each region and authority."""
    indicator = INDICATORS[column.indicator]
    heads = [Head("Area"), Head("Figure", numeric=True), Head("Against England")]
    own = [
        [row["name"], compared(row["own"], indicator), ""]
        for row in records(regions.sort_values("own", ascending=False))
    ]
    own += [
        [
            row["name"],
            marked(compared(row["own"], indicator), flagged=row["flagged"], why=row["why"]),
            verdict_words(row["verdict"]),
        ]
        for row in records(rows.sort_values("own", ascending=False))
    ]
    return data_table(f"{indicator.label} of regions and authorities, {column.year}", heads, own)
