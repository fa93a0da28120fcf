"""One invented pupil, written out answer by answer."""

from __future__ import annotations

import datetime
from typing import Any

import pandas as pd

from analytics.review_flags.known import Known
from analytics.review_flags.model import Cause, Curve, Weights
from analytics.review_flags.training import SIGNS
from data.schemas import TABLES
from data.schemas.feedback import FEELINGS, VOICES, feeling_column

TODAY = datetime.date(2027, 1, 15)
# What everybody usually says.
USUAL = {
    "attained": dict.fromkeys(VOICES, 0.0),
    **{kind: dict.fromkeys(VOICES, 4.0) for kind in ("place", "listened", "elsewhere")},
}


def frame(table: str, rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Return rows of a table with all its columns and their types."""
    declared = TABLES[table]
    return pd.DataFrame(rows, columns=list(declared.column_names)).astype(declared.dtypes)


def ago(days: int) -> str:
    """Return a day so long before today."""
    return (TODAY - datetime.timedelta(days=days)).isoformat()


def known(
    *,
    answers: list[tuple[str, int, dict[str, Any]]] = [],  # noqa: B006 - never changed
    links: list[tuple[str, int, int, int | None]] = [],  # noqa: B006
    request: dict[str, Any] | None = None,
    pupil: dict[str, Any] | None = None,
    needs: int | None = 20,
    scored: int | None = None,
    others: int = 0,
) -> Known:
    """Return what is known of P1, and of others of whom nothing is known.

    An answer is voice, days ago, and any of scores and hours (by line), feels, needs.
    """
    ids = ["P1", *(f"Q{n}" for n in range(others))]
    born = {"birth_year": 2014, "birth_month": 3, "school_id": "S1"} | (pupil or {})
    dates = {"review_held_on": ago(200), "review_due_on": ago(-165)} | (request or {})
    return Known(
        pupils=frame("pupils", [{"pupil_id": one, **born} for one in ids]),
        schools=frame("schools", [{"school_id": "S1", "phase": "secondary"}]),
        requests=frame("requests", [{"pupil_id": one, **dates} for one in ids]),
        needs=pd.DataFrame(
            {
                "pupil_id": ids,
                "needs_total": [needs] * len(ids),
                "scored_on": [None if scored is None else ago(scored)] * len(ids),
            },
            dtype=object,
        ),
        links=frame("feedback_links", [_link(n, *one) for n, one in enumerate(links)]),
        feedback=frame("feedback", [_answer(*one) for one in answers]),
        attainments=frame("attainments", [row for one in answers for row in _scores(*one)]),
        deliveries=frame("deliveries", [row for one in answers for row in _hours(*one)]),
        today=TODAY,
    )


def _common(voice: str, days: int) -> dict[str, Any]:
    code = f"{voice}-{days}"
    return {"feedback_id": code, "pupil_id": "P1", "voice": voice, "given_on": ago(days)}


def _answer(voice: str, days: int, told: dict[str, Any]) -> dict[str, Any]:
    felt = told.get("feels")
    feelings = {} if felt is None else dict.fromkeys(map(feeling_column, FEELINGS), felt)
    return {**_common(voice, days), **feelings, "needs_total": told.get("needs")}


def _scores(voice: str, days: int, told: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            **_common(voice, days),
            "attainment_id": f"{voice}-{days}:{line}",
            "line_id": line,
            "outcome": f"Outcome {line}",
            "score": score,
        }
        for line, score in told.get("scores", {}).items()
    ]


def _hours(voice: str, days: int, told: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            **_common(voice, days),
            "delivery_id": f"{voice}-{days}:{line}",
            "line_id": line,
            "provision": f"Provision {line}",
            "planned_hours": planned,
            "delivered_hours": given,
        }
        for line, (planned, given) in told.get("hours", {}).items()
    ]


def _link(number: int, voice: str, made: int, expires: int, answered: int | None) -> dict[str, Any]:
    return {
        "link_id": f"L{number}",
        "pupil_id": "P1",
        "voice": voice,
        "made_on": ago(made),
        "expires_on": ago(expires),
        "answered_on": None if answered is None else ago(answered),
    }


def weights(start: float = -5.0, threshold: float = 0.5, **curves: Curve) -> Weights:
    """Return a model of flat curves, where those given are the only ones of their reason.

    A curve is given as reason__sign.
    """
    causes = {name: Cause(start, {}) for name in SIGNS}
    for name, curve in curves.items():
        reason, sign = name.split("__")
        causes[reason] = Cause(start, {**causes[reason].curves, sign: curve})
    return Weights(threshold, USUAL, causes, basis="tests")
