"""The invented feedback put in words: who said it, remarks, evidence, notes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from data.demo.remarks import CHANGE, EVIDENCE, HELPS, NOTES, SAID_BY
from data.schemas.feedback import FEELINGS, feeling_column

Rows = list[dict[str, Any]]
REMARK_SHARE, EVIDENCE_SHARE, NOTE_SHARE = 0.6, 0.3, 0.5
# A remark is of those who find it hard where attainment or feelings are as low on average.
LOW_ATTAINMENT, LOW_FEELING = -1.0, 2.9
LITTLE_GIVEN = 0.8


def with_words(frames: dict[str, pd.DataFrame], *, rng: np.random.Generator) -> dict[str, Rows]:
    """Return the rows of the four tables with words beside their figures."""
    low = _low(frames["feedback"], frames["attainments"])
    links, feedback = _rows(frames["feedback_links"]), _rows(frames["feedback"])
    people = {
        key: str(rng.choice(SAID_BY[voice]))
        for key, voice in sorted(
            {_person(row): row["voice"] for row in (*links, *feedback)}.items()
        )
    }
    for row in links:
        row["addressee"] = people[_person(row)]
    for row, hard in zip(feedback, low, strict=True):
        row["said_by"] = people[_person(row)]
        row["helps"] = _some(HELPS[row["voice"]], REMARK_SHARE, rng=rng)
        row["change"] = _some(CHANGE[row["voice"]][hard], REMARK_SHARE, rng=rng)
    ratings, hours = _rows(frames["attainments"]), _rows(frames["deliveries"])
    for row in ratings:
        level = int(np.sign(row["score"])) + 1
        row["evidence"] = _some(EVIDENCE[row["voice"]][level], EVIDENCE_SHARE, rng=rng)
    for row in hours:
        little = row["delivered_hours"] < LITTLE_GIVEN * row["planned_hours"]
        row["note"] = _some(NOTES, NOTE_SHARE * little, rng=rng)
    return {
        "feedback_links": links,
        "feedback": feedback,
        "attainments": ratings,
        "deliveries": hours,
    }


def _person(row: dict[str, Any]) -> tuple[str, str]:
    return row["pupil_id"], row["voice"]


def _low(feedback: pd.DataFrame, ratings: pd.DataFrame) -> list[bool]:
    scores = ratings["score"].astype(float).groupby(ratings["feedback_id"]).mean()
    feelings = feedback[[feeling_column(name) for name in FEELINGS]].astype(float).mean(axis=1)
    low = (feedback["feedback_id"].map(scores) <= LOW_ATTAINMENT) | (feelings <= LOW_FEELING)
    return [bool(value) for value in low]


def _some(choices: tuple[str, ...], share: float, *, rng: np.random.Generator) -> str | None:
    """Return one of the wordings, or None for those who wrote nothing."""
    drawn, place = rng.random(), int(rng.integers(len(choices)))
    return choices[place] if drawn < share else None


def _rows(frame: pd.DataFrame) -> Rows:
    """Return the rows as plain values, missing ones as None."""
    plain = frame.astype(object).where(frame.notna(), None)
    return [{str(name): value for name, value in row.items()} for row in plain.to_dict("records")]
