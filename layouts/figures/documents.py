"""Drawings of what documents tell of: sentences by sentiment, and needs by how often."""

from __future__ import annotations

from typing import Any

import pandas as pd

from layouts.figures import style

ROW = 27
FOOT = 44
ROOM = 1.3
SIGNS = {"negative": "−", "neutral": "○", "positive": "+"}
COLOURS = {"negative": style.PROBLEM, "neutral": style.OTHERS, "positive": style.OK}


def draw_sentiment(counts: pd.DataFrame) -> dict[str, Any]:
    """Draw the rows of `by_sentiment` as bars, each with its sign, number and share."""
    rows = counts.to_dict("records")
    labels = [f"{SIGNS[row['polarity']]} {row['label']}" for row in rows]
    colours = [COLOURS[row["polarity"]] for row in rows]
    words = [f"{row['n']:,} ({row['share']:.0f}%)" if row["n"] else "0" for row in rows]
    return _bars(labels, counts["n"].tolist(), words, colours)


def draw_needs_told(counts: pd.DataFrame) -> dict[str, Any]:
    """Draw the rows of `by_area`, every need in its order, none left out."""
    words = [_told(*row) for row in zip(counts["n"], counts["documents"], strict=True)]
    return _bars(counts["label"].tolist(), counts["n"].tolist(), words, style.PROBLEM)


def _told(number: int, documents: int) -> str:
    if not number:
        return "0"
    return f"{number} in {documents} document{'' if documents == 1 else 's'}"


def _bars(labels: list[str], values: list[int], words: list[str], colour: Any) -> dict[str, Any]:
    most = max([*values, 1])
    return {
        "data": [
            {
                "type": "bar",
                "orientation": "h",
                "y": labels,
                "x": values,
                "text": words,
                "textposition": "outside",
                "textfont": {"color": style.INK, "size": 13},
                "cliponaxis": False,
                "marker": {"color": colour},
                "hovertemplate": "%{y}: %{text}<extra></extra>",
            }
        ],
        "layout": style.layout(
            height=ROW * len(labels) + FOOT,
            xaxis=style.axis(
                range=[0, most * ROOM],
                rangemode="tozero",
                nticks=6,
                tickformat="d",
                title={"text": "Sentences", "font": {"size": 13, "color": style.MUTED}},
            ),
            yaxis=style.axis(
                autorange="reversed",
                showgrid=False,
                ticks="",
                tickfont={"color": style.INK, "size": 13},
            ),
        ),
    }
