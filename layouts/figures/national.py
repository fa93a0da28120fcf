"""England's plans by year: all ages as bars with their growth, each age band as a line."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analytics.national import all_ages, growth
from data.schemas.national import ALL_AGES
from layouts.figures import style

TOTAL_HEIGHT = 300
AGES_HEIGHT = 360
# Eight years beside each other on a phone.
YEARS: dict[str, Any] = {"tickangle": 0, "tickfont": {"color": style.MUTED, "size": 11}}
MARKS = ("circle", "square", "diamond", "triangle-up", "x")
DASHES = ("solid", "dash", "dot", "dashdot", "longdash")


def draw_totals(table: pd.DataFrame) -> dict[str, Any]:
    """Draw the plans of all ages by year, the growth on the year before above each bar."""
    totals, grown = all_ages(table).dropna(), all_ages(growth(table))
    years = [str(year) for year in totals.index]
    return {
        "data": [
            {
                "type": "bar",
                "x": years,
                "y": [int(count) for count in totals],
                "marker": {"color": style.ACCENT},
                "text": [_grown(grown[year]) for year in totals.index],
                "textposition": "outside",
                "textfont": {"size": 11, "color": style.INK},
                "cliponaxis": False,
                "hovertemplate": "%{x}: %{y:,}<extra></extra>",
            }
        ],
        "layout": style.layout(
            height=TOTAL_HEIGHT,
            xaxis=style.axis(type="category", showgrid=False, ticks="", **YEARS),
            yaxis=_counts(float(totals.max()) * 1.12),
        ),
    }


def _grown(share: Any) -> str:
    return "" if pd.isna(share) else f"{share * 100:+.1f}".replace("-", "−")


def draw_ages(table: pd.DataFrame) -> dict[str, Any]:
    """Draw each age band by year as a line named at its end; a line begins where its figures do."""
    bands = table.drop(ALL_AGES)
    years = [int(str(year)) for year in table.columns if bands[year].notna().any()]
    lines = [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "name": band,
            "x": years,
            "y": [None if pd.isna(count) else int(count) for count in bands.loc[band, years]],
            "line": {"color": style.ACCENT, "width": 2, "dash": dash},
            "marker": {"symbol": mark, "size": 7},
            "hovertemplate": f"{band}, %{{x}}: %{{y:,}}<extra></extra>",
        }
        for band, mark, dash in zip(bands.index, MARKS, DASHES, strict=True)
    ]
    last = years[-1]
    most = float(bands.max().max())
    return {
        "data": [*lines, _band_names(bands[last], year=last, most=most)],
        "layout": style.layout(
            height=AGES_HEIGHT,
            xaxis=style.axis(
                range=[years[0] - 0.3, last + (last - years[0]) * 0.28],
                tickvals=years,
                showgrid=False,
                **YEARS,
            ),
            yaxis=_counts(most * 1.08),
        ),
    }


def _counts(top: float) -> dict[str, Any]:
    return style.axis(range=[0, top], tickformat="~s", nticks=5, rangemode="tozero")


def _band_names(ends: pd.Series, *, year: int, most: float) -> dict[str, Any]:
    """Name each line at its end, apart from its neighbours by a line of words at least."""
    places: list[float] = []
    for count in ends.sort_values():
        lowest = places[-1] + most * 0.075 if places else 0.0
        places.append(max(float(count), lowest))
    return {
        "type": "scatter",
        "mode": "text",
        "x": [year + 0.2] * len(ends),
        "y": places,
        "text": list(ends.sort_values().index),
        "textposition": "middle right",
        "textfont": {"color": style.INK, "size": 13},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
