"""Who is asked for feedback, who answers, and who is not heard.

Counted in people: each voice of a pupil once, however often it was asked. The last 12 months.
"""

from __future__ import annotations

import datetime
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
# The order of groups; those not named, the schools, come by their codes.
PLACES: dict[str, int] = {
    group: place
    for place, group in enumerate(
        (
            *AGE_BANDS,
            f"Over {OLDEST_AGE}",
            *PRIMARY_NEEDS,
            *SCHOOL_TYPES,
            *FIRST_LANGUAGES,
            NOT_KNOWN,
        )
    )
}


@dataclass(frozen=True)
class Names:
    """Name the columns of a table of groups: what is counted, the others, and both together."""

    counted: str
    other: str
    total: str


ANSWERS = Names("answered", "silent", "asked")
PLANS = Names("not_asked", "asked_about", "plans")


@dataclass(frozen=True)
class Heard:
    """Hold who answered and who was not asked.

    `answers` has a row for each voice, way of telling apart (`by`) and group: asked, answered,
    silent, all_asked and all_answered of every group together, share, low, high (95%), p, and q,
    p corrected for all groups and voices looked at by that way. `plans` has a row for each `by`
    and group of pupils whose plan is in force for a year or more: plans, not_asked, asked_about,
    all_plans, all_not_asked, share, low, high. Counts are missing where withheld. `days` has a row
    for each voice: answers, and the median and middle half of the days that an answer took.
    `waiting` counts links still open.
    """

    answers: pd.DataFrame
    plans: pd.DataFrame
    days: pd.DataFrame
    waiting: int


def heard(
    people: pd.DataFrame, links: pd.DataFrame, feedback: pd.DataFrame, *, today: datetime.date
) -> Heard:
    """Return who was heard in the last 12 months; `people` are of `people_of`."""
    first = months_after(today, -MONTHS).isoformat()
    recent = links[links["made_on"].between(first, today.isoformat(), inclusive="right")]
    said = feedback[feedback["given_on"].between(first, today.isoformat(), inclusive="right")]
    asked, waiting = asked_of(recent, said, today=today)
    return Heard(
        answers=_tested(_grouped(asked.merge(people, on="pupil_id"), ["voice"], ANSWERS)),
        plans=_plans(people, {*recent["pupil_id"], *said["pupil_id"]}),
        days=_days(recent),
        waiting=waiting,
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
    each = chosen.groupby(["pupil_id", "voice"])["answered"].max()
    return each.reset_index(), int(is_open.sum())


def _plans(people: pd.DataFrame, reached: set[str]) -> pd.DataFrame:
    held = people[people["year"]]
    held = held.assign(not_asked=~held["pupil_id"].isin(list(reached)))
    return _with_shares(_grouped(held, [], PLANS), PLANS)


def _grouped(rows: pd.DataFrame, keys: list[str], names: Names) -> pd.DataFrame:
    """Return a row for each value of the keys, way of telling apart and group, in their order."""
    long = rows.melt([*keys, names.counted], list(BY), var_name="by", value_name="group")
    groups = long.groupby([*keys, "by", "group"])[names.counted]
    counts = {names.total: groups.size(), names.counted: groups.sum()}
    table = pd.DataFrame(counts, dtype="int64").reset_index()
    whole = table.groupby([*keys, "by"])[list(counts)].transform("sum").add_prefix("all_")
    table = table.assign(**{names.other: table[names.total] - table[names.counted]}, **whole)
    return table.sort_values([*keys, "by", "group"], key=_places, ignore_index=True)


def _places(column: pd.Series) -> pd.Series:
    """Return where each value stands in the order of its column; schools go by their codes."""
    if column.name == "group":
        return column.map(lambda group: (PLACES.get(group, -1), group))
    return column.map(list({"voice": VOICES, "by": BY}[str(column.name)]).index)


def _with_shares(table: pd.DataFrame, names: Names) -> pd.DataFrame:
    counted, total = table[names.counted], table[names.total]
    low, high = wilson(counted, total)
    return table.assign(share=counted / total, low=low, high=high)


def _tested(table: pd.DataFrame) -> pd.DataFrame:
    """Return the answers with shares and the test of each group against the rest.

    Fisher's exact test, on groups and rests of 6 people or more: fewer could hardly show a gap.
    Each way of telling apart is a question of its own and is corrected by itself.
    """
    tested = _with_shares(table, ANSWERS)
    counts = ("answered", "asked", "all_answered", "all_asked")
    rows = zip(*(table[name].tolist() for name in counts), strict=True)
    tested = tested.assign(p=[_fisher(*row) for row in rows]).astype({"p": float})
    q = tested.groupby("by", group_keys=False)["p"].transform(benjamini_hochberg)
    return tested.assign(q=q)


def _fisher(answered: int, asked: int, all_answered: int, all_asked: int) -> float:
    from scipy.stats import fisher_exact  # noqa: PLC0415 - a second to import

    rest_asked, rest_answered = all_asked - asked, all_answered - answered
    if min(asked, rest_asked) < SMALLEST_SHOWN:
        return float("nan")
    cells = [[answered, asked - answered], [rest_answered, rest_asked - rest_answered]]
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
        answers=_suppressed(found.answers, ["voice", "by"], ANSWERS),
        plans=_suppressed(found.plans, ["by"], PLANS),
        days=days,
        waiting=0 if tells_of_few(found.waiting, of=found.waiting) else found.waiting,
    )


def _suppressed(table: pd.DataFrame, keys: list[str], names: Names) -> pd.DataFrame:
    """Return tables of groups with what must be withheld missing, their totals among it."""
    if table.empty:
        return table
    cells = [names.counted, names.other]
    groups = table.groupby(keys, sort=False)[cells]
    parts = [suppress_with_totals(part) for _, part in groups]
    rows = pd.concat([part.iloc[:-1] for part in parts])
    sums = pd.concat([part.iloc[[-1]] for part in parts])
    sums = sums.iloc[np.repeat(np.arange(len(parts)), groups.size())].set_axis(rows.index)
    gone = [name for name in ("share", "low", "high", "p", "q") if name in table]
    return table.assign(
        **{name: rows[name] for name in cells},
        **{names.total: rows[TOTAL]},
        **{f"all_{names.counted}": sums[names.counted], f"all_{names.total}": sums[TOTAL]},
        **table[gone].mask(rows.isna().any(axis=1)),
    )


def rest_of(table: pd.DataFrame) -> pd.Series:
    """Return the share that answered of everybody outside each group, missing where withheld."""
    answered, asked = (
        (table[f"all_{name}"] - table[name]).astype("Float64") for name in ("answered", "asked")
    )
    return (answered / asked.where(asked > 0)).astype("float64")


def gaps(answers: pd.DataFrame) -> pd.DataFrame:
    """Return the groups that answer less than the rest by more than chance, the widest gap first.

    Of those of one way of telling apart, no more than one in twenty is expected to be chance.
    """
    less = answers.assign(rest_share=rest_of(answers))
    less = less.assign(gap=less["rest_share"] - less["share"])
    less = less[(less["q"] < FALSE_DISCOVERY_RATE) & (less["gap"] > 0)]
    return less.sort_values("gap", ascending=False, kind="stable")


def overall(table: pd.DataFrame, names: Names) -> tuple[int, int] | None:
    """Return how many of how many over all groups, None where that is withheld or nobody is."""
    totals = table[[f"all_{names.counted}", f"all_{names.total}"]]
    if totals.empty or totals.isna().to_numpy().any():
        return None
    counted, total = totals.iloc[0]
    return int(counted), int(total)
