"""Sending an answer: one save of the link, the answer and what it says of each outcome."""

from __future__ import annotations

from analytics.feedback.asking import WITHDRAWN
from analytics.feedback.form import answer_of
from callbacks.context import store, today
from callbacks.feedback import visits
from callbacks.feedback.keeping import save_answer
from callbacks.feedback.links import link_change
from callbacks.feedback.visits import Visit
from data.journal import Conflict, RequestReused, SaveFailed
from data.schemas import Invalid
from data.schemas.feedback import Answer
from layouts.answering import sentences
from layouts.answering.manners import Manner

SENT = ("", 303)


def send(visit: Visit) -> tuple[str, int]:
    """Keep the answer that the draft comes to; return what is in the way and its status, or SENT.

    An answer that is kept already is left as it is, whoever sends it again.
    """
    if visit.state == visits.ANSWERED:
        return SENT
    answer = answer_of(
        visit.values,
        visit.form,
        pupil_id=visit.pupil_id,
        given_on=today().isoformat(),
        said_by=visit.row["addressee"] or "",
    )
    if answer.empty:
        return sentences.NOTHING_SAID, 400
    try:
        _save(visit, answer)
    except (Conflict, RequestReused):
        return _met_another(visit)
    except Invalid as refusal:
        return str(refusal), 400
    except SaveFailed as failure:
        return f"{failure} {sentences.STILL_HERE}", 503
    visit.discard()
    return SENT


def _save(visit: Visit, answer: Answer) -> None:
    answered = {**visit.row, "answered_on": answer.given_on}
    save_answer(
        answer,
        feedback_id=visit.link_id,
        actor=visit.actor,
        action="feedback.answer",
        request_id=f"answer:{visit.link_id}",
        with_changes=[link_change(answered, revision=int(visit.row["revision"]))],
    )


def _met_another(visit: Visit) -> tuple[str, int]:
    """Say what the link has become meanwhile: answered in another window, or changed by staff."""
    now = store().tables.row("feedback_links", visit.link_id)
    if now and now["answered_on"]:
        return SENT
    return sentences.CHANGED, 409


def moved_answered(visit: Visit, manner: Manner) -> tuple[tuple[str, str], ...]:
    """Return the outcomes that were answered about and are not in the plan as they read then."""
    moved = visits.moved(visit)
    rows = store().tables.load("attainments")
    own = set(rows.loc[rows["feedback_id"] == visit.link_id, "line_id"])
    return tuple(
        (one.text, manner.gone if moved[one.line_id] == WITHDRAWN else manner.now_otherwise)
        for one in visit.form.asked.outcomes
        if one.line_id in moved and one.line_id in own
    )
