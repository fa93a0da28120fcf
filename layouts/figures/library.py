"""The library as a whole: needs by age, how frequent each answer is, what goes together."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import wrap
from typing import Any

import numpy as np
import pandas as pd

from analytics.correlations import DECIMALS, Correlations, rounded
from analytics.suppression import TOTAL, WITHHELD, shown
from layouts.figures import style

# Two or three words each, so that they fit beside the picture on a phone.
NEEDS_IN_SHORT: dict[str, str] = {
    "SPLD": "Specific LD",
    "MLD": "Moderate LD",
    "SLD": "Severe LD",
    "PMLD": "Profound LD",
    "SEMH": "Mental health",
    "SLCN": "Speech, language",
    "HI": "Hearing",
    "VI": "Vision",
    "MSI": "Multi-sensory",
    "PD": "Physical",
    "ASD": "Autism",
    "DS": "Down syndrome",
    "OTH": "Other",
}
GROUP_ROW = 42
BAR_ROW = 27
LINE_OF_LABEL = 12
PAIR_ROW = 28
PAIR_LABEL = 18
MANY_COLUMNS = 16
LONGEST_LABEL = 22  # characters
HEAD = 48
FOOT = 44
# White words are read on anything darker than this share of the scale.
DARK = 0.5
LONG_NUMBER = 1_000
ROOM_FOR_COUNTS = 0.62
AMOUNTS = [[0.0, style.PAPER], [1.0, style.ACCENT]]
APART_TO_TOGETHER = [[0.0, style.WATCH], [0.5, style.PAPER], [1.0, style.ACCENT]]


def draw_needs_by_age(table: pd.DataFrame, shares: pd.DataFrame) -> dict[str, Any]:
    """Draw a table of counts with totals as a heatmap, count and share printed in each cell."""
    cells = table.iloc[:-1, :-1]
    needs = [_row_label(need, table, shares) for need in cells.index]
    bands = [f"{band}<br>{shown(table.loc[TOTAL, band])}" for band in cells.columns]
    counts = cells.to_numpy(dtype=float, na_value=np.nan)
    most = float(np.nanmax(counts, initial=1.0))
    return {
        "data": [
            {
                "type": "heatmap",
                "x": bands,
                "y": needs,
                "z": _plain(counts),
                "zmin": 0,
                "zmax": most,
                "colorscale": AMOUNTS,
                "showscale": False,
                "xgap": 2,
                "ygap": 2,
                "hoverinfo": "skip",
            },
            _cell_words(cells, shares, x=bands, y=needs, dark=DARK * most),
        ],
        "layout": style.layout(
            height=GROUP_ROW * len(needs) + HEAD + FOOT // 4,
            margin={"l": 8, "r": 8, "t": HEAD, "b": 8, "pad": 4},
            plot_bgcolor=style.WASH,
            xaxis=style.axis(side="top", showgrid=False, ticks="", type="category"),
            yaxis=style.axis(autorange="reversed", showgrid=False, ticks="", type="category"),
        ),
    }


def _row_label(need: str, table: pd.DataFrame, shares: pd.DataFrame) -> str:
    share: Any = shares.loc[need, TOTAL]
    per_cent = "" if pd.isna(share) else f", {share:.0%}"
    return f"{NEEDS_IN_SHORT.get(need, need)}<br>{shown(table.loc[need, TOTAL])}{per_cent}"


def _cell_words(
    cells: pd.DataFrame, shares: pd.DataFrame, *, x: list[str], y: list[str], dark: float
) -> dict[str, Any]:
    places = [(row, column) for row in range(len(y)) for column in range(len(x))]
    values: list[Any] = [cells.iloc[place] for place in places]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [x[column] for _, column in places],
        "y": [y[row] for row, _ in places],
        "text": [_counted(v, shares.iloc[p]) for v, p in zip(values, places, strict=True)],
        "textfont": {
            "size": 12,
            "color": [style.PAPER if not pd.isna(v) and v > dark else style.INK for v in values],
        },
        "hoverinfo": "skip",
    }


def _counted(count: Any, share: float) -> str:
    if pd.isna(count):
        return WITHHELD
    return f"{count:,}<br>{share:.1%}" if count else "0"


def draw_frequencies(rows: pd.DataFrame) -> dict[str, Any]:
    """Draw shares as horizontal bars in the order given, with "54 of 95" beside each."""
    labels = ["<br>".join(wrap(label, LONGEST_LABEL)) for label in rows["label"]]
    shares = [None if pd.isna(share) else round(float(share), 4) for share in rows["share"]]
    lines = max((label.count("<br>") for label in labels), default=0)
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": labels,
        "x": shares,
        "marker": {"color": style.ACCENT},
        "hovertemplate": "%{y}: %{x:.0%}<extra></extra>",
    }
    words = {
        "type": "scatter",
        "mode": "text",
        "y": labels,
        "x": [(share or 0) + 0.015 for share in shares],
        "text": [_of(row) for row in rows.to_dict("records")],
        "textposition": "middle right",
        "textfont": {"color": style.INK, "size": 13},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
    return {
        "data": [bars, words],
        "layout": style.layout(
            height=(BAR_ROW + lines * LINE_OF_LABEL) * len(labels) + FOOT,
            xaxis=style.axis(
                range=[0, 1 + ROOM_FOR_COUNTS],
                tickvals=[0, 0.5, 1],
                tickformat=".0%",
            ),
            yaxis=style.axis(autorange="reversed", showgrid=False, ticks=""),
        ),
    }


def _of(row: Mapping[Any, Any]) -> str:
    if pd.isna(row["n_with"]):
        return WITHHELD
    if pd.isna(row["share"]):
        return "nobody asked"
    # Beside a bar on a phone there is no room for two long numbers; the key has the second.
    of = f" of {row['n']}" if row["n"] < LONG_NUMBER else ""
    return f"{row['n_with']:,}{of}, {row['share']:.0%}"


def draw_correlations(found: Correlations, labels: Mapping[str, str]) -> dict[str, Any]:
    """Draw the pairs related more than chance allows; the other cells, and the diagonal, blank."""
    numbers = [str(number) for number in range(1, len(found.columns) + 1)]
    names = [labels[column] for column in found.columns]
    # A phone has no room for the names twice, so columns carry the numbers of the rows.
    rows = [
        "<br>".join(wrap(f"{n} {name}", PAIR_LABEL)) for n, name in zip(numbers, names, strict=True)
    ]
    kept = found.significant & ~np.eye(len(names), dtype=bool)
    values = np.where(kept, np.round(found.matrix, DECIMALS), np.nan)
    return {
        "data": [
            {
                "type": "heatmap",
                "x": numbers,
                "y": rows,
                "z": _plain(values),
                "text": [["" if np.isnan(v) else rounded(v) for v in row] for row in values],
                "zmin": -1,
                "zmax": 1,
                "colorscale": APART_TO_TOGETHER,
                "showscale": False,
                "xgap": 1,
                "ygap": 1,
                # Without a size, plotly makes the words fit the cell.
                "texttemplate": "%{text}",
                "hovertemplate": "%{y} with %{x}: %{text}<extra></extra>",
                "hoverongaps": False,
            }
        ],
        "layout": style.layout(
            height=PAIR_ROW * len(names) + HEAD,
            margin={"l": 8, "r": 8, "t": HEAD // 2, "b": 8, "pad": 4},
            plot_bgcolor=style.WASH,
            xaxis=_pair_axis(
                side="top",
                tickangle=0,
                dtick=1 if len(names) < MANY_COLUMNS else 2,
                tickfont={"color": style.MUTED, "size": 11},
            ),
            yaxis=_pair_axis(autorange="reversed", tickfont={"color": style.MUTED, "size": 11}),
        ),
    }


def _pair_axis(**properties: Any) -> dict[str, Any]:
    return style.axis(
        **{"showgrid": False, "ticks": "", "dtick": 1, "type": "category"} | properties
    )


def _plain(values: np.ndarray) -> list[list[float | None]]:
    return [[None if np.isnan(value) else float(value) for value in row] for row in values]
