"""A drawing of how far people and the reader of documents agree, question by question."""

from __future__ import annotations

from typing import Any

import pandas as pd

from data.schemas import QUESTION
from layouts.figures import style

ROW = 27
FOOT = 48
LOWEST = -0.2
TOO_FEW = "too few cases"


def draw_agreement(table: pd.DataFrame) -> dict[str, Any]:
    """Draw weighted kappa for each question, in their order; `kappa` is missing where too few."""
    rows = table.to_dict("records")
    known = [not pd.isna(row["kappa"]) for row in rows]
    return {
        "data": [
            {
                "type": "bar",
                "orientation": "h",
                "y": [QUESTION[row["question_id"]].short for row in rows],
                "x": [
                    round(float(row["kappa"]), 2) if told else 0
                    for row, told in zip(rows, known, strict=True)
                ],
                "text": [
                    f"{row['kappa']:.2f}" if told else TOO_FEW
                    for row, told in zip(rows, known, strict=True)
                ],
                "textposition": "outside",
                "textfont": {"color": style.INK, "size": 13},
                "cliponaxis": False,
                "marker": {"color": style.ACCENT},
                "hovertemplate": "%{y}: %{text}<extra></extra>",
            }
        ],
        "layout": style.layout(
            height=ROW * len(rows) + FOOT,
            xaxis=style.axis(
                range=[LOWEST, 1.2],
                tickvals=[0, 0.2, 0.4, 0.6, 0.8, 1],
                title={"text": "Weighted kappa", "font": {"size": 13, "color": style.MUTED}},
            ),
            yaxis=style.axis(
                autorange="reversed",
                showgrid=False,
                ticks="",
                tickfont={"color": style.INK, "size": 13},
            ),
        ),
    }
