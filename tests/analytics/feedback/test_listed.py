"""One pupil's answers as one table: everything that was said, and by whom, once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analytics.feedback.answers import Situation, rows_of_answer
from analytics.feedback.listed import COLUMNS, answers_listed
from data.schemas import TABLES
from data.schemas.feedback import (
    ATTAINMENT,
    EXTENTS,
    FEELING_SCALE,
    FEELINGS,
    Answer,
    AskedOutcome,
    AskedProvision,
    Attained,
    Delivered,
)

TALK, THERAPY = AskedOutcome("E-1", "Will ask."), AskedProvision("F-1", "Therapy", "sp3", 1.5)
MOTHER = Answer(
    "P1",
    "parent",
    "2026-05-03",
    "told",
    said_by="the mother, by phone",
    feelings={"school": 2, "home": 5},
    helps="Time",
    attained=(Attained(TALK, -1, "Not yet"),),
    delivered=(Delivered(THERAPY, 0.75, "part", "Since March"),),
)
NAMES = {"ana": "Asha Patel"}


def listed(**answers: Answer) -> pd.DataFrame:
    """Return the table of answers by their code, as the store would give their rows."""
    found: dict[str, list[dict[str, Any]]] = {"feedback": [], "attainments": [], "deliveries": []}
    for code, answer in answers.items():
        rows = rows_of_answer(answer, feedback_id=code, situation=Situation())
        for name, own in rows.items():
            found[name] += [{**TABLES[name].validate(row), "actor": "ana"} for row in own]
    return answers_listed(
        found["feedback"],
        attainments=found["attainments"],
        deliveries=found["deliveries"],
        names=NAMES,
    )


def test_each_thing_said_is_a_row_with_who_said_it_and_who_wrote_it_down():
    frame = listed(a=MOTHER)
    assert [*frame.columns] == [*COLUMNS]
    assert frame["About"].tolist() == [
        "Feels: School, college or setting", "Feels: Home and free time", "Outcome", "Provision",
        "What helps",
    ]  # fmt: skip
    assert set(frame["Said by"]) == {"the mother, by phone"}
    assert set(frame["Written down by"]) == {"Asha Patel"}
    outcome, provision = frame.iloc[2], frame.iloc[3]
    assert (outcome["Answer"], outcome["In their words"]) == ("Less than hoped", "Not yet")
    assert provision[["Answer", "Planned hours a week", "Hours given a week"]].tolist() == [
        "Some of it", "1.5", "0.75",
    ]  # fmt: skip


def test_answers_stand_in_order_of_date_and_one_by_a_link_was_written_by_its_sender():
    earlier = replace(MOTHER, given_on="2026-01-02", channel="link", helps="Quiet")
    frame = listed(a=MOTHER, b=earlier)
    assert frame["Date"].tolist() == sorted(frame["Date"])
    assert set(frame.loc[frame["Date"] == "2026-01-02", "Written down by"]) == {""}


def test_nothing_said_is_an_empty_table():
    assert [*listed().columns] == [*COLUMNS]
    assert len(listed(a=Answer("P1", "pupil", "2026-05-03", "link"))) == 0


@given(
    st.dictionaries(st.sampled_from([*FEELINGS]), st.sampled_from([*FEELING_SCALE])),
    st.lists(st.sampled_from([*ATTAINMENT]), max_size=3),
    st.sampled_from(["", *EXTENTS]),
)
def test_there_is_a_row_for_everything_that_was_said(
    feelings: dict[str, int], scores: list[int], extent: str
):
    attained = tuple(
        Attained(replace(TALK, line_id=f"E-{n}"), score) for n, score in enumerate(scores)
    )
    delivered = (Delivered(THERAPY, extent=extent),) if extent else ()
    said = replace(MOTHER, feelings=feelings, attained=attained, delivered=delivered, helps="")
    frame = listed(a=said)
    assert len(frame) == len(feelings) + len(scores) + len(delivered)
    words = [FEELING_SCALE[feelings[name]] for name in FEELINGS if name in feelings]
    words += [ATTAINMENT[score] for score in scores] + [EXTENTS[one.extent] for one in delivered]
    assert frame["Answer"].tolist() == words
