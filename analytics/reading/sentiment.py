"""How often documents speak for and against each need: sentences counted, never words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from data.schemas import QUESTION, QUESTION_IDS
from data.schemas.reading import POLARITIES, Statement

SENTIMENTS: dict[str, str] = {
    "negative": "Needs and concerns",
    "neutral": "Neither",
    "positive": "Strengths and progress",
}
SENTIMENT_COLUMNS = ("polarity", "label", "n", "share")
AREA_COLUMNS = ("question_id", "label", "n", "documents")


def by_sentiment(statements: Sequence[Statement]) -> pd.DataFrame:
    """Return how many sentences have each polarity.

    Columns `polarity`, `label`, `n` and `share` (percent of all, missing where there is none).
    """
    found = Counter(statement.reading.polarity for statement in statements)
    total = len(statements)
    rows = [
        (polarity, SENTIMENTS[polarity], found[polarity], 100 * found[polarity] / (total or 1))
        for polarity in POLARITIES
    ]
    frame = pd.DataFrame(rows, columns=list(SENTIMENT_COLUMNS))
    return frame if total else frame.assign(share=float("nan"))


def of_area(
    statements: Sequence[Statement], question_id: str, *, polarity: str = "negative"
) -> tuple[Statement, ...]:
    """Return the sentences of a polarity about one need, in the order they were given."""
    return tuple(
        statement
        for statement in statements
        if statement.reading.polarity == polarity and question_id in statement.reading.areas
    )


def by_area(statements: Sequence[Statement], *, polarity: str = "negative") -> pd.DataFrame:
    """Return how many sentences of a polarity speak of each of the 20 needs, in their order.

    Columns `question_id`, `label`, `n` and `documents` (in how many documents). A sentence about
    two needs counts for both.
    """
    rows = []
    for question_id in QUESTION_IDS:
        found = of_area(statements, question_id, polarity=polarity)
        documents = {statement.document_id for statement in found}
        rows.append((question_id, QUESTION[question_id].short, len(found), len(documents)))
    return pd.DataFrame(rows, columns=list(AREA_COLUMNS))


def strengths(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Return the sentences about strengths and progress, what the reader is surest of first."""
    positive = [one for one in statements if one.reading.polarity == "positive"]
    return tuple(sorted(positive, key=lambda one: -one.reading.sureness))


def sentiment_reading(counts: pd.DataFrame) -> str:
    """Say in a sentence what `by_sentiment` found."""
    number = dict(zip(counts["polarity"], counts["n"], strict=True))
    total = int(counts["n"].sum())
    if not total:
        return "There is no sentence to count yet."
    return (
        f"Of {total:,} sentences, {number['negative']:,} tell of needs or concerns "
        f"({_percent(number['negative'], total)}) and {number['positive']:,} of strengths or "
        f"progress ({_percent(number['positive'], total)})."
    )


def area_reading(counts: pd.DataFrame) -> str:
    """Say in a sentence what `by_area` found."""
    named = counts[counts["n"] > 0].sort_values("n", ascending=False, kind="stable")
    if named.empty:
        return "No sentence tells of a need in any of the 20 areas."
    most = " and ".join(f"{row.label} ({row.n})" for row in named.head(2).itertuples())
    silent = len(counts) - len(named)
    rest = f" {silent} of the {len(counts)} needs are not mentioned." if silent else ""
    return f"Needs are told of most often for {most}.{rest}"


def _percent(part: int, total: int) -> str:
    return f"{100 * part / total:.0f}%"
