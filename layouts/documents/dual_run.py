"""Dual run: over finished cases, what people answered against what the reader suggests."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import dcc, html

from analytics.reading.disagreement import DIRECTIONS, REASONS, reading, shown
from analytics.suppression import shown as count
from data.schemas import QUESTION
from layouts import ids
from layouts.components.chart import chart
from layouts.components.element import Element, element
from layouts.components.introduction import introduction
from layouts.components.section import section
from layouts.components.table import Head, data_table
from layouts.figures.agreement import TOO_FEW, draw_agreement

INTRODUCTION = (
    "The reader of documents suggests answers; here it is judged on cases that people have "
    "finished. Only totals are shown: no pupil, no sentence."
)
TABLE_ADDRESS = "/charts/dual-run/table.csv"
WITHHELD = "c: withheld, because it counts 1 to 5 cases or would give away a count that does."
HEADS = (
    Head("Question"),
    Head("Cases", numeric=True),
    Head("Weighted kappa", numeric=True),
    Head("Same", numeric=True),
    Head("Within one step", numeric=True),
    Head("Reader lower", numeric=True),
    Head("Reader the same", numeric=True),
    Head("Reader higher", numeric=True),
)


def layout(**_: Any) -> html.Div:
    """Return the page, to be filled."""
    return html.Div(
        [
            dcc.Store(id=ids.DUAL_RUN_OPENED, data=True),
            html.H1("How far do people and the reader agree?"),
            introduction(INTRODUCTION),
            html.Div(html.P("Reading the finished cases…", className="loading"), id=ids.DUAL_RUN),
        ]
    )


def body(table: pd.DataFrame, ways: pd.DataFrame, why: pd.Series, *, left_out: int) -> list[Any]:
    """Return agreement per question, which way they differ, and why."""
    if not table["cases"].max():
        words = (
            "No finished case has documents yet. Once cases are final and their documents are "
            "uploaded, this page sets the answers of people beside those the reader suggests."
        )
        return [html.P(words, className="empty")]
    older = f" The {left_out:,} oldest were left out." if left_out else ""
    return [
        section("Agreement", _agreement(table, ways, older)),
        section("Why they differ", html.P(WITHHELD, className="quiet"), _why(why)),
    ]


def _agreement(table: pd.DataFrame, ways: pd.DataFrame, older: str) -> html.Figure:
    return chart(
        draw_agreement(shown(table)),
        reading=reading(table) + older,
        table=_table(table, ways),
        key="Bar: quadratic weighted kappa, 1 for full agreement, 0 for as much as by chance.",
        how_to_read=(
            "Kappa counts a difference of two steps four times as much as one of one step, and "
            "takes away what chance alone would bring. Above 0.6 is usually called good. People "
            "disagree with each other too, so 1 is not to be expected. " + WITHHELD
        ),
        files=[
            element(
                "A",
                "Download CSV",
                href=TABLE_ADDRESS,
                className="button button--quiet",
                **{"aria-label": "Download the agreement as CSV"},
            )
        ],
    )


def _table(table: pd.DataFrame, ways: pd.DataFrame) -> Element:
    rows = [
        [
            QUESTION[row["question_id"]].short,
            str(row["cases"]),
            TOO_FEW if pd.isna(row["kappa"]) else f"{row['kappa']:.2f}",
            _percent(row["exact"]),
            _percent(row["within_one"]),
            *(count(ways.loc[row["question_id"], way]) for way in DIRECTIONS),
        ]
        for row in shown(table).to_dict("records")
    ]
    return data_table("Agreement between people and the reader", HEADS, rows, wide=True)


def _percent(share: Any) -> str:
    return "–" if pd.isna(share) else f"{100 * share:.0f}%"


def _why(why: pd.Series) -> Element:
    rows = [[words, count(why[name])] for name, words in REASONS.items()]
    heads = [Head("Reason"), Head("Differences", numeric=True)]
    return data_table("Why people and the reader differ", heads, rows)
