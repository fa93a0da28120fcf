"""Who of many pupils was asked, who has answered, and who should be asked before a review."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from analytics.answers import listed
from analytics.caseload import NEXT_STEPS, REVIEWED_STAGES
from data.schemas.feedback import VOICES

# Our choice: so early a person may think of asking, and answers of these weeks are of this review.
REMIND_WEEKS, COUNTED_WEEKS = 8, 12
SHOWN: dict[str, str] = {
    "all": "All",
    "to_ask": "Review due within 8 weeks, nobody asked",
    "waiting": "Waiting for an answer",
    "answered": "At least one answer",
    "silent": "Plan in force, no answer yet",
}
# While a review is being prepared too; what follows its meeting waits for no answers.
TO_HOLD = tuple(NEXT_STEPS[stage] for stage in REVIEWED_STAGES)
FROM_CASES = ("pupil_id", "school_id", "co_ordinator", "stage")


@dataclass(frozen=True)
class Voiced:
    """Hold how one voice of one pupil stands; days as text, empty where there is none."""

    answered_on: str = ""
    open_until: str = ""
    expired_on: str = ""


def heard(
    cases: pd.DataFrame, links: pd.DataFrame, feedback: pd.DataFrame, *, today: datetime.date
) -> pd.DataFrame:
    """Return one row per pupil who has a plan in force or whom feedback is about.

    Columns: those of FROM_CASES, `review_due_on` and `days_left` (missing where no review is to be
    held), for each voice `{voice}_answered_on`, `{voice}_open_until` and `{voice}_expired_on`,
    and whether the pupil is `waiting`, `answered`, `silent` or `to_ask`.
    """
    own = links[links["pupil_id"].isin(cases["pupil_id"]) & links["revoked_on"].isna()]
    given = feedback[feedback["pupil_id"].isin(cases["pupil_id"])]
    concerned = cases["stage"].isin(REVIEWED_STAGES) | cases["pupil_id"].isin(
        [*own["pupil_id"], *given["pupil_id"]]
    )
    kept = cases[concerned]
    rows = kept[list(FROM_CASES)].set_index("pupil_id", drop=False).rename_axis(None)
    rows = rows.assign(**_reviews(kept), **_voices(rows.index, own, given, today.isoformat()))
    return _told(rows, own, given)


def _reviews(cases: pd.DataFrame) -> dict[str, pd.Series]:
    to_hold = cases["next_step"].isin(TO_HOLD).to_numpy(dtype=bool, na_value=False)
    index = pd.Index(cases["pupil_id"], name=None)
    return {
        name: pd.Series(cases[name].where(to_hold).array, index=index)
        for name in ("due_on", "days_left")
    }


def _voices(
    pupils: pd.Index[str], links: pd.DataFrame, feedback: pd.DataFrame, today: str
) -> dict[str, pd.Series]:
    unanswered = links[links["answered_on"].isna()]
    is_open = unanswered["expires_on"] >= today
    found = {
        "answered_on": (feedback, "given_on"),
        "open_until": (unanswered[is_open], "expires_on"),
        "expired_on": (unanswered[~is_open], "expires_on"),
    }
    return {
        f"{voice}_{name}": _last(rows[rows["voice"] == voice], column).reindex(pupils)
        for voice in VOICES
        for name, (rows, column) in found.items()
    }


def _last(rows: pd.DataFrame, column: str) -> pd.Series:
    """Return the latest day of each pupil."""
    return rows.groupby(pd.Index(rows["pupil_id"], name=None))[column].max()


def _told(rows: pd.DataFrame, links: pd.DataFrame, feedback: pd.DataFrame) -> pd.DataFrame:
    def any_of(name: str) -> pd.Series:
        return rows[[f"{voice}_{name}" for voice in VOICES]].notna().any(axis=1)

    answered, waiting = any_of("answered_on"), any_of("open_until")
    soon = (rows["days_left"] <= 7 * REMIND_WEEKS).fillna(value=False).astype(bool)
    last = pd.concat([_last(links, "made_on"), _last(feedback, "given_on")])
    newest = last.groupby(level=0).max().reindex(rows.index)
    due = pd.to_datetime(rows["due_on"], format="%Y-%m-%d")
    since = due - pd.Timedelta(weeks=COUNTED_WEEKS)
    counted = pd.to_datetime(newest, format="%Y-%m-%d") >= since
    return rows.rename(columns={"due_on": "review_due_on"}).assign(
        waiting=waiting,
        answered=answered,
        silent=rows["stage"].isin(REVIEWED_STAGES) & ~answered,
        to_ask=soon & ~counted & ~waiting,
    )


def voiced(row: Mapping[str, object], voice: str) -> Voiced:
    """Return how one voice stands in a row of `heard`."""
    told = {
        name: row.get(f"{voice}_{name}") for name in ("answered_on", "open_until", "expired_on")
    }
    return Voiced(**{name: day if isinstance(day, str) else "" for name, day in told.items()})


def narrowed(
    rows: pd.DataFrame,
    *,
    show: str = "all",
    text: str = "",
    mine: str = "",
    schools: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Return the rows that meet every condition given, reviews due soonest first.

    `show` is a name of SHOWN, `text` part of a reference or of the name of a school.
    """
    keep = rows[show] if show in SHOWN and show != "all" else pd.Series(True, index=rows.index)
    if mine:
        keep = keep & (rows["co_ordinator"] == mine).fillna(value=False)
    sought = text.strip().lower()
    if sought:
        named = [code for code, name in (schools or {}).items() if sought in name.lower()]
        like = rows["pupil_id"].str.lower().str.contains(sought, regex=False)
        keep = keep & (like | rows["school_id"].isin(named))
    kept = rows[keep.astype(bool)]
    return kept.sort_values(["to_ask", "days_left", "pupil_id"], ascending=[False, True, True])


def heard_reading(rows: pd.DataFrame) -> str:
    """Say in a sentence how many were heard, how many are waited for, and whom to ask."""
    if rows.empty:
        return "No pupil fits."
    counts = [
        (int(rows["answered"].sum()), "with an answer"),
        (int(rows["waiting"].sum()), "waiting for one"),
        (int(rows["to_ask"].sum()), "with a review due within 8 weeks and nobody asked"),
    ]
    told = listed(tuple(f"{number:,} {words}" for number, words in counts))
    return f"{len(rows):,} pupil{'' if len(rows) == 1 else 's'}: {told}."
