"""Why a rule is raised for one pupil, in words, with its figures and where they come from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import pandas as pd

from analytics.feedback.attainment import FAR_LESS, signed
from analytics.process.transfers import transfers_of
from analytics.review_flags.known import Known
from analytics.review_flags.signs import newest
from data.schemas.feedback import VOICES

Row = Mapping[str, Any]
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True)
class One:
    """Hold one pupil's signs, and the answers that they were worked out from."""

    known: Known
    signs: Row
    ratings: pd.DataFrame
    answers: pd.DataFrame
    hours: pd.DataFrame


def one_of(known: Known, pupil_id: str, signs: Row) -> One:
    """Return what the sentences about one pupil need."""
    own = known.of([pupil_id])
    return One(
        known=own,
        signs=signs,
        ratings=newest(own.dated(own.attainments), "line_id", "voice"),
        answers=newest(own.dated(own.feedback), "voice"),
        hours=newest(own.dated(own.deliveries), "line_id", "voice"),
    )


def sentence_of(reason: str, one: One) -> tuple[str, tuple[str, ...]]:
    """Return the sentence of a reason, and the codes of what it rests on."""
    return SENTENCES[reason](one)


def _falling(one: One) -> tuple[str, tuple[str, ...]]:
    pairs = int(one.signs["fall_pairs"])
    words = (
        f"Attainment is {one.signs['fall']:.1f} steps lower than before, on average over the "
        f"{pairs} ratings that the same person gave earlier too."
    )
    return words, _codes(one.ratings, "attainment_id")


def _off_track(one: One) -> tuple[str, tuple[str, ...]]:
    means = one.ratings["score"].astype(float).groupby(one.ratings["line_id"]).mean()
    rows = one.ratings[one.ratings["line_id"] == means.idxmin()]
    voices = [f"the {VOICES[voice].lower()}" for voice in sorted(rows["voice"], key=_order)]
    outcome = str(rows["outcome"].iloc[0]).rstrip(".")
    words = (
        f"“{outcome}” is rated {signed(means.min())} by {_listed(voices)}, on the scale from "
        f"−2 to +2 where 0 is as hoped and {signed(FAR_LESS)} or lower is far off track."
    )
    return words, _codes(rows, "attainment_id")


def _not_delivered(one: One) -> tuple[str, tuple[str, ...]]:
    known = one.hours.dropna(subset=["planned_hours", "delivered_hours"])
    known = known[known["planned_hours"] > 0]
    by_setting = known[known["voice"] == "setting"]
    used = by_setting if len(by_setting) else known
    planned, given = (float(used[name].sum()) for name in ("planned_hours", "delivered_hours"))
    share = (used["delivered_hours"] / used["planned_hours"]).to_numpy(dtype=float)
    least = used["provision"].iloc[int(share.argmin())]
    words = (
        f"{given:g} of {planned:g} planned hours a week were given ({given / planned:.0%}); "
        f"least of “{str(least).rstrip('.')}” ({share.min():.0%})."
    )
    return words, _codes(used, "delivery_id")


def _needs(one: One) -> tuple[str, tuple[str, ...]]:
    now = int(one.known.needs["needs_total"].iloc[0])
    up = int(one.signs["needs_up"])
    words = f"The total of needs is {now}, {up} more than at the last review ({now - up})."
    return words, (str(one.known.pupils["pupil_id"].iloc[0]),)


def _conflict(one: One) -> tuple[str, tuple[str, ...]]:
    gap, outcomes = float(one.signs["gap"]), int(one.signs["gap_outcomes"])
    way = "higher" if gap > 0 else "lower"
    words = (
        f"The school or setting rates the same {outcomes} outcomes {abs(gap):.1f} steps {way} "
        "than the parent or carer does, on average."
    )
    rows = one.ratings[one.ratings["voice"].isin(["setting", "parent"])]
    return words, _codes(rows, "attainment_id")


def _unhappy(one: One) -> tuple[str, tuple[str, ...]]:
    told = {voice: one.signs[f"place_{voice}"] for voice in ("pupil", "parent")}
    known = {voice: float(value) for voice, value in told.items() if not pd.isna(value)}
    voice = min(known, key=lambda name: known[name])
    whose = "The pupil says" if voice == "pupil" else "The parent or carer says"
    words = (
        f"{whose} that school, friends and feeling safe are {known[voice]:.1f} of 5 on average, "
        "where 2 is unhappy and 3 in between."
    )
    return words, _codes(one.answers[one.answers["voice"] == voice], "feedback_id")


def _move(one: One) -> tuple[str, tuple[str, ...]]:
    known = one.known
    (transfer,) = transfers_of(known.pupils, known.schools, today=known.today).values()
    by = transfer.deadline
    day = f"{by.day} {MONTHS[by.month - 1]} {by.year}"
    tense = "was to be" if by < known.today else "is to be"
    words = (
        f"{transfer.words}: the plan {tense} reviewed and amended before {day}, and no review "
        "of this school year is recorded."
    )
    return words, ("SEND Regulations 2014, reg 18(1)",)


def _silence(one: One) -> tuple[str, tuple[str, ...]]:
    asked = int(one.signs["asked"])
    if asked and one.signs["unanswered"] == 1:
        times = (
            "request for feedback since the last review was"
            if asked == 1
            else ("requests for feedback since the last review were")
        )
        words = f"{asked} {times} not answered, and nobody else was heard through a link."
    else:
        words = f"Nobody has been heard for {int(one.signs['unheard_days'])} days."
    return words, _codes(one.known.links, "link_id")


def _codes(rows: pd.DataFrame, column: str) -> tuple[str, ...]:
    return tuple(str(code) for code in rows[column])


def _order(voice: str) -> int:
    return list(VOICES).index(voice)


def _listed(words: Sequence[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


SENTENCES: Mapping[str, Callable[[One], tuple[str, tuple[str, ...]]]] = MappingProxyType(
    {
        "falling": _falling,
        "off_track": _off_track,
        "not_delivered": _not_delivered,
        "needs": _needs,
        "conflict": _conflict,
        "unhappy": _unhappy,
        "move": _move,
        "silence": _silence,
    }
)
