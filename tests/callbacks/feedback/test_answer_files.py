"""One pupil's answers go out as a file to those who may read them, with nothing live in it."""

from __future__ import annotations

import csv
import io
from typing import Any

from callbacks.feedback.keeping import save_answer
from data.schemas.feedback import Answer

PUPIL, ADDRESS = "EX1", "/feedback/pupils/EX1/answers.csv"


def test_the_file_holds_what_was_said_and_who_took_it_is_recorded(demo_app: Any, sign_in: Any):
    from callbacks.context import store

    said = Answer(PUPIL, "parent", "2026-05-03", "told", "the aunt", helps='=1+1, "quiet"\nrooms')
    with demo_app.server.test_request_context():
        save_answer(
            said, feedback_id="t1", actor="coordinator", action="feedback.record", request_id="r1"
        )
    answer = sign_in(demo_app, "co-ordinator").get(ADDRESS)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="answers-EX1.csv"'
    text = answer.get_data().decode("utf-8-sig")
    rows = [*csv.DictReader(io.StringIO(text, newline=""))]
    (own,) = [row for row in rows if row["Said by"] == "the aunt"]
    assert own["In their words"] == '\'=1+1, "quiet"\nrooms'
    with demo_app.server.test_request_context():
        (event,) = store().activity.of(f"{PUPIL}/answers.csv", limit=5)
    assert (event.actor, event.action) == ("coordinator", "feedback.read")


def test_only_those_who_may_read_a_pupils_feedback_get_it(shared_app: Any, sign_in: Any):
    assert sign_in(shared_app, "analyst").get(ADDRESS).status_code == 403
    assert sign_in(shared_app, "administrator").get(ADDRESS).status_code == 403
    assert sign_in(shared_app, "panel").get(ADDRESS).status_code == 200
