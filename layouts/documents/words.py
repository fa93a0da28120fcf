"""The words of a bundle: three clouds as pictures, each with its list of words and counts."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html

from analytics.reading.words import word_counts
from layouts.components.disclosure import disclosure
from layouts.components.element import Element
from layouts.components.section import section
from layouts.components.table import Head, data_table
from layouts.documents.address import cloud_path
from layouts.documents.opened import Opened
from layouts.documents.tables import download

WORDS_LISTED = 60
WIDTH, HEIGHT = 760, 300
CLOUDS: dict[str, tuple[str, str]] = {
    "all": ("The whole bundle", "all sentences"),
    "negative": ("Needs and concerns", "sentences about needs and concerns"),
    "positive": ("Strengths and progress", "sentences about strengths and progress"),
}
LEAD = (
    "The more sentences use a word, the larger it stands. Names of people are left out, and so are "
    "words that every document has. Size and place say nothing else; the list has the numbers."
)


def counts_of(opened: Opened, cloud: str) -> pd.DataFrame:
    """Return the words of a cloud with their counts."""
    reading = opened.reading
    return word_counts(reading.statements, people=reading.people, polarity=cloud)


def body(opened: Opened) -> list[Any]:
    """Return the three clouds."""
    return [html.P(LEAD, className="quiet"), *(_cloud(opened, cloud) for cloud in CLOUDS)]


def _cloud(opened: Opened, cloud: str) -> html.Section:
    title, what = CLOUDS[cloud]
    counts = counts_of(opened, cloud)
    if counts.empty:
        return section(title, html.P(f"There are no {what}.", className="empty"))
    picture = html.Img(
        src=cloud_path(opened.pupil_id, cloud, opened.version),
        alt=said(counts, what),
        width=WIDTH,
        height=HEIGHT,
        className="cloud",
    )
    table = disclosure("Words with their counts", _listed(counts, what))
    under: list[Any] = [table, download(opened, f"words-{cloud}")]
    return section(
        title,
        html.Figure(
            [
                html.Figcaption(said(counts, what), className="chart__reading"),
                picture,
                html.Div(under, className="chart__under"),
            ],
            className="chart",
        ),
    )


def said(counts: pd.DataFrame, what: str) -> str:
    """Say in a sentence which words are commonest."""
    first = counts.head(5)
    words = ", ".join(f"{row.word} ({row.n})" for row in first.itertuples())
    return f"Commonest in {what}: {words}."


def _listed(counts: pd.DataFrame, what: str) -> Element:
    heads = [Head("Word"), Head("Sentences", numeric=True), Head("Share", numeric=True)]
    rows = [
        [row.word, str(row.n), f"{row.share:.1f}%"]
        for row in counts.head(WORDS_LISTED).itertuples()
    ]
    return data_table(f"Words of {what}", heads, rows)
