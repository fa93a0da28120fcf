"""Where people and the reader of documents differ over finished cases, told without any case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from analytics.reading.dual_run import Difference
from analytics.suppression import SMALLEST_SHOWN, suppress, suppress_one_way
from data.schemas import QUESTION, QUESTION_IDS

DIRECTIONS = ("lower", "same", "higher")
# Why they differ, the first that fits.
REASONS: dict[str, str] = {
    "silent": "No sentence tells of the need that a person answered",
    "uncertain": "The sentence only suspects the need",
    "past": "The sentence tells of the past",
    "unanswered": "The documents tell of a need that was answered None",
    "degree": "Both see the need, to another degree",
}


def directions(both: pd.DataFrame) -> pd.DataFrame:
    """Return per question for how many cases the reader was lower, the same or higher.

    Takes `pairs` of a dual run. Indexed by question; counts of 1 to 5, and what would tell them,
    are missing.
    """
    apart = both["read"] - both["answered"]
    names = apart.map(lambda steps: DIRECTIONS[1 + (steps > 0) - (steps < 0)])
    found = Counter(zip(both["question_id"], names, strict=True))
    counts = {way: [found[question, way] for question in QUESTION_IDS] for way in DIRECTIONS}
    return suppress(pd.DataFrame(counts, index=list(QUESTION_IDS)))


def reasons(differences: Sequence[Difference]) -> pd.Series:
    """Return how many differences have each reason; counts of 1 to 5 are missing."""
    found = Counter(_reason(one) for one in differences)
    return suppress_one_way(pd.Series({name: found[name] for name in REASONS}))


def shown(table: pd.DataFrame) -> pd.DataFrame:
    """Return the agreement of a dual run without figures that rest on fewer than six cases."""
    few = table["cases"] < SMALLEST_SHOWN
    figures = ["kappa", "exact", "within_one"]
    kept = table[figures].astype("Float64").mask(few)
    return table.assign(**{name: kept[name] for name in figures})


def reading(table: pd.DataFrame) -> str:
    """Say in a sentence for which questions people and the reader agree best and least."""
    known = shown(table).dropna(subset=["kappa"]).sort_values("kappa", kind="stable")
    if known.empty:
        return "There are too few finished cases with documents to say how far the reader agrees."
    least, best = known.iloc[0], known.iloc[-1]
    return (
        f"Over {int(table['cases'].max()):,} finished cases, people and the reader agree best on "
        f"{_named(best)} and least on {_named(least)}."
    )


def _named(row: pd.Series) -> str:
    return f"{QUESTION[row['question_id']].short} ({row['kappa']:.2f})"


def _reason(one: Difference) -> str:
    if one.statement is None or one.read < one.answered:
        return "silent" if not one.read else "degree"
    assertion = one.statement.reading.assertion
    if assertion == "uncertain":
        return "uncertain"
    if assertion == "historical":
        return "past"
    return "degree" if one.answered else "unanswered"
