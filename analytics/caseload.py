"""The pupils on the books: where each stands, what comes next and by when."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any

import numpy as np
import pandas as pd

from analytics.age import age_band
from analytics.process.due import FAMILY, Stands, at_stages, due_days, stands_of
from analytics.process.urgency import URGENCY, WATCH_DAYS, urgency
from data.schemas import ALL_CLUSTERS, QUESTION_IDS, STAGES

DATES = (
    "requested_on",
    "decided_on",
    "draft_on",
    "final_on",
    "review_due_on",
    "review_held_on",
    "review_decided_on",
    "amended_on",
    "closed_on",
)
# At these the next step has a limit that an exception sets aside: regs 10(4) and 13(3).
EXCEPTED_STAGES = ("assessing", "drafting", "consulting")
REVIEWED_STAGES = ("final", "review")

# What to filter by to find the rows that have no stage or no cluster.
WITHOUT = "none"
NO_REQUEST = "No request yet"
NEXT_STEPS: dict[str, str] = {
    "requested": "Decide whether to assess",
    "assessing": "Decide whether to issue a plan",
    "drafting": "Send the draft plan to the family",
    "consulting": "Issue the final plan",
    "final": "Hold the annual review",
    "review": "Complete the annual review",
    "not_assessed": "None: no assessment",
    "no_plan": "None: no plan",
    "ceased": "None: plan ceased",
}
NO_REQUEST_STEP = "Record the request"
FAMILY_ANSWERS = "Wait for the family's answer to the draft"
REASSESS = "Decide whether to re-assess"
REVIEW_DECISION = "Decide after the review meeting"
AMENDED_PLAN = "Issue the amended plan"

COLUMNS: dict[str, str] = {
    "pupil_id": "str",
    "school_id": "str",
    "co_ordinator": "str",
    "stage": "str",
    "stage_label": "str",
    "age_years": "Int64",
    "age_band": "str",
    "primary_need": "str",
    "cluster": "str",
    "answered": "Int64",
    "next_step": "str",
    "due_on": "str",
    "days_left": "Int64",
    "state": "str",
    "week": "Int64",
}
ANSWERED = ("primary_need", "cluster", "answered")


def caseload(
    pupils: pd.DataFrame,
    requests: pd.DataFrame,
    assessments: pd.DataFrame,
    *,
    today: datetime.date,
) -> pd.DataFrame:
    """Return one row for each pupil: stage, age, cluster, next step, and the day it is due.

    Takes the declared tables, by pupil_id as a column or as the index; returns COLUMNS in the order
    of `pupils`, with what is not known missing. `due_on` is an ISO date, `days_left` is negative
    once it has passed, `state` is ok, watch (14 days or fewer), late, or excepted where an
    exception sets the limit aside; the day stays the one of the limit. `week` counts whole weeks
    from the request until today, the final plan or the closing of the case.
    """
    return assessed(standing(pupils, requests, today=today), assessments)


def standing(pupils: pd.DataFrame, requests: pd.DataFrame, *, today: datetime.date) -> pd.DataFrame:
    """Return what of a caseload does not depend on the answers: all COLUMNS but ANSWERED."""
    reference = _references(pupils)
    asked = _places(reference, _references(requests))
    stage = _taken(requests["stage"], asked)
    position = _positions(stage)
    dates = _dates(requests, asked)
    now = np.datetime64(today, "D")
    stands = stands_of(requests, asked, dates)
    due = due_days(position, dates, stands)
    days_left = _whole(due - now)
    ended = np.where(np.isnat(dates["final_on"]), dates["closed_on"], dates["final_on"])
    weeks = _whole(np.where(np.isnat(ended), now, ended) - dates["requested_on"]) // 7
    age, band = _ages(pupils, today)
    excepted = _excepted(requests, asked, position)
    columns = {
        "pupil_id": reference.array,
        "school_id": pupils["school_id"].array,
        "co_ordinator": pupils["co_ordinator"].array,
        "stage": stage,
        "stage_label": _words([*STAGES.values(), NO_REQUEST], position),
        "age_years": age,
        "age_band": band,
        "next_step": _next_step(position, _answering(dates["draft_on"], now), stands),
        "due_on": _iso(due),
        "days_left": days_left,
        "state": _words(URGENCY, np.where(excepted, len(URGENCY) - 1, urgency(days_left))),
        "week": weeks,
    }
    return pd.DataFrame(columns).astype({name: COLUMNS[name] for name in columns})


def assessed(cases: pd.DataFrame, assessments: pd.DataFrame) -> pd.DataFrame:
    """Return the caseload of cases that `standing` gave, with the columns ANSWERED."""
    indexed = assessments.index.name == "pupil_id"
    held = assessments.index if indexed else pd.Index(assessments["pupil_id"])
    places = held.get_indexer(pd.Index(cases["pupil_id"]))
    columns = {
        "primary_need": _taken(assessments["primary_need"], places),
        "cluster": _taken(assessments["cluster"], places),
        "answered": pd.array(_answered(assessments, places), dtype="Int64"),
    }
    whole = {name: columns[name] if name in columns else cases[name].array for name in COLUMNS}
    return pd.DataFrame(whole, copy=False)


# Whole columns are taken by position and words by code: joins and maps of text took 60 ms for
# 5,000 pupils where this takes 10.
def _references(table: pd.DataFrame) -> pd.Series:
    if "pupil_id" in table.columns:
        return table["pupil_id"].reset_index(drop=True)
    return table.index.to_series().reset_index(drop=True)


def _places(wanted: pd.Series, held: pd.Series) -> np.ndarray:
    """Return the row that holds each wanted reference, -1 where none does."""
    codes, found = pd.factorize(pd.concat([wanted, held], ignore_index=True))
    rows = np.full(len(found), -1)
    rows[codes[len(wanted) :]] = np.arange(len(held))
    return rows[codes[: len(wanted)]]


def _taken(column: pd.Series, places: np.ndarray) -> Any:
    return column.array.take(places, allow_fill=True)


def _words(words: Sequence[str | None], codes: np.ndarray) -> Any:
    return pd.array(list(words), dtype="str").take(codes)


def _positions(stage: Any) -> np.ndarray:
    """Return the place of each stage in STAGES, -1 where there is none."""
    codes, found = pd.factorize(stage)
    return np.append(pd.Index(list(STAGES)).get_indexer(found), -1)[codes]


def _dates(requests: pd.DataFrame, places: np.ndarray) -> dict[str, np.ndarray]:
    codes, texts = pd.factorize(pd.concat([requests[name] for name in DATES], ignore_index=True))
    found = pd.to_datetime(texts, format="%Y-%m-%d", errors="coerce").to_numpy("datetime64[D]")
    days = np.append(found, np.datetime64("NaT"))[codes].reshape(len(DATES), len(requests))
    blank = np.full((len(DATES), 1), np.datetime64("NaT"))
    return dict(zip(DATES, np.hstack([days, blank])[:, places], strict=True))


def _iso(days: np.ndarray) -> Any:
    found, codes = np.unique(days, return_inverse=True)
    texts = [None if np.isnat(day) else str(day) for day in found]
    return _words(texts, codes) if len(found) else days.astype(str)


def _whole(spans: np.ndarray) -> np.ndarray:
    """Return spans of days as numbers, NaN where there is none."""
    return np.where(np.isnat(spans), np.nan, spans.astype(float))


def _ages(pupils: pd.DataFrame, today: datetime.date) -> tuple[np.ndarray, Any]:
    year, month = (pupils[name].to_numpy(dtype=int) for name in ("birth_year", "birth_month"))
    ages = today.year - year - (month > today.month)
    found, codes = np.unique(ages, return_inverse=True)
    return ages, _words([age_band(int(age)) for age in found], codes)


def _answered(assessments: pd.DataFrame, places: np.ndarray) -> np.ndarray:
    answered = np.zeros(len(assessments) + 1, dtype=int)
    for question_id in QUESTION_IDS:
        answered[:-1] += ~assessments[question_id].array.isna()
    return answered[places]


def _excepted(requests: pd.DataFrame, asked: np.ndarray, position: np.ndarray) -> np.ndarray:
    """Tell whose next limit an exception sets aside."""
    freed, early = (
        np.append(requests[name].notna().to_numpy(dtype=bool), False)[asked]
        for name in ("exception", "decision_exception")
    )
    return (freed & at_stages(position, EXCEPTED_STAGES)) | (
        early & at_stages(position, ("requested",))
    )


def _answering(draft_on: np.ndarray, now: np.datetime64) -> np.ndarray:
    return np.asarray(draft_on + FAMILY > now)


def _next_step(position: np.ndarray, answering: np.ndarray, stands: Stands) -> Any:
    steps = [NEXT_STEPS[name] for name in STAGES]
    reviewed = at_stages(position, REVIEWED_STAGES)
    special = {
        FAMILY_ANSWERS: at_stages(position, ("consulting",)) & answering,
        REASSESS: at_stages(position, ("requested",)) & stands.reassessed,
        NEXT_STEPS["drafting"]: at_stages(position, ("assessing",)) & stands.reassessed,
        REVIEW_DECISION: reviewed & stands.to_decide,
        AMENDED_PLAN: reviewed & stands.to_amend,
        NO_REQUEST_STEP: position < 0,
    }
    codes = np.arange(len(steps), len(steps) + len(special))
    return _words([*steps, *special], np.select([*special.values()], codes, position))


def filtered(
    frame: pd.DataFrame,
    *,
    text: str = "",
    stage: str = "",
    cluster: str = "",
    mine: str | None = None,
    state: str = "",
    names: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Return the rows of a caseload that meet every condition given; an empty one asks nothing.

    `text` is looked for in the pupil's reference and, where `names` gives the name of each
    school_id, in the school's name. `mine` is a co-ordinator's user name. WITHOUT as a stage or
    cluster finds the rows that have none.
    """
    keep = pd.Series(True, index=frame.index)
    wanted = {"stage": stage, "cluster": cluster, "co_ordinator": mine, "state": state}
    for column, value in wanted.items():
        if value:
            keep &= frame[column].isna() if value == WITHOUT else frame[column] == value
    sought = text.strip().lower()
    if sought:
        keep &= _has(frame["pupil_id"], sought) | _at_school(frame, sought, names)
    return frame[keep]


def _has(texts: pd.Series, sought: str) -> pd.Series:
    return texts.astype("str").str.lower().str.contains(sought, regex=False).fillna(value=False)


def _at_school(frame: pd.DataFrame, sought: str, names: Mapping[str, str] | None) -> pd.Series:
    schools = [code for code, name in (names or {}).items() if sought in name.lower()]
    return frame["school_id"].isin(schools)


def in_order(frame: pd.DataFrame, column: str, ascending: bool = True) -> np.ndarray:
    """Return the places of the rows in order of a column, missing ones last, equals by reference.

    Stages go by the process, clusters by number, states from late to on time. A column that the
    frame has not got leaves the order by pupil reference.
    """
    places = np.arange(len(frame))
    if not frame["pupil_id"].is_monotonic_increasing:
        places = _sorted_places(frame["pupil_id"], ascending=True)
    if column not in frame.columns:
        return places
    return places[_sorted_places(_sort_key(frame[column].iloc[places]), ascending=ascending)]


# The places of one column are sorted: to sort whole rows took three times as long.
def _sorted_places(values: pd.Series, *, ascending: bool) -> np.ndarray:
    numbered = values.reset_index(drop=True)
    ordered = numbered.sort_values(ascending=ascending, kind="stable", na_position="last")
    return ordered.index.to_numpy()


def _sort_key(values: pd.Series) -> pd.Series:
    ranks = _RANKS.get(str(values.name))
    return values if ranks is None else values.map(ranks)


_RANKS: dict[str, dict[str, int]] = {
    "stage": {name: rank for rank, name in enumerate(STAGES)},
    "stage_label": {name: rank for rank, name in enumerate(STAGES.values())},
    "cluster": {name: rank for rank, name in enumerate(ALL_CLUSTERS)},
    "state": {name: rank for rank, name in enumerate(URGENCY)},
}


def page_count(frame: pd.DataFrame, size: int) -> int:
    """Return how many pages the rows fill, at least 1."""
    return max(1, ceil(len(frame) / max(1, size)))


def page_of(frame: pd.DataFrame, order: np.ndarray, page: int, size: int) -> pd.DataFrame:
    """Return the rows of one page in an order, counted from 1; out of range gives the nearest."""
    rows = max(1, size)
    place = min(max(1, page), page_count(frame, rows)) - 1
    return frame.iloc[order[place * rows : (place + 1) * rows]]


def headline(frame: pd.DataFrame) -> str:
    """Say in one sentence how many pupils there are and how many need something soon."""
    if frame.empty:
        return "No pupils to show."
    late, watch, freed = (
        int((frame["state"] == state).sum()) for state in ("late", "watch", "excepted")
    )
    apart = f"{freed:,} with an exception to the limit, " if freed else ""
    pupils = "1 pupil" if len(frame) == 1 else f"{len(frame):,} pupils"
    return (
        f"{pupils}: {late:,} late, {watch:,} due within {WATCH_DAYS} days, {apart}"
        f"{len(frame) - late - watch - freed:,} on time or with nothing due."
    )


def search(
    pupils: pd.DataFrame,
    text: str,
    limit: int = 20,
    *,
    names: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Return the pupils a text could mean: exact reference, then its start, then any part of it.

    Pupils whose school's name has the text come last, where `names` gives the name of each
    school_id. Equals go by reference. An empty text finds nobody.
    """
    sought = text.strip().lower()
    if not sought:
        return pupils.iloc[0:0]
    reference = _references(pupils).astype("str").str.lower()
    ranks = [
        reference == sought,
        reference.str.startswith(sought),
        _has(reference, sought),
        _at_school(pupils, sought, names),
    ]
    rank = np.select(ranks, range(len(ranks)), len(ranks))
    order = np.lexsort((reference.to_numpy(dtype=str), rank))
    found = order[: (rank < len(ranks)).sum()]
    return pupils.iloc[found[:limit]]
