"""What is kept of one pupil's feedback, loaded and put together."""

from __future__ import annotations

from typing import Any

from analytics.efficacy.movement import Movement, added_by
from analytics.feedback.pupil import Feedback, feedback_of
from analytics.feedback.summary import Said, said, texts_of
from analytics.feedback.timeline import History, Timeline, timeline
from analytics.plans.comparing import moments
from callbacks.context import rows_of, store
from callbacks.evidence import evidence_of, known
from callbacks.plans.keeping import versions_of
from callbacks.reading.engine import analyser

Row = dict[str, Any]


def load_feedback(pupil_id: str) -> Feedback:
    """Return all answers about a pupil and what they come to."""
    return feedback_of(
        *(rows_of(table, pupil_id) for table in ("feedback", "attainments", "deliveries"))
    )


def links_of(pupil_id: str) -> tuple[Row, ...]:
    """Return every link made for a pupil, newest first."""
    rows = rows_of("feedback_links", pupil_id)
    return tuple(sorted(rows, key=lambda row: (row["made_on"], row["sequence"]), reverse=True))


def said_of(found: Feedback) -> Said:
    """Return what was written in the answers, as the reader of documents reads it."""
    texts = texts_of(found.answers, found.attainments, found.deliveries)
    return said(texts, analyser=analyser())


def added_to_evidence(pupil_id: str) -> tuple[tuple[str, Movement], ...]:
    """Return what a pupil's answers add to what is known of the packages of their cluster."""
    return added_by(evidence_of(*known()), pupil_id)


def timeline_of(pupil_id: str, found: Feedback) -> Timeline:
    """Return what happened to a pupil and what was measured."""
    tables = store().tables
    return timeline(
        History(
            assessments=tables.history("assessments", pupil_id),
            moments=moments(versions_of(pupil_id)),
            request=tables.row("requests", pupil_id),
            links=links_of(pupil_id),
            answers=found.answers,
            attainments=found.attainments,
            deliveries=found.deliveries,
        )
    )
