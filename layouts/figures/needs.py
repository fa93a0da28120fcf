"""One pupil's answers as bars, with the mean of the pupil's cluster as a tick on each row."""

from __future__ import annotations

from typing import Any

import pandas as pd

from layouts.figures import style

ROW_HEIGHT = 27
LONGEST_SCALE = 4


def draw_needs(needs: pd.DataFrame, *, cluster: str | None) -> dict[str, Any]:
    """Draw the rows of `profiles.pupil_against_cluster`, first question at the top."""
    traces = [_answers(needs)]
    if cluster:
        traces.append(_cluster_means(needs, cluster=cluster))
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
        range=[0, LONGEST_SCALE + 1.1],
        tickvals=list(range(LONGEST_SCALE + 1)),
        title={"text": "Score", "font": {"size": 13, "color": style.MUTED}},
    )


def _answers(needs: pd.DataFrame) -> dict[str, Any]:
    scores = [None if pd.isna(score) else int(score) for score in needs["score"]]
    words = [text if score else "" for text, score in zip(needs["words"], scores, strict=True)]
    return {
        "type": "bar",
        "orientation": "h",
        "name": "This pupil",
        "y": list(needs["label"]),
        "x": scores,
        "text": words,
        "textposition": "outside",
        "textangle": 0,
        "cliponaxis": False,
        "textfont": {"color": style.INK, "size": 13},
        "marker": {"color": style.ACCENT},
        "customdata": list(needs["words"]),
        "hovertemplate": "%{y}: %{customdata}<extra></extra>",
    }


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
