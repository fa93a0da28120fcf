"""One figure of an authority through the years, its break, and whether a change is real."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analytics.sen2.records import records
from analytics.sen2.trend import OWN, Change, reading
from data.schemas.indicators import INDICATORS
from layouts.components.chart import chart
from layouts.components.element import Element
from layouts.components.section import section
from layouts.components.table import Head, data_table
from layouts.figures.sen2.trend import draw_trend
from layouts.sen2.address import Chosen
from layouts.sen2.files import under_chart
from layouts.sen2.values import NONE, compared, count, marked, number

HEADING = "How did it change over the years?"


def part(
    rows: pd.DataFrame, found: Change | None, indicator: str, chosen: Chosen, *, note: str
) -> list[Any]:
    """Return the years of one figure; `rows` are those of `series`, `note` of the boundary."""
    if rows.empty:
        return []
    words = " ".join(filter(None, [reading(rows, found), note]))
    picture = chart(
        draw_trend(rows, indicator),
        reading=words,
        table=trend_table(rows, indicator),
        key="Thick, with 95% intervals: the authority. Dashed: England. Dotted: its region. Dash "
        "and dot: neighbours. Long dashes: chosen. ?: suspect. ‖: the return changed.",
        how_to_read=(
            "No line crosses the dotted upright: before it authorities returned totals, after it "
            "single people, so years on either side are not one series. A change is tested "
            "between the first and the last of at most five years after it. Most people with a "
            "plan are counted in several Januaries, which makes the test strict: it calls a "
            f"change real less often than it is. {INDICATORS[indicator].definition}"
        ),
        files=under_chart("trend", chosen.query()),
    )
    return [section(HEADING, picture)]


def trend_table(rows: pd.DataFrame, indicator: str) -> Element:
    """Return the authority's figures by year, those it is compared with beside them."""
    lines = records(rows)
    names = {row["series"]: row["name"] for row in lines}
    others = [one for one in names if one != OWN]
    beside = {(row["series"], row["year"]): row["own"] for row in reversed(lines)}
    heads = [Head("Year"), Head(names.get(OWN, ""), numeric=True), Head("Counted", numeric=True)]
    heads += [Head("95% interval", numeric=True)]
    heads += [Head(names[one], numeric=True) for one in others]
    cells = [
        [
            str(row["year"]) + (f", {row['of']}" if row["of"] else ""),
            _own(row, indicator),
            _counted(row),
            NONE if pd.isna(row["low"]) else f"{number(row['low'])} to {number(row['high'])}",
            *(compared(beside.get((one, row["year"])), INDICATORS[indicator]) for one in others),
        ]
        for row in lines
        if row["series"] == OWN
    ]
    return data_table(f"{INDICATORS[indicator].label} by year", heads, cells)


def _own(row: dict[Any, Any], indicator: str) -> Any:
    if pd.isna(row["own"]):
        return row["why"] or NONE
    shown = compared(row["own"], INDICATORS[indicator])
    return marked(shown, flagged=row["mark"] == "flagged", broken=row["broken"], why=row["why"])


def _counted(row: dict[Any, Any]) -> str:
    if pd.isna(row["numerator"]) or pd.isna(row["denominator"]):
        return NONE
    return f"{count(row['numerator'])} of {count(row['denominator'])}"
