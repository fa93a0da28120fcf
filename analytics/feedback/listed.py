"""Everything that was answered about one pupil as one table, as a bundle of papers needs it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from analytics.answers import known
from data.schemas.feedback import (
    ATTAINMENT,
    CHANNELS,
    EXTENTS,
    FEELING_SCALE,
    FEELINGS,
    VOICES,
    feeling_column,
)

COLUMNS = (
    "Date", "Voice", "Said by", "How it came in", "About", "Outcome or provision", "Answer",
    "Planned hours a week", "Hours given a week", "In their words", "Written down by",
)  # fmt: skip
WORDS = {"helps": "What helps", "change": "What to change"}

Row = Mapping[str, Any]


def answers_listed(
    answers: Iterable[Row],
    *,
    attainments: Iterable[Row],
    deliveries: Iterable[Row],
    names: Mapping[str, str],
) -> pd.DataFrame:
    """Return a row for each thing that was said, in order of date and answer, columns COLUMNS.

    `names` gives how people are shown by user name; what came by a link was written by its sender.
    """
    rated, given = [*attainments], [*deliveries]
    ordered = sorted(answers, key=lambda row: (row["given_on"], row["feedback_id"]))
    rows = [
        {**_head(answer, names), **said}
        for answer in ordered
        for said in _said(answer, _of(answer, rated), _of(answer, given))
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype="str").fillna("")


def _head(answer: Row, names: Mapping[str, str]) -> dict[str, str]:
    by_link = answer["channel"] == "link"
    return {
        "Date": answer["given_on"],
        "Voice": VOICES[answer["voice"]],
        "Said by": known(answer["said_by"]) or "",
        "How it came in": CHANNELS[answer["channel"]],
        "Written down by": "" if by_link else names.get(answer["actor"], answer["actor"]),
    }


def _said(answer: Row, rated: list[Row], given: list[Row]) -> Iterator[dict[str, str]]:
    for name, words in FEELINGS.items():
        score = known(answer[feeling_column(name)])
        if score is not None:
            yield {"About": f"Feels: {words}", "Answer": FEELING_SCALE[score]}
    for row in rated:
        yield {
            "About": "Outcome",
            "Outcome or provision": known(row["outcome"]) or "",
            "Answer": ATTAINMENT[row["score"]],
            "In their words": known(row["evidence"]) or "",
        }
    for row in given:
        yield {
            "About": "Provision",
            "Outcome or provision": known(row["provision"]) or "",
            "Answer": EXTENTS.get(known(row["extent"]) or "", ""),
            "Planned hours a week": _number(row["planned_hours"]),
            "Hours given a week": _number(row["delivered_hours"]),
            "In their words": known(row["note"]) or "",
        }
    for column, words in WORDS.items():
        if known(answer[column]):
            yield {"About": words, "In their words": answer[column]}


def _of(answer: Row, rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row["feedback_id"] == answer["feedback_id"]]


def _number(value: Any) -> str:
    return "" if known(value) is None else f"{value:g}"
