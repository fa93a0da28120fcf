"""An answer as the rows that are kept of it, with what was so of the pupil on its day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from analytics.age import age_years
from analytics.answers import known, score_of
from analytics.assessments import missing
from data.schemas import SEVERITY_IDS
from data.schemas.feedback import FEELINGS, Answer, Attained, Delivered, feeling_column
from data.schemas.feedback_tables import PACKAGES_LENGTH

Row = dict[str, Any]


@dataclass(frozen=True)
class Situation:
    """Hold what was so of a pupil on the day of an answer; what the store did not know is None."""

    age_years: int | None = None
    school_id: str | None = None
    cluster: str | None = None
    needs_total: int | None = None


def situation_on(
    day: date, *, pupil: Sequence[Mapping[str, Any]], assessments: Sequence[Mapping[str, Any]]
) -> Situation:
    """Return what was so on a day, from the revisions of a pupil's two rows, oldest first.

    The birth is no matter of a day, so the newest revision gives it.
    """
    newest = pupil[-1] if pupil else {}
    born = known(newest.get("birth_year")), known(newest.get("birth_month"))
    then = _newest(pupil, day) or {}
    assessed = _newest([row for row in assessments if not missing(row)], day)
    return Situation(
        age_years=None if None in born else age_years(int(born[0]), int(born[1]), day),
        school_id=known(then.get("school_id")),
        cluster=known(assessed.get("cluster")) if assessed else None,
        needs_total=sum(score_of(assessed, need) or 0 for need in SEVERITY_IDS)
        if assessed
        else None,
    )


def rows_of_answer(
    answer: Answer, *, feedback_id: str, situation: Situation
) -> dict[str, tuple[Row, ...]]:
    """Return the rows to keep by table: one of feedback, then attainments and deliveries."""
    common = {
        "feedback_id": feedback_id,
        "pupil_id": answer.pupil_id,
        "voice": answer.voice,
        "given_on": answer.given_on,
    }
    return {
        "feedback": ({**common, **_said(answer), **vars(situation)},),
        "attainments": tuple({**common, **_attained(feedback_id, one)} for one in answer.attained),
        "deliveries": tuple({**common, **_delivered(feedback_id, one)} for one in answer.delivered),
    }


def _said(answer: Answer) -> Row:
    return {
        "said_by": answer.said_by.strip() or None,
        "channel": answer.channel,
        **{feeling_column(name): answer.feelings.get(name) for name in FEELINGS},
        "helps": answer.helps.strip() or None,
        "change": answer.change.strip() or None,
    }


def _attained(feedback_id: str, one: Attained) -> Row:
    asked = one.outcome
    return {
        "attainment_id": f"{feedback_id}:{asked.line_id}",
        "line_id": asked.line_id,
        "outcome": asked.text,
        "outcome_id": asked.outcome_id or None,
        "area": asked.area or None,
        "packages": _joined(asked.packages) or None,
        "score": one.score,
        "evidence": one.evidence.strip() or None,
    }


def _delivered(feedback_id: str, one: Delivered) -> Row:
    asked = one.provision
    return {
        "delivery_id": f"{feedback_id}:{asked.line_id}",
        "line_id": asked.line_id,
        "provision": asked.text,
        "package_id": asked.package_id or None,
        "planned_hours": asked.planned_hours,
        "delivered_hours": one.hours,
        "extent": one.extent or None,
        "note": one.note.strip() or None,
    }


def _joined(packages: Iterable[str]) -> str:
    joined = ""
    for package in packages:
        longer = f"{joined},{package}" if joined else package
        if len(longer) > PACKAGES_LENGTH:
            break
        joined = longer
    return joined


def _newest(rows: Sequence[Mapping[str, Any]], day: date) -> Mapping[str, Any] | None:
    return next((row for row in reversed(rows) if row["recorded_at"].date() <= day), None)
