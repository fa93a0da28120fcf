"""The form asks each voice what it can tell, and takes nothing that no browser would send."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.feedback.form import (
    Form,
    Step,
    Tampered,
    answer_of,
    fields_of,
    hours_of,
    read_step,
    step_at,
    steps_of,
)
from data.schemas.feedback import (
    ATTAINMENT,
    FEELINGS,
    VOICES,
    Asked,
    AskedOutcome,
    AskedProvision,
    Attained,
    Delivered,
)

ASKED = Asked(
    outcomes=(AskedOutcome("E-1", "Will ask."), AskedOutcome("E-2", "Will read.")),
    provision=(
        AskedProvision("F-1", "Speech therapy.", "sp3", 1.5),
        *(AskedProvision(f"F-{n}", "A room.") for n in range(2, 6)),
    ),
)


def form(voice: str = "parent", asked: Asked = ASKED, age: int | None = 9) -> Form:
    return Form(voice, asked, age)


def step(name: str, voice: str = "parent") -> Step:
    return next(one for one in steps_of(form(voice)) if one.name == name)


def names(voice: str) -> list[str]:
    return [one.name for one in steps_of(form(voice))]


def one(**given: str) -> dict[str, list[str]]:
    return {
        name.replace("_", "-", 1) if name[-1].isdigit() else name: [v] for name, v in given.items()
    }


def test_grown_ups_have_few_steps_and_a_pupil_one_question_at_a_time() -> None:
    few = ["feelings", "goal-1", "goal-2", "help-1", "help-2", "words"]
    assert names("parent") == names("setting") == few
    assert names("pupil") == [
        *(f"feelings-{n}" for n in range(1, 7)),
        "goal-1",
        "goal-2",
        *(f"help-{n}" for n in range(1, 6)),
        "words-1",
        "words-2",
    ]


@pytest.mark.parametrize("voice", VOICES)
def test_every_outcome_and_piece_of_provision_is_asked_about_once(voice: str) -> None:
    steps = steps_of(form(voice))
    assert [s.outcome for s in steps if s.outcome is not None] == [0, 1]
    assert [number for s in steps for number in s.provision] == [0, 1, 2, 3, 4]
    assert [name for s in steps for name in s.feelings] == list(FEELINGS)
    fields = [field.name for s in steps for field in fields_of(s, form(voice))]
    assert len(set(fields)) == len(fields)


def test_a_form_that_asks_about_nothing_still_asks_for_feelings_and_words() -> None:
    assert [s.name for s in steps_of(form(asked=Asked()))] == ["feelings", "words"]


def test_a_setting_tells_hours_where_hours_are_planned_and_a_pupil_never() -> None:
    def asked_of(voice: str, number: int) -> set[str]:
        steps = steps_of(form(voice))
        fields = [field.name for s in steps for field in fields_of(s, form(voice))]
        return {name.partition("-")[0] for name in fields if name.endswith(f"-{number}")} - {
            "score",
            "evidence",
        }

    assert asked_of("setting", 0) == {"hours", "note"}
    assert asked_of("setting", 4) == {"extent", "hours", "note"}
    assert asked_of("parent", 0) == {"extent", "hours", "note"}
    assert asked_of("pupil", 0) == {"extent"}


@pytest.mark.parametrize(
    ("voice", "age", "manner"),
    [
        ("pupil", 5, "child"),
        ("pupil", 15, "child"),
        ("pupil", 16, "young"),
        ("pupil", 25, "young"),
        ("pupil", None, "child"),
        ("parent", 20, "parent"),
        ("setting", 6, "setting"),
    ],
)
def test_the_form_speaks_to_who_is_asked(voice: str, age: int | None, manner: str) -> None:
    assert form(voice, age=age).manner == manner


def test_what_is_given_is_read_tidied() -> None:
    read = read_step(step("words"), form(), one(helps=" Calm.\r\nQuiet. \x00", change=""))
    assert read.values == {"helps": "Calm.\nQuiet.", "change": ""}
    assert read.problems == {}


@pytest.mark.parametrize(
    ("name", "given_values"),
    [
        ("goal-1", {"score-0": ["3"]}),
        ("goal-1", {"score-0": ["-3"]}),
        ("goal-1", {"score-0": ["1.0"]}),
        ("goal-1", {"score-0": ["+1"]}),
        ("goal-1", {"score-1": ["1"]}),
        ("goal-1", {"score-99": ["1"]}),
        ("goal-1", {"score-0": ["1", "2"]}),
        ("goal-1", {"helps": ["Another step's field"]}),
        ("goal-1", {"link_id": ["b"]}),
        ("feelings", {"feels_school": ["6"]}),
        ("feelings", {"feels_school": ["0"]}),
        ("feelings", {"feels_money": ["1"]}),
        ("help-1", {"extent-0": ["most"]}),
        ("help-1", {"extent-4": ["all"]}),
    ],
)
def test_what_no_browser_sends_is_refused(name: str, given_values: dict[str, list[str]]) -> None:
    with pytest.raises(Tampered):
        read_step(step(name), form(), given_values)


def test_too_long_a_text_is_kept_and_told() -> None:
    read = read_step(step("words"), form(), one(helps="a" * 4_010, change="b" * 4_000))
    assert len(read.values["helps"]) == 4_010
    assert read.problems == {
        "helps": "This is too long. It can have 4,000 letters, so take out 10."
    }


@pytest.mark.parametrize(
    ("typed", "hours"),
    [("1.5", 1.5), ("1,5", 1.5), ("0", 0.0), ("168", 168.0), ("12.25", 12.25)],
)
def test_hours_are_a_number_of_a_week(typed: str, hours: float) -> None:
    assert hours_of(typed) == hours
    assert not read_step(step("help-1"), form(), one(hours_0=typed)).problems


@pytest.mark.parametrize("typed", ["169", "-1", "one", "1.234", "1e2", "nan", "٣", "1 h"])
def test_what_is_no_number_of_hours_is_told(typed: str) -> None:
    assert hours_of(typed) is None
    assert (
        "from 0 to 168" in read_step(step("help-1"), form(), one(hours_0=typed)).problems["hours-0"]
    )


def test_words_about_an_outcome_need_the_choice_they_are_kept_with() -> None:
    assert read_step(step("goal-1"), form(), one(evidence_0="She asked.")).problems.keys() == {
        "score-0"
    }
    both = one(evidence_0="She asked.", score_0="1")
    assert not read_step(step("goal-1"), form(), both).problems
    assert not read_step(step("goal-1"), form(), one(score_0="")).problems


def test_back_and_next_lead_along_the_steps_and_past_the_last_to_the_check() -> None:
    steps = steps_of(form())
    assert step_at(steps, "feelings", go="next") == steps[1]
    assert step_at(steps, "goal-1", go="back") == steps[0]
    assert step_at(steps, "feelings", go="back") == steps[0]
    assert step_at(steps, "words", go="next") is None
    assert step_at(steps, "goal-1", go="end") == steps[-1]
    by_one = steps_of(form("pupil"))
    assert step_at(by_one, "feelings-2", go="end") == by_one[-2]


def test_the_answer_holds_everything_given_and_nothing_else() -> None:
    values = {
        "feels_school": "2",
        "feels_home": "",
        "score-0": "-2",
        "evidence-0": "Never asks.",
        "score-1": "",
        "extent-0": "part",
        "hours-0": "0,5",
        "note-3": "No room free.",
        "extent-4": "unknown",
        "helps": "Calm.",
    }
    answer = answer_of(values, form(), pupil_id="P1", given_on="2026-11-22", said_by="the mother")
    assert (answer.pupil_id, answer.voice, answer.channel) == ("P1", "parent", "link")
    assert (answer.given_on, answer.said_by) == ("2026-11-22", "the mother")
    assert answer.feelings == {"school": 2}
    assert (answer.helps, answer.change) == ("Calm.", "")
    assert answer.attained == (Attained(ASKED.outcomes[0], -2, "Never asks."),)
    assert answer.delivered == (
        Delivered(ASKED.provision[0], 0.5, "part"),
        Delivered(ASKED.provision[3], None, "", "No room free."),
        Delivered(ASKED.provision[4], None, "unknown"),
    )
    assert answer_of({}, form(), pupil_id="P1", given_on="2026-11-22").empty


@given(
    st.dictionaries(st.text(max_size=12), st.lists(st.text(max_size=12), max_size=2), max_size=4)
)
def test_whatever_is_sent_is_read_or_refused(given_values: dict[str, Any]) -> None:
    for own in steps_of(form("setting")):
        fields = {field.name: field for field in fields_of(own, form("setting"))}
        try:
            read = read_step(own, form("setting"), given_values)
        except Tampered:
            continue
        assert read.values.keys() <= fields.keys()


@given(st.sampled_from(sorted(ATTAINMENT)), st.text(max_size=50))
def test_a_rating_comes_through_as_it_was_given(score: int, words: str) -> None:
    read = read_step(step("goal-2"), form(), one(score_1=str(score), evidence_1=words))
    answer = answer_of(read.values, form(), pupil_id="P1", given_on="2026-11-22")
    (attained,) = answer.attained
    assert (attained.outcome.line_id, attained.score) == ("E-2", score)
    assert attained.evidence == read.values["evidence-1"]
