"""The answers that evidence is made of, and the part of them that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

OF_THE_ANSWER = ["cluster", "school_id", "age_years", "needs_total"]
# What evidence can be put in order by: of each, the column that names it.
KEYS: Mapping[str, str] = {
    "package": "package_id",
    "outcome": "outcome_id",
    "cluster": "cluster",
    "setting": "school_id",
}
# Held as categories, in which years of answers are counted ten times as fast.
NAMES = (
    "pupil_id",
    "voice",
    "cluster",
    "school_id",
    "outcome_id",
    "packages",
    "package_id",
)


@dataclass(frozen=True)
class Evidence:
    """Hold what was answered, oldest first.

    Every frame has pupil_id, given_on, voice, cluster, school_id, the number of the `answer`, and
    `group`: a number that pupils of one setting share, and that one without a setting has alone.
    `ratings` has a row for each outcome rated (outcome_id, packages with commas between, score,
    age_years, needs_total), `given` one for each piece of provision whose hours are known
    (package_id, planned, delivered in hours a week), and `needs` one for each answer that knows
    the total of needs of its day.
    """

    ratings: pd.DataFrame
    given: pd.DataFrame
    needs: pd.DataFrame


def evidence(
    *, feedback: pd.DataFrame, attainments: pd.DataFrame, deliveries: pd.DataFrame
) -> Evidence:
    """Join the three tables of feedback; what belongs to no answer that is kept is left out."""
    answers = feedback.reset_index(drop=True)
    answers = answers[["feedback_id", "pupil_id", "voice", "given_on", *OF_THE_ANSWER]]
    settings = answers["school_id"].where(answers["school_id"].notna(), answers["pupil_id"])
    answers = answers.assign(group=pd.factorize(settings)[0], answer=np.arange(len(answers)))
    answers = answers.sort_values("given_on", kind="stable").astype(
        dict.fromkeys(("age_years", "needs_total"), "float64")
    )
    ratings = _joined(answers, attainments, ["outcome_id", "packages", "score"])
    given = _joined(answers, deliveries, ["package_id", "planned_hours", "delivered_hours"])
    given = given.rename(columns={"planned_hours": "planned", "delivered_hours": "delivered"})
    given = given.astype({"planned": "float64", "delivered": "float64"})
    return Evidence(
        ratings=_named(ratings).astype({"score": "float64"}),
        given=_named(given[(given["planned"] > 0) & given["delivered"].notna()]),
        needs=_named(answers.dropna(subset="needs_total").drop(columns="feedback_id")),
    )


def _joined(answers: pd.DataFrame, rows: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    said = rows.reset_index(drop=True)[["feedback_id", *names]]
    return answers.merge(said, on="feedback_id", how="inner").drop(columns="feedback_id")


def _named(rows: pd.DataFrame) -> pd.DataFrame:
    kinds = {name: "category" for name in NAMES if name in rows}
    return rows.reset_index(drop=True).astype(kinds)


def codes(packages: object) -> tuple[str, ...]:
    """Return the codes of packages that a text holds, with commas between, each once."""
    found = packages.split(",") if isinstance(packages, str) else []
    return tuple(dict.fromkeys(code.strip() for code in found if code.strip()))


def names_package(ratings: pd.DataFrame, package_id: str) -> np.ndarray:
    """Return whether a package serves the outcome, for each rating."""
    held = ratings["packages"].cat
    named = [package_id in codes(text) for text in held.categories]
    # The code of a missing text is -1, the last place.
    return np.array([*named, False])[held.codes]


def narrowed(
    known: Evidence, *, voice: str = "", until: str = "", without: str = "", **chosen: str
) -> Evidence:
    """Return the answers of one voice, up to and with a day (YYYY-MM-DD), or without one pupil.

    `chosen` is any of package, outcome, cluster and setting; a blank one asks for all. What has no
    such column, such as the outcome of an answer's needs, is narrowed to the same answers.
    """
    found = known
    for name, value in {"voice": voice, **chosen}.items():
        if value:
            found = _only(found, name, value)
    if until:
        found = _each(found, lambda rows: rows["given_on"] <= until)
    if without:
        found = _each(found, lambda rows: rows["pupil_id"] != without)
    return found


def _each(known: Evidence, kept: Callable[[pd.DataFrame], pd.Series]) -> Evidence:
    return Evidence(*(rows[kept(rows)] for rows in (known.ratings, known.given, known.needs)))


def _only(known: Evidence, name: str, value: str) -> Evidence:
    if name not in ("package", "outcome"):
        column = KEYS.get(name, name)
        return _each(known, lambda rows: rows[column] == value)
    is_package = name == "package"
    mine = names_package(known.ratings, value) if is_package else _of(known.ratings, value)
    ratings = known.ratings[mine]
    given = known.given
    kept = given["package_id"] == value if is_package else serving(given, ratings).index
    needs = known.needs["answer"].isin(ratings["answer"])
    return replace(known, ratings=ratings, given=given.loc[kept], needs=known.needs[needs])


def _of(ratings: pd.DataFrame, outcome_id: str) -> np.ndarray:
    return (ratings["outcome_id"] == outcome_id).to_numpy(dtype=bool)


def serving(given: pd.DataFrame, ratings: pd.DataFrame) -> pd.DataFrame:
    """Return the provision that serves a rated outcome in the same answer."""
    codes_of, answers = given["package_id"].cat.codes.to_numpy(), given["answer"].to_numpy()
    kept = np.zeros(len(given), dtype=bool)
    for number, package_id in enumerate(given["package_id"].cat.categories):
        mine = np.flatnonzero(codes_of == number)
        rated = ratings["answer"].to_numpy()[names_package(ratings, package_id)]
        kept[mine] = np.isin(answers[mine], rated)
    return given[kept]


def keyed(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return rows with a `key`, what they are put in order by; one of several packages repeats.

    Rows that have no such key are left out. The index stays that of the rows.
    """
    if by == "package" and "packages" in rows:
        return _by_package(rows)
    column = rows[KEYS[by]]
    named = column.notna() & (column != "")
    return rows[named].assign(key=column[named].cat.remove_unused_categories())


def _by_package(rows: pd.DataFrame) -> pd.DataFrame:
    texts = rows["packages"].cat.remove_unused_categories().cat.categories
    found = sorted({code for text in texts for code in codes(text)})
    places = [np.flatnonzero(names_package(rows, code)) for code in found]
    counts = [len(place) for place in places]
    key = pd.Categorical.from_codes(
        np.repeat(np.arange(len(found)), counts), categories=pd.Index(found)
    )
    taken = np.concatenate(places) if places else np.zeros(0, dtype=int)
    return rows.iloc[taken].assign(key=key)
