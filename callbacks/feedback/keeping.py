"""The one way in which an answer is kept, whether it came by a link, in a file or was told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from analytics.feedback.answers import rows_of_answer, situation_on
from callbacks.context import store
from data.journal import Change, Entry
from data.schemas import TABLES
from data.schemas.feedback import Answer


def save_answer(
    answer: Answer,
    *,
    feedback_id: str,
    actor: str,
    action: str,
    request_id: str,
    with_changes: Sequence[Change] = (),
) -> tuple[Entry, ...]:
    """Save an answer and what goes with it, all of it or nothing; the same request is kept once.

    Raises Invalid, Conflict, RequestReused or SaveFailed.
    """
    return store().journal.append(
        *with_changes,
        *answer_changes(answer, feedback_id=feedback_id),
        actor=actor,
        action=action,
        request_id=request_id,
    )


def answer_changes(answer: Answer, *, feedback_id: str) -> tuple[Change, ...]:
    """Return the changes that save an answer, to be appended alone or with others."""
    tables = store().tables
    situation = situation_on(
        date.fromisoformat(answer.given_on),
        pupil=tables.history("pupils", answer.pupil_id),
        assessments=tables.history("assessments", answer.pupil_id),
    )
    rows = rows_of_answer(answer, feedback_id=feedback_id, situation=situation)
    return tuple(
        Change(table=name, key=row[TABLES[name].key], expected_revision=0, payload=row)
        for name, own in rows.items()
        for row in own
    )
