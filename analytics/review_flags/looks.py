"""Signs look by look: what was known in each hundred days since the review, newest first.

A look holds the answers of its hundred days alone. What each says is taken beside what was usual
for the same pupil before the review; with few answers, usual is near to what it is for everybody.
So a person who always answers low is no sign, and one low answer is less of a sign than three.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from analytics.review_flags.known import YEAR, Known, days
from analytics.review_flags.model import Usual
from analytics.review_flags.rules import SHORT
from analytics.review_flags.signs import ABOUT, per_pupil
from data.schemas.feedback import VOICES, feeling_column

# Answers come about three times a year; a review is due within four looks. Our choices.
LOOK_DAYS, LOOKS = 100, 4
BEFORE = LOOKS
ATTAINED = "attained"
FAMILY = ("pupil", "parent")
# How much a rating of each voice counts beside one of the setting, which errs least in goal
# attainment; and what the pupil says of the place counts most. Our choices.
TRUST = np.array([0.55, 0.7, 1.0])
TRUST_FELT = np.array([1.0, 0.75, 0.5])
# By so many answers of the setting, or feelings, what is usual for everybody counts.
USUAL_ANSWERS, USUAL_FEELINGS = 0.4, 2.0
# What a fall rests on is never quite sure, however many answers there are.
NEVER_SURE = 0.3
# Signs of these are of today, and are not looked back at.
OF_TODAY = ("needs_up", "needs_above_least", "move", "move_late")

Signs = dict[str, Any]


@dataclass(frozen=True)
class Said:
    """Hold sums and numbers of what was said beyond the usual: pupils, looks and before, voices."""

    total: np.ndarray
    number: np.ndarray

    @cached_property
    def mean(self) -> np.ndarray:
        """Return the mean of each voice, missing where it said nothing."""
        out = np.full(self.total.shape, np.nan)
        return np.divide(self.total, self.number, out=out, where=self.number > 0)


def looks_of(known: Known, *, usual: Usual, today: pd.DataFrame) -> tuple[pd.DataFrame, ...]:
    """Return the signs of every pupil look by look, the newest first, indexed by reference.

    `usual` is the mean of every kind of answer by voice; `today` are the signs of today, which
    older looks lack. `since_review` is in years, below 0 of a look that ended before the review.
    """
    answers = answers_of(known)
    said = {kind: _said(answers, kind, usual[kind], len(known.pupil_ids)) for kind in usual}
    hours = _hours(known)
    of_today = {
        **{name: today[name] for name in OF_TODAY},
        "needs_new_days": _needs_new(known),
    }
    return tuple(
        pd.DataFrame(
            {
                **_attainment(said[ATTAINED], look),
                **_feelings(said, look),
                **{name: values[:, look] for name, values in hours.items()},
                **{name: np.nan if look else value for name, value in of_today.items()},
                "since_review": (known.now - LOOK_DAYS * look - known.reviewed) / YEAR,
            },
            index=known.pupil_ids,
        )
        for look in range(LOOKS)
    )


def answers_of(known: Known) -> pd.DataFrame:
    """Return a row per answer: pupil, voice, look, the mean rating and the mean of each feeling."""
    felt = [feeling_column(name) for names in ABOUT.values() for name in names]
    columns = ["pupil_id", "voice", "given_on", "feedback_id", *felt]
    rows = known.dated(known.feedback[columns])
    ratings = known.attainments[["feedback_id", "score"]].astype({"score": float})
    means = ratings.groupby("feedback_id")["score"].mean()
    rows = rows.assign(attained=rows["feedback_id"].map(means))
    for about, names in ABOUT.items():
        own = rows[[feeling_column(name) for name in names]].astype(float)
        rows = rows.assign(**{about: own.mean(axis=1), f"{about}_count": own.notna().sum(axis=1)})
    return rows.assign(look=_look(known, rows))


def usual_of(answers: pd.DataFrame) -> dict[str, dict[str, float]]:
    """Return the mean of every kind of answer by voice."""
    means = answers.groupby("voice")[[ATTAINED, *ABOUT]].mean()
    return {
        kind: {voice: round(float(means[kind][voice]), 3) for voice in VOICES}
        for kind in (ATTAINED, *ABOUT)
    }


def _look(known: Known, rows: pd.DataFrame) -> np.ndarray:
    look = (known.now - rows["day"].to_numpy(dtype=int)) // LOOK_DAYS
    return np.where(rows["since"].to_numpy(dtype=bool), np.minimum(look, BEFORE), BEFORE)


def _said(answers: pd.DataFrame, kind: str, usual: Mapping[str, float], count: int) -> Said:
    beyond = answers[kind].to_numpy(dtype=float) - answers["voice"].map(usual).to_numpy(dtype=float)
    # A mean of several feelings counts as so many.
    each = np.ones(len(answers)) if kind == ATTAINED else answers[f"{kind}_count"].to_numpy()
    voice = pd.Index(list(VOICES)).get_indexer(pd.Index(answers["voice"]))
    size = len(VOICES)
    place = (answers["pupil"].to_numpy(dtype=int) * (LOOKS + 1) + answers["look"]) * size + voice
    there = ~np.isnan(beyond)
    sums = (
        np.bincount(place[there], weights[there], minlength=count * (LOOKS + 1) * size)
        for weights in (beyond * each, each)
    )
    total, number = (found.reshape(count, LOOKS + 1, size) for found in sums)
    return Said(total.astype(float), number.astype(float))


def _attainment(said: Said, look: int) -> Signs:
    """Return how far ratings lie below what was usual before the review, and before the look."""
    heard = (said.number[:, look] > 0) * TRUST
    weight = heard.sum(axis=1)
    found: Signs = {}
    for name, first in (("fallen", BEFORE), ("fallen_lately", look + 1)):
        answers = (said.number[:, first:] * TRUST).sum(axis=(1, 2)) + USUAL_ANSWERS
        expected = (said.total[:, first:] * TRUST).sum(axis=(1, 2)) / answers
        below = expected[:, None] - said.mean[:, look]
        mean = np.nansum(below * heard, axis=1) / np.maximum(weight, 1e-9)
        doubt = 1 / np.maximum(weight, 1e-9) + 1 / answers + NEVER_SURE
        found[name] = np.where(weight > 0, mean / doubt, np.nan)
        if first == BEFORE:
            own = {f"fallen_{voice}": below[:, at] for at, voice in enumerate(VOICES)}
            found.update(own, level_usual=expected, sure=np.where(weight > 0, 1 / doubt, 0))
    both = said.mean[:, look]
    others = _mean(both[:, 0], both[:, 2])
    return {**found, "apart": others - both[:, 1]}


def _feelings(said: Mapping[str, Said], look: int) -> Signs:
    """Return how far feelings about the place and being listened to lie below the pupil's mood.

    The mood is all that was felt before the review, and since then what is not about the place.
    """
    parts = [(said[about], slice(BEFORE, None)) for about in ABOUT]
    parts.append((said["elsewhere"], slice(look, BEFORE)))
    total = sum(one.total[:, when].sum(axis=(1, 2)) for one, when in parts)
    number = sum(one.number[:, when].sum(axis=(1, 2)) for one, when in parts)
    mood = total / (number + USUAL_FEELINGS)
    place = mood[:, None] - said["place"].mean[:, look]
    listened = mood[:, None] - said["listened"].mean[:, look]
    heard = ~np.isnan(place) * TRUST_FELT
    weight = heard.sum(axis=1)
    low = np.nansum(place * heard, axis=1) / (weight + 1)
    return {
        "mood": mood,
        "place_low": np.where(weight > 0, low, np.nan),
        **{f"place_low_{voice}": place[:, at] for at, voice in enumerate(VOICES)},
        **{f"listened_low_{voice}": listened[:, at] for at, voice in enumerate(FAMILY)},
    }


def _hours(known: Known) -> Signs:
    """Return the share of hours not given of the worst pieces of provision, look by look.

    The setting says; what only a parent wrote down stands apart.
    """
    columns = ["pupil_id", "voice", "given_on", "line_id", "planned_hours", "delivered_hours"]
    rows = known.dated(known.deliveries[columns]).dropna(subset=columns[-2:])
    rows = rows[rows["planned_hours"] > 0]
    rows = rows.assign(
        group=rows["pupil"] * (LOOKS + 1) + _look(known, rows),
        missed=1 - rows["delivered_hours"].astype(float) / rows["planned_hours"].astype(float),
    ).drop_duplicates(["group", "line_id", "voice"], keep="last")
    size = len(known.pupil_ids) * (LOOKS + 1)
    setting = rows[rows["voice"] == "setting"]
    alone = rows[~rows["group"].isin(setting["group"])]
    found = {
        **_worst(setting, size),
        "short_mean": per_pupil(setting["missed"], setting["group"], size),
        "pieces_short": _number(setting["missed"] >= SHORT, setting, size),
        "pieces_half": _number(setting["missed"] >= 0.5, setting, size),
        "pieces_given": _number(setting["missed"] < SHORT, setting, size),
        "short_parent": per_pupil(alone["missed"], alone["group"], size),
        "short_parent_worst": _worst(alone, size)["short_worst"],
    }
    return {name: values.reshape(-1, LOOKS + 1) for name, values in found.items()}


def _worst(rows: pd.DataFrame, size: int) -> Signs:
    """Return of each group the largest, second and third share, and the least of all."""
    ordered = rows.sort_values(["group", "missed"], ascending=[True, False])
    rank = ordered.groupby("group").cumcount()
    parts = {
        "short_worst": ordered[rank == 0],
        "short_second": ordered[rank == 1],
        "short_third": ordered[rank == 2],
        "short_least": ordered.drop_duplicates("group", keep="last"),
    }
    return {name: per_pupil(one["missed"], one["group"], size) for name, one in parts.items()}


def _number(chosen: pd.Series, rows: pd.DataFrame, size: int) -> np.ndarray:
    """Return how many pieces of provision of each group are chosen, missing where none is told."""
    number = np.bincount(rows["group"], chosen.to_numpy(dtype=float), minlength=size)
    return np.where(np.bincount(rows["group"], minlength=size) > 0, number, np.nan)


def _needs_new(known: Known) -> np.ndarray:
    """Return how many days ago needs were scored anew, missing unless since the review."""
    rows = known.needs.drop_duplicates("pupil_id").set_index("pupil_id").reindex(known.pupil_ids)
    day = days(rows["scored_on"])
    new = day >= np.maximum(known.reviewed, 1)
    return np.where(new, known.now - day, np.nan)


def _mean(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return the mean of two where both are known, or the one that is."""
    both = (one + other) / 2
    return np.where(np.isnan(one), other, np.where(np.isnan(other), one, both))
