from __future__ import annotations

from analytics.feedback.answers import Situation, rows_of_answer
from analytics.results.answers import answers_of, feedback_id, kept_results, row_key
from analytics.results.checking import Kept
from data.schemas import TABLES
from tests.analytics.results.sheets import TALK, THERAPY, preview

ROWS = (
    {"attainment": "1", "evidence": "Asks", "given_on": "3/5/2026"},
    {"line_id": "F-therapy", "given_hours": "0.5", "given_on": "3/5/2026"},
    {"pupil_id": "P2", "attainment": "-1", "given_on": "3/5/2026"},
    {"attainment": "0", "given_on": "4/5/2026"},
)


def test_what_is_said_of_a_pupil_on_one_day_is_one_answer_of_the_school():
    results = preview(*ROWS).results(confirmed=False)
    answers = answers_of(results, said_by={"P1": "Oak School"})
    assert [(one.pupil_id, one.given_on, one.said_by) for one in answers] == [
        ("P1", "2026-05-03", "Oak School"),
        ("P2", "2026-05-03", ""),
        ("P1", "2026-05-04", "Oak School"),
    ]
    first = answers[0]
    assert (first.voice, first.channel) == ("setting", "bulk")
    assert [(one.outcome, one.score, one.evidence) for one in first.attained] == [(TALK, 1, "Asks")]
    assert [(one.provision, one.hours, one.note) for one in first.delivered] == [(THERAPY, 0.5, "")]


def test_rows_that_are_kept_are_told_as_kept_the_next_time():
    results = preview(*ROWS).results(confirmed=False)
    attainments, deliveries = [], []
    for answer in answers_of(results, said_by={}):
        code = feedback_id(answer.pupil_id, answer.given_on)
        rows = rows_of_answer(answer, feedback_id=code, situation=Situation())
        valid = {name: [TABLES[name].validate(row) for row in own] for name, own in rows.items()}
        attainments += [{**row, "revision": 2} for row in valid["attainments"]]
        deliveries += [{**row, "revision": 2} for row in valid["deliveries"]]
    assert kept_results(attainments, deliveries) == {
        one.key: Kept(*one.said, revision=2) for one in results
    }
    keys = {row["attainment_id"] for row in attainments} | {
        row["delivery_id"] for row in deliveries
    }
    assert keys == {row_key(*one.key) for one in results}
