"""The library's clusters: how large each is, and the needs and shares of one of them."""

from __future__ import annotations

from math import ceil
from textwrap import wrap
from typing import Any

import pandas as pd

from analytics.cluster_profiles import ClusterProfile
from layouts.figures import style

ROW = 27
TALL_ROW = 37
LABEL = 24  # characters: two lines hold the longest name of a package
FOOT = 52
BESIDE = 0.02
ROOM_FOR_COUNTS = 0.42
LONGEST_SCALE = 4


def draw_sizes(rows: pd.DataFrame) -> dict[str, Any]:
    """Draw the number of cases of each cluster; one that is withheld says so in place of a bar."""
    cases = [None if pd.isna(n) else int(n) for n in rows["cases"]]
    labels = list(rows["cluster"])
    most = max((n for n in cases if n), default=1)
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": labels,
        "x": cases,
        "marker": style.cluster_marker(*labels),
        "hovertemplate": "%{y}: %{x} cases<extra></extra>",
    }
    words = ["not shown" if n is None else f"{n:,}" for n in cases]
    return {
        "data": [bars, _text(labels, [(n or 0) + most * BESIDE for n in cases], words)],
        "layout": style.layout(
            height=ROW * len(labels) + FOOT,
            xaxis=style.axis(range=[0, most * 1.15], title=_title("Cases in the library")),
            yaxis=_rows_axis(),
        ),
    }


def draw_means(profile: ClusterProfile) -> dict[str, Any]:
    """Draw the mean of each answer in a cluster as a bar, the library's mean as a tick."""
    needs = profile.needs
    labels = list(needs["label"])
    means = [None if pd.isna(mean) else float(mean) for mean in needs["mean"]]
    of_all = [float(mean) for mean in needs["library_mean"]]
    pairs = zip(means, of_all, strict=True)
    ends = [max(mean or 0, of) + BESIDE * LONGEST_SCALE for mean, of in pairs]
    words = ["c" if mean is None else f"{mean:.1f}" for mean in means]
    bars = {
        "type": "bar",
        "orientation": "h",
        "name": f"Mean of {profile.cluster}",
        "y": labels,
        "x": means,
        "marker": style.cluster_marker(profile.cluster),
        "hovertemplate": f"%{{y}}: mean of {profile.cluster} is %{{x:.2f}}<extra></extra>",
    }
    ticks = {
        "type": "scatter",
        "mode": "markers",
        "name": "Mean of all cases",
        "y": labels,
        "x": of_all,
        "marker": {"symbol": "line-ns", "size": 15, "line": {"width": 3, "color": style.INK}},
        "hovertemplate": "%{y}: mean of all cases is %{x:.2f}<extra></extra>",
    }
    return {
        "data": [bars, ticks, _text(labels, ends, words)],
        "layout": style.layout(
            height=ROW * len(labels) + FOOT,
            xaxis=style.axis(
                range=[-0.05, LONGEST_SCALE + 0.4],
                tickvals=list(range(LONGEST_SCALE + 1)),
                title=_title("Mean score"),
            ),
            yaxis=_rows_axis(),
        ),
    }


def draw_shares(rows: pd.DataFrame, *, marker: dict[str, Any], axis: str) -> dict[str, Any]:
    """Draw shares as bars with their 95% intervals and "9 of 14" beside each.

    Takes rows of `cluster_profiles.shares`. The axis ends at the first quarter past every
    interval.
    """
    labels = ["<br>".join(wrap(label, LABEL)) for label in rows["label"]]
    shares = [None if pd.isna(share) else float(share) for share in rows["share"]]
    highs = [0.0 if pd.isna(high) else float(high) for high in rows["high"]]
    top = min(max(ceil(max(highs, default=1) * 4) / 4, 0.25), 1)
    lows = [0.0 if pd.isna(low) else float(low) for low in rows["low"]]
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": labels,
        "x": shares,
        # Paler than the colour itself, so that the interval is seen where it crosses the bar.
        "marker": {**marker, "opacity": 0.6},
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [
                max(high - (share or 0), 0) for high, share in zip(highs, shares, strict=True)
            ],
            "arrayminus": [
                max((share or 0) - low, 0) for low, share in zip(lows, shares, strict=True)
            ],
            "color": style.INK,
            "thickness": 1.5,
            "width": 4,
        },
        "hovertemplate": "%{y}: %{x:.0%}<extra></extra>",
    }
    ends = [max(high, share or 0) + BESIDE * top for high, share in zip(highs, shares, strict=True)]
    return {
        "data": [bars, _text(labels, ends, [counted(row) for row in rows.itertuples()])],
        "layout": style.layout(
            height=TALL_ROW * len(labels) + FOOT,
            xaxis=style.axis(
                range=[0, top * (1 + ROOM_FOR_COUNTS)],
                tickvals=[0, top / 2, top],
                tickformat=".0%",
                tickangle=0,
                title=_title(axis),
            ),
            yaxis=_rows_axis(),
        ),
    }


def counted(row: Any) -> str:
    """Return the count behind a share as "9 of 14", or c where it is withheld."""
    return "c" if pd.isna(row.n_with) else f"{row.n_with} of {row.n}"


def _rows_axis() -> dict[str, Any]:
    return style.axis(autorange="reversed", showgrid=False, ticks="", side="left")


def _title(words: str) -> dict[str, Any]:
    return {"text": words, "font": {"size": 13, "color": style.MUTED}}


def _text(labels: list[str], places: list[float], words: list[str]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "text",
        "y": labels,
        "x": places,
        "text": words,
        "textposition": "middle right",
        "textfont": {"color": style.INK, "size": 13},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
