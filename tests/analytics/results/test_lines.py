from __future__ import annotations

from analytics.feedback.answers import Situation, rows_of_answer
from analytics.results.lines import KnownLine, asked_before, known_lines, with_earlier
from data.schemas import TABLES
from data.schemas.feedback import Answer, Asked, AskedOutcome, AskedProvision, Attained, Delivered

TALK = AskedOutcome("E-1", "Talk", "outcome_language", "slc", ("sp3", "sp6"))
THERAPY = AskedProvision("F-1", "Therapy", "sp3", 1.5)


def test_lines_of_the_plan_come_before_those_taken_out_of_it():
    out = Asked((AskedOutcome("E-1", "old"), AskedOutcome("E-2", "gone")))
    found = known_lines(Asked((TALK,), (THERAPY,)), withdrawn=out)
    assert found == {
        "E-1": KnownLine(TALK),
        "E-2": KnownLine(out.outcomes[1], withdrawn=True),
        "F-1": KnownLine(THERAPY),
    }
    assert [(one.kind, one.planned_hours) for one in found.values()] == [
        ("outcome", None), ("outcome", None), ("provision", 1.5),
    ]  # fmt: skip


def test_what_was_asked_before_counts_only_where_no_plan_is_kept():
    others = Asked((AskedOutcome("E-9", "past"),))
    assert set(known_lines(Asked(), others=others)) == {"E-9"}
    assert set(known_lines(Asked((TALK,)), others=others)) == {"E-1"}
    assert set(known_lines(Asked(), withdrawn=Asked((TALK,)), others=others)) == {"E-1"}
    assert known_lines(Asked()) == {}


def rows(given_on: str, outcome: str) -> dict[str, list[dict[str, object]]]:
    asked = AskedOutcome("E-1", outcome, "outcome_language", "slc", ("sp3", "sp6"))
    said = {"attained": (Attained(asked, 1),), "delivered": (Delivered(THERAPY),)}
    answer = Answer("P1", "parent", given_on, "link", **said)
    found = rows_of_answer(answer, feedback_id=given_on, situation=Situation())
    return {name: [TABLES[name].validate(row) for row in own] for name, own in found.items()}


def test_earlier_answers_give_back_what_they_were_asked_about_as_it_read_last():
    newer, older = rows("2026-05-03", "Talk"), rows("2025-05-03", "Talk a little")
    found = asked_before(
        [*newer["attainments"], *older["attainments"]], [*newer["deliveries"], *older["deliveries"]]
    )
    assert found == Asked((TALK,), (THERAPY,))
    blank = {
        **older["attainments"][0],
        **dict.fromkeys(("packages", "outcome", "area", "outcome_id")),
    }
    assert asked_before([blank], []) == Asked((AskedOutcome("E-1", ""),))


def test_earlier_words_are_added_to_the_lines_that_have_some():
    lines = known_lines(Asked((TALK,), (THERAPY,)))
    found = with_earlier(lines, {"E-1": ["Speak"]})
    assert found["E-1"].earlier == ("Speak",)
    assert found["F-1"] == lines["F-1"]
    assert found["E-1"].worded("Speak").text == "Speak"
