"""An answer is kept whole or not at all, once, with what was so on its day."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from callbacks.context import rows_of, store, today
from callbacks.feedback.keeping import answer_changes, save_answer
from data.journal import Conflict, RequestReused
from data.schemas import Invalid
from data.schemas.feedback import Answer, Attained, Delivered
from tests.callbacks.feedback.conftest import PUPIL, asked_about

ASKED = asked_about(PUPIL)
ANSWER = Answer(
    pupil_id=PUPIL,
    voice="setting",
    given_on="",
    channel="told",
    said_by="the SENCO",
    feelings={"school": 4},
    attained=(Attained(ASKED.outcomes[0], 1),),
    delivered=(Delivered(ASKED.provision[0], hours=1.0),),
)


@pytest.fixture
def answer(house: Any) -> Answer:
    return replace(ANSWER, given_on=today().isoformat())


def save(answer: Answer, request_id: str = "r1", feedback_id: str = "told1") -> Any:
    words = {"actor": "ana", "action": "feedback.record", "request_id": request_id}
    return save_answer(answer, feedback_id=feedback_id, **words)


def test_an_answer_is_one_request_of_all_its_rows(answer: Answer) -> None:
    entries = save(answer)
    assert [entry.table for entry in entries] == ["feedback", "attainments", "deliveries"]
    (row,) = rows_of("feedback", PUPIL)[-1:]
    pupil = store().tables.row("pupils", PUPIL)
    assessed = store().tables.row("assessments", PUPIL)
    assert pupil is not None
    assert assessed is not None
    assert row["school_id"] == pupil["school_id"]
    assert row["cluster"] == assessed["cluster"]


def test_the_same_request_is_kept_once_and_another_is_refused(answer: Answer) -> None:
    assert save(answer) == save(answer)
    with pytest.raises(RequestReused):
        save(replace(answer, helps="Something else."))
    with pytest.raises(Conflict):
        save(answer, request_id="r2")
    assert len(store().tables.history("feedback", "told1")) == 1


def test_what_the_schema_refuses_leaves_nothing_behind(answer: Answer) -> None:
    wrong = replace(answer, attained=(Attained(ASKED.outcomes[0], 3),))
    with pytest.raises(Invalid):
        save(wrong)
    assert store().tables.row("feedback", "told1") is None


def test_changes_can_be_appended_with_those_of_others(answer: Answer) -> None:
    one = answer_changes(answer, feedback_id="told1")
    two = answer_changes(answer, feedback_id="told2")
    store().journal.append(*one, *two, actor="ana", action="feedback.record", request_id="r")
    assert store().tables.row("feedback", "told2")
