"""The tree of the library with its groups at a cut, and how far each number of groups holds."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analytics.dendrogram import Dendrogram, size_words
from layouts.figures import style

ROW = 19
FOOT = 56
# Part of the width for the words beside the tree.
ROOM_FOR_WORDS = 0.75
MOST_NAMED = 2
CUTS_HEIGHT = 300


def draw_tree(tree: Dendrogram, groups: pd.DataFrame) -> dict[str, Any]:
    """Draw the joins from left (last) to right (first); groups in two tones, named at the right."""
    tones = dict(zip(groups["group"], _tones(len(groups)), strict=True))
    drawn = [
        _lines(joins, color=tones.get(str(name), style.MUTED))
        for name, joins in tree.joins.groupby("group", sort=False)
    ]
    # A group of one branch has no join of its own, so its stem is drawn from the cut.
    drawn += [_stem(tree, row, color=tones[row["group"]]) for row in groups.to_dict("records")]
    highest = float(tree.joins["height"].max())
    rows = len(tree.joins) + 1
    return {
        "data": [*drawn, _names(groups, place=-0.03 * highest)],
        "layout": style.layout(
            height=ROW * rows + FOOT,
            xaxis=style.axis(
                range=[highest * 1.02, -ROOM_FOR_WORDS * highest],
                tickvals=_ticks(highest),
                title={
                    "text": "Unlike each other",
                    "font": {"size": 13, "color": style.MUTED},
                },
            ),
            yaxis=style.axis(range=[rows - 0.4, -0.6], showgrid=False, showticklabels=False),
            shapes=[
                {
                    "type": "line",
                    "x0": tree.cut,
                    "x1": tree.cut,
                    "yref": "paper",
                    "y0": 0,
                    "y1": 1,
                    "line": {"color": style.INK, "width": 2, "dash": "dash"},
                }
            ],
        ),
    }


def _tones(count: int) -> list[str]:
    # Neighbours differ, and each is named: no reader needs to tell fifteen colours apart.
    return [style.ACCENT if place % 2 == 0 else style.WATCH for place in range(count)]


def _ticks(highest: float) -> list[int]:
    step = max(int(highest // 4), 1)
    return list(range(0, int(highest) + 1, step))


def _lines(joins: pd.DataFrame, *, color: str) -> dict[str, Any]:
    x: list[float | None] = []
    y: list[float | None] = []
    for join in joins.to_dict("records"):
        x += [join["one_height"], join["height"], join["height"], join["other_height"], None]
        y += [join["one_row"], join["one_row"], join["other_row"], join["other_row"], None]
    return _path(x, y, color=color)


def _path(x: list[Any], y: list[Any], *, color: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [None if place is None else round(place, 3) for place in x],
        "y": y,
        "line": {"color": color, "width": 2},
        "hoverinfo": "skip",
    }


def _stem(tree: Dendrogram, group: Any, *, color: str) -> dict[str, Any]:
    inside = tree.joins[tree.joins["group"] == group["group"]]
    if inside.empty:
        return _path([0.0, tree.cut], [group["first_row"]] * 2, color=color)
    top = inside.loc[inside["height"].idxmax()]
    middle = (top["one_row"] + top["other_row"]) / 2
    return _path([float(top["height"]), tree.cut], [middle, middle], color=color)


def _names(groups: pd.DataFrame, *, place: float) -> dict[str, Any]:
    rows = list(groups.to_dict("records"))
    return {
        "type": "scatter",
        "mode": "markers+text",
        "marker": {
            "symbol": "square",
            "size": 12,
            "color": [_colour(row["clusters"]) for row in rows],
            "line": {"color": style.INK, "width": 1},
        },
        "x": [place] * len(rows),
        "y": [(row["first_row"] + row["last_row"]) / 2 for row in rows],
        "text": [
            f" <b>{row['group']}</b> {size_words(row['cases'], rounded=row['rounded'])}"
            f"{_inside(row['clusters'])}"
            for row in rows
        ],
        "textposition": "middle right",
        "textfont": {"color": style.INK, "size": 13},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _colour(clusters: str) -> str:
    """Return the colour of the one cluster at home in a group, paper if there is none or more."""
    return style.CLUSTER_COLOURS.get(clusters, style.PAPER)


def _inside(clusters: str) -> str:
    number = clusters.count("X")
    if not number:
        return ""
    return f" ({clusters})" if number <= MOST_NAMED else f" ({number} clusters)"


def draw_cuts(cuts: pd.DataFrame, *, k: int) -> dict[str, Any]:
    """Draw stability with its interval and silhouette by number of groups, the cut marked."""
    ks = [int(n) for n in cuts["k"]]
    stability = {
        "type": "scatter",
        "mode": "lines+markers",
        "x": ks,
        "y": [round(float(value), 3) for value in cuts["stability"]],
        "error_y": {
            "type": "data",
            "symmetric": False,
            "array": [round(float(gap), 3) for gap in cuts["high"] - cuts["stability"]],
            "arrayminus": [round(float(gap), 3) for gap in cuts["stability"] - cuts["low"]],
            "color": style.ACCENT,
            "thickness": 1.5,
            "width": 4,
        },
        "line": {"color": style.ACCENT, "width": 2},
        "marker": {"size": 8},
        "hovertemplate": "%{x} groups: stability %{y:.2f}<extra></extra>",
    }
    silhouette = {
        "type": "scatter",
        "mode": "lines+markers",
        "x": ks,
        "y": [round(float(value), 3) for value in cuts["silhouette"]],
        "line": {"color": style.WATCH, "width": 2, "dash": "dot"},
        "marker": {"size": 8, "symbol": "square"},
        "hovertemplate": "%{x} groups: silhouette %{y:.2f}<extra></extra>",
    }
    return {
        "data": [stability, silhouette, _line_names(cuts)],
        "layout": style.layout(
            height=CUTS_HEIGHT,
            xaxis=style.axis(
                range=[ks[0] - 0.5, ks[-1] + 0.35 * len(ks)],
                tickvals=ks,
                showgrid=False,
                title={"text": "Number of groups", "font": {"size": 13, "color": style.MUTED}},
            ),
            yaxis=style.axis(range=[0, 1.08], tickvals=[0, 0.25, 0.5, 0.75, 1]),
            shapes=[
                {
                    "type": "line",
                    "x0": k,
                    "x1": k,
                    "yref": "paper",
                    "y0": 0,
                    "y1": 1,
                    "line": {"color": style.INK, "width": 2, "dash": "dash"},
                    "layer": "below",
                }
            ],
        ),
    }


def _line_names(cuts: pd.DataFrame) -> dict[str, Any]:
    last = cuts.iloc[-1]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [int(last["k"]) + 0.3] * 2,
        "y": [round(float(last["stability"]), 3), round(float(last["silhouette"]), 3)],
        "text": ["Stability", "Silhouette"],
        "textposition": "middle right",
        "textfont": {"color": style.INK, "size": 13},
        "hoverinfo": "skip",
    }
