"""One pupil beside clusters, nearest cases and schools."""

from __future__ import annotations

from typing import Any

import pandas as pd

from layouts.figures import style
from layouts.figures.needs import BESIDE, draw_needs

ROW = 27
SCHOOL_ROW = 25
FOOT = 52
LONGEST_NAME = 22
BESIDE_RING = 0.28  # in steps: the radius of a ring on a narrow screen, and a little
SEQUENTIAL = [[0, style.PAPER], [1, style.ACCENT]]


def draw_distances(rows: pd.DataFrame) -> dict[str, Any]:
    """Draw the distance of a pupil from each cluster, the nearest at the top."""
    labels, far = list(rows["cluster"]), [float(distance) for distance in rows["distance"]]
    longest = max(far, default=1) or 1
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": labels,
        "x": far,
        "marker": style.cluster_marker(*labels),
        "hovertemplate": "%{y}: %{x:.2f} steps away<extra></extra>",
    }
    return {
        "data": [bars, _words(labels, far, [f"{d:.1f}" for d in far], longest)],
        "layout": style.layout(
            height=ROW * len(labels) + FOOT,
            xaxis=style.axis(range=[0, longest * 1.15], title=_title("Steps away")),
            yaxis=_rows_axis(),
        ),
    }


def draw_compared(needs: pd.DataFrame, *, cluster: str) -> dict[str, Any]:
    """Draw a pupil's answers with the cluster's means as ticks and the nearest cases' as rings."""
    figure = draw_needs(needs, cluster=cluster)
    *marks, words = figure["data"]
    rings = {
        "type": "scatter",
        "mode": "markers",
        "name": "Mean of the nearest cases",
        "y": list(needs["label"]),
        "x": [None if pd.isna(mean) else float(mean) for mean in needs["nearest_mean"]],
        "marker": {
            "symbol": "circle",
            "size": 10,
            "color": style.PAPER,
            "line": {"width": 2, "color": style.INK},
        },
        "cliponaxis": False,
        "hovertemplate": "%{y}: mean of the nearest cases is %{x:.1f}<extra></extra>",
    }
    shown = needs[needs["score"].fillna(0) > 0]
    ends = shown[["score", "cluster_mean"]].astype("float64").max(axis=1) + BESIDE
    beyond = shown["nearest_mean"].astype("float64") + BESIDE_RING
    clear = {**words, "x": [float(end) for end in ends.clip(lower=beyond.fillna(0))]}
    return {**figure, "data": [*marks, rings, clear]}


def draw_clusters(counts: pd.Series, *, own: str) -> dict[str, Any]:
    """Draw the number of pupils in each cluster; the pupil's own says so."""
    labels = [str(name) for name in counts.index]
    numbers = [None if pd.isna(n) else int(n) for n in counts]
    most = max((n for n in numbers if n), default=1)
    said = {own: ", this pupil's"}
    words = [_number(n) + said.get(x, "") for x, n in zip(labels, numbers, strict=True)]
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": labels,
        "x": numbers,
        "marker": style.cluster_marker(*labels),
        "hovertemplate": "%{y}: %{x} pupils<extra></extra>",
    }
    return {
        "data": [bars, _words(labels, [n or 0 for n in numbers], words, most)],
        "layout": style.layout(
            height=ROW * len(labels) + FOOT,
            xaxis=style.axis(range=[0, most * 1.4], title=_title("Pupils"), nticks=5),
            yaxis=_rows_axis(),
        ),
    }


def draw_schools(counts: pd.DataFrame, *, names: dict[str, str], own: str) -> dict[str, Any]:
    """Draw the pupils of each school in each cluster as cells with their number."""
    cells = [[None if pd.isna(n) else int(n) for n in row] for row in counts.to_numpy().tolist()]
    codes = [str(code) for code in counts.index]
    heat = {
        "type": "heatmap",
        "x": [str(name) for name in counts.columns],
        # Two schools may be called the same, so rows are told apart by code.
        "y": codes,
        "z": cells,
        "text": [[_number(n) for n in row] for row in cells],
        "texttemplate": "%{text}",
        "textfont": {"size": 12},
        "colorscale": SEQUENTIAL,
        "zmin": 0,
        "showscale": False,
        "xgap": 1,
        "ygap": 1,
        "customdata": [[names.get(code, code)] * len(counts.columns) for code in codes],
        "hovertemplate": "%{customdata}, %{x}: %{text}<extra></extra>",
    }
    return {
        "data": [heat],
        "layout": style.layout(
            height=SCHOOL_ROW * len(codes) + FOOT,
            xaxis=style.axis(side="top", showgrid=False, type="category", dtick=1),
            yaxis=_school_axis(codes, names, own),
            margin={"l": 8, "r": 8, "t": 32, "b": 8, "pad": 4},
        ),
    }


def draw_plans(rows: pd.DataFrame, *, own: str) -> dict[str, Any]:
    """Draw the share of pupils with a plan at each school, this pupil's school filled."""
    shown = rows.dropna(subset="share")
    codes = list(shown["school_id"].astype(str))
    share = shown["share"].astype(float)
    names = dict(zip(codes, shown["name"], strict=True))
    dots = {
        "type": "scatter",
        "mode": "markers",
        "y": codes,
        "x": list(share),
        "marker": {
            "size": [13 if code == own else 9 for code in codes],
            "color": [style.ACCENT if code == own else style.PAPER for code in codes],
            "line": {"width": 2, "color": [_edge(code, own) for code in codes]},
        },
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": list(shown["high"].astype(float) - share),
            "arrayminus": list(share - shown["low"].astype(float)),
            "color": style.MUTED,
            "thickness": 1.5,
            "width": 3,
        },
        "customdata": [f"{row.n_with} of {row.n}" for row in shown.itertuples()],
        "hovertemplate": "%{customdata} pupils, %{x:.1%}<extra></extra>",
    }
    most = float(shown["high"].max()) if len(shown) else 1.0
    return {
        "data": [dots],
        "layout": style.layout(
            height=SCHOOL_ROW * len(codes) + FOOT,
            xaxis=style.axis(
                range=[0, most * 1.05],
                tickformat=".0%",
                nticks=5,
                tickangle=0,
                title=_title("Share of pupils on roll"),
            ),
            yaxis=_school_axis(codes, names, own),
        ),
    }


def _edge(code: str, own: str) -> str:
    return style.ACCENT if code == own else style.MUTED


def _school_axis(codes: list[str], names: dict[str, str], own: str) -> dict[str, Any]:
    words = [("▸ " if code == own else "") + _short(names.get(code, code)) for code in codes]
    return style.axis(
        autorange="reversed",
        showgrid=False,
        ticks="",
        type="category",
        tickvals=codes,
        ticktext=words,
    )


def _short(name: str) -> str:
    """Return the name of a school cut to what a narrow screen holds."""
    bare = name.removesuffix(" School")
    return bare if len(bare) <= LONGEST_NAME else f"{bare[: LONGEST_NAME - 1]}…"


def _number(number: int | None) -> str:
    return "c" if number is None else f"{number:,}"


def _words(labels: list[str], ends: list[Any], words: list[str], longest: float) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "text",
        "y": labels,
        "x": [end + longest * 0.02 for end in ends],
        "text": words,
        "textposition": "middle right",
        "textfont": {"color": style.INK, "size": 13},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _rows_axis() -> dict[str, Any]:
    return style.axis(autorange="reversed", showgrid=False, ticks="", type="category")


def _title(words: str) -> dict[str, Any]:
    return {"text": words, "font": {"size": 13, "color": style.MUTED}}
