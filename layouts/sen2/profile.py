"""The profile of an authority: its headline figures beside England, region, neighbours, chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from dash import html

from data.schemas.indicators import INDICATORS
from layouts.components.element import Element
from layouts.components.table import Head, data_table
from layouts.sen2.files import files
from layouts.sen2.values import NONE, compared, count, marked, symbol_words, verdict

VERDICT_ORDER = ("better", "worse", "higher", "lower", "similar")
HEADS: dict[str, str] = {
    "england": "England",
    "region": "Region",
    "neighbours": "Neighbours",
    "chosen": "Chosen",
}


def profile_table(rows: pd.DataFrame, *, name: str, whom: str, beside: Sequence[str]) -> Element:
    """Return the headline figures: own with its denominator, the comparators, the verdict.

    `rows` are those of `analytics.sen2.profile.profile`, `beside` its added columns.
    """
    heads = [Head("Indicator"), Head("Year"), Head(name, numeric=True)]
    heads.append(Head("Counted", numeric=True))
    heads += [Head(HEADS[column], numeric=True) for column in beside]
    heads.append(Head(f"Against {whom}"))
    cells = [_row(row, beside) for row in rows.to_dict("records")]
    return data_table(f"Headline figures of {name}", heads, cells)


def _row(row: dict[str, Any], beside: Sequence[str]) -> list[Any]:
    indicator = INDICATORS[row["indicator"]]
    return [
        indicator.label,
        str(row["year"]),
        own(row),
        out_of(row),
        *(compared(row[column], indicator) for column in beside),
        verdict(row["verdict"]),
    ]


def own(row: dict[str, Any]) -> Any:
    """Return an authority's figure with its marks, or the symbol that stands for it."""
    if pd.isna(row["own"]):
        return symbol_words(row["symbol"]) or NONE
    shown = compared(row["own"], INDICATORS[row["indicator"]])
    return marked(shown, flagged=row["flagged"], broken=row["broken"], why=row["why"])


def out_of(row: dict[str, Any]) -> str:
    """Return how many of how many a figure is."""
    if pd.isna(row["denominator"]):
        return NONE
    return f"{count(row['numerator'])} of {count(row['denominator'])}"


def body(
    rows: pd.DataFrame, *, name: str, whom: str, beside: Sequence[str], query: str
) -> list[Any]:
    """Return the profile: the sentence, the table, a small trend of each figure."""
    return [
        html.P(reading(rows, name=name, whom=whom), className="lead", role="status"),
        profile_table(rows, name=name, whom=whom, beside=beside),
        files("profile", query),
    ]


def reading(rows: pd.DataFrame, *, name: str, whom: str) -> str:
    """Say how many of the figures differ from the comparator beyond chance, and which way."""
    known = rows[rows["verdict"] != "not comparable"]
    counts = known["verdict"].value_counts()
    parts = [f"{counts[word]} {word}" for word in VERDICT_ORDER if counts.get(word)]
    if not parts:
        return f"None of the {len(rows)} figures of {name} can be compared with {whom}."
    return (
        f"Of {len(known)} figures that can be compared with {whom}, {name} is "
        f"{', '.join(parts)} beyond chance."
    )
