"""One pupil's answers as bars, with the mean of the pupil's cluster as a tick on each row."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from layouts.figures import style

ROW_HEIGHT = 27
LONGEST_SCALE = 4
ROOM_FOR_WORDS = 1.5
BESIDE = 0.08


def draw_needs(needs: pd.DataFrame, *, cluster: str | None) -> dict[str, Any]:
    """Draw the rows of `profiles.pupil_against_cluster`, first question at the top."""
    traces = [_answers(needs)]
    if cluster:
        traces.append(_cluster_means(needs, cluster=cluster))
    traces.append(_words(needs))
    return {
        "data": traces,
        "layout": style.layout(
            height=ROW_HEIGHT * len(needs) + 52,
            xaxis=_score_axis(),
            yaxis=style.axis(autorange="reversed", showgrid=False, ticks="", side="left"),
        ),
    }


def _score_axis() -> dict[str, Any]:
    return style.axis(
        range=[-0.05, LONGEST_SCALE + ROOM_FOR_WORDS],
        tickvals=list(range(LONGEST_SCALE + 1)),
        title={"text": "Score", "font": {"size": 13, "color": style.MUTED}},
    )


def _answers(needs: pd.DataFrame) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "name": "This pupil",
        "y": list(needs["label"]),
        "x": [None if pd.isna(score) else int(score) for score in needs["score"]],
        "marker": {"color": style.ACCENT},
        "customdata": list(needs["words"]),
        "hovertemplate": "%{y}: %{customdata}<extra></extra>",
    }


def _words(needs: pd.DataFrame) -> dict[str, Any]:
    """Write each answer beside its bar, clear of the cluster's tick."""
    columns = (needs[name].tolist() for name in ("label", "score", "cluster_mean", "words"))
    shown = [row for row in zip(*columns, strict=True) if row[1] is not pd.NA and row[1] > 0]
    return {
        "type": "scatter",
        "mode": "text",
        "y": [label for label, *_ in shown],
        "x": [_end(score, mean) + BESIDE for _, score, mean, _ in shown],
        "text": [short(words) for *_, words in shown],
        "textposition": "middle right",
        "textfont": {"color": style.INK, "size": 13},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _end(score: int, mean: float) -> float:
    return float(score) if math.isnan(mean) else max(float(score), mean)


def short(words: str) -> str:
    """Return the words of a score without what every row of the chart would repeat."""
    return words.removesuffix(" behind").removesuffix(" or multiple")


def _cluster_means(needs: pd.DataFrame, *, cluster: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": f"Mean of {cluster}",
        "y": list(needs["label"]),
        "x": [float(mean) for mean in needs["cluster_mean"]],
        "marker": {
            "symbol": "line-ns",
            "size": 15,
            "line": {"width": 3, "color": style.INK},
        },
        "hovertemplate": f"%{{y}}: mean of {cluster} is %{{x:.1f}}<extra></extra>",
    }
