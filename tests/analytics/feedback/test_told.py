"""An answer that was told: read as it was typed, refused field by field, tied to lines by id."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.feedback.form import Tampered
from analytics.feedback.told import (
    LONGEST_NAME,
    NOTHING,
    UNSAID,
    WAYS,
    Told,
    asked_now,
    digest,
    names_of,
    read_told,
)
from analytics.results.lines import KnownLine
from data.schemas.feedback import (
    ATTAINMENT,
    EXTENTS,
    FEELING_SCALE,
    FEELINGS,
    Asked,
    AskedOutcome,
    AskedProvision,
    feeling_column,
)

TODAY = datetime.date(2026, 5, 10)
TALK, TIDY = AskedOutcome("E-talk", "Will ask."), AskedOutcome("E-tidy", "Will tidy up.")
THERAPY = AskedProvision("F-1", "Therapy", "sp3", 1.0)
ASKED = Asked((TALK, TIDY), (THERAPY,))
HEAD = {"voice": "parent", "said_by": "the mother", "way": "phone", "given_on": "3 May 2026"}


def told(asked: Asked = ASKED, **given: str) -> Told:
    return read_told(
        {**HEAD, **given}, asked, pupil_id="P1", voices=("parent", "setting"), today=TODAY
    )


def test_what_was_told_becomes_an_answer():
    found = told(
        **{
            "score:E-tidy": "-1",
            "evidence:E-tidy": " Leaves it ",
            "hours:F-1": "0,5",
            "helps": "Time",
        }
    )
    answer = found.answer
    assert found.problems == {}
    assert (answer.pupil_id, answer.voice, answer.channel) == ("P1", "parent", "told")
    assert (answer.given_on, answer.said_by) == ("2026-05-03", "the mother, by phone")
    assert [(one.outcome, one.score, one.evidence) for one in answer.attained] == [
        (TIDY, -1, "Leaves it")
    ]
    assert [(one.provision, one.hours) for one in answer.delivered] == [(THERAPY, 0.5)]
    assert (answer.helps, answer.feelings) == ("Time", {})


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("voice", "pupil", "Choose whose voice"),
        ("voice", UNSAID, "Choose whose voice"),
        ("said_by", " ", "Say who told it"),
        ("said_by", "x" * (LONGEST_NAME + 3), "take out 3 letters"),
        ("way", UNSAID, "Choose how"),
        ("given_on", "", "Give the day"),
        ("given_on", "May", "not a date"),
        ("given_on", "11/5/2026", "not come yet"),
        ("given_on", "3/5/2020", "two years ago"),
        ("hours:F-1", "lots", "hours a week as a number"),
        ("note:F-1", "x" * 4001, "too long"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(name: str, value: str, words: str):
    found = told(**{"helps": "Time", name: value})
    assert [*found.problems] == [name]
    assert words in found.problems[name]
    assert found.answer is None


def test_words_about_an_outcome_need_how_far_it_is_reached():
    assert [*told(**{"evidence:E-tidy": "x", "score:E-tidy": UNSAID}).problems] == ["score:E-tidy"]


def test_an_answer_that_says_nothing_is_told_so():
    assert told(**{"score:E-talk": UNSAID, "feels_school": UNSAID}).problems == {"": NOTHING}


def test_a_choice_that_was_not_made_is_a_word_like_any_other_in_a_text():
    assert told(change=UNSAID).answer.change == UNSAID
    # Of what is given, "none" is a choice.
    assert told(**{"extent:F-1": "none"}).answer.delivered[0].extent == "none"
    with pytest.raises(Tampered):
        told(**{"score:E-talk": "9"})


def test_a_line_taken_out_of_the_plan_is_asked_about_while_it_has_words():
    lines = [KnownLine(TALK), KnownLine(TIDY, withdrawn=True), KnownLine(THERAPY)]
    assert asked_now(lines, {"score:E-tidy": UNSAID}) == Asked((TALK,), (THERAPY,))
    assert asked_now(lines, {"evidence:E-tidy": "x"}) == ASKED


def test_the_digest_changes_with_what_is_asked():
    other = Asked((replace(TALK, text="Will ask!"), TIDY), (THERAPY,))
    assert digest(ASKED) == digest(Asked((TALK, TIDY), (THERAPY,)))
    out = digest(ASKED, withdrawn={"E-tidy"})
    assert len({digest(ASKED), digest(other), digest(Asked()), out}) == 4
    assert digest(ASKED, withdrawn={"E-gone"}) == digest(ASKED)


def test_a_pupil_without_a_plan_has_a_form_too():
    found = told(Asked(), helps="Time", **{"score:E-talk": "1"})
    assert found.answer.attained == ()
    assert "score:E-talk" not in names_of(Asked())


@given(st.data())
def test_every_choice_that_is_made_is_in_the_answer_and_nothing_else(data: st.DataObject):
    chosen = {
        name: data.draw(st.sampled_from([None, *choices]))
        for name, choices in {
            **{feeling_column(one): [*FEELING_SCALE] for one in FEELINGS},
            "score:E-talk": [*ATTAINMENT],
            "score:E-tidy": [*ATTAINMENT],
        }.items()
    }
    extent = data.draw(st.sampled_from([*EXTENTS]))
    sent = {name: UNSAID if one is None else str(one) for name, one in chosen.items()}
    way = data.draw(st.sampled_from([*WAYS]))
    answer = told(**sent, **{"extent:F-1": extent, "way": way}).answer
    assert {feeling_column(name): score for name, score in answer.feelings.items()} == {
        name: one for name, one in chosen.items() if one is not None and name.startswith("feels")
    }
    assert {f"score:{one.outcome.line_id}": one.score for one in answer.attained} == {
        name: one for name, one in chosen.items() if one is not None and name.startswith("score")
    }
    assert [one.extent for one in answer.delivered] == [extent]
    assert answer.said_by.endswith(WAYS[way])
