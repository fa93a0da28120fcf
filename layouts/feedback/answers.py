"""Answers in full: each as it was given, newest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import dcc, html

from analytics.answers import opened as opening
from analytics.feedback.delivered import hours_words
from data.schemas.feedback import (
    ATTAINMENT,
    CHANNELS,
    EXTENTS,
    FEELING_SCALE,
    FEELINGS,
    feeling_column,
)
from layouts.components.element import Element, element
from layouts.dates import day
from layouts.feedback.address import anchor, feedback_path
from layouts.feedback.opened import Opened
from layouts.feedback.wording import FACES, LEVEL_SIGNS, signed_words, who_said

Row = Mapping[str, Any]


def body(opened: Opened) -> list[Any]:
    """Return every answer in full."""
    answers = opened.feedback.answers
    if not answers:
        return [_nobody(opened)]
    path = feedback_path(opened.pupil_id)
    number = f"{len(answers)} answer{'' if len(answers) == 1 else 's'}, newest first."
    return [
        html.P(number, className="lead"),
        html.P(html.A("Download every answer (CSV)", href=f"{path}/answers.csv")),
        element("Div", [_answer(opened, row) for row in reversed(answers)], className="answers"),
    ]


def _nobody(opened: Opened) -> html.Div:
    told: list[Any] = [html.P(f"Nobody has answered about {opened.pupil_id} yet.")]
    if opened.may_ask:
        path = feedback_path(opened.pupil_id, "ask")
        told.append(html.P(dcc.Link("Ask for feedback", href=path)))
    return html.Div(told, className="empty")


def _answer(opened: Opened, row: Row) -> Element:
    code = row["feedback_id"]
    rated = [one for one in opened.feedback.attainments if one["feedback_id"] == code]
    given = [one for one in opened.feedback.deliveries if one["feedback_id"] == code]
    return element(
        "Article",
        [
            element("H2", f"{opening(who_said(row))}, {day(row['given_on'])}"),
            element("P", f"{CHANNELS[row['channel']]}.", className="quiet"),
            *_words("What helps", row["helps"]),
            *_words("What to change", row["change"]),
            *_facts("How the pupil feels", _feelings(row)),
            *_facts("How far outcomes are reached", [_rated(one) for one in rated]),
            *_facts("Which provision was given", [_given(one) for one in given]),
        ],
        id=anchor(code),
        className="answer",
    )


def _words(heading: str, words: str | None) -> list[Any]:
    if not words:
        return []
    return [element("H3", heading), element("Blockquote", words, className="quote")]


def _facts(heading: str, facts: Sequence[tuple[str, Any]]) -> list[Any]:
    if not facts:
        return []
    rows = [element("Div", [element("Dt", name), element("Dd", told)]) for name, told in facts]
    return [element("H3", heading), element("Dl", rows, className="answer__facts")]


def _feelings(row: Row) -> list[tuple[str, Any]]:
    told = [(words, row[feeling_column(name)]) for name, words in FEELINGS.items()]
    return [
        (words, signed_words(FACES[score], FEELING_SCALE[score]))
        for words, score in told
        if score is not None
    ]


def _rated(row: Row) -> tuple[str, Any]:
    level = signed_words(LEVEL_SIGNS[row["score"]], ATTAINMENT[row["score"]])
    return row["outcome"] or "An outcome", [level, *_said(row["evidence"])]


def _given(row: Row) -> tuple[str, Any]:
    told = []
    if row["delivered_hours"] is not None:
        told.append(f"{hours_words(row['delivered_hours'])} given")
    if row.get("extent"):
        told.append(EXTENTS[row["extent"]].lower() if told else EXTENTS[row["extent"]])
    if row["planned_hours"] is not None:
        told.append(f"{hours_words(row['planned_hours'])} planned")
    words = ", ".join(told) or "Not told"
    return row["provision"] or "Provision", [element("Span", words), *_said(row["note"])]


def _said(words: str | None) -> list[Any]:
    return [element("Blockquote", words, className="quote")] if words else []
