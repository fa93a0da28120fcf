"""Who is asked for feedback, who answers, and who is not heard.

Counted in people: each voice of a pupil once, however often it was asked. The last 12 months.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analytics.age import age_band, age_years
from analytics.false_discovery import FALSE_DISCOVERY_RATE, benjamini_hochberg
from analytics.intervals import wilson
from analytics.process.limits import months_after
from analytics.suppression import SMALLEST_SHOWN, TOTAL, suppress_with_totals, tells_of_few
from data.schemas import AGE_BANDS, OLDEST_AGE, PLAN_STAGES, PRIMARY_NEEDS, SCHOOL_TYPES
from data.schemas.feedback import VOICES

MONTHS = 12
NOT_KNOWN = "not recorded"
ENGLISH, NOT_ENGLISH = "english", "not_english"
FIRST_LANGUAGES: dict[str, str] = {ENGLISH: "English", NOT_ENGLISH: "Not English"}
# What people are told apart by, and what that is called.
BY: dict[str, str] = {
    "age_band": "Age",
    "primary_need": "Primary need",
    "setting": "Type of setting",
    "first_language": "First language",
    "school_id": "School",
}
ORDERS: dict[str, Sequence[str]] = {
    "age_band": (*AGE_BANDS, f"Over {OLDEST_AGE}"),
    "primary_need": tuple(PRIMARY_NEEDS),
    "setting": tuple(SCHOOL_TYPES),
    "first_language": tuple(FIRST_LANGUAGES),
}
DONE, OPEN = ("answered", "silent"), ("asked_about", "not_asked")


@dataclass(frozen=True)
class Heard:
    """Hold who answered and who was not asked.

    `answers` has a row for each voice, way of telling apart (`by`) and group: asked, answered,
    silent, rest_asked, rest_answered, share, low, high (95%), p, and q, p corrected for all the
    groups looked at. `plans` has a row for each `by` and group of pupils whose plan is in force
    for a year or more: plans, not_asked, asked_about, share, low, high. Counts are missing where
    withheld. `days` has a row for each voice: answers, and the median and middle half of the days
    that an answer took. `waiting` counts links still open.
    """

    answers: pd.DataFrame
    plans: pd.DataFrame
    days: pd.DataFrame
    waiting: int
    looks: int


def heard(
    people: pd.DataFrame, links: pd.DataFrame, feedback: pd.DataFrame, *, today: datetime.date
) -> Heard:
    """Return who was heard in the last 12 months; `people` are of `people_of`."""
    first = months_after(today, -MONTHS).isoformat()
    recent = links[links["made_on"].between(first, today.isoformat(), inclusive="right")]
    said = feedback[feedback["given_on"].between(first, today.isoformat(), inclusive="right")]
    asked, waiting = asked_of(recent, said, today=today)
    answers = _tested(_answers(asked.merge(people, on="pupil_id")))
    return Heard(
        answers=answers,
        plans=_plans(people, {*recent["pupil_id"], *said["pupil_id"]}),
        days=_days(recent),
        waiting=waiting,
        looks=int(answers["p"].notna().sum()),
    )


def people_of(
    pupils: pd.DataFrame,
    requests: pd.DataFrame,
    assessments: pd.DataFrame,
    schools: pd.DataFrame,
    *,
    today: datetime.date,
) -> pd.DataFrame:
    """Return each pupil once with the group they are in by each of BY, and `year`.

    `year` tells whether a plan has been in force for a year or more.
    """
    before = months_after(today, -MONTHS).isoformat()
    keys = pupils["pupil_id"].array
    request = requests.set_index(pd.Index(requests["pupil_id"].array)).reindex(keys)
    answers = assessments.set_index(pd.Index(assessments["pupil_id"].array)).reindex(keys)
    kinds = dict(zip(schools["school_id"], schools["type"], strict=True))
    ages = [
        age_years(int(year), int(month), today)
        for year, month in zip(pupils["birth_year"], pupils["birth_month"], strict=True)
    ]
    language = answers["first_language"].map({0: ENGLISH, 1: NOT_ENGLISH})
    in_force = request["stage"].isin(list(PLAN_STAGES)) & (request["final_on"] <= before)
    columns = {
        "age_band": [age_band(age) or None for age in ages],
        "primary_need": answers["primary_need"].to_list(),
        "setting": [kinds.get(school) for school in pupils["school_id"]],
        "first_language": language.to_list(),
        "school_id": pupils["school_id"].to_list(),
    }
    frame = pd.DataFrame(columns, dtype="object").astype("str").where(pd.DataFrame(columns).notna())
    return frame.fillna(NOT_KNOWN).assign(
        pupil_id=keys, year=in_force.fillna(value=False).to_numpy(dtype=bool)
    )


def asked_of(
    links: pd.DataFrame, feedback: pd.DataFrame, *, today: datetime.date
) -> tuple[pd.DataFrame, int]:
    """Return each voice of each pupil that was asked, whether it answered, and how many wait.

    A link taken back, or still open and not answered, asks nobody yet. An answer that came another
    way after the link was made counts as one.
    """
    last = feedback.groupby(["pupil_id", "voice"])["given_on"].max()
    pairs = pd.MultiIndex.from_frame(links[["pupil_id", "voice"]])
    told = pd.Series(last.reindex(pairs).array, index=links.index)
    answered = links["answered_on"].notna() | (told >= links["made_on"]).fillna(value=False)
    is_open = ~answered & links["revoked_on"].isna() & (links["expires_on"] >= today.isoformat())
    counts = answered | (links["revoked_on"].isna() & ~is_open)
    chosen = links.loc[counts, ["pupil_id", "voice"]].assign(answered=answered[counts])
    each = chosen.groupby(["pupil_id", "voice"], as_index=False)["answered"].max()
    return each, int(is_open.sum())


def _answers(asked: pd.DataFrame) -> pd.DataFrame:
    tables = [
        _of_voice(asked[asked["voice"] == voice], by).assign(voice=voice, by=by)
        for voice in VOICES
        for by in BY
    ]
    return _concatenated(tables)


def _of_voice(asked: pd.DataFrame, by: str) -> pd.DataFrame:
    groups = asked.groupby(by)["answered"]
    table = _ordered(groups.agg(asked="size", answered="sum").astype("int64"), by)
    return table.assign(
        silent=table["asked"] - table["answered"],
        rest_asked=len(asked) - table["asked"],
        rest_answered=int(asked["answered"].sum()) - table["answered"],
    )


def _plans(people: pd.DataFrame, reached: set[str]) -> pd.DataFrame:
    held = people[people["year"]]
    held = held.assign(not_asked=~held["pupil_id"].isin(list(reached)))
    tables = []
    for by in BY:
        counted = held.groupby(by)["not_asked"].agg(plans="size", not_asked="sum")
        table = _ordered(counted.astype("int64"), by)
        table["asked_about"] = table["plans"] - table["not_asked"]
        tables.append(table.assign(by=by))
    return _with_shares(_concatenated(tables), "not_asked", "plans")


def _ordered(table: pd.DataFrame, by: str) -> pd.DataFrame:
    known = [name for name in ORDERS.get(by, sorted(table.index)) if name != NOT_KNOWN]
    names = [name for name in (*known, NOT_KNOWN) if name in table.index]
    return table.loc[names].rename_axis("group").reset_index()


def _concatenated(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    filled = [table for table in tables if len(table)]
    return pd.concat(filled or list(tables[:1]), ignore_index=True)


def _with_shares(table: pd.DataFrame, count: str, of: str) -> pd.DataFrame:
    low, high = wilson(table[count], table[of])
    return table.assign(share=table[count] / table[of], low=low, high=high)


def _tested(table: pd.DataFrame) -> pd.DataFrame:
    """Return the answers with shares and the test of each group against the rest.

    Fisher's exact test, on groups and rests of 6 people or more: fewer could hardly show a gap.
    """
    p = np.array([_fisher(row) for row in table.itertuples()], dtype=float)
    return _with_shares(table, "answered", "asked").assign(p=p, q=benjamini_hochberg(p))


def _fisher(row: object) -> float:
    from scipy.stats import fisher_exact  # noqa: PLC0415 - a second to import

    counts = {name: int(getattr(row, name)) for name in ("asked", "answered")}
    rest = {name: int(getattr(row, f"rest_{name}")) for name in ("asked", "answered")}
    if min(counts["asked"], rest["asked"]) < SMALLEST_SHOWN:
        return float("nan")
    cells = [[one["answered"], one["asked"] - one["answered"]] for one in (counts, rest)]
    return float(fisher_exact(cells).pvalue)


def _days(links: pd.DataFrame) -> pd.DataFrame:
    made, answered = (
        pd.to_datetime(links[name], format="%Y-%m-%d", errors="coerce")
        for name in ("made_on", "answered_on")
    )
    days = (answered - made).dt.days
    rows = []
    for voice in VOICES:
        took = days[(links["voice"] == voice) & (days >= 0)]
        low, median, high = took.quantile([0.25, 0.5, 0.75])
        rows.append(
            {"voice": voice, "answers": len(took), "low": low, "median": median, "high": high}
        )
    return pd.DataFrame(rows)


def withheld(found: Heard) -> Heard:
    """Return what may be shown to those who may not see small counts.

    Of each table of groups the one function for small counts says what is withheld; with a count
    go its share, its interval and its test.
    """
    days = found.days.copy()
    few = [tells_of_few(int(count), of=int(count)) for count in days["answers"]]
    days.loc[few, ["answers", "low", "median", "high"]] = np.nan
    return replace(
        found,
        answers=_suppressed(found.answers, ["voice", "by"], DONE, "asked"),
        plans=_suppressed(found.plans, ["by"], OPEN, "plans"),
        days=days,
        waiting=0 if tells_of_few(found.waiting, of=found.waiting) else found.waiting,
    )


def _suppressed(
    table: pd.DataFrame, keys: list[str], cells: tuple[str, str], total: str
) -> pd.DataFrame:
    if table.empty:
        return table
    parts = [_part(part, cells, total) for _, part in table.groupby(keys, sort=False)]
    return pd.concat(parts)


def _part(part: pd.DataFrame, cells: tuple[str, str], total: str) -> pd.DataFrame:
    safe = suppress_with_totals(part[list(cells)])
    rows, sums = safe.iloc[:-1], safe.iloc[-1]
    found = part.assign(**{name: rows[name] for name in cells}, **{total: rows[TOTAL]})
    is_hidden = rows.isna().any(axis=1)
    gone = ["share", "low", "high", *(name for name in ("p", "q") if name in part)]
    found.loc[is_hidden, gone] = np.nan
    rest = [name for name in ("rest_asked", "rest_answered") if name in part]
    found[rest] = found[rest].astype("Int64")
    # What is left of a total when a group is taken off tells of the group.
    found.loc[is_hidden | bool(sums.isna().any()), rest] = pd.NA
    return found


def gaps(answers: pd.DataFrame) -> pd.DataFrame:
    """Return the groups that answer less than the rest by more than chance, the widest gap first.

    At most one in twenty of them is expected to be there by chance, however many are looked at.
    """
    known = answers[answers["rest_asked"].notna() & answers["share"].notna()]
    rest = known["rest_answered"].astype(float) / known["rest_asked"].astype(float)
    gap = rest - known["share"].astype(float)
    less = known.assign(rest_share=rest, gap=gap)
    less = less[(less["q"] < FALSE_DISCOVERY_RATE) & (less["gap"] > 0)]
    return less.sort_values("gap", ascending=False, kind="stable")
