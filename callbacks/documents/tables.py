"""What the views of a bundle show, as CSV files behind plain links."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pandas as pd
from dash import Dash
from flask import Response

from access.principal import Principal
from access.refusals import NOT_ALLOWED, NOT_FOUND, Refusal
from access.secured import secured_route
from analytics.reading.sentiment import by_area, by_sentiment, strengths
from callbacks.context import store
from callbacks.documents.opening import open_bundle
from callbacks.downloads import as_file
from data.schemas import QUESTION, QUESTIONS
from data.schemas.reading import Statement
from layouts.documents.opened import Opened
from layouts.documents.words import counts_of

RULE = "/documents/<pupil_id>/tables/<name>.csv"


def send_table(*, who: Principal, pupil_id: str, name: str) -> Response:
    """Send a table of a pupil's bundle."""
    if name not in TABLES:
        raise Refusal(404, NOT_FOUND)
    opened = open_bundle(who, pupil_id)
    if name == "names" and not opened.may.redact:
        raise Refusal(403, NOT_ALLOWED)
    store().activity.record(who.username, "documents.read", subject=f"{pupil_id}/{name}")
    return as_file(TABLES[name](opened), f"documents-{pupil_id}-{name}", kind="csv")


def sentences_of(opened: Opened, statements: tuple[Statement, ...]) -> pd.DataFrame:
    """Return sentences with their labels and places."""
    rows = [
        (
            one.text,
            one.reading.polarity,
            "; ".join(QUESTION[area].short for area in one.reading.areas),
            one.reading.assertion,
            one.reading.severity or "",
            opened.where(one),
        )
        for one in statements
    ]
    heads = ["sentence", "polarity", "needs", "assertion", "severity", "where"]
    return pd.DataFrame(rows, columns=heads)


def suggestions_table(opened: Opened) -> pd.DataFrame:
    """Return the answer and the suggestion for each question, with the first sentence."""
    rows = []
    for question in QUESTIONS:
        one = opened.reading.suggestions.get(question.id)
        if one is None:
            continue
        first = one.evidence[0] if one.evidence else None
        rows.append(
            (
                question.id,
                question.words(opened.assessment.get(question.id)),
                question.words(one.value),
                one.why,
                first.text if first else "",
                opened.where(first) if first else "",
            )
        )
    heads = ["question", "answer", "suggested", "why", "sentence", "where"]
    return pd.DataFrame(rows, columns=heads)


def terms_table(opened: Opened) -> pd.DataFrame:
    """Return the terms found, with what they mean and how often they stand."""
    rows = [
        (found.term.name, found.term.kind, found.term.definition, found.count)
        for found in opened.reading.terms
    ]
    return pd.DataFrame(rows, columns=["term", "kind", "definition", "sentences"])


def contradictions_table(opened: Opened) -> pd.DataFrame:
    """Return each contradiction with both sentences and their places."""
    rows = [
        (
            QUESTION[one.area].short if one.area in QUESTION else one.area,
            one.sentence,
            one.one.text,
            opened.where(one.one),
            one.other.text,
            opened.where(one.other),
        )
        for one in opened.reading.contradictions
    ]
    heads = ["need", "contradiction", "sentence", "where", "other_sentence", "other_where"]
    return pd.DataFrame(rows, columns=heads)


def names_table(opened: Opened) -> pd.DataFrame:
    """Return every form of every name, a row each, for a redaction tool."""
    rows = [
        (person.name, form, person.role or "", len(person.places))
        for person in opened.reading.people
        for form in person.forms
    ]
    return pd.DataFrame(rows, columns=["name", "written_as", "role", "mentions"])


def strengths_table(opened: Opened) -> pd.DataFrame:
    """Return the sentences about strengths and progress."""
    return sentences_of(opened, strengths(opened.reading.statements))


def sentiment_table(opened: Opened) -> pd.DataFrame:
    """Return how many sentences have each polarity."""
    return by_sentiment(opened.reading.statements)


def needs_table(opened: Opened) -> pd.DataFrame:
    """Return how many negative sentences speak of each need."""
    return by_area(opened.reading.statements)


TABLES: dict[str, Callable[[Opened], pd.DataFrame]] = {
    "sentiment": sentiment_table,
    "needs": needs_table,
    "strengths": strengths_table,
    "words-all": partial(counts_of, cloud="all"),
    "words-positive": partial(counts_of, cloud="positive"),
    "words-negative": partial(counts_of, cloud="negative"),
    "terms": terms_table,
    "contradictions": contradictions_table,
    "names": names_table,
    "suggestions": suggestions_table,
}


def register(app: Dash) -> None:
    """Add the route of the tables."""
    secured_route(app.server, RULE, send_table, action="documents.read", subject="pupil_id")
