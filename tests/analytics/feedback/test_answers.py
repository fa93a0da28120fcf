"""An answer becomes rows that the schema takes, with what was so on its own day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from analytics.feedback.answers import Situation, rows_of_answer, situation_on
from data.schemas import QUESTION_IDS, SEVERITY_IDS, TABLES
from data.schemas.feedback import Answer, AskedOutcome, AskedProvision, Attained, Delivered

OUTCOME = AskedOutcome("E-1", "Will ask.", "outcome_speech", "slc", ("sp3", "sp4"))
PROVISION = AskedProvision("F-1", "Speech therapy.", "sp3", 1.5)
ANSWER = Answer(
    pupil_id="P1",
    voice="parent",
    given_on="2026-11-22",
    channel="link",
    said_by=" the mother ",
    feelings={"school": 2, "home": 5},
    helps=" A calm start. ",
    attained=(Attained(OUTCOME, -1, "She asked once."),),
    delivered=(Delivered(PROVISION, hours=0.5), Delivered(AskedProvision("F-2", "A room."))),
)


def moment(day: int) -> datetime:
    return datetime(2026, 11, day, 23, 59, tzinfo=UTC)


def test_every_row_is_one_the_schema_takes() -> None:
    rows = rows_of_answer(ANSWER, feedback_id="abc", situation=Situation(9, "S1", "X4", 31))
    for name, own in rows.items():
        for row in own:
            TABLES[name].validate(row)
    (said,) = rows["feedback"]
    assert said["said_by"] == "the mother"
    assert (said["feels_school"], said["feels_home"], said["feels_safe"]) == (2, 5, None)
    assert (said["helps"], said["change"]) == ("A calm start.", None)
    assert (said["age_years"], said["school_id"]) == (9, "S1")
    assert (said["cluster"], said["needs_total"]) == ("X4", 31)
    (attained,) = rows["attainments"]
    assert attained["attainment_id"] == "abc:E-1"
    assert (attained["score"], attained["packages"]) == (-1, "sp3,sp4")
    one, two = rows["deliveries"]
    assert (one["planned_hours"], one["delivered_hours"], one["extent"]) == (1.5, 0.5, None)
    assert (two["planned_hours"], two["delivered_hours"]) == (None, None)


def test_packages_beyond_the_column_are_left_out_whole() -> None:
    many = AskedOutcome("E-1", "Will ask.", packages=tuple(f"package{n}" for n in range(20)))
    answer = Answer("P1", "parent", "2026-11-22", "link", attained=(Attained(many, 0),))
    (row,) = rows_of_answer(answer, feedback_id="abc", situation=Situation())["attainments"]
    TABLES["attainments"].validate(row)
    assert row["packages"].split(",") == [f"package{n}" for n in range(11)]


def test_an_answer_is_empty_until_something_is_said() -> None:
    blank = Answer("P1", "pupil", "2026-11-22", "link", helps="  ")
    assert blank.empty
    assert not ANSWER.empty


def complete(day: int, score: int, cluster: str) -> dict[str, Any]:
    return {"recorded_at": moment(day), "cluster": cluster, **dict.fromkeys(QUESTION_IDS, score)}


PUPIL = [
    {"recorded_at": moment(1), "birth_year": 2015, "birth_month": 3, "school_id": "S1"},
    {"recorded_at": moment(20), "birth_year": 2014, "birth_month": 3, "school_id": "S2"},
]
ASSESSMENTS = [
    complete(2, 1, "X1"),
    complete(10, 2, "X2"),
    {**complete(12, 3, "X3"), "hearing": None},
    complete(21, 3, "X4"),
]


def on(day: int) -> Situation:
    return situation_on(date(2026, 11, day), pupil=PUPIL, assessments=ASSESSMENTS)


def test_what_was_so_is_that_of_the_day_and_an_unfinished_assessment_is_none() -> None:
    assert on(15) == Situation(12, "S1", "X2", 2 * len(SEVERITY_IDS))
    assert on(22) == Situation(12, "S2", "X4", 3 * len(SEVERITY_IDS))
    assert on(1) == Situation(12, "S1", None, None)


def test_of_a_pupil_nobody_knows_nothing_is_so() -> None:
    assert situation_on(date(2026, 11, 22), pupil=[], assessments=[]) == Situation()
