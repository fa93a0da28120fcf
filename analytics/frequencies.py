"""How often each need, outcome and package occurs among a set of people."""

from __future__ import annotations

import pandas as pd

from analytics.answers import listed
from analytics.cluster_profiles import (
    OUTCOME_NAMES,
    OUTCOME_PREFIX,
    PACKAGE_NAMES,
    PACKAGE_PREFIX,
)
from analytics.suppression import suppress_shares
from data.schemas import PACKAGE_IDS, QUESTIONS

COLUMNS: dict[str, str] = {
    "id": "str",
    "label": "str",
    "n_with": "Int64",
    "n": "Int64",
    "share": "Float64",
}
MOST_NAMED = 3


def need_frequencies(people: pd.DataFrame) -> pd.DataFrame:
    """Count who has any of each of the 20 needs (scored above None), in the order of the form.

    Returns COLUMNS; `n` counts those who have answered the question, and `share` is of them.
    """
    return _frequencies(people, {q.id: q.short for q in QUESTIONS})


def outcome_frequencies(cases: pd.DataFrame) -> pd.DataFrame:
    """Count the cases in whose plan each outcome was written, in the order of the library."""
    names = [str(name) for name in cases.columns if str(name).startswith(OUTCOME_PREFIX)]
    return _frequencies(cases, {name: outcome_name(name) for name in names})


def package_frequencies(cases: pd.DataFrame) -> pd.DataFrame:
    """Count the cases that had each support package, SP1 first."""
    labels = {
        f"{PACKAGE_PREFIX}{package_id}": f"{package_id.upper()} {PACKAGE_NAMES[package_id]}"
        for package_id in PACKAGE_IDS
        if f"{PACKAGE_PREFIX}{package_id}" in cases.columns
    }
    return _frequencies(cases, labels)


def outcome_name(column: str) -> str:
    """Return the words for a column of outcomes; one without a name of its own is spelt out."""
    name = column.removeprefix(OUTCOME_PREFIX)
    return OUTCOME_NAMES.get(name) or name.replace("_", " ").capitalize()


def _frequencies(people: pd.DataFrame, labels: dict[str, str]) -> pd.DataFrame:
    answers = people[list(labels)]
    counts = pd.DataFrame(
        {
            "id": list(labels),
            "label": list(labels.values()),
            "n_with": (answers > 0).sum().to_numpy(),
            "n": answers.notna().sum().to_numpy(),
        }
    ).astype({name: kind for name, kind in COLUMNS.items() if name != "share"})
    return _with_shares(counts)


def _with_shares(counts: pd.DataFrame) -> pd.DataFrame:
    share = counts["n_with"].astype("Float64") / counts["n"].where(counts["n"] > 0)
    return counts.assign(share=share).astype(COLUMNS)


def for_all_staff(frequencies: pd.DataFrame) -> pd.DataFrame:
    """Return frequencies with the counts and shares of few people, or of all but few, withheld."""
    counts = [
        suppress_shares(rows["n_with"], of=int(str(n)))
        for n, rows in frequencies.groupby("n", sort=False)
    ]
    kept = pd.concat([frequencies["n_with"].iloc[:0], *counts])
    return _with_shares(frequencies.assign(n_with=kept))


def reading(frequencies: pd.DataFrame, *, noun: str, people: str) -> str:
    """Say in one sentence which are the most frequent, with their counts.

    Takes `noun` as in "needs" and `people` as in "cases of the library".
    """
    known = frequencies[frequencies["n_with"].fillna(0) > 0]
    if known.empty:
        return f"No {noun} can be counted for the {people}."
    order = known["share"].sort_values(ascending=False, kind="stable").index[:MOST_NAMED]
    named = tuple(
        f"{row.label} ({row.n_with:,} of {row.n:,}, {row.share:.0%})"
        for row in known.loc[order].itertuples()
    )
    return f"The most frequent {noun} of the {people}: {listed(named)}."
