"""How often needs and strengths are told of, and in which sentences."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import dcc, html

from analytics.reading.sentiment import (
    SENTIMENTS,
    area_reading,
    by_area,
    by_sentiment,
    of_area,
    sentiment_reading,
    strengths,
)
from data.schemas import QUESTION, QUESTION_IDS
from data.schemas.reading import Statement
from layouts.components.chart import chart
from layouts.components.disclosure import disclosure
from layouts.components.element import Element
from layouts.components.section import section
from layouts.components.table import Head, data_table
from layouts.documents.opened import Opened
from layouts.documents.sentence import places, sentences
from layouts.documents.tables import download, downloads
from layouts.figures.documents import draw_needs_told, draw_sentiment

STRENGTHS_SHOWN = 8
SENTENCES_SHOWN = 12


def body(opened: Opened) -> list[Any]:
    """Return both charts, the sentences behind each bar, and the strengths."""
    statements = opened.reading.statements
    if not statements:
        words = "No sentence could be read, so there is nothing to count."
        return [html.P(words, className="empty")]
    return [
        section("Needs told of", _needs(opened), *_behind(opened)),
        section("Strengths and progress", *_strengths(opened)),
        section("Sentences by sentiment", _sentiment(opened)),
    ]


def _sentiment(opened: Opened) -> html.Figure:
    counts = by_sentiment(opened.reading.statements)
    rows = [[row.label, f"{row.n:,}", f"{row.share:.1f}%"] for row in counts.itertuples()]
    heads = [Head("Sentiment"), Head("Sentences", numeric=True), Head("Share", numeric=True)]
    return chart(
        draw_sentiment(counts),
        reading=sentiment_reading(counts),
        table=data_table("Sentences by sentiment", heads, rows),
        key="Bar: number of sentences. −: needs and concerns. ○: neither. +: strengths, progress.",
        how_to_read=(
            "Every sentence counts once, from the standpoint of the pupil's needs now. Advice, "
            "plain facts, other people and what is ruled out count as neither. Documents that may "
            "be about another child are left out. More sentences do not mean a greater need."
        ),
        files=[download(opened, "sentiment")],
    )


def _needs(opened: Opened) -> html.Figure:
    counts = by_area(opened.reading.statements)
    return chart(
        draw_needs_told(counts),
        reading=area_reading(counts),
        table=_needs_table(counts),
        key="Bar: sentences that tell of a need or concern, and in how many documents.",
        how_to_read=(
            "The needs stand in the order of the assessment. A sentence about two needs counts for "
            "both. The bars count how often a need is told of, not how severe it is: several "
            "professionals may report one finding. The sentences themselves are under the chart."
        ),
        files=[download(opened, "needs")],
    )


def _needs_table(counts: pd.DataFrame) -> Element:
    heads = [Head("Need"), Head("Sentences", numeric=True), Head("Documents", numeric=True)]
    rows = [
        [
            dcc.Link(row.label, href=f"#need-{row.question_id}") if row.n else row.label,
            str(row.n),
            str(row.documents),
        ]
        for row in counts.itertuples()
    ]
    return data_table("Negative sentences by need", heads, rows)


def _behind(opened: Opened) -> list[Any]:
    """Return the sentences behind each bar, folded."""
    statements = opened.reading.statements
    found = [(question, of_area(statements, question)) for question in QUESTION_IDS]
    return [
        html.Div(
            disclosure(
                f"{QUESTION[question].short}: {_count(len(said))}",
                _first(opened, said, label=QUESTION[question].short),
            ),
            id=f"need-{question}",
        )
        for question, said in found
        if said
    ]


def _strengths(opened: Opened) -> list[Any]:
    found = strengths(opened.reading.statements)
    if not found:
        words = f"No sentence tells of {SENTIMENTS['positive'].lower()}."
        return [html.P(words, className="empty")]
    shown, rest = found[:STRENGTHS_SHOWN], found[STRENGTHS_SHOWN:]
    more = (
        [disclosure(f"{len(rest)} more", places(opened, rest, label="More strengths"))]
        if rest
        else []
    )
    return [sentences(opened, shown, label="Strengths"), *more, downloads(opened, "strengths")]


def _first(opened: Opened, said: tuple[Statement, ...], *, label: str) -> list[Any]:
    rest = said[SENTENCES_SHOWN:]
    more = (
        [disclosure(f"{len(rest)} more", places(opened, rest, label=f"More: {label}"))]
        if rest
        else []
    )
    return [places(opened, said[:SENTENCES_SHOWN], label=label), *more]


def _count(number: int) -> str:
    return "1 sentence" if number == 1 else f"{number} sentences"
