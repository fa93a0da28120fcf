"""Reasons for early reviews and decisions about them, loaded and put together."""

from __future__ import annotations

import datetime
import json
from functools import lru_cache
from typing import Any

import pandas as pd

from analytics.review_flags.known import Known
from analytics.review_flags.model import Weights, weights_of
from analytics.review_flags.reviews import Review, Reviews, flags_for, reviews_of
from callbacks.context import records, store, today
from data.review_flags import load_weights
from data.schemas import PLAN_STAGES, SEVERITY_IDS
from data.store import Store

TABLES = (
    "pupils", "schools", "requests", "assessments",
    "feedback_links", "feedback", "attainments", "deliveries",
)  # fmt: skip


def weights() -> Weights:
    """Return the model that ships."""
    return weights_of(load_weights())


def every_known() -> Known:
    """Return what is known of all pupils with a plan in force."""
    return _every_known(store(), _versions(), today())


def every_review() -> Reviews:
    """Return reasons and scores of all pupils with a plan in force."""
    return _every_review(store(), _versions(), today())


def review_for(pupil_id: str) -> Review | None:
    """Return the reasons for one pupil, None for one without a plan in force."""
    known = every_known()
    if pupil_id not in known.pupil_ids:
        return None
    return flags_for(pupil_id, known, weights=weights())


def reasons_for(pupil_id: str) -> Review | None:
    """Return the reasons for one pupil, of a plan not in force too; None where there is no process.

    Such a plan is put right before it is issued, so there is nothing to decide of a review.
    """
    known = every_known()
    if pupil_id in known.pupil_ids:
        return flags_for(pupil_id, known, weights=weights())
    requests = store().tables.load("requests")
    alone = _known(store(), requests[requests["pupil_id"] == pupil_id], today())
    return flags_for(pupil_id, alone, weights=weights()) if len(alone.pupil_ids) else None


def decisions() -> dict[str, dict[str, Any]]:
    """Return the newest decision about each pupil, by reference."""
    return {row["pupil_id"]: row for row in records(store().tables.load("flag_decisions"))}


def reasons_kept(row: dict[str, Any]) -> list[Any]:
    """Return the reasons that a decision was about."""
    return json.loads(row["reasons"] or "[]")


def _versions() -> tuple[int, ...]:
    return tuple(store().tables.version(name) for name in TABLES)


# The list of every page and filter is the same until somebody saves.
@lru_cache(maxsize=1)
def _every_review(kept: Store, versions: tuple[int, ...], date: datetime.date) -> Reviews:
    return reviews_of(_every_known(kept, versions, date), weights=weights())


@lru_cache(maxsize=1)
def _every_known(kept: Store, _versions: tuple[int, ...], date: datetime.date) -> Known:
    requests = kept.tables.load("requests")
    return _known(kept, requests[requests["stage"].isin(PLAN_STAGES)], date)


def _known(kept: Store, requests: pd.DataFrame, date: datetime.date) -> Known:
    """Return what is known of the pupils whose processes these are."""
    frames = {name: kept.tables.load(name).reset_index(drop=True) for name in TABLES}
    pupils = frames["pupils"]
    assessments = frames["assessments"]
    scores = assessments[list(SEVERITY_IDS)].astype("Float64")
    total = scores.sum(axis=1, min_count=len(SEVERITY_IDS))
    return Known(
        pupils=pupils[pupils["pupil_id"].isin(requests["pupil_id"])].sort_values("pupil_id"),
        schools=frames["schools"],
        requests=requests.reset_index(drop=True),
        needs=pd.DataFrame(
            {
                "pupil_id": assessments["pupil_id"],
                "needs_total": total,
                "scored_on": _scored_on(assessments),
            }
        ),
        links=frames["feedback_links"],
        feedback=frames["feedback"],
        attainments=frames["attainments"],
        deliveries=frames["deliveries"],
        today=date,
    )


def _scored_on(assessments: pd.DataFrame) -> pd.Series:
    """Return the day on which scores were last saved anew, missing for those saved once."""
    day = assessments["recorded_at"].dt.strftime("%Y-%m-%d").astype(object)
    return day.where(assessments["revision"] > 1, None)
